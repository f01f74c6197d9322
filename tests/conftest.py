"""Small reports and readings of a country that does not exist, for tests of the stages around extraction."""

from collections.abc import Callable

import pytest

from ascribe.model import (
    Capture,
    Filler,
    Kind,
    Means,
    Moment,
    Place,
    Proposition,
    Quantity,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)
from ascribe.read import report_of

TEXT = """Two killed in drone attack on Port Emmer depot

PORT EMMER (VNA) — Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer, police said.

A spokesman for the Marsh Brigade denied that the group had fired rockets.
"""


def _report(text: str = TEXT, source: str = "depot.txt") -> tuple[Report, Capture]:
    capture = Capture(source, text.encode(), "text/plain", source, "2031-03-05T08:00:00Z")
    return report_of(capture), capture


def _reading(report: Report) -> Reading:
    def span(words: str):  # type: ignore[no-untyped-def]
        start = report.text.index(words)
        return report.span(start, start + len(words))

    happened = span("Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer")
    weekday = span("Tuesday")
    attack = Proposition(
        report=report.id,
        kind=Kind.ATTACK,
        evidence=happened,
        means=Means.DRONE,
        when=Moment("2031-03-04", "Tuesday", weekday.start, weekday.end, "2031-03-05", "weekday"),
        targets=(Filler(span("a fuel depot"), "fuel depot"),),
        places=(Place(span("Port Emmer,"[:-1]), "Port Emmer", country="VL", precision="city"),),
        harm=(Quantity(span("Two guards"), "killed", 2, 2, "guards"),),
    )
    police = Speaker("police", SpeakerKind.POLICE, False, span("police"))
    spokesman = Speaker(
        "A spokesman for the Marsh Brigade", SpeakerKind.ARMED_GROUP, False, span("A spokesman")
    )
    brigade = Filler(span("Marsh Brigade"), "Marsh Brigade", "marsh-brigade")
    denial = span("denied that the group had fired rockets")
    return Reading(
        report=report.id,
        propositions=(attack,),
        statements=(
            Statement(report.id, police, Stance.ASSERTS, "happened", happened, attack.id, cue=span("said")),
            Statement(report.id, spokesman, Stance.DENIES, "agent", denial, attack.id, actor=brigade),
        ),
        made_by={"test": "1"},
    )


@pytest.fixture
def make_report() -> Callable[..., tuple[Report, Capture]]:
    """Makes a report (and its capture) from a text."""
    return _report


@pytest.fixture
def make_reading() -> Callable[[Report], Reading]:
    """Makes a small reading of the default text."""
    return _reading
