"""The vocabulary of time expressions, read from `words.yaml`, and what its number words mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError

_LISTS = Path(__file__).with_name("words.yaml")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `words.yaml`; every word in small letters."""

    months: tuple[str, ...]
    month_abbreviations: tuple[str, ...]
    weekdays: tuple[str, ...]
    seasons: dict[str, tuple[int, int]]
    numbers: dict[str, float]
    tens: dict[str, int]
    ordinals: dict[str, int]
    few: tuple[str, ...]
    units: tuple[str, ...]
    which: dict[str, int]
    days: dict[str, int]
    senses: dict[str, int]
    bounds: dict[str, str]
    parts: dict[str, str]
    past: tuple[str, ...]
    present: tuple[str, ...]
    future: tuple[str, ...]
    repeats: dict[str, str]
    rough: tuple[str, ...]
    counted: tuple[str, ...]
    named_after: tuple[str, ...]
    ahead_before: tuple[str, ...]
    ahead_after: tuple[str, ...]


@cache
def words() -> Words:
    """The vocabulary; raises KnowledgeError where the file is not as it should be."""
    try:
        lists: dict[str, Any] = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
        frozen: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in lists.items()}
        return Words(**frozen)
    except (OSError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_LISTS.name}: {error}") from error


def any_of(found: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a blank stands for any white space."""
    ordered = sorted(found, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def number(written: str) -> float | None:
    """What a number says: "two", "twenty-one", "2.5", "1,000", "two and a half"; None for "several"."""
    said = re.sub(r"[\s-]+", " ", written.lower()).strip()
    whole, half, _ = said.partition(" and a half")
    if half:
        counted = number(whole)
        return None if counted is None else counted + 0.5
    if _NUMERAL.fullmatch(said):
        return float(said.replace(",", ""))
    table = words()
    if said in table.numbers:
        return table.numbers[said]
    tens, _, ones = said.partition(" ")
    return table.tens[tens] + table.numbers.get(ones, 0) if tens in table.tens else None


def ordinal(written: str) -> int | None:
    """Which in a row: "third", "3rd", "twenty-first"."""
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else words().ordinals.get(written.lower().replace(" ", "-"))
