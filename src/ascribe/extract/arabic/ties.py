"""Ties between actors and counts over time, where a sentence has the plain wording for them."""

from collections.abc import Iterator

from ascribe.extract.arabic.case import Case
from ascribe.extract.arabic.clauses import ending_at, governed_by, subject
from ascribe.extract.arabic.context import verb_at
from ascribe.extract.arabic.deeds import may_act
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.naming import filler, is_person
from ascribe.extract.arabic.places import places_in
from ascribe.extract.arabic.words import Sentence, span
from ascribe.model import Moment, Quantity, Relation, RelationKind, Tally

#: Stems of the adjectives that tie a group to what follows, with the prepositions that it follows.
_TIES = {
    "مدعوم": (RelationKind.BACKED_BY, ("من",)),
    "تابع": (RelationKind.PART_OF, ("ل",)),
    "منضوي": (RelationKind.MEMBER_OF, ("تحت", "ضمن", "في")),
}
_ENDINGS = ("", "ه", "ين", "ون", "ات", "ا")
_WHAT = {
    "هجوم": "attacks",
    "هجمه": "attacks",
    "عمليه": "operations",
    "غاره": "strikes",
    "ضربه": "strikes",
    "اعتداء": "attacks",
}
_FROM = 2


def relations(case: Case) -> Iterator[Relation]:
    """Relations that the sentences state."""
    for sentence in case.context.sentences:
        for i in range(len(sentence.words)):
            yield from _tied(case, sentence, i)
            yield from _led(case, sentence, i)
            yield from _allied(case, sentence, i)


def _relation(case: Case, a: Group, kind: RelationKind, b: Group) -> Relation:
    words = a.sentence.words
    first, last = min(a.start, b.start), max(a.end, b.end)
    evidence = span(case.context.report, words[first].begin, words[last - 1].end)
    voice = case.voice(a.sentence, a.start)
    own, other = filler(case.context, a), filler(case.context, b)
    return Relation(
        case.context.report.id, own, kind, other, evidence, speaker=None if voice.is_outlet else voice
    )


def _tied(case: Case, sentence: Sentence, i: int) -> Iterator[Relation]:
    """ "X, backed by Y", "X, part of Y"."""
    stem = sentence.words[i].stem
    for lemma, (kind, preps) in _TIES.items():
        if not any(stem == lemma + ending for ending in _ENDINGS) or verb_at(sentence, i):
            continue
        a = ending_at(case.context, sentence, i)
        groups = governed_by(case.context, sentence, i + 1, preps, i + 4)
        if a is not None and _is_actor(a) and groups and _is_actor(groups[0]):
            yield _relation(case, a, kind, groups[0])


def _led(case: Case, sentence: Sentence, i: int) -> Iterator[Relation]:
    """ "X under the leadership of Y"."""
    word = sentence.words[i]
    if word.prep != "ب" or word.stem not in ("قياده", "زعامه"):
        return
    a = ending_at(case.context, sentence, i)
    b = group_at(sentence, i + 1, case.context.arabic)
    if a is not None and b is not None and a.has("group") and is_person(case.context, b):
        yield _relation(case, a, RelationKind.LED_BY, b)


def _allied(case: Case, sentence: Sentence, i: int) -> Iterator[Relation]:
    """ "X and Y are allied with Z"."""
    if not any(f.verb.lemma == "تحالف" for f in verb_at(sentence, i)):
        return
    groups = subject(case.context, sentence, i)
    others = governed_by(case.context, sentence, i + 1, ("مع",), i + 14)
    for a in groups:
        for b in others:
            if _is_actor(a) and _is_actor(b):
                yield _relation(case, a, RelationKind.ALLIED_WITH, b)


def _is_actor(group: Group) -> bool:
    return may_act(group) and not group.has("faceless") and not group.has("nobody")


def tallies(case: Case) -> Iterator[Tally]:
    """Counts of many happenings since a time: "45 attacks in the region since the beginning of the year"."""
    for sentence in case.context.sentences:
        since = next(
            (
                t
                for t in case.context.times
                if t.bound == "since" and sentence.start <= t.start < sentence.end
            ),
            None,
        )
        i = 0
        while since is not None and i < len(sentence.words):
            group = group_at(sentence, i, case.context.arabic)
            if group is None:
                i += 1
                continue
            what = _what(group)
            if what and group.count is not None and group.count.low >= _FROM:
                yield _tally(case, sentence, group, what, Moment(None, since.words, since.start, since.end))
            i = group.end


def _what(group: Group) -> str:
    counted = group.count is not None and group.count.end < group.end
    lemmas = [f.noun.lemma for f in group.first.nouns if f.noun.role == "event"]
    harm = [f.noun.harm for f in group.first.nouns if f.noun.role == "people" and f.noun.harm]
    found = next((_WHAT[lemma] for lemma in lemmas if lemma in _WHAT), "")
    return (found or {"wounded": "injured"}.get(harm[0], harm[0]) if found or harm else "") if counted else ""


def _tally(case: Case, sentence: Sentence, group: Group, what: str, since: Moment) -> Tally:
    report, words = case.context.report, sentence.words
    assert group.count is not None
    quantity = Quantity(span(report, group.begin, group.close), what, group.count.low, group.count.high)
    voice = case.voice(sentence, group.start)
    places = tuple(one.place for one in places_in(case.context, sentence) if one.governed)
    return Tally(
        report.id, what, quantity, span(report, words[0].begin, words[-1].end), places=places, since=since,
        speaker=None if voice.is_outlet else voice,
    )  # fmt: skip
