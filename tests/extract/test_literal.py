"""Words that only sound like violence are doubted by what stands around them."""

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from ascribe.extract.literal import Literal
from ascribe.parse import load


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def _doubts(doc: Doc, word: str) -> bool:
    return Literal(doc).doubts(next(t for t in doc if t.text == word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The visitors attacked from the first whistle and scored twice before half-time.", "attacked"),
        ("Whisk the cream, crush the berries and attack the meringue with a spoon.", "attack"),
        ("The painter captured the light over the harbour in forty small canvases.", "captured"),
    ],
)
def test_words_of_games_and_kitchens_are_doubted(nlp: Language, text: str, word: str) -> None:
    assert _doubts(nlp(text), word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Rebels attacked an army base near Tarn on Monday, killing four soldiers.", "attacked"),
        ("Police arrested nine suspected militants in Selmere, the ministry said.", "arrested"),
        ("A drone struck a fuel depot outside the capital at night.", "struck"),
        ("THE GUERRILLAS KIDNAPPED THE MAYOR OF TARN ON 4 MARCH.", "KIDNAPPED"),
    ],
)
def test_words_of_reports_are_not_doubted(nlp: Language, text: str, word: str) -> None:
    assert not _doubts(nlp(text), word)


def test_a_paragraph_of_another_kind_does_not_hide_a_report(nlp: Language) -> None:
    doc = nlp(
        "The visitors attacked from the first whistle and scored twice before half-time.\n\n"
        "Gunmen ambushed a police patrol near Tarn on Monday and killed two officers."
    )
    assert not _doubts(doc, "ambushed")


def test_without_our_reader_nothing_is_doubted() -> None:
    doc = English()("The visitors attacked from the first whistle.")
    assert not _doubts(doc, "attacked")


def test_every_word_has_a_vector(nlp: Language) -> None:
    doc = nlp("Rebels attacked a base.\n\nIt was quiet on Tuesday.")
    states = doc._.states
    assert len(states) == len(doc)
    assert all(bool(row.any()) != token.is_space for token, row in zip(doc, states, strict=True))
