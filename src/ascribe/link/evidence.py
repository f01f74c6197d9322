"""What comparing two propositions, or two stories, gives: the evidence by comparison, in bits and in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison's outcome: which level, its weight in bits, and the words that explain it."""

    comparison: str
    condition: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two propositions compared: the match weight in bits (prior included), the evidence, and why not, if
    never."""

    a: str
    b: str
    weight: float
    evidence: tuple[Evidence, ...]
    ruled_out: str | None = None

    def condition(self, comparison: str) -> str:
        return next(e.condition for e in self.evidence if e.comparison == comparison)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What the evidence is, in words, with its bits; comparisons that say nothing are left out."""
        return tuple(f"{e.words} ({e.weight:+.1f})" for e in self.evidence if e.weight)
