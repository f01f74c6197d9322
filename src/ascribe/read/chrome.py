"""`chrome.yaml` as values: the phrases and shapes that tell a story from the page around it."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ascribe.read.phrases import Phrases, any_of, fold, load, phrases

__all__ = ["Chrome", "chrome", "fold"]

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Background:
    """What tells older history from the news of the day."""

    headings: frozenset[str]
    begins: Phrases
    cues: Pattern
    weak: Pattern
    news: Pattern
    speech: Pattern


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a page says to its reader about itself."""

    verbs: frozenset[str]
    address: frozenset[str]
    things: Pattern


@dataclass(frozen=True, slots=True)
class Chrome:
    """Everything that `chrome.yaml` holds; see the comments there."""

    boilerplate: Phrases
    prompts: Prompts
    tail: frozenset[str]
    comments: Phrases
    notes: Phrases
    translation: Phrases
    captions: Pattern
    caption_begins: tuple[str, ...]
    caption_sources: frozenset[str]
    archive: tuple[str, ...]
    bylines: Pattern
    names: Pattern
    closings: frozenset[str]
    background: Background
    announces: Pattern


@cache
def chrome() -> Chrome:
    """The table, read once; raises KnowledgeError where the file does not hold what it must."""
    return load("chrome.yaml", _build)


def _build(raw: dict[str, Any]) -> Chrome:
    captions, back, prompts = raw["captions"], raw["background"], raw["prompts"]
    return Chrome(
        boilerplate=phrases(raw["boilerplate"]),
        prompts=Prompts(
            frozenset(map(fold, prompts["verbs"])),
            frozenset(prompts["address"]),
            re.compile(rf"\b(?:{'|'.join(map(re.escape, map(fold, prompts['things'])))})\b"),
        ),
        tail=frozenset(map(fold, raw["tail"])),
        comments=phrases(raw["comments"]),
        notes=phrases(raw["notes"]),
        translation=phrases(raw["translation"]),
        captions=_pattern(captions["patterns"], ignore_case=False, anchored=False),
        caption_begins=tuple(captions["begins"]),
        caption_sources=frozenset(map(fold, captions["sources"])),
        archive=tuple(captions["archive"]),
        bylines=_pattern(raw["bylines"]["patterns"], ignore_case=False),
        names=_pattern(raw["bylines"]["names"], ignore_case=False),
        closings=frozenset(map(fold, raw["closings"])),
        background=Background(
            frozenset(map(fold, back["headings"])),
            phrases({"begins": back["begins"]}),
            _pattern(back["cues"], ignore_case=False, anchored=False),
            _pattern(back["weak"], ignore_case=False, anchored=False),
            _pattern(back["news"], ignore_case=False, anchored=False),
            _pattern(back["speech"], ignore_case=False, anchored=False),
        ),
        announces=re.compile(raw["announces"], re.I),
    )


def _pattern(raw: list[str], *, ignore_case: bool = True, anchored: bool = True) -> Pattern:
    found = any_of(raw, ignore_case=ignore_case, anchored=anchored)
    if found is None:
        raise KeyError("a list of patterns is empty")
    return found
