"""`ascribe contradictions`, `tallies` and `show` of an incident, over a ledger of two reports."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import builders as build
import pytest
from typer.testing import CliRunner, Result

from ascribe.cli import app
from ascribe.ledger import Ledger
from ascribe.model import (
    Capture,
    Kind,
    Moment,
    Proposition,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Tally,
)
from ascribe.pipeline import relink

HERALD = """Drones hit the grain depot in Velna on Sunday.
The army counted 19 dead and blamed the Reed Guard.
The Reed Guard denied that it had any part in it, a spokesman told the Herald.
The army counts 61 attacks on the country since May 1: 29 in Velna and 32 in Tarok."""
MAIL = """Drones hit the grain depot in Velna, where a doctor at the gate counted 23 dead on the day after."""


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger in which two reports tell of one attack."""
    where = str(tmp_path / "test.db")
    with Ledger.open(where) as opened:
        for report, reading in (_herald(), _mail()):
            data = report.text.encode()
            capture = Capture(report.source, data, "text/plain", report.source)
            opened.keep(report, capture, reading, "digest")
        relink(opened)
    return where


def _told(report: Report) -> Proposition:
    words = "Drones hit the grain depot in Velna"
    slots = {"when": "2031-05-04", "where": ["Velna"], "targets": ["the grain depot"]}
    return build.proposition(report, Kind.ATTACK, words, **slots)  # type: ignore[arg-type]


def _kept(text: str, source: str, published: str) -> Report:
    """A report whose id is that of its bytes."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    made = build.report(text, source=source, published=published, publisher=source, language="en")
    return replace(made, sha256=sha256, id=Report.identity(sha256))


def _herald() -> tuple[Report, Reading]:
    report = _kept(HERALD, "Velna Herald", "2031-05-04")
    told = _told(report)
    army = build.speaker(report, "The army", SpeakerKind.MILITARY, named=True)
    guard = build.speaker(report, "The Reed Guard", SpeakerKind.ARMED_GROUP, named=True, actor="a:guard")
    agent = build.filler(report, "Reed Guard", actor="a:guard")
    words, denied = (
        "The army counted 19 dead and blamed the Reed Guard",
        "The Reed Guard denied that it had any part",
    )
    dead = build.count(report, "19 dead", "killed", 19)
    said = [
        build.statement(report, army, Stance.ASSERTS, "killed", words, told, quantity=dead),
        build.statement(report, army, Stance.ACCUSES, "agent", words, told, actor=agent),
        build.statement(report, guard, Stance.DENIES, "agent", denied, told, actor=agent),
    ]
    counted = (("61", 61, ["Velna", "Tarok"]), ("29", 29, ["Velna"]), ("32", 32, ["Tarok"]))
    tallies = [_tally(report, army, *count) for count in counted]
    return report, Reading(report.id, (told,), tuple(said), tuple(tallies))


def _tally(report: Report, speaker: Speaker, words: str, number: int, where: list[str]) -> Tally:
    quantity = build.count(report, words, "attacks", number)
    places = tuple(build.place(report, name) for name in where)
    since = Moment("2031-05-01")
    return Tally(report.id, "attacks", quantity, quantity.span, places=places, since=since, speaker=speaker)


def _mail() -> tuple[Report, Reading]:
    report = _kept(MAIL, "Coast Mail", "2031-05-05")
    told = _told(report)
    doctor = build.speaker(report, "a doctor at the gate", SpeakerKind.MEDICAL)
    dead = build.count(report, "23 dead", "killed", 23)
    words = "a doctor at the gate counted 23 dead"
    said = build.statement(report, doctor, Stance.ASSERTS, "killed", words, told, quantity=dead)
    return report, Reading(report.id, (told,), (said,))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False, env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.output
    return result


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]


def test_contradictions_are_listed_by_incident_with_who_gives_each_version(ledger: str) -> None:
    shown = run("contradictions", "--ledger", ledger).output
    assert "agent: Reed Guard" in shown
    assert "· accused (The army)" in shown
    assert "· denied (The Reed Guard)" in shown
    assert "19 (The army)" not in shown
    near = run("contradictions", "--ledger", ledger, "--near").output
    assert "19 (The army)" in near
    assert "no contradiction: two states of one count" in near


def test_contradictions_of_one_kind_as_json(ledger: str) -> None:
    (found,) = lines_of(run("contradictions", "--ledger", ledger, "--kind", "agent", "--json"))
    assert (found["kind"], found["near"], found["about"]) == ("agent", False, "agent: Reed Guard")


def test_tallies_are_listed_as_series_with_their_sums(ledger: str) -> None:
    shown = run("tallies", "--ledger", ledger).output
    assert "61 = 29 + 32: the parts add up" in shown
    assert "in this ledger 1 incident of that scope" in shown
    (found,) = lines_of(run("tallies", "--ledger", ledger, "--json"))
    assert [line["counter"] for line in found["lines"]] == ["The army"]


def test_show_says_who_did_it_before_who_says_what_and_what_was_said_when(ledger: str) -> None:
    with Ledger.open(ledger) as opened:
        (incident,) = opened.incidents()
    shown = run("show", incident.id, "--ledger", ledger).output
    parts = (
        "Who did it|Contradictions|Who says what|As it was told|Where the words come from|The words".split(
            "|"
        )
    )
    assert sorted(parts, key=shown.index) == parts
    assert "of itself it denies it" in shown
    assert "2031-05-05 (after 1 day)" in shown
