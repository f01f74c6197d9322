"""`Moment`: when, with the precision that the words give and no more.

The value is an interval in the Extended Date/Time Format (EDTF, ISO 8601-2:2019): "2021-11-07", "2023-10",
"2023-10-17/2023-11-21", "2023-10-17/.." (open), "2021-11-07T03:30" (with "Z" or "+03:00" where that is known).
Unresolved words carry no value.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ascribe.errors import AscribeError

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\d{2}(?::\d{2}){0,2}(?:Z|[+-]\d{2}:\d{2})?)?)?)?[~?%]?")


@dataclass(frozen=True, slots=True)
class Moment:
    """An EDTF value with its words and the rule that resolved them against an anchor; `edtf` None is unresolved.

    `anchor` is the EDTF value that the words count from; where they count from a happening whose time is not known,
    it is the id of its proposition, and `rule` says "after" or "before".
    """

    edtf: str | None
    words: str = ""
    start: int | None = None
    end: int | None = None
    anchor: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        if self.edtf is not None:
            bounds(self.edtf)

    @property
    def first(self) -> date | None:
        """First possible day; None where the beginning is open or unknown."""
        return bounds(self.edtf)[0] if self.edtf else None

    @property
    def last(self) -> date | None:
        """Last possible day; None where the end is open or unknown."""
        return bounds(self.edtf)[1] if self.edtf else None


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date or interval; raises AscribeError on anything else."""
    begin, slash, finish = edtf.partition("/")
    if not slash:
        return _days(begin)
    first = None if begin in ("", "..") else _days(begin)[0]
    last = None if finish in ("", "..") else _days(finish)[1]
    if first and last and last < first:
        raise AscribeError(f"{edtf!r} ends before it begins")
    return first, last


def _days(value: str) -> tuple[date, date]:
    match = _DATE.fullmatch(value)
    if not match:
        raise AscribeError(f"{value!r} is not a date like 2031, 2031-05 or 2031-05-14 (EDTF)")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if month is None or year is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise AscribeError(f"{value!r} is not a date of the calendar") from error
