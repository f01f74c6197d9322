"""Chains of mentions, gold and found, to the figures of coreference: MUC, B-cubed, CEAF-e and their mean (CoNLL F1).

A mention is any hashable thing (its words, or its head word); mentions that stand alone are to be left out by the
caller on both sides, as CoNLL-2012 does. Definitions: Pradhan et al., ACL 2014 ("Scoring coreference partitions of
predicted mentions").
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

Chain = frozenset[Hashable]


@dataclass(slots=True)
class Tally:
    """Sums over documents: right and all of recall, right and all of precision."""

    found: float = 0.0
    gold: float = 0.0
    kept: float = 0.0
    told: float = 0.0

    def add(self, found: float, gold: float, kept: float, told: float) -> None:
        self.found, self.gold = self.found + found, self.gold + gold
        self.kept, self.told = self.kept + kept, self.told + told

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        recall = self.found / self.gold if self.gold else 0.0
        precision = self.kept / self.told if self.told else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Score:
    """The measures over all documents that were added."""

    mentions: Tally = field(default_factory=Tally)
    muc: Tally = field(default_factory=Tally)
    b_cubed: Tally = field(default_factory=Tally)
    ceaf: Tally = field(default_factory=Tally)

    def add(self, gold: Sequence[Chain], found: Sequence[Chain]) -> None:
        """Count one document."""
        all_gold, all_found = set().union(*gold), set().union(*found)
        both = len(all_gold & all_found)
        self.mentions.add(both, len(all_gold), both, len(all_found))
        self.muc.add(*_muc(gold, found), *_muc(found, gold))
        self.b_cubed.add(*_b_cubed(gold, found), *_b_cubed(found, gold))
        alike = _aligned(gold, found)
        self.ceaf.add(alike, len(gold), alike, len(found))

    @property
    def conll(self) -> float:
        """The mean F1 of the three measures."""
        return sum(t.figures[2] for t in (self.muc, self.b_cubed, self.ceaf)) / 3


def _places(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def _muc(keys: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    places = _places(other)
    right = 0
    for chain in keys:
        parts = {places[m] for m in chain if m in places}
        right += len(chain) - len(parts) - sum(m not in places for m in chain)
    return right, sum(len(chain) - 1 for chain in keys)


def _b_cubed(keys: Sequence[Chain], other: Sequence[Chain]) -> tuple[float, float]:
    places = _places(other)
    right = 0.0
    for chain in keys:
        shared = Counter(places[m] for m in chain if m in places)
        right += sum(count * count for count in shared.values()) / len(chain)
    return right, sum(len(chain) for chain in keys)


def _aligned(gold: Sequence[Chain], found: Sequence[Chain]) -> float:
    """The most alike one-to-one pairs of chains, each counted by twice its share of common mentions."""
    if not gold or not found:
        return 0.0
    return assigned([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])


def assigned(gains: Sequence[Sequence[float]]) -> float:
    """The greatest sum of one gain for each row, no column twice (Kuhn's Hungarian method, with potentials)."""
    if len(gains) > len(gains[0]):
        gains = [list(column) for column in zip(*gains, strict=True)]
    rows, columns = len(gains), len(gains[0])
    row_cost, column_cost, holder = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        holder[0], at = row, 0
        least, way, used = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while holder[at]:
            used[at] = True
            own, step, following = holder[at], float("inf"), 0
            for column in range(1, columns + 1):
                if used[column]:
                    continue
                cost = -gains[own - 1][column - 1] - row_cost[own] - column_cost[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < step:
                    step, following = least[column], column
            for column in range(columns + 1):
                if used[column]:
                    row_cost[holder[column]] += step
                    column_cost[column] -= step
                else:
                    least[column] -= step
            at = following
        while at:
            holder[at] = holder[way[at]]
            at = way[at]
    return sum(gains[holder[column] - 1][column - 1] for column in range(1, columns + 1) if holder[column])
