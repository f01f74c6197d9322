"""Shingles of words in, the paragraphs that hold them out: an index that grows by sorted runs.

An entry is one number: 32 bits of the shingle's hash and 32 of the paragraph. Entries stand in sorted arrays,
and arrays of like size are merged, so that a million paragraphs cost eight bytes a shingle and every entry is
copied a few times only. A false meeting of two hashes costs one comparison.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
#: An array that grows with every report is sorted again as long as it is no longer than this.
_RECENT = 1 << 13
#: An array is merged with the one before it unless that is so many times as long.
_RATIO = 3


def shingles(words: NDArray[np.uint32], size: int) -> Hashes:
    """The distinct 32-bit hashes of every `size` words in a row; of all words where there are fewer."""
    return np.unique(rows(words, min(size, len(words))))


def rows(words: NDArray[np.uint32], size: int) -> Hashes:
    """The 32-bit hash of every `size` words in a row, in order; none where there are fewer words."""
    count = len(words) - size + 1
    if size == 0 or count <= 0:
        return np.empty(0, np.uint64)
    mixed = np.zeros(count, np.uint64)
    for i in range(size):
        mixed = _mix(mixed + words[i : i + count].astype(np.uint64) + np.uint64(i + 1))
    return mixed >> _HALF


def _mix(values: Hashes) -> Hashes:
    """The finisher of splitmix64: every bit of the value reaches every bit of the hash."""
    values = (values + np.uint64(0x9E3779B97F4A7C15)).astype(np.uint64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


@dataclass(slots=True)
class Postings:
    """Which paragraphs hold a shingle."""

    segments: list[Hashes] = field(default_factory=list)
    recent: Hashes = field(default_factory=lambda: np.empty(0, np.uint64))

    def add(self, hashes: Hashes, paragraphs: Hashes) -> None:
        """Say which paragraph (0 to 2**32 - 1) holds each of these shingles."""
        self.recent = np.sort(np.concatenate((self.recent, (hashes << _HALF) | paragraphs)))
        if len(self.recent) < _RECENT:
            return
        self.segments.append(self.recent)
        self.recent = np.empty(0, np.uint64)
        while len(self.segments) > 1 and len(self.segments[-2]) < _RATIO * len(self.segments[-1]):
            last, before = self.segments.pop(), self.segments.pop()
            self.segments.append(np.sort(np.concatenate((before, last))))

    def find(self, hashes: Hashes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of shingles, those that at most `most` paragraphs hold: index in `hashes`, and paragraph, of every
        entry."""
        order = np.argsort(hashes)
        first = hashes[order] << _HALF
        segments = [*self.segments, self.recent]
        bounds = [(np.searchsorted(s, first), np.searchsorted(s, first | _LOW, "right")) for s in segments]
        counts = [high - low for low, high in bounds]
        held = np.sum(counts, axis=0)
        wanted = np.flatnonzero((held > 0) & (held <= most))
        at, where = [], []
        for segment, (low, _), count in zip(segments, bounds, counts, strict=True):
            size = count[wanted]
            ends = np.cumsum(size)
            inside = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - size, size)
            at.append(np.repeat(order[wanted], size))
            where.append((segment[np.repeat(low[wanted], size) + inside] & _LOW).astype(np.int64))
        return np.concatenate(at), np.concatenate(where)

    @property
    def entries(self) -> int:
        """How many pairs of shingle and paragraph are kept."""
        return len(self.recent) + sum(len(segment) for segment in self.segments)
