"""Citations: their sources, cues and contents as words, before any of it becomes a statement."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from ascribe import parse
from ascribe.extract.citations import Citation, citations, give_traits, is_cited
from ascribe.extract.citations.marks import quotations


@pytest.fixture(scope="module")
def nlp() -> Language:
    return parse.load()


def cited(nlp: Language, text: str, cue: str) -> tuple[str, str]:
    """Source and content of the only citation by a cue, as words with single spaces."""
    doc = nlp(text)
    found = [c for c in citations(doc) if c.head.text == cue and is_cited(c)]
    assert len(found) == 1, [(c.head.text, c.form) for c in citations(doc)]
    return _words(doc.text, found[0], "source"), _words(doc.text, found[0], "content")


def _words(text: str, citation: Citation, role: str) -> str:
    doc = citation.head.doc
    own = [doc[i].text for i in sorted(getattr(citation, role)) if not doc[i].is_space]
    return " ".join(own).strip(" ,.“”\"':;")


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The minister said the bridge was closed.", "said", "The minister", "the bridge was closed"),
        ("The bridge was closed, two officials said.", "said", "two officials", "The bridge was closed"),
        ("According to the army, the bridge was closed.", "According", "the army", "the bridge was closed"),
        ("The governor vowed to reopen the bridge.", "vowed", "The governor", "to reopen the bridge"),
        ("Lawmakers criticized the governor.", "criticized", "Lawmakers", "the governor"),
        ("The mayor was quoted by a newspaper as saying the bridge was safe.", "saying", "The mayor",
         "the bridge was safe"),
        ("His claim that the bridge was safe surprised engineers.", "claim", "His", "that the bridge was safe"),
        ("The union expressed concern about the bridge.", "concern", "The union", "about the bridge"),
        ("The rebels are believed to hold the bridge.", "believed", "", "The rebels to hold the bridge"),
    ],
)  # fmt: skip
def test_source_and_content_of_a_cue(nlp: Language, text: str, cue: str, source: str, content: str) -> None:
    assert cited(nlp, text, cue) == (source, content)


def test_a_quotation_goes_on_behind_its_cue_and_in_the_next_paragraph(nlp: Language) -> None:
    text = (
        "“The bridge is safe today,” Governor Ann Pell said. “We looked at every bolt of it.”\n\n"
        "“Nobody needs to worry about the bridge at all.”\n\nTraffic was light."
    )
    _, content = cited(nlp, text, "said")
    assert "every bolt" in content
    assert "Nobody needs to worry" in content
    assert "Traffic" not in content


def test_words_inside_a_quotation_cite_nobody_anew(nlp: Language) -> None:
    doc = nlp("“My engineers say that the old bridge of ours is perfectly safe for everybody,” she said.")
    assert [c.head.text for c in citations(doc) if is_cited(c)] == ["said"]


def test_traits_are_named_facts(nlp: Language) -> None:
    found = citations(nlp("The minister did not say that the bridge was closed."))
    give_traits(found[0].head.doc, found)
    assert {"class say", "negated", "content ccomp", "source NN"} <= found[0].traits


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" and "never".', ['"no"', '"never"']),
        ("He said ''no'' twice.", ["''no''"]),
        ("«Non», dit-il.", ["«Non»"]),
        ("The guards’ hut and the workers’ tent.", []),
        ("A ‘truce’ that isn’t one.", ["‘truce’"]),
        ("“First.\n\n“Second,” he said.", ["“First.", "“Second,”"]),
    ],
)
def test_quotation_marks_of_every_kind(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


@given(st.text(alphabet="ab \n.,“”‘’\"'«»", max_size=60))
def test_quotations_are_in_order_and_within_a_paragraph(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all("\n\n" not in text[q.start : q.end] for q in found)
