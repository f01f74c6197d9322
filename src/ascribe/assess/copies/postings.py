"""Shingles of words in, the paragraphs that hold them out: an index that grows by sorted runs.

An entry is one number: 32 bits of the shingle's hash and 32 of the paragraph. New entries wait in a buffer;
full buffers become sorted arrays, and arrays of like size are merged, so that a million paragraphs cost eight
bytes a shingle and every entry is copied a few times only. A false meeting of two hashes costs one comparison.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
#: Entries that wait unsorted; a dictionary of them takes about 20 MB.
BUFFER = 1 << 17


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
    buffer: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    waiting: int = 0

    def add(self, hashes: Hashes, paragraph: int) -> None:
        """Say that a paragraph (0 to 2**32 - 1) holds shingles."""
        for number in hashes.tolist():
            self.buffer[number].append(paragraph)
        self.waiting += len(hashes)
        if self.waiting >= BUFFER:
            self._flush()

    def find(self, hashes: Hashes, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Of sorted shingles, those that at most `most` paragraphs hold: index in `hashes`, and paragraph, of
        every entry."""
        held = np.array([len(self.buffer.get(h, ())) for h in hashes.tolist()], np.int64)
        bounds = []
        first, after = hashes << _HALF, (hashes << _HALF) | _LOW
        for segment in self.segments:
            low, high = np.searchsorted(segment, first, "left"), np.searchsorted(segment, after, "right")
            bounds.append((segment, low, high - low))
            held += high - low
        wanted = np.flatnonzero((held > 0) & (held <= most))
        at, where = [], []
        for segment, low, count in bounds:
            counts = count[wanted]
            ends = np.cumsum(counts)
            inside = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
            at.append(np.repeat(wanted, counts))
            where.append((segment[np.repeat(low[wanted], counts) + inside] & _LOW).astype(np.int64))
        numbers = hashes.tolist()
        for i in wanted.tolist():
            if part := self.buffer.get(numbers[i]):
                where.append(np.array(part, np.int64))
                at.append(np.full(len(part), i, np.int64))
        if not at:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        return np.concatenate(at), np.concatenate(where)

    @property
    def entries(self) -> int:
        """How many pairs of shingle and paragraph are kept."""
        return self.waiting + sum(len(segment) for segment in self.segments)

    def _flush(self) -> None:
        keys = np.fromiter(self.buffer, np.uint64, len(self.buffer))
        counts = np.fromiter(map(len, self.buffer.values()), np.int64, len(self.buffer))
        ids = np.fromiter((p for held in self.buffer.values() for p in held), np.uint64, self.waiting)
        self.segments.append(np.sort((np.repeat(keys, counts) << _HALF) | ids))
        self.buffer.clear()
        self.waiting = 0
        while len(self.segments) > 1 and len(self.segments[-2]) < 2 * len(self.segments[-1]):
            last, before = self.segments.pop(), self.segments.pop()
            self.segments.append(np.sort(np.concatenate((before, last)), kind="stable"))
