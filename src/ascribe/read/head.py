"""The head of a page: which line is the headline, and what stands above and below it before the story."""

from ascribe.model import SectionKind
from ascribe.read.chrome import chrome
from ascribe.read.dateline import dateline
from ascribe.read.kinds import Draft, is_byline, is_names, is_relative_stamp, is_stamp
from ascribe.read.lines import Line

#: A headline stands within so many lines of the beginning, else the text has none.
HEAD_LINES = 120
#: A line that comes back within so many lines is taken for a headline and its copy.
COPY_LINES = 6
#: A dated line, a byline or a picture stands within so many lines of its headline.
NEAR_LINES = 4
#: A menu has no longer words than these; a headline mostly has.
TITLE_WORDS = 5
#: A line of so few words between headline and story is of the page.
PAGE_WORDS = 3


def mark_head(draft: Draft) -> None:
    """The page above the headline, the headline, and the lines between it and the first paragraph."""
    title = draft.title = _title(draft)
    if title is not None:
        for index in range(title):
            draft.set(index, SectionKind.BOILERPLATE)
        draft.set(title, SectionKind.HEADLINE)
    start = 0 if title is None else title + 1
    end = next((i for i in range(start, len(draft.lines)) if _opens_story(draft, i)), start)
    linked = False
    for index in range(start, end):
        line = draft.lines[index]
        linked = line.folded in chrome().tail or (linked and draft.is_open(index) and line.is_title_like)
        if draft.is_open(index):
            draft.set(index, SectionKind.BOILERPLATE if linked else _head_matter(draft, index, end))
    _mark_copies(draft)


def dateline_opens(line: Line) -> bool:
    """Whether a paragraph of prose begins with a dateline."""
    return line.words >= 12 and dateline(line.text) is not None


def _opens_story(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    if draft.kinds[index] is SectionKind.BODY:
        return True
    return draft.is_open(index) and not is_stamp(line) and (line.is_prose or dateline_opens(line))


def _title(draft: Draft) -> int | None:
    """Index of the headline: the title-like line before the prose that most speaks for being it."""
    marked = next((i for i in sorted(draft.fixed) if draft.kinds[i] is SectionKind.HEADLINE), None)
    if marked is not None:
        return marked
    head = _before_story(draft)
    found = [i for i in head if _may_be_title(draft, i) and not _holds_later_line(draft, i)]
    return max(found, key=lambda i: (_title_score(draft, i), -i), default=None)


def _before_story(draft: Draft) -> list[int]:
    head = list[int]()
    for index, line in enumerate(draft.lines[:HEAD_LINES]):
        first_title = index == 0 and line.is_title_like and not dateline_opens(line)
        if _opens_story(draft, index) and not first_title:
            return head
        head.append(index)
    return head


def _may_be_title(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    return (
        draft.is_open(index)
        and line.is_title_like
        and line.folded not in chrome().tail
        and not is_stamp(line)
        and not is_byline(line)
    )


def _title_score(draft: Draft, index: int) -> int:
    """What speaks for a line as the headline: copies of it, its length, what stands right under it."""
    line = draft.lines[index]
    # Standfirsts stand between a headline and its date; a menu does not.
    under = index + 1
    while under < len(draft.lines) and draft.lines[under].words >= TITLE_WORDS and draft.is_open(under):
        if is_stamp(draft.lines[under]) or under > index + NEAR_LINES:
            break
        under += 1
    below = draft.lines[under : under + NEAR_LINES]
    copied = any(o.folded == line.folded for o in draft.lines[index + 1 : index + 1 + COPY_LINES])
    trail = any(
        o.folded != line.folded and o.folded.endswith(line.folded)
        for o in draft.lines[max(0, index - COPY_LINES) : index]
    )
    near = max((_nearness(other, distance) for distance, other in enumerate(below)), default=0)
    odd = line.text.endswith(":") or "|" in line.text or (is_names(line) and index > 0)
    return 6 * copied + 4 * trail + 2 * (line.words >= TITLE_WORDS) + near - 2 * odd


def _nearness(line: Line, distance: int) -> int:
    """How much a line below speaks for the one above as a headline: a date right under it the most."""
    worth = 3 if is_stamp(line) else 2 if is_byline(line) or is_relative_stamp(line) else int(is_names(line))
    return worth if distance < NEAR_LINES // 2 else min(worth, 1)


def _holds_later_line(draft: Draft, index: int) -> bool:
    """Whether a line is a breadcrumb: other words, then one of the next lines."""
    folded = draft.lines[index].folded
    later = draft.lines[index + 1 : index + 1 + COPY_LINES]
    return any(line.words >= 4 and line.folded != folded and folded.endswith(line.folded) for line in later)


def _head_matter(draft: Draft, index: int, end: int) -> SectionKind | None:
    """A line between the headline and the first paragraph."""
    line = draft.lines[index]
    if is_stamp(line) or (line.is_capitals and line.words <= 3 and len(line.text) > 5):
        return SectionKind.DATELINE
    if is_relative_stamp(line):
        return SectionKind.BOILERPLATE
    if _under_picture(draft, index, end):
        return SectionKind.CAPTION
    if is_byline(line) or is_names(line):
        return SectionKind.BYLINE
    return SectionKind.BOILERPLATE if line.words <= PAGE_WORDS and not line.ends_sentence else None


def _under_picture(draft: Draft, index: int, end: int) -> bool:
    """A picture's source alone on its line, or the words that follow it."""
    sources = chrome().caption_sources
    line = draft.lines[index]
    if line.folded in sources:
        below = draft.lines[index + 1] if index + 1 < end else None
        return bool(below and below.words > TITLE_WORDS and not below.ends_sentence and not is_stamp(below))
    return index > 0 and draft.lines[index - 1].folded in sources and line.words > TITLE_WORDS


def _mark_copies(draft: Draft) -> None:
    """A repeated headline is read once."""
    if draft.title is None:
        return
    for index, line in enumerate(draft.lines):
        if index != draft.title and line.folded == draft.lines[draft.title].folded:
            draft.set(index, SectionKind.BOILERPLATE)
