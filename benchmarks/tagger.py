"""A linear-chain tagger over what words show: strings and vectors in, labelled runs of words out.

numpy alone, so that training and benchmark share it; `training.entities` makes its weights.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascribe.parse.decode import best_path

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text that are no white space: where each stands, what it shows, and where sentences begin and
    end."""

    offsets: Sequence[Sequence[int]]
    shown: Sequence[Sequence[str]]
    vectors: Array
    sentences: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Tagger:
    """Weights of strings and vectors for each label, of one label after another, and of a label at the start."""

    labels: list[str]
    strings: dict[str, int]
    of_strings: Array
    of_vectors: Array
    bias: Array
    after: Array
    first: Array

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]]) -> "Tagger":
        """The tagger of the arrays that training gives; raises KeyError or TypeError where one is missing."""
        packed = {name: arrays[name].tobytes().decode().split("\n") for name in ("labels", "strings")}
        floats = {name: v.astype(np.float32) for name, v in arrays.items() if name not in packed}
        return cls(packed["labels"], {name: n for n, name in enumerate(packed["strings"])}, **floats)

    @classmethod
    def load(cls, path: Path) -> "Tagger":
        """The tagger of a file of such arrays."""
        with np.load(path) as held:
            return cls.of({name: held[name] for name in held.files})

    def spans(self, words: Words) -> Iterator[tuple[int, int, str]]:
        """Words [start, end) and type of each entity, in order."""
        scores = self._scores(words)
        for start, end in words.sentences:
            labels = [self.labels[n] for n in best_path(scores[start:end], self.after, self.first)]
            yield from ((start + a, start + b, kind) for a, b, kind in chunks(labels))

    def _scores(self, words: Words) -> Array:
        scores = words.vectors @ self.of_vectors + self.bias
        for word, shown in enumerate(words.shown):
            known = [self.strings[name] for name in set(shown) if name in self.strings]
            scores[word] += self.of_strings[known].sum(0)
        return np.asarray(scores, dtype=np.float32)


def chunks(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The runs that IOB2 labels mark."""
    start = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            yield start, at, labels[start][2:]
            start = None
        if label.startswith("B-"):
            start = at
