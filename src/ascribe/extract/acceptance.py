"""Whether a happening is told as one that came about (or was tried, planned, threatened): named qualities, weighed.

Comes in: the joined mentions of one happening. Goes out: its qualities and what they weigh together, by
`acceptance.yaml`, learned by `training.happenings` from annotated reports. What is bare, general, negated or merely
possible falls below one half and becomes no proposition.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from math import exp

from ascribe.extract.context import Context
from ascribe.extract.happenings import VIOLENT, Happening
from ascribe.extract.mentions import Mention, ancestors
from ascribe.extract.weights import read_weights, weigh
from ascribe.model import SectionKind, Status

_DAY = re.compile(r"day\b|night|morning|evening|\d{1,2}\b|today|dawn|noon|[ap]\.m\.|hours?\b", re.I)
_GENERIC = frozenset("any no every such future further possible potential more other".split())
_SLOTS = ("agents", "targets", "places", "times", "harm")


def confidence(context: Context, happening: Happening) -> float:
    """How likely a careful reader takes it for a happening that the report tells, from 0 to 1."""
    return 1 / (1 + exp(-weigh(qualities(context, happening), weights())))


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights."""
    return read_weights("acceptance.yaml")


def qualities(context: Context, happening: Happening) -> frozenset[str]:
    """The named qualities of a happening."""
    own = [m for m in happening.mentions if not (m.negated or m.denied or m.entry.anaphor)]
    found = set(_of_all(happening, own))
    lead = max(
        own or happening.mentions, key=lambda m: (sum(bool(getattr(m, s)) for s in _SLOTS), -m.token.i)
    )
    found |= set(_of_lead(context, lead))
    found |= set(_of_place(context, happening.mentions[0]))
    return frozenset(found)


def _of_all(happening: Happening, own: list[Mention]) -> Iterator[str]:
    yield f"kind {happening.kind.value}"
    yield f"status {happening.status.value}"
    yield f"status {happening.status.value} of {'violence' if happening.kind in VIOLENT else 'another act'}"
    filled = [s for s in _SLOTS if happening.slot(s)]
    yield from (f"has {s}" for s in filled)
    yield f"slots {min(len(filled), 3)}"
    yield f"mentions {min(len(happening.mentions), 3)}"
    if not own:
        yield "negated, denied or anaphor only"
    elif all(m.bare for m in own):
        yield "bare"
    if happening.series:
        yield "series"
    if any(_DAY.search(time.words) for time in happening.slot("times")):
        yield "on a day"
    if any(m.means is not None for m in happening.mentions):
        yield "with means"
    if any(m.denied for m in happening.mentions):
        yield "denied"


def _of_lead(context: Context, lead: Mention) -> Iterator[str]:
    token = lead.token
    noun = token.pos_ in ("NOUN", "PROPN")
    shape = (
        "plural noun" if noun and token.tag_ in ("NNS", "NNPS") else "noun" if noun else f"verb {token.tag_}"
    )
    yield f"lead {shape}"
    yield f"lead as {token.dep_}"
    yield f"lead {'noun' if noun else 'verb'} as {token.dep_}"
    if lead.definite:
        yield "lead definite"
    words = {c.lower_ for c in token.children}
    if words & _GENERIC:
        yield "lead generic"
    if noun and not any(c.dep_ in ("det", "nmod:poss", "nummod") for c in token.children):
        yield f"lead {shape} without determiner"
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass")}
    if auxiliaries & {"has", "have", "had", "'ve"}:
        yield "lead perfect"
    if auxiliaries & {"will", "would", "could", "may", "might", "can", "should", "must"}:
        yield "lead modal"
    above = next(ancestors(token), None)
    if above is not None:
        yield f"under {above.lemma_.lower()}"
    if lead.entry.effect:
        yield f"effect {lead.entry.effect}"


def _of_place(context: Context, first: Mention) -> Iterator[str]:
    section = context.section(first.token.idx)
    if section is not SectionKind.BODY:
        yield f"in {section.value}"
    number = first.sentence
    yield "told " + (
        "first" if number < 2 else "early" if number < 6 else "late" if number > 20 else "midway"
    )
    if first.status is Status.GENERAL:
        yield "first general"
