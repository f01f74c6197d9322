"""What copy finding says: `Copy` of two reports, `Pair` of two paragraphs, `Likeness` of two texts."""

from dataclasses import dataclass
from enum import StrEnum


class CopyKind(StrEnum):
    """How two reports that share text stand to one another.

    `EXACT`: the same but for line ends and white space, boilerplate aside. `NEAR`: each consists of the other
    but for light edits, headline and lead-in. `CONTAINED`: the one consists of text of the other, which has
    more. `UPDATE`: the same story again, with text of its own or other figures. `NONE`: paragraphs in common,
    as of an agency, and neither is a copy.
    """

    EXACT = "exact"
    NEAR = "near"
    CONTAINED = "contained"
    UPDATE = "update"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs that are one text, by their starts (code points): `start` in the report added, `of` in the
    other; `share` of the words of the first in the second and `share_of` the other way, 0 to 1."""

    start: int
    of: int
    share: float
    share_of: float


@dataclass(frozen=True, slots=True)
class Copy:
    """Report `report` shares text with report `of`, which was there before it (ids).

    `share` of the words of `report`'s running text stand in paragraphs that `of` has too; `share_of` the other
    way; 0 to 1. `first` is the id of the one that had the text first, None where nothing says so, and `reason`
    why, in words.
    """

    report: str
    of: str
    kind: CopyKind
    share: float
    share_of: float
    paragraphs: tuple[Pair, ...]
    first: str | None = None
    reason: str = ""


class Dependence(StrEnum):
    """Of two texts: `COPY`: one is the other or a part of it, no fact changed; `DERIVED`: running prose in
    common; `INDEPENDENT`: common wording is quotations, formulas or chance."""

    COPY = "copy"
    DERIVED = "derived"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts depend on one another: `score` 0 to 1 (0.5 and more is dependent), the label, and why."""

    score: float
    label: Dependence
    reasons: tuple[str, ...]
