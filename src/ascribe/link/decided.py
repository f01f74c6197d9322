"""Decisions in, which propositions a person has joined or kept apart out.

A decision names propositions, not incidents, so it holds however incidents change: `same` joins its subjects,
`different` keeps its first subject apart from all others. The later of two decisions on a pair counts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from ascribe.link.evidence import Comparison, Evidence
from ascribe.model import Decision, Verdict, in_force

#: A joined pair weighs so many bits: more than any evidence.
_JOINED_BITS = 50.0
_PROPOSITION = "prop-"


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision in force on each pair of propositions (ids in order)."""

    pairs: dict[tuple[str, str], Decision]

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Decided":
        """From all decisions in the order in which they were taken; those on actors are left aside."""
        pairs: dict[tuple[str, str], Decision] = {}
        for decision in in_force(decisions):
            for pair in _pairs(decision):
                pairs[pair] = decision
        return cls(pairs)

    def joined(self) -> Iterator[tuple[str, str]]:
        """The pairs that are one happening by decision."""
        return (pair for pair, decision in self.pairs.items() if decision.verdict is Verdict.SAME)

    def joins(self, a: str, b: str) -> bool:
        """Whether two propositions are one happening by decision."""
        decision = self.between(a, b)
        return decision is not None and decision.verdict is Verdict.SAME

    def between(self, a: str, b: str) -> Decision | None:
        """The decision in force on two propositions, whichever is named first."""
        return self.pairs.get((a, b) if a < b else (b, a))

    def applied(self, comparison: Comparison) -> Comparison:
        """The comparison with the decision on its pair, if there is one: it outweighs all evidence."""
        decision = self.pairs.get((comparison.a, comparison.b))
        if decision is None:
            return comparison
        words = f"by decision of {decision.who}, {decision.when[:10]}: {decision.why}"
        if decision.verdict is Verdict.DIFFERENT:
            return replace(comparison, ruled_out=f"kept apart {words}")
        return replace(
            comparison,
            weight=comparison.weight + _JOINED_BITS,
            evidence=(*comparison.evidence, Evidence("decision", "same", _JOINED_BITS, f"joined {words}")),
            ruled_out=None,
        )


def _pairs(decision: Decision) -> Iterator[tuple[str, str]]:
    subjects = decision.subjects
    if len(subjects) < 2 or not all(subject.startswith(_PROPOSITION) for subject in subjects):
        return
    if decision.verdict is Verdict.SAME:
        yield from combinations(sorted(subjects), 2)
    elif decision.verdict is Verdict.DIFFERENT:
        first = subjects[0]
        yield from ((first, other) if first < other else (other, first) for other in subjects[1:])
