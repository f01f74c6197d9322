"""The names of places in a report in, the place that each means out: chosen together, as one report is of one world.

A name means one place in a report, unless the words after it say otherwise ("Paris, Texas"). Every candidate gets the
weighted sum of its evidence (`place_evidence`); the best wins, or none of them. What is chosen is evidence for the
other names, so the choice is made again until nothing changes, at most `ROUNDS` times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer import KINDS, Candidates, Entry, Gazetteer, Reading
from ascribe.knowledge.gazetteer.table import Floats, key
from ascribe.resolve.place_evidence import FEATURES, Chosen, Home, Name, evidence

WEIGHTS = Path(__file__).parent / "place_weights.yaml"
ROUNDS = 3
#: How much a country's name says of where a report is set; its adjective says 1.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place where it stands: offsets in code points; `within` the name of what contains it, if said."""

    start: int
    end: int
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """What a report is about, before its places are known: how much it speaks of each country (ISO 3166), and its
    publisher's home."""

    countries: Mapping[str, float]
    home: Home = field(default_factory=Home)


@dataclass(slots=True)
class Sense:
    """A name in one sense, with the numbers of its mentions; `name` is None where no gazetteer knows it."""

    name: Name | None
    mentions: list[int]


def choose(
    mentions: Sequence[Mention], world: World, gazetteer: Gazetteer, weights: Floats | None = None
) -> list[Entry | None]:
    """The place of each mention, in their order; None where no place of the name is meant."""
    senses = senses_of(mentions, gazetteer)
    rows = Choice(senses, world, gazetteer).made(
        read_weights(WEIGHTS, FEATURES) if weights is None else weights
    )
    found: list[Entry | None] = [None] * len(mentions)
    for sense, row in zip(senses, rows, strict=True):
        if sense.name is not None and row is not None:
            entry = gazetteer.entry(int(sense.name.reading.places.rows[row]), sense.name.reading.kind)
            for number in sense.mentions:
                found[number] = entry
    return found


def senses_of(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Sense]:
    """The mentions of one name together; apart where the text says that different places contain them."""
    apart: dict[tuple[str, str], Sense] = {}
    for number, mention in enumerate(mentions):
        label = key(mention.name) or mention.name, key(mention.within)
        apart.setdefault(label, Sense(None, [])).mentions.append(number)
    for (name, within), sense in list(apart.items()):
        told = [other for (own, where), other in apart.items() if own == name and where]
        if not within and told:
            max(told, key=lambda other: len(other.mentions)).mentions.extend(sense.mentions)
            del apart[name, within]
    for sense in apart.values():
        sense.name = _name([mentions[n] for n in sorted(sense.mentions)], gazetteer)
    return list(apart.values())


def _name(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Name | None:
    reading = gazetteer.read(mentions[0].name)
    if reading is None:
        return None
    found = {mention.within for mention in mentions if mention.within}
    around = [inside.places for inside in map(gazetteer.read, sorted(found)) if inside is not None]
    return Name(mentions[0].name, reading, len(mentions), around)


class Choice:
    """The senses of one report, for which the places are chosen together."""

    def __init__(self, senses: Sequence[Sense], world: World, gazetteer: Gazetteer) -> None:
        self.senses, self.world, self.gazetteer = senses, world, gazetteer
        unknown = sum(sense.name is None for sense in senses)
        self.strange = unknown / len(senses) if senses else 0.0
        self._told = self._counted()

    def made(self, weights: Floats) -> list[int | None]:
        """The number of the candidate that each sense means."""
        chosen: list[int | None] = [None] * len(self.senses)
        for _ in range(ROUNDS):
            before, chosen = chosen, self._best(chosen, weights)
            if chosen == before:
                break
        return chosen

    def evidence(self, chosen: Sequence[int | None]) -> list[Floats | None]:
        """What speaks for each candidate of each sense, the others being what was chosen."""
        places, owners = self._places(chosen)
        found: list[Floats | None] = []
        for number, sense in enumerate(self.senses):
            if sense.name is None:
                found.append(None)
                continue
            others = owners != number
            around = Chosen(places.take(others), self._mentions[owners[others]]) if others.any() else None
            told = self._told_without(sense)
            found.append(evidence(sense.name, around, told, self.world.home, self.strange))
        return found

    def _best(self, chosen: Sequence[int | None], weights: Floats) -> list[int | None]:
        best: list[int | None] = []
        for rows in self.evidence(chosen):
            row = None if rows is None else int(np.argmax(rows @ weights))
            best.append(None if rows is None or row == len(rows) - 1 else row)
        return best

    @property
    def _mentions(self) -> Floats:
        return np.array([len(sense.mentions) for sense in self.senses], np.float64)

    def _places(self, chosen: Sequence[int | None]) -> tuple[Candidates, NDArray[np.int64]]:
        """The chosen places as columns, and the number of the sense of each."""
        rows, owners = [], []
        for number, (sense, row) in enumerate(zip(self.senses, chosen, strict=True)):
            if sense.name is not None and row is not None:
                rows.append(int(sense.name.reading.places.rows[row]))
                owners.append(number)
        columns = self.gazetteer.table.columns(np.array(rows, np.int64), np.ones(len(rows), bool))
        return columns, np.array(owners, np.int64)

    def _told_without(self, sense: Sense) -> Floats:
        """The share of each country in what the report speaks of, but for the name itself: it is no witness."""
        told = self._told.copy()
        if sense.name is not None:
            coarse, reading = _coarsest(sense.name.reading), sense.name.reading
            by_text = NAMED if (reading.places.kind == KINDS.index("country")).any() else 0
            told[coarse] -= len(sense.mentions) * (1 / max(1, len(coarse)) + by_text)
            told = np.maximum(told, 0.0)
        return told / told.sum() if told.sum() else told

    def _counted(self) -> Floats:
        """How often the report speaks of each country: names of it, of its provinces, its adjectives."""
        countries = self.gazetteer.table.countries
        told = np.zeros(len(countries))
        for code, weight in self.world.countries.items():
            if code in countries:
                told[countries.index(code)] += weight
        for sense in self.senses:
            if sense.name is not None:
                coarse = _coarsest(sense.name.reading)
                told[coarse] += len(sense.mentions) / max(1, len(coarse))
        return told


def _coarsest(reading: Reading) -> NDArray[np.int64]:
    """The countries that a name may be, else those that its provinces lie in."""
    places = reading.places
    for kind in ("country", "province"):
        own = (places.kind == KINDS.index(kind)) & places.main
        if own.any():
            return np.unique(places.country[own])
    return np.array([], np.int64)


@cache
def read_weights(path: Path, names: tuple[str, ...]) -> Floats:
    """The weight of each name as a file has it; raises KnowledgeError where the file lacks one or has others."""
    try:
        written = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        if set(written) != set(names):
            raise ValueError(f"its names are not {', '.join(names)}")
        return np.array([float(written[name]) for name in names])
    except (OSError, yaml.YAMLError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{path}: no weights: {error}; train them again") from error
