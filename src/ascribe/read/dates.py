"""Calendar dates as pages write them, with where they stand. No guesses: 03/04/2020 is no date here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ascribe.read.chrome import chrome


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and where its words stand; `year` is None where only month and day are written."""

    start: int
    end: int
    month: int
    day: int
    year: int | None

    @property
    def value(self) -> date | None:
        """The day, where the year is written."""
        return date(self.year, self.month, self.day) if self.year else None


@cache
def _pattern() -> re.Pattern[str]:
    # Capitalised or in capitals only: "may 20" is mostly no date.
    forms = {form for name in chrome().months for form in (name.capitalize(), name.upper())}
    names = sorted(map(re.escape, forms), key=len, reverse=True)
    short = "|".join(name for name in forms if len(name) in (3, 4) and name.isupper() and name.isascii())
    month = rf"(?P<{{0}}>{'|'.join(names)})\b\.?"
    day, year = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b", r"(?P<{0}>(?:19|20)\d\d)\b"
    shapes = [
        # 3 MAY 31, in capitals only; before the shapes that would take it for a day without year.
        rf"\b{day.format('d7')}\s(?P<m7>{short})\.?\s(?P<y7>\d\d)\b(?![:.]\d)",
        rf"\b{year.format('y1')}-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?=T|\b)",
        rf"\b{month.format('m2')}\s{{0,3}}{day.format('d2')}(?:\.?,?\s{{0,3}}(?:from\s|of\s|in\s)?{year.format('y2')})?",
        rf"\b{day.format('d3')}\s{{0,3}}(?:of\s)?{month.format('m3')}(?:,?\s{{0,3}}{year.format('y3')})?",
        rf"\b{year.format('y4')}[/.](?P<m4>[01]?\d)[/.](?P<d4>[0-3]?\d)\b",
        rf"\b(?P<d5>1[3-9]|2\d|3[01])[/.](?P<m5>[01]?\d)[/.]{year.format('y5')}",
        rf"\b(?P<m6>[01]?\d)/(?P<d6>1[3-9]|2\d|3[01])/{year.format('y6')}",
    ]
    return re.compile("|".join(shapes))


def find_dates(text: str) -> Iterator[Dated]:
    """Every date with at least month and day, in order; impossible ones (31 June) are left out."""
    for match in _pattern().finditer(text):
        found = {key[0]: value for key, value in match.groupdict().items() if value}
        month = chrome().months.get(found["m"].lower()) or (int(found["m"]) if found["m"].isdecimal() else 0)
        year = _full_year(int(found["y"])) if "y" in found else None
        try:
            date(year or 4, month, int(found["d"]))
        except ValueError:
            continue
        yield Dated(match.start(), match.end(), month, int(found["d"]), year)


def _full_year(written: int) -> int:
    """Two digits are of the years 1950 to 2049."""
    if written > 99:
        return written
    return written + (1900 if written >= 50 else 2000)


def without_dates(text: str) -> str:
    """The text with its dates cut out: what else a dated line says."""
    return _pattern().sub(" ", text)
