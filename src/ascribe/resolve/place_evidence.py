"""What speaks for each place that a name may mean: candidates and their surroundings in, numbers per candidate out.

Every number is between 0 and 1 (some -1) and has a name in `FEATURES`; `place_weights.yaml` says how much each counts.
"""

from dataclasses import dataclass, field

import numpy as np

from ascribe.knowledge.gazetteer import KINDS, Candidates, Reading, kilometres
from ascribe.knowledge.gazetteer.table import Floats, Ints

FEATURES = (
    "people",  # logarithm of the population, of cities, towns and villages; 1 is 100 million
    "most people",  # no city of the name has more
    "country",
    "province",
    "province named after its city",
    "county",
    "county without its word",  # "Clarke" for Clarke County
    "region",
    "site",  # a base, a district, a crossing: of the pack
    "capital",  # of a country that is told of; of any where none is
    "other name",  # not the name it is filed under
    "kind asked for",  # "X province" is a province, "the city of X" a city
    "kind not asked for",
    "in what follows",  # "X, Texas"
    "not in what follows",
    "country told of",  # share of its country in what else the report speaks of: countries, their provinces, adjectives
    "country most told of",
    "province told of",  # the report names its province
    "near others",  # to the closest place that another name of the report means: 1 is the same point
    "close to others",  # share of the other places within 160 km
    "province of others",  # share of the other places in its province
    "country of others",
    "home country",  # of the publisher
    "home province",
    "near home",
    "nothing",  # that no candidate is meant
    "nothing: strange names",  # share of the report's names that no gazetteer knows
    "nothing: known country",  # no candidate lies in a country that is told of
)
INDEX = {name: number for number, name in enumerate(FEATURES)}
_KIND = {kind: number for number, kind in enumerate(KINDS)}
#: What stands for a population that would be off the scale.
_MOST_PEOPLE = 8.0
#: A city of so many people is meant as often as the province that is called after it; a metropolis may lie outside it.
_BIG_CITY, _METROPOLIS = 50_000, 1_000_000
_CLOSE_KM, _NEAR_KM = 160.0, 100.0


@dataclass(frozen=True, slots=True)
class Home:
    """Where the publisher is: index of country and of area in the gazetteer (-1 unknown), and a point if known."""

    country: int = -1
    area: int = -1
    point: tuple[float, float] | None = None


@dataclass(slots=True)
class Name:
    """A name as a report uses it in one sense: its readings, how often, and what contains it where the text says so."""

    text: str
    reading: Reading
    mentions: int = 1
    containers: list[Candidates] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The places that the other names mean so far, as columns, each with how often it is named."""

    places: Candidates
    mentions: Floats


def evidence(name: Name, others: Chosen | None, told: Floats, home: Home, strange: float) -> Floats:
    """(candidates + 1, features): what speaks for each candidate of a name, and in the last row for none of them.

    `told` is the share of each country in what the report speaks of, `strange` that of its names without candidates.
    """
    places = name.reading.places
    found = np.zeros((len(places) + 1, len(FEATURES)))
    rows = found[:-1]
    _of_itself(rows, name)
    _of_containers(rows, name)
    rows[:, INDEX["country told of"]] = told[places.country]
    rows[:, INDEX["capital"]] = places.capital & ((told[places.country] > 0) | (told.max() == 0))
    rows[:, INDEX["country most told of"]] = (told[places.country] > 0) & (told[places.country] >= told.max())
    _of_home(rows, places, home)
    if others is not None and len(others.places):
        _of_others(rows, places, others)
    found[-1, INDEX["nothing"]] = 1
    found[-1, INDEX["nothing: strange names"]] = strange
    found[-1, INDEX["nothing: known country"]] = (
        told.max() > 0 and not rows[:, INDEX["country told of"]].any()
    )
    return found


def _of_itself(rows: Floats, name: Name) -> None:
    places, asked = name.reading.places, name.reading.kind
    city = places.kind == _KIND["city"]
    people = np.where(city, places.people, 0.0)
    rows[:, INDEX["people"]] = np.log10(people + 1) / _MOST_PEOPLE
    rows[:, INDEX["most people"]] = city & (people == people.max(initial=0))
    for kind in ("country", "province", "county", "region"):
        rows[:, INDEX[kind]] = places.kind == _KIND[kind]
    rows[:, INDEX["site"]] = (places.kind == _KIND["point"]) | (places.kind == _KIND["district"])
    namesake = np.isin(places.area, places.area[city & (places.people >= _BIG_CITY)])
    namesake |= np.isin(places.country, places.country[city & (places.people >= _METROPOLIS)])
    rows[:, INDEX["province named after its city"]] = (places.kind == _KIND["province"]) & namesake
    worded = asked == "county" or _says_county(name.text)
    county = places.kind == _KIND["county"]
    rows[:, INDEX["county without its word"]] = county & ~places.main & (not worded)
    rows[:, INDEX["other name"]] = ~places.main & ~county
    if asked is not None:
        fits = places.kind == _KIND[asked]
        if asked == "province":
            fits |= places.kind == _KIND["region"]
        rows[:, INDEX["kind asked for"]] = fits
        rows[:, INDEX["kind not asked for"]] = ~fits


def _says_county(text: str) -> bool:
    return text.rsplit(" ", 1)[-1].casefold() in ("county", "parish", "borough", "district", "shire")


def _of_containers(rows: Floats, name: Name) -> None:
    places = name.reading.places
    inside = np.zeros(len(places), bool)
    for containers in name.containers:
        inside |= contained(places, containers)
    if inside.any():
        rows[:, INDEX["in what follows"]] = inside
        rows[:, INDEX["not in what follows"]] = ~inside


def contained(places: Candidates, containers: Candidates) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which places lie in a country, province or county that one of the containers may be."""
    inside = np.zeros(len(places), bool)
    finer = {
        "country": ("country",),
        "province": ("country", "province"),
        "county": ("country", "province", "county"),
    }
    for kind, coarse in finer.items():
        own = containers.kind == _KIND[kind]
        fine = ~np.isin(places.kind, [_KIND[k] for k in coarse])
        same = places.country if kind == "country" else places.area
        inside |= fine & np.isin(same, (containers.country if kind == "country" else containers.area)[own])
    return inside


def _of_home(rows: Floats, places: Candidates, home: Home) -> None:
    rows[:, INDEX["home country"]] = places.country == home.country
    rows[:, INDEX["home province"]] = (places.area == home.area) & (places.kind != _KIND["country"])
    if home.point is not None:
        far = kilometres(*home.point, places.latitude, places.longitude)
        rows[:, INDEX["near home"]] = np.exp(-far / _NEAR_KM) * _fine(places)


def _of_others(rows: Floats, places: Candidates, others: Chosen) -> None:
    fine = _fine(others.places)
    share = others.mentions / others.mentions.sum()
    same_country = places.country[:, None] == others.places.country[None, :]
    rows[:, INDEX["country of others"]] = (same_country * share).sum(1)
    same_area = places.area[:, None] == others.places.area[None, :]
    told = same_area & (others.places.kind == _KIND["province"])[None, :]
    inner = (places.kind != _KIND["country"]) & (places.kind != _KIND["province"])
    rows[:, INDEX["province told of"]] = told.any(1) & inner
    if fine.any():
        near = others.places.take(fine)
        far = kilometres(
            places.latitude[:, None],
            places.longitude[:, None],
            near.latitude[None, :],
            near.longitude[None, :],
        )
        own = _fine(places)
        rows[:, INDEX["near others"]] = np.exp(-far.min(1) / _NEAR_KM) * own
        rows[:, INDEX["close to others"]] = (far <= _CLOSE_KM).mean(1) * own
        rows[:, INDEX["province of others"]] = same_area[:, fine].mean(1) * own


def _fine(places: Candidates) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Those whose point says where they are: not countries, provinces and regions."""
    coarse: Ints = np.array([_KIND["country"], _KIND["province"], _KIND["region"]])
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~np.isin(places.kind, coarse)
    return found
