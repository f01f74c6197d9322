"""The stages together, with stand-ins where a stage does not matter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError, SpanError
from ascribe.ledger import Ledger
from ascribe.model import Capture, Reading, Report, Span
from ascribe.pipeline import Fate, Pipeline, checked, packs_left_out, read_into
from ascribe.read import Options, Source

MakeReport = Callable[..., tuple[Report, Capture]]
MakeReading = Callable[[Report], Reading]


def test_words_that_do_not_stand_there_are_refused(
    make_report: MakeReport, make_reading: MakeReading
) -> None:
    report, _ = make_report()
    reading = make_reading(report)
    assert checked(report, reading) is reading
    other, _ = make_report("X" + report.text)
    with pytest.raises(SpanError):
        checked(other, reading)
    with pytest.raises(SpanError):
        Span(report.id, 0, 3, "Four")


def test_a_mistake_on_one_report_is_its_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_report: MakeReport
) -> None:
    def broken(_: Pipeline, report: Report) -> Reading:
        raise IndexError("list index out of range")

    monkeypatch.setattr(Pipeline, "reading", broken)
    monkeypatch.setattr(Pipeline, "load", lambda _: None)
    path = tmp_path / "depot.txt"
    path.write_bytes(make_report()[1].data)
    with Ledger.open(str(tmp_path / "test.db")) as ledger:
        [outcome] = read_into(ledger, Pipeline(), Source("depot.txt", path), Options())
        assert list(ledger.captured()) == []
    assert outcome.fate is Fate.FAILED
    assert "IndexError in test_pipeline.py" in outcome.reason


def test_the_fingerprint_covers_packs(tmp_path: Path) -> None:
    pack = tmp_path / "pack.yaml"
    pack.write_text("actors: []")
    before = Pipeline((pack,)).fingerprint
    assert Pipeline((pack,)).fingerprint == before != Pipeline().fingerprint
    pack.write_text("actors: [] # more")
    assert Pipeline((pack,)).fingerprint != before
    with pytest.raises(KnowledgeError, match="cannot be read"):
        _ = Pipeline((tmp_path / "none.yaml",)).fingerprint


def test_a_pack_that_a_rebuild_leaves_out_is_named(tmp_path: Path, make_report: MakeReport) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        report, capture = make_report()
        assert ledger.add_report(report, capture)
        ledger.put_reading(report, Reading(report.id, made_by={"packs": "orvania.yaml"}), "digest")
        assert packs_left_out(ledger, Pipeline()) == ["orvania.yaml"]
        assert packs_left_out(ledger, Pipeline(packs=[Path("orvania.yaml")])) == []
