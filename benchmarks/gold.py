"""What Ascribe reads in each `*.txt` of a folder, in the format of the gold annotations.

    python -m benchmarks.gold REPORTS_DIR > pred.jsonl

Scored by the `score.py` beside those annotations. Nothing is tuned here: this only renames our nouns to theirs.
"""

import json
import sys
from pathlib import Path
from typing import Any

from ascribe.errors import AscribeError
from ascribe.model import (
    Filler,
    Means,
    Moment,
    Proposition,
    Reading,
    Relation,
    Report,
    Speaker,
    Stance,
    Statement,
    Status,
    Tally,
)
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

_STATUSES = frozenset(Status) - {Status.HYPOTHETICAL, Status.GENERAL}
_STANCES = {Stance.ASSERTS: "reports", Stance.DECLINED: "no-comment", Stance.NOT_REACHED: "no-comment"}
#: Stances that are attributions when they name an actor.
_ATTRIBUTED = frozenset(Stance) - {Stance.DECLINED, Stance.NOT_REACHED}


def prediction(name: str, report: Report, reading: Reading) -> dict[str, Any]:
    """One report's reading as the gold files say it."""
    events = [p for p in reading.propositions if p.status in _STATUSES]
    ids = {p.id: f"e{number}" for number, p in enumerate(events, 1)}
    said = [s for s in reading.statements if s.proposition is None or s.proposition in ids]
    named = [s for s in said if s.facet == "agent" and s.stance in _ATTRIBUTED]
    return {
        "report": name,
        "published": days(report.published.moment),
        "language": report.language,
        "events": [event(p, ids[p.id], report.published.moment) for p in events],
        "attributions": [attribution(s, ids) for s in named],
        "statements": [statement(s, ids) for s in said if s.facet != "agent" and not s.speaker.is_outlet],
        "tallies": [tally(t) for t in reading.tallies],
        "relations": [relation(r) for r in reading.relations],
    }


def event(p: Proposition, name: str, published: Moment | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": name,
        "kind": p.kind.value,
        "status": p.status.value,
        "when": days(p.when, published),
        "when_text": p.when.words if p.when else None,
        "where": [place.name for place in p.places if place.role == "where"],
        "targets": [f.name for f in p.targets],
        "agents": [f.name for f in p.agents],
        "series": p.series,
        "evidence": p.evidence.quote,
    }
    if p.means is not None:
        found["means"] = Means(p.means).value
    for quantity in p.harm:
        found[quantity.role] = [quantity.low, quantity.high]
    return found


def attribution(s: Statement, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "event": ids.get(s.proposition or ""),
        "actor": s.actor.name if s.actor else None,
        "stance": _STANCES.get(s.stance, s.stance.value),
        "certainty": s.certainty,
        "source": source(s.speaker),
        "evidence": s.evidence.quote,
    }


def statement(s: Statement, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "event": ids.get(s.proposition or ""),
        "stance": _STANCES.get(s.stance, s.stance.value),
        "about": s.facet,
        "value": s.value,
        "source": source(s.speaker),
        "evidence": s.evidence.quote,
    }


def tally(t: Tally) -> dict[str, Any]:
    return {
        "what": t.what,
        "low": t.quantity.low,
        "high": t.quantity.high,
        "by": name(t.by),
        "against": name(t.against),
        "where": [p.name for p in t.places],
        "since": _first(t.since),
        "until": _first(t.until),
        "source": source(t.speaker) if t.speaker else None,
        "evidence": t.evidence.quote,
    }


def relation(r: Relation) -> dict[str, Any]:
    return {
        "a": r.a.name,
        "is": r.kind.value,
        "b": r.b.name,
        "since": _first(r.since),
        "source": source(r.speaker) if r.speaker else None,
        "evidence": r.evidence.quote,
    }


def source(speaker: Speaker) -> dict[str, Any]:
    found: dict[str, Any] = {"text": speaker.name, "kind": speaker.kind.value, "named": speaker.named}
    if speaker.count is not None:
        found["count"] = speaker.count
    if speaker.via:
        found["via"] = speaker.via[-1].name
    return found


def name(filler: Filler | None) -> str | None:
    return filler.name if filler else None


def days(moment: Moment | None, published: Moment | None = None) -> str | list[str | None] | None:
    """A day, a [first, last] pair, or None; what began and goes on ("since ...") is told up to the publication."""
    if moment is None or moment.edtf is None:
        return None
    first, last = moment.first, moment.last
    if moment.edtf.endswith("/..") and published is not None:
        last = published.last
    if first is None or last is None:
        known = first or last
        return known.isoformat() if known else None
    return first.isoformat() if first == last else [first.isoformat(), last.isoformat()]


def _first(moment: Moment | None) -> str | None:
    return moment.first.isoformat() if moment and moment.first else None


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m benchmarks.gold REPORTS_DIR > pred.jsonl", file=sys.stderr)
        return 2
    pipeline = Pipeline()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        try:
            report = read_bytes(str(path), path.read_bytes(), None)
            line = prediction(path.stem, report, pipeline.reading(report))
        except AscribeError as error:
            print(f"gold: {error}", file=sys.stderr)
            continue
        print(json.dumps(line, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
