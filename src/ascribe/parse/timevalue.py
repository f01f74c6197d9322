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
    """So many days, weeks, weekends, months, years or decades from the anchor: "yesterday", "last month"."""

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
class Between:
    """From one to another, both included."""

    first: "Calendar | Weekday"
    last: "Calendar | Weekday"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A time that an earlier one fixes: "that month" (month, 0), "the next day" (day, 1), "days later"
    (None).
    """

    unit: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Vague:
    """No date at all: past ("recently"), present ("now") or of the day only ("just before dawn")."""

    sense: str


Value = Calendar | Weekday | Offset | Window | Season | Between | Anaphor | Vague


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: start and end with its preposition ("on Sunday"), `core` where the rest begins.

    `bound`: since, until, before or after the value; `part`: early, mid or late in it, its first or last day;
    `daypart`: morning, afternoon, evening, night, overnight; `clock`: HH:MM (24 hours).
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
