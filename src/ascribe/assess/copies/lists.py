"""The word lists and thresholds of copy finding (`copies.yaml`) as typed values."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError

_FILE = Path(__file__).with_name("copies.yaml")


@dataclass(frozen=True, slots=True)
class Lists:
    """Words of grammar, words that state a fact whatever their case, and the numbers that decide."""

    grammar: frozenset[str]
    facts: frozenset[str]
    numbers: dict[str, float]


@cache
def lists() -> Lists:
    """What the package carries; raises KnowledgeError where the file does not hold what it must."""
    try:
        data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        return Lists(
            frozenset(data["grammar"].split()),
            frozenset(data["facts"].split()),
            {name: float(value) for name, value in data["numbers"].items()},
        )
    except (OSError, KeyError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_FILE.name}: {error}") from error
