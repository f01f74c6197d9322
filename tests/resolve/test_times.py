"""Times go on the calendar by the anchor and a named rule; without an anchor nothing is guessed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.model import Moment, bounds
from ascribe.parse.timex import find
from ascribe.resolve.times import is_absolute, resolve_time, resolve_times

#: A Tuesday.
ANCHOR = Moment("2023-11-21")


def resolved(words: str, anchor: Moment | None = ANCHOR, *, future: bool = False) -> Moment:
    (expression,) = find(words)
    return resolve_time(expression, anchor, future)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on Sunday", "2023-11-19"),
        ("on Tuesday", "2023-11-21"),
        ("last Tuesday", "2023-11-14"),
        ("next Tuesday", "2023-11-28"),
        ("today", "2023-11-21"),
        ("yesterday", "2023-11-20"),
        ("overnight", "2023-11-20/2023-11-21"),
        ("earlier today", "2023-11-21"),
        ("last week", "2023-11-13/2023-11-19"),
        ("last month", "2023-10"),
        ("earlier this month", "2023-11-01/2023-11-21"),
        ("late last year", "2022-09/2022-12"),
        ("two days ago", "2023-11-19"),
        ("over the past two weeks", "2023-11-07/2023-11-21"),
        ("since Oct. 17", "2023-10-17/.."),
        ("since October", "2023-10/.."),
        ("until Friday", "../2023-11-17"),
        ("on Oct. 27", "2023-10-27"),
        ("on Dec. 27", "2022-12-27"),
        ("on Feb. 29", "2020-02-29"),
        ("in June", "2023-06"),
        ("in December", "2022-12"),
        ("between Oct. 17 and 21", "2023-10-17/2023-10-21"),
        ("from Oct. 6 to Dec. 29", "2022-10-06/2022-12-29"),
        ("from 2009 to 2011", "2009/2011"),
        ("In early January 2020", "2020-01-01/2020-01-10"),
        ("On the last day of May", "2023-05-31"),
        ("Jan. 21, 2016", "2016-01-21"),
        ("in 2003", "2003"),
        ("At 3:30 a.m. Tuesday", "2023-11-21T03:30"),
        ("last summer", "2023-06/2023-08"),
        ("in the winter of 2015", "2014-12/2015-02"),
        ("last winter", "2022-12/2023-02"),
        ("in the third quarter", "2023-07/2023-09"),
        ("the fourth quarter of 2012", "2012-10/2012-12"),
        ("in the first half of last year", "2022-01/2022-06"),
        ("last quarter", "2023-07/2023-09"),
        ("in May last year", "2022-05"),
        ("in the late 1980s", "1986/1989"),
        ("in mid-2012", "2012-05/2012-08"),
        ("the 19th century", "1800/1899"),
        ("in the first week of November", "2023-11-01/2023-11-07"),
        ("in the last 24 hours", "2023-11-20/2023-11-21"),
        ("in the past 72 hours", "2023-11-18/2023-11-21"),
        ("during Ramadan", "2023-03-22/2023-04-22"),
        ("before Christmas 2020", "../2020-12-25"),
        ("since last Easter", "2023-04-09/.."),
        ("since mid-October", "2023-10-11/.."),
        ("at 0615 GMT on Nov. 3", "2023-11-03T06:15Z"),
    ],
)
def test_words_become_an_interval(words: str, edtf: str) -> None:
    moment = resolved(words)
    assert (moment.edtf, moment.words) == (edtf, words)
    assert moment.rule


def test_the_anchor_and_the_rule_are_on_the_moment() -> None:
    assert (resolved("on Sunday").anchor, resolved("on Sunday").rule) == ("2023-11-21", "weekday")
    assert (resolved("in 2003").anchor, resolved("in 2003").rule) == (None, "date")


@pytest.mark.parametrize(
    "words", ["on Sunday", "last week", "on Oct. 27", "in June", "since October", "today"]
)
@pytest.mark.parametrize("anchor", [None, Moment(None), Moment("2023/..")])
def test_without_an_anchor_the_words_stay_unresolved(words: str, anchor: Moment | None) -> None:
    moment = resolved(words, anchor)
    assert (moment.edtf, moment.words, moment.rule) == (None, words, "no-anchor")


def test_an_absolute_date_needs_no_anchor() -> None:
    assert resolved("on Jan. 21, 2016", None).edtf == "2016-01-21"


def test_vague_words_get_no_date() -> None:
    assert resolved("recently").edtf is None
    assert resolved("a few hours later").edtf is None


def test_what_is_planned_lies_ahead() -> None:
    assert resolved("on Sunday", future=True).edtf == "2023-11-26"
    assert resolved("in March", future=True).edtf == "2024-03"


def test_what_the_words_announce_lies_ahead() -> None:
    [expression] = find("The vote is set for Sunday.")
    assert resolve_time(expression, ANCHOR).edtf == "2023-11-26"


def test_a_range_as_anchor_gives_a_range() -> None:
    moment = resolved("on Sunday", Moment("2020-06"))
    assert moment.edtf == "2020-05-31/2020-06-28"


def test_an_anaphor_takes_the_date_before_it() -> None:
    text = (
        "In May 2019 they came. That month two fell. On June 3, 2019, they left. The next day it was quiet."
    )
    assert [moment.edtf for moment in resolve_times(find(text), lambda _: ANCHOR)] == [
        *("2019-05", "2019-05", "2019-06-03", "2019-06-04")
    ]


def test_an_anaphor_without_a_date_before_it_is_unresolved() -> None:
    assert [
        moment.edtf for moment in resolve_times(find("The next day, and in 2019, that day"), lambda _: ANCHOR)
    ] == [*(None, "2019", None)]


DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
RELATIVE = ["on Sunday", "last Friday", "yesterday", "last week", "last month", "in June", "on Oct. 27"]
RELATIVE += ["this year", "overnight", "two days ago", "over the past two weeks", "earlier this month"]


@given(DAYS, st.sampled_from(RELATIVE))
def test_what_is_told_never_begins_after_the_telling(day: date, words: str) -> None:
    first, last = bounds(resolved(words, Moment(day.isoformat())).edtf or "")
    assert first is not None
    assert last is not None
    assert first <= last
    assert first <= day


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_that_day_within_the_last_seven(day: date, weekday: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    moment = resolved(f"on {name}", Moment(day.isoformat()))
    assert moment.first == moment.last
    assert moment.first is not None
    assert moment.first.weekday() == weekday
    assert timedelta(0) <= day - moment.first < timedelta(7)


@given(DAYS, DAYS)
def test_an_absolute_date_does_not_depend_on_the_anchor(day: date, anchor: date) -> None:
    words = f"on {day:%B} {day.day}, {day.year}"
    (expression,) = find(words)
    assert is_absolute(expression.value)
    assert resolve_time(expression, Moment(anchor.isoformat())).edtf == day.isoformat()


@given(DAYS, st.integers(0, 60), st.sampled_from(RELATIVE))
def test_a_range_anchor_covers_every_day_of_it(day: date, length: int, words: str) -> None:
    wide = resolved(words, Moment(f"{day}/{day + timedelta(length)}"))
    for inner in (day, day + timedelta(length)):
        narrow = resolved(words, Moment(inner.isoformat()))
        assert wide.first is not None and narrow.first is not None and wide.first <= narrow.first
        assert wide.last is not None and narrow.last is not None and wide.last >= narrow.last
