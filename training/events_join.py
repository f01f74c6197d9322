"""Fit what joins heads and rules: `python -m training.events_join --muc DEV.jsonl --scorer S --scores F... --out FILE`.

In: DEV messages, read by `benchmarks.muc4`; `--scores`, from `training.events_scores`, stand for what the shipped
branch says of them, which has learned from them: each file by a branch that has not. Out: how many incidents there are
(`training.events_numbers`), the weights of the fillers' regression. Prints the
scorer's figures of messages that the regressions have not seen: five-fold; with `--judge`, scores of every ninth
message by a branch of the shipped recipe (`events_split`), also of those, from regressions of all others.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ascribe.parse.events import ROLES, EventScores
from benchmarks import muc4
from benchmarks.muc4 import Scorer
from benchmarks.muc4_case import Case, System, records
from benchmarks.muc4_fillers import features
from benchmarks.muc4_incidents import VOCABULARY, Numbers, Vocabulary, figures
from training.events_numbers import NumbersFit, fitted, key_counts, shuffled, store

#: The scorer's names of roles.
NAMES = {
    "individual": "PerpInd", "organization": "PerpOrg", "target": "Target",
    "victim": "Victim", "victim-name": "Victim", "instrument": "Weapon",
}  # fmt: skip
#: Figures whose weight has a part for each role.
OWN = (
    "bias", "agent", "target", "chance", "soldiers", "rebels", "plural", "number", "rival", "others", "message",
)  # fmt: skip
RIDGE = 15.0
FOLDS = 5
#: The chance at which a filler is taken, between those of which figures are printed: they hardly differ.
LEVEL = 0.32
LEVELS = (0.28, LEVEL, 0.36)
Chances = Mapping[str, dict[str, tuple[float, ...]]]


def load_scorer(path: Path) -> Any:
    """The module of the scorer beside the data."""
    spec = importlib.util.spec_from_file_location("muc_score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["muc_score"] = module
    spec.loader.exec_module(module)
    return module


class Join:
    """Cases with their keys and the chances of their incidents; fits and judges the fillers' regression."""

    def __init__(
        self, score: Any, gold: Mapping[str, dict[str, Any]], cases: Mapping[str, Case], chances: Chances
    ) -> None:
        self.score, self.gold, self.cases, self.chances = score, gold, cases, chances
        self.names: list[str] = []
        self.rows: dict[str, list[list[float]]] = {}
        self.labels: dict[str, list[float]] = {}
        for name, case in cases.items():
            found = [features(case, filler, chances[name]) for filler in case.fillers]
            self.names = list(found[0]) if found else self.names
            self.rows[name] = [
                self._wide(list(f.values()), filler.role)
                for f, filler in zip(found, case.fillers, strict=True)
            ]
            self.labels[name] = self._right(case, gold[name])

    def _wide(self, values: list[float], role: str) -> list[float]:
        parts = [values[self.names.index(name)] for name in OWN]
        return values + [x * (role == other) for other in ROLES for x in parts]

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

    def fitted(self, names: Collection[str]) -> dict[str, dict[str, float]]:
        """One regression for all roles of these messages, some weights of it with a part for each role."""
        own = sorted(names)
        rows = np.array([row for name in own for row in self.rows[name]])
        weights = fitted(rows, [y for name in own for y in self.labels[name]], RIDGE).tolist()
        roles = {}
        for number, role in enumerate(ROLES):
            parts = dict(zip(OWN, weights[len(self.names) + number * len(OWN) :], strict=False))
            roles[role] = {
                name: round(weight + parts.get(name, 0.0), 4)
                for name, weight in zip(self.names, weights, strict=False)
            }
        return roles

    def headline(self, scorers: Mapping[str, Scorer]) -> dict[str, Any]:
        """The scorer's headline of these messages."""
        said = {
            name: {"id": name, "templates": muc4.filled(self.cases[name], scorer, self.chances[name])}
            for name, scorer in scorers.items()
        }
        summary = self.score.score_corpus([self.gold[name] for name in scorers], said)[0]
        found: dict[str, Any] = self.score.headline(summary)
        return found


def scores(paths: Iterable[Path]) -> dict[str, EventScores]:
    """By message, what stands in files of `training.events_scores`."""
    found: dict[str, dict[str, Any]] = {}
    for path in paths:
        with np.load(path) as kept:
            for key in kept:
                name, head = key.split(" ")
                found.setdefault(name, {})[head] = kept[key]
    return {
        name: EventScores(np.arange(len(own["event"])), **{**own, "relevant": float(own["relevant"])})
        for name, own in found.items()
    }


def learned(join: Join, numbers: Numbers, names: Collection[str], cues: Mapping[str, Any]) -> Scorer:
    """A scorer of these messages; prints their figures, five-fold, at a few levels."""
    crossed: dict[str, Scorer] = {}
    for fold in shuffled(names, FOLDS):
        roles = join.fitted(set(names) - set(fold))
        crossed |= dict.fromkeys(fold, Scorer(roles, LEVEL, numbers, **cues))
    for level in LEVELS:
        own = {name: replace(scorer, role_least=level) for name, scorer in crossed.items()}
        print(level, json.dumps(join.headline(own)), flush=True)
    return Scorer(join.fitted(names), LEVEL, numbers, **cues)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--muc", type=Path, nargs="+", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--scores", type=Path, nargs="+", required=True)
    parser.add_argument("--judge", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--words", type=Path, default=VOCABULARY, help="where the vocabulary is written")
    args = parser.parse_args()
    score, clean, system = load_scorer(args.scorer), scores(args.scores), System()
    gold = {record["id"]: record for record in records(args.muc) if record["id"] in clean}
    cases = {name: replace(system.case(record), scores=clean[name]) for name, record in gold.items()}
    judged = scores([args.judge]) if args.judge else {}
    stored = json.loads(args.out.read_text(encoding="utf-8"))
    cues = {name: stored[name] for name in ("cues", "confidence")}
    if judged:
        judge(score, gold, cases, {n: replace(cases[n], scores=own) for n, own in judged.items()}, cues)
    scorer, words = learn(score, gold, cases, cues)
    store(words, args.words)
    stored = {**vars(scorer), "numbers": vars(scorer.numbers)}
    args.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def learn(
    score: Any, gold: Mapping[str, dict[str, Any]], cases: Mapping[str, Case], cues: Mapping[str, Any]
) -> tuple[Scorer, Vocabulary]:
    """The scorer and the vocabulary of these messages; prints figures, crossed."""
    counts = NumbersFit(cases, {name: key_counts(score.gold_templates(gold[name])) for name in cases})
    join = Join(score, gold, cases, counts.crossed(cases))
    return learned(join, counts.fitted(cases), cases, cues), counts.vocabulary(cases)


def judge(
    score: Any,
    gold: Mapping[str, dict[str, Any]],
    cases: Mapping[str, Case],
    judged: Mapping[str, Case],
    cues: Mapping[str, Any],
) -> dict[str, Scorer]:
    """The scorer of all other messages, by judged message; prints its figures of them."""
    others = {name: case for name, case in cases.items() if name not in judged}
    scorer, words = learn(score, gold, others, cues)
    chances = {
        name: scorer.numbers.chances(figures(case, words(case.report.text))) for name, case in judged.items()
    }
    join = Join(score, gold, judged, chances)
    print("judged", json.dumps(join.headline(dict.fromkeys(judged, scorer))), flush=True)
    return dict.fromkeys(judged, scorer)


if __name__ == "__main__":
    main()
