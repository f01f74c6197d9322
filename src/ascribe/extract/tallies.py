"""Running totals: counts of many happenings over a period. They are kept as tallies and never become incidents."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, preposition, subject
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.places import places_of
from ascribe.extract.quantities import read_count
from ascribe.extract.speech import Act
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler, Moment, Place, Quantity, Tally
from ascribe.parse.timevalue import Between, Window

_PERIOD = re.compile(
    r"\b(?:since|(?:over|in) the (?:past|last)|so far|to date|(?:this|last) year|recent|from \w+ to|during|until"
    r"|already|in total|altogether)\b",
    re.I,
)
_SINCE = re.compile(r"\b(?:since|from)\b", re.I)


def tallies(context: Context, acts: list[Act]) -> Iterator[Tally]:
    """Tallies in text order."""
    for number, sentence in enumerate(context.sentences):
        period = bool(_PERIOD.search(sentence.text))
        for token in sentence:
            if token.pos_ not in ("NOUN", "PROPN") or token.tag_ not in ("NNS", "NNPS", "NN"):
                continue
            what = _what(token, period)
            bounds = _bounds(context, token) if what else None
            if what and bounds and (bounds[0] != 1 or bounds[1] is None):
                yield _tally(context, token, what, bounds, number, acts)


def _what(token: Token, period: bool) -> str | None:
    lemma = token.lemma_.lower()
    if lemma in load_lexicon().tallies["forces"] and any(c.pos_ == "NUM" for c in token.children):
        stationed = token.head.lemma_.lower() in load_lexicon().tallies["stationed"] or token.dep_ in (
            "nsubj",
            "root",
        )
        return "troops" if stationed and not _harmed(token) else None
    if _harmed(token) and _by_a_war(token):
        return _harmed(token)
    if not (period or _so_far(token)):
        return None
    if lemma in load_lexicon().tallies["counted"] and token.tag_ in ("NNS", "NNPS"):
        return str(load_lexicon().tallies["counted"][lemma])
    return _harmed(token) if _PERIOD.search(token.sent.text) and _SINCE.search(token.sent.text) else None


def _so_far(token: Token) -> bool:
    """Counted up to now ("there have been 14 attacks")."""
    verb = token.head
    perfect = any(c.lemma_.lower() == "have" for c in verb.children if c.dep_ == "aux")
    return perfect and any(c.dep_ == "expl" for c in verb.children)


def _by_a_war(token: Token) -> bool:
    own = subject(token.head) if token.dep_ == "obj" else None
    return own is not None and own.lemma_.lower() in load_lexicon().classes["conflict"]


def _harmed(token: Token) -> str | None:
    verb = token.head
    if token.dep_ in ("obj", "nsubj:pass", "nsubj"):
        what: str | None = load_lexicon().tallies["harm"].get(verb.lemma_.lower())
        return what
    return None


def _bounds(context: Context, token: Token) -> tuple[int, int | None] | None:
    """The count of a noun: its number words with what stands before them."""
    numbers = [
        c
        for c in token.children
        if c.dep_ == "nummod" or c.pos_ == "NUM" or c.lower_ in ("dozens", "hundreds", "scores")
    ]
    if not numbers or any(c.ent_type_ for c in numbers):
        return None
    start = min(c.left_edge.i for c in numbers)
    words = context.doc[start : token.i]
    return read_count(words.text)


def _tally(
    context: Context, token: Token, what: str, bounds: tuple[int, int | None], number: int, acts: list[Act]
) -> Tally:
    numbers = [c for c in token.children if c.pos_ == "NUM" or c.dep_ == "nummod"]
    start = min(c.left_edge.i for c in numbers) if numbers else token.i
    quantity = Quantity(context.span(start, token.i + 1), what, bounds[0], bounds[1], of=token.text)
    inside = [a for a in acts if token.i in a.content]
    since = _time(context, number, "since", "after")
    until = _time(context, number, "until", "before")
    return Tally(
        context.report.id, what, quantity, clause(context, token),
        by=_first(context, _by(token)), against=_first(context, _against(token)),
        since=since, until=until,
        places=_where(context, token, number), speaker=inside[-1].speaker if inside else None,
    )  # fmt: skip


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
    if token.dep_ == "obj":
        own_subject = subject(token.head)
        found += [own_subject] if own_subject is not None else []
    return found


def _against(token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl") if preposition(c) in ("on", "against", "at")]
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
