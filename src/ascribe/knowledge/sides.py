"""Words in, whose people they say were hit, and how many rockets or shells hit. The words are `sides.yaml`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold

_TABLE = Path(__file__).with_name("sides.yaml")
_NUMBERS = {
    word: n
    for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
ARMED_GROUP = "armed group"


@dataclass(frozen=True, slots=True)
class _Words:
    sides: dict[str, re.Pattern[str]]
    struck: re.Pattern[str]
    of_those: re.Pattern[str]


@cache
def _words() -> _Words:
    try:
        table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
        munition, hit, fired = (f"(?:{'|'.join(table[key])})" for key in ("munitions", "hit", "fired"))
        number = rf"(?P<number>\d+|{'|'.join(_NUMBERS)})"
        return _Words(
            {side: _any_of(words) for side, words in table["sides"].items()},
            re.compile(rf"\b{number} (?:\w+ )?{munition} (?:\w+ly )?{hit}\b"),
            re.compile(
                rf"\b(?:of|from) the (?:\w+ )?{munition}(?: {fired})?,? {number}(?: of them)? {hit}\b"
            ),
        )
    except (OSError, KeyError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_TABLE.name}: {error}") from error


def _any_of(words: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(fold(word) for word in words)})\b")


def side_of(words: str, armed_groups: Collection[str] = ()) -> str | None:
    """Whose people words name: "state", "armed group" or "civilians"; None where they name none or several.

    `armed_groups` are names of groups that the words may give instead.
    """
    text = fold(words)
    named = {side for side, pattern in _words().sides.items() if pattern.search(text)}
    if any(re.search(rf"\b{re.escape(fold(name))}\b", text) for name in armed_groups):
        named.add(ARMED_GROUP)
    return named.pop() if len(named) == 1 else None


def munitions_that_hit(words: str) -> int | None:
    """How many rockets, shells or bombs hit ("of the four shells fired, two hit the market" is 2); None if unsaid."""
    text = words.lower()
    match = _words().of_those.search(text) or _words().struck.search(text)
    if not match:
        return None
    told = match["number"]
    return _NUMBERS[told] if told in _NUMBERS else int(told)
