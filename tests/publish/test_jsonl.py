"""The export holds everything, the same bytes each time, and the lineage leads back to the words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ascribe.errors import InputError
from ascribe.ledger import Ledger
from ascribe.model import Assessment, Capture, Incident, Kind, Reading, Report
from ascribe.publish import jsonl

MakeReport = Callable[..., tuple[Report, Capture]]
MakeReading = Callable[[Report], Reading]


@pytest.fixture
def filled(tmp_path: Path, make_report: MakeReport, make_reading: MakeReading) -> Ledger:
    ledger = Ledger.open(str(tmp_path / "test.db"))
    report, data = make_report()
    reading = make_reading(report)
    ledger.add_report(report, data)
    ledger.put_reading(report, reading, "d1")
    incident = Incident((reading.propositions[0].id,), Kind.ATTACK, "Drone attack", reports=(report.id,))
    ledger.replace_derived([incident], [Assessment(incident.id, (), (), (), 1)])
    return ledger


def test_every_entry_is_a_line(filled: Ledger) -> None:
    entries = [json.loads(line) for line in jsonl.export(filled)]
    kinds = [entry["type"] for entry in entries]
    assert kinds == ["report", "proposition", "statement", "statement", "incident", "assessment"]
    assert "text" not in entries[0]
    assert entries[1]["id"] == entries[4]["propositions"][0]


def test_the_same_ledger_gives_the_same_bytes(filled: Ledger) -> None:
    assert list(jsonl.export(filled)) == list(jsonl.export(filled))


def test_lineage_leads_back_to_the_words(filled: Ledger) -> None:
    texts = {report.id: report.text for report in filled.reports()}
    ids = {json.loads(line).get("id") for line in jsonl.export(filled)}
    cells = [json.loads(line) for line in jsonl.lineage(filled.readings())]
    assert {cell["cell"] for cell in cells} >= {
        "evidence",
        "targets.0.span",
        "harm.0.span",
        "speaker.span",
        "cue",
    }
    for cell in cells:
        assert texts[cell["report"]][cell["start"] : cell["end"]] == cell["quote"]
        assert cell["entry"] in ids


def test_files_are_written_whole_or_not_at_all(tmp_path: Path, filled: Ledger) -> None:
    path = tmp_path / "out.jsonl"
    assert jsonl.write(path, jsonl.export(filled)) == 6
    assert path.read_text(encoding="utf-8").count("\n") == 6
    assert jsonl.lineage_path(path) == tmp_path / "out.lineage.jsonl"
    with pytest.raises(InputError, match="cannot be written"):
        jsonl.write(tmp_path / "no" / "out.jsonl", [])
    with pytest.raises(InputError):
        jsonl.write(tmp_path, ["x"])
    assert sorted(p.name for p in tmp_path.glob("*.part")) == []
