"""`TallySeries`: the counts over periods that are of one scope, laid side by side; derived, never stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TallyPoint:
    """One count: bounds (`high` None is open), until which day (ISO 8601, "" unknown), where, since when (EDTF)."""

    tally: str
    report: str
    day: str
    low: int
    high: int | None
    where: tuple[str, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class TallyLine:
    """What one counter counts, in the order of the days."""

    counter: str
    points: tuple[TallyPoint, ...]


@dataclass(frozen=True, slots=True)
class TallySum:
    """A whole and the parts that its counter gives with it (ids of tallies), and whether they add up."""

    total: str
    parts: tuple[str, ...]
    number: int
    numbers: tuple[int, ...]
    holds: bool

    @property
    def words(self) -> str:
        """As people write it: "61 = 29 + 32"."""
        return f"{self.number} {'=' if self.holds else '≠'} {' + '.join(map(str, self.numbers))}"


@dataclass(frozen=True, slots=True)
class TallySeries:
    """Counts of one scope: what is counted, of whom by whom, where, since when, each counter on a line.

    `contradictions` are pairs of counts of the same day and places that cannot both be true, in words; `incidents`
    are those of the ledger itself that fall into the scope, by id: to be compared, never added.
    """

    id: str
    what: str
    by: str | None
    against: str | None
    where: tuple[str, ...]
    since: str | None
    lines: tuple[TallyLine, ...]
    sums: tuple[TallySum, ...] = ()
    contradictions: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
