"""The commands on actors: list, show, judge, take back; and who stands behind a name, beside a claim."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import builders as build
import pytest

from ascribe import cli
from ascribe.ledger import Ledger
from ascribe.model import Assessment, Candidate, Capture, Grade, Incident, Kind, Report, Stance

Run = Callable[..., tuple[int, str, str]]

PACK = """
pack: varnia
works: {study: "Q. Quill, Fronts of the Varn, Port Press, 2032"}
actors:
  - {id: tide, kind: group, name: Tide Brigades, names: [كتائب المد], note: a made-up group}
  - id: dawn
    kind: brand
    name: Dawn Resistance
    relations:
      - {to: tide, kind: front-of, since: "2031-01", reference: researchers, works: [study]}
      - {to: tide, kind: front-of, since: "2032-06", reference: two officials}
"""
TEXT = """Salt store burnt

The Dawn Resistance claimed the fire in Velna, and the Marsh Column denied that it took part. Gunmen were seen.
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in a folder with a ledger of one report: exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("ASCRIBE_PACKS", str(tmp_path / "varnia.yaml"))
    monkeypatch.setenv("ASCRIBE_ANALYST", "ana")
    (tmp_path / "varnia.yaml").write_text(PACK, encoding="utf-8")
    _fill(tmp_path / "ascribe.db")

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["ascribe", *arguments])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        captured = capsys.readouterr()
        return int(stopped.value.code or 0), captured.out, captured.err

    return command


def _fill(path: Path) -> None:
    from ascribe.read import report_of

    capture = Capture("salt.txt", TEXT.encode(), "text/plain", "salt.txt", "2031-05-05T08:00:00Z")
    report: Report = report_of(capture)
    fire = build.proposition(report, Kind.ATTACK, "the fire in Velna", when="2031-05-04", agents=["Gunmen"])
    claim = build.statement(
        report, build.outlet(), Stance.CLAIMS, "agent", "claimed the fire", fire,
        actor=build.filler(report, "Dawn Resistance", actor="dawn"),
    )  # fmt: skip
    denial = build.statement(
        report, build.outlet(), Stance.DENIES, "agent", "denied that it took part", fire,
        actor=build.filler(report, "Marsh Column"),
    )  # fmt: skip
    incident = Incident((fire.id,), Kind.ATTACK, "Fire in Velna", when="2031-05-04", reports=(report.id,))
    candidate = Candidate("Dawn Resistance", Grade.CLAIMED, 1, (), (), Grade.UNKNOWN, "dawn")
    with Ledger.open(str(path)) as ledger:
        ledger.keep(report, capture, build.reading(report, [fire], [claim, denial]), "d1")
        ledger.replace_derived([incident], [Assessment(incident.id, (), (candidate,), (), 1)])


def rows(out: str) -> dict[str, dict[str, object]]:
    found = [json.loads(line) for line in out.splitlines()]
    return {row["name"]: row for row in found}


def test_the_list_has_known_and_unknown_actors_and_on_demand_the_unnamed(run: Run) -> None:
    code, out, err = run("actors", "--json")
    assert (code, sorted(rows(out))) == (0, ["Dawn Resistance", "Marsh Column"])
    assert rows(out)["Dawn Resistance"]["in_packs"] is True
    assert set(rows(run("actors", "--json", "--unnamed")[1])) - set(rows(out)) == {"Gunmen"}
    code, out, err = run("actors")
    assert (code, err.strip()) == (0, "2 actors")
    assert re.search(r"^dawn +brand +Dawn Resistance +1 *$", out, re.M)


def test_one_actor_shows_names_relations_over_time_and_its_words(run: Run) -> None:
    out = run("actors", "Dawn Resistence")[1]
    assert out.index("since 2031-01") < out.index("since 2032-06")
    assert "according to pack varnia: researchers [Q. Quill, Fronts of the Varn, Port Press, 2032]" in out
    assert "claims: “Dawn Resistance”" in out
    assert run("show", "dawn")[1] == run("actors", "dawn")[1]
    tide = json.loads(run("actors", "كتائب المد", "--json")[1])
    assert (tide["actor"]["id"], tide["mentions"]) == ("tide", [])


def test_who_stands_behind_a_name_is_shown_beside_the_claim_with_both_dates(run: Run) -> None:
    identity = json.loads(run("incidents", "--json")[1])["id"]
    out = run("show", identity)[1]
    assert "Dawn Resistance — claimed" in out
    assert "behind this name are said to stand:" in out
    assert out.count("Tide Brigades — front of") == 1
    assert re.search(r"front of\s+since 2031-01\s", out)
    assert "since 2032-06 (after this incident)" in out
    behind = json.loads(run("show", identity, "--json")[1])["behind"]["dawn"]
    assert [tie["since"] for tie in behind] == ["2031-01", "2032-06"]


def test_a_judgement_is_kept_shown_exported_and_taken_back(run: Run) -> None:
    code, out, err = run("link", "Marsh Column", "tide", "--same", "--because", "the same flag")
    assert (code, out[:4]) == (0, "dec-")
    assert err.strip().endswith("same")
    shown = run("actors", "tide")[1]
    assert "judged the same as Marsh Column" in shown
    assert "by ana" in shown
    assert "the same flag" in shown
    exported = [json.loads(line) for line in run("export", "jsonl")[1].splitlines()]
    marsh = next(line for line in exported if line["type"] == "actor" and line["name"] == "Marsh Column")
    assert marsh["same_as"] == ["tide"]
    assert [line["verdict"] for line in exported if line["type"] == "decision"] == ["same"]
    assert run("unlink", "tide", "Marsh Column", "--because", "two flags after all", "--by", "ben")[0] == 0
    assert "judged" not in run("actors", "tide")[1]
    assert run("verify")[0] == 0
    assert run("unlink", "tide", "Marsh Column", "--because", "again")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["link", "tide", "dawn", "--because", "x"], 2, "one of --same"),
        (["link", "tide", "dawn", "--same", "--unsure", "--because", "x"], 2, "one of --same"),
        (["link", "tide", "dawn", "--same", "--because", " "], 1, "needs its reason"),
        (["link", "tide", "Tide Brigades", "--same", "--because", "x"], 1, "one actor here already"),
        (["link", "tide", "Nobody Known", "--same", "--because", "x"], 1, "no actor of that id or name"),
        (["link", "tide", "Gunmen", "--same", "--because", "x"], 1, "is not linked"),
        (["actors", "Zzyzx Column"], 1, "no actor of that id or name"),
        (["actors", "Column"], 1, "did you mean Marsh Column (act-"),
        (["show", "inc-zz"], 1, "no report, incident or actor"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_the_reason(
    run: Run, arguments: list[str], code: int, says: str
) -> None:
    found, _, err = run(*arguments)
    assert (found, says in " ".join(err.split())) == (code, True), err


def test_taking_back_the_later_of_two_judgements_says_that_the_earlier_holds_again(run: Run) -> None:
    run("link", "tide", "dawn", "--unsure", "--because", "hearsay")
    run("link", "tide", "dawn", "--same", "--because", "one flag")
    err = run("unlink", "tide", "dawn", "--because", "two flags")[2]
    assert "undone: same, by ana" in err
    assert "an earlier judgement holds again: unsure, by ana" in err
    assert "holds again" not in run("unlink", "tide", "dawn", "--because", "no hearsay")[2]


def test_a_place_that_several_entries_name_is_shown_once(run: Run) -> None:
    out = run("actors", "Dawn Resistance")[1]
    assert len(re.findall(r"^ +claims: “Dawn Resistance” ", out, re.M)) == 1


def test_packs_are_checked(run: Run, tmp_path: Path) -> None:
    assert run("packs", "check", "varnia.yaml")[2].strip() == "2 actors, 3 names, 2 relations: all is well"
    (tmp_path / "bad.yaml").write_text("actors: [{id: a, kind: group, nmae: A}]", encoding="utf-8")
    code, _, err = run("packs", "check", "bad.yaml")
    assert (code, "bad.yaml: entry 1 (a): unknown field 'nmae'" in err) == (1, True)
    (tmp_path / "bad.yaml").write_text("events: [{verb: torch}]", encoding="utf-8")
    code, _, err = run("packs", "check", "bad.yaml")
    assert (code, "bad.yaml: entry 1: " in err) == (1, True)


def test_names_of_several_actors_are_listed_and_whether_a_country_tells_them_apart(
    run: Run, tmp_path: Path
) -> None:
    pack = tmp_path / "guards.yaml"
    text = "actors: [{id: a, kind: body, name: Reed Guard%s}, {id: b, kind: body, name: Reed Guard%s}]"
    pack.write_text(text % ("", ", within: VA"), encoding="utf-8")
    code, out, err = run("packs", "check", str(pack))
    assert (code, "Reed Guard: is a name of a, b: not told apart in every report" in out) == (0, True)
    assert err.strip() == "2 actors, 2 names, 0 relations: all is well"
    pack.write_text(text % (", within: OR", ", within: VA"), encoding="utf-8")
    assert "told apart by `within`" in run("packs", "check", str(pack))[1]


def test_the_pack_of_the_documentation_is_one(run: Run, tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs/packs.md").read_text(encoding="utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "example.yaml").write_text(example, encoding="utf-8")
    assert run("packs", "check", "example.yaml")[2].strip().startswith("4 actors, ")
