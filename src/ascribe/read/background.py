"""Paragraphs that tell what was before the news, and statements that stand by themselves.

Background is what a heading announces ("Background"), what says so of itself ("for those joining us, some
context"), and the paragraphs at the very end that look back ("since 2024", "last year") while nothing in them
is of the day. In doubt a paragraph stays body: both are read.
"""

import re
from itertools import islice

from ascribe.model import SectionKind
from ascribe.read.chrome import chrome
from ascribe.read.dates import find_dates
from ascribe.read.kinds import LONGEST, Draft
from ascribe.read.lines import Line

#: So many paragraphs at the beginning are the news, whatever they look back on.
NEWS_PARAGRAPHS = 3
#: A paragraph with so many dates is a chronicle.
CHRONICLE = 2
#: A statement set as a paragraph has at least so many words.
STATEMENT_WORDS = 8

_QUOTED = re.compile(r"^[\"“«‘'].*[\"”»’']$", re.S)


def mark_background(draft: Draft) -> None:
    """The paragraphs under a heading that says so, those that say so themselves, and the look back at the end."""
    body = [i for i in range(len(draft.lines)) if _is_body(draft, i)]
    _mark_under_heading(draft)
    for index in body:
        line = draft.lines[index]
        if line.is_prose and chrome().background.begins.match(line.text, line.folded):
            draft.set(index, SectionKind.BACKGROUND)
    _mark_end(draft, body)


def _is_body(draft: Draft, index: int) -> bool:
    return draft.kinds[index] in (None, SectionKind.BODY)


def _mark_under_heading(draft: Draft) -> None:
    under = False
    for index, line in enumerate(draft.lines):
        kind = draft.kinds[index]
        if line.folded in chrome().background.headings and line.words <= 4:
            under = True
            draft.set(index, SectionKind.HEADLINE)
        elif kind in (SectionKind.HEADLINE, SectionKind.DATELINE):
            under = False
        elif under and _is_body(draft, index):
            draft.set(index, SectionKind.BACKGROUND)


def _mark_end(draft: Draft, body: list[int]) -> None:
    """The last paragraphs, as far up as none of them is of the day; the first of them looks back.

    A run that takes half of the story is no look back: it is the story.
    """
    run = list[int]()
    for index in reversed(body[NEWS_PARAGRAPHS:]):
        if not _may_be_background(draft.lines[index]):
            break
        run.append(index)
    while run and not _looks_back(draft.lines[run[-1]]):
        run.pop()
    if len(run) * 2 < len(body):
        for index in run:
            draft.set(index, SectionKind.BACKGROUND)


def _looks_back(line: Line) -> bool:
    table = chrome().background
    if table.cues.search(line.text) or len(list(islice(find_dates(line.text), CHRONICLE))) == CHRONICLE:
        return True
    return bool(table.weak.search(line.text)) and not table.speech.search(line.text)


def _may_be_background(line: Line) -> bool:
    """Nothing in it is of the day; and what is said in it is said of the past."""
    table = chrome().background
    if len(line.text) > LONGEST or not line.ends_sentence or table.news.search(line.text):
        return False
    return _looks_back(line) or not table.speech.search(line.text)


def mark_statements(draft: Draft) -> None:
    """A paragraph that the line before it announces as somebody's words ("The ministry said:")."""
    for index in range(1, len(draft.lines)):
        line, before = draft.lines[index], draft.lines[index - 1]
        if not _is_body(draft, index) or line.words < STATEMENT_WORDS or not _is_body(draft, index - 1):
            continue
        if (
            len(before.text) <= LONGEST
            and chrome().announces.search(before.text)
            and (_QUOTED.match(line.text) or line.is_prose)
        ):
            draft.set(index, SectionKind.QUOTATION)
