"""Entries of a user's own: a pack brings them, `lexicon check` says what is wrong with them."""

import re
from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.lexicon.check import check
from ascribe.model import Kind
from ascribe.parse.lemmas import load_lemmatizer
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

DOCS = Path(__file__).parents[2] / "docs" / "lexicon.md"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The pack of the documentation."""
    path = tmp_path / "orvania.yaml"
    path.write_text(re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.S)[0], encoding="utf-8")
    return path


def _wrong(tmp_path: Path, *entries: str) -> list[str]:
    path = tmp_path / "own.yaml"
    path.write_text("events:\n" + "".join(f"- {entry}\n" for entry in entries), encoding="utf-8")
    return [line.removeprefix(f"{path}: ") for line in check([path], load_lemmatizer())]


def test_the_lexicon_that_is_shipped_has_nothing_wrong() -> None:
    assert check(lemmatize=load_lemmatizer()) == []


def test_the_documented_pack_has_nothing_wrong(pack: Path) -> None:
    assert check([pack], load_lemmatizer()) == []


def test_the_documented_sentence_tells_what_the_documentation_says(pack: Path) -> None:
    sentence = re.findall(r"\*\"(.*?)\"\*", DOCS.read_text("utf-8"))[0]
    report = read_bytes("x.txt", f"Notes of the day\n\nMarch 5, 2031\n\n{sentence}\n".encode())
    assert [p.kind for p in Pipeline().reading(report).propositions] == []
    (told,) = Pipeline((pack,)).reading(report).propositions
    assert told.kind is Kind.ABDUCTION
    assert [a.name.lower() for a in told.agents] == ["gunmen"]
    assert [t.name for t in told.targets] == ["two nurses"]


def test_a_pack_with_other_events_makes_another_fingerprint(pack: Path) -> None:
    before = Pipeline((pack,)).fingerprint
    pack.write_text(pack.read_text("utf-8").replace("girdle", "belt"), encoding="utf-8")
    assert Pipeline((pack,)).fingerprint != before


def test_the_entries_of_a_pack_come_before_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("events: [{kind: protest, verbs: [raid]}]", encoding="utf-8")
    assert [e.kind for e in load_lexicon(packs=(path,)).verbs["raid"]][:2] == [Kind.PROTEST, Kind.RAID]


def test_a_wrong_entry_of_a_pack_is_named_by_file_and_number(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("events: [{kind: picnic, verbs: [eat]}]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"own\.yaml: entry 1: 'picnic'"):
        load_lexicon(packs=(path,))


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        ("{kind: picnic, verbs: [eat]}", "entry 1: 'picnic' is not a valid Kind"),
        ("{kind: attack, means: spoon, verbs: [eat]}", "entry 1: 'spoon' is not a valid Means"),
        ("{kind: attack, effect: bored, verbs: [eat]}", "entry 1: 'bored' is no effect"),
        ("{verbs: [eat]}", "entry 1: no 'kind'"),
        ("{kind: raid, verbs: [eat], colour: red}", "entry 1: unknown: colour"),
        ("{kind: raid}", "entry 1: has neither verbs nor nouns"),
        ("{kind: raid, verbs: [attacked]}", "entry 1: attacked: no text yields 'attacked'"),
        ("{kind: raid, nouns: [raids]}", "entry 1: raids: no text yields 'raids'"),
        ("{kind: raid, verbs: [Raid]}", "entry 1: Raid: words stand in lower case"),
        ("{kind: raid, verbs: [to eat]}", "entry 1: to eat: is found by its first word"),
        ("{kind: raid, verbs: [eat], near: [moon]}", "entry 1: eat: near: moon is no class"),
        ("{kind: raid, verbs: [eat], agent: [A0]}", "entry 1: eat: agent: A0 is no PropBank label"),
        ("{kind: raid, verbs: [eat], agent: [], target: []}", "entry 1: eat: has neither agent nor target"),
        ("{kind: raid, verbs: [eat], roleset: dine.01}", "entry 1: eat: roleset: dine.01 is of none"),
        ("{kind: raid, verbs: [no, 1]}", "entry 1: False is no word"),
        ("just words", "entry 1: 'just words' is no entry"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(tmp_path: Path, entry: str, line: str) -> None:
    found = _wrong(tmp_path, entry)
    assert found, "nothing is said"
    assert found[0].startswith(line)


@pytest.mark.parametrize(
    ("second", "line"),
    [
        (
            "{kind: arrest, verbs: [sweep]}",
            "entry 2: sweep: the same words with the same conditions stand in entry 1",
        ),
        (
            "{kind: raid, verbs: [sweep], near: forces}",
            "entry 2: sweep: never taken: entry 1 has the same words",
        ),
    ],
)
def test_an_entry_that_is_never_taken_is_named(tmp_path: Path, second: str, line: str) -> None:
    (found,) = _wrong(tmp_path, "{kind: raid, verbs: [sweep]}", second)
    assert found.startswith(line)


def test_every_wrong_entry_is_named_not_only_the_first(tmp_path: Path) -> None:
    assert len(_wrong(tmp_path, "{kind: a, verbs: [eat]}", "{kind: raid, verbs: [eat]}", "{kind: b}")) == 2


def test_a_pack_without_events_is_named(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("actors: []", encoding="utf-8")
    assert check([path]) == [f"{path}: no list of `events`"]
