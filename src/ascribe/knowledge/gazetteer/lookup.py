"""A name and its context in, the one place that is meant out, or None.

Every candidate of the name gets points (people, kind, how exact the name is, whether its country is one
that the report speaks of, how near it is to a place already known) and the best one wins; the table of
points is below.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ascribe.knowledge.gazetteer.table import HERE, Entry, Table, key, read_table

#: Points that stand in for the logarithm of the population (a city of 100,000 has 5) where that would
#: mislead: a country outranks the towns named after it, a state ranks below the city of its name (New York,
#: Washington).
_RANK = {"country": 15.0, "province": 5.0, "region": 5.5, "district": 5.5, "point": 5.5}
#: A country that the report does not speak of otherwise: a state of that name may be meant (Georgia).
_FOREIGN_COUNTRY = 8.5
_MAIN_NAME, _EXACT_NAME, _WANTED_KIND = 1.5, 1.0, 6.0
_CONTEXT, _CONTEXT_LEAST = 4.0, 3.0
#: A city that everybody knows is meant even where a small namesake lies in a country of the report.
_WORLD_CITY, _WORLD_CITY_PEOPLE = 2.5, 1_000_000
_NEAR_KM = ((50.0, 3.0), (200.0, 2.0), (500.0, 1.0))
#: Outside the countries that a report speaks of, a smaller place is more likely a false friend.
_FAMOUS_PEOPLE = 50_000
_KNOWN_PEOPLE = 1_000

_PROVINCE_WORDS = r"provinces?|governorates?|states?|oblast|prefecture"
_TOWN_WORDS = r"city|town|village|municipality|area|suburbs?|outskirts|countryside|port"
_DISTRICT_WORDS = r"districts?|neighbou?rhoods?|quarter"
_TAIL = re.compile(
    rf"\s+(?:(?P<province>{_PROVINCE_WORDS})|(?P<city>{_TOWN_WORDS})|(?P<district>{_DISTRICT_WORDS}))$", re.I
)
_HEAD = re.compile(
    r"^(?:the\s+)?(?:(?:far|just)\s+)?(?:(?:north|south)?-?(?:north|south|east|west)(?:ern)?|central|downtown|greater|"
    r"upper|lower|rural|nearby|neighbou?ring|near|outside|inside|rebel-held|occupied|"
    rf"(?:\w+\s+)?(?:(?P<province>{_PROVINCE_WORDS})|(?P<city>{_TOWN_WORDS})|(?P<district>{_DISTRICT_WORDS}))\s+of)\s+",
    re.I,
)

Near = Entry | tuple[float, float]


class Gazetteer:
    """Places by name. Load once: the table is shared."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._countries = {row[2]: n for n, row in enumerate(table.rows) if row[7] == "country"}

    @classmethod
    def load(cls, places: Path | None = None, pack: Path | None = None) -> "Gazetteer":
        """The gazetteer of these files (default: the built-in ones); raises KnowledgeError where one is
        wrong.
        """
        return cls(_table(places or HERE / "places.tsv.gz", pack or HERE.parent / "packs" / "places.yaml"))

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166 code."""
        return self._table.entry(self._countries[code]) if code in self._countries else None

    def is_place(self, name: str) -> bool:
        """Whether the name, as it stands, is one of any place."""
        return key(name) in self._table.keys

    def lookup(self, name: str, countries: Sequence[str] = (), near: Near | None = None) -> Entry | None:
        """The place that is meant in a report that speaks of these countries (ISO codes, most spoken of
        first).

        "southern X", "X city" and "the town of X" are looked up as X, "X province" as a province. None
        where no place has the name, or only small ones outside the countries.
        """
        for words, kind in _readings(name):
            rows = self._table.keys.get(key(words), ())
            scored = [(self._points(row, words, kind, countries, near), -row) for row in rows]
            for points, row in sorted(scored, reverse=True):
                entry = self._table.entry(-row)
                if points > 0 and _plausible(entry, countries):
                    return _as(entry, kind)
        return None

    def _points(
        self, row: int, name: str, kind: str | None, countries: Sequence[str], near: Near | None
    ) -> float:
        fields = self._table.rows[row]
        people = int(fields[6])
        points = _RANK.get(fields[7]) or math.log10(people + 10)
        if fields[7] == "country" and countries and fields[2] not in countries:
            points = _FOREIGN_COUNTRY
        points += _WORLD_CITY * (fields[7] == "city" and people >= _WORLD_CITY_PEOPLE)
        points += _WANTED_KIND * (fields[7] == kind or (kind == "province" and fields[7] == "region"))
        points += _MAIN_NAME * (fields[8].split("|", 1)[0] == key(name))
        points += _EXACT_NAME * (fields[1].casefold() == name.casefold())
        if fields[2] in countries:
            points += max(_CONTEXT - 0.5 * countries.index(fields[2]), _CONTEXT_LEAST)
        if near is not None:
            distance = kilometres((float(fields[4]), float(fields[5])), near)
            points += next((bonus for limit, bonus in _NEAR_KM if distance <= limit), 0.0)
        return points


@cache
def _table(places: Path, pack: Path) -> Table:
    return read_table(places, pack)


def _readings(name: str) -> list[tuple[str, str | None]]:
    """The ways to read a name, surest first, each with the kind of place it asks for."""
    words = " ".join(name.split()).strip(" ,.'’\"“”")
    found: list[tuple[str, str | None]] = [(words, None)]
    for _ in range(2):
        for pattern in (_TAIL, _HEAD):
            match = pattern.search(words)
            if match and len(match[0]) < len(words):
                words = words[: match.start()] + words[match.end() :]
                kind = next((k for k, v in match.groupdict().items() if v), found[-1][1])
                if kind == "province":
                    found.append((f"{words} Governorate", kind))
                found.append((words, kind))
    return found


def _plausible(entry: Entry, countries: Sequence[str]) -> bool:
    """Whether a place may be meant at all, given the countries that the report speaks of."""
    if entry.kind in ("country", "region", "province") or entry.country in countries or not entry.country:
        return True
    if countries:
        return entry.people >= _FAMOUS_PEOPLE
    return entry.people >= _KNOWN_PEOPLE or entry.id.startswith("pack:")


def _as(entry: Entry, kind: str | None) -> Entry:
    """The entry with the precision that the words give: the province around a city is not the city."""
    if kind == "province" and entry.kind == "city":
        return replace(entry, id=f"{entry.id}/province", kind="province")
    return entry


def kilometres(one: Near, other: Near) -> float:
    """Great-circle distance."""
    (a, b), (c, d) = (map(math.radians, _point(place)) for place in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def _point(place: Near) -> tuple[float, float]:
    return (place.latitude, place.longitude) if isinstance(place, Entry) else place
