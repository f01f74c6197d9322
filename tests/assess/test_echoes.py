"""The same sentence in two reports of one incident was written once."""

from hypothesis import given
from hypothesis import strategies as st

from ascribe.assess.echoes import echoes
from ascribe.model import Span

SAID = "Two security officials blamed the Reed Guard for the attack in Velna on Sunday."


def numbers(*passages: str) -> list[int]:
    spans = [Span(f"rep-{n}", 0, len(words), words) for n, words in enumerate(passages)]
    found = echoes(spans)
    return [found[span] for span in spans]


def test_a_word_changed_is_the_same_text_and_a_name_or_a_number_is_not() -> None:
    same = SAID.replace("attack", "assault")
    a, b, c = numbers(SAID, same, SAID.replace("Reed", "Salt"))
    assert a == b != c
    five = "The doctor told the reporter that 5 people were killed at the gate of the depot."
    a, b = numbers(five, five.replace("5", "7"))
    assert a != b


def test_a_short_phrase_may_be_written_twice() -> None:
    a, b = numbers("Nobody has claimed it.", "Nobody has claimed it.")
    assert a != b


@given(
    st.permutations([SAID, SAID.replace("attack", "assault"), SAID.replace("Reed", "Salt"), "Nobody knows."])
)
def test_the_order_of_passages_changes_nothing(passages: list[str]) -> None:
    number = dict(zip(passages, numbers(*passages), strict=True))
    assert number[SAID] == number[SAID.replace("attack", "assault")]
    assert len(set(number.values())) == 3
