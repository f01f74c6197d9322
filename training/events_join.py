"""Fit the scorer that joins heads and rules: `python -m training.events_join --muc DEV.jsonl --scorer S --out FILE`.

In: documents that the events branch has not learned from (every ninth DEV message), read by `benchmarks.muc4`; with
`--scores`, what `training.events_scores` wrote stands for what the shipped branch says, which may know them. Out:
the weights of its logistic regressions, and the chances at which fillers and types are taken. Those are chosen by
the scorer's figures on documents that the regression has not seen either (five-fold). Prints heads alone and both.
"""

import argparse
import importlib.util
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ascribe.parse.events import ROLES, TYPES, EventScores
from benchmarks import muc4
from benchmarks.muc4 import Case, Scorer, features, type_features
from training.events_split import held_out

#: The scorer's names of roles.
NAMES = {
    "individual": "PerpInd", "organization": "PerpOrg", "target": "Target",
    "victim": "Victim", "victim-name": "Victim", "instrument": "Weapon",
}  # fmt: skip
#: Features that come from the rules.
RULES = frozenset({"agent", "target", "told", "untold", "rules"})
#: Features whose weight has a part for each role.
OWN = ("bias", "agent", "target")
FOLDS = 5


def load_scorer(path: Path) -> Any:
    """The module of the scorer beside the data."""
    spec = importlib.util.spec_from_file_location("muc_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["muc_score"] = module
    spec.loader.exec_module(module)
    return module


def fit(rows: Sequence[Sequence[float]], labels: Sequence[float], ridge: float) -> list[float]:
    """Weights of a logistic regression by Newton's method; the first column is not shrunk."""
    x, y = np.array(rows), np.array(labels)
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
    return [round(float(w), 3) for w in weights]


class Join:
    """Cases with their keys; fits and judges scorers. `left` are features that are not used."""

    def __init__(
        self, score: Any, gold: list[dict[str, Any]], cases: dict[str, Case], left: frozenset[str]
    ) -> None:
        self.score, self.gold, self.cases, self.left = score, gold, cases, left

    def _values(self, found: dict[str, float]) -> list[float]:
        return [0.0 if name in self.left else value for name, value in found.items()]

    def fitted(self, ids: set[str]) -> Scorer:
        """A scorer from these documents: one regression for all roles, some weights of it with a part for each role."""
        rows: list[list[float]] = []
        labels: list[float] = []
        names: list[str] = []
        for doc in (d for d in self.gold if d["id"] in ids):
            case = self.cases[doc["id"]]
            for filler, right in zip(case.fillers, self._right(case, doc), strict=True):
                found = features(case, filler)
                names = list(found)
                values = self._values(found)
                parts = [values[names.index(name)] for name in OWN]
                rows.append(values + [x * (filler.role == role) for role in ROLES for x in parts])
                labels.append(right)
        weights = fit(rows, labels, 1.0)
        shared = dict(zip(names, weights, strict=False))
        roles = {}
        for number, role in enumerate(ROLES):
            at = len(names) + number * len(OWN)
            own = {name: round(shared[name] + weights[at + n], 3) for n, name in enumerate(OWN)}
            roles[role] = {**shared, **own}
        scorer = Scorer(roles, {}, dict.fromkeys(ROLES, 0.3), dict.fromkeys(TYPES, 0.3))
        return replace(scorer, types=self._types(scorer, ids))

    def _right(self, case: Case, doc: dict[str, Any]) -> list[float]:
        gold = self.score.gold_templates(doc)
        return [
            float(
                any(
                    self.score._hit(filler.mentions[0].text, entity, True)
                    for template in gold
                    for entity in template.roles[NAMES[filler.role]]
                )
            )
            for filler in case.fillers
        ]

    def _types(self, scorer: Scorer, ids: set[str]) -> dict[str, dict[str, float]]:
        """One regression for all types, each with a bias of its own."""
        rows: list[list[float]] = []
        labels: list[float] = []
        names: list[str] = []
        for doc in (d for d in self.gold if d["id"] in ids):
            case = self.cases[doc["id"]]
            taken = [f for f in case.fillers if scorer.filler(case, f) >= 0.3]
            real = {kind for template in self.score.gold_templates(doc) for kind in template.types}
            for kind in TYPES:
                found = type_features(case, kind, taken)
                names = list(found)
                rows.append(self._values(found) + [float(kind == other) for other in TYPES[1:]])
                labels.append(float(kind in real))
        weights = fit(rows, labels, 0.5)
        own = dict(zip(TYPES, [0.0, *weights[len(names) :]], strict=True))
        shared = dict(zip(names, weights[: len(names)], strict=True))
        return {kind: {**shared, "bias": round(shared["bias"] + own[kind], 3)} for kind in TYPES}

    def crossed(self) -> dict[str, Scorer]:
        """For each document, a scorer that has not seen it."""
        ids = [d["id"] for d in self.gold]
        random.Random(0).shuffle(ids)
        found = {}
        for fold in range(FOLDS):
            scorer = self.fitted(set(ids) - set(ids[fold::FOLDS]))
            found |= dict.fromkeys(ids[fold::FOLDS], scorer)
        return found

    def figures(self, scorers: dict[str, Scorer], change: Callable[[Scorer], Scorer]) -> dict[str, Any]:
        """The scorer's summary."""
        said = {
            name: {"id": name, "templates": muc4.templates(case, change(scorers[name]))}
            for name, case in self.cases.items()
        }
        summary: dict[str, Any] = self.score.score_corpus(self.gold, said)[0]
        return summary

    def tuned(self, scorers: dict[str, Scorer]) -> dict[str, Any]:
        """The best of a few levels; the same for all roles, and for all types: a hundred documents tell no more."""
        levels = [
            {
                "role_least": dict.fromkeys(ROLES, role),
                "type_least": dict.fromkeys(TYPES, kind),
                "shared": shared,
            }
            for role in (0.2, 0.25, 0.3)
            for kind in (0.25, 0.3, 0.35)
            for shared in (0.25, 0.3)
        ]
        return max(levels, key=lambda chosen: self._worth(scorers, chosen))

    def _worth(self, scorers: dict[str, Scorer], chosen: dict[str, Any]) -> float:
        figures = self.score.headline(self.figures(scorers, lambda scorer: replace(scorer, **chosen)))
        return float(figures["a1.F"] + figures["c.gtt"] + 0.5 * figures["type.F"])


def scores(path: Path, name: str) -> EventScores:
    """A document's scores from the file of `training.events_scores`."""
    with np.load(path) as kept:
        own = {key.removeprefix(f"{name} "): kept[key] for key in kept if key.startswith(f"{name} ")}
    return EventScores(np.arange(len(own["event"])), **{**own, "relevant": float(own["relevant"])})


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--muc", type=Path, nargs="+", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--scores", type=Path, help="of a branch that has not learned from the documents")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    score = load_scorer(args.scorer)
    gold = [record for record in muc4.records(args.muc) if held_out(record["id"])]
    system = muc4.System()
    cases = {record["id"]: system.case(record) for record in gold}
    if args.scores:
        cases = {name: replace(case, scores=scores(args.scores, name)) for name, case in cases.items()}
    for name, left in (("heads", RULES), ("both", frozenset[str]())):
        join = Join(score, gold, cases, left)
        scorers = join.crossed()
        chosen = join.tuned(scorers)
        print(name, json.dumps(score.headline(join.figures(scorers, lambda s, c=chosen: replace(s, **c)))))  # type: ignore[misc]
        print(json.dumps(chosen))
    final = join.fitted(set(cases))
    stored = json.loads(args.out.read_text(encoding="utf-8")) if args.out.exists() else {}
    stored |= {"roles": final.roles, "types": final.types, **chosen}
    args.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
