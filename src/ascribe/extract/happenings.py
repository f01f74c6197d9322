"""A `Happening`: the mentions of one event in one report, and the `Proposition` that they make together."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ascribe.extract.context import Context
from ascribe.extract.mentions import Mention
from ascribe.model import Filler, Kind, Means, Moment, Place, Proposition, Quantity, SectionKind, Status

#: Kinds that a report may use for one and the same event.
VIOLENT = frozenset({Kind.ATTACK, Kind.CLASH, Kind.DESTRUCTION})
#: Acts that are somebody's or nothing.
_NEED_AGENT = frozenset(
    {Kind.THREAT, Kind.ORDER, Kind.FORMATION, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.SMUGGLING}
)
#: A time that is one day's.
_DAY = re.compile(
    r"day\b|overnight|night|morning|evening|\d{1,2}\b(?!\d)|today|dawn|noon|a\.m\.|p\.m\.", re.I
)
_REAL = frozenset({Status.HAPPENED, Status.ATTEMPTED})


@dataclass(slots=True)
class Happening:
    """Mentions of one happening in text order."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind most specific to the happening: attack before clash, a named act before an anaphor."""
        own = [m for m in self.mentions if not m.entry.anaphor] or self.mentions
        return own[0].kind

    @property
    def means(self) -> Means | None:
        found = [m.means for m in self.mentions if m.means is not None]
        return max(set(found), key=lambda m: (found.count(m), -found.index(m))) if found else None

    @property
    def status(self) -> Status:
        """The first mention that is not merely general speaks for the happening."""
        own = [m.status for m in self.mentions if not m.negated] or [m.status for m in self.mentions]
        if Status.CALLED_OFF in own:
            return Status.CALLED_OFF
        real = [s for s in own if s in _REAL]
        return real[0] if real else own[0]

    @property
    def series(self) -> bool:
        """Told as many: by a word for it ("a wave of"), or as a bare plural that no day holds together."""
        lead = self.mentions[0]
        return lead.series or (lead.plural and not any(_DAY.search(t.words) for t in self.slot("times")))

    def slot(self, name: str) -> list[Any]:
        return [value for m in self.mentions for value in getattr(m, name)]


def propositions(context: Context, found: list[Happening]) -> list[tuple[Happening, Proposition]]:
    """Happenings that tell enough, with a proposition of its own words; two of one clause keep their phrases."""
    made: dict[str, tuple[Happening, Proposition]] = {}
    for happening in found:
        one = proposition(context, happening)
        if one is not None and one.id in made:
            token = happening.mentions[0].token
            one = replace(one, evidence=context.span(token.left_edge.i, token.right_edge.i + 1))
        if one is not None:
            made.setdefault(one.id, (happening, one))
    return list(made.values())


def proposition(context: Context, happening: Happening) -> Proposition | None:
    """The proposition of a happening; None where it is a bare or merely general word."""
    own = [m for m in happening.mentions if not (m.negated or m.denied or m.entry.anaphor)]
    if not own or not _tells_enough(happening, own) or happening.status is Status.GENERAL:
        return None
    if happening.kind in _NEED_AGENT and not happening.slot("agents"):
        return None
    best = max(own, key=lambda m: (m.status in _REAL, _fullness(m), -m.token.i))
    means = happening.means
    if means is None and happening.kind is Kind.ATTACK:
        means = Means.UNSPECIFIED
    return Proposition(
        report=context.report.id,
        kind=happening.kind,
        evidence=best.evidence,
        means=means if happening.kind in VIOLENT | {Kind.ABDUCTION} else None,
        status=happening.status,
        when=_when(happening),
        agents=_distinct(happening.slot("agents")),
        targets=_distinct(happening.slot("targets")),
        places=_distinct_places(happening.slot("places")),
        harm=_harm(happening.slot("harm")),
        series=happening.series,
        background=context.section(own[0].token.idx) is SectionKind.BACKGROUND,
        mentions=tuple(m.evidence for m in happening.mentions),
    )


def _tells_enough(happening: Happening, own: list[Mention]) -> bool:
    """Somebody, something, a place or a count; or a weapon and a time. "Monday's attack" alone tells nothing."""
    if any(happening.slot(name) for name in ("agents", "targets", "places", "harm")):
        return True
    if happening.kind not in VIOLENT:
        return not all(m.bare for m in own)
    return any(m.means is not None for m in own) and bool(happening.slot("times"))


def _fullness(mention: Mention) -> int:
    slots = (mention.agents, mention.targets, mention.places, mention.times, mention.harm)
    return sum(map(bool, slots)) - (mention.token.pos_ in ("NOUN", "PROPN"))


def _when(happening: Happening) -> Moment | None:
    """The first time told, left as words: `resolve` reads them against the anchor of their section."""
    times = happening.slot("times")
    if not times:
        return None
    first = times[0]
    return Moment(None, words=first.words, start=first.start, end=first.end)


def _distinct(fillers: list[Filler]) -> tuple[Filler, ...]:
    found: dict[str, Filler] = {}
    for one in fillers:
        found.setdefault(one.actor or one.name.lower(), one)
    return tuple(found.values())


def _distinct_places(places: list[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.name.lower(), place)
    return tuple(found.values())


def _harm(quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """One count per role: the first one told; other versions are statements of their own."""
    found: dict[str, Quantity] = {}
    for quantity in quantities:
        found.setdefault(quantity.role, quantity)
    return tuple(found.values())
