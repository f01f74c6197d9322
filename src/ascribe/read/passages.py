"""The passages of a text that its dates are looked for in: sections of a kind, dates and weekdays in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ascribe.model import Moment, Section, SectionKind
from ascribe.read.chrome import chrome
from ascribe.read.dates import Dated, calendar, find_dates

#: So many lines, of so many characters at most, may open a story before its byline.
STANDFIRST, STANDFIRST_LENGTH = 5, 200

_STORY = (SectionKind.BODY, SectionKind.WIRE, SectionKind.BACKGROUND)


def of(sections: Iterable[Section], *kinds: SectionKind) -> Iterator[Section]:
    """The sections of these kinds."""
    return (section for section in sections if section.kind in kinds)


def body(sections: Iterable[Section]) -> list[Section]:
    """The paragraphs of the story, background and agency text among them."""
    return list(of(sections, *_STORY))


def head(sections: Sequence[Section]) -> list[Section]:
    """Datelines and bylines before the first paragraph; all of them where there is no paragraph.

    A standfirst, or the points that open a story, may stand before them.
    """
    found, before = list[Section](), 0
    for section in of(sections, *_STORY, SectionKind.QUOTATION, SectionKind.DATELINE, SectionKind.BYLINE):
        if section.kind in (SectionKind.DATELINE, SectionKind.BYLINE):
            found.append(section)
            continue
        before += 1
        if before > STANDFIRST or section.end - section.start > STANDFIRST_LENGTH:
            break
    return found


def dates_in(text: str, section: Section, *, day_first: bool = False) -> Iterator[Dated]:
    """The dates of a section, with offsets in the text."""
    for one in find_dates(text[section.start : section.end], day_first=day_first):
        yield Dated(one.start + section.start, one.end + section.start, one.month, one.day, one.year)


def dated(text: str, section: Section) -> Dated | None:
    """The first full date of a section."""
    return next((one for one in dates_in(text, section) if one.year), None)


def moment_of(text: str, one: Dated, rule: str, edtf: str | None = None) -> Moment:
    """The day of a date that stands in the text, or another value that follows from it."""
    value = edtf or (one.value.isoformat() if one.value else None)
    return Moment(value, text[one.start : one.end], one.start, one.end, None, rule)


def is_archive(text: str, section: Section) -> bool:
    """Whether a picture says that it is an old one."""
    words = text[section.start : section.end].lower()
    return any(mark in words for mark in chrome().archive)


def weekdays(text: str, sections: Iterable[Section]) -> Iterator[tuple[int, bool]]:
    """Weekdays named in the paragraphs (0 is Monday), and whether a verb of speech stands right beside."""
    told, named = _weekday_patterns()
    for section in sections:
        words = text[section.start : section.end]
        spoken = [m["after"] or m["before"] for m in told.finditer(words)]
        for name in named.findall(words):
            yield calendar().weekdays.index(name.lower()), name in spoken


@cache
def _weekday_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(day.capitalize() for day in calendar().weekdays)
    speech = "|".join(calendar().speech)
    told = re.compile(
        rf"\b(?:{speech})\b(?: \w+){{0,4}}? (?:on |late |early )?(?P<after>{names})\b"
        rf"|\b(?P<before>{names})\b(?: \w+){{0,1}}? (?:{speech})\b"
    )
    return told, re.compile(rf"\b({names})\b")
