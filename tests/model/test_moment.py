"""EDTF values and the days between which they lie."""

import datetime

import pytest
from hypothesis import given
from strategies import DAYS, edtf

from ascribe.errors import AscribeError
from ascribe.model import Moment, bounds

DAY = datetime.date


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031", DAY(2031, 1, 1), DAY(2031, 12, 31)),
        ("2031-02", DAY(2031, 2, 1), DAY(2031, 2, 28)),
        ("2032-02", DAY(2032, 2, 1), DAY(2032, 2, 29)),
        ("2031-03-04", DAY(2031, 3, 4), DAY(2031, 3, 4)),
        ("2031-03-04T03:30", DAY(2031, 3, 4), DAY(2031, 3, 4)),
        ("2031-03-04T23:59:59Z", DAY(2031, 3, 4), DAY(2031, 3, 4)),
        ("2031-03~", DAY(2031, 3, 1), DAY(2031, 3, 31)),
        ("2031-01-12/2031-03", DAY(2031, 1, 12), DAY(2031, 3, 31)),
        ("2031-01-12/..", DAY(2031, 1, 12), None),
        ("../2031-01-12", None, DAY(2031, 1, 12)),
        ("2031-01-12/", DAY(2031, 1, 12), None),
    ],
)
def test_a_value_lies_between_its_first_and_last_day(
    value: str, first: datetime.date | None, last: datetime.date | None
) -> None:
    assert bounds(value) == (first, last)
    assert (Moment(value).first, Moment(value).last) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Tuesday",
        "2031-3-4",
        "2031-02-30",
        "2031-13",
        "0000",
        "04/03/2031",
        "2031-03-04 ",
        "2031-03-05/2031-03-04",
    ],
)
def test_what_is_no_edtf_day_is_refused(value: str) -> None:
    with pytest.raises(AscribeError):
        Moment(value)


def test_unresolved_words_have_no_days() -> None:
    moment = Moment(None, "some time ago")
    assert (moment.first, moment.last) == (None, None)


@given(edtf())
def test_no_value_ends_before_it_begins(value: str) -> None:
    first, last = bounds(value)
    assert first is None or last is None or first <= last


@given(DAYS)
def test_a_day_is_inside_its_month_and_its_month_inside_its_year(day: datetime.date) -> None:
    month, year = f"{day.year:04}-{day.month:02}", f"{day.year:04}"
    begin, end = bounds(month)
    assert begin is not None
    assert end is not None
    assert begin <= day <= end
    assert bounds(f"{year}/{year}") == bounds(year)
    assert bounds(year)[0] <= begin  # type: ignore[operator]
