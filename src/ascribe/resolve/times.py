"""A time expression and its anchor in, a `Moment` out: it says by which rule, and no date is guessed.

The anchor is the moment of publication, of the report or of the section that the words stand in. A range as
anchor ("the text is of mid-2020") gives a range. Without an anchor only what names its year is resolved; the
rest keeps its words and no value.
"""

import calendar
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ascribe.errors import AscribeError
from ascribe.model import Moment
from ascribe.parse.timevalue import (
    Anaphor,
    Between,
    Calendar,
    Offset,
    Season,
    TimeExpression,
    Vague,
    Weekday,
    Window,
)

#: First and last day.
Days = tuple[date, date]

_SEASONS = {"winter": (12, 2), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_WEEK, _WEEKEND_START = 7, 5
#: How many an unsaid number is taken for ("recent weeks"): wide, so that what happened lies inside.
_UNSAID_COUNT = {"day": 7, "week": 6, "month": 6, "year": 5}
#: What an anaphor may refer to: a day fixes its day, month and year, a month only its month and year.
_FINENESS = {
    "day": 0,
    "night": 0,
    "week": 0,
    "morning": 0,
    "afternoon": 0,
    "evening": 0,
    "month": 1,
    "year": 2,
}


def resolve_time(expression: TimeExpression, anchor: Moment | None, future: bool = False) -> Moment:
    """The expression on the calendar; `future` where the sentence speaks of what is still to come.

    `rule` names the way it was resolved, or why it was not ("no-anchor", "anaphoric", "vague", "not-a-date");
    then `edtf` is None.
    """
    moment = Moment(None, expression.words, expression.start, expression.end)
    value, rule = expression.value, _rule(expression)
    if isinstance(value, Anaphor | Vague):
        return replace(moment, rule="anaphoric" if isinstance(value, Anaphor) else "vague")
    if is_absolute(value):
        days = _days(value, date(2000, 1, 1), future)
        return _finish(moment, expression, days, days, None, rule)
    if anchor is None or anchor.first is None or anchor.last is None:
        return replace(moment, rule="no-anchor")
    ends = anchor.first, anchor.last
    first, last = (_days(value, end, future) for end in ends)
    return _finish(moment, expression, first, last, anchor, rule, ends)


def resolve_times(
    expressions: Sequence[TimeExpression], anchor: Callable[[TimeExpression], Moment | None]
) -> list[Moment]:
    """The expressions of one text in its order, each by its own anchor; "that month" takes the last date
    before it."""
    moments: list[Moment] = []
    for expression in expressions:
        moment = resolve_time(expression, anchor(expression))
        if isinstance(expression.value, Anaphor):
            moment = _refer(expression, expression.value, moments) or moment
        moments.append(moment)
    return moments


def is_absolute(value: object) -> bool:
    """Whether the value is a date without any anchor: its year is said."""
    if isinstance(value, Between):
        return is_absolute(value.first) and is_absolute(value.last)
    return isinstance(value, Calendar | Season) and value.year is not None


# --- The days of a value ----------------------------------------------------------------------------------


def _days(value: object, anchor: date, future: bool) -> Days | None:
    match value:
        case Calendar():
            return _calendar(value, anchor, future)
        case Weekday():
            return _weekday(value, anchor, future)
        case Offset():
            return _offset(value, anchor)
        case Window():
            return _window(value, anchor)
        case Season():
            return _season(value, anchor)
        case Between():
            return _between(value, anchor, future)
        case _:
            return None


def _calendar(value: Calendar, anchor: date, future: bool) -> Days | None:
    """A date whose year is not said is the latest such one up to the anchor (or, future, the next)."""
    years = (
        [value.year]
        if value.year
        else range(anchor.year, anchor.year + (9 if future else -9), 1 if future else -1)
    )
    for year in years:
        days = _period(year, value.month, value.day)
        if days and (value.year or (days[1] >= anchor if future else days[0] <= anchor)):
            return days
    return None


def _period(year: int, month: int | None, day: int | None) -> Days | None:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def _weekday(value: Weekday, anchor: date, future: bool) -> Days:
    """The nearest such day up to the anchor's own day; "last" and "next" leave the anchor's day out."""
    back = (anchor.weekday() - value.day) % _WEEK
    if value.which < 0:
        day = anchor - timedelta(back or _WEEK)
    elif value.which > 0:
        day = anchor + timedelta(_WEEK - back)
    else:
        day = anchor + timedelta((_WEEK - back) % _WEEK) if future else anchor - timedelta(back)
    return day, day


def _offset(value: Offset, anchor: date) -> Days | None:
    match value.unit:
        case "minute" | "hour":
            return anchor + timedelta(-1 if value.count < 0 else 0), anchor
        case "day" | "night":
            day = anchor + timedelta(value.count)
            return day, day
        case "week" | "weekend":
            monday = anchor + timedelta(value.count * _WEEK - anchor.weekday())
            return monday + timedelta(_WEEKEND_START if value.unit == "weekend" else 0), monday + timedelta(
                _WEEK - 1
            )
        case "month":
            months = anchor.year * 12 + anchor.month - 1 + value.count
            return _period(months // 12, months % 12 + 1, None)
        case "year":
            return _period(anchor.year + value.count, None, None)
        case _:
            first = anchor.year // 10 * 10 + value.count * 10
            return date(first, 1, 1), date(first + 9, 12, 31)


def _window(value: Window, anchor: date) -> Days | None:
    """From so many units before the anchor to the anchor, or (future) from it."""
    count = value.count if value.count is not None else _UNSAID_COUNT.get(value.unit, 1)
    edge = _shift(anchor, value.unit, count if value.future else -count)
    return None if edge is None else (anchor, edge) if value.future else (edge, anchor)


def _shift(day: date, unit: str, count: int) -> date | None:
    try:
        if unit in ("minute", "hour"):
            return day + timedelta(1 if count > 0 else -1)
        if unit in ("day", "night"):
            return day + timedelta(count)
        if unit in ("week", "weekend"):
            return day + timedelta(count * _WEEK)
        months = day.year * 12 + day.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def _season(value: Season, anchor: date) -> Days:
    """Meteorological seasons of the northern half; a winter is of the year in which it ends."""
    first, last = _SEASONS[value.name]
    year = value.year or anchor.year
    while True:
        start = date(year - (first > last), first, 1)
        end = date(year, last, calendar.monthrange(year, last)[1])
        if value.year or value.which == 0 or (end < anchor if value.which < 0 else start > anchor):
            return start, end
        year += value.which


def _between(value: Between, anchor: date, future: bool) -> Days | None:
    last = _days(value.last, anchor, future)
    if last is None:
        return None
    # The first end lies before the last one, whatever its nearest day to the anchor would be.
    first = _days(value.first, last[0], False)
    return (first[0], last[1]) if first and first[0] <= last[1] else None


# --- From days to a moment --------------------------------------------------------------------------------


def _finish(
    moment: Moment, expression: TimeExpression, first: Days | None, last: Days | None,
    anchor: Moment | None, rule: str, ends: Days | None = None,
) -> Moment:  # fmt: skip
    if first is None or last is None:
        return replace(moment, rule="not-a-date")
    first = _narrow(expression, first, ends[0] if ends else None)
    last = _narrow(expression, last, ends[1] if ends else None)
    days = min(first[0], last[0]), max(first[1], last[1])
    edtf = _edtf(days, expression)
    try:
        return replace(moment, edtf=edtf, anchor=anchor.edtf if anchor else None, rule=rule)
    except AscribeError:
        return replace(moment, rule="not-a-date")


def _narrow(expression: TimeExpression, days: Days, anchor: date | None) -> Days:
    """The part of a stretch that is meant: its early, mid or late third, its first or last day or week."""
    first, last = days
    length = (last - first).days + 1
    if expression.daypart == "overnight":
        return first - timedelta(1), last
    if length == 1 or not expression.part:
        return days
    third = timedelta(length // 3)
    week = timedelta(min(_WEEK, length) - 1)
    match expression.part:
        case "early":
            return first, first + third - timedelta(1)
        case "mid":
            return first + third, last - third
        case "late":
            return last - third + timedelta(1), last
        case "earlier":
            return (first, min(last, anchor)) if anchor and anchor >= first else days
        case "later":
            return (max(first, anchor), last) if anchor and anchor <= last else days
        case "first-day":
            return first, first
        case "last-day":
            return last, last
        case "first-week" | "first-days":
            return first, first + week
        case "last-week" | "last-days":
            return last - week, last
        case _:
            return days


def _edtf(days: Days, expression: TimeExpression) -> str:
    """The shortest EDTF value of exactly these days, open where the words leave it open."""
    text = _interval(*days)
    first, _, last = text.partition("/")
    if expression.bound == "since":
        return f"{first}/.."
    if expression.bound == "after":
        return f"{last or first}/.."
    if expression.bound == "until":
        return f"../{last or first}"
    if expression.bound == "before":
        return f"../{first}"
    return f"{text}T{expression.clock}" if expression.clock and len(text) == len("2000-01-01") else text


def _interval(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    for month, form in ((None, "{:04}"), (first.month, "{:04}-{:02}")):
        if (first, last) == _period(first.year, month, None):
            return form.format(first.year, first.month)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}/{last.year:04}"
    if first.day == 1 and (last + timedelta(1)).day == 1:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _rule(expression: TimeExpression) -> str:
    value = expression.value
    name = {Calendar: "date", Weekday: "weekday", Offset: "offset", Window: "window", Season: "season",
            Between: "interval"}.get(type(value), "")  # fmt: skip
    if isinstance(value, Calendar) and value.year is None:
        name = "month-of-latest-year" if value.day is None else "day-of-latest-year"
    return "-".join(part for part in (expression.bound, expression.part, name) if part)


def _refer(expression: TimeExpression, value: Anaphor, before: Sequence[Moment]) -> Moment | None:
    """The moment counted from the last one before it that is fine enough to count from, if there is one."""
    if value.count is None or value.unit not in _FINENESS:
        return None
    for moment in reversed(before):
        first, last = moment.first, moment.last
        if first is None or last is None or "/" in (moment.edtf or ""):
            continue
        spread = 0 if first == last else 1 if (first.year, first.month) == (last.year, last.month) else 2
        if spread > _FINENESS[value.unit]:
            continue
        unit = "day" if _FINENESS[value.unit] == 0 and value.unit != "week" else value.unit
        days = _offset(Offset(unit, value.count), first)
        if days is None:
            return None
        return Moment(
            _interval(*days), expression.words, expression.start, expression.end, moment.edtf,
            f"{value.unit}-of-the-date-before" if value.count == 0 else f"{value.unit}-from-the-date-before",
        )  # fmt: skip
    return None
