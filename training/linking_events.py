"""The weights of `ascribe.link` for pairs of happenings, fitted on annotated reports.

    python -m training.linking_events GOLD:REPORTS[:PREFIX] ... > src/ascribe/link/weights.yaml
    python -m training.linking_events GOLD:REPORTS[:PREFIX] ... --left-out

Each argument is a lot of annotated reports with its `across*.yaml`, as `benchmarks.across` reads it. Pairs of one lot
are learned from; those that are ruled out anyway are not. Few pairs are known, so weights are drawn to those that
`linking_start.yaml` holds. `--left-out` says what to expect: each lot linked by the weights of all others.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from ascribe.link import Weights
from ascribe.link.weights import read_weights, weights_from
from ascribe.pipeline import Pipeline
from benchmarks.across import Pair, Told, gold_pairs, linked, pairs_of, read_golds, told_of_gold
from training.linking_fit import Level, fit

#: How strongly the start draws: about so many pairs speak for it at each level. Of 6 to 40, the best left out.
_RIDGE = 12.0
_START = Path(__file__).with_name("linking_start.yaml")
_HEAD = """\
# Weights of evidence that two propositions tell of one happening, in the vocabulary of Splink's settings. Weights are
# bits, fitted together on annotated reports by training.linking_events from training/linking_start.yaml, where
# thresholds, distances (km) and days are explained: do not edit by hand.
"""


@dataclass(frozen=True)
class Lot:
    """Annotated reports: what they tell of, and the pairs of events that are one incident."""

    name: str
    told: Told
    wanted: set[Pair]


def lot_of(words: str, pipeline: Pipeline) -> Lot:
    """The lot that GOLD:REPORTS or GOLD:REPORTS:PREFIX names."""
    gold, reports, *prefix = words.split(":")
    golds, across = read_golds(Path(gold), prefix[0] if prefix else "")
    told = told_of_gold(golds, Path(reports), pipeline)
    return Lot(words, told, gold_pairs(across, {row["report"] for row in golds}))


def pairs_of_lot(lot: Lot) -> list[tuple[frozenset[Level], bool]]:
    """The levels and the label of every two events of different reports that are not ruled out."""
    linker = linked(lot.told)
    found = []
    for a, b in combinations(sorted(p for p in lot.told.events if p in linker), 2):
        comparison = linker.why(a, b)
        if comparison.ruled_out is None:
            one, other = sorted((lot.told.events[a], lot.told.events[b]))
            levels = frozenset((e.comparison, e.condition) for e in comparison.evidence)
            found.append((levels - _nothing_said(levels), (one, other) in lot.wanted))
    return found


def _nothing_said(levels: Iterable[Level]) -> frozenset[Level]:
    return frozenset(level for level in levels if level[1] == "unknown")


def fitted(
    lots: Iterable[Sequence[tuple[frozenset[Level], bool]]], ridge: float
) -> tuple[float, dict[Level, float]]:
    """The prior and the weights of the levels, drawn from those of the start by the pairs of these lots."""
    known = read_weights(_START)
    before = {key: level.weight for key, level in known.levels.items() if key[1] != "unknown"}
    return fit([pair for lot in lots for pair in lot], ridge, before, known.prior)


def settings_of(prior: float, found: Mapping[Level, float]) -> dict[str, Any]:
    """The settings of the start with fitted weights."""
    settings: dict[str, Any] = yaml.safe_load(_START.read_text(encoding="utf-8"))
    settings["probability_two_random_records_match"] = round(1 / (1 + 2**-prior), 4)
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            weight = found.get((comparison["output_column_name"], level["condition"]))
            if weight is not None:
                level["match_weight"] = round(weight, 2)
                del level["m_probability"], level["u_probability"]
    return settings


def score(lot: Lot, weights: Weights) -> tuple[int, int, int]:
    """How many pairs are right, found and wanted."""
    found = pairs_of(linked(lot.told, weights).incidents(), lot.told.events)
    return len(found & lot.wanted), len(found), len(lot.wanted)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("lots", nargs="+")
    parser.add_argument("--left-out", action="store_true")
    args = parser.parse_args(arguments)
    pipeline = Pipeline()
    lots = [lot_of(words, pipeline) for words in args.lots]
    pairs = [pairs_of_lot(lot) for lot in lots]
    if not args.left_out:
        settings = settings_of(*fitted(pairs, _RIDGE))
        print(_HEAD + yaml.safe_dump(settings, sort_keys=False, width=120), end="")
        return
    for number, lot in enumerate(lots):
        weights = weights_from(settings_of(*fitted(pairs[:number] + pairs[number + 1 :], _RIDGE)))
        right, found, wanted = score(lot, weights)
        print(lot.name, f"precision {right / max(1, found):.3f} recall {right / max(1, wanted):.3f}", end=" ")
        print(f"({right} right of {found} found, {wanted} wanted)")


if __name__ == "__main__":
    main(sys.argv[1:])
