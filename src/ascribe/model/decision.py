"""`Decision`: what a person decided, when and why. Decisions are appended and undone by another, never edited."""

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
