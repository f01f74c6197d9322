"""The weights of linking (`weights.yaml`, in the vocabulary of Splink's settings) as typed values.

A level has its weight in bits (`match_weight`) where weights were fitted together, else m and u probabilities.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError

_SHIPPED = Path(__file__).with_name("weights.yaml")


@dataclass(frozen=True, slots=True)
class Level:
    """One outcome of a comparison: its condition, its weight in bits (log2 of m over u), its words."""

    condition: str
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything that linking is tuned by; weights are bits, the prior is of a pair that shares a block."""

    prior: float
    threshold: float
    mean_threshold: float
    near_km: float
    region_km: float
    narrow_days: int
    wide_days: int
    levels: Mapping[tuple[str, str], Level]

    def level(self, comparison: str, condition: str) -> Level:
        return self.levels[comparison, condition]


@cache
def shipped() -> Weights:
    """The weights that the package carries."""
    return read_weights(_SHIPPED)


def read_weights(path: Path) -> Weights:
    """Weights from a settings file; raises KnowledgeError where it does not hold what it must."""
    try:
        return weights_from(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path.name}: not a settings file for linking: {error!r}") from error


def weights_from(settings: Mapping[str, Any]) -> Weights:
    """Weights from settings already read; raises KeyError, TypeError or ValueError on wrong ones."""
    chance = settings["probability_two_random_records_match"]
    names = {key: value for key, value in settings.items() if isinstance(value, int | float)}
    return Weights(
        prior=log2(chance / (1 - chance)),
        threshold=settings["threshold_match_weight"],
        mean_threshold=settings["threshold_mean_weight"],
        near_km=settings["near_km"],
        region_km=settings["region_km"],
        narrow_days=settings["narrow_days"],
        wide_days=settings["wide_days"],
        levels={
            (comparison["output_column_name"], level["condition"]): _level(level, names)
            for comparison in settings["comparisons"]
            for level in comparison["comparison_levels"]
        },
    )


def _level(level: Mapping[str, Any], names: Mapping[str, float]) -> Level:
    label = level["label_for_charts"]
    for name, value in names.items():
        label = label.replace("{" + name + "}", f"{value:g}")
    if "match_weight" in level:
        return Level(level["condition"], float(level["match_weight"]), label)
    if level.get("is_null_level"):
        return Level(level["condition"], 0.0, label)
    return Level(level["condition"], log2(level["m_probability"] / level["u_probability"]), label)
