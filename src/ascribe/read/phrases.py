"""Phrases and patterns as the tables of `read` hold them: folded words, beginnings, regular expressions.

Comes in: a YAML file of this folder, or one section of it. Goes out: compiled values that match lines.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

import yaml

from ascribe.errors import KnowledgeError

_T = TypeVar("_T")
_NOT_WORDS = re.compile(r"[^\w]+")


def fold(line: str) -> str:
    """Case, accents and punctuation folded away, words joined by one space: how phrases are compared."""
    if line.isascii():
        return _NOT_WORDS.sub(" ", line.casefold()).strip()
    plain = unicodedata.normalize("NFKD", line.casefold())
    return _NOT_WORDS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Folded phrases: whole lines, beginnings, and words held anywhere; and patterns on the line itself."""

    lines: frozenset[str] = frozenset()
    begins: re.Pattern[str] | None = None
    contains: re.Pattern[str] | None = None
    pattern: re.Pattern[str] | None = None

    def match(self, line: str, folded: str) -> bool:
        """Whether a line (and its folded form) is one of these."""
        return (
            folded in self.lines
            or bool(self.begins and self.begins.match(folded))
            or bool(self.contains and self.contains.search(folded))
            or bool(self.pattern and self.pattern.search(line))
        )


def phrases(raw: dict[str, list[str]]) -> Phrases:
    """The phrases of a table's section: `lines`, `begins`, `contains`, `patterns`, all optional."""
    begins, contains = raw.get("begins", []), raw.get("contains", [])
    return Phrases(
        frozenset(map(fold, raw.get("lines", []))),
        re.compile(f"(?:{_either(begins)})(?= |$)") if begins else None,
        re.compile(rf"\b(?:{_either(contains)})\b") if contains else None,
        any_of(raw.get("patterns", [])),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(fold(word)) for word in words), key=len, reverse=True))


def any_of(raw: list[str], *, ignore_case: bool = True, anchored: bool = True) -> re.Pattern[str] | None:
    """One pattern for all; anchored: from the beginning of the line, after one bracket or quote at most."""
    if not raw:
        return None
    lead = r"^\W?(?:" if anchored else r"(?:"
    return re.compile("|".join(f"{lead}{pattern})" for pattern in raw), re.I if ignore_case else 0)


def load(name: str, build: Callable[[dict[str, Any]], _T]) -> _T:
    """The values of a table beside this module; raises KnowledgeError where it does not hold what it must."""
    text = resources.files("ascribe.read").joinpath(name).read_text("utf-8")
    try:
        return build(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (KeyError, TypeError, AttributeError, ValueError, re.error, yaml.YAMLError) as error:
        raise KnowledgeError(f"read/{name}: {error!r}") from error
