"""Running totals: counts of many happenings over a period. They are kept as tallies and never become incidents."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.counts import Count, counts
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.places import places_of
from ascribe.extract.speech import Act
from ascribe.model import Filler, Moment, Place, Quantity, Span, Tally
from ascribe.parse.timevalue import Between, Window


def tallies(context: Context, acts: list[Act]) -> Iterator[Tally]:
    """Tallies in text order."""
    before: Count | None = None
    told = -1
    for number, sentence in enumerate(context.sentences):
        for count in counts(context, sentence, before if number - told <= 1 else None):
            before, told = count, number
            yield _tally(context, count, number, acts)


def _tally(context: Context, count: Count, number: int, acts: list[Act]) -> Tally:
    token = count.token
    quantity = Quantity(
        context.span(count.start, count.end), count.what, count.bounds[0], count.bounds[1], of=token.text
    )
    inside = [a for a in acts if token.i in a.content]
    since = _time(context, number, "since", "after")
    until = _time(context, number, "until", "before")
    return Tally(
        context.report.id, count.what, quantity, _evidence(context, count),
        by=_first(context, _by(token)), against=_first(context, _against(token)),
        since=since, until=until,
        places=_where(context, token, number), speaker=inside[-1].speaker if inside else None,
    )  # fmt: skip


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


def _by(token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl") if preposition(c) == "by"]
    for own in children(token, "acl", "acl:relcl"):
        found += [c for c in children(own, "obl:agent", "obl") if preposition(c) == "by"]
    verb = token if token.pos_ == "VERB" else token.head if token.dep_ == "obj" else None
    if verb is not None and not is_passive(verb) and verb.lemma_.lower() != "come":
        own_subject = subject(verb)
        found += [own_subject] if own_subject is not None else []
    return found


def _against(token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl") if preposition(c) in ("on", "against", "at")]
    if token.pos_ == "VERB":
        hit = is_passive(token) or token.lemma_.lower() == "come"
        return [subject(token) or token] if hit else children(token, "obj")
    if token.dep_ in ("nsubj", "obj"):
        found += [
            c
            for c in children(token.head, "obj", "obl")
            if c.i != token.i and (c.dep_ == "obj" or preposition(c) in ("on", "against", "at"))
        ]
    for own in children(token, "acl", "acl:relcl"):
        found += children(own, "obj")
    return found


def _first(context: Context, heads: list[Token]) -> Filler | None:
    return next(
        (f for h in heads for p in coordinated(context, h) if (f := filler(context, p)) is not None), None
    )
