"""Counts over periods in, series out: who counts what, point by point, sums checked, own incidents laid beside.

A tally never makes incidents and is never added to them. Tallies of one scope (what is counted, against whom, where,
from when) stand together whoever counts; each counter has a line of its own. The incidents of the ledger that fall into
the scope are named beside them, so that one can see how much of a count the ledger has.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from ascribe.assess.contradictions.counts import exclude
from ascribe.assess.ties import Ties
from ascribe.assess.voices import Count, agent_key, bounds_words
from ascribe.knowledge.kinship import kin_kinds
from ascribe.knowledge.names import fold
from ascribe.knowledge.words import stems
from ascribe.model import (
    Filler,
    Incident,
    Kind,
    Moment,
    Place,
    Proposition,
    Reading,
    Report,
    Tally,
    TallyLine,
    TallyPoint,
    TallySeries,
    TallySum,
    content_id,
)

#: What is counted under several names.
_FAMILIES = {"operations": "attacks", "strikes": "attacks", "incidents": "attacks", "injured": "wounded"}
#: Two counts that begin so many days apart may be meant to begin together.
_BEGINNINGS = timedelta(days=14)
_MOST_PARTS = 4


def tally_series(
    readings: Iterable[Reading],
    reports: Mapping[str, Report],
    incidents: Iterable[Incident] = (),
    ties: Ties | None = None,
) -> tuple[TallySeries, ...]:
    """The series of all tallies of readings, those with most points first; `reports` by id, for days and labels."""
    known = sorted(readings, key=lambda reading: reading.report)
    tallies = [tally for reading in known for tally in reading.tallies]
    propositions = {p.id: p for reading in known for p in reading.propositions}
    listed = [i for i in incidents if not i.series]
    ties = ties or Ties()
    found = [_series(group, reports, listed, propositions) for group in _scopes(tallies, ties)]
    return tuple(sorted(found, key=lambda s: (-sum(len(line.points) for line in s.lines), s.id)))


def _scopes(tallies: Sequence[Tally], ties: Ties) -> list[list[Tally]]:
    """Tallies of one scope together: each stands with the one that names the most places, as a part of it or not."""
    groups: dict[str, list[list[Tally]]] = defaultdict(list)
    for tally in sorted(tallies, key=lambda t: (-len(_place_keys(t.places)), t.report, t.evidence.start)):
        own = groups[_family(tally)]
        home = next((group for group in own if _same_scope(tally, group[0], ties)), None)
        if home is None:
            own.append([tally])
        else:
            home.append(tally)
    return [group for own in groups.values() for group in own]


def _same_scope(a: Tally, b: Tally, ties: Ties) -> bool:
    """Whether two tallies count the same sort of thing: nothing that both state differs.

    Where they begin on about the same day against the same side, it does not matter whom they say it was by: that
    is what their counters disagree on.
    """
    if not _places_meet(a.places, b.places) or not _begin_together(a.since, b.since):
        return False
    dated = a.since is not None and a.since.first is not None
    if dated and (a.against is None or b.against is None):
        return a.report == b.report
    if not _same_side(a.against, b.against, ties):
        return False
    return (dated and a.against is not None) or _same_side(a.by, b.by, ties)


def _same_side(a: Filler | None, b: Filler | None, ties: Ties) -> bool:
    if a is None or b is None:
        return a is b
    keys = {agent_key(a), agent_key(b)}
    if len(keys) == 1 or frozenset(keys) in ties.related:
        return True
    return bool(_sides(a, ties) & _sides(b, ties))


def _sides(filler: Filler, ties: Ties) -> set[str]:
    """The actors that a name speaks of ("American bases" of the United States); else its words."""
    known = ties.known
    found = (
        {hit.id for index in (known.index, known.adjectives) for hit in index.find(filler.name)}
        if known
        else set()
    )
    return found or set(stems(filler.name))


def _places_meet(a: Sequence[Place], b: Sequence[Place]) -> bool:
    return not a or not b or bool(_place_keys(a) & _place_keys(b))


def _place_keys(places: Iterable[Place]) -> set[str]:
    return {key for place in places for key in (place.gazetteer, fold(place.name)) if key}


def _begin_together(a: Moment | None, b: Moment | None) -> bool:
    first, other = (moment.first if moment else None for moment in (a, b))
    if first is None or other is None:
        return first is other
    return abs(first - other) <= _BEGINNINGS


def _family(tally: Tally) -> str:
    return _FAMILIES.get(tally.what, tally.what)


def _series(
    group: Sequence[Tally],
    reports: Mapping[str, Report],
    incidents: Sequence[Incident],
    propositions: Mapping[str, Proposition],
) -> TallySeries:
    by_counter: dict[str, list[Tally]] = defaultdict(list)
    for tally in group:
        by_counter[_counter(tally, reports)].append(tally)
    lines = tuple(
        TallyLine(
            counter, tuple(_point(t, reports) for t in sorted(own, key=lambda t: (_day(t, reports), t.id)))
        )
        for counter, own in sorted(by_counter.items())
    )
    sums = tuple(found for own in by_counter.values() for found in _sums(own))
    first = group[0]
    return TallySeries(
        content_id("ser", *sorted(tally.id for tally in group)),
        _family(first),
        next((t.by.name for t in group if t.by), None),
        next((t.against.name for t in group if t.against), None),
        tuple(dict.fromkeys(p.name for t in group for p in t.places)),
        min((t.since.first.isoformat() for t in group if t.since and t.since.first), default=None),
        lines,
        sums,
        _apart(group, reports),
        tuple(i.id for i in incidents if _in_scope(i, group, reports, propositions)),
    )


def _counter(tally: Tally, reports: Mapping[str, Report]) -> str:
    """Who counts: a named speaker under one name everywhere, an unnamed one and an outlet with their report."""
    report = reports[tally.report]
    outlet = report.publisher or report.source.rstrip("/").rpartition("/")[2]
    speaker = tally.speaker
    if speaker is None or speaker.is_outlet:
        return outlet
    return speaker.name if speaker.named else f"{speaker.name} ({outlet})"


def _point(tally: Tally, reports: Mapping[str, Report]) -> TallyPoint:
    return TallyPoint(
        tally.id, tally.report, _day(tally, reports), tally.quantity.low, tally.quantity.high,
        tuple(place.name for place in tally.places), tally.since.edtf if tally.since else None,
    )  # fmt: skip


def _day(tally: Tally, reports: Mapping[str, Report]) -> str:
    """Until when it counts, else when its report was published; "" where neither is known."""
    published = reports[tally.report].published.moment
    last = (tally.until.last if tally.until else None) or (published.last if published else None)
    return last.isoformat() if last else ""


def _sums(own: Sequence[Tally]) -> list[TallySum]:
    """A whole and its parts in one report of one counter: places that are parts of it, or of the period."""
    found = []
    by_report: dict[str, list[Tally]] = defaultdict(list)
    for tally in own:
        if tally.quantity.low == tally.quantity.high:
            by_report[tally.report].append(tally)
    for told in by_report.values():
        for total in told:
            parts = [t for t in told if t is not total and _is_part(t, total)]
            for size in range(2, min(len(parts), _MOST_PARTS) + 1):
                for some in combinations(parts, size):
                    if _cover(some, total):
                        found.append(_sum(total, some))
    return found


def _is_part(part: Tally, total: Tally) -> bool:
    inside, whole = _place_keys(part.places), _place_keys(total.places)
    return part.quantity.low <= total.quantity.low and bool(inside) and (not whole or inside < whole)


def _cover(parts: Sequence[Tally], total: Tally) -> bool:
    """Whether parts are of different places that together are all that the whole names."""
    keys = [_place_keys(part.places) for part in parts]
    apart = all(not (a & b) for a, b in combinations(keys, 2))
    whole = _place_keys(total.places)
    return apart and (not whole or set().union(*keys) == whole)


def _sum(total: Tally, parts: Sequence[Tally]) -> TallySum:
    numbers = [part.quantity.low for part in parts]
    holds = sum(numbers) == total.quantity.low
    return TallySum(total.id, tuple(part.id for part in parts), total.quantity.low, tuple(numbers), holds)


def _apart(group: Sequence[Tally], reports: Mapping[str, Report]) -> tuple[str, ...]:
    """Counts of the same days and places whose bounds exclude each other, in words."""
    found = []
    for a, b in combinations(group, 2):
        same = _place_keys(a.places) == _place_keys(b.places) and _day(a, reports) == _day(b, reports)
        if same and exclude(_count(a), _count(b)):
            one, other = (f"{bounds_words(t.quantity)} ({_counter(t, reports)})" for t in (a, b))
            found.append(f"{one} | {other}")
    return tuple(dict.fromkeys(found))


def _count(tally: Tally) -> Count:
    return Count(tally.quantity.low, tally.quantity.high, "")


def _in_scope(
    incident: Incident,
    group: Sequence[Tally],
    reports: Mapping[str, Report],
    propositions: Mapping[str, Proposition],
) -> bool:
    """Whether an incident of the ledger is one that the tallies would count: of the kind, in the time, at the place."""
    if _family(group[0]) != "attacks" or not kin_kinds(incident.kind, Kind.ATTACK):
        return False
    members = [propositions[p] for p in incident.propositions]
    return any(_counts_in(tally, members, reports) for tally in group)


def _counts_in(tally: Tally, members: Sequence[Proposition], reports: Mapping[str, Report]) -> bool:
    first = tally.since.first if tally.since else None
    last = date.fromisoformat(_day(tally, reports)) if _day(tally, reports) else None
    when = [p.when for p in members if p.when and p.when.first and p.when.last]
    timed = any(
        moment.first >= first and (last is None or moment.last <= last)
        for moment in when
        if first and moment.first and moment.last
    )
    if not timed:
        return False
    places = [place for p in members for place in p.places]
    countries = {place.country for place in places if place.country}
    placed = not tally.places or any(
        bool(_place_keys([place]) & _place_keys(places))
        or (place.precision == "country" and place.country in countries)
        for place in tally.places
    )
    return placed and _fits(tally.against, [t for p in members for t in p.targets])


def _fits(wanted: Filler | None, fillers: Collection[Filler]) -> bool:
    """Whether something of what was hit is what the count is of; where the count does not say, it is."""
    if wanted is None:
        return True
    own = set(stems(wanted.name))
    return any(agent_key(f) == agent_key(wanted) or own & set(stems(f.name)) for f in fillers)
