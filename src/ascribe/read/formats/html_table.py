"""`html.yaml` as values: which elements of a page are hidden, are lines, and say what they are."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.model import SectionKind

#: Class names longer than this are no words.
_LONGEST = 400
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """What an element tells of itself: a kind or none, `sure` where no amount of text speaks against it, and
    whether it is named as the place of the story."""

    kind: SectionKind | None = None
    sure: bool = False
    story: bool = False


NOTHING = Told()


@dataclass(frozen=True)
class HtmlTable:
    """Everything that `html.yaml` holds; see the comments there."""

    hidden_tags: frozenset[str]
    hidden_style: re.Pattern[str]
    blocks: frozenset[str]
    running: frozenset[str]
    tags: Mapping[str, Told]
    roles: Mapping[str, Told]
    properties: Mapping[str, Told]
    phrases: Mapping[tuple[str, ...], Told]
    whole: Mapping[str, Told]
    ignored_after: frozenset[str]
    author_links: re.Pattern[str]
    updated_words: tuple[str, ...]


@cache
def html_table() -> HtmlTable:
    """The table, read once; raises KnowledgeError where the file does not hold what it must."""
    text = resources.files("ascribe.read.formats").joinpath("html.yaml").read_text("utf-8")
    try:
        return _build(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except (KeyError, TypeError, AttributeError, re.error, yaml.YAMLError) as error:
        raise KnowledgeError(f"read/formats/html.yaml: {error!r}") from error


@lru_cache(maxsize=8192)
def told_by_name(names: str) -> Told:
    """What the class names (or the id) of an element tell: the longest phrase in any of them decides."""
    table = html_table()
    best, length = NOTHING, 0
    for name in names[:_LONGEST].split():
        words = _WORDS.findall(_CAMEL.sub("-", name).lower())
        if not words or (words[0] in table.ignored_after and len(words) > 1):
            continue
        if len(words) == 1 and words[0] in table.whole and length < 1:
            best, length = table.whole[words[0]], 1
        for size in (4, 3, 2, 1):
            if size <= length:
                break
            for start in range(len(words) - size + 1):
                if found := table.phrases.get(tuple(words[start : start + size])):
                    best, length = found, size
                    break
    return best


_GROUPS: tuple[tuple[str, Told], ...] = (
    ("story", Told(story=True)),
    ("surely_boilerplate", Told(SectionKind.BOILERPLATE, sure=True)),
    ("boilerplate", Told(SectionKind.BOILERPLATE)),
    ("caption", Told(SectionKind.CAPTION)),
    ("byline", Told(SectionKind.BYLINE)),
    ("dateline", Told(SectionKind.DATELINE)),
    ("quotation", Told(SectionKind.QUOTATION)),
    ("note", Told(SectionKind.NOTE)),
    ("headline", Told(SectionKind.HEADLINE)),
)


def _build(raw: dict[str, Any]) -> HtmlTable:
    phrases: dict[tuple[str, ...], Told] = {}
    whole: dict[str, Told] = {}
    for group, told in _GROUPS:
        for phrase in raw[group].get("names", []):
            if phrase.startswith("="):
                whole.setdefault(phrase[1:], told)
            else:
                phrases.setdefault(tuple(phrase.split()), told)
    return HtmlTable(
        hidden_tags=frozenset(raw["hidden"]["tags"]),
        hidden_style=re.compile(raw["hidden"]["style"], re.I),
        blocks=frozenset(raw["blocks"]),
        running=frozenset(raw["running"]),
        tags=_named(raw, "tags"),
        roles=_named(raw, "roles"),
        properties=_named(raw, "properties"),
        phrases=phrases,
        whole=whole,
        ignored_after=frozenset(raw["ignored_after"]),
        author_links=re.compile(raw["author_links"], re.I),
        updated_words=tuple(raw["updated_words"]),
    )


def _named(raw: dict[str, Any], what: str) -> dict[str, Told]:
    pairs: Iterable[tuple[str, Told]] = (
        (name, told) for group, told in _GROUPS for name in raw[group].get(what, [])
    )
    found: dict[str, Told] = {}
    for name, told in pairs:
        found.setdefault(name, told)
    return found
