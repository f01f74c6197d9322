"""The whole flow on the bundled sample, with the real reader: read, rebuild, verify, and what it is for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ascribe.ledger import Ledger
from ascribe.model import Known, Reading, Report, Stance
from ascribe.pipeline import Fate, Pipeline, read_into, rebuild, relink
from ascribe.publish import jsonl
from ascribe.read import Options, find_sources
from ascribe.sample import FOLDER, PACK


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline((PACK,))


@pytest.fixture(scope="module")
def ledger(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path_factory.mktemp("sample") / "sample.db")) as opened:
        for source in find_sources([str(FOLDER)]):
            assert not isinstance(source, Exception)
            for outcome in read_into(opened, pipeline, source, Options(captured="2031-06-21T12:00:00Z")):
                assert outcome.fate is Fate.READ, outcome.message
        relink(opened, pipeline.knowledge())
        yield opened


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> dict[str, tuple[Report, Reading]]:
    """Report and reading by the name of the file."""
    return {Path(r.source).stem: (r, ledger.reading(r.id)) for r in ledger.reports()}


def test_a_dozen_reports_and_nothing_wrong(ledger: Ledger) -> None:
    assert len(list(ledger.reports())) == 12
    assert ledger.verify() == []


def test_rebuilding_gives_the_same_bytes(ledger: Ledger, pipeline: Pipeline) -> None:
    before = [*jsonl.export(ledger), *jsonl.lineage(ledger.readings())]
    assert all(outcome.fate is Fate.READ for outcome in rebuild(ledger, pipeline))
    assert [*jsonl.export(ledger), *jsonl.lineage(ledger.readings())] == before


def test_a_page_date_dates_no_story(told: dict[str, tuple[Report, Reading]]) -> None:
    assert told["courier-first-raid"][0].published.known is Known.UNKNOWN
    stated = told["courier-depot-drone"][0].published
    assert (stated.known, stated.moment.edtf if stated.moment else None) == (Known.STATED, "2031-03-04")


def test_an_agency_text_keeps_its_origin(told: dict[str, tuple[Report, Reading]]) -> None:
    for name in ("courier-depot-drone", "harbour-post-depot-drone"):
        assert {s.origin for s in told[name][0].sections if s.kind == "body"} == {"ONS"}


def test_the_front_claims_and_the_police_cannot_confirm(told: dict[str, tuple[Report, Reading]]) -> None:
    _, reading = told["courier-depot-drone"]
    stances = {(s.stance, s.actor.name if s.actor else None) for s in reading.statements}
    assert (Stance.CLAIMS, "Free Coast Front") in stances
    assert Stance.CANNOT_CONFIRM in {stance for stance, _ in stances}


def test_a_text_without_violence_tells_nothing(told: dict[str, tuple[Report, Reading]]) -> None:
    _, reading = told["harbour-post-herring"]
    assert reading.propositions == reading.tallies == ()


def test_a_running_total_is_a_tally_and_no_incident(told: dict[str, tuple[Report, Reading]]) -> None:
    _, reading = told["channel-nine-camp-ostrel-rockets"]
    assert [(t.quantity.low, t.quantity.high) for t in reading.tallies] == [(41, None)]
