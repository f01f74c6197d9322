"""The parts of a page: headline, dateline, byline, paragraphs, captions, notes, and what is no story.

Comes in: canonical text, the blocks that the format marks, the facts that it states. Goes out: `Section`s in
order that do not overlap; white space belongs to none of them. The first HEADLINE is the title, later ones are
sub-headings. A repeated headline is BOILERPLATE, so that nothing is read twice. A credit ("Reporting by ...")
is a BYLINE wherever it stands. What is marked wins over every rule. The phrases stand in `chrome.yaml` and
`agencies.yaml`, the rules in `kinds` (a line by itself), `head`, `tail`, `background` and `origins`.
"""

from bisect import bisect_right
from collections.abc import Sequence

from ascribe.model import Fact, Section, SectionKind
from ascribe.read.background import mark_background, mark_statements
from ascribe.read.dateline import Dateline
from ascribe.read.head import mark_head
from ascribe.read.kinds import Draft, draft
from ascribe.read.language import with_languages
from ascribe.read.lines import Line, lines
from ascribe.read.origins import mark_origins, openings
from ascribe.read.page import Mark
from ascribe.read.tail import mark_after_credit, mark_short_lines, mark_signature, mark_tail


def sections(text: str, marks: Sequence[Mark] = (), facts: Sequence[Fact] = ()) -> tuple[Section, ...]:
    """The sections of a text; an empty tuple for a text without words. What is marked is of that kind."""
    found = _classified(lines(text), marks)
    opened = openings(found, _begins(found))
    origins = mark_origins(found, opened, facts)
    cut = [
        section
        for index, line in enumerate(found.lines)
        for section in _cut(line, found.kinds[index] or SectionKind.BODY, origins[index], opened.get(index))
    ]
    return with_languages(text, cut)


def _classified(parts: Sequence[Line], marks: Sequence[Mark]) -> Draft:
    """The kind of each line, by the rules from the surest to the default; None is body."""
    found = draft(parts, _marked(parts, marks))
    mark_head(found)
    mark_tail(found)
    mark_after_credit(found)
    mark_signature(found)
    mark_short_lines(found)
    mark_statements(found)
    mark_background(found)
    return found


def _marked(parts: Sequence[Line], marks: Sequence[Mark]) -> dict[int, SectionKind]:
    """The kind that the innermost mark gives each line; a line belongs to a mark that covers most of it."""
    ordered = sorted(marks, key=lambda mark: mark.start - mark.end)
    starts = [line.start for line in parts]
    found = dict[int, SectionKind]()
    # From the widest mark to the narrowest: the inner one is written over the outer one.
    for mark in ordered:
        for index in range(max(bisect_right(starts, mark.start) - 1, 0), len(parts)):
            line = parts[index]
            if line.start >= mark.end:
                break
            shared = min(line.end, mark.end) - max(line.start, mark.start)
            if shared * 2 > line.end - line.start:
                found[index] = mark.kind
    return found


def _begins(found: Draft) -> list[int]:
    """The first paragraph of the page."""
    first = next((i for i in range(len(found.lines)) if found.kinds[i] in (None, SectionKind.BODY)), None)
    return [] if first is None else [first]


def _cut(line: Line, kind: SectionKind, origin: str | None, opening: Dateline | None) -> list[Section]:
    """The sections of one line: the first paragraph of a story may begin with its dateline."""
    if opening is None:
        return [Section(kind, line.start, line.end, origin)]
    cut = line.start + opening.length
    rest = cut + len(line.text[opening.length :]) - len(line.text[opening.length :].lstrip())
    return [
        Section(SectionKind.DATELINE, line.start, cut, opening.agency),
        Section(kind, rest, line.end, origin),
    ]
