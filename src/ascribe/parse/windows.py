"""Cut a tokenised text into windows that the encoder reads in one pass.

A window is a run of whole sentences as far as punctuation and paragraph breaks tell; the network then decides
where sentences begin inside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.parse.layout import Layout

#: Pieces in a window: training used the same budget, and attention grows with its square.
WINDOW_PIECES = 192


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


def cut(pieces: Sequence[tuple[int, ...]], words: Sequence[str], layout: Layout) -> list[Window]:
    """Windows over all words, each word in one; only a word that does not fit makes a longer one."""
    found: list[Window] = []
    start = 0
    while start < len(pieces):
        end = _full(pieces, start)
        if end < len(pieces):
            end = _boundary(words, layout, start, end)
        found.append(Window(start, end, tuple(pieces[start:end])))
        start = end
    return found


def _full(pieces: Sequence[tuple[int, ...]], start: int) -> int:
    size = 2 + len(pieces[start])
    for end in range(start + 1, len(pieces)):
        size += len(pieces[end])
        if size > WINDOW_PIECES:
            return end
    return len(pieces)


def _boundary(words: Sequence[str], layout: Layout, start: int, end: int) -> int:
    """The last good place to cut: a paragraph in the second half, else a sentence, else anywhere.

    An abbreviation's full stop is the last resort: the network cannot mend a sentence that was cut.
    """
    quarter = (end - start) // 4
    for index in range(end, start + 2 * quarter, -1):
        if layout.breaks[index]:
            return index
    stops = [index for index in range(end, start + quarter, -1) if _stops(layout, index)]
    for index in stops:
        if not words[index - 1][0].isalnum() and not words[index][0].islower():
            return index
    return stops[0] if stops else end


def _stops(layout: Layout, index: int) -> bool:
    return bool(layout.stops[index] and not layout.inside[index])


def batches(found: Sequence[Window], limit: int) -> list[list[Window]]:
    """Windows of similar length, at most `limit` padded pieces together."""
    groups: list[list[Window]] = []
    for window in sorted(found, key=lambda w: w.length):
        if groups and (len(groups[-1]) + 1) * window.length <= limit:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups
