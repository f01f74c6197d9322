"""What white space and marks say of paragraphs, quotes and sentence ends."""

import pytest

from ascribe.parse.layout import breaks_paragraph, is_wrapped, layout

WRAPPED = (
    "The coast guard stopped the boat near the port of Old Ferry late on Sunday\n"
    "and arrested its crew of four, the Interior Ministry said in a statement on\n"
    "Monday. A lawyer for two of the men rejected the account and said that her\n"
    "clients were fishermen who had been paid to carry machine parts.\n"
)


def flags(text: str, name: str, wrapped: bool = False) -> list[str]:
    """The words, cut at white space and `|`, that have the flag."""
    words, gaps, gap = [], [], ""
    for part in text.replace("|", "\0").replace(" ", "\0 \0").replace("\n", "\0\n\0").split("\0"):
        if part.isspace():
            gap += part
        elif part:
            words.append(part)
            gaps.append(gap)
            gap = ""
    marks = getattr(layout(words, gaps, wrapped), name)
    return [word for word, flag in zip(words, marks, strict=True) if flag]


def test_text_broken_to_a_column_is_told_from_lists() -> None:
    assert is_wrapped(WRAPPED)
    assert not is_wrapped("Two killed\nThree wounded\nOne truck burnt\nNo arrests\n")
    assert not is_wrapped(WRAPPED + "x" * 400)
    assert not is_wrapped("")


@pytest.mark.parametrize(
    ("space", "plain", "wrapped"),
    [
        (" ", False, False),
        ("\n", True, False),
        ("\r\n", True, False),
        ("\n\n", True, True),
        (" \n \n", True, True),
        ("\r\n\r\n", True, True),
        ("\n    ", True, True),
        ("\u2029", True, False),
    ],
)
def test_what_ends_a_paragraph(space: str, plain: bool, wrapped: bool) -> None:
    assert breaks_paragraph(space, wrapped=False) == plain
    assert breaks_paragraph(space, wrapped=True) == wrapped


def test_a_line_goes_on_in_lower_case() -> None:
    assert flags("four men in\nthe village", "breaks") == ["four"]
    assert flags("Four men\nThe village", "breaks") == ["Four", "The"]
    assert flags("four men|.\nthe village", "breaks") == ["four", "the"]


def test_quotes_open_or_close_by_the_white_space_around_them() -> None:
    text = 'He said|, "|No|.|" She left "|early|"|.'
    assert flags(text, "opening") == ['"', '"']
    assert flags(text, "inside") == [",", "No", ".", '"', "early", '"', "."]


def test_a_sentence_may_end_before_what_follows_a_stop_and_its_closing_marks() -> None:
    assert flags('It fell|.|"|) Then "|it rose|.', "stops") == ['"', ")", "Then"]
    assert flags("What|?! Who|… Them", "stops") == ["Who", "Them"]


def test_a_capital_after_an_abbreviation_is_marked() -> None:
    assert flags("in the U.S. The army of Gen. Kroon, and Dr. van Orm", "capitals") == ["The", "Kroon,"]
