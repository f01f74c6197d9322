"""Words that only sound like violence are doubted by what stands around them."""

import pytest
from spacy.lang.en import English
from spacy.language import Language

from ascribe.extract.context import Context, readable
from ascribe.extract.literal import Literal
from ascribe.extract.topics import topics
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.parse import load
from ascribe.read import read_bytes


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def _doubts(nlp: Language, text: str, word: str) -> bool:
    report = read_bytes("text.txt", text.encode())
    doc = nlp(readable(report))
    context = Context(report, doc, load_packs(), load_lexicon(), (), ())
    token = next(t for t in doc if t.text == word)
    return token.i in Literal(doc, topics(context)).doubted([token])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The visitors attacked from the first whistle and scored twice before half-time.", "attacked"),
        ("Whisk the cream, crush the berries and attack the meringue with a spoon.", "attack"),
        (
            "The painter captured the light in forty canvases, which are on show in the museum until May.",
            "captured",
        ),
    ],
)
def test_words_of_games_and_kitchens_are_doubted(nlp: Language, text: str, word: str) -> None:
    assert _doubts(nlp, text, word)


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
    assert not _doubts(nlp, text, word)


def test_a_paragraph_of_another_kind_does_not_hide_a_report(nlp: Language) -> None:
    text = (
        "The visitors attacked from the first whistle and scored twice before half-time.\n\n"
        "Gunmen ambushed a police patrol near Tarn on Monday and killed two officers."
    )
    assert not _doubts(nlp, text, "ambushed")


@pytest.mark.parametrize("heading", ["Notes of the week", "REGIONAL NEWS", "A quiet day in Selmere"])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two officers were killed when their patrol was ambushed near Tarn.", "killed"),
        ("Soldiers seized the radio station on Sunday night.", "seized"),
        ("A shell hit a school in the north of the town.", "hit"),
    ],
)
def test_a_neutral_heading_casts_no_doubt(nlp: Language, heading: str, text: str, word: str) -> None:
    assert not _doubts(nlp, f"{heading}\n\nMay 4, 2031\n\n{text}", word)


def test_without_our_reader_nothing_is_doubted() -> None:
    english = English()
    english.add_pipe("sentencizer")
    assert not _doubts(english, "The visitors attacked from the first whistle.", "attacked")


def test_every_word_has_a_vector(nlp: Language) -> None:
    doc = nlp("Rebels attacked a base.\n\nIt was quiet on Tuesday.")
    states = doc._.states
    assert len(states) == len(doc)
    assert all(bool(row.any()) != token.is_space for token, row in zip(doc, states, strict=True))
