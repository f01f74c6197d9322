"""Time expressions as TimeML's TIMEX3: spans, types and values.

    python -m benchmarks.time DOCS.jsonl > pred.jsonl

DOCS has a document a line: {"id", "dct" (day of its making), "text"}; "timexes", if present, are ignored. Scored by the
`score_time.py` beside the data. Nothing is tuned here: this only writes our values (`ascribe.parse.timevalue`) the way
TimeML does, from the same arithmetic (`ascribe.resolve.days`) that the ledger's times come from. A span leaves the
preposition out, a range is its two ends, and what counts from an earlier date counts from the last one in the text;
where there is none the value stays open ("XXXX-XX-XX"), it is not the document's day.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

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
from ascribe.parse.timex import find_all
from ascribe.resolve.days import days_of, offset

_OPEN = "XXXX-XX-XX"
_REFERENCES = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}
_DAYPARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "dawn": "MO",
             "noon": "12:00", "midday": "MI", "midnight": "24:00"}  # fmt: skip
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "weekend": "WE",
          "month": "M", "quarter": "Q", "half": "H", "year": "Y", "decade": "DE", "century": "CE"}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PIECES = {"first-day": "day", "last-day": "day", "first-week": "week", "last-week": "week"}
_CLOCK_UNITS = ("second", "minute", "hour")
#: A date without its year is that of the year which brings it nearer, so far ahead at most, unless the words say.
_NEAR_DAYS = 45


class Timex(NamedTuple):
    """One TIMEX3: its place in the text, type and value."""

    start: int
    end: int
    type: str
    value: str


def timexes(text: str, made: date) -> list[Timex]:
    """The TIMEX3 of a text made on a day, in its order."""
    found: list[Timex] = []
    for expression in find_all(text):
        for one in _written(expression, text, made, found):
            found.append(one)
    return found


def _written(expression: TimeExpression, text: str, made: date, before: list[Timex]) -> Iterator[Timex]:
    value = expression.value
    if isinstance(value, Between):
        for (start, end), part in zip(expression.ends, (value.first, value.last), strict=True):
            yield Timex(start, end, "DATE", _date(part, expression, made))
        return
    start, end = expression.core, expression.end
    if isinstance(value, Apart):
        end = start + len(re.sub(r"\s+\w+$", "", text[start:end]))
        if value.count is None:
            return
    kind, written = _value(value, expression, made, before)
    if written:
        yield Timex(start, end, kind, written)


def _value(value: Value, expression: TimeExpression, made: date, before: list[Timex]) -> tuple[str, str]:
    match value:
        case Length() | Apart():
            return "DURATION", _length(value.unit, value.count)
        case Window(count=None) if expression.words.endswith("ago"):
            return "DATE", _REFERENCES["past"]
        case Window():
            return "DURATION", _length(value.unit, value.count)
        case Repeat(day=None):
            return "SET", _length(value.unit, value.count)
        case Repeat():
            return "SET", f"XXXX-WXX-{(value.day or 0) + 1}"
        case Vague(sense="day"):
            return "TIME", _timed(_last_day(before) or made.isoformat(), expression)
        case Vague():
            return "DATE", _REFERENCES[value.sense]
        case Anaphor():
            return _anaphor(value, expression, before)
        case _:
            written = _date(value, expression, made)
            timed = _timed(written, expression)
            return ("DATE" if timed == written else "TIME"), timed


def _date(value: Value, expression: TimeExpression, made: date) -> str:
    """The value at the fineness that its words have."""
    ahead = expression.ahead or _is_near(value, made)
    days = days_of(value, made, ahead)
    if days is None:
        return _OPEN
    first = days[0]
    if expression.part in _PIECES:
        edge = days[0] if expression.part.startswith("first") else days[1]
        return _granule(_PIECES[expression.part], edge)
    match value:
        case Calendar(month=None):
            return f"{first.year:04}"
        case Calendar(day=None):
            return f"{first:%Y-%m}"
        case Offset():
            return _granule(value.unit, first)
        case Season():
            return f"{days[1].year:04}-{_SEASONS[value.name]}"
        case YearPart(unit="year"):
            return f"FY{first.year:04}"
        case YearPart():
            return _granule(value.unit, first)
        case Era():
            return f"{first.year // value.years:0{2 if value.years == 100 else 3}}"
        case Festival() | Calendar() | Weekday():
            return first.isoformat()
        case _:
            return _OPEN


def _is_near(value: Value, made: date) -> bool:
    """Whether a date without its year lies just ahead, so that a year ago is not meant."""
    if not isinstance(value, Calendar) or value.year or value.day is None:
        return False
    days = days_of(value, made, True)
    return days is not None and (days[0] - made).days <= _NEAR_DAYS


def _granule(unit: str, first: date) -> str:
    match unit:
        case "week" | "fortnight":
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}"
        case "weekend":
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}-WE"
        case "month":
            return f"{first:%Y-%m}"
        case "quarter":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "half":
            return f"{first.year:04}-H{1 if first.month < 7 else 2}"
        case "year":
            return f"{first.year:04}"
        case "decade":
            return f"{first.year // 10:03}"
        case "century":
            return f"{first.year // 100:02}"
        case _:
            return first.isoformat()


def _timed(day: str, expression: TimeExpression) -> str:
    if len(day) != len(_OPEN):
        return day
    if expression.clock:
        return f"{day}T{expression.clock}"
    part = _DAYPARTS.get(expression.daypart)
    return f"{day}T{part}" if part else day


def _length(unit: str, count: float | None) -> str:
    if unit == "fortnight":
        unit, count = "week", 2 * (count or 1)
    number = "X" if count is None else f"{count:g}"
    if count == 0.5 and unit == "hour":
        unit, number = "minute", "30"
    return f"P{'T' if unit in _CLOCK_UNITS else ''}{number}{_UNITS[unit]}"


def _anaphor(value: Anaphor, expression: TimeExpression, before: list[Timex]) -> tuple[str, str]:
    if value.unit == "period":
        last = next((t.value for t in reversed(before) if re.match(r"\d{4}", t.value)), None)
        return "DATE", f"{int(last[:4]) - 1:04}{last[4:]}" if last else _OPEN
    if value.count is None:
        return "DATE", "FUTURE_REF" if value.sense > 0 else "PAST_REF"
    day = _last_day(before, coarse=value.unit in ("year", "month", "quarter"))
    if day is None:
        return "DATE", _OPEN
    part = value.unit in _DAYPARTS
    days = offset(Offset("day" if part else value.unit, value.count), date.fromisoformat(day))
    written = _timed(_granule(value.unit, days[0]), expression)
    return ("TIME" if "T" in written else "DATE"), written


def _last_day(before: Iterable[Timex], coarse: bool = False) -> str | None:
    """The last day named before; coarse, also the first day of a month or year."""
    pattern = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:$|T)" if coarse else r"(\d{4})-(\d\d)-(\d\d)")
    for timex in reversed(list(before)):
        if match := pattern.match(timex.value):
            return "-".join(part or "01" for part in match.groups())
    return None


def prediction(document: dict[str, Any]) -> dict[str, Any]:
    """A document's TIMEX3 in the form of the data."""
    found = timexes(document["text"], date.fromisoformat(document["dct"][:10]))
    return {"id": document["id"], "timexes": [one._asdict() for one in found]}


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: python -m benchmarks.time DOCS.jsonl [DOCS.jsonl ...] > pred.jsonl", file=sys.stderr)
        return 2
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.strip():
                print(json.dumps(prediction(json.loads(line)), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
