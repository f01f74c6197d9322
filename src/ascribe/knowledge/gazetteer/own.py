"""The pack of places (`packs/places.yaml`) in, its entries and their names out: what gazetteers lack."""

from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer.table import KINDS, Entry

_FIELDS = frozenset(
    {"id", "name", "names", "kind", "country", "admin1", "latitude", "longitude", "within", "note", "people"}
)


def read_own(path: Path) -> tuple[list[Entry], list[list[str]]]:
    """The entries of a pack of places and the names of each; raises KnowledgeError with file and entry."""
    try:
        pack = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        places = pack["places"]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise KnowledgeError(f"{path}: no pack of places: {error}") from error
    entries, names = [], []
    for number, place in enumerate(places, start=1):
        try:
            entries.append(_entry(place))
            names.append([place["name"], *place.get("names", ())])
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}: entry {number}: {error!r}") from error
    return entries, names


def _entry(place: dict[str, Any]) -> Entry:
    unknown = set(place) - _FIELDS
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
    if place["kind"] not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}")
    return Entry(
        f"pack:{place['id']}",
        str(place["name"]),
        place["kind"],
        place.get("country", ""),
        "",
        float(place["latitude"]),
        float(place["longitude"]),
        int(place.get("people", 0)),
        place.get("admin1", ""),
    )
