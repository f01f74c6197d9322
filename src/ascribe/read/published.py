"""When a text was published, by what the text itself says: stated, inferred, or unknown with the reason.

Stated: a dated line between headline and story, a dateline with a full date, a line that says "Published
...". Inferred: a picture or a quoted post carries a full date and the story names weekdays; a first paragraph
carries a full date; a tense that holds in one year only. A date above the headline is the page's (the day it
was saved, as often as not) and never the story's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ascribe.model import Fact, Known, Moment, Published, Section, SectionKind
from ascribe.read.chrome import chrome, fold
from ascribe.read.dates import Dated, find_dates

#: Paragraphs in which a full date is the day of the news.
LEDE = 2
#: Between the day that a post or picture carries and the next named weekday lie at most so many days.
WEEK = 7

_HEAD = (SectionKind.DATELINE, SectionKind.BYLINE)
_THIS_YEAR = re.compile(r"\bthis year\b", re.I)
#: Not "in": "has been at war since the invasion in 2003".
_PERFECT = re.compile(r"\b(?:has|have)\b[^.;,]{2,60}?\b(?:over|so far in) (?P<year>(?:19|20)\d\d)\b")
_FUTURE = re.compile(
    r"\b(?:may|might|could|will|set to|likely to)\b[^.;]{2,60}?\bin (?P<year>(?:19|20)\d\d)\b", re.I
)


def published(text: str, sections: Sequence[Section], facts: Sequence[Fact] = ()) -> Published:
    """What the text lets a careful reader conclude about its date of publication."""
    rules = (_stated, _stamped_anywhere, _dateline_day, _deadline, _dated_beside, _dated_lede, _year_of_tense)
    for rule in rules:
        if found := rule(text, sections):
            return found
    return Published(Known.UNKNOWN, None, _why_unknown(text, sections))


def _stated(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date in a dateline, a byline or a line under the headline; "published" before "updated"."""
    found: list[tuple[bool, Dated]] = []
    for section in _of(sections, *_HEAD):
        words = text[section.start : section.end]
        said = fold(words).split()
        updated = "updated" in said and not any(word in said for word in chrome().stamp_published)
        found.extend((updated, _moved(dated, section.start)) for dated in find_dates(words) if dated.year)
    if not found:
        return None
    dated = min(found, key=lambda item: item[0])[1]
    reason = "a dated line between the headline and the story"
    return Published(Known.STATED, _moment(text, dated, "stated"), reason)


def _stamped_anywhere(text: str, sections: Sequence[Section]) -> Published | None:
    """A short line of the page that says "Published" and a full date."""
    for section in _of(sections, SectionKind.BOILERPLATE, SectionKind.NOTE):
        words = text[section.start : section.end]
        if len(words) > 100 or not fold(words).startswith(chrome().stamp_published):
            continue
        if dated := next((d for d in find_dates(words) if d.year), None):
            moment = _moment(text, _moved(dated, section.start), "stated")
            return Published(Known.STATED, moment, "a line of the page that says when it was published")
    return None


def _dateline_day(text: str, sections: Sequence[Section]) -> Published | None:
    """A dateline with month and day, where the text gives one year that fits."""
    for section in _of(sections, *_HEAD):
        for dated in find_dates(text[section.start : section.end]):
            year = dated.year or _year_for(text, sections, dated)
            if year is None:
                continue
            day = date(year, dated.month, dated.day)
            here = _moved(dated, section.start)
            moment = Moment(
                day.isoformat(), text[here.start : here.end], here.start, here.end, None, "dateline day"
            )
            return Published(
                Known.INFERRED, moment, f"day and month of the dateline, {year} from elsewhere in the text"
            )
    return None


def _year_for(text: str, sections: Sequence[Section], dated: Dated) -> int | None:
    """The copyright's year, or the latest written year that makes the day a weekday of the opening."""
    rights = [text[s.start : s.end] for s in _of(sections, SectionKind.BOILERPLATE)]
    for line in rights:
        if match := re.search(r"(?:©|\(c\)|copyright\b)[^.\d]{0,40}((?:19|20)\d\d)\b", line, re.I):
            return int(match[1])
    named = {weekday for weekday, _ in _weekdays(text, _body(sections)[:4])}
    years = sorted({d.year for d in find_dates(text) if d.year}, reverse=True)
    for year in years[:1]:
        try:
            if date(year, dated.month, dated.day).weekday() in named:
                return year
        except ValueError:
            continue
    return None


def _deadline(text: str, sections: Sequence[Section]) -> Published | None:
    """A document that a law wants within so many days of the last thing that it reports."""
    head = fold(" ".join(text[s.start : s.end] for s in sections[:3]))
    for phrase, days in chrome().deadlines:
        dates = [d for s in _body(sections) for d in _dates(text, s) if d.value]
        if phrase in head and dates:
            last = max(dates, key=lambda d: (d.value or date.min, d.start))
            value = last.value or date.min
            edtf = f"{(value + timedelta(1)).isoformat()}/{(value + timedelta(days)).isoformat()}"
            moment = Moment(edtf, text[last.start : last.end], last.start, last.end, None, "legal deadline")
            return Published(Known.INFERRED, moment, f"a document under the {phrase}: due within {days} days")
    return None


def _dated_beside(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date under a picture or a quoted post, carried on to the weekday on which the story was told."""
    beside = [
        s for s in _of(sections, SectionKind.CAPTION, SectionKind.QUOTATION) if not _is_archive(text, s)
    ]
    dates = [d for s in beside for d in _dates(text, s) if d.value]
    named = list(_weekdays(text, _body(sections)))
    if not dates or not named:
        return None
    anchor = max(dates, key=lambda d: (d.value or date.min, d.start))
    day = anchor.value or date.min
    told = {weekday for weekday, is_told in named if is_told} or {weekday for weekday, _ in named}
    offsets = sorted((weekday - day.weekday()) % WEEK for weekday in told)
    # The last weekday told of, unless that lies a whole week ahead: then it is one before the picture.
    offset = max((o for o in offsets if o <= WEEK // 2), default=offsets[0])
    first = day + timedelta(offset)
    # Only one weekday in the whole story: told on that day, or in the night and on the morning after.
    alone = len({weekday for weekday, _ in named}) == 1
    edtf = f"{first.isoformat()}/{(first + timedelta(1)).isoformat()}" if alone else first.isoformat()
    moment = Moment(
        edtf,
        text[anchor.start : anchor.end],
        anchor.start,
        anchor.end,
        None,
        "weekday after a dated picture or post",
    )
    return Published(
        Known.INFERRED, moment, "the weekday of the story after the date of a picture or post in it"
    )


def _dated_lede(text: str, sections: Sequence[Section]) -> Published | None:
    """A full date in the first paragraphs is the day of the news; the text is of that day or the next."""
    dates = [d for s in _body(sections)[:LEDE] for d in _dates(text, s) if d.value]
    weekdays = {weekday for weekday, _ in _weekdays(text, _body(sections)[:LEDE])}
    fitting = [d for d in dates if d.value and d.value.weekday() in weekdays]
    if not fitting:
        return None
    dated = max(fitting, key=lambda d: (d.value or date.min, d.start))
    day = dated.value or date.min
    edtf = f"{day.isoformat()}/{(day + timedelta(1)).isoformat()}"
    moment = Moment(
        edtf, text[dated.start : dated.end], dated.start, dated.end, None, "dated weekday of the lede"
    )
    return Published(Known.INFERRED, moment, "the first paragraphs give the day of the news with its weekday")


def _year_of_tense(text: str, sections: Sequence[Section]) -> Published | None:
    """What "has grown over 2019" is told in 2019; so is "may hit a record in 2019" with "this year"."""
    story = [*_of(sections, SectionKind.HEADLINE), *_body(sections)]
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


def _why_unknown(text: str, sections: Sequence[Section]) -> str:
    title = next((s.start for s in _of(sections, SectionKind.HEADLINE)), 0)
    for section in _of(sections, SectionKind.BOILERPLATE):
        for dated in _dates(text, section):
            if section.start < title:
                words = text[dated.start : dated.end]
                return f"{words!r} stands above the headline: it dates the page, not the story"
    return "no date in the text"


def _body(sections: Iterable[Section]) -> list[Section]:
    return list(_of(sections, SectionKind.BODY))


def _of(sections: Iterable[Section], *kinds: SectionKind) -> Iterator[Section]:
    return (section for section in sections if section.kind in kinds)


def _dates(text: str, section: Section) -> Iterator[Dated]:
    return (_moved(dated, section.start) for dated in find_dates(text[section.start : section.end]))


def _moved(dated: Dated, by: int) -> Dated:
    return Dated(dated.start + by, dated.end + by, dated.month, dated.day, dated.year)


def _moment(text: str, dated: Dated, rule: str) -> Moment:
    value = dated.value
    return Moment(
        value.isoformat() if value else None,
        text[dated.start : dated.end],
        dated.start,
        dated.end,
        None,
        rule,
    )


def _is_archive(text: str, section: Section) -> bool:
    words = text[section.start : section.end].lower()
    return any(mark in words for mark in chrome().archive)


def _weekdays(text: str, sections: Iterable[Section]) -> Iterator[tuple[int, bool]]:
    """Weekdays named in the paragraphs, and whether a verb of speech stands right beside."""
    names = "|".join(day.capitalize() for day in chrome().weekdays)
    speech = "|".join(chrome().speech)
    told = re.compile(
        rf"\b(?:{speech})\b(?: \w+){{0,4}}? (?:on |late |early )?(?P<after>{names})\b"
        rf"|\b(?P<before>{names})\b(?: \w+){{0,1}}? (?:{speech})\b"
    )
    for section in sections:
        words = text[section.start : section.end]
        spoken = [m["after"] or m["before"] for m in told.finditer(words)]
        for name in re.findall(rf"\b({names})\b", words):
            yield chrome().weekdays.index(name.lower()), name in spoken
