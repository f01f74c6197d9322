"""Who did it and whom it hit, by construction: `roles.yaml` beside this file."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from ascribe import parse
from ascribe.extract import find, readable
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.model import Filler
from ascribe.read import read_bytes

ROWS = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return parse.load()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['word']}: {row['text'][:40]}")
def test_roles_of_a_construction(row: dict[str, Any], nlp: Language) -> None:
    report = read_bytes("report", row["text"].encode())
    found = find(report, nlp(readable(report)), load_packs(), load_lexicon())
    mention = next(m for m in found.mentions if m.token.text == row["word"])
    assert (_names(mention.agents), _names(mention.targets)) == (
        _lower(row["agents"]),
        _lower(row["targets"]),
    )


def _names(fillers: list[Filler]) -> list[str]:
    return _lower([one.name for one in fillers])


def _lower(names: list[str]) -> list[str]:
    return [name.lower() for name in names]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Warplanes bombed two villages on the border, killing ten people.", "airstrike"),
        ("The army bombed a rebel camp near Sarwan on Friday.", "airstrike"),
        ("Rebels bombed a police station in Sarwan on Friday.", "bomb"),
        ("A plane dropped two bombs near the hospital, killing a guard.", "airstrike"),
        ("The bombardment of the town by gunners killed four people.", "shelling"),
    ],
)
def test_states_bomb_from_the_air(nlp: Language, text: str, means: str) -> None:
    report = read_bytes("report", text.encode())
    found = find(report, nlp(readable(report)), load_packs(), load_lexicon())
    assert found.mentions[0].means == means
