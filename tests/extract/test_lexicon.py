"""The lexicon: complete for the model, and its errors say where."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge import lexicon
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Kind, Means, SpeakerKind, Stance, Status

FILES = sorted(path.name for path in Path(lexicon.__file__).parent.glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lexicon that a test may spoil."""
    for name in FILES:
        shutil.copy(Path(lexicon.__file__).parent / name, tmp_path)
    return tmp_path


def test_a_copy_of_the_folder_loads_the_same_lexicon(folder: Path) -> None:
    assert load_lexicon(folder) == load_lexicon()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(KnowledgeError, match=re.escape(name)):
        load_lexicon(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_yaml_is_named(folder: Path, name: str) -> None:
    (folder / name).write_text("[unclosed", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(name)):
        load_lexicon(folder)


@pytest.mark.parametrize(
    "entry",
    ["{kind: picnic, verbs: [picnic]}", "{kind: attack, means: spoon, verbs: [spoon]}",
     "{kind: attack, status: maybe, verbs: [dither]}", "{verbs: [attack]}"],
)  # fmt: skip
def test_a_wrong_entry_is_named_by_file_and_number(folder: Path, entry: str) -> None:
    (folder / "events.yaml").write_text(f"- {{kind: attack, verbs: [attack]}}\n- {entry}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"events\.yaml: entry 2"):
        load_lexicon(folder)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("speech.yaml", "verbs: {mumbles: [mumble]}"), ("speakers.yaml", "poet: [poet]\nanonymous: [poet]")],
)
def test_a_key_that_the_model_does_not_know_is_named_with_its_file(
    folder: Path, name: str, wrong: str
) -> None:
    (folder / name).write_text(wrong, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(name)):
        load_lexicon(folder)


def _entries() -> list[lexicon.Entry]:
    loaded = load_lexicon()
    return [e for part in (loaded.verbs, loaded.nouns) for group in part.values() for e in group]


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.OTHER}))
def test_every_kind_of_happening_has_words(kind: Kind) -> None:
    assert any(entry.kind is kind for entry in _entries())


@pytest.mark.parametrize("means", sorted(set(Means) - {Means.UNSPECIFIED, Means.SABOTAGE}))
def test_every_means_has_words(means: Means) -> None:
    assert load_lexicon().means[means]


@pytest.mark.parametrize("kind", sorted(set(SpeakerKind) - {SpeakerKind.UNKNOWN}))
def test_every_kind_of_speaker_has_words(kind: SpeakerKind) -> None:
    assert load_lexicon().speakers[kind]


@pytest.mark.parametrize("stance", [Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES])
def test_every_stance_of_a_verb_of_saying_has_words(stance: Stance) -> None:
    assert stance in load_lexicon().saying.values()


@pytest.mark.parametrize("status", [Status.ATTEMPTED, Status.CALLED_OFF, Status.PLANNED, Status.THREATENED])
def test_every_status_that_a_word_can_govern_has_words(status: Status) -> None:
    assert load_lexicon().status[status.value]["heads"]


def _scalars(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_scalars(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    else:
        yield value


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_taken_for_a_boolean_number_or_date_by_yaml(name: str) -> None:
    text = (Path(lexicon.__file__).parent / name).read_text(encoding="utf-8")
    allowed = {True} if name == "events.yaml" else set()  # "anaphor: true"
    assert {s for s in _scalars(yaml.safe_load(text)) if not isinstance(s, str)} <= allowed


def test_a_condition_that_names_no_class_is_named_with_its_entry(folder: Path) -> None:
    (folder / "events.yaml").write_text("- {kind: raid, near: [moon], verbs: [raid]}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"raid: near: moon is no class"):
        load_lexicon(folder)


@pytest.mark.parametrize("wrong", ["a: [+b]", "a: [+a]", "a: word", "a: [1]"])
def test_a_class_of_unknown_words_is_named(folder: Path, wrong: str) -> None:
    (folder / "classes.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"classes\.yaml: a"):
        load_lexicon(folder)


def test_longer_phrases_are_tried_before_shorter_ones() -> None:
    for part in (load_lexicon().verbs, load_lexicon().nouns):
        for group in part.values():
            lengths = [len(entry.words) for entry in group]
            assert lengths == sorted(lengths, reverse=True)
