"""A gold annotation of a report in, the `Reading` that its events make out: what a perfect reader would give to link.

Names of places and actors are looked up as those of any report are; times, counts and series are the annotation's.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.packs import Packs
from ascribe.model import (
    Filler,
    Kind,
    Means,
    Moment,
    Place,
    Proposition,
    Quantity,
    Reading,
    Report,
    Span,
    Status,
)
from ascribe.resolve import resolve

_HARM = ("killed", "wounded", "detained", "abducted")
_STATUSES = {"called-off": Status.CALLED_OFF}


def gold_reading(
    gold: dict[str, Any], report: Report, packs: Packs, gazetteer: Gazetteer
) -> tuple[Reading, dict[str, str]]:
    """The reading of the annotated events, and which proposition (id) each event (its name there) became.

    Events whose evidence is one and the same passage and kind get passages a character apart, as the model tells
    propositions apart by these.
    """
    events, names = list(_propositions(gold.get("events") or [], report)), {}
    for event, proposition in zip(gold.get("events") or [], events, strict=True):
        names[event["id"]] = proposition.id
    bare = Reading(report.id, tuple(events))
    return resolve(bare, report, packs, gazetteer), names


def _propositions(events: list[dict[str, Any]], report: Report) -> Iterator[Proposition]:
    taken: set[str] = set()
    for event in events:
        evidence = _evidence(event["evidence"], report)
        proposition = _proposition(event, evidence, report)
        while proposition.id in taken:
            evidence = report.span(evidence.start, evidence.end - 1)
            proposition = _proposition(event, evidence, report)
        taken.add(proposition.id)
        yield proposition


def _proposition(event: dict[str, Any], evidence: Span, report: Report) -> Proposition:
    return Proposition(
        report.id,
        Kind(event["kind"]),
        evidence,
        means=Means(event["means"]) if event.get("means") else None,
        status=_STATUSES.get(event.get("status", ""), Status(event.get("status") or "happened")),
        when=gold_moment(event.get("when"), str(event.get("when_text") or "")),
        agents=tuple(Filler(evidence, str(name)) for name in event.get("agents") or ()),
        targets=tuple(Filler(evidence, str(name)) for name in event.get("targets") or ()),
        places=tuple(
            Place(_named(str(name), evidence, report), str(name)) for name in event.get("where") or ()
        ),
        harm=tuple(_counts(event, evidence)),
        series=bool(event.get("series")),
    )


def _evidence(words: str, report: Report) -> Span:
    """Where the words of the annotation stand; the report's first character where they were changed."""
    start = report.text.find(words)
    return report.span(start, start + len(words)) if start >= 0 else report.span(0, 1)


def _named(name: str, evidence: Span, report: Report) -> Span:
    """Where a name stands, the nearest to the evidence; the evidence where the annotation writes it another way."""
    found, at = [], report.text.find(name)
    while at >= 0:
        found.append(at)
        at = report.text.find(name, at + 1)
    if not found:
        return evidence
    start = min(found, key=lambda place: abs(place - evidence.start))
    return report.span(start, start + len(name))


def gold_moment(when: object, words: str = "") -> Moment | None:
    """A day, or a pair of a first and a last day; None where the annotation leaves it open and has no words for it."""
    if when is None or when == []:
        return Moment(None, words) if words else None
    if isinstance(when, list):
        first, last = (_day(part) if part else ".." for part in when)
        return Moment(first if first == last else f"{first}/{last}", words)
    return Moment(_day(when), words)


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _counts(event: dict[str, Any], evidence: Span) -> Iterator[Quantity]:
    for role in _HARM:
        if event.get(role):
            low, high = event[role]
            yield Quantity(evidence, role, low or 0, high)
