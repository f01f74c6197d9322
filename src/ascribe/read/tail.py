"""The page below and between the paragraphs: related links, comments, menus, signatures, sub-headings."""

import re
from bisect import bisect

from ascribe.model import SectionKind
from ascribe.read.agencies import is_credit
from ascribe.read.chrome import chrome
from ascribe.read.kinds import Draft, is_byline, is_relative_stamp, is_stamp
from ascribe.read.lines import Line

#: A sub-heading has at most so many words.
SUBHEADING_WORDS = 10
#: After "Related posts" and the like, so many paragraphs of prose show that the story goes on.
PROSE_AFTER_TAIL = 2
#: So many paragraphs must have been told before comments can begin.
TOLD_BEFORE_COMMENTS = 2
#: A line of at most so many words after the last sentence of the story is of the page.
AFTER_WORDS = 14

#: The lives of a story's authors stand in so many last paragraphs.
AUTHOR_LINES = 4

_PERSON = re.compile(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_QUOTED = re.compile(r"^[\"“‘'«].*[\"”’'»]$")
#: Kinds that keep their place below the story: they belong to it.
_KEPT = frozenset({SectionKind.NOTE, SectionKind.BYLINE, SectionKind.TRANSLATION, SectionKind.QUOTATION})


def mark_tail(draft: Draft) -> None:
    """Comments to the end; from "Related posts" to the end, or only the titles where the story goes on."""
    story = draft.story()
    answered = max((i for i, line in enumerate(draft.lines) if _answers(line)), default=-1)
    for index, line in enumerate(draft.lines):
        if draft.kinds[index] is SectionKind.HEADLINE or line.words > 6:
            continue
        told = bisect(story, index)
        goes_on = len(story) - told >= PROSE_AFTER_TAIL
        if chrome().comments.match(line.text, line.folded) and told >= TOLD_BEFORE_COMMENTS:
            # A heading of comments that are there, not the button that shows them.
            if index < answered or not goes_on:
                _cut(draft, index, len(draft.lines), all_of_it=True)
                return
        elif line.folded in chrome().tail and told:
            _cut(draft, index, _end_of_links(draft, index) if goes_on else len(draft.lines))
            if not goes_on:
                return


def mark_after_credit(draft: Draft) -> None:
    """Titles below the credit that closes a story ("Reporting by ..."), and the lives of its authors.

    A paragraph there is kept: an agency's credit may stand in the middle of a page.
    """
    story = draft.story()
    for index, line in enumerate(draft.lines):
        told = bisect(story, index)
        closes = draft.kinds[index] is SectionKind.BYLINE and is_credit(line.text)
        if closes and told >= TOLD_BEFORE_COMMENTS and len(story) - told <= PROSE_AFTER_TAIL:
            for below in range(index + 1, len(draft.lines)):
                if draft.is_open(below) and not _is_told(draft.lines[below]):
                    draft.set(below, SectionKind.BOILERPLATE)
            break
    _mark_authors(draft, story)


def _mark_authors(draft: Draft, story: list[int]) -> None:
    """Who the authors are, in the last paragraphs: such a line begins with the name of a byline."""
    names = {
        f"{name} is " for i, line in enumerate(draft.lines) if draft.kinds[i] is SectionKind.BYLINE
        for name in _PERSON.findall(line.text)
    }  # fmt: skip
    for index in story[TOLD_BEFORE_COMMENTS:][-AUTHOR_LINES:] if names else ():
        if draft.lines[index].text.startswith(tuple(names)):
            draft.set(index, SectionKind.BOILERPLATE)


def _answers(line: Line) -> bool:
    """Whether a line belongs to a reader's comment: its age, or the button below it."""
    return is_relative_stamp(line) or line.folded in ("reply", "reply report", "like reply")


def _end_of_links(draft: Draft, index: int) -> int:
    """Where the titles under a heading of links end and the story goes on."""
    end = index + 1
    while end < len(draft.lines) and not _is_told(draft.lines[end]):
        end += 1
    return end


def _is_told(line: Line) -> bool:
    """Whether a line is of a story: a sentence, and no title that asks."""
    return line.is_prose or (line.ends_sentence and not line.text.endswith(("?", "؟")))


def _cut(draft: Draft, start: int, end: int, all_of_it: bool = False) -> None:
    for index in range(start, end):
        if all_of_it or draft.kinds[index] not in _KEPT:
            draft.set(index, SectionKind.BOILERPLATE)


def mark_signature(draft: Draft) -> None:
    """The name under a letter."""
    for index, line in enumerate(draft.lines[:-1]):
        if line.folded in chrome().closings and line.words <= 3 and draft.lines[index + 1].words <= 8:
            draft.set(index, SectionKind.BYLINE)
            draft.set(index + 1, SectionKind.BYLINE)


def mark_short_lines(draft: Draft) -> None:
    """Dated lines and sub-headings between paragraphs, menu words after the last one."""
    story = draft.story()
    first, last = (story[0], story[-1]) if story else (len(draft.lines), len(draft.lines))
    listed = _listed(draft)
    for index, line in enumerate(draft.lines):
        if not draft.is_open(index):
            continue
        if is_stamp(line):
            draft.set(index, SectionKind.DATELINE if index < last or not story else SectionKind.BOILERPLATE)
        elif index in listed or line.is_bullet or (line.ends_sentence and not _QUOTED.match(line.text)):
            continue
        elif index > last:
            _mark_after(draft, index)
        elif first < index < last and not draft.shouted:
            _mark_between(draft, index)


def _mark_after(draft: Draft, index: int) -> None:
    """A line after the last sentence of the story."""
    line = draft.lines[index]
    if is_byline(line):
        draft.set(index, SectionKind.BYLINE)
    elif line.words <= AFTER_WORDS and not draft.shouted:
        draft.set(index, SectionKind.BOILERPLATE)


def _mark_between(draft: Draft, index: int) -> None:
    """A line between two paragraphs: who writes on, a sub-heading, or a paragraph without a full stop."""
    line = draft.lines[index]
    if is_relative_stamp(line):
        draft.set(index, SectionKind.BOILERPLATE)
    elif is_byline(line):
        draft.set(index, SectionKind.BYLINE)
    elif line.words <= SUBHEADING_WORDS and _is_subheading(line):
        draft.set(index, SectionKind.HEADLINE)
    elif line.words <= 2:
        draft.set(index, SectionKind.HEADLINE if line.words == 2 else SectionKind.BOILERPLATE)


def _is_subheading(line: Line) -> bool:
    """Capitals, a phrase in quotation marks without a sentence's end in it, or a short title."""
    return line.is_capitals or line.is_title_like or (bool(_QUOTED.match(line.text)) and line.words <= 7)


def _listed(draft: Draft) -> set[int]:
    """Lines that a colon announces: the names of the dead are no menu."""
    found, announced = set[int](), False
    for index, line in enumerate(draft.lines):
        if draft.is_story(index) and line.text.endswith(":") and line.words >= 3:
            announced = True
        elif not draft.is_open(index) or line.is_prose:
            announced = False
        elif announced:
            found.add(index)
    return found
