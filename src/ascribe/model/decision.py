"""`Decision`: what a person decided, when and why. Decisions are appended and undone by another, never edited."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ascribe.model.ids import content_id


class Verdict(StrEnum):
    """What a decision says of its subjects."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    GRADE = "grade"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what of which entries (ids), when (ISO 8601, UTC) and for which reason."""

    verdict: Verdict
    subjects: tuple[str, ...]
    who: str
    when: str
    why: str
    value: str | None = None

    @property
    def id(self) -> str:
        return content_id("dec", self.verdict, list(self.subjects), self.who, self.when, self.why, self.value)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that count, of all in the order in which they were taken: an undone one does not, as if it had
    never been taken; undoing the undoing brings it back."""
    taken = list(decisions)
    undone: set[str] = set()
    for decision in reversed(taken):
        if decision.verdict is Verdict.UNDO and decision.id not in undone:
            undone.update(decision.subjects)
    return [decision for decision in taken if decision.id not in undone]
