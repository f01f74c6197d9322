"""A whole report in, its `Story` out: what tells the matter of one report from that of another.

Two reports of one happening share rare words, names, ages, roads and days, whoever wrote them and however little of
it any one passage says. Nothing here needs a parse.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold
from ascribe.knowledge.words import stem
from ascribe.link.frequencies import rarity
from ascribe.model import Known, Report, SectionKind

_FILE = Path(__file__).with_name("story.yaml")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CAPITALS = re.compile(r"[A-Z][\w'’-]*[a-z]\.?")
_GAP = re.compile(r"(?: [A-Z]\.)? ?")
#: What a headline says of the matter counts as if it were said so often.
_TITLE_COUNTS = 3
#: Names rarer than this are counted: "New York" says little, a person's name much.
_NAME_RARITY = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """What identifies the matter of a report.

    `words` is a vector of unit length over folded stems; `names` (two words of a name each) and `roads` map what is
    compared to how it is written; `ages` are in years. `days` are those that the text names, and `published` the day
    that it is from, where they are known.
    """

    report: str
    published: date | None
    words: Mapping[str, float]
    names: Mapping[str, str]
    ages: frozenset[str]
    roads: Mapping[str, str]
    days: frozenset[date]

    @property
    def day_set(self) -> frozenset[date]:
        """The days that its matter may be of: those it names and that of its publication."""
        return self.days | {self.published} if self.published else self.days


def story_of(report: Report, days: Iterable[date] = ()) -> Story:
    """The story of a report; `days` are those that its time expressions resolve to."""
    text = _read_text(report)
    title = report.title or ""
    counts = Counter(words_of(text))
    for word in words_of(title):
        counts[word] += _TITLE_COUNTS
    patterns = _patterns()
    return Story(
        report.id,
        published_on(report),
        _unit({word: (1 + log(n)) * rarity(word) for word, n in counts.items()}),
        names_of(title + "\n" + text),
        frozenset(age for pattern in patterns.ages for age in pattern.findall(text)),
        {fold(road): road for road in patterns.roads.findall(text)},
        frozenset(days),
    )


def published_on(report: Report) -> date | None:
    """The last day on which a report may have been published; None where that is not known."""
    published = report.published
    if published.known is Known.UNKNOWN or published.moment is None:
        return None
    return published.moment.last


def _read_text(report: Report) -> str:
    """The text without menus and share bars."""
    skipped = [s for s in report.sections if s.kind is SectionKind.BOILERPLATE]
    kept, start = [], 0
    for section in sorted(skipped, key=lambda s: s.start):
        kept.append(report.text[start : section.start])
        start = max(start, section.end)
    return "\n".join([*kept, report.text[start:]])


def words_of(text: str) -> Iterator[str]:
    """Every word of a text, folded and stemmed."""
    for word in _WORD.findall(text):
        yield from _stems(word)


@lru_cache(maxsize=1 << 16)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(stem(part) for part in fold(word).split())


def names_of(text: str) -> dict[str, str]:
    """Every two capitalised words that follow one another, an initial between them left out: folded, and as written."""
    found, last = {}, None
    for word in _CAPITALS.finditer(text):
        if last is not None and _GAP.fullmatch(text, last.end(), word.start()):
            name = f"{last[0]} {word[0]}"
            found[fold(name)] = name
        last = word
    return found


def name_weight(names: Iterable[str]) -> float:
    """How much shared names say, in nats above what a common name says."""
    return sum(max(0.0, rarity(name) - _NAME_RARITY) for name in names)


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in vector.values())) or 1.0
    return {word: value / length for word, value in vector.items() if value > 0}


def likeness(a: Story, b: Story) -> float:
    """The cosine of the words of two stories, 0 to 1."""
    shorter, longer = sorted((a.words, b.words), key=len)
    return sum(value * longer[word] for word, value in shorter.items() if word in longer)


@dataclass(frozen=True, slots=True)
class _Patterns:
    ages: tuple[re.Pattern[str], ...]
    roads: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    try:
        data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        roads = "|".join(data["roads"].split())
        return _Patterns(
            tuple(re.compile(pattern) for pattern in data["ages"]),
            re.compile(rf"\b(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+) (?:{roads})\b"),
        )
    except (OSError, KeyError, re.error, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_FILE.name}: {error}") from error
