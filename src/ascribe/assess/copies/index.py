"""`CopyIndex`: reports in one after another, for each the copies among those before it out, to the paragraph.

Shingles of three words find paragraphs that may be one text, the alignment of their words decides. Of a copy only
what is new in it is indexed, so that a text with a thousand carriers is found once and no formula. Memory is
about 600 bytes for a paragraph of fifty words; nothing of the text itself is kept.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from ascribe.assess.copies.align import Verdict, agree, agree_beside, may_agree
from ascribe.assess.copies.direction import Byline, byline
from ascribe.assess.copies.kinds import Copy
from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.paragraphs import Paragraph, Words, read_paragraphs
from ascribe.assess.copies.postings import Postings, shingles
from ascribe.assess.copies.verdicts import Shared, is_alone, judge
from ascribe.model import Report, SectionKind

#: Paragraphs that share most shingles with one are aligned with it, so many at most; and so many of those that
#: are known to be the same text as they.
_CANDIDATES, _CARRIERS = 8, 64
#: One run of three words in common is chance.
_FEWEST_HITS = 2
#: A paragraph that so many reports have in common with others far from them, and nothing else, is a formula.
_FORMULA_AFTER = 3


@dataclass(slots=True)
class _Store:
    """Words and places of all paragraphs, as flat arrays."""

    hashes: "array[int]" = field(default_factory=lambda: array("I"))
    classes: bytearray = field(default_factory=bytearray)
    ends: "array[int]" = field(default_factory=lambda: array("Q", [0]))
    reports: "array[int]" = field(default_factory=lambda: array("I"))
    starts: "array[int]" = field(default_factory=lambda: array("I"))
    is_text: bytearray = field(default_factory=bytearray)

    def __len__(self) -> int:
        return len(self.reports)

    def hashes_of(self, paragraph: int) -> "array[int]":
        return self.hashes[self.ends[paragraph] : self.ends[paragraph + 1]]

    def words(self, paragraph: int) -> Words:
        first, after = self.ends[paragraph], self.ends[paragraph + 1]
        return Words(self.hashes[first:after], bytes(self.classes[first:after]))

    def add(self, report: int, paragraph: Paragraph) -> int:
        self.hashes.extend(paragraph.words.hashes)
        self.classes.extend(paragraph.words.classes)
        self.ends.append(len(self.hashes))
        self.reports.append(report)
        self.starts.append(paragraph.start)
        self.is_text.append(paragraph.is_text)
        return len(self.reports) - 1


@dataclass(frozen=True, slots=True)
class _Held:
    """What is kept of a report: its numbers of paragraphs run from `first` up to `after`."""

    byline: Byline
    digest: bytes
    first: int
    after: int


@dataclass(slots=True)
class CopyIndex:
    """An index of reports that grows by one at a time."""

    _store: _Store = field(default_factory=_Store)
    _postings: Postings = field(default_factory=Postings)
    _held: list[_Held] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _exact: dict[bytes, list[int]] = field(default_factory=lambda: defaultdict(list))
    #: The paragraph that a copied one is filed under, and the copies filed under one.
    _filed: dict[int, int] = field(default_factory=dict)
    _carriers: dict[int, list[int]] = field(default_factory=dict)
    #: How many reports had a paragraph in common with others that have nothing else in common with them.
    _alone: Counter[int] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, report: object) -> bool:
        return report in self._numbers

    @property
    def paragraphs(self) -> int:
        """How many paragraphs are indexed."""
        return len(self._store)

    @property
    def entries(self) -> int:
        """How many entries the index of shingles has: eight bytes each."""
        return self._postings.entries

    def add(self, report: Report, own: Sequence[Paragraph] | None = None) -> tuple[Copy, ...]:
        """The copies of a report among those added before it, the most alike first; then it is one of them.

        A report whose id is in the index already adds nothing and has no copies: it is the same one. `own` is
        what `read_paragraphs` gives for it, for callers who have that anyway.
        """
        if report.id in self._numbers:
            return ()
        own = read_paragraphs(report) if own is None else own
        units = [_shingles(p.words) for p in own]
        found = list(self._matches(own, units))
        found += self._beside(own, found)
        digest = _digest(report)
        copies = self._copies(report, own, found, digest)
        self._file(report, own, units, found, digest)
        return copies

    def _matches(self, own: Sequence[Paragraph], units: Sequence[NDArray[np.uint64]]) -> Iterator[Shared]:
        """Every paragraph of the index that is the same text as one of these, or fills the same form."""
        for number, candidates in self._candidates(units).items():
            seen: set[int] = set()
            for candidate in candidates:
                root = self._root(candidate)
                for other in [candidate, root, *self._carriers.get(root, ())[:_CARRIERS]]:
                    if other in seen:
                        continue
                    seen.add(other)
                    if not may_agree(own[number].words.hashes, self._store.hashes_of(other)):
                        continue
                    found = agree(own[number].words, self._store.words(other))
                    if found.verdict is not Verdict.OTHER:
                        yield Shared(number, other, found)

    def _root(self, paragraph: int) -> int:
        """The paragraph that a copied one is filed under."""
        return self._filed.get(paragraph, paragraph)

    def _beside(self, own: Sequence[Paragraph], found: Sequence[Shared]) -> Iterator[Shared]:
        """The rest of reports of which a good part is the same text: what says too little by itself."""
        same: dict[int, set[int]] = defaultdict(set)
        matched: dict[int, set[int]] = defaultdict(set)
        for shared in found:
            number = self._store.reports[shared.other]
            matched[number].add(shared.other)
            if shared.agreement.verdict is Verdict.SAME:
                same[number].add(shared.own)
        whole = sum(len(p.words) for p in own)
        for number, places in same.items():
            held, in_same = self._held[number], sum(len(own[i].words) for i in places)
            theirs = self._store.ends[held.after] - self._store.ends[held.first]
            if in_same < lists().numbers["beside_share"] * min(whole, theirs):
                continue
            for i in range(held.first, held.after):
                for place, paragraph in enumerate(own):
                    taken = (i in matched[number]) + (place in places)
                    if taken == 2:
                        continue
                    agreement = agree_beside(paragraph.words, self._store.words(i), taken=taken == 1)
                    if agreement.verdict is not Verdict.OTHER:
                        yield Shared(place, i, agreement)

    def _candidates(self, units: Sequence[NDArray[np.uint64]]) -> dict[int, list[int]]:
        """For each paragraph, by its place in the list, those of the index that share most rare shingles."""
        sizes = [len(unit) for unit in units]
        if not sum(sizes):
            return {}
        owner = np.repeat(np.arange(len(units)), sizes)
        at, where = self._postings.find(np.concatenate(units), int(lists().numbers["formula"]))
        if not len(at):
            return {}
        rarity = 1.0 / np.bincount(at)[at]
        keys, inverse, hits = np.unique((owner[at] << 32) | where, return_inverse=True, return_counts=True)
        weights = np.bincount(inverse, rarity)
        weights[(hits < _FEWEST_HITS) | (weights < lists().numbers["rarity"])] = 0.0
        found: dict[int, list[int]] = defaultdict(list)
        for i in np.argsort(-weights, kind="stable")[: np.count_nonzero(weights)].tolist():
            number, other = int(keys[i]) >> 32, int(keys[i]) & 0xFFFFFFFF
            if len(found[number]) < _CANDIDATES:
                found[number].append(other)
        return found

    def _copies(
        self, report: Report, own: Sequence[Paragraph], found: Sequence[Shared], digest: bytes
    ) -> tuple[Copy, ...]:
        by_report: dict[int, list[Shared]] = {number: [] for number in self._exact.get(digest, ())}
        for shared in found:
            by_report.setdefault(self._store.reports[shared.other], []).append(shared)
        mine = byline(report, own)
        copies, alone = [], set()
        for number, shared_with in by_report.items():
            held = self._held[number]
            others = {
                i: (
                    self._store.starts[i],
                    self._store.ends[i + 1] - self._store.ends[i],
                    self._store.is_text[i],
                )
                for i in range(held.first, held.after)
            }
            roots = {self._root(shared.other) for shared in shared_with}
            exact = held.digest == digest
            if copy := judge(mine, held.byline, own, others, shared_with, exact=exact):
                if not is_alone(mine, held.byline, copy):
                    copies.append(copy)
                    continue
                alone |= roots
                if any(self._alone[root] < _FORMULA_AFTER for root in roots):
                    copies.append(copy)
        self._alone.update(alone)
        return tuple(sorted(copies, key=lambda c: (-c.share, -c.share_of, c.of)))

    def _file(
        self,
        report: Report,
        own: Sequence[Paragraph],
        units: Sequence[NDArray[np.uint64]],
        found: Sequence[Shared],
        digest: bytes,
    ) -> None:
        """Take the report in; of its copied paragraphs only the shingles that are not known already."""
        number, first = len(self._held), len(self._store)
        best: dict[int, tuple[float, int]] = {}
        for shared in found:
            if shared.agreement.verdict is Verdict.SAME:
                rank = (shared.agreement.share_a + shared.agreement.share_b, -shared.other)
                best[shared.own] = max(best.get(shared.own, rank), rank)
        entries = []
        for place, paragraph in enumerate(own):
            identity = self._store.add(number, paragraph)
            new = units[place]
            if place in best:
                twin = -best[place][1]
                root = self._root(twin)
                self._filed[identity] = root
                self._carriers.setdefault(root, []).append(identity)
                known = (_shingles(self._store.words(i)) for i in {twin, root})
                new = np.setdiff1d(new, np.concatenate(list(known)))
            entries.append((new, np.full(len(new), identity, np.uint64)))
        if entries:
            hashes, identities = zip(*entries, strict=True)
            self._postings.add(np.concatenate(hashes), np.concatenate(identities))
        self._held.append(_Held(byline(report, own), digest, first, len(self._store)))
        self._numbers[report.id] = number
        self._exact[digest].append(number)


def _shingles(words: Words) -> NDArray[np.uint64]:
    return shingles(np.frombuffer(words.hashes, np.uint32), int(lists().numbers["shingle_words"]))


def _digest(report: Report) -> bytes:
    """Of what is not boilerplate, without regard to line ends and white space."""
    kept, at = [], 0
    for section in sorted(report.sections, key=lambda s: s.start):
        if section.kind is SectionKind.BOILERPLATE:
            kept.append(report.text[at : section.start])
            at = max(at, section.end)
    kept.append(report.text[at:])
    words = " ".join(" ".join(kept).split())
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).digest()
