"""Dates of publication that are written down: dated lines, datelines, metadata; and updates, which are none.

Comes in: a text with its sections, or the facts of its container. Goes out: `Published`, or None. A line or a
fact that says "updated" bounds the publication and never is it.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from ascribe.model import Fact, FactName, Known, Moment, Published, Section, SectionKind
from ascribe.read.dates import Dated, calendar, find_dates, is_numeric_date, says
from ascribe.read.language import language_of
from ascribe.read.passages import body, dated, dates_in, head, moment_of, of, weekdays
from ascribe.read.phrases import fold

#: The rule's name of a dateline's month and day with a year from elsewhere.
DATELINE_DAY = "dateline day"
#: Nothing that is read is older; a clock that stands at its beginning (1970) says nothing.
OLDEST, CLOCK_ZERO = 1900, date(1970, 1, 1)
#: A dated line of the page is not longer, in characters.
STAMP_LENGTH = 100

_RANGE = re.compile(r"\W*(?:[–—-]|to|until|through)\W*")
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b)[^.\d]{0,40}((?:19|20)\d\d)\b", re.I)
_PART = re.compile(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?")
_PLACE = re.compile(r"\(?\s*(?:[^\W\d_][^\d.!?()]{1,40}[,/]\s*)?")
_DASH = re.compile(r"\s*(?:\([^)\n]{1,40}\)\s*)?[)–—:-]")
#: Headlines of papers that come out day by day; the date at the end of another may be that of the happening.
_BULLETIN = re.compile(
    r"\b(?:bulletin|communiqu[eé]|digest|situation report|sitrep|press release|briefing|summary|log)\b", re.I
)
#: What stands beside the date of a line of its own: a name, every word of it written like one.
_NAME = r"[^\W\d_a-z][\w’'&-]*(?: (?:of |the |and |de |[^\W\d_a-z])[\w’'&-]*){0,5}"
_BEFORE_DATE, _AFTER_DATE = re.compile(rf"(?:{_NAME}\s?[,|·•]\s?)?"), re.compile(rf"(?:\s?[,|·•]\s?{_NAME})?")
_UNIX = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")


def stated(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date in a dateline, a byline or a line under the headline, "published" before any other."""
    found = [(rank, one) for rank, one in _head_dates(text, sections) if rank < 2]
    if not found:
        return None
    one = min(found, key=lambda item: item[0])[1]
    return Published(
        Known.STATED, moment_of(text, one, "stated"), "a dated line between the headline and the story"
    )


def _head_dates(text: str, sections: Sequence[Section]) -> list[tuple[int, Dated]]:
    """Full dates of the head: 0 where the line says "published", 2 where "updated", 1 where neither."""
    found = list[tuple[int, Dated]]()
    for section in head(sections):
        words = text[section.start : section.end]
        folded = fold(words)
        is_first, is_change = says(folded, calendar().says_published), says(folded, calendar().says_updated)
        rank = 0 if is_first else 2 if is_change else 1
        day_first = is_numeric_date(words) and language_of(text, sections) in calendar().day_first
        dates = list(dates_in(text, section, day_first=day_first))
        if len(dates) > 1 and rank == 1 and _RANGE.fullmatch(text[dates[0].end : dates[1].start]):
            # "1 January – 31 March 2031" is the time that a document is about.
            continue
        found.extend((rank, one) for one in dates if one.year)
    return found


def stamped_anywhere(text: str, sections: Sequence[Section]) -> Published | None:
    """A short line of the page that says "Published" and a full date; not one of a list of other stories."""
    told = body(sections)
    for section in of(sections, SectionKind.BOILERPLATE, SectionKind.NOTE, SectionKind.DATELINE):
        words = text[section.start : section.end]
        opens = any(f"{fold(words)} ".startswith(f"{phrase} ") for phrase in calendar().says_published)
        if len(words) > STAMP_LENGTH or not opens or (told and section.start < told[0].start):
            continue
        if one := dated(text, section):
            reason = "a line of the page that says when it was published"
            return Published(Known.STATED, moment_of(text, one, "stated"), reason)
    return None


def opening(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date that the first paragraph opens with ("(Varn, 2 March 2031) Police ..."), or is with a name beside it
    ("2 March 2031, Varn News"), or that ends the headline of a bulletin."""
    first = body(sections)[:1] if len(body(sections)) > 1 else ()
    for section in (*of(sections, SectionKind.HEADLINE), *first):
        one = dated(text, section)
        if one and _is_line_of_date(text, section, one):
            return Published(
                Known.STATED, moment_of(text, one, "stated"), "a line with a date and a name alone"
            )
    for section in body(sections)[:1]:
        one = dated(text, section)
        if one and _PLACE.fullmatch(text, section.start, one.start) and _DASH.match(text, one.end):
            return Published(
                Known.STATED, moment_of(text, one, "stated"), "the date that the story opens with"
            )
    for section in of(sections, SectionKind.HEADLINE):
        one = dated(text, section)
        if (
            one
            and text[one.end : section.end].strip(" .)") == ""
            and _BULLETIN.search(text, section.start, one.start)
        ):
            return Published(Known.STATED, moment_of(text, one, "stated"), "the date that ends the headline")
    return None


def _is_line_of_date(text: str, section: Section, one: Dated) -> bool:
    """Whether a paragraph is a date alone, or a date and a name."""
    before = _BEFORE_DATE.fullmatch(text, section.start, one.start)
    return bool(before and _AFTER_DATE.fullmatch(text, one.end, section.end))


def dateline_day(text: str, sections: Sequence[Section]) -> Published | None:
    """A dateline with month and day, where the text gives one year that fits."""
    for section in head(sections):
        for one in dates_in(text, section):
            if one.year is None and (year := _year_for(text, sections, one)):
                day = date(year, one.month, one.day)
                moment = moment_of(text, one, DATELINE_DAY, day.isoformat())
                reason = f"day and month of the dateline, {year} from elsewhere in the text"
                return Published(Known.INFERRED, moment, reason)
    return None


def _year_for(text: str, sections: Sequence[Section], one: Dated) -> int | None:
    """The copyright's year, or the latest written year that makes the day a weekday of the opening."""
    for section in of(sections, SectionKind.BOILERPLATE):
        if match := _RIGHTS.search(text, section.start, section.end):
            return int(match[1]) if _is_day(int(match[1]), one) else None
    named = {weekday for weekday, _ in weekdays(text, body(sections)[:4])}
    years = [dated.year for dated in find_dates(text) if dated.year]
    latest = max(years, default=None)
    if latest and _is_day(latest, one) and date(latest, one.month, one.day).weekday() in named:
        return latest
    return None


def _is_day(year: int, one: Dated) -> bool:
    try:
        date(year, one.month, one.day)
    except ValueError:
        return False
    return True


def updated(text: str, sections: Sequence[Section]) -> Published | None:
    """A head that says only when the page was last updated: the story's weekday tells how near that is."""
    dates = [one for rank, one in _head_dates(text, sections) if rank == 2]
    if not dates:
        return None
    one = dates[0]
    last = one.value or date.min
    spoken = list(weekdays(text, body(sections)))
    told = {weekday for weekday, is_told in spoken if is_told} or {weekday for weekday, _ in spoken}
    edtf, reason = f"../{last.isoformat()}", "last updated then, published no later"
    for back in (0, 1):
        day = last - timedelta(back)
        if day.weekday() in told:
            edtf = day.isoformat() if back == 0 else f"{day.isoformat()}/{last.isoformat()}"
            reason = "last updated then; the story is told of the same weekday or the one before"
            break
    return Published(Known.INFERRED, moment_of(text, one, "last updated", edtf), reason)


# --- What the container states ----------------------------------------------------------------------------


def of_facts(facts: Sequence[Fact], captured: str | None) -> tuple[Published | None, list[str]]:
    """The date that page and container state, and what they state that cannot be."""
    doubts = list[str]()
    latest = _day_after(captured)
    for name in (FactName.PUBLISHED, FactName.UPDATED):
        for fact in facts:
            if fact.name is not name:
                continue
            edtf = edtf_of(fact.value)
            if why := _unbelievable(edtf, latest):
                doubts.append(f"{fact.where} says {fact.value!r}: {why}")
            elif name is FactName.PUBLISHED:
                return Published(Known.STATED, Moment(edtf, fact.value, rule="stated"), fact.where), doubts
            elif edtf and len(edtf) >= len("2000-01-01"):
                moment = Moment(f"../{edtf[:10]}", fact.value, rule="last updated")
                reason = f"{fact.where}: last updated then, published no later"
                return Published(Known.INFERRED, moment, reason), doubts
    return None, doubts


def edtf_of(value: str) -> str | None:
    """A stated date as EDTF, in the local time that is written: ISO 8601, RFC 822, seconds since 1970, or
    words with one full date; None where it is none of these."""
    value = value.strip()
    if _UNIX.fullmatch(value):
        seconds = float(value) / (1000 if len(value.partition(".")[0]) > 10 else 1)
        return _minutes(datetime.fromtimestamp(seconds, UTC))
    if match := _PART.fullmatch(value):
        return match[0]
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.date().isoformat() if len(value) <= len("2000-01-01") else _minutes(moment)
    found = {one.value for one in find_dates(value) if one.value}
    day = found.pop() if len(found) == 1 else None
    return day.isoformat() if day else None


def _minutes(moment: datetime) -> str:
    """To the minute, in the local time and with the offset that are written."""
    return moment.replace(tzinfo=None).isoformat(timespec="minutes") + _offset(moment.utcoffset())


def _offset(offset: timedelta | None) -> str:
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}" if minutes else "Z"


def _unbelievable(edtf: str | None, latest: date | None) -> str | None:
    """Why a stated date is not believed; None where it is."""
    if edtf is None:
        return "no date that can be read"
    first = Moment(edtf).first
    if first is None or first.year < OLDEST:
        return "too old to be true"
    if first == CLOCK_ZERO and len(edtf) >= len("1970-01-01"):
        return "the beginning of a clock, not a date"
    if latest and first > latest:
        return "later than the day it was captured"
    return None


def _day_after(captured: str | None) -> date | None:
    """The last day that a text captured then can be of, wherever on the globe."""
    edtf = edtf_of(captured) if captured else None
    last = Moment(edtf).last if edtf else None
    return last + timedelta(1) if last else None
