"""`chrome.yaml` as values: the phrases and shapes that tell a story from the page around it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ascribe.errors import KnowledgeError

_NOT_WORDS = re.compile(r"[^\w]+")


def fold(line: str) -> str:
    """Case, accents and punctuation folded away, words joined by one space: how phrases are compared."""
    plain = unicodedata.normalize("NFKD", line.casefold())
    return _NOT_WORDS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@dataclass(frozen=True, slots=True)
class Phrases:
    """Folded phrases: whole lines, beginnings, and words held anywhere; and patterns on the line itself."""

    lines: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()

    def match(self, line: str, folded: str) -> bool:
        """Whether a line (and its folded form) is one of these."""
        return (
            folded in self.lines
            or any(folded == begin or folded.startswith(begin + " ") for begin in self.begins)
            or any(phrase in folded for phrase in self.contains)
            or any(pattern.search(line) for pattern in self.patterns)
        )


@dataclass(frozen=True, slots=True)
class Chrome:
    """Everything that `chrome.yaml` holds; see the comments there."""

    boilerplate: Phrases
    tail: frozenset[str]
    notes: Phrases
    caption_patterns: tuple[re.Pattern[str], ...]
    caption_begins: tuple[str, ...]
    archive: tuple[str, ...]
    bylines: tuple[re.Pattern[str], ...]
    closings: frozenset[str]
    agencies: dict[str, str]
    not_places: frozenset[str]
    stamp_words: frozenset[str]
    stamp_published: tuple[str, ...]
    months: dict[str, int]
    weekdays: tuple[str, ...]
    speech: tuple[str, ...]
    deadlines: tuple[tuple[str, int], ...]
    stop_words: dict[str, frozenset[str]]
    languages: dict[str, str]
    scripts: dict[str, re.Pattern[str]]
    persian_letters: str


@cache
def chrome() -> Chrome:
    """The table, read once; raises KnowledgeError where the file does not hold what it must."""
    text = resources.files("ascribe.read").joinpath("chrome.yaml").read_text("utf-8")
    try:
        return _build(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (KeyError, TypeError, AttributeError, re.error, yaml.YAMLError) as error:
        raise KnowledgeError(f"read/chrome.yaml: {error!r}") from error


def _build(raw: dict[str, Any]) -> Chrome:
    captions, stamps = raw["captions"], raw["stamps"]
    return Chrome(
        boilerplate=_phrases(raw["boilerplate"]),
        tail=frozenset(map(fold, raw["tail"])),
        notes=_phrases(raw["notes"]),
        caption_patterns=_patterns(captions["patterns"], ignore_case=False, anchored=False),
        caption_begins=tuple(captions["begins"]),
        archive=tuple(captions["archive"]),
        bylines=_patterns(raw["bylines"]["patterns"], ignore_case=False),
        closings=frozenset(map(fold, raw["closings"])),
        agencies=dict(raw["agencies"]),
        not_places=frozenset(raw["not_places"]),
        stamp_words=frozenset(map(fold, stamps["words"] + stamps["zones"])),
        stamp_published=tuple(map(fold, stamps["published"])),
        months=dict(raw["months"]),
        weekdays=tuple(raw["weekdays"]),
        speech=tuple(raw["speech"]),
        deadlines=tuple((fold(rule["phrase"]), int(rule["days"])) for rule in raw["deadlines"]),
        stop_words={code: frozenset(words) for code, words in raw["stop_words"].items()},
        languages=dict(raw["languages"]),
        scripts={code: re.compile(f"[{''.join(ranges)}]") for code, ranges in raw["scripts"].items()},
        persian_letters=str(raw["persian_letters"]),
    )


def _phrases(raw: dict[str, list[str]]) -> Phrases:
    return Phrases(
        frozenset(map(fold, raw.get("lines", []))),
        tuple(map(fold, raw.get("begins", []))),
        tuple(map(fold, raw.get("contains", []))),
        _patterns(raw.get("patterns", [])),
    )


def _patterns(
    raw: list[str], *, ignore_case: bool = True, anchored: bool = True
) -> tuple[re.Pattern[str], ...]:
    """Compiled; anchored ones match from the beginning of the line, after one bracket or quote at most."""
    lead = r"^\W?(?:" if anchored else r"(?:"
    return tuple(re.compile(f"{lead}{pattern})", re.I if ignore_case else 0) for pattern in raw)
