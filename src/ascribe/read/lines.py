"""The lines of a text as paragraphs with offsets, and the shapes that a line can have.

A page pasted from a browser has one paragraph a line; a text wrapped at a fixed width has paragraphs of
several lines. Both come out as `Line`s: what stands between two line breaks that mean something.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ascribe.read.phrases import fold

#: A line of at least so many words that ends like a sentence is prose, whatever it says.
PROSE_WORDS = 9
#: Longest title seen on news pages, in words and in characters, with room.
TITLE_WORDS, TITLE_CHARACTERS = 28, 220
#: A text wrapped at a fixed width has no line longer than this.
WRAP_WIDTH = 100
#: A line that the next word would have fitted into, up to this part of the width, ends its paragraph.
ROOM = 0.85

_SENTENCE_END = re.compile(r"[.!?؟。…:]['\"”’»)\]]*\s*$|[.!?,]['\"”’»]\s*$")
_PAGE_NUMBER = re.compile(r"^(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?$", re.I)
_BULLET = re.compile(r"^\s*(?:[-–—*•·▪●]|\d{1,2}[.)])\s+\S")


@dataclass(frozen=True)
class Line:
    """One paragraph: where it stands (code points, white space at its ends left out) and what it says."""

    start: int
    end: int
    text: str

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def ends_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def is_prose(self) -> bool:
        """A paragraph of running text: long enough and ended like one, or too long for any title."""
        return (self.ends_sentence and self.words >= PROSE_WORDS) or self.words > TITLE_WORDS

    @cached_property
    def is_title_like(self) -> bool:
        """Short, without a sentence's end, with words: what headlines and cross-links look like."""
        text = self.text
        return (
            len(text) <= TITLE_CHARACTERS
            and not re.search(r"[.;,،]['\"”’»]*$", text)
            and 3 <= self.words <= TITLE_WORDS
            and sum(map(str.isalpha, text)) > len(text) / 2
            and not _BULLET.match(text)
        )

    @cached_property
    def is_capitals(self) -> bool:
        return self.text.isupper() and sum(map(str.isalpha, self.text)) > 3

    @cached_property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text))


def lines(text: str) -> list[Line]:
    """The paragraphs of a text in order, empty ones left out."""
    plain = _stripped(text, r"[^\n]+")
    if not _is_wrapped(text, plain):
        return plain
    return _joined(text, plain)


def _joined(text: str, plain: list[Line]) -> list[Line]:
    """The paragraphs of a wrapped text: lines joined until a blank line, a list item, a short last line."""
    width = max(len(line.text) for line in plain)
    found, first = list[Line](), 0
    for index, line in enumerate(plain):
        after = plain[index + 1] if index + 1 < len(plain) else None
        if after is None or _breaks(text, line, after, width):
            start = plain[first].start
            found.append(Line(start, line.end, text[start : line.end]))
            first = index + 1
    return found


def _breaks(text: str, line: Line, after: Line, width: int) -> bool:
    """Whether a paragraph ends between a line of a wrapped text and the next one."""
    if text.count("\n", line.end, after.start) > 1 or after.is_bullet or _PAGE_NUMBER.match(after.text):
        return True
    if _PAGE_NUMBER.match(line.text):
        return True
    room = len(line.text) + len(after.text.split(maxsplit=1)[0]) < width * ROOM
    return room and (line.ends_sentence or not after.text[:1].islower())


def _stripped(text: str, pattern: str) -> list[Line]:
    found = []
    for match in re.finditer(pattern, text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        if inner := line.strip():
            found.append(Line(start, start + len(inner), inner))
    return found


def _is_wrapped(text: str, plain: list[Line]) -> bool:
    """Whether most longer lines break off in the middle of a sentence and the next line carries it on."""
    longer = [line for line in plain if line.end - line.start >= WRAP_WIDTH // 2]
    if len(longer) < 3 or any(line.end - line.start > WRAP_WIDTH for line in plain):
        return False
    carried = [line for line in longer if not line.ends_sentence and _goes_on(text, line.end)]
    return len(carried) > len(longer) / 2


def _goes_on(text: str, end: int) -> bool:
    return re.match(r"[^\n\S]*\n[^\n\S]*\S", text[end : end + 200]) is not None
