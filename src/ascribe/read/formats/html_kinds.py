"""What each line of a page is: menus, captions, bylines, headings; the rest is left to the rules of lines.

Comes in: the `Walked` page and the titles that it states. Goes out: a kind or None for each block. What a page
calls its parts is only a hint: where its names would mark the story away, they are not believed. The order is:
names that cannot be right are dropped, kinds come down from outer to inner elements, the title is found, the
story's place is where most of the prose stands, and what stands outside of it is told by its links.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.model import SectionKind
from ascribe.read.chrome import fold
from ascribe.read.formats.html_table import NOTHING, Told, html_table
from ascribe.read.formats.html_walk import Block, Element, Walked

#: A line with so many characters outside of links is prose; no title, menu word or byline is so long.
PROSE = 60
#: A shorter one is prose if it ends like a sentence and has so many characters and words.
SENTENCE, SENTENCE_WORDS = 25, 5
#: A story stands where so much of the prose does; names are not believed that leave less than this of it.
STORY_SHARE, LEFT_SHARE = 0.75, 0.25
#: Words that a title, a byline and a line of links have at most.
TITLE_WORDS, HEAD_WORDS, LINK_WORDS = 40, 30, 30
#: Of a line, so much in links makes it a line of links.
LINKED = 0.8
#: A date or name stands at most so many lines above the title that it belongs to.
ABOVE_TITLE = 4

_SENTENCE_END = re.compile(r"[.!?。؟…][\"'”’»)\]]*$")
_WHOLE = (SectionKind.BOILERPLATE, SectionKind.QUOTATION, SectionKind.NOTE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

Kinds = list[SectionKind | None]


@dataclass(frozen=True, slots=True)
class Kinded:
    """The kind of each block (None: not told), the index of the title, and the first and last block of prose."""

    kinds: Kinds
    title: int | None
    first: int | None
    last: int | None


def kinds_of(walked: Walked, titles: Sequence[str], authors: Sequence[str] = ()) -> Kinded:
    """What each block is; `titles` and `authors` are what the page states of itself."""
    elements, blocks = walked.elements, walked.blocks
    _weigh(elements, blocks)
    believed = _believed(elements)
    effective = _come_down(elements, believed)
    title = _title(walked, effective, {fold(words) for words in titles})
    if title is not None:
        _free(elements, believed, blocks[title].element)
        effective = _come_down(elements, believed)
    kinds = [_own(block, effective) for block in blocks]
    place = _place(elements, blocks, kinds)
    told = [i for i, block in enumerate(blocks) if kinds[i] is None and prose(block) and i != title]
    inside = [i for i in told if place[i]] or told
    if title is not None and inside and inside[-1] < title:
        title = None
    found = Kinded(kinds, title, inside[0] if inside else None, inside[-1] if inside else None)
    _mark_title(walked, found)
    _mark_authors(blocks, found, {fold(name) for name in authors if fold(name)})
    _mark_headings(walked, found)
    _mark_links(blocks, found)
    _mark_outside(walked, found, place)
    return found


def prose(block: Block) -> int:
    """The characters of running text in a block: none in a short line that is no sentence, or in one of links."""
    plain = len(block.text) - block.linked
    if block.linked >= len(block.text) / 2:
        return 0
    if plain < PROSE and not block.text.isascii():
        # A line of Chinese or Japanese says twice as much.
        plain += sum("\u2e80" <= c <= "\ud7ff" for c in block.text)
    told = (
        plain >= SENTENCE and _SENTENCE_END.search(block.text) and block.text.count(" ") >= SENTENCE_WORDS - 1
    )
    return plain if plain >= PROSE or told else 0


def _weigh(elements: Sequence[Element], blocks: Sequence[Block]) -> None:
    """How much prose each element holds: of its own, and with those inside of it."""
    for block in blocks:
        if block.element >= 0:
            elements[block.element].own += prose(block)
    for element in reversed(elements):
        element.prose += element.own
        if element.parent >= 0:
            elements[element.parent].prose += element.prose


def _believed(elements: Sequence[Element]) -> list[Told]:
    """What the elements tell, without the names under which the story itself would be lost."""
    told = [element.told for element in elements]
    total = sum(e.prose for e in elements if e.parent < 0)
    total -= _held(elements, [one.sure for one in told])
    named = _named_story(elements)
    story, inside = max(named, default=0), _in_story(elements)
    for i, (element, one) in enumerate(zip(elements, told, strict=True)):
        if one.kind is None or one.sure or not total:
            continue
        most = element.prose > (1 - LEFT_SHARE) * total
        if one.kind is not SectionKind.BOILERPLATE or not story or inside[i]:
            hides = most or (one.kind is SectionKind.BOILERPLATE and story > 0 and named[i] > story / 2)
        else:
            # What stands beside the place that is named as the story's may be longer than the story.
            hides = named[i] > story / 2
        if hides:
            told[i] = NOTHING
    weak = [one.kind is SectionKind.BOILERPLATE and not one.sure for one in told]
    if not story and total and _held(elements, weak) > (1 - LEFT_SHARE) * total:
        # Names of several elements leave next to nothing: the one that holds the most is the story.
        best = max((i for i, is_weak in enumerate(weak) if is_weak), key=lambda i: elements[i].prose)
        told[best] = NOTHING
    return told


def _held(elements: Sequence[Element], wanted: Sequence[bool]) -> int:
    """The prose that the wanted elements hold together, nothing counted twice."""
    inside = list(wanted)
    for i, element in enumerate(elements):
        inside[i] = inside[i] or (element.parent >= 0 and inside[element.parent])
    return sum(element.own for i, element in enumerate(elements) if inside[i])


def _named_story(elements: Sequence[Element]) -> list[int]:
    """Per element the prose inside of it that stands where the page says that its story is."""
    state: list[bool] = []
    found = [0] * len(elements)
    for i, element in enumerate(elements):
        above = element.parent >= 0 and state[element.parent]
        own = element.told
        state.append(own.story or (above and own.kind is not SectionKind.BOILERPLATE))
        found[i] = element.own if state[i] else 0
    for i in range(len(elements) - 1, 0, -1):
        if elements[i].parent >= 0:
            found[elements[i].parent] += found[i]
    return found


def _in_story(elements: Sequence[Element]) -> list[bool]:
    """Whether each element stands inside of one that is named as the story's place."""
    inside: list[bool] = []
    for element in elements:
        inside.append(element.told.story or (element.parent >= 0 and inside[element.parent]))
    return inside


def _come_down(elements: Sequence[Element], told: Sequence[Told]) -> list[SectionKind | None]:
    """The kind that holds in each element: what an outer one says of all of it, else its own."""
    effective: list[SectionKind | None] = []
    story = _in_story(elements)
    for i, element in enumerate(elements):
        above = effective[element.parent] if element.parent >= 0 else None
        own = told[i].kind
        if (above in _WHOLE and not (above is not SectionKind.BOILERPLATE and told[i].sure)) or (
            own is SectionKind.BOILERPLATE and element.tag == "header" and story[i]
        ):
            effective.append(above)
        else:
            effective.append(own or above)
    return effective


def _own(block: Block, effective: Sequence[SectionKind | None]) -> SectionKind | None:
    kind = effective[block.element] if block.element >= 0 else None
    words = len(block.text.split())
    if kind in (SectionKind.BYLINE, SectionKind.DATELINE) and words > HEAD_WORDS:
        return None
    if kind is SectionKind.HEADLINE:
        return None
    if kind is SectionKind.DATELINE and not any(c.isdigit() for c in block.text):
        return None
    if kind is None and block.is_row:
        return SectionKind.BODY
    if kind is None and block.by_link and words <= HEAD_WORDS // 2:
        return SectionKind.BYLINE
    return kind


def _title(walked: Walked, effective: Sequence[SectionKind | None], titles: set[str]) -> int | None:
    """The line that is the title of the story: stated as such, a first heading, above the prose."""
    elements, blocks = walked.elements, walked.blocks
    story = _in_story(elements)
    first = next(
        (i for i, b in enumerate(blocks) if prose(b) and _kind(b, effective) is not SectionKind.BOILERPLATE),
        len(blocks),
    )
    best, most = None, 1.9
    for i, block in enumerate(blocks):
        tag, kind = _tag(block, elements), _kind(block, effective)
        words = len(block.text.split())
        if words > TITLE_WORDS or (tag not in _HEADINGS and kind is not SectionKind.HEADLINE and not titles):
            continue
        folded = fold(block.text)
        points = _stated(folded, titles)
        points += {"h1": 2.0, "h2": 0.5}.get(tag, 0) + (1.0 if kind is SectionKind.HEADLINE else 0)
        if not points:
            continue
        points += 1.0 if block.element >= 0 and story[block.element] else 0
        points -= 3.0 if kind is SectionKind.BOILERPLATE and tag != "h1" else 0
        points -= 1.0 if kind is SectionKind.BOILERPLATE else 0
        points -= 2.0 if i > first else 0
        if points > most:
            best, most = i, points
    return best


def _stated(folded: str, titles: set[str]) -> float:
    if folded in titles:
        return 4.0
    long = len(folded.split()) >= 3
    # A title of two words is the name of a site, with which many lines begin.
    near = any(
        title.startswith(folded) or (title.count(" ") > 1 and folded.startswith(title)) for title in titles
    )
    return 2.0 if long and near else 0


def _kind(block: Block, effective: Sequence[SectionKind | None]) -> SectionKind | None:
    return effective[block.element] if block.element >= 0 else None


def _tag(block: Block, elements: Sequence[Element]) -> str:
    """The heading that a block stands in, else the tag of its own element."""
    if block.element < 0:
        return ""
    element = elements[block.element]
    for _ in range(3):
        if element.tag in _HEADINGS or element.parent < 0:
            break
        element = elements[element.parent]
    return element.tag if element.tag in _HEADINGS else elements[block.element].tag


def _free(elements: Sequence[Element], told: list[Told], element: int) -> None:
    """What holds the title is no boilerplate, whatever it is called."""
    while element >= 0:
        if told[element].kind is SectionKind.BOILERPLATE:
            told[element] = NOTHING
        element = elements[element].parent


def _place(elements: Sequence[Element], blocks: Sequence[Block], kinds: Kinds) -> list[bool]:
    """Whether each block stands in the innermost element that holds most of the story's prose."""
    held = [0] * len(elements)
    total = 0
    for block, kind in zip(blocks, kinds, strict=True):
        if kind is None and block.element >= 0:
            held[block.element] += prose(block)
            total += prose(block)
    for i in range(len(elements) - 1, 0, -1):
        if elements[i].parent >= 0:
            held[elements[i].parent] += held[i]
    best = max((i for i in range(len(elements)) if total and held[i] >= STORY_SHARE * total), default=-1)
    while best >= 0 and elements[best].tag in html_table().running:
        best = elements[best].parent  # One long paragraph is in its place, not the place itself.
    inside = [False] * len(elements)
    for i, element in enumerate(elements):
        inside[i] = i == best or (element.parent >= 0 and inside[element.parent])
    return [best < 0 or (block.element >= 0 and inside[block.element]) for block in blocks]


def _mark_title(walked: Walked, found: Kinded) -> None:
    """The title, what stands above it, and its copies."""
    if found.title is None:
        return
    kinds, blocks = found.kinds, walked.blocks
    title = fold(blocks[found.title].text)
    for i, block in enumerate(blocks):
        if i < found.title:
            near = found.title - i <= ABOVE_TITLE and kinds[i] in (SectionKind.DATELINE, SectionKind.BYLINE)
            kinds[i] = kinds[i] if near else SectionKind.BOILERPLATE
        elif i > found.title and kinds[i] is None and fold(block.text) == title:
            kinds[i] = SectionKind.BOILERPLATE
    kinds[found.title] = SectionKind.HEADLINE


def _mark_authors(blocks: Sequence[Block], found: Kinded, authors: set[str]) -> None:
    """A line between title and story that is the name of an author and nothing else."""
    if found.title is None or found.first is None:
        return
    for i in range(found.title + 1, found.first):
        if found.kinds[i] is None and fold(blocks[i].text).removeprefix("by ") in authors:
            found.kinds[i] = SectionKind.BYLINE


def _mark_headings(walked: Walked, found: Kinded) -> None:
    """Headings inside the story, and those behind it or of links."""
    kinds, blocks = found.kinds, walked.blocks
    for i, block in enumerate(blocks):
        if i == found.title or kinds[i] is not None or _tag(block, walked.elements) not in _HEADINGS:
            continue
        behind = found.last is not None and i > found.last
        linked = block.linked >= LINKED * len(block.text)
        long = len(block.text.split()) > TITLE_WORDS
        if not long:
            kinds[i] = SectionKind.BOILERPLATE if behind or linked else SectionKind.HEADLINE


def _mark_links(blocks: Sequence[Block], found: Kinded) -> None:
    """Lines that are links and nothing else: menus, related stories."""
    for i, block in enumerate(blocks):
        if found.kinds[i] is None and block.linked >= LINKED * len(block.text):
            short = len(block.text.split()) <= LINK_WORDS
            found.kinds[i] = SectionKind.BOILERPLATE if short else None


def _mark_outside(walked: Walked, found: Kinded, place: Sequence[bool]) -> None:
    """Short lines after the story and outside its place; all of them where the page names the place."""
    if found.last is None:
        return
    story = _in_story(walked.elements)
    has_name = any(element.told.story and element.prose >= PROSE for element in walked.elements)
    for i in range(found.last + 1, len(walked.blocks)):
        block = walked.blocks[i]
        if found.kinds[i] is None and not place[i]:
            named = block.element >= 0 and story[block.element]
            if not prose(block) or (has_name and not named):
                found.kinds[i] = SectionKind.BOILERPLATE
