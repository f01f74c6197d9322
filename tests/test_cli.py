"""The commands, with a stand-in for the reader: what goes to which stream, and which exit code."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ascribe import cli
from ascribe.model import Assessment, Capture, Cell, Incident, Kind, Means, Reading, Report, Stance
from ascribe.pipeline import Pipeline

Run = Callable[..., tuple[int, str, str]]
TEXT_OF = Callable[..., tuple[Report, Capture]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in an empty folder: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for variable in ("ASCRIBE_LEDGER", "ASCRIBE_PACKS", "ASCRIBE_THREADS"):
        monkeypatch.delenv(variable, raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ascribe", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return command


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, make_reading: Callable[[Report], Reading]) -> None:
    """A reader that knows one report, and a linker that makes one incident of it."""

    def read(_: Pipeline, report: Report) -> Reading:
        return make_reading(report) if "Two guards" in report.text else Reading(report.id)

    def derive(_: object, readings: object, *__: object) -> tuple[list[Incident], list[Assessment]]:
        incidents, assessments = [], []
        for reading in readings:  # type: ignore[attr-defined]
            for p in reading.propositions:
                incident = Incident(
                    (p.id,), Kind.ATTACK, "Drone attack on a fuel depot in 港口 Port Emmer", Means.DRONE,
                    when="2031-03-04", where=("Port Emmer",), reports=(reading.report,),
                )  # fmt: skip
                cells = [
                    Cell(s.speaker.name, s.facet, s.stance, s.value, (s.id,)) for s in reading.statements
                ]
                incidents.append(incident)
                assessments.append(Assessment(incident.id, tuple(cells), (), (), 1))
        return incidents, assessments

    monkeypatch.setattr(Pipeline, "reading", read)
    monkeypatch.setattr(Pipeline, "load", lambda _: None)
    monkeypatch.setattr("ascribe.pipeline.derive", derive)


def table(err: str) -> dict[str, int]:
    """The figures at the end of a batch, by their names."""
    rows = re.findall(r"^ *([a-z]+(?: [a-z]+)?) +(\d+)(?: |$)", err, re.M)
    return {name: int(figure) for name, figure in rows}


@pytest.fixture
def report_file(tmp_path: Path, make_report: TEXT_OF) -> Path:
    path = tmp_path / "depot.txt"
    path.write_bytes(make_report()[1].data)
    return path


@pytest.mark.usefixtures("reader")
def test_reading_twice_changes_nothing(run: Run, report_file: Path) -> None:
    code, out, err = run("read", str(report_file))
    assert (code, out) == (0, "")
    assert table(err) == {"read": 1, "unchanged": 0, "skipped": 0, "failed": 0, "incidents": 1}
    code, out, _ = run("read", str(report_file), "--json")
    assert code == 0
    assert json.loads(out) == {
        "read": 0, "versions": 0, "copies": {"exact": 0, "near": 0, "contained": 0},
        "unchanged": 1, "outdated": 0, "skipped": 0, "failed": 0, "incidents": None, "stopped": False,
        "failures": [], "left_out": [],
    }  # fmt: skip


@pytest.mark.usefixtures("reader")
def test_one_failure_among_others(run: Run, report_file: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    code, _, err = run("read", str(tmp_path / "empty.txt"), "gone.txt", str(report_file))
    assert code == 1
    assert table(err) == {"read": 1, "unchanged": 0, "skipped": 0, "failed": 2, "incidents": 1}
    lines = err.splitlines()
    assert lines[-2].endswith("empty.txt: is empty: nothing to read")
    assert lines[-1] == "ascribe: gone.txt: no such file"
    assert run("incidents", "--json")[1].count("\n") == 1


@pytest.mark.usefixtures("reader")
def test_the_table_of_incidents_fits_eighty_columns(run: Run, report_file: Path) -> None:
    run("read", str(report_file))
    code, out, err = run("incidents")
    assert (code, err) == (0, "1 incident\n")
    assert "Port Emmer" in out
    from rich.cells import cell_len

    assert max(cell_len(line) for line in out.splitlines()) <= 80


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--kind", "attack"], 1),
        (["--kind", "arrest"], 0),
        (["--since", "2031-03-04"], 1),
        (["--since", "2031-03-05"], 0),
        (["--until", "2031-03"], 1),
        (["--until", "2030"], 0),
        (["--text", "FUEL depot"], 1),
        (["--text", "denied that the group"], 1),
        (["--text", "airport"], 0),
    ],
)
def test_incidents_are_filtered(run: Run, report_file: Path, options: list[str], count: int) -> None:
    run("read", str(report_file))
    code, out, _ = run("incidents", "--json", *options)
    assert code == 0
    assert out.count("\n") == count


@pytest.mark.usefixtures("reader")
def test_show_gives_the_matrix_and_the_words(run: Run, report_file: Path) -> None:
    run("read", str(report_file))
    identity = json.loads(run("incidents", "--json")[1])["id"]
    code, out, _ = run("show", identity[:9])
    assert code == 0
    assert "denied that the group had fired rockets" in " ".join(out.split())
    text = report_file.read_text(encoding="utf-8")
    start = text.index("denied that")
    assert f"[{start}:{start + len('denied that the group had fired rockets')}]" in out
    shown = json.loads(run("show", identity, "--json")[1])
    assert shown["incident"]["id"] == identity
    assert [s["stance"] for s in shown["statements"]] == [Stance.ASSERTS, Stance.DENIES]


@pytest.mark.usefixtures("reader")
def test_show_a_report(run: Run, report_file: Path) -> None:
    run("read", str(report_file))
    identity = json.loads(run("export", "jsonl")[1].splitlines()[0])["id"]
    code, out, _ = run("show", identity)
    assert code == 0
    assert "What happened: 1" in out
    assert "dateline" in out
    assert json.loads(run("show", identity, "--json")[1])["report"]["id"] == identity


@pytest.mark.usefixtures("reader")
def test_versions_and_what_changed_are_shown(run: Run, report_file: Path) -> None:
    run("read", str(report_file))
    report_file.write_text(report_file.read_text("utf-8") + "\nThe harbour was closed at noon.\n", "utf-8")
    code, _, err = run("read", str(report_file))
    assert (code, table(err)["new versions"]) == (0, 1)
    rows = [json.loads(line) for line in run("reports", "--json")[1].splitlines()]
    assert rows[0]["versions"] == rows[1]["versions"] == [row["id"] for row in rows]
    code, out, _ = run("show", rows[0]["id"])
    assert "2 versions of this document" in out
    assert "+ The harbour was closed at noon." in out
    [step] = json.loads(run("show", rows[1]["id"], "--json")[1])["changes"]
    assert [change["kind"] for change in step["changes"]] == ["added"]
    assert step["changes"][0]["new"]["quote"] == "The harbour was closed at noon."


@pytest.mark.usefixtures("reader")
def test_an_original_comes_back_as_it_was(run: Run, report_file: Path, tmp_path: Path) -> None:
    run("read", str(report_file))
    identity = json.loads(run("reports", "--json")[1])["id"]
    assert run("original", identity, "-o", "copy.txt") == (
        0,
        "",
        f"{report_file.stat().st_size} bytes in copy.txt\n",
    )
    assert (tmp_path / "copy.txt").read_bytes() == report_file.read_bytes()
    code, _, err = run("original", identity, "-o", str(tmp_path / "none" / "copy.txt"))
    assert (code, err.count("\n")) == (1, 1)
    assert "copy.txt: cannot be written: No such file" in err
    done = _shell(f"cd '{tmp_path}' && ascribe original {identity}")
    assert done.stdout == report_file.read_bytes()


@pytest.mark.usefixtures("reader")
def test_reports_and_sources_are_listed(run: Run, report_file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_bytes(report_file.read_bytes().replace(b"\n", b"\r\n"))
    code, _, err = run("read", str(report_file), str(tmp_path / "other.txt"))
    assert (code, table(err)["copies"]) == (0, 1)
    code, out, err = run("reports")
    assert (code, err) == (0, "2 reports\n")
    assert max(map(len, out.splitlines())) <= 80
    rows = [json.loads(line) for line in run("reports", "--json")[1].splitlines()]
    assert [copy["kind"] for row in rows for copy in row["copies"]] == ["exact", "exact"]
    code, out, err = run("sources")
    assert (code, err) == (0, "1 source\n")
    [source] = [json.loads(line) for line in run("sources", "--json")[1].splitlines()]
    assert (source["publisher"], source["reports"], source["languages"]) == ("VNA", 2, {"en": 2})


@pytest.mark.usefixtures("reader")
def test_what_failed_can_be_tried_again(run: Run, report_file: Path, tmp_path: Path) -> None:
    code, _, _ = run("read", "late.txt", str(report_file), "--failed-to", "failed.tsv")
    assert code == 1
    assert (tmp_path / "failed.tsv").read_text() == "late.txt\tno such file\n"
    (tmp_path / "late.txt").write_text("Nothing happened in Port Emmer on Friday.\n")
    code, _, err = run("read", "--retry", "failed.tsv", "--failed-to", "failed.tsv")
    assert (code, table(err)["read"]) == (0, 1)
    assert (tmp_path / "failed.tsv").read_text() == ""
    assert run("read", "--retry", "failed.tsv")[0] == 0
    code, _, err = run("read", "late.txt", "--failed-to", "none/failed.tsv")
    assert (code, err.count("\n")) == (1, 1)
    assert "none/failed.tsv: cannot be written" in err


@pytest.mark.usefixtures("reader")
def test_many_failures_of_one_kind_are_one_line(run: Run, tmp_path: Path) -> None:
    for n in range(9):
        (tmp_path / f"{n}.txt").touch()
    _, _, err = run("read", ".")
    assert err.splitlines()[-2:] == [
        "ascribe: 9 documents: is empty: nothing to read",
        "    0.txt, 1.txt, 2.txt and 6 more (all of them with --json)",
    ]
    found = json.loads(run("read", ".", "--json")[1])
    assert [failure["source"] for failure in found["failures"]] == [f"{n}.txt" for n in range(9)]


@pytest.mark.usefixtures("reader")
def test_a_stopped_reading_says_how_to_go_on(
    run: Run, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Pipeline.reading

    def stopped(pipeline: Pipeline, report: Report) -> Reading:
        if report.source.endswith("z.txt"):
            raise KeyboardInterrupt
        return read(pipeline, report)

    monkeypatch.setattr(Pipeline, "reading", stopped)
    (tmp_path / "z.txt").write_text("Nothing happened in Port Emmer on Friday.\n")
    code, _, err = run("read", str(report_file), "z.txt")
    assert (code, table(err)["read"]) == (130, 1)
    assert "run it again for the rest" in err.splitlines()[-1]
    assert "stopped before its end" in run("incidents")[2]
    monkeypatch.setattr(Pipeline, "reading", read)
    assert run("read", str(report_file), "z.txt")[0] == 0
    assert run("incidents")[2] == "1 incident\n"


@pytest.mark.usefixtures("reader")
def test_reading_with_another_pack_says_what_is_outdated(run: Run, report_file: Path, tmp_path: Path) -> None:
    run("read", str(report_file))
    (tmp_path / "pack.yaml").write_text("actors: []", encoding="utf-8")
    code, _, err = run("read", str(report_file), "--pack", "pack.yaml")
    assert code == 0
    assert err.splitlines()[-1].startswith("1 unchanged report was read with other packs")


@pytest.mark.usefixtures("reader")
def test_rebuild_gives_the_same_bytes(run: Run, report_file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("Nothing happened in Port Emmer on Friday.\n", encoding="utf-8")
    run("read", str(report_file), str(tmp_path / "other.txt"))
    run("export", "jsonl", "-o", "before.jsonl")
    code, _, err = run("rebuild")
    assert (code, table(err)["incidents"]) == (0, 1)
    run("export", "jsonl", "-o", "after.jsonl")
    for name in ("{}.jsonl", "{}.lineage.jsonl"):
        before, after = (tmp_path / name.format(when) for when in ("before", "after"))
        assert before.read_bytes() == after.read_bytes() != b""
    assert run("verify") == (0, "", "nothing wrong\n")


@pytest.mark.usefixtures("reader")
def test_verify_tells_what_is_wrong(run: Run, report_file: Path, tmp_path: Path) -> None:
    import sqlite3

    run("read", str(report_file))
    with sqlite3.connect(tmp_path / "ascribe.db") as connection:
        connection.execute("UPDATE reports SET text = text || 'more'")
    connection.close()
    code, out, err = run("verify")
    assert code == 1
    assert "does not fit the chain" in out
    assert err == "1 problem\n"


@pytest.mark.usefixtures("reader")
def test_extract_needs_no_ledger(run: Run, report_file: Path, tmp_path: Path) -> None:
    code, out, err = run("extract", str(report_file))
    assert (code, err) == (0, "")
    assert [json.loads(line)["type"] for line in out.splitlines()][:2] == ["report", "proposition"]
    assert not (tmp_path / "ascribe.db").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["incidents"], 1, "ascribe: ascribe.db: no ledger there"),
        (["show", "inc-1"], 1, "no ledger there"),
        (["rebuild"], 1, "no ledger there"),
        (["incidents", "--since", "soon"], 1, "--since: 'soon' is not a date like 2031"),
        (["incidents", "--until", "2031-13"], 1, "--until: '2031-13' is not a date of the calendar"),
        (["incidents", "--since", "2031", "--until", "2030"], 1, "--until: 2030 is before --since 2031"),
        (["incidents", "--kind", "quarrel"], 1, "'quarrel' is none of attack"),
        (["export", "csv"], 2, "jsonl"),
        (["read"], 2, "Missing argument"),
        (["extract"], 2, "Missing argument"),
        (["read", "x.csv", "--column", "text"], 2, "is not NAME=COLUMN"),
        (["read", "--retry", "none.tsv"], 1, "none.tsv: cannot be read: No such file"),
        (["read", "x.txt", "--ledger", "mysql://host/name"], 1, "in SQLite or PostgreSQL, not in mysql"),
        (["original", "rep-1"], 1, "no ledger there"),
        (["reports"], 1, "no ledger there"),
        (["sources"], 1, "no ledger there"),
        (["frobnicate"], 2, "No such command"),
        (["show"], 2, "see `ascribe show --help`"),
        (["show", "inc-1", "--legder", "x.db"], 2, "--ledger"),
        (["read", "x.txt", "--ledger", "."], 1, "is a folder"),
    ],
)
def test_wrong_use_is_one_clear_line(run: Run, arguments: list[str], code: int, words: str) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err
    assert err.startswith("ascribe: ") and err.count("\n") == 1
    assert code != 2 or "--help`" in err


def test_an_unknown_id(run: Run, report_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pipeline, "reading", lambda _, report: Reading(report.id))
    monkeypatch.setattr(Pipeline, "load", lambda _: None)
    monkeypatch.setattr("ascribe.pipeline.derive", lambda *_: ([], []))
    run("read", str(report_file))
    code, _, err = run("show", "inc-zz")
    assert (code, err.count("\n")) == (1, 1)
    assert "no report, incident or actor of that id" in err


def test_a_pack_that_is_none(run: Run, report_file: Path, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("actors: 7", encoding="utf-8")
    code, _, err = run("read", str(report_file), "--pack", "pack.yaml")
    assert code == 1
    assert "pack.yaml" in err.splitlines()[0]
    assert "Traceback" not in err


def test_schema_is_json(run: Run) -> None:
    code, out, _ = run("schema")
    assert code == 0
    assert "Statement" in json.loads(out)["$defs"]


def _shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    line = command.replace("ascribe", f"'{sys.executable}' -m ascribe.cli")
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, env={**os.environ, **environment}, check=False
    )


def test_a_closed_pipe_is_quiet() -> None:
    done = _shell("ascribe schema | head -n 1")
    assert done.stdout == b"{\n"
    assert done.stderr == b""


def test_a_terminal_of_ascii_does_not_crash(tmp_path: Path) -> None:
    done = _shell(f"cd {tmp_path} && ascribe read 'пример—.txt'", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 1
    assert "пример—.txt: no such file".encode() in done.stderr


def test_help_comes_without_the_heavy_libraries() -> None:
    heavy = "('spacy', 'numpy', 'sqlalchemy', 'pydantic')"
    code = f"import sys, ascribe.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
