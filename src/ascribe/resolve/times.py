"""A time expression and its anchor in, a `Moment` out: it says by which rule, and no date is guessed.

The anchor is the moment of publication, of the report or of the section that the words stand in. A range as
anchor ("the text is of mid-2020") gives a range. Without an anchor only what names its year is resolved; the
rest keeps its words and no value.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ascribe.errors import AscribeError
from ascribe.model import Moment
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
    Weekday,
    Window,
    YearPart,
)
from ascribe.resolve.days import WEEK, Days, days_of, is_absolute, offset, period, shift

__all__ = ["interval", "is_absolute", "resolve_time", "resolve_times"]

#: What an anaphor may refer to: a day fixes its day, month and year, a month only its month and year.
_FINENESS = {
    "day": 0, "night": 0, "week": 0, "weekend": 0, "morning": 0, "afternoon": 0, "evening": 0, "fortnight": 0,
    "month": 1, "quarter": 1, "year": 2, "decade": 2,
}  # fmt: skip
_YEAR = 365
_NAMES: dict[type, str] = {
    Calendar: "date", Weekday: "weekday", Offset: "offset", Window: "window", Season: "season",
    YearPart: "part-of-year", Era: "era", Festival: "festival", Between: "interval",
}  # fmt: skip
_UNRESOLVED: dict[type, str] = {
    Anaphor: "anaphoric", Apart: "apart", Vague: "vague", Length: "length", Repeat: "repeated"
}  # fmt: skip


def resolve_time(expression: TimeExpression, anchor: Moment | None, future: bool | None = None) -> Moment:
    """The expression on the calendar; `future` where the sentence speaks of what is still to come (None: as the
    words around the expression say).

    `rule` names the way it was resolved, or why it was not ("no-anchor", "anaphoric", "vague", "not-a-date");
    then `edtf` is None.
    """
    moment = Moment(None, expression.words, expression.start, expression.end)
    value, rule = expression.value, _rule(expression)
    ahead = expression.ahead if future is None else future
    if type(value) in _UNRESOLVED:
        return replace(moment, rule=_UNRESOLVED[type(value)])
    if is_absolute(value):
        days = days_of(value, date(2000, 1, 1), ahead)
        return _finish(moment, expression, days, days, None, rule)
    if anchor is None or anchor.last is None:
        return replace(moment, rule="no-anchor")
    # Of a text that is known only by its last update, that is the day to count from, and it may be the wrong one.
    ends = anchor.first or anchor.last, anchor.last
    first, last = (days_of(value, end, ahead) for end in ends)
    found = _finish(moment, expression, first, last, anchor, rule, ends)
    return found if anchor.first or not found.edtf else _doubted(found)


def resolve_times(
    expressions: Sequence[TimeExpression], anchor: Callable[[TimeExpression], Moment | None]
) -> list[Moment]:
    """The expressions of one text in its order, each by its own anchor; "that month" takes the last date
    before it."""
    moments: list[Moment] = []
    for expression in expressions:
        moment = resolve_time(expression, anchor(expression))
        if isinstance(expression.value, Anaphor):
            before = list(zip(expressions, moments, strict=False))
            moment = _refer(expression, expression.value, before) or moment
        moments.append(moment)
    return moments


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


def _doubted(moment: Moment) -> Moment:
    """The moment with its days marked as uncertain ("?"), which EDTF has no way to say of hours."""
    days = re.sub(r"T\d\d:\d\dZ?", "", moment.edtf or "")
    return replace(moment, edtf=re.sub(r"\d(?=/|$)", r"\g<0>?", days), rule=f"{moment.rule}-from-last-update")


def _narrow(expression: TimeExpression, days: Days, anchor: date | None) -> Days:
    """The part of a stretch that is meant: its early, mid or late third, its first or last day or week."""
    first, last = days
    length = (last - first).days + 1
    if expression.daypart == "overnight":
        return first - timedelta(1), last
    if length == 1 or not expression.part:
        return days
    span = timedelta(min(WEEK, length) - 1)
    half = timedelta(length // 2)
    match expression.part:
        case "early" | "mid" | "late":
            return _third(expression.part, first, last)
        case "earlier":
            return (first, min(last, anchor)) if anchor and anchor >= first else days
        case "later":
            return (max(first, anchor), last) if anchor and anchor <= last else days
        case "first-day":
            return first, first
        case "last-day":
            return last, last
        case "first-week" | "first-days":
            return first, first + span
        case "last-week" | "last-days":
            return last - span, last
        case "first-half":
            return first, first + half - timedelta(1)
        case "last-half":
            return last - half + timedelta(1), last
        case "first-month" | "first-months" | "first-quarter":
            return first, min(shift(first, expression.part[6:].rstrip("s"), 1) - timedelta(1), last)
        case "last-month" | "last-months" | "last-quarter":
            return max(shift(last + timedelta(1), expression.part[5:].rstrip("s"), -1), first), last
        case _:
            return days


def _third(part: str, first: date, last: date) -> Days:
    """The first, middle or last third, in whole months of a year and whole years of more."""
    length = (last - first).days + 1
    years = last.year - first.year + 1
    unit, count = (
        ("day", length // 3) if length < _YEAR else ("month", 4) if years == 1 else ("year", -(-years // 3))
    )
    begin, end = shift(first, unit, count), shift(last + timedelta(1), unit, -count)
    match part:
        case "early":
            return first, begin - timedelta(1)
        case "late":
            return end, last
        case _:
            return min(begin, end), max(begin, end) - timedelta(1)


def _edtf(days: Days, expression: TimeExpression) -> str:
    """The shortest EDTF value of exactly these days, open where the words leave it open."""
    text = interval(*days)
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


def interval(first: date, last: date) -> str:
    """The shortest EDTF value of exactly the days from one to another."""
    if first == last:
        return first.isoformat()
    for month, form in ((None, "{:04}"), (first.month, "{:04}-{:02}")):
        if (first, last) == period(first.year, month, None):
            return form.format(first.year, first.month)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}/{last.year:04}"
    if first.day == 1 and (last + timedelta(1)).day == 1:
        return f"{first:%Y-%m}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _rule(expression: TimeExpression) -> str:
    value = expression.value
    name = _NAMES.get(type(value), "")
    if isinstance(value, Calendar) and value.year is None:
        name = "month-of-latest-year" if value.day is None else "day-of-latest-year"
    return "-".join(part for part in (expression.bound, expression.part, name) if part)


def _refer(
    expression: TimeExpression, value: Anaphor, before: Sequence[tuple[TimeExpression, Moment]]
) -> Moment | None:
    """The moment counted from the last one before it that is fine enough to count from, if there is one."""
    if value.count is None or value.unit not in _FINENESS:
        return None
    fineness = _FINENESS[value.unit]
    for earlier, moment in reversed(before):
        first, last = moment.first, moment.last
        if first is None or last is None:
            continue
        if value.count == 0 and fineness > 0 and _said_fineness(earlier) == fineness:
            return _referred(expression, value, moment, moment.edtf)
        spread = 0 if first == last else 1 if (first.year, first.month) == (last.year, last.month) else 2
        if "/" not in (moment.edtf or "") and spread <= fineness:
            return _referred(expression, value, moment, interval(*_counted(value, first)))
    return None


def _said_fineness(expression: TimeExpression) -> int | None:
    """2 where the words name a year, 1 a month, 0 a day; None for another sort of time."""
    value = expression.value
    if not isinstance(value, Calendar) or expression.bound:
        return None
    return 0 if value.day else 1 if value.month else 2


def _referred(expression: TimeExpression, value: Anaphor, moment: Moment, edtf: str | None) -> Moment:
    rule = f"{value.unit}-of-the-date-before" if value.count == 0 else f"{value.unit}-from-the-date-before"
    return Moment(edtf, expression.words, expression.start, expression.end, moment.edtf, rule)


def _counted(value: Anaphor, day: date) -> Days:
    unit = "day" if _FINENESS[value.unit] == 0 and value.unit not in ("week", "weekend") else value.unit
    return offset(Offset(unit, value.count or 0), day)
