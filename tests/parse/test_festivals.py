"""Feasts of several calendars fall on the days that almanacs give for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.timex import calendars, find
from ascribe.parse.timex.festivals import feast_days, feasts


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("ramadan", "2024-03-11"),
        ("ashura", "2023-07-28"),
        ("ashura", "2013-11-14"),
        ("arbaeen", "2022-09-17"),
        ("eid-al-fitr", "2016-07-06"),
        ("eid-al-adha", "2019-08-11"),
        ("mawlid", "2023-09-27"),
        ("nowruz", "2021-03-20"),
        ("easter", "2016-03-27"),
        ("easter", "2024-03-31"),
        ("good-friday", "2020-04-10"),
        ("orthodox-easter", "2024-05-05"),
        ("orthodox-easter", "2022-04-24"),
        ("passover", "2024-04-23"),
        ("rosh-hashanah", "2024-10-03"),
        ("yom-kippur", "1973-10-06"),
        ("simchat-torah", "2023-10-07"),
        ("hanukkah", "2023-12-08"),
        ("lunar-new-year", "2020-01-25"),
        ("lunar-new-year", "2024-02-10"),
        ("diwali", "2023-11-12"),
        ("thanksgiving", "2023-11-23"),
        ("memorial-day", "2024-05-27"),
        ("christmas", "2019-12-25"),
    ],
)
def test_a_feast_falls_on_its_day(feast: str, day: str) -> None:
    wanted = date.fromisoformat(day)
    begins = [first + timedelta(feasts()[feast].spread) for first, _ in feast_days(feast, wanted.year)]
    assert any(abs(begin - wanted).days <= feasts()[feast].spread for begin in begins)
    assert any(first <= wanted <= last for first, last in feast_days(feast, wanted.year))


def test_the_islamic_year_may_begin_twice_in_one_of_ours() -> None:
    assert len(feast_days("ramadan", 2030)) == 2


@pytest.mark.parametrize("feast", sorted(feasts()))
def test_every_name_of_a_feast_is_found_in_a_text(feast: str) -> None:
    for name in feasts()[feast].names:
        [found] = find(f"They came during {name}.")
        assert getattr(found.value, "name", None) == feast


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_and_the_eastern_one_is_never_before_it(year: int) -> None:
    west, east = calendars.easter(year), calendars.orthodox_easter(year)
    assert west.weekday() == east.weekday() == 6
    assert west <= east


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)))
def test_a_new_moon_is_never_more_than_a_month_away(day: date) -> None:
    assert timedelta(0) <= calendars.new_moon(day, 0) - day <= timedelta(30)


@given(st.integers(1350, 1500), st.integers(1, 12))
def test_islamic_months_have_29_or_30_days(year: int, month: int) -> None:
    following = calendars.islamic(year + month // 12, month % 12 + 1, 1)
    assert (following - calendars.islamic(year, month, 1)).days in (29, 30)


@given(st.integers(5700, 5850))
def test_hebrew_years_have_one_of_six_lengths(year: int) -> None:
    length = (calendars.hebrew(year + 1, 7, 1) - calendars.hebrew(year, 7, 1)).days
    assert length in (353, 354, 355, 383, 384, 385)
