"""The commands on incidents: why two happenings are one or two, joining, splitting, undoing; incidents of files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import builders as build
import pytest

from ascribe import cli
from ascribe.ledger import Ledger
from ascribe.model import Capture, Kind, Means, Reading, Report
from ascribe.pipeline import relink
from ascribe.read import report_of

Run = Callable[..., tuple[int, str, str]]

#: Name -> its text and the town: the first two tell of one strike, the third of another.
TOLD = {
    "noon": ("Two drones hit the grain depot beside the canal in Velna.", "Velna"),
    "night": ("Drones that hit the grain depot in Velna beside the canal burnt it down.", "Velna"),
    "far": ("A drone hit the grain depot in Tarok.", "Tarok"),
}


def _kept(ledger: Ledger, name: str, text: str, town: str) -> str:
    capture = Capture(f"{name}.txt", text.encode(), "text/plain", f"{name}.txt", "2031-05-05T08:00:00Z")
    report: Report = report_of(capture)
    strike = build.proposition(
        report,
        Kind.ATTACK,
        text[:-1],
        means=Means.DRONE,
        when="2031-05-04",
        where=[town],
        targets=["the grain depot"],
    )
    ledger.keep(report, capture, Reading(report.id, (strike,)), "made by hand")
    return report.id


@pytest.fixture
def reports(tmp_path: Path) -> dict[str, str]:
    """A ledger of the three reports; their ids by name."""
    with Ledger.open(str(tmp_path / "ascribe.db")) as ledger:
        found = {name: _kept(ledger, name, text, town) for name, (text, town) in TOLD.items()}
        relink(ledger)
    return found


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in that folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ASCRIBE_ANALYST", "ana")

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ascribe", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return command


def grouped(run: Run) -> list[set[str]]:
    """The reports of every incident."""
    return [set(json.loads(line)["reports"]) for line in run("incidents", "--json")[1].splitlines()]


def test_why_says_what_was_compared_and_what_it_weighs(run: Run, reports: dict[str, str]) -> None:
    code, out, _ = run("why", reports["noon"], reports["night"])
    assert code == 0 and out.startswith("one incident")
    assert "same day" in out and "same place" in out and "same target" in out
    found = json.loads(run("why", reports["noon"], reports["night"], "--json")[1])
    (comparison,) = found["comparisons"]
    assert found["joined"] and comparison["weight"] > 0


def test_why_says_what_keeps_two_apart(run: Run, reports: dict[str, str]) -> None:
    out = run("why", reports["noon"], reports["far"])[1]
    assert out.startswith("two incidents: the evidence weighs")
    assert "other places of one country" in out


def test_what_is_joined_stays_joined_until_it_is_undone(run: Run, reports: dict[str, str]) -> None:
    before = grouped(run)
    code, out, err = run("join", reports["noon"], reports["far"], "--because", "the mayor says so")
    assert code == 0 and "incident" in err
    decision = out.strip()
    assert any({reports["noon"], reports["far"]} <= group for group in grouped(run))
    assert "joined by decision of ana" in run("why", reports["noon"], reports["far"])[1]
    assert run("undo", decision, "--because", "he meant another town")[0] == 0
    assert grouped(run) == before


def test_what_is_split_stays_split_until_it_is_undone(run: Run, reports: dict[str, str]) -> None:
    pair = {reports["noon"], reports["night"]}
    (line,) = [
        text
        for text in run("incidents", "--json")[1].splitlines()
        if set(json.loads(text)["reports"]) == pair
    ]
    decision = run("split", json.loads(line)["id"], reports["night"], "--because", "a second wave")[1].strip()
    assert pair not in grouped(run)
    assert "kept apart by decision of ana" in run("why", reports["noon"], reports["night"])[1]
    code, _, err = run("join", reports["noon"], reports["night"], "--because", "after all")
    assert code == 1 and f"ascribe undo {decision}" in err
    run("undo", decision, "--because", "one wave")
    assert pair in grouped(run)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("why", "rep-none", "rep-none"), "no report, incident or actor of that id"),
        (("undo", "dec-none", "--because", "x"), "no decision in force has that id"),
        (("join", "{noon}", "{noon}", "--because", "x"), "one and the same"),
        (("split", "{noon}", "{far}", "--because", "x"), "give the id of an incident"),
        (("join", "{noon}", "{far}", "--because", " "), "needs its reason"),
    ],
)
def test_mistakes_get_one_clear_line(
    run: Run, reports: dict[str, str], command: tuple[str, ...], says: str
) -> None:
    code, _, err = run(*(word.format(**reports) for word in command))
    assert code == 1
    assert says in err and len(err.strip().splitlines()) == 1


def test_incidents_of_files_need_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Gunmen attacked a police station in Velna on 4 May 2031, officials said.\n"
    )
    code, out, _ = run("incidents", "--in", "a.txt", "--json")
    assert code == 0
    assert [json.loads(line)["kind"] for line in out.splitlines()] == ["attack"]
    assert not (tmp_path / "ascribe.db").exists()
    assert run("incidents", "--in", "missing.txt")[0] == 1
