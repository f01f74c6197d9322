"""The named groups of a rule's match in, the value that they say out; None where they say none."""

import re
from dataclasses import replace
from datetime import date

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
    Value,
    Weekday,
    Window,
    YearPart,
)
from ascribe.parse.timex.festivals import feasts
from ascribe.parse.timex.pieces import DAYPART, ISO, MONTH, SLASHED, is_weekday
from ascribe.parse.timex.words import number, ordinal, words

Groups = dict[str, str]

_WORDS = words()
_CENTURY, _DECADE = 100, 10


def weekday_of(written: str) -> int:
    """Monday 0, from a name or its first three letters."""
    return [day[:3] for day in _WORDS.weekdays].index(written.strip().lower()[:3])


def month_of(written: str) -> int:
    """January 1, from a name or its first three letters."""
    return [month[:3] for month in _WORDS.months].index(written.lower()[:3]) + 1


def unit_of(written: str) -> str:
    """The unit in the singular: "centuries" gives century."""
    unit = written.lower()
    unit = unit.removesuffix("s") if unit.removesuffix("s") in _WORDS.units else unit
    return {"centurie": "century"}.get(unit, unit)


def calendar(written: str) -> Calendar | None:
    """Any way to write a date, a month or a year; None for one that the calendar does not have."""
    written = written.strip()
    if re.fullmatch(ISO, written):
        return _checked(int(written[:4]), int(written[5:7]), int(written[8:10]))
    if re.fullmatch(SLASHED, written):
        return _slashed(*(int(part) for part in written.split("/")))
    year = re.search(r"\b(?:19|20)\d\d\b", written)
    month = re.search(MONTH, written)
    rest = written[: year.start()] + written[year.end() :] if year else written
    day = re.search(r"\d{1,2}", rest)
    return _checked(
        int(year[0]) if year else None, month_of(month[0]) if month else None, int(day[0]) if day else None
    )


def _slashed(a: int, b: int, year: int) -> Calendar | None:
    """Month and day in either order; None where both orders make a date and nothing tells which."""
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if a != b and max(a, b) <= 12:
        return None
    return _checked(year, min(a, b), max(a, b))


def _checked(year: int | None, month: int | None, day: int | None) -> Calendar | None:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return Calendar(year, month, day)


def date_of(groups: Groups) -> Value | None:
    """A date; with "last" before it the year is the latest that gives one, as it is without."""
    return calendar(groups["date"])


def month_of_year(groups: Groups) -> Value | None:
    """ "May last year": the year is counted from the anchor, the month is said."""
    return YearPart("month", month_of(groups["name"]), which=_which(groups))


def between(groups: Groups) -> Value | None:
    """Both ends, each completed by what only the other says: the year of the last, the month of the first."""
    first, last = _end(groups["first"]), _end(groups["last"])
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return Between(first, last)
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return None
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    first = replace(first, year=first.year or last.year)
    last = replace(last, year=last.year or first.year)
    known = (first.month, first.day is None), (last.month, last.day is None)
    if None in (first.month, last.month) and (first.year is None or known[0] != known[1]):
        return None
    return Between(first, last)


def _end(written: str) -> Calendar | Weekday | None:
    return Weekday(weekday_of(written)) if is_weekday(written) else calendar(written)


def days(groups: Groups) -> Value | None:
    """ "7-9 May": the first end is a day of the last one's month."""
    last = calendar(groups["last"])
    day = int(re.sub(r"\D", "", groups["first"]))
    return Between(replace(last, day=day), last) if last and last.day and day < last.day else None


def years(groups: Groups) -> Value | None:
    """ "2009-11": the last end may be shortened."""
    first, last = groups["first"], groups["last"]
    last = first[: 4 - len(last)] + last
    return Between(Calendar(int(first)), Calendar(int(last))) if int(last) > int(first) else None


def decade(groups: Groups) -> Value:
    """ "the 1980s", "the 80s", "the eighties": of the last century where the century is not said."""
    written = groups["decade"].lower()
    first = int(written) if written.isdigit() else _WORDS.tens[re.sub(r"ies$", "y", written)]
    return Era(first if first > 99 else 1900 + first, _DECADE)


def century(groups: Groups) -> Value | None:
    """ "the 19th century" begins in 1800, as TimeML has it."""
    which = ordinal(groups["nth"])
    return Era((which - 1) * _CENTURY, _CENTURY) if which else None


def year_part(groups: Groups) -> Value | None:
    """The quarter or half of a year, said, counted from the anchor or left open."""
    unit = groups["unit"].lower()
    written = re.sub(r"\D", "", groups["nth"]) if re.match(r"[QH]\d", groups["nth"]) else groups["nth"]
    nth = 4 if written.lower() in ("final", "last") and unit == "quarter" else ordinal(written)
    if nth is None or nth > {"quarter": 4, "half": 2}[unit]:
        return None
    year = int(groups["year"]) if "year" in groups else None
    return YearPart(unit, nth, year, _which(groups) if "which" in groups else None, "fiscal" in groups)


def fiscal_year(groups: Groups) -> Value:
    """ "fiscal 2013", "the last financial year"."""
    if "year" in groups:
        return YearPart("year", 1, int(groups["year"]), fiscal=True)
    return YearPart("year", 1, which=_which(groups) if "which" in groups else 0, fiscal=True)


def season(groups: Groups) -> Value:
    """A season of a year that is said, or counted from the anchor."""
    name = groups["name"].lower().replace("fall", "autumn")
    if "year" in groups:
        return Season(name, int(groups["year"]))
    return Season(name, which=_which(groups) if "which" in groups else 0)


def festival(groups: Groups) -> Value | None:
    """A feast, of a year that is said or of the nearest."""
    written = " ".join(groups["feast"].split())
    [name] = [name for name, feast in feasts().items() if written in feast.names] or [""]
    year = int(groups["year"]) if "year" in groups else None
    return Festival(name, year, _which(groups) if "which" in groups else 0) if name else None


def relative(groups: Groups) -> Value:
    """ "last month", "this winter", "this morning"."""
    unit = groups["unit"].lower()
    if unit in _WORDS.seasons:
        return season(groups | {"name": unit})
    return Offset("day" if re.fullmatch(DAYPART, unit) else unit_of(unit), _which(groups))


def named(groups: Groups) -> Value:
    """ "last Tuesday", "next March"."""
    name = groups["name"]
    return Weekday(weekday_of(name), _which(groups)) if is_weekday(name) else Calendar(month=month_of(name))


def _which(groups: Groups) -> int:
    return _WORDS.which[groups["which"].lower()]


def day_word(groups: Groups) -> Value:
    """ "yesterday", "the day after tomorrow"."""
    return Offset("day", _WORDS.days[" ".join(groups["day"].lower().split())])


def weeks_on(groups: Groups) -> Value:
    """ "a week from Monday", "Friday week" are not of this week."""
    return Weekday(weekday_of(groups["name"]), 1)


def ago(groups: Groups) -> Value:
    """So many units before the anchor; a window where the number is not said."""
    count, unit = number(groups["count"]), unit_of(groups["unit"])
    if count is None or count != int(count):
        return Window(unit, None if count is None else int(count) + 1)
    return Offset(unit, -int(count))


def ahead(groups: Groups) -> Value:
    """ "in two weeks", "two weeks from now"."""
    count, unit = number(groups["count"]), unit_of(groups["unit"])
    return Window(unit, None, future=True) if count is None else Offset(unit, int(count))


def window(groups: Groups) -> Value:
    """ "the past two weeks", "in recent months", "the coming days"."""
    written, unit = groups.get("count"), groups["unit"].lower()
    count = number(written) if written else None if unit.endswith("s") else 1
    future = _WORDS.which.get(groups.get("which", "").lower(), -1) > 0
    return Window(unit_of(unit), None if count is None else int(count + 0.5), future)


def anaphor(groups: Groups) -> Value:
    """A time counted from one told before."""
    sign = _WORDS.senses[groups["sense"].lower()]
    count = number(groups["count"]) if "count" in groups else 1
    unit = groups["unit"].lower()
    unit = unit if unit == "period" or re.fullmatch(DAYPART, unit) else unit_of(unit)
    return Anaphor(unit, None if count is None else sign * int(count), sign)


def some_later(groups: Groups) -> Value:
    """ "days later", "shortly afterwards": the order is said, how long is not."""
    said = groups["sense"].lower()
    return Anaphor("day", None, -1 if said == "earlier" else 1)


def same_period(groups: Groups) -> Value:
    """ "the same period a year earlier": a year before a time told before, of its own length."""
    return Anaphor("period", -1, -1)


def apart(groups: Groups) -> Value:
    """ "two days after the raid", "hours before ..."."""
    count = number(groups["count"]) if "count" in groups else None
    return Apart(unit_of(groups["unit"]), count, _WORDS.senses[groups["sense"].lower()])


def length(groups: Groups) -> Value:
    """How long."""
    return Length(unit_of(groups["unit"]), number(groups["count"]) if "count" in groups else None)


def repeat(groups: Groups) -> Value:
    """How often: "weekly", "every two weeks", "every Monday", "Mondays"."""
    if "often" in groups:
        return Repeat(_WORDS.repeats[groups["often"].lower()])
    if "name" in groups:
        return Repeat("week", day=weekday_of(groups["name"]))
    count = number(groups["count"]) if "count" in groups else 1
    return Repeat(unit_of(groups["unit"]), count or 1)
