"""Named places of a reading in, the same with their gazetteer entries out; all names of a report decide together.

What a report names elsewhere, the countries that it speaks of and the home of its publisher say which place of a name
is meant (`place_choice`); a name that none of them speaks for stays as it is worded.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import numpy as np

from ascribe.knowledge.gazetteer import KINDS, Entry, Gazetteer, demonyms
from ascribe.knowledge.outlets import seat_of
from ascribe.knowledge.packs import Packs
from ascribe.model import Place, Reading, Report
from ascribe.resolve.place_choice import NAMED, Mention, World, choose
from ascribe.resolve.place_evidence import Home
from ascribe.resolve.toponyms import container

#: How much a mention says about where the report is set: a state's name says `NAMED`, its adjective, its
#: capital this.
_ADJECTIVE, _CAPITAL = 1, 1
_WORD = re.compile(r"[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?")
#: The precision of a place by the kind of its entry, where that is another word.
_PRECISION = {"county": "district"}
#: A region inside a country is as coarse as a province, one of several countries as a country.
_SEVERAL_COUNTRIES = ""
#: "64 kilometers (40 miles) northwest of" before a name: the place is not the one that is named.
_AWAY = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kilomet(?:er|re)s?|miles?)(?:\s\([^)]{1,30}\))?\s+(?:away\s+)?"
    r"(?:to\s+the\s+)?(?P<north>north|south)?-?(?P<east>east|west)?(?:ern)?\s*(?:from|of|outside)\s+(?:the\s+)?$",
    re.I,
)
_KILOMETRES_OF_A_MILE, _KILOMETRES_OF_A_DEGREE = 1.609, 111.2
#: A place so many kilometres from a named one is known as a district, and further off as a province.
_DISTRICT_KM = 15.0


def spoken_of(text: str, packs: Packs) -> dict[str, float]:
    """How much a text speaks of each country (ISO 3166 codes), most spoken of first."""
    weights: Counter[str] = Counter()
    for index, weight in ((packs.index, NAMED), (packs.adjectives, _ADJECTIVE), (packs.metonyms, _CAPITAL)):
        for hit in index.find(text):
            if hit.id in packs.countries:
                weights[packs.countries[hit.id]] += weight
    return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))


def countries_of(text: str, packs: Packs) -> tuple[str, ...]:
    """The countries (ISO 3166 codes) that a text speaks of, most spoken of first."""
    return tuple(spoken_of(text, packs))


def world_of(text: str, address: str, spoken: Mapping[str, float], gazetteer: Gazetteer) -> World:
    """What a text is about: the countries that it speaks of (`spoken`, and those that only a word for who lives there
    names), and the home of its publisher."""
    weights = Counter(spoken)
    known, listed = set(weights), demonyms()
    for match in _WORD.finditer(text):
        for words in (match[0], *match[0].split(" ")):
            code = listed.get(words)
            if code and code not in known:
                weights[code] += _ADJECTIVE
                break
    return World(weights, home_of(address, gazetteer))


def home_of(address: str, gazetteer: Gazetteer) -> Home:
    """Where the publisher of a page is, as far as its address says."""
    seat = seat_of(urlsplit(address).hostname or "") if "//" in address else None
    table = gazetteer.table
    if seat is None or seat.country not in table.countries:
        return Home()
    country = table.countries.index(seat.country)
    reading = gazetteer.read(seat.town) if seat.town else None
    if reading is None or (seat.country, seat.admin1) not in table.areas:
        return Home(country)
    area, places = table.areas.index((seat.country, seat.admin1)), reading.places
    own = np.flatnonzero((places.area == area) & (places.kind == KINDS.index("city")))
    if not len(own):
        return Home(country, area)
    town = own[np.argmax(places.people[own])]
    return Home(country, area, (float(places.latitude[town]), float(places.longitude[town])))


class Places:
    """The entries of all names of places in one report."""

    def __init__(
        self, reading: Reading, report: Report, names: Sequence[Mention], world: World, gazetteer: Gazetteer
    ) -> None:
        self._text = report.text
        own = {(place.span.start, place.span.end): place for place in _places(reading)}
        mentions = [
            Mention(start, end, place.name, container(report.text, end, gazetteer))
            for (start, end), place in sorted(own.items())
        ]
        mentions += [name for name in names if not any(a < name.end and name.start < b for a, b in own)]
        entries = choose(mentions, world, gazetteer)
        self._entries: Mapping[tuple[int, int], Entry | None] = {
            (mention.start, mention.end): entry for mention, entry in zip(mentions, entries, strict=True)
        }

    def __call__(self, places: Iterable[Place]) -> tuple[Place, ...]:
        """The same places with what their names mean; one whose name means no known place stays as it is."""
        return tuple(self._resolved(place) for place in places)

    def _resolved(self, place: Place) -> Place:
        entry = self._entries.get((place.span.start, place.span.end))
        if entry is None:
            return place
        return _away(self._text[: place.span.start], _filled(place, entry))


def _places(reading: Reading) -> Iterator[Place]:
    for proposition in reading.propositions:
        yield from proposition.places
    for tally in reading.tallies:
        yield from tally.places


def _filled(place: Place, entry: Entry) -> Place:
    precision = _PRECISION.get(entry.kind, entry.kind)
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


def _away(before: str, place: Place) -> Place:
    """A place that the text puts so many kilometres from a named one: moved where it says which way, and less exact."""
    match = _AWAY.search(before[-90:])
    if match is None or place.precision not in ("point", "district", "city"):
        return place
    far = float(match["number"].replace(",", ""))
    if match["unit"].lower().startswith("mile"):
        far *= _KILOMETRES_OF_A_MILE
    north = {"north": 1, "south": -1}.get((match["north"] or "").lower(), 0)
    east = {"east": 1, "west": -1}.get((match["east"] or "").lower(), 0)
    moved = replace(place, precision="district" if far <= _DISTRICT_KM else "province")
    if place.latitude is None or place.longitude is None or not (north or east):
        return moved
    step = far / math.hypot(north, east) / _KILOMETRES_OF_A_DEGREE
    return replace(
        moved,
        latitude=round(place.latitude + north * step, 4),
        longitude=round(place.longitude + east * step / math.cos(math.radians(place.latitude)), 4),
    )
