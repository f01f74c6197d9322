"""Who is said to have helped those who did it: paid, armed, trained, sent them, or has links to them."""

from collections.abc import Iterator

from ascribe.extract.arabic.blame import can_be_blamed
from ascribe.extract.arabic.case import Case, act_of, statement
from ascribe.extract.arabic.clauses import clause_end, clause_start, governed_by
from ascribe.extract.arabic.context import verb_at
from ascribe.extract.arabic.groups import Group, group_at, groups_after
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.words import Sentence
from ascribe.model import Speaker, Stance, Statement

_BY = ("يد", "ايدي", "يدي")


def backer(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X armed the attackers", said by somebody: the subject of the verb."""
    if not act_of(sentence, i, "support"):
        return
    voice, end = case.voice(sentence, i), clause_end(case.context, sentence, i)
    if voice.is_outlet or not _of_the_happening(case, sentence, i + 1, end):
        return
    groups = [g for g in _before(case, sentence, i) if can_be_blamed(g) and not _is_doer(g)]
    yield from _blamed(case, sentence, i, end, voice, groups)


def backed(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "The attackers were trained by X", "got arms from X", "have links to X", said by somebody."""
    context = case.context
    word = sentence.words[i]
    links = word.stem in context.arabic.words["backing"] and not word.article and not verb_at(sentence, i)
    if not links and not act_of(sentence, i, "supported"):
        return
    voice, end = case.voice(sentence, i), clause_end(context, sentence, i)
    said = max((a.start for a in case.acts if a.holds(sentence, i)), default=0)
    if voice.is_outlet or not _has_doer(sentence, said, i):
        return
    if links:
        groups = governed_by(context, sentence, i + 1, ("ب", "مع"), min(end, i + 8))
    else:
        groups = _helpers(case, sentence, i, end)
    yield from _blamed(case, sentence, i, end, voice, [g for g in groups if can_be_blamed(g)])


def _blamed(
    case: Case, sentence: Sentence, i: int, end: int, voice: Speaker, groups: list[Group]
) -> Iterator[Statement]:
    about = case.about(sentence, i, end)
    for group in groups if about is not None else []:
        yield statement(case, sentence, i, end, voice, Stance.ACCUSES, about, filler(case.context, group))


def _helpers(case: Case, sentence: Sentence, i: int, end: int) -> list[Group]:
    """The groups after "from" or "at the hands of"."""
    for j in range(i + 1, end):
        word = sentence.words[j]
        if word.plain in _BY or word.plain == "من":
            return list(groups_after(sentence, j + 1, case.context.arabic))
    return []


def _before(case: Case, sentence: Sentence, i: int) -> list[Group]:
    """The groups between the beginning of the clause and its verb that are joined by "and", past insertions."""
    found: list[Group] = []
    j = clause_start(case.context, sentence, i)
    while j < i:
        group = group_at(sentence, j, case.context.arabic)
        if group is None or group.first.is_mark:
            j += 1
            continue
        if not group.prep and (not found or sentence.words[group.start].conj):
            found.append(group)
        j = max(group.end, j + 1)
    return found


def _of_the_happening(case: Case, sentence: Sentence, start: int, end: int) -> bool:
    """Whether words speak of attackers, or of a happening."""
    if _has_doer(sentence, start, end):
        return True
    return any(
        m.sentence is sentence and start <= m.i < end and (m.definite or m.anaphor) for m in case.mentions
    )


def _has_doer(sentence: Sentence, start: int, end: int) -> bool:
    return any(w.has("doer") and (w.article or w.suffix) for w in sentence.words[start:end]) or any(
        w.article and any(f.noun.lemma in ("ارهابي", "مسلح", "انتحاري") for f in w.nouns)
        for w in sentence.words[start:end]
    )


def _is_doer(group: Group) -> bool:
    return group.has("doer")
