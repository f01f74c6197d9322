"""The parts of a page: headline, dateline, byline, paragraphs, captions, notes, and what is no story.

Comes in: canonical text. Goes out: `Section`s in order that do not overlap; white space belongs to none of
them. The first HEADLINE is the title, later ones are sub-headings. A repeated headline is BOILERPLATE, so
that nothing is read twice. What the phrases are stands in `chrome.yaml`; here are the shapes of lines and the
order of the rules.
"""

import re
from bisect import bisect
from collections.abc import Sequence

from ascribe.model import Section, SectionKind
from ascribe.read.chrome import chrome, fold
from ascribe.read.dateline import agency_name, dateline
from ascribe.read.dates import find_dates, without_dates
from ascribe.read.lines import Line, lines
from ascribe.read.page import Mark

#: A headline stands within so many lines of the beginning, else the text has none.
HEAD_LINES = 12
#: A line that comes back within so many lines is taken for a headline and its copy.
COPY_LINES = 6
#: Capitals of at least so many words are a cross-link, of fewer a sub-heading.
LINK_WORDS = 6
#: A sub-heading has at most so many words.
SUBHEADING_WORDS = 10
#: After "Related posts" and the like, so many paragraphs of prose show that the story goes on.
PROSE_AFTER_TAIL = 2

_RULE = re.compile(r"^[\W_]+$")
_QUOTED = re.compile(r"^[\"“‘'«].*[\"”’'»]$")
_TWEET = re.compile(r"[—–-]\s?.{1,80}\(@\w{1,20}\)\s+\S+ \d{1,2}, \d{4}\W*$")
#: "VNA" alone under a headline: an agency that no table knows.
_ACRONYM = re.compile(r"^[A-Z]{2,5}$")
_AGENCY_LINE = re.compile(r"^\W*(?:by )?(?:the )?([A-Z][\w./ -]{1,30})\W*$", re.I)

Kinds = list[SectionKind | None]


def sections(text: str, marks: Sequence[Mark] = ()) -> tuple[Section, ...]:
    """The sections of a text; an empty tuple for a text without words. What is marked is of that kind."""
    parts = lines(text)
    kinds = _kinds(parts, marks)
    first_body = _first(parts, kinds, SectionKind.BODY)
    origin = _origin(parts, kinds, first_body)
    found: list[Section] = []
    for index, (line, kind) in enumerate(zip(parts, kinds, strict=True)):
        found.extend(_cut(line, kind or SectionKind.BODY, origin, opens=index == first_body))
    return tuple(found)


def _kinds(parts: Sequence[Line], marks: Sequence[Mark]) -> Kinds:
    """The kind of each line, by the rules from the surest to the default."""
    shouted = sum(line.is_capitals for line in parts) > len(parts) / 2
    marked = {mark.start: mark.kind for mark in marks}
    kinds: Kinds = [marked.get(line.start) or _kind_of_itself(line, shouted) for line in parts]
    title = _title(parts, kinds)
    _mark_head(parts, kinds, title)
    _mark_copies(parts, kinds, title)
    _mark_tail(parts, kinds)
    _mark_signature(parts, kinds)
    _mark_short_lines(parts, kinds, shouted)
    return kinds


def _kind_of_itself(line: Line, shouted: bool) -> SectionKind | None:
    """What a line is whatever stands around it, if that can be told."""
    table = chrome()
    if _RULE.match(line.text) or table.boilerplate.match(line.text, line.folded):
        return SectionKind.BOILERPLATE
    if table.notes.match(line.text, line.folded):
        return SectionKind.NOTE
    if _TWEET.search(line.text):
        return SectionKind.QUOTATION
    if is_caption(line.text):
        return SectionKind.CAPTION
    if not shouted and line.is_capitals and line.words >= LINK_WORDS:
        return SectionKind.BOILERPLATE
    return None


def is_caption(line: str) -> bool:
    """Whether a line is the words under a picture: it ends in a credit or begins as captions do."""
    table = chrome()
    return line.lower().startswith(table.caption_begins) or any(
        p.search(line) for p in table.caption_patterns
    )


def is_stamp(line: Line) -> bool:
    """Whether a line holds a date and next to nothing else ("Posted: 3 May 2021, 10:15 UTC")."""
    if not next(find_dates(line.text), None) or line.words > 14:
        return False
    rest = fold(re.sub(r"\d+", " ", without_dates(line.text))).split()
    known = (
        chrome().stamp_words
        | set(chrome().weekdays)
        | {day[:3] for day in chrome().weekdays}
        | {"t", "a", "p", "m"}
    )
    return sum(word not in known for word in rest) <= 2


def _title(parts: Sequence[Line], kinds: Kinds) -> int | None:
    """Index of the headline: a title-like line before the prose, best one that the page repeats."""
    head = []
    for index, line in enumerate(parts[:HEAD_LINES]):
        if line.folded in chrome().tail:
            break
        if kinds[index] is None and (
            (line.is_prose and not _looks_titled(parts, index)) or dateline_opens(line)
        ):
            break
        head.append(index)
    open_lines = [i for i in head if kinds[i] is None and parts[i].is_title_like and not is_stamp(parts[i])]
    open_lines = [i for i in open_lines if not _is_byline(parts[i])]
    for index in open_lines:
        if any(other.folded == parts[index].folded for other in parts[index + 1 : index + 1 + COPY_LINES]):
            return index
    for index in open_lines:
        if not _holds_later_line(parts, index):
            return index
    return None


def _looks_titled(parts: Sequence[Line], index: int) -> bool:
    """The first line of all, without a sentence's end and short enough, may be a long headline."""
    return index == 0 and parts[0].is_title_like


def dateline_opens(line: Line) -> bool:
    """Whether a paragraph of prose begins with a dateline."""
    return line.words >= 12 and dateline(line.text) is not None


def _holds_later_line(parts: Sequence[Line], index: int) -> bool:
    """Whether a line is a breadcrumb: other words, then one of the next lines."""
    later = parts[index + 1 : index + 1 + COPY_LINES]
    return any(
        line.words >= 4 and line.folded != parts[index].folded and parts[index].folded.endswith(line.folded)
        for line in later
    )


def _mark_head(parts: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    """The page above the headline, the headline, and the lines between it and the first paragraph."""
    if title is not None:
        kinds[:title] = [SectionKind.BOILERPLATE] * title
        kinds[title] = SectionKind.HEADLINE
    for index in range(0 if title is None else title + 1, len(parts)):
        line = parts[index]
        if kinds[index] is None and (line.is_prose or dateline_opens(line)):
            return
        if kinds[index] is None:
            kinds[index] = _head_matter(line)


def _head_matter(line: Line) -> SectionKind | None:
    if is_stamp(line) or (line.is_capitals and line.words <= 3 and len(line.text) > 5):
        return SectionKind.DATELINE
    if _is_byline(line) or _ACRONYM.match(line.text):
        return SectionKind.BYLINE
    return SectionKind.BOILERPLATE if line.words <= 2 and not line.ends_sentence else None


def _is_byline(line: Line) -> bool:
    agency = _AGENCY_LINE.match(line.text)
    known = {name.casefold() for pair in chrome().agencies.items() for name in pair}
    return bool(agency and agency[1].casefold() in known) or any(
        p.search(line.text) for p in chrome().bylines
    )


def _is_outlet(name: str) -> bool:
    """Whether a byline names an agency or outlet and no person."""
    words = re.compile(r"\b(?:news|agency|service|press|times|post|radio|tv|television|media|wire)\b", re.I)
    return name in chrome().agencies or bool(_ACRONYM.match(name) or words.search(name))


def _mark_copies(parts: Sequence[Line], kinds: Kinds, title: int | None) -> None:
    if title is None:
        return
    for index, line in enumerate(parts):
        if index != title and line.folded == parts[title].folded:
            kinds[index] = SectionKind.BOILERPLATE


def _mark_tail(parts: Sequence[Line], kinds: Kinds) -> None:
    """From "Leave a reply" and the like to the end; or only the titles under it where the story goes on."""
    told = [line.is_prose or line.ends_sentence for line in parts]
    story = [i for i, is_told in enumerate(told) if is_told and kinds[i] is None]
    for index, line in enumerate(parts):
        if line.folded not in chrome().tail or line.words > 6:
            continue
        before = bisect(story, index)
        if kinds[index] is SectionKind.HEADLINE or not before:
            continue
        ends = len(story) - before < PROSE_AFTER_TAIL
        for below in range(index, len(parts)):
            if not ends and below > index and (parts[below].is_prose or not parts[below].is_title_like):
                break
            if kinds[below] is not SectionKind.NOTE:
                kinds[below] = SectionKind.BOILERPLATE
        if ends:
            return


def _mark_signature(parts: Sequence[Line], kinds: Kinds) -> None:
    """The name under a letter."""
    for index, line in enumerate(parts[:-1]):
        if line.folded in chrome().closings and line.words <= 3 and parts[index + 1].words <= 8:
            kinds[index], kinds[index + 1] = SectionKind.BOILERPLATE, SectionKind.BYLINE


def _mark_short_lines(parts: Sequence[Line], kinds: Kinds, shouted: bool) -> None:
    """Sub-headings between paragraphs, menu words after the last one."""
    prose = [i for i, line in enumerate(parts) if kinds[i] is None and (line.is_prose or line.ends_sentence)]
    last = prose[-1] if prose else len(parts)
    for index, line in enumerate(parts):
        if (
            kinds[index] is not None
            or line.is_bullet
            or (line.ends_sentence and not _QUOTED.match(line.text))
        ):
            continue
        if index > last and line.words <= 5 and not shouted:
            kinds[index] = SectionKind.BOILERPLATE
        elif prose and prose[0] < index < last and line.words <= SUBHEADING_WORDS and not shouted:
            kinds[index] = SectionKind.HEADLINE if _is_subheading(line) else None


def _is_subheading(line: Line) -> bool:
    """Capitals, a phrase in quotation marks without a sentence's end in it, or a short title."""
    return line.is_capitals or line.is_title_like or (bool(_QUOTED.match(line.text)) and line.words <= 7)


def _first(parts: Sequence[Line], kinds: Kinds, kind: SectionKind) -> int | None:
    """Index of the first line of a kind (BODY is what nothing else claimed)."""
    wanted = None if kind is SectionKind.BODY else kind
    return next((i for i in range(len(parts)) if kinds[i] is wanted), None)


def _origin(parts: Sequence[Line], kinds: Kinds, first_body: int | None) -> str | None:
    """Whose text the paragraphs are: the agency of the dateline, else of the byline."""
    opening = dateline(parts[first_body].text) if first_body is not None else None
    if opening and opening.agency:
        return opening.agency
    for line, kind in zip(parts, kinds, strict=True):
        match = _AGENCY_LINE.match(line.text)
        if kind is SectionKind.BYLINE and match and _is_outlet(match[1]):
            return agency_name(match[1])
    return None


def _cut(line: Line, kind: SectionKind, origin: str | None, *, opens: bool) -> list[Section]:
    """The sections of one line: the first paragraph of a story may begin with its dateline."""
    whose = origin if kind is SectionKind.BODY else None
    opening = dateline(line.text) if opens and kind is SectionKind.BODY else None
    if opening is None or opening.length >= len(line.text):
        return [Section(kind, line.start, line.end, whose)]
    cut = line.start + opening.length
    rest = cut + len(line.text[opening.length :]) - len(line.text[opening.length :].lstrip())
    return [
        Section(SectionKind.DATELINE, line.start, cut, opening.agency),
        Section(kind, rest, line.end, whose),
    ]
