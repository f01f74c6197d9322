"""Any text gives a Doc whose trees, sentences, entities and frames hold together."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascribe.parse.frames import Frame, Role

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
newsy = st.lists(
    st.sampled_from(
        [
            "Police",
            "said",
            "the",
            "drone",
            "hit",
            "Port Emmer",
            ".",
            '"',
            "(",
            ")",
            "\n",
            "\n\n",
            " ",
            "U.S.",
            "—",
            "•",
        ]
    ),
    max_size=80,
).map(" ".join)


def check(doc: "Doc", text: str) -> None:
    """Everything that must hold of a parsed text."""
    assert doc.text == text
    if not text or text.isspace():
        assert doc._.frames == ()
        return
    check_trees(doc)
    for entity in doc.ents:
        assert not entity[0].is_space
        assert not entity[-1].is_space
    for token in doc:
        assert token.is_space == (token.pos_ == "SPACE")
        assert token.tag_
        assert token.is_space or token.lemma_
    for frame in doc._.frames:
        check_frame(doc, frame)


def check_trees(doc: "Doc") -> None:
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert roots[0].dep_ == "root"
        for token in sentence:
            steps, at = 0, token
            while at.head.i != at.i:
                at, steps = at.head, steps + 1
                assert sentence.start <= at.i < sentence.end
                assert steps <= len(sentence)


def check_frame(doc: "Doc", frame: Frame) -> None:
    sentence = doc[frame.predicate].sent
    assert not doc[frame.predicate].is_space
    assert frame.roleset.rpartition(".")[2].isdigit()
    assert list(frame.roles) == sorted(frame.roles, key=lambda role: (role.start, role.head))
    for role in frame.roles:
        assert sentence.start <= role.start <= role.head < role.end <= sentence.end
        assert not doc[role.start].is_space
        assert not doc[role.end - 1].is_space
    core = [role.label for role in frame.roles if role.label.removeprefix("ARG").isdigit()]
    assert len(core) == len(set(core))


@slow
@given(st.text())
def test_any_text(nlp: "Language", text: str) -> None:
    check(nlp(text), text)


@slow
@given(newsy)
def test_news_in_any_order(nlp: "Language", text: str) -> None:
    check(nlp(text), text)


@slow
@given(st.text(alphabet=" \t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u3000", max_size=20))
def test_white_space_alone(nlp: "Language", text: str) -> None:
    check(nlp(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "Fire",
        "\n\nFire",
        "Fire\n\n",
        "\u200b",
        "💥",
        "\x00",
        "a" * 10_000,
        "ـ" * 300,
        "." * 3000,
        "قصف الميناء",
    ],
    ids=repr,
)
def test_odd_texts(nlp: "Language", text: str) -> None:
    check(nlp(text), text)


def test_five_thousand_words_without_a_full_stop(nlp: "Language") -> None:
    text = "guards near the port said that they saw a drone and then " * 455
    doc = nlp(text)
    check(doc, text)
    assert sum(not token.is_space for token in doc) > 5000


def test_a_text_reads_the_same_alone_and_in_a_pipe(nlp: "Language") -> None:
    texts = ["Police arrested four men.", "", "The army denied it.\n\nA drone hit Port Emmer on Tuesday."]
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        assert doc.to_json() == nlp(text).to_json()
        assert doc._.frames == nlp(text)._.frames


def frames(doc: "Doc") -> dict[str, Frame]:
    return {doc[frame.predicate].text.lower(): frame for frame in doc._.frames}


def words(doc: "Doc", role: Role | None) -> str:
    return doc[role.start : role.end].text if role else ""


@pytest.mark.parametrize(
    ("text", "predicate", "agent", "patient"),
    [
        ("Police arrested four men on Sunday.", "arrested", "Police", "four men"),
        ("Four men were arrested by the police.", "arrested", "by the police", "Four men"),
        ("The army attacked two villages.", "attacked", "The army", "two villages"),
        ("Two guards were killed by gunmen on Tuesday.", "killed", "by gunmen", "Two guards"),
        ("The rebels who fired the rockets fled.", "fired", "The rebels", "the rockets"),
    ],
)
@pytest.mark.parametrize("case", [str, str.upper, str.lower])
def test_a_frame_covers_agent_and_patient(
    nlp: "Language", text: str, predicate: str, agent: str, patient: str, case: type[str]
) -> None:
    doc = nlp(case(text))
    frame = frames(doc)[predicate]
    assert words(doc, frame.role("ARG0")) == case(agent)
    assert words(doc, frame.role("ARG1")) == case(patient)


def test_a_frame_has_the_usual_roleset_of_its_lemma(nlp: "Language") -> None:
    assert frames(nlp("Police arrested four men."))["arrested"].roleset == "arrest.01"


def test_role_takes_the_first_label_that_the_frame_has() -> None:
    agent, patient = Role("ARG0", 0, 0, 1), Role("ARG1", 2, 2, 3)
    frame = Frame(1, "hit.01", (agent, patient))
    assert frame.role("ARG1", "ARG0") == patient
    assert frame.role("ARGM-TMP", "ARG0") == agent
    assert frame.role("ARG5") is None


def test_names_are_entities_across_a_line_break(nlp: "Language") -> None:
    text = (
        "The coast guard stopped the boat on Sunday and took it to the port of New\n"
        "York City, where its crew of four men was arrested, the police said in a\n"
        "statement on Monday. A lawyer for two of the men rejected the account and\n"
        "said that her clients were fishermen who had been paid to carry parts.\n"
    )
    doc = nlp(text)
    check(doc, text)
    name = next(entity for entity in doc.ents if "York" in entity.text)
    assert name.text == "New\nYork City"
    assert name.label_ == "LOC"


def test_entities_have_types(nlp: "Language") -> None:
    doc = nlp("John Smith met Maria Garcia in Berlin on Monday.")
    found = [(entity.text, entity.label_) for entity in doc.ents]
    assert found == [("John Smith", "PER"), ("Maria Garcia", "PER"), ("Berlin", "LOC")]


@pytest.mark.parametrize("case", [str.upper, str.lower])
def test_case_does_not_change_the_tree(nlp: "Language", case: type[str]) -> None:
    text = "Two soldiers were killed when a bomb exploded near a market, the police said."
    plain, other = nlp(text), nlp(case(text))
    same = [(a.head.i, a.dep_) == (b.head.i, b.dep_) for a, b in zip(plain, other, strict=True)]
    assert sum(same) >= len(same) - 2
