"""Days of other calendars as days of ours: Islamic and Hebrew dates, both Easters, new moons.

Arithmetic only, after Reingold and Dershowitz, "Calendrical Calculations" (4th ed., 2018), and, for the moon, Meeus,
"Astronomical Algorithms" (2nd ed., 1998), chapter 49. What is sighted rather than reckoned may differ by a day.
"""

from datetime import date, datetime, timedelta
from math import radians, sin

#: The day before 1 Muharram 1 and the day before 1 Tishri 1, as `date.toordinal` counts.
_BEFORE_ISLAMIC, _BEFORE_HEBREW = 227014, -1373428
_TISHRI = 7


def islamic(year: int, month: int, day: int) -> date:
    """A date of the arithmetical (civil, 30-year) Islamic calendar."""
    before = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date.fromordinal(_BEFORE_ISLAMIC + before + day)


def hebrew(year: int, month: int, day: int) -> date:
    """A date of the Hebrew calendar; months are counted from Nisan, years from Tishri."""
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    leap = (7 * year + 1) % 19 < 7
    last = 13 if leap else 12
    order = [*range(_TISHRI, last + 1), *range(1, _TISHRI)]
    before = sum(_hebrew_month(m, leap, length) for m in order[: order.index(month)])
    return date.fromordinal(_hebrew_new_year(year) + before + day - 1)


def _hebrew_month(month: int, leap: bool, year_length: int) -> int:
    """Days of a month; Heshvan (8) and Kislev (9) vary with the length of the year."""
    if month == 8:
        return 30 if year_length % 10 == 5 else 29
    if month == 9:
        return 29 if year_length % 10 == 3 else 30
    if month == 12:
        return 30 if leap else 29
    return 29 if month in (2, 4, 6, 10, 13) else 30


def _hebrew_new_year(year: int) -> int:
    """The ordinal of 1 Tishri."""
    return _BEFORE_HEBREW + _elapsed(year) + _delay(year) + 1


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _delay(year: int) -> int:
    before, this, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    return 2 if after - this == 356 else 1 if this - before == 382 else 0


def easter(year: int) -> date:
    """Easter Sunday of the Western churches."""
    century = year // 100 + 1
    epact = (14 + 11 * (year % 19) - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    if epact == 0 or (epact == 1 and year % 19 > 10):
        epact += 1
    return _sunday_after(date(year, 4, 19) - timedelta(epact))


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Eastern churches; from 1900 to 2099 their calendar is 13 days behind."""
    epact = (14 + 11 * (year % 19)) % 30
    return _sunday_after(date(year, 4, 19) + timedelta(13) - timedelta(epact))


def _sunday_after(day: date) -> date:
    return day + timedelta(7 - (day.weekday() + 1) % 7)


def new_moon(first: date, hours_from_utc: float) -> date:
    """The day of the first new moon on or after a day, by a clock so many hours from UTC."""
    lunation = int((first - date(2000, 1, 1)).days / 29.53) - 1
    while (day := (_new_moon(lunation) + timedelta(hours=hours_from_utc)).date()) < first:
        lunation += 1
    return day


def _new_moon(lunation: int) -> datetime:
    """Within about half an hour; lunation 0 is that of 6 January 2000."""
    sun = radians(2.5534 + 29.10535670 * lunation)
    moon = radians(201.5643 + 385.81693528 * lunation)
    node = radians(160.7108 + 390.67050284 * lunation)
    days = 5.59766 + 29.530588861 * lunation - 0.40720 * sin(moon) + 0.17241 * sin(sun)
    days += 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node) + 0.00739 * sin(moon - sun)
    return datetime(2000, 1, 1) + timedelta(days=days)
