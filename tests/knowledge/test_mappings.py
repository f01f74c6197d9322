"""Tables of knowledge: what is no mapping is told by the file's path."""

from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.mappings import read_mapping
from ascribe.knowledge.numbers import NAMES, ORDINALS, TENS, UNITS
from ascribe.knowledge.toponyms import toponym_words


def test_a_mapping_is_read(tmp_path: Path) -> None:
    table = tmp_path / "table.yaml"
    table.write_text("tens: twenty thirty\n", encoding="utf-8")
    assert read_mapping(table) == {"tens": "twenty thirty"}


@pytest.mark.parametrize("written", ["- a list\n", "a: [\n"])
def test_what_is_no_mapping_is_named(tmp_path: Path, written: str) -> None:
    table = tmp_path / "table.yaml"
    table.write_text(written, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"table\.yaml"):
        read_mapping(table)


def test_words_of_number_mean_their_places() -> None:
    assert [UNITS[name] for name in NAMES] == list(range(20))
    assert UNITS["no"] == 0
    assert (TENS["ninety"], ORDINALS["twelfth"]) == (90, 12)


def test_words_around_places_are_words() -> None:
    words = toponym_words()
    assert {"on", "-"} <= words.joining
    assert '"' in words.edges
