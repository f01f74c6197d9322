"""The values of time expressions, written as TimeML does, from the arithmetic that the ledger's times come from."""

from datetime import date

import pytest

from benchmarks.time import timexes

#: A Friday.
MADE = date(2013, 3, 22)


@pytest.mark.parametrize(
    ("text", "span", "kind", "value"),
    [
        ("They met on Tuesday.", "Tuesday", "DATE", "2013-03-19"),
        ("They will meet on Tuesday.", "Tuesday", "DATE", "2013-03-26"),
        ("He left last week.", "last week", "DATE", "2013-W11"),
        ("It fell this weekend.", "this weekend", "DATE", "2013-W12-WE"),
        ("They fought over the weekend.", "the weekend", "DATE", "2013-W11-WE"),
        ("It took two-and-a-half years.", "two-and-a-half years", "DURATION", "P2.5Y"),
        ("It fell in early June.", "early June", "DATE", "2012-06"),
        ("It fell in the third quarter of 2012.", "the third quarter of 2012", "DATE", "2012-Q3"),
        ("It fell last quarter.", "last quarter", "DATE", "2012-Q4"),
        ("since the first half of last year", "the first half of last year", "DATE", "2012-H1"),
        ("in the late 1990s", "the late 1990s", "DATE", "199"),
        ("in the 19th century", "the 19th century", "DATE", "18"),
        ("in the summer of 2011", "the summer of 2011", "DATE", "2011-SU"),
        ("in fiscal 2012", "fiscal 2012", "DATE", "FY2012"),
        ("It fell two years ago.", "two years ago", "DATE", "2011"),
        ("It fell a few years ago.", "a few years ago", "DATE", "PAST_REF"),
        ("It fell recently.", "recently", "DATE", "PAST_REF"),
        ("It is now quiet.", "now", "DATE", "PRESENT_REF"),
        ("in the near future", "the near future", "DATE", "FUTURE_REF"),
        ("They met Thursday night.", "Thursday night", "TIME", "2013-03-21TNI"),
        ("They met at 3 p.m. on Monday.", "3 p.m. on Monday", "TIME", "2013-03-18T15:00"),
        ("It took nearly five months.", "nearly five months", "DURATION", "P5M"),
        ("for the past nine days", "the past nine days", "DURATION", "P9D"),
        ("in recent years", "recent years", "DURATION", "PXY"),
        ("two and a half hours", "two and a half hours", "DURATION", "PT2.5H"),
        ("It came two days after the launch.", "two days", "DURATION", "P2D"),
        ("the annual fair", "annual", "SET", "P1Y"),
        ("They sing every Sunday.", "every Sunday", "SET", "XXXX-WXX-7"),
        ("The next day it fell.", "The next day", "DATE", "XXXX-XX-XX"),
    ],
)
def test_span_type_and_value(text: str, span: str, kind: str, value: str) -> None:
    [found] = timexes(text, MADE)
    assert (text[found.start : found.end], found.type, found.value) == (span, kind, value)


def test_what_counts_from_an_earlier_date_does_so() -> None:
    text = "In 2009 they came. On May 5, 2010, they left. The next day it was quiet, a year later it burned."
    assert [one.value for one in timexes(text, MADE)] == ["2009", "2010-05-05", "2010-05-06", "2011"]


def test_a_range_is_its_two_ends() -> None:
    text = "They stayed from 2009 to 2011."
    assert [(text[t.start : t.end], t.value) for t in timexes(text, MADE)] == [
        ("2009", "2009"),
        ("2011", "2011"),
    ]
