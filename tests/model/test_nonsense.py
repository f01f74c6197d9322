"""Values that cannot be are refused when they are built."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import AscribeError, SpanError
from ascribe.model import Quantity, Report, Span

REPORT = Report("rep-1", "depot.txt", "00", "Two guards died. Zwei Wächter 💥 starben.")


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(-1, 4, "drone"), (3, 3, ""), (5, 3, "dr"), (0, 4, "drone"), (0, 6, "drone")]
)
def test_a_span_of_other_length_than_its_words_cannot_be_built(start: int, end: int, quote: str) -> None:
    with pytest.raises(SpanError, match="cannot hold"):
        Span("rep-1", start, end, quote)


@given(st.text(min_size=1), st.integers(-5, 60), st.integers(-5, 60))
def test_a_report_gives_its_own_slices_and_no_others(text: str, start: int, end: int) -> None:
    report = Report("rep-1", "a.txt", "00", text)
    if 0 <= start < end <= len(text):
        span = report.span(start, end)
        assert span.quote == text[start:end]
        report.check(span)
    else:
        with pytest.raises(SpanError, match="not inside the text"):
            report.span(start, end)


def test_offsets_count_code_points() -> None:
    assert REPORT.span(30, 31).quote == "💥"


@pytest.mark.parametrize(
    "span",
    [Span("rep-2", 0, 3, "Two"), Span("rep-1", 1, 4, "Two"), Span("rep-1", 0, 3, "two")],
    ids=["another report", "another place", "other letters"],
)
def test_words_that_do_not_stand_there_are_refused(span: Span) -> None:
    with pytest.raises(SpanError, match=r"depot\.txt: '[Tt]wo' does not stand at"):
        REPORT.check(span)


@pytest.mark.parametrize(("low", "high"), [(-1, None), (-1, 3), (3, 2)])
def test_bounds_that_hold_no_number_are_no_count(low: int, high: int | None) -> None:
    with pytest.raises(AscribeError, match="are not a count"):
        Quantity(REPORT.span(0, 3), "killed", low, high)


def test_zero_is_a_count() -> None:
    assert Quantity(REPORT.span(0, 3), "killed", 0, 0).high == 0
