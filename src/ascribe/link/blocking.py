"""`Facts` in, the keys of the blocks they stand in out: only propositions that share a block are compared.

A block is a kind family, a stretch of time and a locus (place, area, or target). A proposition is *active* in
a block of its own resolution and *passive* in coarser ones, where only those meet it that know no better: two
propositions dated to the day never meet in a block of the month, two placed in cities never in a block of the
country. So blocks of the day hold nearly all pairs, and pairs grow with the propositions of a day and place,
not with their square.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import floor

from ascribe.link.facts import Facts

_DAY, _MONTH, _ANY = "day", "month", "any"
#: Longest interval whose every day is a key; one day more reaches the neighbours that may be a day off.
_LONGEST_BY_DAY = 3
#: Longest interval that counts as dated at all.
_LONGEST_BY_MONTH = 400
#: Words that stand for a passage where neither time nor place does.
_LONGEST_WORDS = 8
#: Side of a grid cell and reach around a point, in degrees: points within the reach share a cell.
_CELL, _REACH = 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Key:
    """A block, and whether the proposition is active in it: a pair needs one active member."""

    block: str
    active: bool


def keys(facts: Facts) -> tuple[Key, ...]:
    """Every block of a proposition, each once."""
    found: dict[str, bool] = {}
    for time, time_active in _times(facts):
        for locus, locus_active in _loci(facts, time):
            block = f"{facts.family}|{facts.series:d}|{time}|{locus}"
            found[block] = found.get(block, False) or (time_active and locus_active)
    return tuple(Key(block, active) for block, active in found.items())


def _times(facts: Facts) -> Iterator[tuple[str, bool]]:
    span = facts.span_days
    if facts.first is None or facts.last is None or span is None or span > _LONGEST_BY_MONTH:
        yield _ANY, True
        return
    if span <= _LONGEST_BY_DAY:
        for day in range(span + 2):
            yield f"{_DAY} {facts.first + timedelta(days=day)}", True
    for month in _months(facts.first, facts.last):
        yield f"{_MONTH} {month}", span > _LONGEST_BY_DAY
    yield _ANY, False


def _months(first: date, last: date) -> Iterator[str]:
    """The months of an interval, widened by a day at both ends."""
    day, last = first - timedelta(days=1), last + timedelta(days=1)
    while (day.year, day.month) <= (last.year, last.month):
        yield f"{day:%Y-%m}"
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _loci(facts: Facts, time: str) -> Iterator[tuple[str, bool]]:
    """Places and targets; where the block knows no time, a place or a target with a detail beside it."""
    targets = facts.target_keys | facts.target_heads
    if time != _ANY:
        yield from _places(facts)
        for target in targets:
            yield f"target {target}", True
        return
    for place, active in _places(facts):
        for detail in targets | facts.target_words:
            yield f"{place} target {detail}", active
        for word in facts.rare:
            yield f"{place} word {word}", active
        if facts.when_words:
            yield f"{place} when {facts.when_words}", active
    # Common words fill blocks with strangers, so without a place it takes two words, and the longest are the
    # rarest.
    words = sorted(sorted(facts.rare), key=len)[-_LONGEST_WORDS:]
    for pair in combinations(sorted(words), 2):
        for target in targets or ("-",):
            yield f"target {target} words {' '.join(pair)}", not facts.loci


def _places(facts: Facts) -> Iterator[tuple[str, bool]]:
    for locus in facts.loci:
        yield f"place {locus.key}", True
        if locus.province is not None:
            yield f"province {locus.province}", locus.precision == "province"
        if locus.country is not None:
            yield f"country {locus.country}", locus.precision == "country"
        if locus.point is not None:
            yield from ((f"cell {cell}", True) for cell in _cells(locus.point))
    for name in facts.containers - {locus.key for locus in facts.loci}:
        yield f"place {name}", False


def _cells(point: tuple[float, float]) -> list[str]:
    lats, lons = ({floor((x + reach) / _CELL) for reach in (-_REACH, _REACH)} for x in point)
    return [f"{lat} {lon}" for lat in sorted(lats) for lon in sorted(lons)]
