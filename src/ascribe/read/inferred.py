"""When a text was published, inferred from the story itself where that is safe; the reason is kept.

Comes in: a text with its sections. Goes out: `Published` with `Known.INFERRED`, or None.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ascribe.model import Known, Moment, Published, Section, SectionKind
from ascribe.read.dates import Dated, calendar
from ascribe.read.passages import body, dates_in, is_archive, moment_of, of, weekdays
from ascribe.read.phrases import fold

#: Paragraphs in which a full date is the day of the news.
LEDE = 2
#: Between the day that a post or picture carries and the next named weekday lie at most so many days.
WEEK = 7
#: An anniversary is told of within so many days of it.
NEAR_ANNIVERSARY = 7
#: The words that count the years stand so many characters before their date at most.
COUNTED_WITHIN = 150

_THIS_YEAR = re.compile(r"\bthis year\b", re.I)
#: Not "in": "has been at war since the invasion in 2003".
_PERFECT = re.compile(r"\b(?:has|have)\b[^.;,]{2,60}?\b(?:over|so far in) (?P<year>(?:19|20)\d\d)\b")
_FUTURE = re.compile(
    r"\b(?:may|might|could|will|set to|likely to)\b[^.;]{2,60}?\bin (?P<year>(?:19|20)\d\d)\b", re.I
)
_DAYS = {"yesterday": 1, "last night": 1, "today": 0, "tonight": 0, "this morning": 0, "this evening": 0,
         "tomorrow": -1}  # fmt: skip
_BESIDE = re.compile(
    rf"\b(?P<day>{'|'.join(_DAYS)})\W{{1,3}}(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?$", re.I
)
_AFTER_DATE = re.compile(rf"^\W{{0,3}}\(?(?P<day>{'|'.join(_DAYS)})\b", re.I)
_ANNIVERSARY = re.compile(
    r"\b(?:(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)|(?P<number>\d{1,2})(?:st|nd|rd|th))"
    r" anniversary of\b[^.]{0,80}$",
    re.I,
)
_YEARS_AFTER = re.compile(
    r"\b(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|a) years? (?:to the day )?(?:after|since)\b"
    r"[^.]{0,40}$",
    re.I,
)
_NUMBERS = {word: number for number, words in enumerate(
    ("", "a one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh",
     "eight eighth", "nine ninth", "ten tenth")) for word in words.split()}  # fmt: skip


def deadline(text: str, sections: Sequence[Section]) -> Published | None:
    """A document that a law wants within so many days of the last thing that it reports."""
    opening = fold(" ".join(text[s.start : s.end] for s in sections[:3]))
    for phrase, days in calendar().deadlines:
        dates = _full_dates(text, body(sections))
        if phrase in opening and dates:
            last, value = dates[-1]
            edtf = f"{(value + timedelta(1)).isoformat()}/{(value + timedelta(days)).isoformat()}"
            moment = moment_of(text, last, "legal deadline", edtf)
            return Published(Known.INFERRED, moment, f"a document under the {phrase}: due within {days} days")
    return None


def told_day(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date beside "yesterday", "today" or "tomorrow"."""
    for section in (*of(sections, SectionKind.HEADLINE), *body(sections)):
        for one, value in _full_dates(text, [section]):
            before = _BESIDE.search(text, max(section.start, one.start - 40), one.start)
            after = _AFTER_DATE.match(text[one.end : min(section.end, one.end + 20)])
            match = before or after
            if match is None or _is_quoted(text, section, one.start):
                continue
            word = match["day"].lower()
            day = value + timedelta(_DAYS[word])
            moment = moment_of(text, one, "day beside a date", day.isoformat())
            return Published(Known.INFERRED, moment, f"the text says {word!r} of that date")
    return None


def _is_quoted(text: str, section: Section, at: int) -> bool:
    """Whether quotation marks are open there: what was said may be older than the text."""
    before = text[section.start : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def anniversary(text: str, sections: Sequence[Section]) -> Published | None:
    """The first paragraphs count whole years from a full date ("one year after the 3 January 2020 strike")."""
    for section in body(sections)[:LEDE]:
        for one, value in _full_dates(text, [section]):
            before = max(section.start, one.start - COUNTED_WITHIN), one.start
            match = _ANNIVERSARY.search(text, *before) or _YEARS_AFTER.search(text, *before)
            if match is None:
                continue
            given = match.groupdict()
            years = int(given.get("number") or 0) or _NUMBERS[(given.get("word") or "a").lower()]
            day = value.replace(year=value.year + years, day=min(value.day, 28))
            near = timedelta(NEAR_ANNIVERSARY)
            edtf = f"{(day - near).isoformat()}/{(day + near).isoformat()}"
            moment = moment_of(text, one, "years counted from a date", edtf)
            return Published(Known.INFERRED, moment, f"the story is told {years} years after that date")
    return None


def dated_beside(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date under a picture or a quoted post, carried on to the weekday on which the story was told."""
    beside = [s for s in of(sections, SectionKind.CAPTION, SectionKind.QUOTATION) if not is_archive(text, s)]
    dates = _full_dates(text, beside)
    named = list(weekdays(text, body(sections)))
    if not dates or not named:
        return None
    anchor, day = dates[-1]
    told = {weekday for weekday, is_told in named if is_told} or {weekday for weekday, _ in named}
    offsets = sorted((weekday - day.weekday()) % WEEK for weekday in told)
    # The last weekday told of, unless that lies a whole week ahead: then it is one before the picture.
    offset = max((o for o in offsets if o <= WEEK // 2), default=offsets[0])
    first = day + timedelta(offset)
    # Only one weekday in the whole story: told on that day, or in the night and on the morning after.
    alone = len({weekday for weekday, _ in named}) == 1
    edtf = f"{first.isoformat()}/{(first + timedelta(1)).isoformat()}" if alone else first.isoformat()
    moment = moment_of(text, anchor, "weekday after a dated picture or post", edtf)
    return Published(
        Known.INFERRED, moment, "the weekday of the story after the date of a picture or post in it"
    )


def dated_lede(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date in the first paragraphs is the day of the news; the text is of that day or the next."""
    lede = body(sections)[:LEDE]
    named = {weekday for weekday, _ in weekdays(text, lede)}
    fitting = [(one, value) for one, value in _full_dates(text, lede) if value.weekday() in named]
    if not fitting:
        return None
    one, day = fitting[-1]
    edtf = f"{day.isoformat()}/{(day + timedelta(1)).isoformat()}"
    moment = moment_of(text, one, "dated weekday of the lede", edtf)
    return Published(Known.INFERRED, moment, "the first paragraphs give the day of the news with its weekday")


def year_of_tense(text: str, sections: Sequence[Section]) -> Published | None:
    """What "has grown over 2019" is told in 2019; so is "may hit a record in 2019" with "this year"."""
    story = [*of(sections, SectionKind.HEADLINE), *body(sections)]
    this_year = any(_THIS_YEAR.search(text, s.start, s.end) for s in story)
    for section in story:
        match = _PERFECT.search(text, section.start, section.end)
        if not match and this_year and section.kind is SectionKind.HEADLINE:
            match = _FUTURE.search(text, section.start, section.end)
            # "by 2030" looks further ahead; the year before being told of as past keeps it at hand.
            match = match if match and str(int(match["year"]) - 1) in text else None
        if match:
            start, end = match.span("year")
            moment = Moment(match["year"], match["year"], start, end, None, "year of the tense")
            return Published(Known.INFERRED, moment, f"{match.group()!r} is said in that year")
    return None


def _full_dates(text: str, sections: Sequence[Section]) -> list[tuple[Dated, date]]:
    """The full dates of the sections, the earliest first."""
    found = [(one, one.value) for section in sections for one in dates_in(text, section) if one.value]
    return sorted(found, key=lambda item: (item[1], item[0].start))
