"""Where sentences begin in news text."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


def sentences(nlp: "Language", text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in nlp(text).sents]


@pytest.mark.parametrize(
    "expected",
    [
        ["Gen. Abel Kroon arrived on Nov. 7 at the port.", "He left on Monday."],
        ["Two guards were killed, Lt. Col. Ada Reith said.", "Police gave no other details."],
        ["The U.S. has not commented.", "The U.N. condemned the attack."],
        ["He was arrested in the U.S.", "The army confirmed it."],
        ["Rockets hit the base at 3 a.m. local time on Sunday.", "Nobody was hurt."],
        ["MOGADISHU, Somalia (AP) — A bomb exploded near a hotel on Friday.", "Police said two people died."],
        ["PORT EMMER, Orvania (VNA) - Two guards were killed on Tuesday.", "Police blamed the group."],
        ['"We had the warrants.', 'Then we were told to leave," said an officer.'],
        ['The army said it had "no information."', "The ministry declined to comment."],
        ["The group claimed the attack.", "“We fired the rockets,” its spokesman said."],
        ["Who fired the rockets?", "Nobody knows!", "The army is looking for them."],
    ],
)
def test_running_text(nlp: "Language", expected: list[str]) -> None:
    assert sentences(nlp, " ".join(expected)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\n\n", "\r\n", " \n"])
def test_a_headline_without_a_full_stop_is_a_sentence(nlp: "Language", line_end: str) -> None:
    headline, body = "Two killed in drone attack on depot", "A drone hit a depot on Tuesday, police said."
    assert sentences(nlp, headline + line_end + body) == [headline, body]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "▪"])
def test_each_item_of_a_list_is_a_sentence(nlp: "Language", bullet: str) -> None:
    items = [f"{bullet} {item}" for item in ("Two guards killed", "Three drivers wounded", "One truck burnt")]
    assert sentences(nlp, "\n".join(["The toll so far:", *items])) == ["The toll so far:", *items]


def test_lines_broken_to_a_column_are_no_sentences(nlp: "Language") -> None:
    text = (
        "The coast guard stopped the boat near the port of Old Ferry late on Sunday\n"
        "and arrested its crew of four, the Interior Ministry said in a statement on\n"
        "Monday. A lawyer for two of the men rejected the account and said that her\n"
        "clients were fishermen who had been paid to carry machine parts.\n\n"
        "The ministry did not comment."
    )
    found = sentences(nlp, text)
    assert found[0].startswith("The coast guard")
    assert found[0].endswith("on Monday.")
    assert found[1].endswith("machine parts.")
    assert found[2:] == ["The ministry did not comment."]


def test_a_quote_begins_its_sentence_with_the_mark(nlp: "Language") -> None:
    doc = nlp('The talks failed. "Nobody came," Kroon said. "They were afraid."')
    starts = {sentence.text[0] for sentence in list(doc.sents)[1:]}
    assert starts == {'"'}
