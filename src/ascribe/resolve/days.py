"""A value of a time expression and an anchor day in, the first and last day that it means out.

Calendar arithmetic only: what bounds or parts of the stretch the words mean is `times`' to say.
"""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from ascribe.parse.timevalue import (
    Between,
    Calendar,
    Era,
    Festival,
    Offset,
    Season,
    Value,
    Weekday,
    Window,
    YearPart,
)
from ascribe.parse.timex.festivals import feast_days
from ascribe.parse.timex.words import words

#: First and last day.
Days = tuple[date, date]

WEEK, _WEEKEND_START = 7, 5
#: How many an unsaid number is taken for ("recent weeks"): wide, so that what happened lies inside.
_UNSAID_COUNT = {"day": 7, "week": 6, "month": 6, "year": 5}
#: A quarter that begins in so many days may be meant where last year's is not said.
_SOON = 92
#: What is planned further ahead is told with its year.
_HALF_A_YEAR = 183
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}


def is_absolute(value: object) -> bool:
    """Whether the value is a date without any anchor: its year is said."""
    match value:
        case Between():
            return is_absolute(value.first) and is_absolute(value.last)
        case Calendar() | Season() | YearPart() | Festival():
            return value.year is not None
        case _:
            return isinstance(value, Era)


def days_of(value: Value, anchor: date, ahead: bool) -> Days | None:
    """The days of a value; None for one that is no date. `ahead`: what is meant is still to come."""
    try:
        return _days(value, anchor, ahead)
    except (ValueError, OverflowError):
        return None


def _days(value: Value, anchor: date, ahead: bool) -> Days | None:
    match value:
        case Calendar():
            return _calendar(value, anchor, ahead)
        case Weekday():
            return _weekday(value, anchor, ahead)
        case Offset():
            return offset(value, anchor)
        case Window():
            return _window(value, anchor)
        case Season():
            return _season(value, anchor, ahead)
        case YearPart():
            return _year_part(value, anchor, ahead)
        case Era():
            return date(max(value.first, 1), 1, 1), date(value.first + value.years - 1, 12, 31)
        case Festival():
            return _festival(value, anchor, ahead)
        case Between():
            return _between(value, anchor, ahead)
        case _:
            return None


def _calendar(value: Calendar, anchor: date, ahead: bool) -> Days | None:
    """A date whose year is not said is the latest such one up to the anchor; ahead, the next one that is near."""
    if value.year:
        return period(value.year, value.month, value.day)
    years = range(anchor.year - 8, anchor.year + 9)
    dates = [days for year in years if (days := _exists(year, value))]
    forth = _nearest(dates, anchor, True) if ahead else None
    if forth and (forth[0] - anchor).days <= _HALF_A_YEAR:
        return forth
    return _nearest(reversed(dates), anchor, False)


def _exists(year: int, value: Calendar) -> Days | None:
    """None for 29 February of most years."""
    try:
        return period(year, value.month, value.day)
    except ValueError:
        return None


def _nearest(found: Iterable[Days], anchor: date, ahead: bool) -> Days | None:
    """The first that has begun by the anchor; ahead, the first that is not over then."""
    return next((days for days in found if (days[1] >= anchor if ahead else days[0] <= anchor)), None)


def period(year: int, month: int | None, day: int | None) -> Days:
    """The days of a year, a month or a day; raises ValueError where there is no such day."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _weekday(value: Weekday, anchor: date, ahead: bool) -> Days:
    """The nearest such day up to the anchor's own day; "last" and "next" leave the anchor's day out."""
    back = (anchor.weekday() - value.day) % WEEK
    if value.which < 0:
        day = anchor - timedelta(back or WEEK)
    elif value.which > 0:
        day = anchor + timedelta(WEEK - back)
    else:
        day = anchor + timedelta((WEEK - back) % WEEK) if ahead else anchor - timedelta(back)
    return day, day


def offset(value: Offset, anchor: date) -> Days:
    """The day, week, month ... that lies so many of them from the anchor's own."""
    match value.unit:
        case "second" | "minute" | "hour":
            return anchor + timedelta(-1 if value.count < 0 else 0), anchor
        case "day" | "night":
            day = anchor + timedelta(value.count)
            return day, day
        case "week" | "weekend" | "fortnight":
            weeks = value.count * _DAYS_IN[value.unit]
            monday = anchor + timedelta(weeks - anchor.weekday())
            start = _WEEKEND_START if value.unit == "weekend" else 0
            return monday + timedelta(start), monday + timedelta(WEEK - 1)
        case _:
            length = _MONTHS_IN[value.unit]
            first = (anchor.year * 12 + anchor.month - 1) // length * length + value.count * length
            return _months(first, length)


def _months(first: int, length: int) -> Days:
    """So many months, counted from January of the year 0."""
    last = first + length - 1
    return date(first // 12, first % 12 + 1, 1), period(last // 12, last % 12 + 1, None)[1]


def _window(value: Window, anchor: date) -> Days:
    """From so many units before the anchor to the anchor, or (future) from it."""
    count = value.count if value.count is not None else _UNSAID_COUNT.get(value.unit, 1)
    edge = shift(anchor, value.unit, count if value.future else -count)
    return (anchor, edge) if value.future else (edge, anchor)


def shift(day: date, unit: str, count: float) -> date:
    """The day so many units later (earlier, where negative); of less than a day, rounded away from it."""
    if unit in ("second", "minute", "hour"):
        hours = count / (60 if unit == "minute" else 3600 if unit == "second" else 1)
        whole = max(1, round(abs(hours) / 24))
        return day + timedelta(whole if count > 0 else -whole)
    if unit in _DAYS_IN:
        return day + timedelta(round(count * _DAYS_IN[unit]))
    months = day.year * 12 + day.month - 1 + round(count * _MONTHS_IN[unit])
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _season(value: Season, anchor: date, ahead: bool) -> Days | None:
    """Meteorological seasons of the northern half; a winter is of the year in which it ends."""
    first, last = words().seasons[value.name]
    if value.year is not None:
        return _season_of(value.year, first, last)
    forth = ahead or value.which > 0
    years = range(anchor.year, anchor.year + 3) if forth else range(anchor.year + 1, anchor.year - 3, -1)
    if value.which == 0:
        return _nearest((_season_of(year, first, last) for year in years), anchor, forth)
    for year in years:
        start, end = _season_of(year, first, last)
        if end < anchor if value.which < 0 else start > anchor:
            return start, end
    return None


def _season_of(year: int, first: int, last: int) -> Days:
    return date(year - (first > last), first, 1), period(year, last, None)[1]


def _year_part(value: YearPart, anchor: date, ahead: bool) -> Days:
    """A quarter or half whose year is not said has begun or is about to; a month is `number` itself."""
    length = _MONTHS_IN[value.unit]
    year = value.year or anchor.year + (value.which or 0)
    first = year * 12 + (value.number - 1) * length
    days = _months(first, length)
    if value.year is None and value.which is None and (days[0] - anchor).days > _SOON and not ahead:
        return _months(first - 12, length)
    return days


def _festival(value: Festival, anchor: date, ahead: bool) -> Days | None:
    """The feast of a year; else the latest that has begun by the anchor, or, ahead, the next."""
    if value.year is not None:
        return next(iter(feast_days(value.name, value.year)), None)
    forth = ahead or value.which > 0
    years = range(anchor.year - 1, anchor.year + 3) if forth else range(anchor.year + 1, anchor.year - 3, -1)
    found = [days for year in years for days in feast_days(value.name, year)]
    if value.which < 0:
        found = [days for days in found if days[1] < anchor]
    return _nearest(sorted(found, reverse=not forth), anchor, forth)


def _between(value: Between, anchor: date, ahead: bool) -> Days | None:
    last = _days(value.last, anchor, ahead)
    if last is None:
        return None
    # The first end lies before the last one, whatever its nearest day to the anchor would be.
    first = _days(value.first, last[0], False)
    return (first[0], last[1]) if first and first[0] <= last[1] else None
