"""The propositions of one cluster and the pairs that built it in, one `Incident` out.

A slot that versions give differently takes the one most reports tell, the more specific where they are even;
the versions themselves stay on the propositions, and `assess` lays them side by side.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from ascribe.knowledge.kinship import is_stated
from ascribe.knowledge.names import fold
from ascribe.link.evidence import Comparison
from ascribe.link.title import says_what, title
from ascribe.model import Filler, Incident, Kind, Link, Means, Place, Proposition, Status

V = TypeVar("V", bound=Hashable)

_PRECISIONS = ("point", "district", "city", None, "province", "country")


def assemble(propositions: Sequence[Proposition], pairs: Iterable[Comparison]) -> Incident:
    """The incident of one cluster; the order of its parts does not matter."""
    members = sorted(propositions, key=lambda p: p.id)
    kind = _most_told((p.kind, p) for p in members) or Kind.OTHER
    means: Means | None = _most_told((p.means, p) for p in members if is_stated(p.means))
    status = _status(members)
    when = _when(members)
    where = _where(members)
    series = members[0].series
    return Incident(
        propositions=tuple(p.id for p in members),
        kind=kind,
        title=title(
            kind,
            means,
            status,
            series,
            target=_name([t for p in members for t in p.targets]),
            agent=_name([a for p in members for a in p.agents]),
            place=where[0] if where else None,
            when=when,
        ),
        means=means if means else (Means.UNSPECIFIED if any(p.means for p in members) else None),
        status=status,
        when=when,
        where=where,
        reports=tuple(sorted({p.report for p in members})),
        series=series,
        links=tuple(sorted((_link(pair) for pair in pairs), key=lambda link: (-link.weight, link.a, link.b))),
    )


def _link(pair: Comparison) -> Link:
    return Link(pair.a, pair.b, round(pair.weight, 2), pair.reasons)


def _most_told(values: Iterable[tuple[V, Proposition]]) -> V | None:
    """The value of most reports; ties go to the one that stands first in id order."""
    counts = Counter(value for value, _ in values)
    return counts.most_common(1)[0][0] if counts else None


def _status(members: Sequence[Proposition]) -> Status:
    """What happened outranks what was tried or meant, where any report tells it as a fact."""
    order = (Status.HAPPENED, Status.ATTEMPTED, Status.CALLED_OFF, Status.PLANNED, Status.THREATENED)
    return min((p.status for p in members), key=order.index)


def _when(members: Sequence[Proposition]) -> str | None:
    """The EDTF value that most reports give among the narrowest."""
    dated = [(p.when, p.when.edtf) for p in members if p.when and p.when.edtf]
    if not dated:
        return None
    spans = [(m.last - m.first).days if m.first and m.last else 10**6 for m, _ in dated]
    narrowest = [
        _to_the_day(edtf) for (_, edtf), span in zip(dated, spans, strict=True) if span == min(spans)
    ]
    return Counter(sorted(narrowest)).most_common(1)[0][0]


def _to_the_day(edtf: str) -> str:
    """Without the hour, on which versions of one happening rarely agree."""
    return edtf.partition("T")[0] if "/" not in edtf else edtf


def _where(members: Sequence[Proposition]) -> tuple[str, ...]:
    """The names of its places, the finest and most told first, each once."""
    places = [place for p in members for place in p.places if place.role == "where"]
    told = Counter(place.gazetteer or fold(place.name) for place in places)
    ranks: dict[str, tuple[int, int, int]] = {}
    names: dict[str, str] = {}
    for p in members:
        for i, place in enumerate(q for q in p.places if q.role == "where"):
            key = place.gazetteer or fold(place.name)
            rank = (_fineness(place), -told[key], i)
            if key not in ranks or rank < ranks[key]:
                ranks[key] = rank
            names[key] = min(names.get(key, place.name), place.name)
    return tuple(names[key] for key in sorted(ranks, key=lambda key: (ranks[key], names[key])))


def _fineness(place: Place) -> int:
    return _PRECISIONS.index(place.precision) if place.precision in _PRECISIONS else len(_PRECISIONS)


def _name(fillers: Sequence[Filler]) -> str | None:
    """The name of the filler that most propositions give; ties go to the first told, its longest fair
    writing. None where all that is told is how many."""
    fillers = [filler for filler in fillers if says_what(filler.name)]
    if not fillers:
        return None
    told = Counter(filler.actor or fold(filler.name) for filler in fillers)
    key = max(told, key=lambda k: (told[k], -list(told).index(k)))
    names = Counter(filler.name for filler in fillers if (filler.actor or fold(filler.name)) == key)
    return max(sorted(names), key=lambda name: (names[name], len(name)))
