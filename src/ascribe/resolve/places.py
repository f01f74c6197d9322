"""Named places in, the same with their gazetteer entry out, chosen by what the report itself speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ascribe.knowledge.gazetteer import Entry, Gazetteer
from ascribe.knowledge.packs import Packs
from ascribe.model import Place

#: How much a mention says about where the report is set: a state's name, its adjective, its capital.
_NAMED, _ADJECTIVE, _CAPITAL = 3, 1, 1
#: What follows a name after a comma is what contains it ("Twinton, Varnia").
_CONTAINER = re.compile(r",\s+(?:in\s+)?((?:[^\W\d_a-z][\w’'-]+|al-\w+)(?:[ -][^\W\d_a-z][\w’'-]+){0,3})")
#: A region inside a country is as coarse as a province, one of several countries as a country.
_SEVERAL_COUNTRIES = ""


def countries_of(text: str, packs: Packs) -> tuple[str, ...]:
    """The countries (ISO 3166 codes) that a text speaks of, most spoken of first."""
    weights: Counter[str] = Counter()
    for index, weight in ((packs.index, _NAMED), (packs.adjectives, _ADJECTIVE), (packs.metonyms, _CAPITAL)):
        for hit in index.find(text):
            if hit.id in packs.countries:
                weights[packs.countries[hit.id]] += weight
    return tuple(code for code, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def resolve_places(
    places: Sequence[Place], text: str, countries: Sequence[str], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """The places of one statement: each by the text after it, by the others, by the report's countries."""
    entries = [_entry(place, text, countries, gazetteer, None) for place in places]
    resolved = []
    for place, entry in zip(places, entries, strict=True):
        others = [other for other in entries if other is not None and other != entry]
        if entry is not None and entry.kind != "country":
            around = _closest_container(others)
            entry = _entry(place, text, _first(around, countries), gazetteer, around) or entry
        resolved.append(place if entry is None else _filled(place, entry))
    return tuple(resolved)


def _entry(
    place: Place, text: str, countries: Sequence[str], gazetteer: Gazetteer, near: Entry | None
) -> Entry | None:
    container = _container(text, place.span.end, countries, gazetteer)
    if container is not None:
        found = gazetteer.lookup(place.name, _first(container, countries), container)
        if found is not None and (found.country == container.country or not found.country):
            return found
    return gazetteer.lookup(place.name, countries, near)


def _container(text: str, end: int, countries: Sequence[str], gazetteer: Gazetteer) -> Entry | None:
    """The country or province that the text names right after a place."""
    match = _CONTAINER.match(text, end)
    found = gazetteer.lookup(match[1], countries) if match else None
    return found if found is not None and found.kind in ("country", "province") else None


def _closest_container(entries: Iterable[Entry]) -> Entry | None:
    """The finest of the places that may contain another."""
    order = ("city", "province", "region", "country")
    usable = [entry for entry in entries if entry.kind in order]
    return min(usable, key=lambda entry: order.index(entry.kind), default=None)


def _first(entry: Entry | None, countries: Sequence[str]) -> Sequence[str]:
    """The countries with that of an entry put first."""
    if entry is None or not entry.country:
        return countries
    return (entry.country, *(code for code in countries if code != entry.country))


def _filled(place: Place, entry: Entry) -> Place:
    precision = entry.kind
    if precision == "region":
        precision = "country" if entry.country == _SEVERAL_COUNTRIES else "province"
    return replace(
        place,
        gazetteer=entry.id,
        country=entry.country or None,
        province=entry.province or None,
        latitude=entry.latitude,
        longitude=entry.longitude,
        precision=precision,
    )
