"""What a time expression says, before any calendar: the values that `timex` finds and `resolve.times`
places.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as far as it is said: year, month, day; a missing year is to be found, a missing day is not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday 0 to Sunday 6; which: -1 "last", 0 unsaid, 1 "next"."""

    day: int
    which: int = 0


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days, weeks, weekends, months, quarters, years ... from the anchor: "yesterday", "last month"."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that ends (or, positive, starts) at the anchor: "the past two weeks"; count None is
    unsaid.
    """

    unit: str
    count: int | None
    future: bool = False


@dataclass(frozen=True, slots=True)
class Season:
    """Spring, summer, autumn or winter; which as for `Weekday`."""

    name: str
    year: int | None = None
    which: int = 0


@dataclass(frozen=True, slots=True)
class YearPart:
    """The nth quarter or half of a year, or (unit year) a fiscal year, that is named by the year it ends in.

    A year that is not said is `which` from the anchor's (-1 "last year"), None where that is not said either.
    """

    unit: str
    number: int
    year: int | None = None
    which: int | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Era:
    """A decade or a century by its first year: 1980 for "the 1980s", 1900 for "the 20th century"."""

    first: int
    years: int


@dataclass(frozen=True, slots=True)
class Festival:
    """A feast by its id in `festivals.yaml`; which as for `Weekday`."""

    name: str
    year: int | None = None
    which: int = 0


@dataclass(frozen=True, slots=True)
class Between:
    """From one to another, both included."""

    first: "Calendar | Weekday"
    last: "Calendar | Weekday"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A time that an earlier one fixes: "that month" (month, 0), "the next day" (day, 1), "days later"
    (None). The unit "period" keeps the earlier one's own ("the same period", count in years).
    """

    unit: str
    count: int | None
    #: Whether the words say that it is later or earlier, whatever the count.
    sense: int = 0


@dataclass(frozen=True, slots=True)
class Apart:
    """So long after (sense 1) or before (-1) what the words that follow tell: "two days after the raid"."""

    unit: str
    count: float | None
    sense: int


@dataclass(frozen=True, slots=True)
class Length:
    """How long, without when: "two weeks", "a 27-year contract"; count None is unsaid."""

    unit: str
    count: float | None


@dataclass(frozen=True, slots=True)
class Repeat:
    """How often: every so many units, or every such weekday (Monday 0)."""

    unit: str
    count: float = 1
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """No date at all: past ("recently"), present ("now"), future or of the day only ("just before dawn")."""

    sense: str


Value = (
    Calendar | Weekday | Offset | Window | Season | YearPart | Era | Festival | Between | Anaphor | Apart
    | Length | Repeat | Vague
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: start and end with its preposition ("on Sunday"), `core` where the rest begins.

    `bound`: since, until, before or after the value; `part`: early, mid or late in it, its first or last day;
    `daypart`: morning, afternoon, evening, night, overnight; `clock`: HH:MM (24 hours), with "Z" where it is
    said to be universal time. `ahead`: the words around it speak of what is still to come. `ends`: where the
    two ends of a `Between` stand.
    """

    start: int
    end: int
    words: str
    value: Value
    core: int
    bound: str = ""
    part: str = ""
    daypart: str = ""
    clock: str = ""
    ahead: bool = False
    ends: tuple[tuple[int, int], ...] = ()

    @property
    def dates(self) -> bool:
        """Whether it says when, not how long or how often."""
        return not isinstance(self.value, Length | Repeat)
