"""Fit how many incidents of each type a message reports; `training.events_join` calls it.

In: cases of `benchmarks.muc4` whose scores come from branches that have not learned from them, and their keys. Out:
the `Vocabulary` (a ridge regression on all words of a message) and `Numbers` (three logistic regressions).
"""

import math
import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascribe.parse.events import TYPES
from benchmarks.muc4_case import Case
from benchmarks.muc4_incidents import Numbers, Vocabulary, counted, figures, row

FOLDS = 10
#: Words in fewer messages than this, or in more than this share of them, are left out.
RARE, COMMON = 6, 0.5
RIDGE_WORDS = 0.7
#: For the first, the second and the third incident of a type.
RIDGES = (60.0, 100.0, 100.0)
LEAST = 0.38


def fit(rows: Any, labels: Sequence[float], ridge: float) -> NDArray[np.float64]:
    """Weights of a logistic regression by Newton's method; the first column is not shrunk."""
    x, y = np.asarray(rows, dtype=np.float64), np.asarray(labels, dtype=np.float64)
    weights = np.zeros(x.shape[1])
    shrink = np.full(x.shape[1], ridge)
    shrink[0] = 0.01
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - chance) - shrink * weights
        step = np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + np.diag(shrink), slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def fitted(rows: NDArray[np.float64], labels: Sequence[float], ridge: float) -> NDArray[np.float64]:
    """The same where columns are of different width: each is shrunk as if its deviation were one."""
    mean, deviation = rows.mean(0), rows.std(0)
    deviation[deviation < 1e-6] = 1.0
    mean[0], deviation[0] = 0.0, 1.0
    weights = fit((rows - mean) / deviation, labels, ridge) / deviation
    weights[0] -= float(mean @ weights)
    return np.asarray(weights.round(4), dtype=np.float64)


def key_counts(templates: Sequence[Any]) -> Counter[str]:
    """How many incidents of each type a key has, optional ones too."""
    return Counter(template.types[0] for template in templates)


def vocabulary(texts: Sequence[str], labels: NDArray[np.float64]) -> Vocabulary:
    """Weights of words, by ridge regression on messages of length one."""
    found = [counted(text) for text in texts]
    spread = Counter(word for words in found for word in words)
    kept = sorted(word for word, n in spread.items() if RARE <= n <= COMMON * len(texts))
    words = {word: number for number, word in enumerate(kept)}
    rarity = np.array([math.log(len(texts) / spread[word]) for word in kept], dtype=np.float32)
    x = np.zeros((len(texts), len(kept)), dtype=np.float32)
    for number, own in enumerate(found):
        at, values = row(own, words, rarity)
        x[number, at] = values
    mean = labels.mean(0)
    dual = np.linalg.solve(x @ x.T + RIDGE_WORDS * np.eye(len(x)), labels - mean)
    return Vocabulary(words, rarity, (x.T @ dual).astype(np.float32), mean.astype(np.float32))


def store(found: Vocabulary, path: Path) -> None:
    """Write it as `Vocabulary.load` reads it."""
    np.savez_compressed(
        path,
        words=np.array(list(found.words)),
        rarity=found.rarity.astype(np.float16),
        weights=found.weights.astype(np.float16),
        bias=found.bias,
    )


def shuffled(names: Collection[str], folds: int) -> list[list[str]]:
    """Names in folds, always the same."""
    order = sorted(names)
    random.Random(0).shuffle(order)
    return [order[fold::folds] for fold in range(folds)]


class NumbersFit:
    """Messages with their keys; fits `Vocabulary` and `Numbers` on some of them."""

    def __init__(self, cases: Mapping[str, Case], keys: Mapping[str, Counter[str]]) -> None:
        self.cases, self.keys = cases, keys
        said: dict[str, NDArray[np.float32]] = {}
        for fold in shuffled(cases, FOLDS):
            own = self.vocabulary(set(cases) - set(fold))
            said |= {name: own(cases[name].report.text) for name in fold}
        self.figures = {name: figures(case, said[name]) for name, case in cases.items()}

    def vocabulary(self, names: Collection[str]) -> Vocabulary:
        """The vocabulary of these messages."""
        own = sorted(names)
        labels = [[bool(self.keys[n]), *(self.keys[n][kind] > 0 for kind in TYPES)] for n in own]
        return vocabulary([self.cases[n].report.text for n in own], np.array(labels, dtype=np.float64))

    def fitted(self, names: Collection[str]) -> Numbers:
        """The regressions of these messages."""
        pairs = [(name, kind) for name in sorted(names) for kind in TYPES]
        columns = list(self.figures[pairs[0][0]][pairs[0][1]])
        rows = np.array([list(self.figures[name][kind].values()) for name, kind in pairs])
        found = np.array([self.keys[name][kind] for name, kind in pairs])
        weights = []
        for number, ridge in enumerate(RIDGES):
            own = found >= number
            learned = fitted(rows[own], (found[own] > number).astype(float).tolist(), ridge)
            weights.append({name: float(w) for name, w in zip(columns, learned, strict=True)})
        return Numbers(weights, LEAST)

    def chances(self, names: Collection[str], numbers: Numbers) -> dict[str, dict[str, tuple[float, ...]]]:
        """By message and type, the chances of one, two, three incidents."""
        return {name: numbers.chances(self.figures[name]) for name in names}

    def crossed(self, names: Collection[str]) -> dict[str, dict[str, tuple[float, ...]]]:
        """The same, from regressions that have not seen the message."""
        found: dict[str, dict[str, tuple[float, ...]]] = {}
        for fold in shuffled(names, FOLDS):
            found |= self.chances(fold, self.fitted(set(names) - set(fold)))
        return found
