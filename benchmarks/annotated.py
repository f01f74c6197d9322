"""Annotated reports (gold YAML beside their texts) in, the nouns they stand for out: reports, readings, incidents.

    cases = load(GOLD_DIR, REPORTS_DIR)

What a careful reader found is turned into the same values that the reader of Ascribe gives, so that linking and
assessing can be measured apart from reading. Nothing is added: names are resolved by the annotators' own aliases.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ascribe.knowledge.names import fold
from ascribe.model import (
    Filler,
    Incident,
    Kind,
    Known,
    Means,
    Moment,
    Place,
    Proposition,
    Published,
    Quantity,
    Reading,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Tally,
    content_id,
)

_STANCES = {"reports": Stance.ASSERTS, "no-comment": Stance.DECLINED}
_ROLES = ("killed", "wounded", "detained", "abducted")
_BOUNDS = (
    (re.compile(r"(?:at least|no fewer than) (\d+)"), lambda n: (n, None)),
    (re.compile(r"(?:more than|over) (\d+)"), lambda n: (n + 1, None)),
    (re.compile(r"(?:about|around|some|nearly|almost)? ?(\d+)"), lambda n: (n, n)),
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """All that a folder of annotations says; `events` gives the id of a proposition by "report#event"."""

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    events: Mapping[str, str]
    names: Mapping[str, str]
    across: tuple[Mapping[str, Any], ...]

    def incidents(self) -> list[Incident]:
        """The incidents as the annotators joined them: those of their lists, every other event alone."""
        told = {p.id: p for reading in self.readings.values() for p in reading.propositions}
        groups = [tuple(self.events[e] for e in row if e in self.events) for row in self.listed("incidents")]
        alone = set(told) - {identity for group in groups for identity in group}
        return [_incident(told, group) for group in [*filter(None, groups), *((p,) for p in sorted(alone))]]

    def listed(self, key: str) -> list[Any]:
        """The rows of one list of all the across files."""
        return [row for across in self.across for row in across.get(key) or ()]


def load(gold: Path, reports: Path) -> Annotated:
    """Everything annotated in a folder; the texts stand in the other as *.txt."""
    across = tuple(_yaml(path) for path in sorted(gold.glob("across*.yaml")))
    aliases = _aliases(across)
    made = {}
    for path in sorted(gold.glob("*.yaml")):
        if not path.name.startswith("across"):
            case = _yaml(path)
            text = (reports / f"{case['report']}.txt").read_text(encoding="utf-8")
            made[case["report"]] = _Case(case, text, aliases)
    events = {f"{name}#{e}": p.id for name, case in made.items() for e, p in case.propositions.items()}
    return Annotated(
        {case.report.id: case.report for case in made.values()},
        {case.report.id: case.reading() for case in made.values()},
        events,
        {case.report.id: name for name, case in made.items()},
        across,
    )


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _aliases(across: tuple[Mapping[str, Any], ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for rows in across:
        for name, others in (rows.get("aliases") or {}).items():
            own = _key(name)
            root = found.get(own, own)
            found.update({_key(str(other)): root for other in (name, *others)})
    return found


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _incident(told: Mapping[str, Proposition], group: tuple[str, ...]) -> Incident:
    members = [told[identity] for identity in sorted(group)]
    order = (Status.HAPPENED, Status.ATTEMPTED, Status.CALLED_OFF, Status.PLANNED, Status.THREATENED)
    return Incident(
        tuple(p.id for p in members),
        members[0].kind,
        members[0].evidence.quote,
        status=min((p.status for p in members), key=order.index),
        reports=tuple(sorted({p.report for p in members})),
        series=any(p.series for p in members),
    )


class _Case:
    """One annotated report."""

    def __init__(self, case: Mapping[str, Any], text: str, aliases: Mapping[str, str]) -> None:
        self.case, self.aliases = case, aliases
        sha256 = content_id("txt", text)
        day = _moment(case.get("published"))
        published = Published(Known.STATED, day) if day else Published(Known.UNKNOWN)
        self.report = Report(
            Report.identity(sha256), case["report"], sha256, text, published=published,
            publisher=case["report"], language=case.get("language", "und"),
        )  # fmt: skip
        self.propositions = {e["id"]: self._proposition(e) for e in case.get("events") or ()}

    def reading(self) -> Reading:
        return Reading(
            self.report.id,
            tuple(self.propositions.values()),
            tuple(self._statements()),
            tuple(self._tally(t) for t in self.case.get("tallies") or ()),
            tuple(self._relation(r) for r in self.case.get("relations") or ()),
        )

    def _span(self, words: str, within: Span | None = None) -> Span:
        """The words where they stand, white space apart; else where the evidence is, else at the beginning."""
        pattern = r"\s+".join(map(re.escape, str(words).split()))
        for start in (within.start if within else 0, 0):
            if match := re.compile(pattern).search(self.report.text, start):
                return self.report.span(match.start(), match.end())
        return within or self.report.span(0, 1)

    def _proposition(self, e: Mapping[str, Any]) -> Proposition:
        evidence = self._span(e["evidence"])
        when = _moment(e.get("when")) or Moment(None)
        return Proposition(
            self.report.id,
            Kind(e["kind"]),
            evidence,
            means=Means(e["means"]) if e.get("means") else None,
            status=Status(e.get("status", "happened")),
            when=Moment(when.edtf, e.get("when_text") or ""),
            agents=tuple(self._filler(a, evidence) for a in e.get("agents") or ()),
            targets=tuple(self._filler(t, evidence) for t in e.get("targets") or ()),
            places=tuple(self._place(w, evidence) for w in e.get("where") or ()),
            harm=tuple(Quantity(evidence, role, *e[role]) for role in _ROLES if e.get(role)),
            series=bool(e.get("series")),
        )

    def _actor(self, name: str) -> str:
        return f"gold:{self.aliases.get(_key(name), _key(name))}"

    def _filler(self, name: str, within: Span) -> Filler:
        return Filler(self._span(name, within), name, self._actor(name))

    def _place(self, name: str, within: Span) -> Place:
        return Place(self._span(name, within), name, gazetteer=self._actor(name))

    def _speaker(self, source: Mapping[str, Any] | None, within: Span) -> Speaker | None:
        if not source:
            return None
        name = str(source["text"])
        kind, named = SpeakerKind(source.get("kind", "unknown")), bool(source.get("named"))
        actor = self._actor(name) if named else None
        return Speaker(name, kind, named, self._span(name, within), source.get("count"), actor=actor)

    def _statements(self) -> Iterator[Statement]:
        for row in self.case.get("attributions") or ():
            evidence = self._span(row["evidence"])
            speaker = self._speaker(row["source"], evidence)
            actor = self._filler(row["actor"], evidence) if row.get("actor") else None
            yield Statement(
                self.report.id, speaker or _outlet(self.report), _stance(row["stance"]), "agent", evidence,
                self.propositions[row["event"]].id, actor=actor, certainty=row.get("certainty", "stated"),
            )  # fmt: skip
        for row in self.case.get("statements") or ():
            evidence = self._span(row["evidence"])
            value = None if row.get("value") is None else str(row["value"])
            about = self.propositions.get(row.get("event") or "")
            yield Statement(
                self.report.id, self._speaker(row["source"], evidence) or _outlet(self.report),
                _stance(row["stance"]), row["about"], evidence, about.id if about else None,
                value, _quantity(row["about"], value, evidence),
            )  # fmt: skip

    def _tally(self, row: Mapping[str, Any]) -> Tally:
        evidence = self._span(row["evidence"])
        quantity = Quantity(evidence, row["what"], row["low"], row.get("high"))
        return Tally(
            self.report.id, row["what"], quantity, evidence,
            self._filler(row["by"], evidence) if row.get("by") else None,
            self._filler(row["against"], evidence) if row.get("against") else None,
            tuple(self._place(w, evidence) for w in row.get("where") or ()),
            _moment(row.get("since")), _moment(row.get("until")), self._speaker(row.get("source"), evidence),
        )  # fmt: skip

    def _relation(self, row: Mapping[str, Any]) -> Relation:
        evidence = self._span(row["evidence"])
        a, b = self._filler(row["a"], evidence), self._filler(row["b"], evidence)
        since = _moment(row.get("since"))
        return Relation(self.report.id, a, RelationKind(row["is"]), b, evidence, since)


def _outlet(report: Report) -> Speaker:
    return Speaker(report.publisher or "", SpeakerKind.MEDIA, True)


def _stance(name: str) -> Stance:
    return _STANCES.get(name) or Stance(name)


def _moment(value: Any) -> Moment | None:
    if value is None:
        return None
    return Moment("/".join(map(str, value)) if isinstance(value, list) else str(value))


def _quantity(about: str, value: str | None, evidence: Span) -> Quantity | None:
    """The count that a value is, where it is nothing but a count."""
    for pattern, bounds in _BOUNDS:
        if value and (match := pattern.fullmatch(value)):
            return Quantity(evidence, about, *bounds(int(match[1])))
    return None
