"""Batches over a ledger: what is new, what is not, what failed; with a stand-in for the reader of words."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ascribe.batch import Batch, Problem, grouped, read_failed, read_into_ledger, write_failed
from ascribe.errors import InputError, LedgerError
from ascribe.ledger import Ledger
from ascribe.model import Capture, Fact, FactName, Reading, Report
from ascribe.pipeline import Fate, Pipeline, guarded, joined, rebuild
from ascribe.read import Options

DEPOT = (
    "Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer, police said.",
    "A spokesman for the Marsh Brigade denied that the group had fired rockets at the depot.",
    "Repairs of the depot will take three weeks, the harbour office in Port Emmer said on Wednesday.",
)
HERRING = "Fishermen in Halvorn expect the best herring season in twenty years, the chamber of trade said.\n"


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    """A reader that finds nothing in any text."""
    monkeypatch.setattr(Pipeline, "load", lambda _: None)
    monkeypatch.setattr(Pipeline, "reading", lambda _, report: Reading(report.id))
    return Pipeline()


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.chdir(tmp_path)
    with Ledger.open(str(tmp_path / "test.db")) as opened:
        yield opened


def text(*paragraphs: str) -> str:
    return "Two killed in Port Emmer\n\n" + "\n\n".join(paragraphs or DEPOT) + "\n"


def page(*paragraphs: str, menu: str = "Home") -> str:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs or DEPOT)
    return (
        f"<html><head><title>Depot</title></head><body><nav><a href='/'>{menu}</a></nav>"
        f"<article><h1>Two killed in Port Emmer</h1>{story}</article></body></html>"
    )


def read(ledger: Ledger, pipeline: Pipeline, *paths: str, options: Options = Options()) -> Batch:  # noqa: B008
    batch = Batch()
    assert read_into_ledger(ledger, pipeline, paths, options, batch) is None
    return batch


def fates(batch: Batch) -> dict[str, int]:
    return {fate.value: count for fate, count in batch.fates.items()}


def test_known_bytes_are_not_parsed_again(
    ledger: Ledger, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.html").write_text(page())
    read(ledger, pipeline, "a.html")

    def never(_: Capture) -> Report:
        raise AssertionError("parsed again")

    monkeypatch.setattr("ascribe.pipeline.report_of", never)
    assert fates(read(ledger, pipeline, "a.html")) == {"unchanged": 1}
    Path("b.html").write_text(page())
    assert fates(read(ledger, pipeline, "b.html")) == {"unchanged": 1}
    [report] = ledger.reports()
    assert [Path(s.address).name for s in ledger.sightings(report.id)] == ["a.html", "b.html"]
    read(ledger, pipeline, "a.html", "b.html")
    assert len(list(ledger.sightings())) == 2


def test_another_menu_is_no_new_version(ledger: Ledger, pipeline: Pipeline) -> None:
    for menu in ("Home", "Home and weather", "Home and sport"):
        Path("a.html").write_text(page(menu=menu))
        batch = read(ledger, pipeline, "a.html")
    assert fates(batch) == {"unchanged": 1}
    [report] = ledger.reports()
    assert len(list(ledger.sightings(report.id))) == 3
    assert ledger.verify() == []


def test_an_edited_story_is_a_new_version(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("a.html").write_text(page())
    read(ledger, pipeline, "a.html")
    Path("a.html").write_text(page(DEPOT[0].replace("Two", "Three"), *DEPOT[1:]))
    batch = read(ledger, pipeline, "a.html")
    assert fates(batch) == {"version": 1}
    assert batch.read == 1
    first, second = ledger.reports()
    assert ledger.versions(first.id) == (first, second)
    assert sum(batch.copies.values()) == 0


def test_a_file_with_another_story_is_no_version(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("latest.txt").write_text(text())
    read(ledger, pipeline, "latest.txt")
    Path("latest.txt").write_text(HERRING)
    assert fates(read(ledger, pipeline, "latest.txt")) == {"read": 1}
    assert ledger.all_versions() == []


def test_a_copy_under_another_name_is_counted(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("a.txt").write_text(text())
    Path("b.txt").write_text(text().replace("\n\n", "\r\n\r\n"), newline="")
    batch = read(ledger, pipeline, "a.txt", "b.txt")
    assert fates(batch) == {"read": 2}
    assert {kind.value: count for kind, count in batch.copies.items()} == {"exact": 1}


def test_a_row_whose_date_was_corrected_is_a_new_version(ledger: Ledger, pipeline: Pipeline) -> None:
    row = 'id,published,text\n7,{},"{}"\n'
    Path("rows.csv").write_text(row.format("2031-03-04", DEPOT[0]))
    read(ledger, pipeline, "rows.csv")
    Path("rows.csv").write_text(row.format("2031-03-05", DEPOT[0]))
    assert fates(read(ledger, pipeline, "rows.csv")) == {"version": 1}


def test_rows_are_not_read_again_with_other_columns(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("rows.csv").write_text(f'id,body,summary\n7,"{DEPOT[0]}","{DEPOT[1]}"\n')
    first = Options(columns={"text": "body"})
    read(ledger, pipeline, "rows.csv", options=first)
    assert fates(read(ledger, pipeline, "rows.csv", options=first)) == {"unchanged": 1}
    batch = read(ledger, pipeline, "rows.csv", options=Options(columns={"text": "summary"}))
    assert fates(batch) == {"failed": 1}
    assert "--ledger NEW" in batch.failed[0].reason


def test_reports_read_with_other_packs_are_counted(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("a.txt").write_text(text())
    read(ledger, pipeline, "a.txt")
    assert read(ledger, pipeline, "a.txt").outdated == 0
    Path("pack.yaml").write_text("actors: []")
    assert read(ledger, Pipeline((Path("pack.yaml"),)), "a.txt").outdated == 1


@pytest.mark.parametrize(
    "mistake", [RecursionError("too deep"), MemoryError(), OSError("gone"), IndexError("9")]
)
@pytest.mark.parametrize("stage", ["ascribe.pipeline.report_of", "ascribe.pipeline.captures"])
def test_a_mistake_is_the_error_of_its_report(
    ledger: Ledger, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch, mistake: Exception, stage: str
) -> None:
    from ascribe import pipeline as module

    real = getattr(module, stage.rpartition(".")[2])

    def broken(given: object, *rest: object) -> object:
        if "bad" not in str(given):
            return real(given, *rest)
        if stage.endswith("captures"):
            return fails()
        raise mistake

    def fails() -> Iterator[Capture]:
        raise mistake
        yield

    monkeypatch.setattr(stage, broken)
    Path("bad.txt").write_text(text())
    Path("good.txt").write_text(HERRING)
    batch = read(ledger, pipeline, "bad.txt", "good.txt")
    assert fates(batch) == {"failed": 1, "read": 1}
    assert "\n" not in batch.failed[0].message
    assert ("memory" if isinstance(mistake, MemoryError) else "stops the reader") in batch.failed[0].reason


def test_what_is_read_before_a_mistake_stays(pipeline: Pipeline) -> None:
    def found() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    first, error = guarded("batch.zip", found())
    assert first == 1
    assert isinstance(error, InputError)
    assert error.source == "batch.zip"


def test_a_stopped_batch_goes_on_where_it_stopped(
    ledger: Ledger, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        Path(f"{n}.txt").write_text(
            f"{n + 2} guards hurt in {['Selmere', 'Halvorn', 'Kesh'][n]}\n\n{DEPOT[n]}\n"
        )
    with zipfile.ZipFile("all.zip", "w") as archive:
        for n in range(3):
            archive.write(f"{n}.txt")

    def stopped(_: Pipeline, report: Report) -> Reading:
        if report.source.endswith("2.txt"):
            raise KeyboardInterrupt
        return Reading(report.id)

    with monkeypatch.context() as patch:
        patch.setattr(Pipeline, "reading", stopped)
        batch = Batch()
        stop = read_into_ledger(ledger, pipeline, ["all.zip"], Options(), batch)
    assert isinstance(stop, KeyboardInterrupt)
    assert (batch.stopped, fates(batch), batch.incidents) == (True, {"read": 2}, None)
    assert ledger.verify() == []
    assert not ledger.is_linked()
    assert fates(read(ledger, pipeline, "all.zip")) == {"unchanged": 2, "read": 1}
    assert ledger.is_linked()


def test_a_ledger_that_fails_ends_the_batch_with_what_it_has(
    ledger: Ledger, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text(text())
    Path("b.txt").write_text(HERRING)
    real = Ledger.keep

    def full(self: Ledger, report: Report, *rest: object) -> None:
        if report.source == "b.txt":
            raise LedgerError("test.db: the disk is full")
        real(self, report, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "keep", full)
    batch = Batch()
    stop = read_into_ledger(ledger, pipeline, ["a.txt", "b.txt"], Options(), batch)
    assert isinstance(stop, LedgerError)
    assert fates(batch) == {"read": 1}


def test_a_rebuild_keeps_the_canonical_text(
    ledger: Ledger, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.html").write_text(page())
    read(ledger, pipeline, "a.html")
    [before] = ledger.reports()
    from ascribe import pipeline as module
    from ascribe.read import read_bytes

    def other(capture: Capture) -> Report:
        if capture.media_type == "text/html":
            return read_bytes(capture.source, b"Another reading of the same page, by a later Ascribe.\n")
        return module_report_of(capture)

    module_report_of = module.report_of
    monkeypatch.setattr(module, "report_of", lambda capture: _as(before, other(capture)))
    assert [outcome.fate for outcome in rebuild(ledger, pipeline)] == [Fate.READ]
    [after] = ledger.reports()
    assert (after.id, after.text, after.media_type) == (before.id, before.text, "text/html")
    assert ledger.verify() == []


def _as(kept: Report, report: Report) -> Report:
    from dataclasses import replace

    return replace(report, id=kept.id, sha256=kept.sha256, media_type=kept.media_type)


def test_versions_are_one_origin() -> None:
    from ascribe.assess.origins import origin_of

    shared = {("rep-b", 0): origin_of("rep-b"), ("rep-c", 0): origin_of("rep-c")}
    assert joined(shared, [("rep-a", "rep-b")]) == {
        ("rep-b", 0): origin_of("rep-a"), ("rep-c", 0): origin_of("rep-c")
    }  # fmt: skip


def test_reasons_are_grouped_whatever_their_figures() -> None:
    problems = [Problem(f"{n}.txt", f"{n}.txt", f"has {n},000 bytes") for n in range(5)]
    problems.append(Problem("x.txt", "x.txt", "is empty"))
    assert [len(group) for group in grouped(reversed(problems))] == [5, 1]


def test_what_failed_is_written_for_another_try(tmp_path: Path) -> None:
    path = tmp_path / "failed.txt"
    odd = "b\udcff.txt"
    failed = [
        Problem("a.zip", "a.zip!/1.txt", "is empty"),
        Problem("a.zip", "a.zip!/2.txt", "is empty"),
        Problem(odd, "b\\xff.txt", "no such file"),
        Problem("two\nlines.txt", "two\\nlines.txt", "is empty"),
        Problem("standard input", "standard input", "is empty"),
    ]
    assert write_failed(path, failed) == ["two\nlines.txt", "standard input"]
    assert path.read_bytes().splitlines()[0] == b"a.zip\ta.zip!/1.txt: is empty"
    assert read_failed(path) == ["a.zip", odd]
    with pytest.raises(InputError, match=r"none\.txt: cannot be read"):
        read_failed(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be written"):
        write_failed(tmp_path, failed)


def test_facts_of_a_capture_come_back(ledger: Ledger, pipeline: Pipeline) -> None:
    Path("rows.csv").write_text(f'id,text\n7,"{DEPOT[0]}"\n')
    read(ledger, pipeline, "rows.csv")
    [capture] = ledger.captured()
    assert capture.address.endswith("rows.csv!/7")
    assert [fact.name for fact in capture.facts] == [FactName.COLUMNS]
    assert isinstance(capture.facts[0], Fact)
