"""The word lists, shapes and thresholds of copy finding (`copies.yaml`) as typed values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError

_FILE = Path(__file__).with_name("copies.yaml")


@dataclass(frozen=True, slots=True)
class Shapes:
    """What is not running prose, as patterns; `longest_caption` is in words."""

    furniture: re.Pattern[str]
    contact: re.Pattern[str]
    caption: re.Pattern[str]
    gallery: re.Pattern[str]
    first_person: re.Pattern[str]
    charges: re.Pattern[str]
    longest_caption: int


@dataclass(frozen=True, slots=True)
class Lists:
    """Words of grammar, words that state a fact whatever their case, shapes, and the numbers that decide."""

    grammar: frozenset[str]
    figures: frozenset[str]
    days: frozenset[str]
    shapes: Shapes
    numbers: dict[str, float]


@cache
def lists() -> Lists:
    """What the package carries; raises KnowledgeError where the file does not hold what it must."""
    try:
        data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        prose = data["prose"]
        shapes = Shapes(
            furniture=_any(prose["furniture"]),
            contact=_any(prose["contact"]),
            caption=_any(prose["caption"]),
            gallery=_any(prose["gallery"]),
            first_person=_any(prose["first_person"]),
            charges=_any(prose["charges"]),
            longest_caption=int(prose["longest_caption"]),
        )
        numbers = {name: float(value) for name, value in data["numbers"].items()}
        grammar, figures, days = (frozenset(data[name].split()) for name in ("grammar", "figures", "days"))
        return Lists(grammar, figures, days, shapes, numbers)
    except (OSError, KeyError, TypeError, ValueError, AttributeError, re.error, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_FILE.name}: {error}") from error


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
