"""Dates of publication that stand where documents carry them: the head of a release, the signature, the last sentence.

Comes in: a text with its sections. Goes out: `Published`, or None. Also a date in numbers under the headline that can
be read in two ways, where the weekday that the story names leaves one.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ascribe.model import Known, Moment, Published, Section, SectionKind
from ascribe.read.dates import Dated, calendar, find_dates
from ascribe.read.passages import body, moment_of, of, weekdays

#: The head of a release is not longer, in lines with words; nor are the last lines of a signed document.
HEAD_LINES, LAST_LINES = 8, 5
#: A line of a head or signature is not longer, in characters.
LINE = 80
#: What says that a text appeared stands so many characters before the date at most.
SAID_WITHIN = 200
#: The story's opening, in paragraphs, whose weekday tells which number is the month.
OPENING = 3

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_RELEASE = re.compile(
    r"\W*(?:for (?:immediate|general) release|(?:press|news|media) (?:release|statement|notice|communiqu[eé])"
    r"|(?:press )?release (?:number|no)\b|immediate release)",
    re.I,
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_BEFORE = re.compile(rf"\W*(?:(?:date|dated|released?|issued)\b:? ?(?:on )?)?{_WEEKDAY}", re.I)
_PLACE = re.compile(
    rf"\W*(?:(?:done|given|issued|signed) (?:at|in) )?(?:[^\W\d_a-z][\w.'’-]*(?: [^\W\d_][\w.'’-]*){{0,3}}, ?)?"
    rf"(?:the |on )?{_WEEKDAY}"
)
_APPEARED = re.compile(
    r"\b(?:article|piece|story|report|text|column|essay|commentary|interview|analysis|editorial|op-ed)s?\b[^.\n]{0,30}?"
    r"\b(?:(?:first |originally )?(?:appeared|ran)|was (?:first |originally )?published)\b[^.\n]{0,60}?$",
    re.I,
)
#: "Radio X in Spanish 0030 GMT 3 Nov 89", "LA Y in Spanish 14 Feb 90 p 1": heads of the Foreign Broadcast Information
#: Service (1941 to 1996) and of those that kept its form.
_MONITORED = re.compile(
    r"\bin [A-Z][a-z]+ (?:(?:\d{4} GMT|GMT \d{4}) )?"
    r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d\d)(?: p+ \d+|$)",
    re.M,
)
#: Its first year, of two digits.
_MONITORED_FROM = 41
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d./-])")


def release(text: str, sections: Sequence[Section]) -> Published | None:
    """A date alone on a line of the head of a release, in whatever order its lines stand."""
    lines = [m for _, m in zip(range(HEAD_LINES), _LINE.finditer(text), strict=False)]
    opens = next((n for n, m in enumerate(lines) if _RELEASE.match(m[0])), None)
    for line in lines[opens:] if opens is not None else ():
        for one in _dates(text, line):
            if _BEFORE.fullmatch(text, line.start(), one.start) and not text[one.end : line.end()].strip(
                " .)"
            ):
                reason = "the date in the head of a release"
                return Published(Known.STATED, moment_of(text, one, "stated"), reason)
    return None


def monitored(text: str, sections: Sequence[Section]) -> Published | None:
    """The day of a broadcast or paper in the head that a monitoring service gave it."""
    for line in [m for _, m in zip(range(HEAD_LINES), _LINE.finditer(text), strict=False)]:
        match = _MONITORED.search(text, line.start(), line.end())
        month = calendar().months.get(match["month"].lower()) if match else None
        if match is None or month is None:
            continue
        century = 1900 if int(match["year"]) >= _MONITORED_FROM else 2000
        try:
            day = date(century + int(match["year"]), month, int(match["day"]))
        except ValueError:
            continue
        start, end = match.start("day"), match.end("year")
        moment = Moment(day.isoformat(), text[start:end], start, end, None, "stated")
        return Published(Known.STATED, moment, "the head that a monitoring service gave it")
    return None


def signature(text: str, sections: Sequence[Section]) -> Published | None:
    """A line of place and date among the last ones, with nothing but names behind it."""
    last = list(_LINE.finditer(text, max(0, len(text) - 4 * LINE * LAST_LINES)))[-LAST_LINES:]
    for line in reversed(last):
        words = line[0].strip()
        if len(words) > LINE or (words.endswith((".", "!", "?", "…")) and len(words.split()) > 5):
            return None
        for one in _dates(text, line):
            if _PLACE.fullmatch(text, line.start(), one.start) and not text[one.end : line.end()].strip(" ."):
                return Published(
                    Known.STATED, moment_of(text, one, "stated"), "the date beside the signature"
                )
    return None


def appeared(text: str, sections: Sequence[Section]) -> Published | None:
    """ "This article appeared on 3 May 2031." at the end of the text."""
    ends = [*body(sections)[-2:], *of(sections, SectionKind.NOTE, SectionKind.BOILERPLATE)]
    for section in ends:
        for one in find_dates(text[section.start : section.end]):
            if one.year is None:
                continue
            at = Dated(one.start + section.start, one.end + section.start, one.month, one.day, one.year)
            if _APPEARED.search(text, max(section.start, at.start - SAID_WITHIN), at.start):
                return Published(
                    Known.STATED, moment_of(text, at, "stated"), "the text says when it appeared"
                )
    return None


def numbers(text: str, sections: Sequence[Section]) -> Published | None:
    """A date in numbers above the story, where only one of its two readings is a weekday that the opening names, or the
    day after it."""
    told = body(sections)
    named = {weekday for weekday, _ in weekdays(text, told[:OPENING])}
    end = told[0].end if told else min(len(text), 4 * LINE)
    for match in _NUMBERS.finditer(text, 0, end):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        if (len(text) if line_end < 0 else line_end) - line_start > LINE:
            continue
        found = list(_readings(match))
        for back in (0, 1):
            fitting = [one for one in found if one.value and (one.value - timedelta(back)).weekday() in named]
            if len(fitting) == 1:
                reason = "a date in numbers, read as the weekday that the story names"
                return Published(
                    Known.INFERRED, moment_of(text, fitting[0], "weekday of a date in numbers"), reason
                )
    return None


def _readings(match: re.Match[str]) -> Iterator[Dated]:
    """A date in numbers with the day first, and with the month first."""
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    for day, month in {(one, other), (other, one)}:
        if 1 <= month <= 12 and 1 <= day <= 28 + (month != 2) * 2 + (month in (1, 3, 5, 7, 8, 10, 12)):
            yield Dated(match.start(), match.end(), month, day, year)


def _dates(text: str, line: re.Match[str]) -> Iterator[Dated]:
    """The full dates of a short line, with offsets in the text."""
    if len(line[0].strip()) > LINE:
        return
    for one in find_dates(line[0]):
        if one.year is not None:
            yield Dated(one.start + line.start(), one.end + line.start(), one.month, one.day, one.year)
