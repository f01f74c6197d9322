"""What the writing itself shows of paragraphs and sentences: white space, stops, quotes that open or close.

In: the words of a text and the white space before each. Out: flags per word, for `windows` to cut by and for
`decode` to weigh the network's sentence starts with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
_STOPS = (".", "!", "?", "…")
_OPENERS = frozenset("\"'“‘«([")
_CLOSERS = frozenset("\"'”’»)]")
_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_INDENT = re.compile(r"[\n\r][ \t]{2,}$")
#: Characters of a line that was broken to a column.
_WRAP_WIDTH = (50, 100)


@dataclass(frozen=True, slots=True)
class Layout:
    """Per word: a paragraph begins with it, a stop is before it, it is a mark that opens, it begins nothing.

    `inside` words begin no sentence: they are joined to a word before that is no stop, or close what it said.
    `capitals` are written with a capital after an abbreviation, whose full stop may end a sentence as well.
    """

    breaks: Flags
    stops: Flags
    opening: Flags
    inside: Flags
    capitals: Flags

    def part(self, start: int, end: int) -> "Layout":
        """The flags of words `start` to `end`."""
        own = slice(start, end)
        return Layout(
            self.breaks[own], self.stops[own], self.opening[own], self.inside[own], self.capitals[own]
        )


def layout(words: Sequence[str], gaps: Sequence[str], wrapped: bool) -> Layout:
    """Flags of all words; `gaps[i]` is the white space before word i, `wrapped` as `is_wrapped` tells."""
    count = len(words)
    breaks, stops, opening, inside, capitals = (np.zeros(count, dtype=bool) for _ in range(5))
    stopped = abbreviated = False
    for index, (word, gap) in enumerate(zip(words, gaps, strict=True)):
        follower = words[index + 1] if index + 1 < count and not gaps[index + 1] else ""
        goes_on = wrapped or (word[0].islower() and not stopped)
        breaks[index] = not index or (gap not in ("", " ") and breaks_paragraph(gap, goes_on))
        stops[index] = stopped
        if gap or not index:
            opening[index] = word in _OPENERS and bool(follower)
        else:
            closes = word in _CLOSERS and (not follower or follower in _CLOSERS)
            inside[index] = closes or not stopped
        capitals[index] = abbreviated and word.istitle()
        abbreviated = word[-1] == "." and word[0].isalpha()
        stopped = word[-1] in _STOPS or (stopped and word in _CLOSERS and not opening[index])
    return Layout(breaks, stops, opening, inside, capitals)


def is_wrapped(text: str) -> bool:
    """True for text whose lines were broken to a column, where a single newline ends no paragraph."""
    lines = [len(line) for line in text.splitlines() if line.strip()]
    if len(lines) < 4:
        return False
    full = sum(_WRAP_WIDTH[0] <= length <= _WRAP_WIDTH[1] for length in lines)
    return full >= 0.6 * len(lines) and max(lines) <= _WRAP_WIDTH[1] + 20


def breaks_paragraph(space: str, wrapped: bool) -> bool:
    """Whether the white space between two words ends a paragraph; in `wrapped` text one newline does not."""
    newlines = len(_NEWLINE.findall(space))
    return newlines >= 2 or (newlines == 1 and (not wrapped or bool(_INDENT.search(space))))
