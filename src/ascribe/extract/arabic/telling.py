"""Happenings in, `Proposition`s out, each with words of its own and an honest confidence."""

from dataclasses import dataclass

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.joining import Happening
from ascribe.extract.arabic.mentions import VIOLENT, Mention
from ascribe.model import Filler, Kind, Means, Moment, Place, Proposition, Quantity, SectionKind, Span, Status

#: No model learned from Arabic stands behind these: a pattern that fits gives `_BASE`, each slot that its clause fills
#: adds `_PER_SLOT`, and nothing is surer than `_MOST`. English readings are learned and go up to 1.
_BASE, _PER_SLOT, _MOST = 0.4, 0.08, 0.75
#: Words between mentions of one sentence that are shown together.
_NEAR = 15
_NEED_AGENT = frozenset({Kind.THREAT, Kind.WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Told:
    """The propositions of a report with their happenings, in text order."""

    pairs: tuple[tuple[Happening, Proposition], ...]

    def of(self, mention: Mention) -> Proposition | None:
        """The proposition that a mention is of."""
        return next((p for h, p in self.pairs if any(m is mention for m in h.mentions)), None)

    @property
    def main(self) -> Proposition | None:
        """What the report is about: the violent happening that is told most, the first of those."""
        violent = [(h, p) for h, p in self.pairs if h.kind in VIOLENT or h.kind is Kind.ABDUCTION]
        if not violent:
            return None
        return max(violent, key=lambda pair: (len(pair[0].mentions), -pair[1].evidence.start))[1]

    def before(self, offset: int, kinds: frozenset[Kind] = VIOLENT | {Kind.ABDUCTION}) -> Proposition | None:
        """The happening of some kinds last told of before a code point; the one told most where none is."""
        best: tuple[int, Proposition] | None = None
        for happening, one in self.pairs:
            starts = [m.evidence.start for m in happening.mentions if m.evidence.start < offset]
            if happening.kind in kinds and starts and (best is None or max(starts) > best[0]):
                best = max(starts), one
        return best[1] if best else None


def told(context: Context, happenings: list[Happening]) -> Told:
    """The happenings that tell enough, with their propositions."""
    pairs = [(h, p) for h in happenings if (p := _proposition(context, h)) is not None]
    return Told(tuple({p.id: (h, p) for h, p in reversed(pairs)}.values())[::-1])


def _proposition(context: Context, happening: Happening) -> Proposition | None:
    own = [m for m in happening.mentions if not (m.denied or m.anaphor)]
    if not own or happening.status is Status.GENERAL or not _tells(happening, own):
        return None
    best = max(own, key=lambda m: (_fullness(own, m), m.weight, -m.i))
    means = happening.means or Means.UNSPECIFIED
    times = happening.slot("times")
    return Proposition(
        report=context.report.id,
        kind=happening.kind,
        evidence=_evidence(context, own, best),
        means=means if happening.kind in VIOLENT | {Kind.ABDUCTION} else None,
        status=happening.status,
        when=Moment(None, times[0].words, times[0].start, times[0].end) if times else None,
        agents=_distinct(happening.slot("agents")),
        targets=_distinct(happening.slot("targets")),
        places=_places(happening),
        harm=_harm(happening),
        series=happening.lead.series,
        background=own[0].sentence.section is SectionKind.BACKGROUND,
        confidence=_confidence(happening),
        mentions=tuple(m.evidence for m in happening.mentions),
    )


def _fullness(own: list[Mention], mention: Mention) -> tuple[int, int]:
    """How many slots the mentions of a sentence fill together; the earlier sentence is taken first."""
    near = [m for m in own if m.sentence is mention.sentence]
    slots = ("agents", "targets", "places", "times", "harm")
    return sum(any(getattr(m, slot) for m in near) for slot in slots), -mention.sentence.number


def _evidence(context: Context, own: list[Mention], best: Mention) -> Span:
    """The words of the fullest mention, with those of the same sentence that tell of it too."""
    near = [m for m in own if m.sentence is best.sentence and abs(m.i - best.i) < _NEAR]
    start, end = min(m.evidence.start for m in near), max(m.evidence.end for m in near)
    return context.report.span(start, end)


def _tells(happening: Happening, own: list[Mention]) -> bool:
    """Whether it says more than a bare word: a slot, or for kinds that are somebody's, who."""
    if happening.kind in _NEED_AGENT:
        return bool(happening.slot("agents"))
    if happening.kind in VIOLENT and not any(m.verb or m.definite or m.result for m in own):
        headline = any(m.sentence.section is SectionKind.HEADLINE for m in own)
        return headline or any(happening.slot(name) for name in ("places", "times", "harm"))
    slots = [name for name in ("agents", "targets", "places", "harm") if happening.slot(name)]
    if happening.lead.series and not happening.slot("places") and not happening.slot("times"):
        return False
    if all(m.definite for m in own) and len(happening.mentions) == 1 and not own[0].verb:
        return len(slots) > 1
    return bool(slots)


def _confidence(happening: Happening) -> float:
    slots = sum(bool(happening.slot(name)) for name in ("agents", "targets", "places", "times", "harm"))
    return round(min(_MOST, _BASE + _PER_SLOT * slots), 2)


def _distinct(fillers: list[Filler]) -> tuple[Filler, ...]:
    found: dict[str, Filler] = {}
    for one in fillers:
        found.setdefault(one.actor or one.name.lower(), one)
    names = [f" {one.name} " for one in found.values()]
    return tuple(
        one for one in found.values() if one.actor or sum(f" {one.name} " in name for name in names) == 1
    )


def _places(happening: Happening) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for where in happening.slot("places"):
        found.setdefault(where.place.name.lower(), where.place)
    return tuple(found.values())


def _harm(happening: Happening) -> tuple[Quantity, ...]:
    """One count per role: the first told in full, below the headline if it stands there; other versions are statements
    of their own."""
    found: dict[str, Quantity] = {}
    told_in = [(m.sentence.section is SectionKind.HEADLINE, q) for m in happening.mentions for q in m.harm]
    for _, quantity in sorted(told_in, key=lambda one: one[0]):
        if quantity.role not in found or (found[quantity.role].low < 2 and quantity.low > 2):
            found[quantity.role] = quantity
    return tuple(found.values())
