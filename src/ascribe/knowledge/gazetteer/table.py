"""The gazetteer's files in, `Entry` values out; what a name means among them is for `Gazetteer` and `resolve`.

Names are keys here: folded, with GeoNames' spaced article ("Ar Raqqah") read as the article it is. The table keeps
no keys but their digests, sorted, so that it is a few arrays that load at once: see `Table`.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold

#: What an entry is; the finest first. A county (or district of a country) lies between a city and a province.
KINDS = ("point", "district", "city", "county", "province", "country", "region")
HERE = Path(__file__).parent
FILE = "places.npz"
#: What a town of a pack counts as that gives no population: it is listed as the news names it.
OWN_PEOPLE = 100_000

_SPACED_ARTICLE = re.compile(r"^(?:a[dnrstzşţḑḏẓ]h?|a[sdt]h|al|el)[ -]+(?=\w)", re.I)
_ARRAYS = frozenset(
    {"ids", "names", "ends", "areas", "area", "kind", "latitude", "longitude", "people", "keys", "rows"}
    | {"main", "capital"}
)


Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `kind` is its precision; coordinates are WGS 84 degrees; `province` a name, "" where unknown.

    `people` is the population (0 unknown), `country` an ISO 3166 code ("" for a sea or a region of several),
    `admin1` the code that GeoNames gives its province.
    """

    id: str
    name: str
    kind: str
    country: str
    province: str
    latitude: float
    longitude: float
    people: int = 0
    admin1: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as the building script gives it: `id` is its number in GeoNames, 0 where that is not known."""

    id: int
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    people: int
    kind: str
    keys: tuple[str, ...]
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """The places of one name, as columns: `main` where it is the name that the place is filed under.

    `area` is the index of country and admin1 in `Table.areas`, `country` that of the country in `Table.countries`.
    """

    rows: Ints
    main: NDArray[np.bool_]
    kind: Ints
    area: Ints
    country: Ints
    latitude: Floats
    longitude: Floats
    people: Floats
    capital: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, wanted: NDArray[Any]) -> "Candidates":
        """Those that are wanted, by number or by truth."""
        return Candidates(*(getattr(self, f.name)[wanted] for f in fields(self)))


@dataclass(slots=True)
class Table:
    """Places of a pack and of GeoNames, in this order, as columns (`kind` to `capital`), and the digests of all names.

    Of place n of GeoNames: `ids` its number there, `names` (UTF-8) up to `ends`. `keys` are the digests, sorted,
    `rows` and `main` what they lead to. `place` is the index of country and admin1 in `areas`.
    """

    own: Sequence[Entry]
    own_keys: Mapping[str, list[int]]
    arrays: Mapping[str, NDArray[Any]]
    areas: Sequence[tuple[str, str]]
    countries: Sequence[str]
    provinces: dict[tuple[str, str], str]

    def find(self, name: str) -> Candidates:
        """The places of a name, those of the pack first."""
        wanted, arrays = key(name), self.arrays
        keys, place = arrays["keys"], digest(wanted)
        first = int(np.searchsorted(keys, place)) if wanted else len(keys)
        last = first
        while last < len(keys) and keys[last] == place:
            last += 1
        own = self.own_keys.get(wanted, [])
        rows = np.concatenate([np.array(own, np.int64), arrays["rows"][first:last] + len(self.own)])
        # What a pack says of a place is meant: none of its names is a lesser one.
        main = np.concatenate([np.ones(len(own), bool), arrays["main"][first:last]])
        return self.columns(rows.astype(np.int64), main)

    def columns(self, rows: Ints, main: NDArray[np.bool_]) -> Candidates:
        """The columns of these rows."""
        arrays, area = self.arrays, self.arrays["area"][rows].astype(np.int64)
        return Candidates(
            rows,
            main,
            arrays["kind"][rows].astype(np.int64),
            area,
            arrays["country_of"][area],
            arrays["latitude"][rows].astype(np.float64),
            arrays["longitude"][rows].astype(np.float64),
            arrays["people"][rows].astype(np.float64),
            arrays["capital"][rows].astype(bool),
        )

    def entry(self, row: int) -> Entry:
        """The place of a row."""
        if row < len(self.own):
            return self.own[row]
        arrays, at = self.arrays, row - len(self.own)
        country, admin1 = self.areas[int(arrays["area"][row])]
        kind, name = KINDS[int(arrays["kind"][row])], self._name(at)
        number = int(arrays["ids"][at])
        return Entry(
            f"gn:{number}" if number else f"gn:{country}.{admin1}" + (f"/{name}" if kind == "county" else ""),
            name,
            kind,
            country,
            self.provinces.get((country, admin1), "") if kind != "country" else "",
            round(float(arrays["latitude"][row]), 4),
            round(float(arrays["longitude"][row]), 4),
            int(arrays["people"][row]),
            admin1,
        )

    def of_kind(self, kind: str) -> list[Entry]:
        """All places of a kind, in the order of the table."""
        return [self.entry(row) for row in np.flatnonzero(self.arrays["kind"] == KINDS.index(kind)).tolist()]

    def _name(self, at: int) -> str:
        ends = self.arrays["ends"]
        start = int(ends[at - 1]) if at else 0
        return str(self.arrays["names"][start : int(ends[at])].tobytes().decode("utf-8"))


def key(name: str) -> str:
    """The key that a name of a place is found by."""
    return fold(_SPACED_ARTICLE.sub("al-", name.strip()))


def digest(word: str) -> np.uint64:
    """What stands for a key in the table: 64 bits, so that two names never meet by chance."""
    return np.uint64(int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big"))


def read_table(places: Path, own: Sequence[Entry] = (), names: Sequence[Sequence[str]] = ()) -> Table:
    """The table of a file and of the entries of a pack with their names; raises KnowledgeError naming the file."""
    try:
        with np.load(places) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError, BadZipFile) as error:
        raise KnowledgeError(f"{places}: no gazetteer table: {error}") from error
    if set(arrays) != _ARRAYS:
        raise KnowledgeError(f"{places}: the arrays are not {', '.join(sorted(_ARRAYS))}; build it again")
    written = arrays.pop("areas").tobytes().decode("utf-8").split("\n")
    areas = [(area[:2].strip(), area[3:]) for area in written]
    areas += sorted({(e.country, e.admin1) for e in own} - set(areas))
    countries = sorted({country for country, _ in areas})
    for name, values in _columns_of(own, areas).items():
        arrays[name] = np.concatenate([values.astype(arrays[name].dtype), arrays[name]])
    arrays["country_of"] = np.array([countries.index(country) for country, _ in areas], np.int64)
    table = Table(own, _own_keys(names), arrays, areas, countries, {})
    provinces = table.of_kind("province")
    table.provinces = {(e.country, e.admin1): e.name for e in reversed(provinces) if e.admin1}
    table.own = [replace(e, province=table.provinces.get((e.country, e.admin1), "")) for e in own]
    return table


def _columns_of(own: Sequence[Entry], areas: Sequence[tuple[str, str]]) -> dict[str, NDArray[Any]]:
    return {
        "area": np.array([areas.index((e.country, e.admin1)) for e in own]),
        "kind": np.array([KINDS.index(e.kind) for e in own]),
        "latitude": np.array([e.latitude for e in own]),
        "longitude": np.array([e.longitude for e in own]),
        "people": np.array([e.people or OWN_PEOPLE * (e.kind == "city") for e in own]),
        "capital": np.zeros(len(own)),
    }


def _own_keys(names: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, own in enumerate(names):
        for word in dict.fromkeys(map(key, own)):
            found.setdefault(word, []).append(row)
    return found


def write_table(path: Path, rows: Sequence[Row]) -> None:
    """Write the table of these places, the same bytes for the same rows."""
    areas = sorted({(row.country, row.admin1) for row in rows})
    names = [row.name.encode("utf-8") for row in rows]
    pairs = sorted(
        (int(digest(word)), number, order == 0)
        for number, row in enumerate(rows)
        for order, word in enumerate(row.keys)
    )
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            ids=np.array([row.id for row in rows], np.uint32),
            names=np.frombuffer(b"".join(names), np.uint8),
            ends=np.cumsum([len(name) for name in names], dtype=np.uint32),
            areas=np.frombuffer("\n".join(f"{c:2} {a}" for c, a in areas).encode("utf-8"), np.uint8),
            area=np.array([bisect_left(areas, (row.country, row.admin1)) for row in rows], np.uint16),
            kind=np.array([KINDS.index(row.kind) for row in rows], np.uint8),
            latitude=np.array([row.latitude for row in rows], np.float32),
            longitude=np.array([row.longitude for row in rows], np.float32),
            people=np.array([row.people for row in rows], np.uint32),
            capital=np.array([row.capital for row in rows], bool),
            keys=np.array([mark for mark, _, _ in pairs], np.uint64),
            rows=np.array([number for _, number, _ in pairs], np.uint32),
            main=np.array([main for _, _, main in pairs], bool),
        )
