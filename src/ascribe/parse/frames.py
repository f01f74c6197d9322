"""PropBank frames of a parsed text, as `doc._.frames`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """An argument: its PropBank label, the index of its head word, and its words [start, end)."""

    label: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (word index), the roleset most frequent for its lemma, and its arguments in text order."""

    predicate: int
    roleset: str
    roles: tuple[Role, ...]

    def role(self, *labels: str) -> Role | None:
        """The first argument with one of the labels, in the order of the labels."""
        for label in labels:
            for role in self.roles:
                if role.label == label:
                    return role
        return None
