"""Weights of evidence from labelled pairs: a ridge logistic regression over the levels that each pair shows.

A pair is the set of its (comparison, condition) levels and a label. The weights come out in bits, each the log2 of the
odds that its level adds: Fellegi-Sunter weights without the assumption that comparisons are independent. A level that
no pair shows weighs nothing; `start` gives weights that the ridge draws to instead of to nothing.
"""

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

Level = tuple[str, str]
_STEPS = 60
_CLOSE = 1e-6


def fit(
    pairs: Sequence[tuple[frozenset[Level], bool]],
    ridge: float = 1.0,
    start: Mapping[Level, float] | None = None,
    start_prior: float | None = None,
) -> tuple[float, dict[Level, float]]:
    """The prior and the weight of each level, in bits."""
    levels = sorted({level for found, _ in pairs for level in found} | set(start or ()))
    place = {level: i + 1 for i, level in enumerate(levels)}
    shown = np.zeros((len(pairs), len(levels) + 1))
    shown[:, 0] = 1.0
    for row, (found, _) in enumerate(pairs):
        shown[row, [place[level] for level in found]] = 1.0
    labels = np.array([float(label) for _, label in pairs])
    pull = np.full(len(levels) + 1, ridge)
    centre = np.array([start_prior or 0.0, *((start or {}).get(level, 0.0) for level in levels)]) * log(2)
    if start_prior is None:
        pull[0] = 1e-3
    weights = _newton(shown, labels, pull, centre) / log(2)
    return float(weights[0]), {level: float(weights[place[level]]) for level in levels}


def _newton(
    shown: NDArray[np.float64],
    labels: NDArray[np.float64],
    pull: NDArray[np.float64],
    centre: NDArray[np.float64],
) -> NDArray[np.float64]:
    weights = centre.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(shown @ weights)))
        slope = shown.T @ (labels - chance) - pull * (weights - centre)
        curve = (shown * (chance * (1 - chance))[:, None]).T @ shown + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        weights = weights + np.clip(step, -2, 2)
        if abs(step).max() < _CLOSE:
            break
    return weights
