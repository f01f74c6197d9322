"""When a text was published: stated by what it or its container says, inferred from the text, or unknown.

Comes in: canonical text, its sections, the facts that page and container state, the day of capture. Goes out:
`Published`, with the reason in words. `stamps` reads dated lines and metadata, `signed` heads of releases and
signatures, `inferred` the story itself.
Never taken for the story's date: the day of capture, a date above the headline (the page's clock), an update,
a copyright's year, an archive picture, a reader's comment, an impossible date of the metadata.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ascribe.model import Fact, Known, Moment, Published, Section, SectionKind
from ascribe.read import inferred, signed, stamps
from ascribe.read.elections import vote_day
from ascribe.read.passages import dated, dates_in, is_archive, of

#: Metadata and the text's own dated line may lie so many days apart and mean the same publication: time
#: zones, and a story filed the evening before.
SAME_DAYS = 2

_RULES: tuple[Callable[[str, Sequence[Section]], Published | None], ...] = (
    stamps.stated,
    stamps.opening,
    signed.release,
    signed.monitored,
    stamps.stamped_anywhere,
    signed.appeared,
    signed.numbers,
    stamps.dateline_day,
    stamps.updated,
    signed.signature,
    inferred.deadline,
    inferred.told_day,
    vote_day,
    inferred.dated_beside,
    inferred.dated_lede,
    inferred.anniversary,
    inferred.year_of_tense,
)


def published(
    text: str, sections: Sequence[Section], facts: Sequence[Fact] = (), captured: str | None = None
) -> Published:
    """What text and metadata let a careful reader conclude about the date of publication.

    The metadata win, unless the text itself carries a date of another day: then the page was published again,
    and its weekdays count from the text's own. `captured` (ISO 8601) only bounds: nothing is later.
    """
    own = next((found for rule in _RULES if (found := rule(text, sections))), None)
    told, doubts = stamps.of_facts(facts, captured)
    if told and told.known is Known.STATED:
        return _either(own, told)
    if own:
        return replace(own, reason="; ".join((own.reason, *doubts)))
    if told:
        return told
    reason = "; ".join((_why_unknown(text, sections), *doubts))
    return Published(Known.UNKNOWN, None, reason)


def _either(own: Published | None, told: Published) -> Published:
    """The metadata's date, or the text's own where that is written out and of another day."""
    if own is None or own.moment is None or told.moment is None:
        return told
    written = own.known is Known.STATED or own.moment.rule == stamps.DATELINE_DAY
    first, last, day = own.moment.first, own.moment.last, told.moment.first
    if not written or first is None or last is None or day is None:
        return told
    slack = timedelta(SAME_DAYS)
    if first - slack <= day <= last + slack:
        return told
    return replace(own, reason=f"{own.reason}; {told.reason} says {told.moment.edtf}, another day")


def anchored(text: str, sections: Sequence[Section], whole: Published) -> tuple[Section, ...]:
    """The sections, each with its own date where that is another than the report's.

    A post is of the day that stands under it; a dated line inside the story (a live blog's) dates what follows
    it, up to the next one; an agency's text is of the day of its dateline.
    """
    found, running = list[Section](), None
    opened = False
    for section in sections:
        if section.kind is SectionKind.DATELINE and opened:
            running = _own_date(text, section, whole)
        opened = opened or section.kind in (SectionKind.BODY, SectionKind.WIRE)
        own = _own_date(text, section, whole) if section.kind is SectionKind.QUOTATION else running
        anchor = own if section.kind not in (SectionKind.BOILERPLATE, SectionKind.CAPTION) else None
        found.append(replace(section, published=anchor) if anchor else section)
    return tuple(found)


def _own_date(text: str, section: Section, whole: Published) -> Published | None:
    """The full date that a section carries, or its month and day in the year of the report."""
    year = whole.moment.first.year if whole.moment and whole.moment.first else None
    for one in dates_in(text, section):
        if one.year is None and (year is None or section.kind is SectionKind.QUOTATION):
            continue
        try:
            day = one.value or date(year or 0, one.month, one.day)
        except ValueError:
            continue
        if whole.moment and whole.moment.first == day == whole.moment.last:
            return None
        moment = Moment(day.isoformat(), text[one.start : one.end], one.start, one.end, None, "stated")
        return Published(Known.STATED if one.year else Known.INFERRED, moment, "a date of its own")
    return None


def _why_unknown(text: str, sections: Sequence[Section]) -> str:
    title = next((s.start for s in of(sections, SectionKind.HEADLINE)), 0)
    for section in of(sections, SectionKind.BOILERPLATE):
        for one in dates_in(text, section):
            if section.start < title:
                words = text[one.start : one.end]
                return f"{words!r} stands above the headline: it dates the page, not the story"
    pictures = [s for s in of(sections, SectionKind.CAPTION) if is_archive(text, s) and dated(text, s)]
    return "only an archive picture carries a date" if pictures else "no date in the text"
