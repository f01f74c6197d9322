"""A ledger as JSON Lines: one line an entry, and beside it the lineage: which words each cell of it rests on.

Every line is an object with `type` (report, reading's propositions, statements, tallies and relations,
incident, assessment, actor, decision) and the fields of that noun (`ascribe schema`). Order and bytes depend on the
content of the ledger and the packs alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ascribe.errors import InputError
from ascribe.model import Assessment, Decision, Incident, Reading, Report, to_dict
from ascribe.model.walk import spans
from ascribe.publish.lines import line

T = TypeVar("T", Report, Incident)

#: An entry's type in the file, by the field of a reading that holds it.
PARTS = {
    "propositions": "proposition",
    "statements": "statement",
    "tallies": "tally",
    "relations": "relation",
}


class Source(Protocol):
    """What is exported; a `Ledger` is one."""

    def reports(self) -> Iterator[Report]: ...
    def readings(self) -> Iterator[Reading]: ...
    def incidents(self) -> Iterator[Incident]: ...
    def assessments(self) -> Iterator[Assessment]: ...
    def decisions(self) -> Iterator[Decision]: ...


def export(source: Source, actors: Iterable[Mapping[str, Any]] = ()) -> Iterator[str]:
    """The lines (without line breaks): reports, then what each says, then incidents and their assessments, then the
    actors (whoever has gathered them: `ascribe.actors.actor_lines`) and what people decided, in its order."""
    yield from (line(_typed("report", replace(report, text=""))) for report in _by_id(source.reports()))
    for reading in sorted(source.readings(), key=lambda reading: reading.report):
        yield from reading_lines(reading)
    incidents = _by_id(source.incidents())
    yield from (line(_typed("incident", incident)) for incident in incidents)
    for assessment in sorted(source.assessments(), key=lambda assessment: assessment.incident):
        yield line(_typed("assessment", assessment))
    yield from (line({"type": "actor", **actor}) for actor in actors)
    yield from (line(_typed("decision", decision)) for decision in source.decisions())


def reading_lines(reading: Reading) -> Iterator[str]:
    """The lines of one reading, in the order of the text."""
    for field, name in PARTS.items():
        entries = getattr(reading, field)
        for entry in sorted(entries, key=lambda entry: (entry.evidence.start, entry.evidence.end, entry.id)):
            yield line(_typed(name, entry))


def lineage(readings: Iterable[Reading]) -> Iterator[str]:
    """One line for each cell that rests on words: entry, cell (its path), report, start, end, quote."""
    for reading in sorted(readings, key=lambda reading: reading.report):
        for field in PARTS:
            for entry in sorted(getattr(reading, field), key=lambda entry: (entry.evidence.start, entry.id)):
                for cell, span in spans(entry):
                    yield line(
                        {
                            "entry": entry.id,
                            "cell": cell,
                            "report": span.report,
                            "start": span.start,
                            "end": span.end,
                            "quote": span.quote,
                        }
                    )


def write(path: Path, lines: Iterable[str]) -> int:
    """Write lines to a file (UTF-8, LF), whole or not at all; the number of lines. Raises InputError."""
    partial = path.with_name(path.name + ".part")
    count = 0
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            for count, text in enumerate(lines, 1):  # noqa: B007 (the count is the result)
                file.write(text + "\n")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error
    return count


def lineage_path(path: Path) -> Path:
    """Where the lineage of an export goes: beside it, `NAME.lineage.jsonl`."""
    return path.with_name(path.name.removesuffix(".jsonl") + ".lineage.jsonl")


def _typed(name: str, entry: object) -> dict[str, Any]:
    plain = to_dict(entry)
    if name == "report":
        del plain["text"]
    return {"type": name, **plain}


def _by_id(entries: Iterable[T]) -> list[T]:
    return sorted(entries, key=lambda entry: entry.id)


def extract_lines(report: Report, reading: Reading) -> Iterator[str]:
    """What one report says, without a ledger: the report's line, then those of its reading."""
    yield line(_typed("report", replace(report, text="")))
    yield from reading_lines(reading)
