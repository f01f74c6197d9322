"""Stories in, which of them tell of one matter out: blocking, comparisons with learned weights, clusters.

The weights are `stories.yaml`, fitted by `training.linking` on articles filed under one incident or another.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log2
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.link.cluster import cluster, components
from ascribe.link.evidence import Comparison, Evidence
from ascribe.link.frequencies import rarity
from ascribe.link.story import Story, likeness, name_weight

_SHIPPED = Path(__file__).with_name("stories.yaml")
#: Two stories meet where they share one of so many words that say most of each, or a name that is rarer than most.
_TELLING_WORDS = 16
_TELLING_NAME = 5.0


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of a comparison: it holds from this value on, up to that of the next."""

    condition: str
    at_least: float
    weight: float
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class StoryWeights:
    """Weights in bits. `prior` is of two stories that share a block; they join from `threshold` on, and groups of
    them where the pairs between weigh `mean_threshold` on average."""

    prior: float
    threshold: float
    mean_threshold: float
    rungs: Mapping[str, tuple[Rung, ...]]


@cache
def shipped() -> StoryWeights:
    """The weights that the package carries."""
    return read_story_weights(_SHIPPED)


def read_story_weights(path: Path) -> StoryWeights:
    """Weights from a settings file; raises KnowledgeError where it does not hold what it must."""
    try:
        return story_weights(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path.name}: not a settings file for stories: {error!r}") from error


def story_weights(settings: Mapping[str, Any]) -> StoryWeights:
    """Weights from settings already read; raises KeyError, TypeError or ValueError on wrong ones."""
    chance = settings["probability_two_random_records_match"]
    return StoryWeights(
        prior=log2(chance / (1 - chance)),
        threshold=settings["threshold_match_weight"],
        mean_threshold=settings["threshold_mean_weight"],
        rungs={
            comparison["output_column_name"]: tuple(
                sorted((_rung(level) for level in comparison["comparison_levels"]), key=lambda r: r.at_least)
            )
            for comparison in settings["comparisons"]
        },
    )


def _rung(level: Mapping[str, Any]) -> Rung:
    return Rung(
        level["condition"], float(level["at_least"]), float(level["match_weight"]), level["label_for_charts"]
    )


def compare_stories(a: Story, b: Story, weights: StoryWeights) -> Comparison:
    """The evidence that two reports are of one matter; the order of the two does not matter."""
    return _compared(a, b, weights) if a.report <= b.report else _compared(b, a, weights)


@lru_cache(maxsize=1 << 14)
def _compared(a: Story, b: Story, weights: StoryWeights) -> Comparison:
    found = tuple(
        _evidence(name, value, words, weights.rungs[name])
        for name, value, words in measures(a, b)
        if value is not None
    )
    return Comparison(a.report, b.report, weights.prior + sum(e.weight for e in found), found)


def measures(a: Story, b: Story) -> Iterator[tuple[str, float | None, str]]:
    """Each comparison's name, its value (None where one of the two says nothing), and what is shared, in words."""
    yield "wording", likeness(a, b), ""
    names, ages, roads = a.names.keys() & b.names.keys(), a.ages & b.ages, a.roads.keys() & b.roads.keys()
    telling = sorted(names, key=lambda name: (-rarity(name), name))[:3]
    yield (
        "names",
        name_weight(names) if a.names and b.names else None,
        ", ".join(a.names[name] for name in telling),
    )
    yield "ages", len(ages) if a.ages and b.ages else None, ", ".join(sorted(ages)[:3])
    yield (
        "roads",
        len(roads) if a.roads and b.roads else None,
        ", ".join(a.roads[road] for road in sorted(roads)[:3]),
    )
    yield "days", days_apart(a, b), ""


def days_apart(a: Story, b: Story) -> int | None:
    """Days between the nearest two days that two stories may be of; None where one of them has none."""
    return min((abs((x - y).days) for x in a.day_set for y in b.day_set), default=None)


def _evidence(name: str, value: float, words: str, rungs: tuple[Rung, ...]) -> Evidence:
    rung = max((r for r in rungs if r.at_least <= value), key=lambda r: r.at_least)
    return Evidence(name, rung.condition, rung.weight, rung.label.replace("{words}", words))


def story_blocks(story: Story) -> frozenset[str]:
    """The blocks of a story: the words that say most of it, and its telling names."""
    telling = sorted(story.words, key=lambda word: (-story.words[word], word))[:_TELLING_WORDS]
    return frozenset(telling).union(name for name in story.names if rarity(name) >= _TELLING_NAME)


def matters(stories: Iterable[Story], weights: StoryWeights | None = None) -> list[tuple[str, ...]]:
    """The reports (ids) of each matter, in the order of ids; the order of the stories changes nothing."""
    weights = weights or shipped()
    known = {story.report: story for story in stories}
    compared = (compare_stories(known[a], known[b], weights) for a, b in meeting(known))
    pairs = [pair for pair in compared if pair.weight >= weights.threshold]

    def compare(a: str, b: str) -> Comparison:
        return compare_stories(known[a], known[b], weights)

    by_first: dict[str, list[Comparison]] = {}
    for pair in pairs:
        by_first.setdefault(pair.a, []).append(pair)
    found: list[tuple[str, ...]] = []
    for component in components(known, ((pair.a, pair.b) for pair in pairs)):
        inside = [pair for member in component for pair in by_first.get(member, ())]
        found += [group for group, _ in cluster(component, inside, compare, weights.mean_threshold)]
    return sorted(found)


def meeting(stories: Mapping[str, Story]) -> Iterator[tuple[str, str]]:
    """Every two stories that share a block, once."""
    blocks: dict[str, list[str]] = {}
    for report in sorted(stories):
        met: set[str] = set()
        for block in story_blocks(stories[report]):
            members = blocks.setdefault(block, [])
            met.update(members)
            members.append(report)
        yield from ((other, report) for other in sorted(met))
