"""A page's tree to its lines: what a reader of the page sees, in order, and the elements that it stands in.

A parsed page comes in; `Block`s go out, one a line of the canonical text, and the `Element`s that say what a
block is. Only white space that a browser collapses is collapsed; what a browser does not show is left out.
The walk keeps its own stack and looks at each node once, so depth and size cost no more than their length.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ascribe.errors import InputError
from ascribe.read.formats.html_table import NOTHING, HtmlTable, Told, html_table, told_by_name
from ascribe.read.formats.text import MAX_LINES

ELEMENT, TEXT, CDATA = 1, 3, 4

#: Characters that hold a place until a line is done: line break, space and tab of <pre>, link begins and ends.
_BREAK, _SPACE, _TAB, _LINK, _UNLINK = "\x01", "\x02", "\x03", "\x04", "\x05"
_COLLAPSED = re.compile(r"[ \t\n\f\r]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PRE = str.maketrans({"\n": _BREAK, " ": _SPACE, "\t": _TAB, "\r": None})
_HELD = str.maketrans({_SPACE: " ", _TAB: "\t"})
_LINKS = re.compile(f"[{_LINK}{_UNLINK}]")
_KEEPS_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
#: An element that holds so much of its line is what the line is.
COVERS = 0.8


@dataclass(slots=True)
class Element:
    """An element that is a line or tells what it is; `parent` is an index, -1 at the top.

    `own` and `prose` are the characters of running text in it, without and with the elements inside."""

    parent: int
    tag: str
    told: Told
    own: int = 0
    prose: int = 0


@dataclass(slots=True)
class Block:
    """A line: its text, the element that it stands in, how many of its characters are in links, and whether a
    blank line stands before it; `by_link` where a link goes to an author, `is_row` for a table's."""

    text: str
    element: int
    linked: int
    gap: bool
    by_link: bool = False
    is_row: bool = False


@dataclass(slots=True)
class Time:
    """A `<time>` element: its machine-readable value and the block before whose end it stands.

    `words` are those before it in its line, `names` those of its class."""

    value: str
    element: int
    block: int
    pubdate: bool
    words: str
    names: str


@dataclass(slots=True)
class Walked:
    """What a page holds: elements in the order in which they begin, blocks, times."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """An element that is open: what has to be put back when it ends."""

    node: Any
    is_block: bool
    element: int
    is_link: bool
    keeps_space: bool
    pieces: int


def walk(source: str, root: Any) -> Walked:
    """The lines below a node; raises InputError for a page of more lines than a report can have."""
    walker = _Walker(source)
    stack: list[_Open] = []
    node = root
    while True:
        if node is None:
            if not stack:
                break
            opened = stack.pop()
            walker.leave(opened)
            node = opened.node.next if stack else None
            continue
        kind = node.type
        if kind == ELEMENT:
            if (entered := walker.enter(node)) is not None:
                stack.append(entered)
                node = node.first_child
                continue
        elif kind in (TEXT, CDATA):
            walker.text(node.value or "")
        node = node.next if stack else None
    walker.flush()
    return walker.walked


class _Walker:
    """The state of a walk: the line that is being written and the element that it stands in."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.walked = Walked()
        self.table: HtmlTable = html_table()
        self.element = -1
        self.pieces: list[str] = []
        self.links = 0
        self.keeps_space = False
        self.gap = True
        self.author_link = False
        self.tables: list[_Table] = []
        #: Elements inside of running text that tell what they are, with the characters that they hold.
        self.inline: list[tuple[int, int]] = []

    def text(self, value: str) -> None:
        """Words of the page."""
        if _CONTROL.search(value):
            value = _CONTROL.sub("", value)
        self.pieces.append(value.translate(_PRE) if self.keeps_space else value)

    def enter(self, node: Any) -> _Open | None:
        """An element begins; None where nothing of it is shown or nothing can be inside."""
        tag = node.tag or ""
        if tag in self.table.hidden_tags:
            return None
        if tag == "br":
            self.pieces.append(_BREAK)
            return None
        names = node.attrs
        if tag == "dialog" and "open" not in names:
            return None
        told, is_block, is_link = NOTHING, tag in self.table.blocks, False
        keeps_space = self.keeps_space or tag in ("pre", "textarea")
        if names:
            if self._is_hidden(node, names):
                return None
            told = self._told(node, names, tag)
            if "style" in names:
                style = node.getattr("style") or ""
                keeps_space = keeps_space or bool(_KEEPS_SPACE.search(style))
                is_block = is_block or "display:block" in style.replace(" ", "").lower()
            is_link = tag == "a" and "href" in names
        if told is NOTHING:
            told = self.table.tags.get(tag, NOTHING)
        opened = _Open(node, is_block, self.element, is_link, self.keeps_space, -1)
        self._open(opened, node, tag, told)
        self.keeps_space = keeps_space
        return opened

    def leave(self, opened: _Open) -> None:
        """An element ends."""
        if opened.is_block:
            self.flush()
            if self.tables:
                self._leave_cell(opened)
        elif opened.pieces >= 0:
            held = sum(map(len, self.pieces[opened.pieces :]))
            self.inline.append((self.element, held))
        if opened.is_link:
            self.links -= 1
            if not self.links:
                self.pieces.append(_UNLINK)
        self.element = opened.element
        self.keeps_space = opened.keeps_space

    def flush(self) -> None:
        """The line is done: its text becomes a block, or several where it holds line breaks."""
        pieces, self.pieces = self.pieces, []
        inline, self.inline = self.inline, []
        by_link, self.author_link = self.author_link, False
        gap, self.gap = self.gap, True
        if self.links:
            self.pieces.append(_LINK)
        if not pieces:
            return
        text = "".join(pieces)
        if not text.strip(" \t\n\f\r\x01\x02\x03\x04\x05"):
            return
        element = self._covering(inline, text) if inline else self.element
        inside = False
        for line in text.split(_BREAK):
            linked, inside = _linked(line, inside)
            plain = _COLLAPSED.sub(" ", _LINKS.sub("", line) if inside or linked else line).strip(" ")
            plain = _LINKS.sub("", plain).translate(_HELD).rstrip(" \t")
            if not plain.strip():
                gap = True
                continue
            self._add(Block(plain, element, min(linked, len(plain)), gap, by_link))
            gap = False

    def _add(self, block: Block) -> None:
        if len(self.walked.blocks) >= MAX_LINES // 2:
            most = f"{MAX_LINES // 2:,}"
            raise InputError(
                self.source, f"has more than {most} paragraphs: save the part that is the report"
            )
        self.walked.blocks.append(block)

    def _covering(self, inline: list[tuple[int, int]], text: str) -> int:
        """The element of a line: one inside of it that holds next to all of its words, else its own."""
        element, most = max(inline, key=lambda pair: pair[1])
        return element if most >= COVERS * len(text) else self.element

    def _open(self, opened: _Open, node: Any, tag: str, told: Told) -> None:
        """Note an element that is a line or tells something; a name inside of running text stays in its line."""
        is_note = told is not NOTHING
        in_running = is_note and not opened.is_block and self._in_running_text()
        if is_note and not opened.is_block and not in_running:
            opened.is_block = True
        if opened.is_block:
            self.flush()
        if opened.is_link:
            self._open_link(node)
        if opened.is_block or is_note:
            elements = self.walked.elements
            elements.append(Element(self.element, tag, told))
            self.element = len(elements) - 1
            if in_running:
                opened.pieces = len(self.pieces)
            if tag in ("table", "tr", "td", "th"):
                self._enter_cell(tag)
            elif tag == "time":
                self._note_time(node)
                if self.pieces and self.pieces[-1][-1:].isalnum():
                    # Two times side by side are set apart by style only: "3 May 20314 May 2031".
                    self.pieces.append(_BREAK)

    def _open_link(self, node: Any) -> None:
        self.links += 1
        if self.links == 1:
            self.pieces.append(_LINK)
        if self.table.author_links.search(node.getattr("href") or "") or node.getattr("rel") == "author":
            self.author_link = True

    def _in_running_text(self) -> bool:
        if self.element < 0:
            return False
        here = self.walked.elements[self.element]
        return here.tag in self.table.running or here.told.kind is not None

    def _is_hidden(self, node: Any, names: tuple[str, ...]) -> bool:
        if "hidden" in names and node.getattr("hidden") != "until-found":
            return True
        if "aria-hidden" in names and (node.getattr("aria-hidden") or "").lower() == "true":
            return True
        return "style" in names and bool(self.table.hidden_style.search(node.getattr("style") or ""))

    def _told(self, node: Any, names: tuple[str, ...], tag: str) -> Told:
        """What tag, role, property, class and id of an element tell, the surest first."""
        table = self.table
        of_tag = table.tags.get(tag, NOTHING)
        if of_tag.sure:
            return of_tag
        if "role" in names and (found := table.roles.get((node.getattr("role") or "").lower())):
            return found
        if "itemprop" in names and (found := table.properties.get(node.getattr("itemprop") or "")):
            return found
        if of_tag.story or tag in ("html", "body"):
            return of_tag
        for name in ("class", "id"):
            if name in names and (named := told_by_name(node.getattr(name) or "")) is not NOTHING:
                return of_tag if _wins(of_tag, named) else named
        return of_tag

    def _note_time(self, node: Any) -> None:
        value = node.getattr("datetime") or ""
        words = _COLLAPSED.sub(" ", "".join(self.pieces[-3:]))
        names = node.getattr("class") or ""
        at = len(self.walked.blocks)
        self.walked.times.append(Time(value, self.element, at, node.hasattr("pubdate"), words, names))

    def _enter_cell(self, tag: str) -> None:
        if tag == "table":
            for outer in self.tables:
                outer.is_layout = True
            self.tables.append(_Table())
        elif self.tables:
            self.tables[-1].begin(tag, len(self.walked.blocks))

    def _leave_cell(self, opened: _Open) -> None:
        tag = opened.node.tag
        if tag in ("td", "th"):
            self.tables[-1].end(len(self.walked.blocks))
        elif tag == "table":
            self.tables.pop().join_rows(self.walked.blocks)


def _wins(tag: Told, name: Told) -> bool:
    """A heading or a quotation stays one whatever it is called, unless that is no story at all."""
    return tag.kind is not None and tag.kind.value in ("headline", "quotation") and not name.sure


def _linked(line: str, inside: bool) -> tuple[int, bool]:
    """Characters of a line that stand in links, and whether the line ends inside of one."""
    if _LINK not in line and _UNLINK not in line:
        return (len(line.strip()) if inside else 0), inside
    count = 0
    for part in re.split(f"([{_LINK}{_UNLINK}])", line):
        if part == _LINK:
            inside = True
        elif part == _UNLINK:
            inside = False
        elif inside:
            count += len(part.strip())
    return count, inside


class _Table:
    """The cells of a table as far as they have come; a table of short cells is read row by row."""

    #: More characters than these are no cell of a table of figures.
    LONGEST = 120

    def __init__(self) -> None:
        self.is_layout = False
        self.has_head = False
        self.rows: list[list[tuple[int, int]]] = []
        self.start = 0

    def begin(self, tag: str, at: int) -> None:
        if tag == "tr" or not self.rows:
            self.rows.append([])
        self.has_head = self.has_head or tag == "th"
        self.start = at

    def end(self, at: int) -> None:
        if self.rows:
            self.rows[-1].append((self.start, at))

    def join_rows(self, blocks: list[Block]) -> None:
        """Make each row one line, its cells divided by tabs, where this is a table of figures and no layout."""
        filled = [[(a, b) for a, b in row if a < b] for row in self.rows]
        full = [row for row in filled if len(row) > 1]
        if self.is_layout or len(full) < (2 if self.has_head else 3) or len(full) * 2 < len(self.rows):
            return
        if any(b - a > 1 or len(blocks[a].text) > self.LONGEST for row in filled for a, b in row):
            return
        begin, end = full[0][0][0], full[-1][-1][1]
        rows = {row[0][0]: row for row in full}
        joined: list[Block] = []
        at = begin
        while at < end:
            row = rows.get(at)
            joined.append(_row(blocks, row, first=at == begin) if row else blocks[at])
            at = row[-1][1] if row else at + 1
        blocks[begin:end] = joined


def _row(blocks: list[Block], row: list[tuple[int, int]], *, first: bool) -> Block:
    cells = [blocks[a] for a, _ in row]
    text = "\t".join(cell.text for cell in cells)
    return Block(text, cells[0].element, sum(cell.linked for cell in cells), first, is_row=True)
