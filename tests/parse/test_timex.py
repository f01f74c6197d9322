"""The grammar finds the time expressions of news English, and nothing that only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.timevalue import (
    Anaphor,
    Apart,
    Between,
    Calendar,
    Era,
    Festival,
    Length,
    Offset,
    Repeat,
    Season,
    TimeExpression,
    Vague,
    Value,
    Weekday,
    Window,
    YearPart,
)
from ascribe.parse.timex import find, find_all


def only(text: str) -> TimeExpression:
    (expression,) = find(text)
    assert text[expression.start : expression.end] == expression.words
    return expression


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They came on Sunday.", "on Sunday", Weekday(6)),
        ("Sunday's raid in Port Varn failed.", "Sunday", Weekday(6)),
        ("Last Tuesday they left.", "Last Tuesday", Weekday(1, -1)),
        ("on MONDAY", "on MONDAY", Weekday(0)),
        ("They said today that it fell.", "today", Offset("day", 0)),
        ("It fell yesterday.", "yesterday", Offset("day", -1)),
        ("arrested overnight in Varn", "overnight", Offset("day", 0)),
        ("It fell last month.", "last month", Offset("month", -1)),
        ("It fell two days ago.", "two days ago", Offset("day", -2)),
        ("over the past two weeks", "over the past two weeks", Window("week", 2)),
        ("in recent months", "in recent months", Window("month", None)),
        ("In the last several weeks", "In the last several weeks", Window("week", None)),
        ("in the coming days", "in the coming days", Window("day", None, future=True)),
        ("On Oct. 27 they met.", "On Oct. 27", Calendar(None, 10, 27)),
        ("dated Jan. 21, 2016, says", "Jan. 21, 2016", Calendar(2016, 1, 21)),
        ("dated 7 November 2021 says", "7 November 2021", Calendar(2021, 11, 7)),
        ("on the 7th of November", "on the 7th of November", Calendar(None, 11, 7)),
        ("on Sunday, Nov. 7,", "on Sunday, Nov. 7", Calendar(None, 11, 7)),
        ("In June they left.", "In June", Calendar(None, 6)),
        ("the 2003 invasion", "2003", Calendar(2003)),
        ("at 2023-11-21T12:38:04+00:00", "at 2023-11-21T12:38:04+00:00", Calendar(2023, 11, 21)),
        ("between May 7 and 9", "between May 7 and 9", Between(Calendar(None, 5, 7), Calendar(None, 5, 9))),
        ("6 May to 2 June 2019", "6 May to 2 June 2019", Between(Calendar(2019, 5, 6), Calendar(2019, 6, 2))),
        ("on Oct. 17-21", "on Oct. 17-21", Between(Calendar(None, 10, 17), Calendar(None, 10, 21))),
        ("in the 1980s", "in the 1980s", Era(1980, 10)),
        ("the summer of 2014", "the summer of 2014", Season("summer", 2014)),
        ("in the third quarter of 2012", "in the third quarter of 2012", YearPart("quarter", 3, 2012)),
        ("The first half of this year", "The first half of this year", YearPart("half", 1, which=0)),
        ("by the end of fiscal 2013", "by the end of fiscal 2013", YearPart("year", 1, 2013, fiscal=True)),
        ("in May last year", "in May last year", YearPart("month", 5, which=-1)),
        ("in the late 1990s", "in the late 1990s", Era(1990, 10)),
        ("the 19th century", "the 19th century", Era(1800, 100)),
        ("during Ramadan", "during Ramadan", Festival("ramadan")),
        ("at Easter 2016", "at Easter 2016", Festival("easter", 2016)),
        ("in 2 days from now", "in 2 days from now", Offset("day", 2)),
        ("the day after tomorrow", "the day after tomorrow", Offset("day", 2)),
        ("a week from Monday", "a week from Monday", Weekday(0, 1)),
        ("two days after rebels came", "two days after", Apart("day", 2, 1)),
        ("hours before the blast", "hours before", Apart("hour", None, -1)),
        ("the day after the vote", "the day after", Apart("day", 1, 1)),
        ("the same period a year earlier", "the same period a year earlier", Anaphor("period", -1, -1)),
        ("at 0615 hrs", "at 0615 hrs", Vague("day")),
        ("That month it fell.", "That month", Anaphor("month", 0)),
        ("The next day it fell.", "The next day", Anaphor("day", 1, 1)),
        ("It fell a few hours later.", "a few hours later", Anaphor("hour", None, 1)),
        ("It fell recently.", "recently", Vague("past")),
    ],
)  # fmt: skip
def test_what_is_found_and_what_it_says(text: str, words: str, value: Value) -> None:
    expression = only(text)
    assert (expression.words, expression.value) == (words, value)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("since Oct. 17", "bound", "since"),
        ("before Monday", "bound", "before"),
        ("after Sunday's attack", "bound", ""),
        ("In early January 2020", "part", "early"),
        ("late last year", "part", "late"),
        ("Earlier this month", "part", "earlier"),
        ("On the last day of May", "part", "last-day"),
        ("at the end of 2019", "part", "late"),
        ("Friday night", "daypart", "night"),
        ("on the night of December 25, 2023", "daypart", "night"),
        ("early this morning", "daypart", "morning"),
        ("At 3:30 a.m. Tuesday", "clock", "03:30"),
        ("at about 11 p.m. local time on Sunday", "clock", "23:00"),
        ("on Thursday at 18:00 GMT", "clock", "18:00Z"),
    ],
)
def test_the_words_around_a_value_belong_to_it(text: str, field: str, value: str) -> None:
    assert getattr(only(text), field) == value


def test_the_core_leaves_the_preposition_out() -> None:
    text = "quiet since early October"
    expression = only(text)
    assert (expression.words, text[expression.core : expression.end]) == (
        "since early October",
        "early October",
    )


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It took more than twenty-one days.", "more than twenty-one days", Length("day", 21)),
        ("a 27-year lease", "27-year", Length("year", 27)),
        ("in two and a half years", "two and a half years", Length("year", 2.5)),
        ("They fought for years.", "years", Length("year", None)),
        ("two to three weeks", "two", Length("week", 2)),
        ("the daily patrol", "daily", Repeat("day")),
        ("every two weeks", "every two weeks", Repeat("week", 2)),
        ("every Friday", "every Friday", Repeat("week", day=4)),
        ("twice a month", "twice a month", Repeat("month")),
    ],
)
def test_how_long_and_how_often_are_found_but_say_no_date(text: str, words: str, value: Value) -> None:
    found = find_all(text)[0]
    assert (found.words, found.value) == (words, value)
    assert found not in find(text)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The vote is set for Monday.", True),
        ("They will meet on May 5.", True),
        ("The port stays shut until Friday.", True),
        ("A May 5 hearing has been scheduled.", True),
        ("They met on Monday.", False),
        ("He said on Monday that they will meet.", False),
    ],
)
def test_the_clause_says_what_is_still_to_come(text: str, ahead: bool) -> None:
    assert only(text).ahead is ahead


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the second gate in a second.",
        "The march on the capital may end.",
        "May they rest. March on! August men.",
        "Some 2,003 troops and 2003 people in 45 camps.",
        "The March 14 Alliance split.",
        "Theresa May met April Varn.",
        "Brigade 45 lost 19 of 23 men, or 8 percent.",
        "on Sept. 31",
        "They sat in the sun. The Sun reported.",
        "A 51-year-old man, aged 60, paid $1999 for Resolution 2012.",
        "Easter Island and Samir Ramadan Veli",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert [e.words for e in find(text) if e.words != "a second"] == []


def test_several_expressions_come_in_order_and_do_not_overlap() -> None:
    text = "On Friday, a week after Oct. 3, and again on Sunday morning, they came."
    found = find(text)
    assert [e.words for e in found] == ["On Friday", "after Oct. 3", "on Sunday morning"]


PIECES = ["on", "Sunday", "May", "5", "2019", ",", "early", "last", "week", "between", "and", "Oct.", "17"]
PIECES += ["the", "of", "3:30", "a.m.", "since", "’s", "\n", "é", "at", "days", "ago", "two"]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_mixture_gives_exact_slices(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for expression in find(text):
        assert text[expression.start : expression.end] == expression.words
        assert end <= expression.start <= expression.core < expression.end
        end = expression.end
