"""The gazetteer's files in, `Entry` values out; what a name means among them is for `Gazetteer`.

Names are keys here: folded, with GeoNames' spaced article ("Ar Raqqah") read as the article it is.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold

COLUMNS = ("id", "name", "country", "admin1", "latitude", "longitude", "people", "kind", "keys")
KINDS = ("point", "district", "city", "province", "country", "region")
HERE = Path(__file__).parent

_SPACED_ARTICLE = re.compile(r"^(?:a[dnrstzşţḑḏẓ]h?|a[sdt]h|al|el)[ -]+(?=\w)", re.I)
_PLACE_FIELDS = frozenset(
    {"id", "name", "names", "kind", "country", "admin1", "latitude", "longitude", "within"} | {"note"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `kind` is its precision; coordinates are WGS 84 degrees; `province` a name, "" where unknown.

    `people` is the population (0 unknown), `country` an ISO 3166 code ("" for a sea or a region of several).
    """

    id: str
    name: str
    kind: str
    country: str
    province: str
    latitude: float
    longitude: float
    people: int = 0


@dataclass(slots=True)
class Table:
    """Rows as they stand in the files, and the rows that each key leads to; the first key of a row is its
    name.
    """

    rows: list[tuple[str, ...]]
    keys: dict[str, list[int]]
    provinces: dict[tuple[str, str], str]

    def entry(self, row: int) -> Entry:
        identity, name, country, admin1, latitude, longitude, people, kind, _ = self.rows[row]
        province = self.provinces.get((country, admin1), "") if kind != "country" else ""
        return Entry(identity, name, kind, country, province, float(latitude), float(longitude), int(people))


def key(name: str) -> str:
    """The key that a name of a place is found by."""
    return fold(_SPACED_ARTICLE.sub("al-", name.strip()))


def read_table(places: Path, pack: Path) -> Table:
    """Both files as one table; raises KnowledgeError with the file (and entry) that is wrong."""
    rows = [*_pack_rows(pack), *_gazetteer_rows(places)]
    keys: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for word in row[8].split("|"):
            keys.setdefault(word, []).append(number)
    provinces = {(row[2], row[3]): row[1] for row in reversed(rows) if row[7] == "province" and row[3]}
    return Table(rows, keys, provinces)


def _gazetteer_rows(path: Path) -> list[tuple[str, ...]]:
    try:
        lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: no gazetteer table: {error}") from error
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise KnowledgeError(f"{path}: the columns are not {', '.join(COLUMNS)}; build it again")
    return [tuple(line.split("\t")) for line in lines[1:]]


def _pack_rows(path: Path) -> Iterator[tuple[str, ...]]:
    try:
        pack = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        places = pack["places"]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: no pack of places: {error}") from error
    for number, place in enumerate(places, start=1):
        try:
            yield _pack_row(place)
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}: entry {number}: {error!r}") from error


def _pack_row(place: dict[str, Any]) -> tuple[str, ...]:
    unknown = set(place) - _PLACE_FIELDS
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
    if place["kind"] not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}")
    names = [place["name"], *place.get("names", ())]
    return (
        f"pack:{place['id']}", place["name"], place.get("country", ""), place.get("admin1", ""),
        str(float(place["latitude"])), str(float(place["longitude"])), "0", place["kind"],
        "|".join(dict.fromkeys(key(name) for name in names)),
    )  # fmt: skip
