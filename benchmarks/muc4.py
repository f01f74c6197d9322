"""MUC-4 incident templates of documents, in the format of the scorer beside them.

    python -m benchmarks.muc4 DOCS.jsonl [--with heads|rules|both] > pred.jsonl

The reader's events branch proposes fillers and types (`ascribe.parse.events`); the propositions and statements of the
pipeline say what the rules make of the same words; logistic regressions over both decide (`muc4.json`, made by
`training.events_join`): how many incidents of each type there are (`muc4_incidents`), then who and what is in them
(`muc4_fillers`). What is MUC's own stands here: which slot a role is, its dates, its eight places of a country.
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ascribe.errors import AscribeError
from ascribe.model import Known, Proposition
from ascribe.parse.events import CONFIDENCES, TYPES
from ascribe.parse.events_fillers import Filler
from benchmarks.muc4_case import COUNTRIES, Case, System, records, type_of
from benchmarks.muc4_fillers import features, parted
from benchmarks.muc4_incidents import Numbers, Vocabulary, figures, weigh

WEIGHTS = Path(__file__).with_name("muc4.json")
SLOTS = {
    "individual": "perp_individual",
    "organization": "perp_organization",
    "target": "physical_target",
    "victim": "human_target",
    "victim-name": "human_target",
    "instrument": "instrument",
}
_GENERIC = re.compile(
    r" (?:DEPARTMENT|PROVINCE|CITY|TOWN|MUNICIPALITY|STATE|REGION|JURISDICTION|NEIGHBORHOOD)$"
)
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


@dataclass(frozen=True)
class Scorer:
    """Weights of fillers by role, the chance at which one is taken, and how many incidents there are (`Numbers`).

    `shared` is the chance at which a filler belongs to a second type too; `cues` are patterns, `confidence` their
    weights by class.
    """

    roles: dict[str, dict[str, float]]
    role_least: float
    numbers: Numbers
    shared: float = 0.3
    cues: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Scorer":
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**stored, "numbers": Numbers(**stored["numbers"])})

    def filler(self, case: Case, filler: Filler, chances: dict[str, tuple[float, ...]]) -> float:
        return weigh(self.roles[filler.role], features(case, filler, chances))


def templates(case: Case, scorer: Scorer, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """A template for each incident that is reported, with the fillers that belong to it."""
    chances = scorer.numbers.chances(figures(case, vocabulary(case.report.text)))
    return filled(case, scorer, chances)


def filled(case: Case, scorer: Scorer, chances: dict[str, tuple[float, ...]]) -> list[dict[str, Any]]:
    """The same, given the chances of incidents."""
    numbers = scorer.numbers.counted(chances)
    kinds = [kind for kind in TYPES if numbers[kind]]
    if not kinds:
        return []
    taken = [f for f in case.fillers if scorer.filler(case, f, chances) >= scorer.role_least]
    found: dict[str, list[Filler]] = {kind: [] for kind in kinds}
    for filler in taken:
        own = filler.mean("types")
        shares = {kind: float(own[TYPES.index(kind)]) for kind in kinds}
        best = max(kinds, key=lambda kind: shares[kind])
        for kind in kinds:
            if kind == best or shares[kind] >= scorer.shared:
                found[kind].append(filler)
    return [
        template(case, kind, own, scorer)
        for kind in kinds
        for own in parted(found[kind], numbers[kind], case.words.sentences)
    ]


def template(case: Case, kind: str, own: Sequence[Filler], scorer: Scorer) -> dict[str, Any]:
    """One template in the scorer's format."""
    slots: dict[str, Any] = {"incident_type": kind, "perp_confidence": {}, "human_target_named": []}
    slots |= {slot: [] for slot in SLOTS.values()}
    for filler in own:
        if kind == "kidnapping" and filler.role in ("instrument", "target"):
            continue
        name = filler.mentions[0].text
        slots[SLOTS[filler.role]].append([name])
        if filler.role == "victim-name":
            slots["human_target_named"].append([name])
        if filler.role == "organization":
            slots["perp_confidence"][name] = confidence(case, filler, scorer)
    slots["date"] = when(case, kind, own)
    slots["location"] = where(case, kind, own)
    return {name: value for name, value in slots.items() if value is not None}


def cues(
    words: Sequence[str], sentences: Sequence[int], spans: Sequence[tuple[int, int]], patterns: dict[str, str]
) -> dict[str, float]:
    """Which cue patterns are found in the sentences of an organisation's mentions (word spans), and which close by."""
    own = {sentences[first] for first, _ in spans}
    told = " ".join(word for word, number in zip(words, sentences, strict=True) if number in own)
    near = " ".join(" ".join(words[max(0, first - 10) : last + 12]) for first, last in spans)
    found = {"bias": 1.0, "mentions": math.log(len(spans)), "place": min(a for a, _ in spans) / len(words)}
    for name, pattern in patterns.items():
        found[name] = float(bool(re.search(pattern, told, re.I)))
        found[f"{name}, near"] = float(bool(re.search(pattern, near, re.I)))
    return found


def confidence(case: Case, filler: Filler, scorer: Scorer) -> str:
    """How sure the report is of the organisation, by the cues about its mentions."""
    text, words = case.words.text, case.words
    parts = [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)]
    spans = [(m.first, m.last) for m in filler.mentions]
    found = cues(parts, words.sentences, spans, scorer.cues)
    totals = {name: sum(w * found[f] for f, w in own.items()) for name, own in scorer.confidence.items()}
    return max(totals, key=lambda name: totals[name], default=CONFIDENCES[0])


def about(case: Case, kind: str, own: Sequence[Filler]) -> list[Proposition]:
    """The propositions of a template, those that share most of its words first."""
    spans = [(m.start, m.end) for f in own for m in f.mentions]

    def shared(p: Proposition) -> tuple[int, bool]:
        passages = [(s.start, s.end) for s in (p.evidence, *p.mentions)]
        slots = [(f.span.start, f.span.end) for f in (*p.agents, *p.targets)]
        over = sum(a < d and c < b for a, b in spans for c, d in (*passages, *slots))
        return over, type_of(p) == kind

    ranked = sorted(case.incidents, key=shared, reverse=True)
    return [p for p in ranked if shared(p) != (0, False)]


def when(case: Case, kind: str, own: Sequence[Filler]) -> str | None:
    """The date in MUC's manner; "- 08 JAN 90", on or before, where only the dateline gives one."""
    found = next((p.when for p in about(case, kind, own) if p.when and p.when.last), None)
    if found and found.first and found.last:
        first, last = (_day(d) for d in (found.first, found.last))
        return first if first == last else f"{first} - {last}"
    published = case.report.published
    moment = published.moment if published.known is not Known.UNKNOWN else None
    return f"- {_day(moment.last)}" if moment and moment.last else None


def _day(day: Any) -> str:
    return f"{day.day:02} {_MONTHS[day.month - 1]} {day.year % 100:02}"


def where(case: Case, kind: str, own: Sequence[Filler]) -> list[str] | None:
    """Names of the place, the country first: the passage's, else that which the whole text speaks of most."""
    told = [p for p in about(case, kind, own) if any(place.role == "where" for place in p.places)]
    places = [place for place in told[0].places if place.role == "where"] if told else []
    codes = [*(place.country for place in places if place.country), *case.countries]
    country = next((COUNTRIES[code] for code in codes if code in COUNTRIES), None)
    names = [_GENERIC.sub("", place.name.upper()) for place in reversed(places)]
    found = [country or "", *(name for name in names if name not in COUNTRIES.values())]
    return [name for name in found if name] or None


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument(
        "--weights", type=Path, default=WEIGHTS, help="another scorer, from training.events_join"
    )
    args = parser.parse_args()
    system, scorer, vocabulary = System(), Scorer.load(args.weights), Vocabulary.load()
    for record in records(args.documents):
        try:
            found = templates(system.case(record), scorer, vocabulary)
        except AscribeError as error:
            print(f"muc4: {error}", file=sys.stderr)
            continue
        print(json.dumps({"id": record["id"], "templates": found}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
