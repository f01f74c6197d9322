"""Enum values and entries in plain words, the same in every table."""

from ascribe.model import Incident, Moment, Proposition, Quantity, Speaker, Stance

STANCES = {
    Stance.ASSERTS: "says so",
    Stance.ACCUSES: "accuses",
    Stance.CLAIMS: "claims it",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.CANNOT_CONFIRM: "cannot confirm",
    Stance.DECLINED: "declined to comment",
    Stance.NOT_REACHED: "not reached",
    Stance.NO_CLAIM: "no claim",
}

#: What an accused agent says of itself.
OWN_WORDS = {
    Stance.CLAIMS: "claims it",
    Stance.CONFIRMS: "confirms it",
    Stance.DENIES: "denies it",
    Stance.CANNOT_CONFIRM: "cannot confirm it",
    Stance.DECLINED: "declined to comment",
    Stance.NOT_REACHED: "was not reached",
    Stance.NO_CLAIM: "has not claimed it",
}

#: Characters of an id that are shown in tables: its kind and 8 digits, nearly always unique.
SHORT_ID = 12


def short(identity: str) -> str:
    """The beginning of an id, enough to ask for it."""
    return identity[:SHORT_ID]


def manner(entry: Incident | Proposition) -> str:
    """Kind and means: "attack, drone"; the status where it did not happen."""
    parts = [entry.kind.value]
    if entry.means is not None and entry.means.value != "unspecified":
        parts.append(entry.means.value)
    if entry.status.value != "happened":
        parts.append(entry.status.value)
    return ", ".join(parts)


def days(edtf: str | None) -> str:
    """An EDTF value as people write it: "2031-03-03 to 2031-03-09", "since 2031-01-12"; "?" where unknown."""
    if edtf is None:
        return "?"
    first, slash, last = edtf.partition("/")
    if not slash or first == last:
        return first
    if last in ("", ".."):
        return f"since {first}"
    return f"until {last}" if first in ("", "..") else f"{first} to {last}"


def moment(value: Moment | None) -> str:
    """A time with its words: "2031-03-04 (Tuesday)"."""
    if value is None:
        return "time not stated"
    words = f" ({value.words})" if value.words else ""
    return f"{days(value.edtf)}{words}" if value.edtf else f"time not resolved{words}"


def quantity(value: Quantity) -> str:
    """A count with its bounds: "2 killed", "13 or more detained", "at most 5 wounded"."""
    if value.high is None:
        return f"{value.low} or more {value.role}"
    number = str(value.low) if value.low == value.high else f"{value.low} to {value.high}"
    return f"{number} {value.role}"


def speaker(value: Speaker) -> str:
    """A speaker in the report's words, with the chain that leads there."""
    if value.is_outlet:
        return value.name or "the outlet itself"
    chain = "".join(f" ← {hop.name}" for hop in value.via)
    return f"{value.name}{chain}"


def clip(text: str, characters: int) -> str:
    """At most so many characters of one line, cut with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= characters else line[: characters - 1].rstrip() + "…"


def tail(text: str, characters: int) -> str:
    """At most so many characters of a name, its end kept: of a path that is what tells."""
    line = " ".join(text.split())
    return line if len(line) <= characters else "…" + line[1 - characters :].lstrip()


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "3 copies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
