"""What is known of names in general (`names.yaml`): numbered units, sorts of bodies, titles, words that are apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold


@dataclass(frozen=True, slots=True)
class Naming:
    """Sets of folded words: see `names.yaml` for what each says.

    `sorts` and `apart` give the numbers of the sets that a word stands in; `titles`, `offices` and `aliases` are as
    written, in small letters.
    """

    sorts: Mapping[str, frozenset[int]]
    weak: frozenset[str]
    apart: Mapping[str, frozenset[int]]
    titles: frozenset[str]
    aliases: tuple[str, ...]
    modifiers: frozenset[str]
    offices: frozenset[str]
    regions: frozenset[str]


@cache
def load_naming() -> Naming:
    """The table of `names.yaml`; raises KnowledgeError."""
    table = _table()
    return Naming(
        sorts=_sets(table["sorts"]),
        weak=frozenset(_folded(word) for word in table["weak"]),
        apart=_sets(table["apart"]),
        titles=frozenset(word.lower() for word in table["titles"]),
        aliases=tuple(sorted(table["aliases"], key=len, reverse=True)),
        modifiers=frozenset(_folded(word) for word in table["modifiers"]),
        offices=frozenset(word.lower() for word in table["offices"]),
        regions=frozenset(_folded(word) for word in table["regions"]),
    )


def unit_forms() -> Mapping[str, list[str]]:
    """How the numbered units of each sort are called: unit -> forms with `{n}` and `{o}`."""
    forms: Mapping[str, list[str]] = _table()["units"]
    return forms


def ordinal(number: int) -> str:
    """An English ordinal in digits: "1st", "12th", "43rd"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("ascribe.knowledge") / "names.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    missing = {
        "units",
        "sorts",
        "weak",
        "apart",
        "titles",
        "aliases",
        "modifiers",
        "offices",
        "regions",
    } - set(table)
    if missing:
        raise KnowledgeError(f"names.yaml: no {', '.join(sorted(missing))}")
    found: dict[str, Any] = table
    return found


def _sets(rows: list[list[str]]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, words in enumerate(rows):
        for word in words:
            key = _folded(word)
            found[key] = found.get(key, frozenset()) | {number}
    return found


def _folded(word: str) -> str:
    return fold(word) or word.lower()
