"""Middle points of the provinces of Natural Earth (public domain), from the map that Debian's `qgis-common` carries.

In: `world_map.gpkg`, a GeoPackage (OGC 12-128): SQLite with polygons as well-known binary. Out: for each province its
country, its names and the centre of its area in degrees.
"""

import math
import re
import sqlite3
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

#: Bytes of the bounding box in the header of a GeoPackage's geometry, by its envelope code.
_ENVELOPE = (0, 32, 48, 48, 64)
_GENERIC = re.compile(
    r"\b(?:province|provincia|governorate|region|oblast|prefecture|state|department|district|canton|fylke|lan|krai|of|de|the|"
    r"republic|autonomous|county|voivodeship)\b"
)

Ring = list[tuple[float, float]]


def middles(path: Path) -> list[dict[str, Any]]:
    """`country` (ISO 3166), `names` and `middle` (latitude, longitude) of each province, the largest first."""
    with sqlite3.connect(path) as base:
        rows = base.execute("SELECT iso_a2, name, gn_name, woe_name, geom FROM states_provinces").fetchall()
    rows.sort(key=lambda row: -len(row[-1] or b""))
    return [
        {"country": country, "names": sorted({n for n in names if n}), "middle": centre(rings(shape))}
        for country, *names, shape in rows
        if shape and any(names)
    ]


def same_name(name: str, others: Iterable[str]) -> bool:
    """Whether a name is one of these, but for accents and words such as "Province"."""
    return _bare(name) in map(_bare, others)


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = re.sub(r"[^a-z ]", "", plain.replace("-", " "))
    return " ".join(_GENERIC.sub(" ", letters).split())


def rings(geometry: bytes) -> Iterator[Ring]:
    """The outer rings of a (multi)polygon: longitudes and latitudes in degrees."""
    at = 8 + _ENVELOPE[(geometry[3] >> 1) & 7]
    _, kind, count = struct.unpack_from("<BII", geometry, at)
    at += 9
    for _ in range(count if kind % 1000 == 6 else 1):
        at, outer = _polygon(geometry, at if kind % 1000 == 6 else at - 9)
        yield outer


def _polygon(geometry: bytes, at: int) -> tuple[int, Ring]:
    _, _, count = struct.unpack_from("<BII", geometry, at)
    at += 9
    found: list[Ring] = []
    for _ in range(count):
        (size,) = struct.unpack_from("<I", geometry, at)
        values = struct.unpack_from(f"<{2 * size}d", geometry, at + 4)
        found.append(list(zip(values[::2], values[1::2], strict=True)))
        at += 4 + 16 * size
    return at, found[0]


def centre(outlines: Iterable[Ring]) -> tuple[float, float]:
    """(latitude, longitude) of the centre of an area, as on a map that keeps areas."""
    area = east = north = 0.0
    for ring in outlines:
        flat = [(x * math.cos(math.radians(y)), y) for x, y in ring]
        for (x0, y0), (x1, y1) in pairwise(flat):
            cross = x0 * y1 - x1 * y0
            area += cross
            east += (x0 + x1) * cross
            north += (y0 + y1) * cross
    latitude = north / (3 * area)
    return latitude, east / (3 * area) / math.cos(math.radians(latitude))
