"""The wordings of relations are data; one that cannot be read is an error that names it."""

from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon.wordings import load_wordings


def test_every_wording_that_comes_with_ascribe_can_be_read() -> None:
    assert {wording.kind.value for wording in load_wordings()} >= {
        "led-by",
        "part-of",
        "backed-by",
        "front-of",
    }


def test_a_wording_matches_cells_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "wordings.yaml"
    file.write_text('- {is: led-by, words: "a:GROUP ~ LEADERS ,? b:PERSON"}\n')
    (wording,) = load_wordings(file)
    assert wording.pattern.search("|GROUP| |MOD|new| |LEADERS|chief| |,| |PERSON| ")
    assert not wording.pattern.search("|GROUP| |PERSON| |LEADERS|chief| ")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{is: owned-by, words: "a:GROUP b:STATE"}', "owned-by is no relation"),
        ('{is: led-by, words: "a:GROUP led by PERSON"}', "needs one a: and one b:"),
        ('{is: led-by, words: "a:GROUP ?: b:PERSON"}', "cannot be read at '?:'"),
    ],
)
def test_a_wording_that_cannot_be_read_says_which_and_why(tmp_path: Path, row: str, reason: str) -> None:
    file = tmp_path / "wordings.yaml"
    file.write_text(f"- {row}\n")
    with pytest.raises(KnowledgeError, match=r"wordings\.yaml") as caught:
        load_wordings(file)
    assert reason in str(caught.value)
