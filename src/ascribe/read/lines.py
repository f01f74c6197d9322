"""The lines of a text as paragraphs with offsets, and the shapes that a line can have.

A page pasted from a browser has one paragraph a line; a text wrapped at a fixed width has paragraphs of
several lines. Both come out as `Line`s: what stands between two line breaks that mean something.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from ascribe.read.chrome import fold

#: A line of at least so many words that ends like a sentence is prose, whatever it says.
PROSE_WORDS = 9
#: Longest title seen on news pages, in words and in characters, with room.
TITLE_WORDS, TITLE_CHARACTERS = 28, 220
#: A text wrapped at a fixed width has no line longer than this.
WRAP_WIDTH = 100

_SENTENCE_END = re.compile(r"[.!?؟。…:]['\"”’»)\]]*\s*$|[.!?,]['\"”’»]\s*$")
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
            not re.search(r"[.;,،]['\"”’»]*$", text)
            and 3 <= self.words <= TITLE_WORDS
            and len(text) <= TITLE_CHARACTERS
            and sum(c.isalpha() for c in text) > len(text) / 2
            and not _BULLET.match(text)
        )

    @cached_property
    def is_capitals(self) -> bool:
        letters = [c for c in self.text if c.isalpha()]
        return (
            len(letters) > 3 and all(not c.islower() for c in letters) and any(c.isupper() for c in letters)
        )

    @cached_property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text))


def lines(text: str) -> list[Line]:
    """The paragraphs of a text in order, empty ones left out."""
    plain = _stripped(text, r"[^\n]+")
    if not _is_wrapped(text, plain):
        return plain
    return _stripped(text, r"[^\n]+(?:\n[^\n\S]*\S[^\n]*)*")


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
