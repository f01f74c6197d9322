"""MUC-4 incident templates of documents, in the format of the scorer beside them.

    python -m benchmarks.muc4 DOCS.jsonl [--with heads|rules|both] > pred.jsonl

The reader's events branch proposes fillers and types (`ascribe.parse.events`); the propositions and statements of the
pipeline say what the rules make of the same words; a logistic regression over both decides (`muc4.json`, made by
`training.events_join`). What is MUC's own stands here: which slot a role is, its dates, its eight places of a country.
"""

import argparse
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ascribe.errors import AscribeError
from ascribe.model import Kind, Known, Means, Proposition, Reading, Report, Stance, Status
from ascribe.parse.events import CONFIDENCES, TYPES, EventScores
from ascribe.parse.events_fillers import Filler, Words, fillers, mentions
from ascribe.read import read_bytes

WEIGHTS = Path(__file__).with_name("muc4.json")
#: Candidates below this are never looked at.
LEAST = 0.08
SLOTS = {
    "individual": "perp_individual",
    "organization": "perp_organization",
    "target": "physical_target",
    "victim": "human_target",
    "victim-name": "human_target",
    "instrument": "instrument",
}
#: Dateline and bracketed tags at the head of a message.
_HEAD = re.compile(r"^(.*?)--\s+((?:\[[^\]]+\]\s+)+)", re.S)
_VIOLENT = frozenset({Kind.ATTACK, Kind.ABDUCTION, Kind.DESTRUCTION, Kind.CLASH, Kind.THREAT, Kind.SEIZURE})
_TOLD = frozenset({Status.HAPPENED, Status.ATTEMPTED, Status.THREATENED, Status.CALLED_OFF})
_BOMBS = frozenset({Means.BOMB, Means.SUICIDE_BOMB})
_AUTHORITIES = frozenset({"official", "military", "police", "judiciary"})
#: The countries that MUC's incidents concern.
COUNTRIES = {
    "SV": "EL SALVADOR", "GT": "GUATEMALA", "HN": "HONDURAS", "AR": "ARGENTINA", "BO": "BOLIVIA", "CL": "CHILE",
    "CO": "COLOMBIA", "EC": "ECUADOR", "PE": "PERU",
}  # fmt: skip
_GENERIC = re.compile(
    r" (?:DEPARTMENT|PROVINCE|CITY|TOWN|MUNICIPALITY|STATE|REGION|JURISDICTION|NEIGHBORHOOD)$"
)
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def type_of(p: Proposition) -> str | None:
    """The MUC type of a proposition, None for what MUC has no template for."""
    if p.kind not in _VIOLENT or p.kind in (Kind.CLASH, Kind.SEIZURE):
        return None
    if p.kind is Kind.ABDUCTION:
        return "kidnapping"
    if p.means is Means.ARSON:
        return "arson"
    return "bombing" if p.means in _BOMBS else "attack"


@dataclass
class Case:
    """One document as the network and the rules see it."""

    report: Report
    reading: Reading
    words: Words
    scores: EventScores
    countries: Sequence[str] = ()

    @cached_property
    def fillers(self) -> list[Filler]:
        """All candidates of the network, sure or not."""
        return fillers(mentions(self.scores, self.words, LEAST))

    @cached_property
    def incidents(self) -> list[Proposition]:
        """Propositions that a template may be about."""
        return [p for p in self.reading.propositions if p.status in _TOLD and not p.series and type_of(p)]

    @cached_property
    def agents(self) -> list[tuple[int, int]]:
        spans = [a.span for p in self.incidents for a in p.agents]
        blamed = (Stance.CLAIMS, Stance.ACCUSES, Stance.CONFIRMS, Stance.ASSERTS)
        spans += [s.actor.span for s in self.reading.statements if s.actor and s.stance in blamed]
        return [(s.start, s.end) for s in spans]

    @cached_property
    def targets(self) -> list[tuple[int, int]]:
        return [(t.span.start, t.span.end) for p in self.incidents for t in p.targets]

    @cached_property
    def told(self) -> list[tuple[int, int]]:
        """Passages about incidents."""
        return [(s.start, s.end) for p in self.incidents for s in (p.evidence, *p.mentions)]

    @cached_property
    def untold(self) -> list[tuple[int, int]]:
        """Passages about what is general, supposed, a series or background."""
        unreal = [
            p for p in self.reading.propositions if p.kind in _VIOLENT and (p.status not in _TOLD or p.series)
        ]
        return [(p.evidence.start, p.evidence.end) for p in unreal]


def features(case: Case, filler: Filler) -> dict[str, float]:
    """What the scorer weighs of a filler; every figure is of the order of one."""
    best = filler.mentions[0]
    kinds = filler.mean("types")
    sentence = case.words.sentences[best.first] / max(1, case.words.sentences[-1])
    passages = range(len(case.scores.counts))
    has = 1 - np.prod([case.scores.counts[n, :, 0] for n in passages], 0)
    return {
        "bias": 1.0,
        "chance": _logit(filler.chance),
        "mentions": math.log(len(filler.mentions)),
        "relevant": _logit(case.scores.relevant),
        "event": _logit(float(kinds.max())),
        "type": _logit(float((kinds * has).max())),
        "place": sentence,
        "words": math.log(best.last - best.first),
        "agent": _overlaps(filler, case.agents),
        "target": _overlaps(filler, case.targets),
        "told": _overlaps(filler, case.told),
        "untold": _overlaps(filler, case.untold),
    }


def type_features(case: Case, kind: str, taken: Sequence[Filler]) -> dict[str, float]:
    """What the scorer weighs of an incident type; `taken` are the fillers that were accepted."""
    number = TYPES.index(kind)
    has = 1 - float(np.prod(case.scores.counts[:, number, 0]))
    own = [float(f.mean("types")[number]) for f in taken]
    return {
        "bias": 1.0,
        "has": _logit(has),
        "relevant": _logit(case.scores.relevant),
        "peak": _logit(float(np.sort(case.scores.event[:, number])[-8:].mean())),
        "filler": max(own, default=0.0),
        "fillers": math.log1p(sum(own)),
        "rules": float(any(type_of(p) == kind for p in case.incidents)),
        "others": max(
            1 - float(np.prod(case.scores.counts[:, n, 0])) for n in range(len(TYPES)) if n != number
        ),
    }


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.003), 0.997)
    return math.log(chance / (1 - chance)) / 2


def _overlaps(filler: Filler, spans: Iterable[tuple[int, int]]) -> float:
    return float(any(m.start < end and start < m.end for m in filler.mentions for start, end in spans))


@dataclass(frozen=True)
class Scorer:
    """Weights of features by role and by type, and the chance at which a filler or a type is taken.

    `shared` is the chance at which a filler belongs to a second type too; `cues` are patterns, `confidence` their
    weights by class.
    """

    roles: dict[str, dict[str, float]]
    types: dict[str, dict[str, float]]
    role_least: dict[str, float]
    type_least: dict[str, float]
    shared: float = 0.5
    cues: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Scorer":
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def filler(self, case: Case, filler: Filler) -> float:
        return weigh(self.roles[filler.role], features(case, filler))

    def kind(self, case: Case, kind: str, taken: Sequence[Filler]) -> float:
        return weigh(self.types[kind], type_features(case, kind, taken))


def weigh(weights: dict[str, float], values: dict[str, float]) -> float:
    """The chance that a logistic regression gives."""
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def templates(case: Case, scorer: Scorer) -> list[dict[str, Any]]:
    """A template for each type that is taken, with the fillers that belong to it."""
    taken = [f for f in case.fillers if scorer.filler(case, f) >= scorer.role_least[f.role]]
    chances = {kind: scorer.kind(case, kind, taken) for kind in TYPES}
    kinds = [k for k in TYPES if chances[k] >= scorer.type_least[k]]
    if not kinds:
        return []
    found: dict[str, list[Filler]] = {kind: [] for kind in kinds}
    for filler in taken:
        own = filler.mean("types")
        shares = {kind: float(own[TYPES.index(kind)]) for kind in kinds}
        best = max(kinds, key=lambda kind: shares[kind])
        for kind in kinds:
            if kind == best or shares[kind] >= scorer.shared:
                found[kind].append(filler)
    return [template(case, kind, own, scorer) for kind, own in found.items()]


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


class System:
    """Documents to cases: the pipeline's parts, loaded once."""

    def __init__(self) -> None:
        from ascribe import parse
        from ascribe.knowledge.gazetteer import Gazetteer
        from ascribe.knowledge.lexicon import load_lexicon
        from ascribe.knowledge.packs import load_packs

        self.nlp = parse.load()
        self.packs, self.gazetteer, self.lexicon = load_packs(), Gazetteer.load(), load_lexicon()

    def case(self, record: dict[str, Any]) -> Case:
        """A record's text, read; gold fields are not looked at."""
        from ascribe.extract import extract, readable
        from ascribe.resolve import resolve
        from ascribe.resolve.places import countries_of

        head = _HEAD.match(record["text"])
        whole = read_bytes(record["id"], record["text"].encode(), None)
        body = record["text"][head.end() if head else 0 :]
        report = replace(
            read_bytes(record["id"], body.encode(), None),
            published=whole.published,
            language="en",
            sections=(),
        )
        doc = self.nlp(readable(report))
        reading = extract(report, doc, self.packs, self.lexicon)
        reading = resolve(reading, report, self.packs, self.gazetteer)
        spoken = countries_of(whole.text, self.packs)
        return Case(report, reading, words_of(doc), doc._.events, spoken)


def words_of(doc: Any) -> Words:
    """The words that a Doc's scores are of."""
    words = [token for token in doc if not token.is_space]
    sentences = np.cumsum([bool(token.is_sent_start) for token in words])
    return Words(
        doc.text,
        tuple(token.idx for token in words),
        tuple(token.idx + len(token) for token in words),
        tuple(sentences.tolist()),
        tuple(token.pos_ for token in words),
    )


def records(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The documents of JSONL files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument(
        "--weights", type=Path, default=WEIGHTS, help="another scorer, from training.events_join"
    )
    args = parser.parse_args()
    system, scorer = System(), Scorer.load(args.weights)
    for record in records(args.documents):
        try:
            found = templates(system.case(record), scorer)
        except AscribeError as error:
            print(f"muc4: {error}", file=sys.stderr)
            continue
        print(json.dumps({"id": record["id"], "templates": found}, ensure_ascii=False), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
