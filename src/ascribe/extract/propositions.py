"""Happenings in, the `Proposition`s that they make out: those that are told, each with words of its own."""

from dataclasses import replace

from ascribe.extract.acceptance import confidence
from ascribe.extract.context import Context
from ascribe.extract.happenings import REAL, VIOLENT, Happening
from ascribe.extract.mentions import Mention
from ascribe.model import Filler, Kind, Means, Moment, Place, Proposition, Quantity, SectionKind, Status

#: A happening is taken up from this confidence on.
ENOUGH = 0.3
#: Acts that are somebody's or nothing.
_NEED_AGENT = frozenset(
    {Kind.THREAT, Kind.ORDER, Kind.FORMATION, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.SMUGGLING}
)


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
    return _counted(list(made.values()))


def _counted(pairs: list[tuple[Happening, Proposition]]) -> list[tuple[Happening, Proposition]]:
    """The pairs; one that is told as so long after or before another is tied to that (`Moment.anchor`)."""
    return [
        (happening, one if one.when else replace(one, when=_counted_from(happening, one, pairs)))
        for happening, one in pairs
    ]


def _counted_from(
    happening: Happening, one: Proposition, pairs: list[tuple[Happening, Proposition]]
) -> Moment | None:
    for counted in (c for mention in happening.mentions for c in mention.counted):
        base = _told_by(counted.other, pairs) if counted.other else None
        if base is not None and base != one.id:
            time, order = counted.time, "after" if counted.sense > 0 else "before"
            return Moment(None, time.words, time.start, time.end, base, order)
    return None


def _told_by(mention: Mention, pairs: list[tuple[Happening, Proposition]]) -> str | None:
    """The proposition of a mention; of a definite one that tells too little by itself, the one told most before it."""
    for happening, one in pairs:
        if any(mention is own for own in happening.mentions):
            return one.id
    before = [(h, p) for h, p in pairs if h.mentions[0].token.i < mention.token.i and h.kind in VIOLENT]
    if not mention.definite or not before:
        return None
    return max(before, key=lambda pair: len(pair[0].mentions))[1].id


def proposition(context: Context, happening: Happening) -> Proposition | None:
    """The proposition of a happening; None where it is a bare or merely general word."""
    own = [m for m in happening.mentions if not (m.negated or m.denied or m.entry.anaphor)]
    sure = confidence(context, happening)
    if not own or happening.status is Status.GENERAL or not _is_told(happening, sure):
        return None
    if happening.kind in _NEED_AGENT and not happening.slot("agents"):
        return None
    best = max(own, key=lambda m: (m.status in REAL, _fullness(m), -m.token.i))
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
        confidence=round(sure, 3),
        background=context.section(own[0].token.idx) is SectionKind.BACKGROUND,
        mentions=tuple(m.evidence for m in happening.mentions),
    )


def _is_told(happening: Happening, sure: float) -> bool:
    """Sure enough; of what is merely possible, that it says something: others may speak of it."""
    if happening.status is not Status.HYPOTHETICAL:
        return sure >= ENOUGH
    return any(happening.slot(name) for name in ("agents", "targets", "places", "harm"))


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
