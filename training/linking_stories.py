"""The weights of `ascribe.link.stories`, fitted on articles filed under incidents.

    python -m training.linking_stories DOCS.jsonl GOLD.jsonl > src/ascribe/link/stories.yaml
    python -m training.linking_stories DOCS.jsonl GOLD.jsonl --halves SCORE.py

The first writes the settings. The second says what to expect of unseen articles: the incidents are split in two, the
weights fitted on one half cluster the other, and the scorer beside the articles scores both together.
"""

import argparse
import hashlib
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from ascribe.link.stories import StoryWeights, matters, measures, meeting, story_weights
from ascribe.link.story import Story, story_of
from ascribe.model import Known, Moment, Published
from ascribe.resolve import days_named
from training.linking_fit import Level, fit
from training.linking_words import read_rows, report_of_row

_HEAD = """\
# Weights of evidence that two reports are of one matter, in the vocabulary of Splink's settings; a level holds from
# `at_least` on, up to the next. Weights are bits, fitted together (logistic regression over the levels), so that
# comparisons that say the same twice are not counted twice. Made by training.linking_stories: do not edit by hand.
"""
_PERCENT = "{:.0%} or more of the wording shared"
#: Comparison -> from which value on a level holds, and what it says of the two.
LEVELS: dict[str, dict[float, str]] = {
    "wording": {
        0: "hardly a telling word shared",
        **{v: _PERCENT.format(v) for v in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)},
    },
    "names": {
        0: "no name shared",
        0.1: "a common name shared: {words}",
        8: "names shared: {words}",
        15: "several names shared: {words}",
        25: "many names shared: {words}",
    },
    "ages": {
        0: "other ages",
        1: "a person of the same age: {words}",
        2: "persons of the same ages: {words}",
    },
    "roads": {0: "other roads", 1: "the same road: {words}"},
    "days": {
        0: "a day shared",
        1: "days next to each other",
        2: "days within a week",
        8: "days within a month",
        31: "days more than a month apart",
    },
}
#: In bits. Two halves of the articles agree on both within half a bit.
_THRESHOLD, _MEAN = 0.0, -1.5


def level_of(name: str, value: float) -> Level:
    return name, f"from-{max(start for start in LEVELS[name] if start <= value):g}"


def pairs_of(
    stories: Mapping[str, Story], incident: Mapping[str, str]
) -> list[tuple[frozenset[Level], bool]]:
    """The levels and the label of every two stories that share a block."""
    found = []
    for a, b in meeting(stories):
        shown = measures(stories[a], stories[b])
        levels = frozenset(level_of(name, value) for name, value, _ in shown if value is not None)
        found.append((levels, incident[a] == incident[b]))
    return found


def settings_of(prior: float, weights: Mapping[Level, float]) -> dict[str, Any]:
    """The settings file as plain values."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "report",
        "probability_two_random_records_match": round(1 / (1 + 2**-prior), 4),
        "threshold_match_weight": _THRESHOLD,
        "threshold_mean_weight": _MEAN,
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_levels": [
                    {
                        "condition": (level := level_of(name, start))[1],
                        "at_least": start,
                        "match_weight": round(weights.get(level, 0.0), 2),
                        "label_for_charts": label,
                    }
                    for start, label in levels.items()
                ],
            }
            for name, levels in LEVELS.items()
        ],
    }


def read_stories(path: Path) -> dict[str, Story]:
    found = {}
    for row in read_rows(path):
        report = replace(report_of_row(row), published=Published(Known.STATED, Moment(row["dct"][:10])))
        found[report.id] = story_of(report, days_named(report))
    return found


def fitted(stories: Mapping[str, Story], incident: Mapping[str, str]) -> dict[str, Any]:
    return settings_of(*fit(pairs_of(stories, incident)))


def halves(stories: Mapping[str, Story], incident: Mapping[str, str]) -> dict[str, str]:
    """A cluster for every article, by weights that were fitted on the other half of the incidents."""
    sides: tuple[dict[str, Story], dict[str, Story]] = ({}, {})
    for name, story in stories.items():
        sides[hashlib.md5(incident[name].encode()).digest()[0] % 2][name] = story
    found: dict[str, str] = {}
    for side, other in (sides, sides[::-1]):
        weights: StoryWeights = story_weights(fitted(other, incident))
        for group in matters(side.values(), weights):
            found.update(dict.fromkeys(group, group[0]))
    return found


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--halves", type=Path, metavar="SCORE.py")
    args = parser.parse_args(arguments)
    incident = {row["id"]: row["incident"] for row in read_rows(args.gold)}
    stories = read_stories(args.docs)
    if args.halves:
        _print_halves(halves(stories, incident), incident, args.halves)
        return
    print(_HEAD + yaml.safe_dump(fitted(stories, incident), sort_keys=False, width=120), end="")


def _print_halves(found: Mapping[str, str], incident: Mapping[str, str], scorer: Path) -> None:
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        sys.exit(f"{scorer}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for drop in (False, True):
        scores = module.score(incident, found, drop)
        print(f"CoNLL F1 {scores['conll_f1']:.4f}" + (" without singletons" if drop else ""))


if __name__ == "__main__":
    main(sys.argv[1:])
