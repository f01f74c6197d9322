"""Names of places are found with their bounds; people, and words for residents, are none."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.resolve.toponyms import container, toponyms

VOCAB = spacy.blank("en").vocab


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def doc(text: str, **entities: str) -> Doc:
    """Words between single spaces, marks bound to the word before; entities by label, as they stand."""
    words = text.split(" ")
    pos = ["PROPN" if word[:1].isupper() else "NOUN" for word in words]
    spaces = [word not in (",", ".") for word in [*words[1:], "."]]
    made = Doc(VOCAB, words, spaces, pos=pos, sent_starts=[True] + [False] * (len(words) - 1))
    spans = []
    for label, names in entities.items():
        for name in names.split("|"):
            at = next(i for i in range(len(words)) if words[i : i + len(name.split())] == name.split())
            spans.append(Span(made, at, at + len(name.split()), label))
    made.ents = spans
    return made


def names(found: Doc, gazetteer: Gazetteer) -> list[str]:
    mentions = toponyms(found, gazetteer)
    assert all(found.text[m.start : m.end] == m.name for m in mentions)
    return [mention.name for mention in mentions]


def test_places_of_the_reader_lose_what_is_no_name(gazetteer: Gazetteer) -> None:
    found = doc("They fled to southern Iraq and to Anbar province .", LOC="southern Iraq|Anbar province")
    assert names(found, gazetteer) == ["Iraq", "Anbar"]


def test_the_gazetteer_knows_what_the_reader_takes_for_an_organisation(gazetteer: Gazetteer) -> None:
    assert names(doc("The bus left for Toronto , Ontario .", ORG="Toronto", LOC="Ontario"), gazetteer) == [
        "Toronto",
        "Ontario",
    ]


def test_people_and_residents_are_no_places(gazetteer: Gazetteer) -> None:
    found = doc(
        "Later , Jack London met Peter Houston . Then London met the Norwegians .",
        PER="Jack London|Peter Houston",
    )
    assert names(found, gazetteer) == []


def test_a_name_knows_what_contains_it(gazetteer: Gazetteer) -> None:
    assert container("Paris, Texas, is far.", 5, gazetteer) == "Texas"
    assert container("Paris (Ky.) is far.", 5, gazetteer) == "Ky."
    assert container("Paris in Ontario is far.", 5, gazetteer) == "Ontario"
    assert container("Paris, Tuesday.", 5, gazetteer) == ""
    assert container("Paris", 5, gazetteer) == ""


def test_an_empty_text_has_none(gazetteer: Gazetteer) -> None:
    assert toponyms(Doc(VOCAB, []), gazetteer) == []
