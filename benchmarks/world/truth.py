"""A seed in, a fictional country out: its towns, groups, fronts and outlets, and what truly happens there."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from ascribe.model import Means

FIRST_DAY = date(2031, 1, 1)
COUNTRY = "KX"


@dataclass(frozen=True, slots=True)
class Town:
    """A town with its province and its point (degrees)."""

    id: str
    name: str
    province: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group; `front_of` is the group that acts under its name, if any."""

    id: str
    name: str
    front_of: str | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, and who will speak of it truly or not.

    `claims` is the group in whose name it is claimed (the doer or its front), `claim_after` in how many days.
    """

    number: int
    day: date
    town: Town
    means: Means
    target: str
    killed: int
    wounded: int
    agent: Group
    claims: Group | None
    claim_after: int


@dataclass(frozen=True, slots=True)
class World:
    """A country and what happens in it."""

    seed: int
    towns: tuple[Town, ...]
    groups: tuple[Group, ...]
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    happenings: tuple[Happening, ...]

    def doer(self, group: Group) -> Group:
        """Who acts under the name of a group: itself, where it is no front."""
        return next((g for g in self.groups if g.id == group.front_of), group)


@cache
def words() -> Any:
    """The parts of names and sentences."""
    return yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))


def make_world(happenings: int, seed: int) -> World:
    """A country in which so many things happen; more of them take more days and more towns, so that the number of
    happenings on a day and in a town stays the same."""
    random = Random(f"world {seed}")
    towns = _towns(random, 40 + happenings // 50)
    groups = _groups(random)
    outlets = _names(random, [f"{town.name} {w}" for town in towns[:40] for w in words()["outlets"]], 60)
    days = max(60, happenings // 6)
    made = tuple(_happening(number, seed, days, towns, groups) for number in range(happenings))
    return World(seed, towns, groups, outlets[:4], outlets[4:], made)


def _happening(
    number: int, seed: int, days: int, towns: tuple[Town, ...], groups: tuple[Group, ...]
) -> Happening:
    random = Random(f"happening {seed} {number}")
    means = random.choice((Means.DRONE, Means.ROCKET, Means.BOMB, Means.SHOOTING, Means.SUICIDE_BOMB))
    fronts = {g.front_of: g for g in groups if g.front_of}
    agent = random.choice([g for g in groups if not g.front_of])
    in_whose_name = fronts.get(agent.id, agent) if random.random() < 0.5 else agent
    killed = random.choice((0, 0, 1, 2, 3, 5, 8, 12, 20, 45))
    return Happening(
        number,
        FIRST_DAY + timedelta(days=random.randrange(days)),
        towns[min(int(random.paretovariate(0.9)) - 1, len(towns) - 1)]
        if random.random() < 0.3
        else random.choice(towns),
        means,
        f"{random.choice(words()['sides'])} {random.choice(words()['targets'])}",
        killed,
        killed * random.randrange(1, 4) + random.randrange(4),
        agent,
        in_whose_name if random.random() < 0.4 else None,
        random.choice((0, 0, 1, 2, 3)),
    )


def _towns(random: Random, count: int) -> tuple[Town, ...]:
    parts = words()
    places = [f"{a}{b}{c}" for a in parts["starts"] for b in parts["middles"] for c in parts["ends"]]
    found = []
    for n, name in enumerate(_names(random, places, count)):
        province = f"Province {n // 8 + 1}"
        point = (round(random.uniform(-60, 60), 3), round(random.uniform(-170, 170), 3))
        found.append(Town(f"g:{n}", name, province, *point))
    return tuple(found)


def _groups(random: Random) -> tuple[Group, ...]:
    names = [f"{a} {b}" for a in words()["colours"] for b in words()["bodies"]]
    chosen = _names(random, names, 20)
    real = [Group(f"a:{n}", name) for n, name in enumerate(chosen[:14])]
    fronts = [Group(f"a:{14 + n}", name, real[n].id) for n, name in enumerate(chosen[14:])]
    return tuple(real + fronts)


def _names(random: Random, pool: list[str], count: int) -> tuple[str, ...]:
    """So many different names of a pool, with numbers behind them where it is too small."""
    found = random.sample(pool, min(count, len(pool)))
    found += [f"{random.choice(pool)} {n}" for n in range(2, count - len(found) + 2)]
    return tuple(found)
