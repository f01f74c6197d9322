"""One incident as people read it: what may be said of it, who says what, and the words behind every cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.model import Assessment, Cell, Incident, Proposition, Reading, Report, Span, Stance, Statement
from ascribe.terminal.words import STANCES, clip, day, manner, moment, quantity, short, speaker

#: Columns of the matrix beside the speaker that fit 80 characters; more go into a further table.
COLUMNS = 3
#: Styles of stances; colour never carries meaning alone, the words are there.
STYLES = {
    Stance.CLAIMS: "bold red",
    Stance.ACCUSES: "red",
    Stance.DENIES: "magenta",
    Stance.CANNOT_CONFIRM: "yellow",
    Stance.CONFIRMS: "green",
}


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with all that is needed to show it."""

    incident: Incident
    assessment: Assessment | None
    readings: Mapping[str, Reading]
    reports: Mapping[str, Report]

    def propositions(self) -> list[Proposition]:
        """How each report tells the incident."""
        wanted = set(self.incident.propositions)
        return [p for reading in self.readings.values() for p in reading.propositions if p.id in wanted]

    def statements(self) -> dict[str, Statement]:
        """The statements of its reports by id."""
        return {s.id: s for reading in self.readings.values() for s in reading.statements}


def print_incident(console: Console, dossier: Dossier) -> None:
    """Title, when, where, matrix, words, candidates, contradictions, and how each report tells it."""
    _heading(console, dossier)
    if dossier.assessment is not None:
        _matrix(console, dossier.assessment)
        _words(console, dossier, dossier.assessment)
        _candidates(console, dossier.assessment)
        _contradictions(console, dossier, dossier.assessment)
    _told_by(console, dossier)


def _heading(console: Console, dossier: Dossier) -> None:
    incident = dossier.incident
    console.print(Text(incident.title, style="bold"))
    where = ", ".join(incident.where) or "place not stated"
    facts = [day(incident.when) if incident.when else "time not stated", where, manner(incident)]
    facts += ["a series"] if incident.series else []
    console.print(" · ".join(facts))
    reports = f"{len(incident.reports)} report" + ("" if len(incident.reports) == 1 else "s")
    origins = dossier.assessment.origins if dossier.assessment else None
    also = f" · {origins} independent origin{'' if origins == 1 else 's'}" if origins is not None else ""
    console.print(f"{incident.id} · {reports}{also} · read by machine, not reviewed", style="dim")


def _matrix(console: Console, assessment: Assessment) -> None:
    """Speakers by columns, in as many tables as fit the width."""
    if not assessment.matrix:
        console.print("\nNobody is quoted on it.")
        return
    columns = list(dict.fromkeys(cell.column for cell in assessment.matrix))
    for first in range(0, len(columns), COLUMNS):
        shown = columns[first : first + COLUMNS]
        console.print()
        console.print(_matrix_table(assessment.matrix, shown))


def _matrix_table(matrix: Sequence[Cell], columns: Sequence[str]) -> Table:
    cells: dict[tuple[str, str], list[Cell]] = {}
    for cell in matrix:
        cells.setdefault((cell.speaker, cell.column), []).append(cell)
    table = Table(header_style="bold", show_lines=True)
    table.add_column("who says", ratio=3, min_width=16)
    for column in columns:
        table.add_column(column, ratio=2, min_width=10)
    for name in dict.fromkeys(cell.speaker for cell in matrix):
        row = [cells.get((name, column), []) for column in columns]
        if any(row):
            table.add_row(name, *(_stances(held) for held in row))
    return table


def _stances(cells: Sequence[Cell]) -> Text:
    parts: dict[str, Text] = {}
    for cell in cells:
        words = STANCES[cell.stance] + (f": {cell.value}" if cell.value else "")
        parts[words] = Text(words, style=STYLES.get(cell.stance, ""))
    return Text("\n").join(parts.values())


def _words(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    """Under each cell the very words, with their report and offsets."""
    statements = dossier.statements()
    if not assessment.matrix:
        return
    console.print("\nThe words", style="bold")
    for cell in assessment.matrix:
        value = f": {cell.value}" if cell.value else ""
        console.print(
            Text(f"{cell.speaker} — {cell.column}: {STANCES[cell.stance]}{value}", style="underline")
        )
        for identity in cell.statements:
            if statement := statements.get(identity):
                _quote(console, dossier, statement.evidence, speaker(statement.speaker))


def _quote(console: Console, dossier: Dossier, span: Span, who: str | None = None) -> None:
    report = dossier.reports.get(span.report)
    source = report.source if report else span.report
    console.print(Padding(Text(f"“{span.quote}”"), (0, 0, 0, 2)))
    said = f"{who} · " if who else ""
    console.print(Padding(Text(f"{said}{source} [{span.start}:{span.end}]", style="dim"), (0, 0, 0, 4)))


def _candidates(console: Console, assessment: Assessment) -> None:
    console.print("\nWho did it", style="bold")
    if not assessment.candidates:
        console.print("  nobody is named")
    for candidate in assessment.candidates:
        origins = f"{candidate.origins} origin{'' if candidate.origins == 1 else 's'}"
        console.print(
            Text.assemble("  ", (candidate.agent, "bold"), f" — {candidate.grade.value}, {origins}")
        )
        for label, names in (("said by", candidate.supported_by), ("disputed by", candidate.disputed_by)):
            if names:
                console.print(Padding(f"{label} {'; '.join(names)}", (0, 0, 0, 4)))
        console.print(f"    without its best origin: {candidate.without_best_origin.value}", style="dim")


def _contradictions(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    if not assessment.contradictions:
        return
    statements = dossier.statements()
    console.print("\nContradictions", style="bold")
    for contradiction in assessment.contradictions:
        console.print(Padding(f"{contradiction.about}: {' | '.join(contradiction.versions)}", (0, 0, 0, 2)))
        for identity in contradiction.statements:
            if statement := statements.get(identity):
                _quote(console, dossier, statement.evidence, speaker(statement.speaker))


def _told_by(console: Console, dossier: Dossier) -> None:
    console.print("\nTold by", style="bold")
    for proposition in dossier.propositions():
        report = dossier.reports.get(proposition.report)
        console.print(f"  {short(proposition.report)}  {report.title or report.source if report else ''}")
        console.print(Padding(Text(" · ".join(_slots(proposition)), style="dim"), (0, 0, 0, 4)))
        _quote(console, dossier, proposition.evidence)


def _slots(proposition: Proposition) -> Iterator[str]:
    yield manner(proposition)
    yield moment(proposition.when)
    if proposition.places:
        yield "at " + ", ".join(place.name for place in proposition.places)
    if proposition.targets:
        yield "against " + ", ".join(clip(target.name, 40) for target in proposition.targets)
    if proposition.agents:
        yield "by " + ", ".join(clip(agent.name, 40) for agent in proposition.agents)
    yield from (quantity(count) for count in proposition.harm)
