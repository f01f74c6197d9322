"""A saved or fetched page of the web: bytes come in, a `Page` goes out.

The canonical text is what a reader of the page sees, verbatim: no-break spaces, soft hyphens, zero-width
characters and marks of direction stay; white space is collapsed where a browser collapses it; what a browser
hides is left out. One block a line, a blank line between blocks, none after `<br>`.
"""

from resiliparse.parse.html import HTMLTree

from ascribe.errors import InputError
from ascribe.model import Capture, FactName, SectionKind
from ascribe.read.encoding import decode
from ascribe.read.formats.html_facts import Stated, facts_of
from ascribe.read.formats.html_kinds import kinds_of
from ascribe.read.formats.html_markup import tamed
from ascribe.read.formats.html_walk import Block, Walked, walk
from ascribe.read.page import Mark, Page

_SCRIPTED = "is empty until its scripts run: open it in a browser and save it as PDF or its text as .txt"


def page(capture: Capture) -> Page:
    """What a page says and states; raises InputError where a reader of it would see nothing."""
    stated = next((fact.value for fact in capture.facts if fact.name is FactName.CHARSET), None)
    markup = decode(capture.source, capture.data, stated, markup=True)
    tree = parsed(capture.source, markup)
    walked = walk(capture.source, tree.body or tree.document)
    if not walked.blocks:
        made = "<script" in markup.lower()
        raise InputError(capture.source, _SCRIPTED if made else "is empty: a page without any text")
    said = Stated.of(tree)
    found = kinds_of(walked, said.titles, said.authors)
    text, marks = laid_out(walked.blocks, found.kinds)
    return Page(text, marks, facts_of(said, walked, found, capture.address))


def parsed(source: str, markup: str) -> HTMLTree:
    """The tree of markup, whatever state it is in; raises InputError where there is too much of it."""
    return HTMLTree.parse(tamed(source, markup))


def blocks_of(source: str, fragment: str) -> Walked:
    """The blocks of a piece of a page: the description of a feed's entry, the body of a mail."""
    tree = parsed(source, fragment)
    return walk(source, tree.body or tree.document)


def laid_out(blocks: list[Block], kinds: list[SectionKind | None]) -> tuple[str, tuple[Mark, ...]]:
    """The canonical text of blocks, and a mark for each whose kind is told."""
    parts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for block, kind in zip(blocks, kinds, strict=True):
        between = ("\n\n" if block.gap else "\n") if parts else ""
        parts.append(between + block.text)
        start = at + len(between) + len(block.text) - len(block.text.lstrip())
        at += len(between) + len(block.text)
        if kind is not None:
            marks.append(Mark(start, at, kind))
    return "".join(parts), tuple(marks)
