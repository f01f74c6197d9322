"""Running totals: counts of many happenings over a period. They are kept as tallies and never become incidents."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.counts import Count, counts, known
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.extract.places import places_of
from ascribe.extract.speakers import speaker
from ascribe.extract.speech import Act
from ascribe.model import Filler, Moment, Place, Quantity, Span, Speaker, Tally
from ascribe.parse.timevalue import Between, Window

_HARM = frozenset({"killed", "injured", "detained", "displaced"})
#: The number before those who are counted.
_NUMBER = re.compile(r"^(?:(?:at least|about|some|more than|over|nearly|around|up to) )*[\d,.]+ ")


def tallies(context: Context, acts: list[Act]) -> Iterator[Tally]:
    """Tallies in text order; a part of a count has the period, the sides and the counter of the whole."""
    before: Count | None = None
    whole: Tally | None = None
    told = -1
    for number, sentence in enumerate(context.sentences):
        for count in counts(context, sentence, before if number - told <= 1 else None):
            before, told = count, number
            found = _tally(context, count, number, acts)
            if count.whole is None:
                whole = found
            elif whole is not None:
                found = _part(context, count, found, whole)
            yield found


def _part(context: Context, count: Count, found: Tally, whole: Tally) -> Tally:
    """The part with what its own words leave to the whole; its place is the one right behind it."""
    near = context.span(count.start, min(count.end + 4, count.token.sent.end))
    own = tuple(p for p in found.places if near.start <= p.span.start < near.end)
    return replace(
        found, by=found.by or whole.by, against=found.against or whole.against, places=own or found.places,
        since=found.since or whole.since, until=found.until or whole.until,
        speaker=found.speaker or whole.speaker,
    )  # fmt: skip


def _tally(context: Context, count: Count, number: int, acts: list[Act]) -> Tally:
    token = count.token
    quantity = Quantity(
        context.span(count.start, count.end), count.what, count.bounds[0], count.bounds[1], of=token.text
    )
    inside = [a for a in acts if token.i in a.content]
    return Tally(
        context.report.id, count.what, quantity, _evidence(context, count),
        by=_all(context, _by(context, token)) or (_nation(context, token) if count.what == "troops" else None),
        against=_harmed(context, count) or _first(context, _against(context, token)),
        since=_time(context, number, "since", "after"), until=_time(context, number, "until", "before"),
        places=_where(context, token, number),
        speaker=inside[-1].speaker if inside else _counter(context, token),
    )  # fmt: skip


def _counter(context: Context, token: Token) -> Speaker | None:
    """Who keeps the count ("the mission has logged 418 violations")."""
    own = subject(token.head) if _is_recorded(context, token) else None
    return speaker(context, own) if own is not None and own.pos_ in ("NOUN", "PROPN") else None


def _is_recorded(context: Context, token: Token) -> bool:
    verb = token.head
    return token.dep_ == "obj" and verb.lemma_.lower() in context.lexicon.tallies["recording"]


def _harmed(context: Context, count: Count) -> Filler | None:
    """Who was killed, wounded or taken, where the count says more of them than that they are people."""
    token, people = count.token, ("people", "person", "dead", "life")
    if count.what not in _HARM or token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() in people:
        return None
    if context.lexicon.tallies["counted"].get(token.lemma_.lower(), "troops") != "troops":
        return None
    found = filler(context, token)
    return replace(found, name=_NUMBER.sub("", found.name)) if found else None


def _nation(context: Context, token: Token) -> Filler | None:
    """Whose troops they are ("5,200 U.S. troops")."""
    stationed = known(token, context.lexicon.tallies["forces"]) is not None
    for child in children(token, "compound", "amod") if stationed else []:
        words = context.word(child)
        actor = context.packs.index.match(child.text) or context.packs.adjectives.match(child.text)
        if actor is not None:
            return Filler(words, context.packs.actors[actor].name, actor)
    return None


def _evidence(context: Context, count: Count) -> Span:
    """The clause of the count, made to hold the number; the number's own phrase where it is only a part."""
    if count.token.pos_ == "NUM" and count.token.dep_ not in ("nsubj", "nsubj:pass"):
        end = max([count.end, *(c.right_edge.i + 1 for c in count.token.children if preposition(c) == "in")])
        return context.span(count.start, min(max(end, count.end + 3), count.token.sent.end))
    words, number = clause(context, count.token), context.span(count.start, count.end)
    return context.report.span(min(words.start, number.start), max(words.end, number.end))


def _time(context: Context, number: int, *bounds: str) -> Moment | None:
    """The bound of the period in the sentence, in words; a window ("over the past week") is where it begins."""
    sentence = context.sentences[number]
    inside = [t for t in context.times if sentence.start_char <= t.start < sentence.end_char]
    wanted = [t for t in inside if t.bound in bounds]
    if not wanted and "since" in bounds:
        wanted = [t for t in inside if isinstance(t.value, Window | Between)]
    return Moment(None, wanted[0].words, wanted[0].start, wanted[0].end) if wanted else None


def _where(context: Context, token: Token, number: int) -> tuple[Place, ...]:
    """The places of the clause that the count stands in."""
    words = clause(context, token)
    own = (place for _, place in places_of(context, context.sentences[number]) if place.role == "where")
    return tuple(place for place in own if words.start <= place.span.start < words.end)


def _by(context: Context, token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl") if preposition(c) == "by"]
    for own in children(token, "acl", "acl:relcl"):
        found += [c for c in children(own, "obl:agent", "obl") if preposition(c) == "by"]
    verb = token if token.pos_ == "VERB" else token.head if token.dep_ == "obj" else None
    claim = token.head if token.head.lemma_.lower() in context.lexicon.speech["responsibility"] else token
    if verb is None and claim.head.lemma_.lower() in context.lexicon.speech["claims"]:
        verb = claim.head  # "claimed responsibility for 75 operations"
    if verb is not None and not is_passive(verb) and verb.lemma_.lower() != "come":
        own_subject = subject(verb) if not _is_recorded(context, token) else None
        found += [own_subject] if own_subject is not None and own_subject.i != token.i else []
    return [c for c in found if is_name(c) or preposition(c) == "by" or _acts(context, c)]


def _acts(context: Context, token: Token) -> bool:
    """A noun of those who act, of happenings, or of what kills ("roadside bombs")."""
    words, forms = context.lexicon, {token.lower_, token.lemma_.lower()}
    acting = words.people["acting"] | words.people["group"] | words.tallies["counted"].keys()
    return bool(forms & acting) or any(forms & means for means in words.means.values())


def _against(context: Context, token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl") if preposition(c) in ("on", "against", "at")]
    if token.pos_ == "VERB":
        hit = is_passive(token) or token.lemma_.lower() == "come"
        if token.lemma_.lower() in ("take", "occur", "happen"):
            return []
        return [subject(token) or token] if hit else children(token, "obj")
    if token.dep_ in ("nsubj", "obj"):
        found += [
            c
            for c in children(token.head, "obj", "obl")
            if c.i != token.i
            and c.lower_ != "place"
            and (c.dep_ == "obj" or preposition(c) in ("on", "against", "at"))
        ]
    clauses = children(token, "acl", "acl:relcl") + (
        children(token.head, "advcl") if token.dep_ == "obj" else []
    )
    for own in clauses:
        if own.lemma_.lower() in context.lexicon.roles["uses"]:  # "attacks using drones on bases"
            found += [c for o in children(own, "obj") for c in children(o, "nmod") if preposition(c) == "on"]
            found += [c for c in children(own, "obl") if preposition(c) in ("on", "against", "at")]
        elif own.dep_ != "advcl":
            found += children(own, "obj")
    return [c for c in found if c.pos_ != "NUM" and not any(g.pos_ == "NUM" for g in children(c, "nummod"))]


def _all(context: Context, heads: list[Token]) -> Filler | None:
    """Who the first of some phrases names; all of them where several are coordinated ("X and its militias")."""
    first = next((h for h in heads if filler(context, h) is not None), None)
    if first is None:
        return None
    found = [f for p in coordinated(context, first) if (f := filler(context, p)) is not None]
    if len(found) < 2:
        return found[0]
    span = context.report.span(found[0].span.start, max(f.span.end for f in found))
    return Filler(span, clean(span.quote))


def _first(context: Context, heads: list[Token]) -> Filler | None:
    return next(
        (f for h in heads for p in coordinated(context, h) if (f := filler(context, p)) is not None), None
    )
