"""What pronouns and descriptions take up, and that every step of it is kept."""

import pytest
from spacy.tokens import Doc
from telling import Read

from ascribe.extract.coreference import Coreference
from ascribe.extract.references import Reference, references
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.pipeline import Pipeline


@pytest.fixture(scope="module")
def read(pipeline: Pipeline):  # type: ignore[no-untyped-def]
    """A text's parse with its coreference."""

    def parsed(text: str) -> tuple[Doc, Coreference]:
        pipeline.load()
        doc = pipeline._nlp(text)
        return doc, Coreference(references(doc, (), load_lexicon()))

    return parsed


def taken_up(doc: Doc, text: Coreference, words: str) -> str | None:
    """The words that the last reference of these words takes up."""
    number = max(n for n, r in enumerate(text.found) if doc[r.start : r.end].text.lower() == words)
    link = text.link(number)
    return None if link is None else _words(doc, text.found[link.antecedent])


def _words(doc: Doc, reference: Reference) -> str:
    return str(doc[reference.start : reference.end].text)


@pytest.mark.parametrize(
    ("text", "words", "antecedent"),
    [
        ("Colonel Ivo Harn arrived in Darrow on Monday. He met the mayor.", "he", "Colonel Ivo Harn"),
        ("Mira Teld runs the clinic in Selmere. The nurses like her.", "her", "Mira Teld"),
        ("The rebels left the town on Friday. They took two trucks.", "they", "The rebels"),
        ("Ivo Harn arrived in Darrow on Monday. The mayor thanked Harn on Tuesday.", "harn", "Ivo Harn"),
        ("A convoy left Darrow at noon. The convoy reached the border at night.", "the convoy", "A convoy"),
    ],
)
def test_it_takes_up_what_was_named(read, text: str, words: str, antecedent: str) -> None:  # type: ignore[no-untyped-def]
    assert taken_up(*read(text), words) == antecedent


def test_he_is_no_woman_and_they_no_one_thing(read) -> None:  # type: ignore[no-untyped-def]
    doc, text = read("Mrs. Mira Teld met Mr. Ivo Harn in Selmere. He thanked her.")
    assert taken_up(doc, text, "he") == "Mr. Ivo Harn"
    assert taken_up(doc, text, "her") == "Mrs. Mira Teld"


def test_what_is_named_first_takes_up_nothing(read) -> None:  # type: ignore[no-untyped-def]
    doc, text = read("Rebels attacked a bridge near Darrow.")
    assert text.chains() == []
    assert [_words(doc, r) for r in text.found] == ["Rebels", "a bridge near Darrow", "Darrow"]


def test_a_link_says_what_speaks_for_it(read) -> None:  # type: ignore[no-untyped-def]
    _, text = read("The rebels left the town on Friday. They took two trucks.")
    number = next(n for n, r in enumerate(text.found) if r.form == "they")
    link = text.link(number)
    assert link is not None
    assert link.margin > 0
    assert all("they" in reason for reason in link.reasons)


def test_no_reference_takes_up_a_later_one_or_is_in_two_chains(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "The mayor of Selmere said he knew the men. They had come to him in May, the mayor said.\n\n"
        "Police arrested them on Monday and released the men on Friday. It was their second arrest."
    )
    _, found = read(text)
    links = [link for n in range(len(found.found)) if (link := found.link(n)) is not None]
    assert all(link.antecedent < link.reference for link in links)
    members = [n for chain in found.chains() for n in chain]
    assert len(members) == len(set(members))


def test_a_pronoun_that_acts_is_whom_it_takes_up(told: Read) -> None:
    text = "The rebels came to Darrow by truck on Monday. They kidnapped two engineers there."
    (agent,) = told(text).happening.agents
    assert agent.name == "rebels"
    assert agent.span.quote == "They"
    assert [span.quote for span in agent.via] == ["rebels"]


def test_who_says_it_is_whom_the_pronoun_takes_up(told: Read) -> None:
    text = (
        "Police spokesman Tarek Voss said rebels attacked a bridge near Darrow on Monday. Mayor Mira Teld saw it burn. "
        "She said the rebels killed two guards."
    )
    assert any("Mira Teld" in s.speaker.name for s in told(text).reading.statements)
