"""Which incidents a command is asked for: by kind, by time, by words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ascribe.errors import AscribeError
from ascribe.model import Incident, Kind, Reading, bounds


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted; empty values ask for everything. An incident of unknown time is in no range of days."""

    kinds: frozenset[Kind] = frozenset()
    since: date | None = None
    until: date | None = None
    text: str = ""

    @classmethod
    def of(cls, kinds: Sequence[str], since: str | None, until: str | None, text: str | None) -> "Wanted":
        """From words of a command line; raises AscribeError for what is no kind or no date."""
        known = {kind.value: kind for kind in Kind}
        for kind in kinds:
            if kind not in known:
                raise AscribeError(f"--kind: {kind!r} is none of {', '.join(known)}")
        first = _bounds("--since", since)[0]
        last = _bounds("--until", until)[1]
        if first and last and last < first:
            raise AscribeError(f"--until: {until} is before --since {since}: no day is in both")
        return cls(frozenset(known[kind] for kind in kinds), first, last, (text or "").casefold())


def _bounds(option: str, value: str | None) -> tuple[date | None, date | None]:
    try:
        return bounds(value) if value else (None, None)
    except AscribeError as error:
        raise AscribeError(f"{option}: {error}") from error


def select(incidents: Iterable[Incident], readings: Iterable[Reading], wanted: Wanted) -> Iterator[Incident]:
    """The incidents that are wanted, in their order."""
    words = _words(readings) if wanted.text else {}
    for incident in incidents:
        told = " ".join([incident.title, *incident.where, *(words.get(p, "") for p in incident.propositions)])
        if wanted.kinds and incident.kind not in wanted.kinds:
            continue
        if (wanted.since or wanted.until) and not _in_range(incident, wanted):
            continue
        if wanted.text in told.casefold():
            yield incident


def _in_range(incident: Incident, wanted: Wanted) -> bool:
    """Whether it may have happened within the days that are wanted."""
    if incident.when is None:
        return False
    first, last = bounds(incident.when)
    return (wanted.since is None or last is None or last >= wanted.since) and (
        wanted.until is None or first is None or first <= wanted.until
    )


def _words(readings: Iterable[Reading]) -> dict[str, str]:
    """What is said of each proposition: its evidence and that of its statements."""
    found: dict[str, list[str]] = {}
    for reading in readings:
        for proposition in reading.propositions:
            found.setdefault(proposition.id, []).append(proposition.evidence.quote)
        for statement in reading.statements:
            if statement.proposition:
                found.setdefault(statement.proposition, []).append(statement.evidence.quote)
    return {identity: " ".join(quotes) for identity, quotes in found.items()}
