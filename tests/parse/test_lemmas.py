"""Lemmas by exceptions, then by the longest ending that has a rule."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.lemmas import Lemmatizer

if TYPE_CHECKING:
    from spacy.language import Language

LEMMAS = Lemmatizer(
    {"VERB": {"fled": "flee"}},
    {
        "VERB": {"ed": (2, ""), "d": (1, ""), "ied": (3, "y")},
        "NOUN": {"s": (1, ""), "ies": (3, "y"), "men": (2, "an")},
    },
)


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("fled", "VERB", "flee"),
        ("FLED", "VERB", "flee"),
        ("attacked", "VERB", "attack"),
        ("denied", "VERB", "deny"),
        ("guards", "NOUN", "guard"),
        ("Guards", "NOUN", "guard"),
        ("Guards", "PROPN", "Guards"),
        ("gunmen", "NOUN", "gunman"),
        ("fled", "NOUN", "fled"),
        ("s", "NOUN", "s"),
        ("ed", "ADJ", "ed"),
    ],
)
def test_a_form_has_its_lemma(form: str, upos: str, lemma: str) -> None:
    assert LEMMAS(form, upos) == lemma
    assert LEMMAS(form, upos) == lemma, "and again, remembered"


@given(st.text(min_size=1), st.sampled_from(["VERB", "NOUN", "PROPN", "X"]))
def test_no_word_loses_all_its_letters(form: str, upos: str) -> None:
    assert LEMMAS(form, upos)


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Police said they arrested four men.", "said", "say"),
        ("Police said they arrested four men.", "arrested", "arrest"),
        ("Police said they arrested four men.", "men", "man"),
        ("Two drones were shot down.", "drones", "drone"),
        ("Two drones were shot down.", "were", "be"),
        ("Two drones were shot down.", "shot", "shoot"),
        ("They blew up a bridge.", "blew", "blow"),
        ("The group denied it.", "denied", "deny"),
    ],
)
def test_the_reader_lemmatises_the_words_of_the_field(
    nlp: "Language", text: str, word: str, lemma: str
) -> None:
    assert {token.text: token.lemma_ for token in nlp(text)}[word] == lemma
