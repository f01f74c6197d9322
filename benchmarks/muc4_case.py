"""Messages as the network and the rules see them: the parts of the pipeline that the MUC-4 benchmark puts together.

In: records of the benchmark. Out: a `Case` each, from its text alone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ascribe.model import Kind, Means, Proposition, Reading, Report, Stance, Status
from ascribe.parse.events import EventScores
from ascribe.parse.events_fillers import Filler, Words, fillers, mentions
from ascribe.read import read_bytes

#: Candidates below this are never looked at.
LEAST = 0.08
#: Dateline and bracketed tags at the head of a message.
_HEAD = re.compile(r"^(.*?)--\s+((?:\[[^\]]+\]\s+)+)", re.S)
_VIOLENT = frozenset({Kind.ATTACK, Kind.ABDUCTION, Kind.DESTRUCTION, Kind.CLASH, Kind.THREAT, Kind.SEIZURE})
_TOLD = frozenset({Status.HAPPENED, Status.ATTEMPTED, Status.THREATENED, Status.CALLED_OFF})
_BOMBS = frozenset({Means.BOMB, Means.SUICIDE_BOMB})
#: The countries that MUC's incidents concern.
COUNTRIES = {
    "SV": "EL SALVADOR", "GT": "GUATEMALA", "HN": "HONDURAS", "AR": "ARGENTINA", "BO": "BOLIVIA", "CL": "CHILE",
    "CO": "COLOMBIA", "EC": "ECUADOR", "PE": "PERU",
}  # fmt: skip


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
