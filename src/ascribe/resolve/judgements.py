"""Decisions in, what people judge of pairs of actors out: the same, different, unsure; nothing is ever merged.

A later judgement of a pair takes the place of an earlier one. An undone decision counts as if it had never been taken;
undoing the undoing brings it back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ascribe.model import Decision, Verdict, in_force

#: The verdicts that are of a pair.
OF_PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


@dataclass(frozen=True, slots=True)
class Judgements:
    """The judgements in force, by pair (ids in order), oldest first."""

    pairs: dict[tuple[str, str], Decision]

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> "Judgements":
        """From all decisions in the order in which they were taken."""
        pairs: dict[tuple[str, str], Decision] = {}
        for decision in in_force(decisions):
            if decision.verdict in OF_PAIRS and len(decision.subjects) == 2:
                pair = pair_of(*decision.subjects)
                pairs.pop(pair, None)
                pairs[pair] = decision
        return cls(pairs)

    def between(self, one: str, other: str) -> Decision | None:
        """The judgement in force on a pair, whichever is named first."""
        return self.pairs.get(pair_of(one, other))

    def on(self, actor: str) -> Iterator[tuple[str, Decision]]:
        """The other actor and the judgement, for every pair that an actor is of."""
        for (one, other), decision in self.pairs.items():
            if actor in (one, other):
                yield (other if actor == one else one), decision

    def same_as(self, actor: str) -> tuple[str, ...]:
        """The actors that are judged the same as this one, directly or by way of others, in the order of their ids.

        Judgements that cannot all hold are not carried on: who is judged different from any of those found so far is
        left out where only a chain of others leads to him.
        """
        direct = {other for other, decision in self.on(actor) if decision.verdict is Verdict.SAME}
        found, border = {actor, *direct}, sorted(direct)
        while border:
            for other, decision in sorted(self.on(border.pop(0)), key=lambda pair: pair[0]):
                if decision.verdict is not Verdict.SAME or other in found or self._is_apart(other, found):
                    continue
                found.add(other)
                border.append(other)
        return tuple(sorted(found - {actor}))

    def _is_apart(self, actor: str, group: Iterable[str]) -> bool:
        judged = (self.between(actor, member) for member in group)
        return any(decision is not None and decision.verdict is Verdict.DIFFERENT for decision in judged)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """A pair, the same whichever is named first."""
    return (one, other) if one <= other else (other, one)
