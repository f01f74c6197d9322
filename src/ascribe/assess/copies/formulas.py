"""A collection of texts in, which wording is a formula in it out: it recurs in stories that are otherwise not
alike.

Texts that share much are taken for one story, so that a text with many carriers is no formula.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.paragraphs import Words, words_of
from ascribe.assess.copies.postings import Hashes, rows

#: Wording in more texts than this tells nothing of which are one story.
_TELLING = 20
#: Of so many shingles one is looked at to tell stories apart.
_SAMPLE = 4


@dataclass(frozen=True, slots=True)
class Formulas:
    """The stories, by number, that hold each run of words (hashed); without a collection there are none."""

    holders: Mapping[int, frozenset[int]] = field(default_factory=dict)
    stories: Mapping[bytes, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Formulas":
        """Count the wording of a collection."""
        words = {_key(w): w for w in map(words_of, texts)}
        units = [frozenset(shingles_of(w).tolist()) for w in words.values()]
        story = _stories(units)
        holders = defaultdict(set)
        for number, unit in zip(story, units, strict=True):
            for shingle in unit:
                holders[shingle].add(number)
        several = {shingle: frozenset(found) for shingle, found in holders.items() if len(found) > 1}
        return cls(several, dict(zip(words, story, strict=True)))

    def elsewhere(self, a: Words, b: Words) -> "_Elsewhere":
        """For the runs of two texts: in how many stories but theirs each stands."""
        own = {story for words in (a, b) if (story := self.stories.get(_key(words))) is not None}
        return _Elsewhere(self.holders, frozenset(own))


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    holders: Mapping[int, frozenset[int]]
    own: frozenset[int]

    def __call__(self, shingle: int) -> int:
        return len(self.holders.get(shingle, frozenset()) - self.own)


def shingles_of(words: Words) -> Hashes:
    """Every run of so many words as a hash, in order; none where there are fewer words."""
    size = int(lists().numbers["prose_words"])
    return rows(np.frombuffer(words.hashes, np.uint32), size)


def _key(words: Words) -> bytes:
    return words.hashes.tobytes()


def _stories(units: list[frozenset[int]]) -> list[int]:
    """The story of each text: texts that share a good part of the shorter one are of one story."""
    holders = defaultdict(list)
    sampled = [frozenset(s for s in unit if s % _SAMPLE == 0) for unit in units]
    for number, unit in enumerate(sampled):
        for shingle in unit:
            holders[shingle].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= _TELLING:
            common.update((a, b) for i, b in enumerate(held) for a in held[:i])
    parent = list(range(len(units)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    least = lists().numbers["one_story"]
    for (a, b), shared in common.items():
        if shared >= least * min(len(sampled[a]), len(sampled[b])):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    return [root(number) for number in range(len(units))]
