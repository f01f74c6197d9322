"""A name in, every place that may go by it out; which of them is meant, a report's context says (`resolve`)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer.own import read_own
from ascribe.knowledge.gazetteer.table import FILE, HERE, KINDS, Candidates, Entry, Floats, Table, read_table
from ascribe.knowledge.mappings import read_mapping

PACK = HERE.parent / "packs" / "places.yaml"
ABBREVIATIONS = HERE / "abbreviations.yaml"
DEMONYMS = HERE / "demonyms.yaml"

#: What would be the plurals of "Philippine" and "Lao".
_NAMES_OF_COUNTRIES = frozenset({"Philippines", "Laos"})
_PROVINCE_WORDS = r"provinces?|governorates?|states?|oblast|prefecture"
_TOWN_WORDS = r"city|town|village|municipality|area|suburbs?|outskirts|countryside|port"
_DISTRICT_WORDS = r"districts?|neighbou?rhoods?|quarter"
_COUNTY_WORDS = r"county|counties|parish|township"
_KIND_WORDS = (
    rf"(?:(?P<province>{_PROVINCE_WORDS})|(?P<city>{_TOWN_WORDS})|(?P<district>{_DISTRICT_WORDS})"
    rf"|(?P<county>{_COUNTY_WORDS}))"
)
_TAIL = re.compile(rf"\s+{_KIND_WORDS}$", re.I)
_HEAD = re.compile(
    r"^(?:the\s+)?(?:(?:far|just)\s+)?(?:(?:north|south)?-?(?:north|south|east|west)(?:ern)?|central|downtown|greater|"
    r"upper|lower|rural|nearby|neighbou?ring|near|outside|inside|rebel-held|occupied|"
    rf"(?:\w+\s+)?{_KIND_WORDS}\s+of|(?P<shire>county))\s+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as it is looked up: `whole` where no word was left out, `kind` what the words left out ask for."""

    places: Candidates
    kind: str | None
    whole: bool


class Gazetteer:
    """Places by name. Load once: the table is shared. `abbreviations` are of provinces, as they are written."""

    def __init__(self, table: Table, abbreviations: Mapping[str, tuple[str, str]]) -> None:
        self.table = table
        self.abbreviations = abbreviations
        self._countries = {entry.country: entry for entry in table.of_kind("country")}
        self._provinces = {(e.country, e.admin1): e for e in reversed(table.of_kind("province"))}
        self.read = lru_cache(1 << 12)(self._read)

    @classmethod
    def load(cls, places: Path | None = None, pack: Path | None = None) -> "Gazetteer":
        """The gazetteer of these files (default: the built-in ones); raises KnowledgeError where one is wrong."""
        return cls(_table(places or HERE / FILE, pack or PACK), _abbreviations(ABBREVIATIONS))

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166 code."""
        return self._countries.get(code)

    def abbreviated(self, name: str) -> Entry | None:
        """The province that an abbreviation stands for ("Calif.", "NSW"), in its own capitals and points."""
        area = self.abbreviations.get(name)
        return self._provinces.get(area) if area else None

    def is_place(self, name: str) -> bool:
        """Whether the name, as it stands, is one of any place."""
        return bool(len(self.table.find(name)))

    def entry(self, row: int, kind: str | None = None) -> Entry:
        """The place of a row, as precise as the words are: the province around a city is not the city."""
        entry = self.table.entry(row)
        if kind == "province" and entry.kind == "city":
            return replace(entry, id=f"{entry.id}/province", kind="province")
        return entry

    def _read(self, name: str) -> Reading | None:
        """The places that a name may mean, None for none.

        "southern X", "X city" and "the town of X" are looked up as X where they are no names themselves, "X
        province" as a province.
        """
        if (short := self.abbreviated(name)) is not None:
            found = self.table.find(short.name)
            own = found.kind == KINDS.index("province")
            return Reading(found.take(own & (found.area == self._area(short))), "province", True)
        for number, (words, kind) in enumerate(readings(name)):
            found = self.table.find(words)
            if kind == "province" and number:
                found = _joined(self.table.find(f"{words} Governorate"), found)
            if len(found):
                return Reading(found, kind, number == 0)
        return None

    def _area(self, entry: Entry) -> int:
        return self.table.areas.index((entry.country, entry.admin1))


@cache
def _table(places: Path, pack: Path) -> Table:
    return read_table(places, *read_own(pack))


@cache
def _abbreviations(path: Path) -> dict[str, tuple[str, str]]:
    """Each abbreviation with country and admin1; raises KnowledgeError naming the file."""
    try:
        return {
            str(short): (country, str(admin1))
            for country, provinces in read_mapping(path).items()
            for admin1, shorts in provinces.items()
            for short in shorts
        }
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(f"{path}: no list of abbreviations: {error}") from error


@cache
def demonyms(path: Path = DEMONYMS) -> dict[str, str]:
    """The country of each word for what belongs to it or who lives there; raises KnowledgeError naming the file."""
    try:
        return {
            form: code
            for code, words in read_mapping(path).items()
            for word in words
            for form in (word, f"{word}s")
            if form not in _NAMES_OF_COUNTRIES
        }
    except (AttributeError, TypeError) as error:
        raise KnowledgeError(f"{path}: no list of demonyms: {error}") from error


def readings(name: str) -> list[tuple[str, str | None]]:
    """The ways to read a name, surest first, each with the kind of place that it asks for."""
    words = " ".join(name.split()).strip(" ,'’\"“”")
    found: list[tuple[str, str | None]] = [(words, None)]
    for _ in range(2):
        for pattern in (_TAIL, _HEAD):
            match = pattern.search(words)
            if match and len(match[0]) < len(words):
                words = words[: match.start()] + words[match.end() :]
                groups = match.groupdict()
                kind = next((k for k in ("province", "city", "district", "county") if groups.get(k)), None)
                kind = "county" if groups.get("shire") else kind or found[-1][1]
                found.append((words, kind))
    return found


def _joined(one: Candidates, other: Candidates) -> Candidates:
    columns = (field.name for field in fields(Candidates))
    return Candidates(*(np.concatenate([getattr(one, c), getattr(other, c)]) for c in columns))


def kilometres(
    latitude: Floats | float, longitude: Floats | float, latitudes: Floats | float, longitudes: Floats | float
) -> Floats:
    """Great-circle distances in kilometres between points in degrees."""
    a, b, c, d = (np.radians(np.asarray(x, np.float64)) for x in (latitude, longitude, latitudes, longitudes))
    half = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    found: Floats = 2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return found
