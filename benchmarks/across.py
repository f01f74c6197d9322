"""Which events of several reports are one incident, scored against `across*.yaml` of gold annotations.

    python -m benchmarks.across GOLD_DIR REPORTS_DIR [--set PREFIX] [--from-text SCORE.py] [--errors]

Precision and recall over pairs of events. Without `--from-text` the annotated events themselves are linked; with it
what the reader finds in the texts, whose events stand for those of the annotation that `SCORE.py` (beside the shared
annotations) matches them with: there a pair with an event that matches none counts as wrong.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.link import Linker, Weights, story_of
from ascribe.model import Incident, Known, Published, Reading, Report
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes
from ascribe.resolve import days_named
from benchmarks.gold import prediction
from benchmarks.gold_events import gold_moment, gold_reading

#: Two events, as "report#event", in order.
Pair = tuple[str, str]


@dataclass
class Told:
    """What is linked: the reports with their readings, and the event that each proposition (id) stands for."""

    reports: list[Report] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    events: dict[str, str] = field(default_factory=dict)

    def add(self, report: Report, reading: Reading, events: dict[str, str]) -> None:
        self.reports.append(report)
        self.readings.append(reading)
        self.events.update(events)


def read_golds(folder: Path, prefix: str = "") -> tuple[list[dict[str, Any]], list[Path]]:
    """The annotations of the reports whose name begins so, and the files of what only the set can answer."""
    across = sorted(folder.glob(f"across*{prefix.rstrip('-')}.yaml"))
    paths = sorted(set(folder.glob(f"{prefix}*.yaml")) - set(folder.glob("across*.yaml")))
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths], across


def gold_pairs(paths: Iterable[Path], reports: set[str]) -> set[Pair]:
    """Every two events that one of the files says are one incident, of reports that are annotated."""
    found: set[Pair] = set()
    for path in paths:
        for group in (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("incidents") or ():
            members = sorted(name for name in group if name.partition("#")[0] in reports)
            found |= set(combinations(members, 2))
    return found


def pairs_of(incidents: Iterable[Incident], events: dict[str, str]) -> set[Pair]:
    """Every two events of different reports in one incident; one without a gold event keeps its own id."""
    found: set[Pair] = set()
    for incident in incidents:
        members = sorted(events.get(p, p) for p in incident.propositions)
        found |= {(a, b) for a, b in combinations(members, 2) if a.partition("#")[0] != b.partition("#")[0]}
    return found


def linked(told: Told, weights: Weights | None = None) -> Linker:
    """A linker that has taken in all that is told."""
    linker = Linker(weights)
    for report, reading in zip(told.reports, told.readings, strict=True):
        linker.add(reading, story_of(report, days_named(report)))
    return linker


def told_of_gold(golds: list[dict[str, Any]], folder: Path, pipeline: Pipeline) -> Told:
    """The annotated events as readings."""
    told = Told()
    packs, gazetteer = pipeline.knowledge(), Gazetteer.load()
    for gold in golds:
        report = _published(_report(folder, gold["report"]), gold)
        reading, names = gold_reading(gold, report, packs, gazetteer)
        told.add(report, reading, {p: f"{gold['report']}#{event}" for event, p in names.items()})
    return told


def told_of_texts(golds: list[dict[str, Any]], folder: Path, pipeline: Pipeline, scorer: Any) -> Told:
    """What the reader finds, each proposition named by the annotated event that the scorer matches it with."""
    told = Told()
    for gold in golds:
        report = _report(folder, gold["report"])
        reading = pipeline.reading(report)
        line = prediction(gold["report"], report, reading)
        told.add(report, reading, _matched(gold, line, reading, scorer))
    return told


def _matched(gold: dict[str, Any], line: dict[str, Any], reading: Reading, scorer: Any) -> dict[str, str]:
    by_evidence = {(p.kind.value, p.evidence.quote): p.id for p in reading.propositions}
    pairs = scorer.pair(gold.get("events") or [], line["events"], scorer.Scorer(scorer.names).event)
    return {
        by_evidence[line["events"][j]["kind"], line["events"][j]["evidence"]]: (
            f"{gold['report']}#{gold['events'][i]['id']}"
        )
        for i, j in pairs
    }


def _report(folder: Path, stem: str) -> Report:
    path = folder / f"{stem}.txt"
    return read_bytes(str(path), path.read_bytes(), None)


def _published(report: Report, gold: dict[str, Any]) -> Report:
    """The report with the day of publication of its annotation, where that gives one."""
    days = gold_moment(gold.get("published"))
    return replace(report, published=Published(Known.STATED, days)) if days else report


def _scorer(path: Path, across: Iterable[Path]) -> Any:
    """The scorer of the annotations as a module, with the aliases that these files give."""
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        sys.exit(f"across: {path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    aliases: dict[str, list[str]] = {}
    for one in across:
        aliases |= (yaml.safe_load(one.read_text(encoding="utf-8")) or {}).get("aliases") or {}
    module.names = module.Names(aliases)  # type: ignore[attr-defined]
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--set", default="", help="only reports whose name begins so")
    parser.add_argument("--from-text", type=Path, metavar="SCORE.py")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    golds, across = read_golds(args.gold, args.set)
    pipeline = Pipeline()
    if args.from_text:
        told = told_of_texts(golds, args.reports, pipeline, _scorer(args.from_text, across))
    else:
        told = told_of_gold(golds, args.reports, pipeline)
    linker = linked(told)
    found = pairs_of(linker.incidents(), told.events)
    wanted = gold_pairs(across, {gold["report"] for gold in golds})
    _print_scores(found, wanted)
    if args.errors:
        _print_errors(found, wanted, told, linker)
    return 0


def _print_scores(found: set[Pair], wanted: set[Pair]) -> None:
    right = len(found & wanted)
    precision, recall = right / max(1, len(found)), right / max(1, len(wanted))
    told = sum(all("#" in event for event in pair) for pair in found)
    row = {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "right": right,
        "found": len(found),
        "found_of_gold_events": told,
        "wanted": len(wanted),
    }
    print(json.dumps(row))


def _print_errors(found: set[Pair], wanted: set[Pair], told: Told, linker: Linker) -> None:
    names = {event: p for p, event in told.events.items()}
    for label, pairs in (("WRONG", found - wanted), ("MISSED", wanted - found)):
        for a, b in sorted(pairs):
            print(f"{label} {a} {b}")
            ids = [names.get(event, event) for event in (a, b)]
            if missing := [event for event, i in zip((a, b), ids, strict=True) if i not in linker]:
                print("    not among what is linked:", *missing)
                continue
            comparison = linker.why(*ids)
            print(f"    {comparison.weight:+.1f} {comparison.ruled_out or ''}", "; ".join(comparison.reasons))


if __name__ == "__main__":
    sys.exit(main())
