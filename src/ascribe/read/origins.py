"""Whose text each paragraph is: the outlet's, an agency's, or somebody's whose post stands in the page.

Comes in: the lines of a text with their kinds. Goes out: the origin of each line, or None where the text does
not say. A dateline opens a text of the agency that it names; one further down that names another opens that
one's text inside the page (`WIRE`), until the next dateline, a credit line or the end of the story.
"""

from collections.abc import Sequence

from ascribe.model import Fact, FactName, SectionKind
from ascribe.read.agencies import agency_name, credits_whole, named_in
from ascribe.read.dateline import Dateline, dateline
from ascribe.read.kinds import Draft, poster, signing_outlet

#: A dateline inside a page opens a paragraph of at least so many words.
OPENING_WORDS = 12
#: So many paragraphs of prose above a dateline are a summary or standfirst, more are a text of their own.
SUMMARY_PROSE = 1

_TOLD = frozenset({None, SectionKind.BODY, SectionKind.BACKGROUND, SectionKind.WIRE})


def openings(draft: Draft, begins: Sequence[int]) -> dict[int, Dateline]:
    """The datelines that open a text, by line: of the first paragraph of the page or of a dated part, and
    wherever one names an agency."""
    found = dict[int, Dateline]()
    for index, line in enumerate(draft.lines):
        if draft.kinds[index] not in (None, SectionKind.BODY, SectionKind.BACKGROUND):
            continue
        opening = dateline(line.text) if index in begins or line.words >= OPENING_WORDS else None
        if opening is None or opening.length >= len(line.text):
            continue
        if index in begins or (opening.agency and opening.is_sure):
            found[index] = opening
    return found


def mark_origins(draft: Draft, opened: dict[int, Dateline], facts: Sequence[Fact] = ()) -> list[str | None]:
    """The origin of each line; paragraphs of another agency inside the page become `WIRE`."""
    own = _opening_agency(draft, opened) or _signed(draft)
    if own is None and not any(opening.agency for opening in opened.values()):
        own = _credited(draft, facts)
    whose = own
    found = list[str | None]()
    for index in range(len(draft.lines)):
        kind = draft.kinds[index]
        if index in opened and opened[index].agency:
            whose = opened[index].agency
        elif kind is SectionKind.BYLINE and whose != own:
            # The credit under an embedded text is its end.
            found.append(whose)
            whose = own
            continue
        if kind in _TOLD and whose != own:
            draft.set(index, SectionKind.WIRE)
        found.append(_origin_of(draft, index, whose))
    return found


def _opening_agency(draft: Draft, opened: dict[int, Dateline]) -> str | None:
    """The agency of the dateline that opens the story: nothing but a summary stands before it."""
    first = min((i for i, opening in opened.items() if opening.agency), default=None)
    if first is None:
        return None
    told = sum(draft.kinds[i] in _TOLD and draft.lines[i].is_prose for i in range(first))
    return opened[first].agency if told <= SUMMARY_PROSE else None


def _origin_of(draft: Draft, index: int, whose: str | None) -> str | None:
    kind, text = draft.kinds[index], draft.lines[index].text
    if kind in _TOLD:
        return whose
    if kind is SectionKind.QUOTATION:
        return poster(text)
    if kind is SectionKind.CAPTION:
        named = named_in(text)
        return named[-1] if named else None
    if kind is SectionKind.BYLINE:
        named = named_in(text)
        return named[0] if len(named) == 1 else None
    return None


def _signed(draft: Draft) -> str | None:
    """The agency or outlet that signs a byline above the story."""
    for index, line in enumerate(draft.lines):
        if draft.kinds[index] is SectionKind.BYLINE and (name := signing_outlet(line)):
            return agency_name(name)
    return None


def _credited(draft: Draft, facts: Sequence[Fact]) -> str | None:
    """The one agency that a line below the story, or the page's metadata, credits with the whole of it."""
    lines = [draft.lines[i].text for i, kind in enumerate(draft.kinds) if kind is SectionKind.BYLINE]
    lines += [fact.value for fact in facts if fact.name is FactName.CREDIT]
    names = {name for line in lines if (name := credits_whole(line))}
    return names.pop() if len(names) == 1 else None
