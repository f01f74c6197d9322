"""Cut a tokenised text into windows that the encoder reads in one pass.

A window is a run of whole sentences as far as punctuation and paragraph breaks tell; the network then decides
where sentences begin inside it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Pieces in a window: training used the same budget, and attention grows with its square.
WINDOW_PIECES = 192
_TERMINAL = frozenset(".!?…\"”’)]:;")
_WRAP_WIDTH = (50, 100)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of the text, with the piece ids of each."""

    start: int
    end: int
    pieces: tuple[tuple[int, ...], ...]

    @property
    def length(self) -> int:
        """Pieces, the two frame pieces included."""
        return sum(map(len, self.pieces)) + 2


def is_wrapped(text: str) -> bool:
    """True for text whose lines were broken to a column, where a single newline ends no paragraph."""
    lines = [len(line) for line in text.splitlines() if line.strip()]
    if len(lines) < 4:
        return False
    full = sum(_WRAP_WIDTH[0] <= length <= _WRAP_WIDTH[1] for length in lines)
    return full >= 0.6 * len(lines) and max(lines) <= _WRAP_WIDTH[1] + 20


def breaks_paragraph(space: str, wrapped: bool) -> bool:
    """Whether the white space between two words ends a paragraph."""
    newlines = space.count("\n") + space.count("\u2029") + space.count("\r")
    return newlines >= 2 or (newlines == 1 and (not wrapped or bool(re.search(r"\n[ \t]{2,}", space))))


def cut(pieces: Sequence[tuple[int, ...]], words: Sequence[str], breaks: Sequence[bool]) -> list[Window]:
    """Windows over all words; `breaks[i]` says that word i begins a paragraph."""
    found: list[Window] = []
    start, size, safe = 0, 2, 0
    for index, own in enumerate(pieces):
        if index and (breaks[index] or words[index - 1][-1] in _TERMINAL):
            safe = index
        size += len(own)
        if size > WINDOW_PIECES and index > start:
            end = safe if safe > start else index
            found.append(Window(start, end, tuple(pieces[start:end])))
            start, size = end, 2 + sum(map(len, pieces[end : index + 1]))
    if start < len(pieces):
        found.append(Window(start, len(pieces), tuple(pieces[start:])))
    return found


def batches(found: Sequence[Window], limit: int) -> list[list[Window]]:
    """Windows of similar length, at most `limit` padded pieces together."""
    groups: list[list[Window]] = []
    for window in sorted(found, key=lambda w: w.length):
        if groups and (len(groups[-1]) + 1) * window.length <= limit:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups
