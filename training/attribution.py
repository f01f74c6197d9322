"""Learn which candidates of `ascribe.extract.citations` a corpus of attributions counts, for the benchmark only.

    python -m training.attribution DEV.jsonl [--folds 5] [--write]

DEV.jsonl has documents with `attributions` (source, cue, content as spans). A candidate is right where its cue and
content overlap those of an annotated attribution, which counts once. Logistic regression over named traits with a
Gaussian prior (numpy). The figures are of documents not trained on: precision and recall of candidates at several
levels. `--write` trains on all of them and writes `benchmarks/attribution.yaml`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from ascribe import parse
from ascribe.extract.citations import citations, give_traits
from benchmarks.attribution import WEIGHTS, as_spans, documents

#: Strength of the prior that a trait weighs nothing; steps and rate of the descent.
PRIOR, STEPS, RATE = 4.0, 300, 0.05
#: A trait seen less often than this is left out.
FEWEST = 8
LEVELS = (-1.0, -0.7, -0.4, -0.1, 0.2)

#: A candidate's traits, and whether it is right.
Case = tuple[frozenset[str], bool]
Floats = NDArray[np.float64]


def cases(documents_: Sequence[dict[str, Any]]) -> list[list[Case]]:
    """The candidates of each document."""
    nlp = parse.load()
    return [list(_cases(nlp(row["text"]), row)) for row in documents_]


def _cases(doc: Any, row: dict[str, Any]) -> list[Case]:
    found = citations(doc)
    give_traits(doc, found)
    own = [as_spans(doc, c) for c in found]
    right: dict[int, float] = {}
    for gold in row["attributions"]:
        shares = [
            (_share(gold["content"], c["content"]) + _share(gold["cue"], c["cue"]), n)
            for n, c in enumerate(own)
            if n not in right and _share(gold["cue"], c["cue"]) and _share(gold["content"], c["content"])
        ]
        if shares:
            right[max(shares)[1]] = 1.0
    return [(frozenset(c.traits), n in right) for n, c in enumerate(found)]


def _share(a: Sequence[Sequence[int]], b: Sequence[Sequence[int]]) -> float:
    """Dice coefficient of two lists of spans."""
    own, other = ({i for start, end in spans for i in range(start, end)} for spans in (a, b))
    return 2 * len(own & other) / max(1, len(own) + len(other))


def train(made: Sequence[Case]) -> dict[str, float]:
    """Weights of the traits, by name, "bias" among them."""
    counts = Counter(trait for traits, _ in made for trait in traits)
    names = ["bias", *sorted(trait for trait, count in counts.items() if count >= FEWEST)]
    index = {name: n for n, name in enumerate(names)}
    own = [[0, *sorted(index[t] for t in traits if t in index)] for traits, _ in made]
    rows = np.repeat(np.arange(len(own)), [len(o) for o in own])
    columns = np.concatenate([np.array(o) for o in own])
    right = np.array([float(r) for _, r in made])
    weights: Floats = np.zeros(len(names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        sums = np.bincount(rows, weights=weights[columns], minlength=len(own))
        missed = 1 / (1 + np.exp(-sums)) - right
        gradient = np.bincount(columns, weights=missed[rows], minlength=len(names)) + PRIOR * weights
        gradient[0] -= PRIOR * weights[0]
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= 0.01}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    rows = documents(args.documents)
    made = cases(rows)
    found: Counter[tuple[float, str]] = Counter()
    for fold in range(args.folds):
        weights = train([c for n, own in enumerate(made) if n % args.folds != fold for c in own])
        for traits, right in (c for own in made[fold :: args.folds] for c in own):
            total = weights.get("bias", 0.0) + sum(weights.get(t, 0.0) for t in traits)
            found.update((level, "taken") for level in LEVELS if total > level)
            found.update((level, "right") for level in LEVELS if total > level and right)
    every = sum(len(row["attributions"]) for row in rows)
    for level in LEVELS:
        right, taken = found[level, "right"], found[level, "taken"]
        print(f"level {level}: cue and content P {right / max(1, taken):.3f} R {right / max(1, every):.3f}")
    if args.write:
        text = (
            "# Made by `python -m training.attribution`; what the names mean: `ascribe.extract.citations.traits`.\n"
            "# Learned from the 80 development articles of PolNeAR 1.0.0 (evaluation use only): for the benchmark,\n"
            "# not part of the package.\n"
        )
        text += yaml.safe_dump(
            {"weights": train([c for own in made for c in own])}, sort_keys=False, allow_unicode=True
        )
        WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
