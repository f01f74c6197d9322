"""Calendar dates as pages write them, with where they stand. No guesses: 03/04/2020 is no date by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ascribe.read.phrases import any_of, fold, load

#: Arabic-Indic and Persian digits, one for one, so that offsets stay.
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"(?<!\d)\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What `calendar.yaml` holds; see the comments there."""

    months: dict[str, int]
    months_elsewhere: dict[str, int]
    weekdays: tuple[str, ...]
    day_names: frozenset[str]
    day_first: frozenset[str]
    speech: tuple[str, ...]
    speech_words: frozenset[str]
    deadlines: tuple[tuple[str, int], ...]
    stamp_words: frozenset[str]
    says_published: frozenset[str]
    says_updated: frozenset[str]
    relative: re.Pattern[str] | None


@cache
def calendar() -> Calendar:
    """The table, read once."""
    return load("calendar.yaml", _build)


def _build(raw: dict[str, Any]) -> Calendar:
    stamps = raw["stamps"]
    days = [*raw["weekdays"], *(day for names in raw["weekdays_elsewhere"] for day in names)]
    months = [*raw["months"], *raw["months_elsewhere"]]
    words = [
        "t",
        "a",
        "p",
        "m",
        *stamps["words"],
        *stamps["zones"],
        *days,
        *(day[:3] for day in days),
        *months,
    ]
    return Calendar(
        months=dict(raw["months"]),
        months_elsewhere=dict(raw["months_elsewhere"]),
        weekdays=tuple(raw["weekdays"]),
        day_names=frozenset(map(fold, days)),
        day_first=frozenset(raw["day_first"]),
        speech=tuple(raw["speech"]),
        speech_words=frozenset(raw["speech"]),
        deadlines=tuple((fold(rule["phrase"]), int(rule["days"])) for rule in raw["deadlines"]),
        stamp_words=frozenset(word for phrase in words for word in fold(phrase).split()),
        says_published=frozenset(map(fold, stamps["published"])),
        says_updated=frozenset(map(fold, stamps["updated"])),
        relative=any_of(stamps["relative"]),
    )


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


def find_dates(text: str, *, day_first: bool = False) -> Iterator[Dated]:
    """Every date with at least month and day, in order; impossible ones (31 June) are left out.

    `day_first` reads 3/4/2031 as the 3rd of April: for languages in which it can mean nothing else.
    """
    if not _DIGIT.search(text):
        return
    for match in _pattern(day_first).finditer(text.translate(_DIGITS)):
        found = {key[0]: value for key, value in match.groupdict().items() if value}
        month = _month(found["m"])
        year = _full_year(int(found["y"])) if "y" in found else None
        try:
            date(year or 4, month, int(found["d"]))
        except ValueError:
            continue
        yield Dated(match.start(), match.end(), month, int(found["d"]), year)


def is_numeric_date(line: str) -> bool:
    """Whether a line holds a date in numbers, whichever of them is the day."""
    return _NUMERIC.search(line.translate(_DIGITS)) is not None


def without_dates(text: str) -> str:
    """The text with its dates cut out: what else a dated line says."""
    return _NUMERIC.sub(" ", _pattern(False).sub(" ", text.translate(_DIGITS)))


def says(folded: str, phrases: frozenset[str]) -> bool:
    """Whether one of the phrases stands in a folded line as words of its own."""
    return any(f" {phrase} " in f" {folded} " for phrase in phrases)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    name = " ".join(written.lower().split())
    return calendar().months.get(name) or calendar().months_elsewhere.get(name, 0)


def _full_year(written: int) -> int:
    """Two digits are of the years 1950 to 2049."""
    if written > 99:
        return written
    return written + (1900 if written >= 50 else 2000)


@cache
def _pattern(day_first: bool) -> re.Pattern[str]:
    # Capitalised or in capitals only: "may 20" is mostly no date.
    forms = {form for name in calendar().months for form in (name.capitalize(), name.upper())}
    names = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
    short = "|".join(name for name in forms if len(name) in (3, 4) and name.isupper() and name.isascii())
    other = "|".join(sorted(calendar().months_elsewhere, key=len, reverse=True))
    month = rf"(?P<{{0}}>{names})\b\.?"
    day, year = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?\b", r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
    shapes = [
        # 3 MAY 31, in capitals only; before the shapes that would take it for a day without year.
        rf"\b{day.format('d7')}\s(?P<m7>{short})\.?\s(?P<y7>\d\d)\b(?![:.]\d)",
        rf"\b{year.format('y1')}-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)(?=T|\b)",
        rf"\b{month.format('m2')}\s{{0,3}}{day.format('d2')}(?:\.?,?\s{{0,3}}(?:from\s|of\s|in\s)?{year.format('y2')})?",
        rf"\b{day.format('d3')}\s{{0,3}}(?:of\s)?{month.format('m3')}(?:\s?/\s?(?:{names}))?"
        rf"(?:,?\s{{0,3}}(?P<y3>(?:19|20)\d\d)(?!\d(?!\d?\s?(?:{names}))))?",
        rf"\b(?P<d8>[0-3]?\d)(?:er|[.ºª])?\s(?:de\s)?(?P<m8>(?i:{other}))\b\.?\s(?:del?\s)?{year.format('y8')}",
        rf"\b{year.format('y4')}[/.](?P<m4>[01]?\d)[/.](?P<d4>[0-3]?\d)\b",
        rf"\b(?P<d5>1[3-9]|2\d|3[01])[/.](?P<m5>[01]?\d)[/.]{year.format('y5')}",
        rf"\b(?P<m6>[01]?\d)/(?P<d6>1[3-9]|2\d|3[01])/{year.format('y6')}",
    ]
    if day_first:
        shapes.append(r"(?<!\d)(?P<d9>[0-3]?\d)[/.-](?P<m9>[01]?\d)[/.-](?P<y9>(?:19|20)\d\d)")
    return re.compile("|".join(shapes))
