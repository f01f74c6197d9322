"""Feasts: the names that texts give them and the days on which they fall. The table is `festivals.yaml`."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.parse.timex import calendars

_TABLE = Path(__file__).with_name("festivals.yaml")


@dataclass(frozen=True, slots=True)
class Feast:
    """One entry: what says when, and its value; see the head of the table."""

    names: tuple[str, ...]
    rule: str
    value: Any
    days: int
    spread: int
    also_persons: bool


@cache
def feasts() -> dict[str, Feast]:
    """Every feast by its id; raises KnowledgeError where the table is not as it should be."""
    try:
        table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
        return {name: _feast(dict(entry)) for name, entry in table.items()}
    except (OSError, KeyError, ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_TABLE.name}: {error}") from error


def _feast(entry: dict[str, Any]) -> Feast:
    names, days, spread = tuple(entry.pop("names")), entry.pop("days", 1), entry.pop("spread", 0)
    persons = entry.pop("also-persons", False)
    [(rule, value)] = entry.items()
    if rule not in _STARTS:
        raise KeyError(rule)
    return Feast(names, rule, value, days, spread, persons)


def feast_days(name: str, year: int) -> list[tuple[date, date]]:
    """First and last day of each time that the feast begins in a year of ours: none, one or two."""
    feast = feasts()[name]
    slack, length = timedelta(feast.spread), timedelta(feast.days - 1)
    starts = (start for start in _STARTS[feast.rule](feast.value, year) if start.year == year)
    return [(start - slack, start + length + slack) for start in starts]


def _gregorian(value: list[int], year: int) -> list[date]:
    return [date(year, *value)]


def _nth(value: list[int], year: int) -> list[date]:
    n, weekday, month = value
    days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
    found = [day for day in days if day.weekday() == weekday]
    return [found[n - 1 if n > 0 else n]]


def _islamic(value: list[int], year: int) -> list[date]:
    about = int((year - 622) * 33 / 32)
    return [calendars.islamic(islamic, *value) for islamic in range(about - 1, about + 4)]


def _hebrew(value: list[int], year: int) -> list[date]:
    return [calendars.hebrew(hebrew, *value) for hebrew in (year + 3760, year + 3761)]


def _easter(value: int, year: int) -> list[date]:
    return [calendars.easter(year) + timedelta(value)]


def _orthodox_easter(value: int, year: int) -> list[date]:
    return [calendars.orthodox_easter(year) + timedelta(value)]


def _new_moon(value: list[Any], year: int) -> list[date]:
    first, last, hours = value
    found = calendars.new_moon(date(year, *first), hours)
    return [found] if found <= date(year, *last) else []


_STARTS: dict[str, Callable[[Any, int], list[date]]] = {
    "gregorian": _gregorian,
    "nth": _nth,
    "islamic": _islamic,
    "hebrew": _hebrew,
    "easter": _easter,
    "orthodox-easter": _orthodox_easter,
    "new-moon": _new_moon,
}
