"""Fit how sure a report is of a perpetrator: `python -m training.events_confidence --data docs.jsonl --out muc4.json`.

In: what `training.events_data` wrote of messages with keys. Out: patterns and weights, added to the scorer of
`benchmarks.muc4`. A multinomial logistic regression over cues near an organisation's mentions. Prints the accuracy on
the messages kept for tuning, of weights that have not seen them; what is stored is fitted on all.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ascribe.parse.events import CONFIDENCES
from benchmarks.muc4 import cues
from training.events_split import held_out

CUES = {
    "claims": r"claim|(?:took|taken|assum\w*|admit\w*|acknowledg\w*) (?:the |full )?(?:responsib|credit|author)",
    "accuses": r"accus|blam|attribut|charg(?:ed|es) |denounc|pointed to|according to",
    "suspects": r"suspect|presum|alleg|believ|thought|appear|apparent|probabl",
    "possible": r"possib|may have|might|could|whether|not known|investigat|rumor",
    "denies": r"\bden(?:y|ied|ies)|reject|not responsib|not? involv",
    "authorities": r"army|police|military|government|armed forces|minist|official|colonel|general|authorit|president"
    r"|brigade|battalion",
    "responsible": r"responsib",
    "we": r"\bwe\b|\bour\b|communique|message|leaflet|telephone call|pamphlet",
    "violence": r"murder|kill|assassin|kidnap|attack|bomb|destroy|dynamit",
}
Row = tuple[dict[str, float], set[int]]


def organizations(record: dict[str, Any]) -> Iterator[Row]:
    """Cues and classes of each perpetrator in a record's key."""
    found: dict[int, tuple[set[int], list[tuple[int, int]]]] = {}
    for mark in record["marks"]:
        if mark["role"] == "organization" and mark["confidences"]:
            for entity in mark["entities"]:
                own = found.setdefault(entity, (set(mark["confidences"]), []))
                own[1].append((mark["start"], mark["end"]))
    for classes, spans in {str(v): v for v in found.values()}.values():
        yield cues(record["words"], record["sentence"], spans, CUES), classes


def fit(rows: list[Row], ridge: float = 2.0, steps: int = 400, rate: float = 0.5) -> np.ndarray:
    """Weights (features, classes) by gradient ascent; alternatives share a row."""
    x = np.array([list(values.values()) for values, _ in rows])
    y = np.array([[float(k in own) / len(own) for k in range(len(CONFIDENCES))] for _, own in rows])
    weights = np.zeros((x.shape[1], y.shape[1]))
    for _ in range(steps):
        chances = np.exp(x @ weights)
        chances /= chances.sum(1, keepdims=True)
        weights += rate * (x.T @ (y - chances) - ridge * weights) / len(x)
    return weights


def accuracy(weights: np.ndarray, rows: list[Row]) -> float:
    x = np.array([list(values.values()) for values, _ in rows])
    return float(np.mean([best in own for best, (_, own) in zip((x @ weights).argmax(1), rows, strict=True)]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    records = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    kept = [row for r in records if held_out(r["id"]) for row in organizations(r)]
    learned = [row for r in records if not held_out(r["id"]) for row in organizations(r)]
    fact = sum(0 in own for _, own in kept) / len(kept)
    print(f"{len(kept)} kept: {accuracy(fit(learned), kept):.3f}, always REPORTED AS FACT {fact:.3f}")
    weights = fit(learned + kept)
    names = list(kept[0][0])
    stored = json.loads(args.out.read_text(encoding="utf-8")) if args.out.exists() else {}
    stored["cues"] = CUES
    stored["confidence"] = {
        name: dict(zip(names, weights[:, n].round(3).tolist(), strict=True))
        for n, name in enumerate(CONFIDENCES)
    }
    args.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
