"""One incident as people read it: what may be said of it, who says what, and the words behind every cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.actors import Register
from ascribe.model import (
    Assessment,
    Candidate,
    Cell,
    Incident,
    Proposition,
    Reading,
    Report,
    Row,
    Span,
    Stance,
)
from ascribe.resolve.book import own_id
from ascribe.terminal.actors import print_behind
from ascribe.terminal.contradictions import print_versions
from ascribe.terminal.words import (
    OWN_WORDS,
    STANCES,
    clip,
    counted,
    days,
    manner,
    moment,
    quantity,
    short,
    speaker,
    tail,
)

#: Columns of the matrix beside the speaker that fit 80 characters; more go into a further table.
COLUMNS = 3
#: Columns in which "says so" adds nothing to the title.
_PLAIN = ("happened", "detail")
_COLUMN_ORDER = ("agent", "killed", "wounded", "detained", "custody", "entry", "means", *_PLAIN)
#: So many quotations stand below a contradiction.
_FEW = 4
#: Characters of the path or address of a report, its end kept, beside every quotation.
_SOURCE = 44
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
    register: Register | None = None

    def candidates(self) -> dict[str, str]:
        """The ids of the actors that are named as agents, by the names they are shown with."""
        found = self.assessment.candidates if self.assessment else ()
        return {c.agent: c.actor or own_id(c.agent, self.incident.reports[0]) for c in found}

    def propositions(self) -> list[Proposition]:
        """How each report tells the incident."""
        wanted = set(self.incident.propositions)
        return [p for reading in self.readings.values() for p in reading.propositions if p.id in wanted]

    def words(self) -> dict[str, tuple[Span, str | None]]:
        """By id of a statement or proposition: the words, and who says them (None: the outlet)."""
        told: dict[str, tuple[Span, str | None]] = {}
        for reading in self.readings.values():
            told |= {p.id: (p.evidence, None) for p in reading.propositions}
            told |= {s.id: (s.evidence, speaker(s.speaker)) for s in reading.statements}
        return told

    def name(self, key: str) -> str:
        """How a row of the matrix is headed."""
        row = self.rows().get(key)
        return row.label if row else key

    def rows(self) -> dict[str, Row]:
        """The speakers of the matrix by key."""
        return {row.key: row for row in self.assessment.rows} if self.assessment else {}


def print_incident(console: Console, dossier: Dossier) -> None:
    """Title, when, where; who did it and what disagrees; the matrix, the history, the origins; the words of all."""
    _heading(console, dossier)
    if dossier.assessment is not None:
        _candidates(console, dossier, dossier.assessment)
        _contradictions(console, dossier, dossier.assessment)
        _matrix(console, dossier, dossier.assessment)
        _history(console, dossier, dossier.assessment)
        _carriers(console, dossier, dossier.assessment)
        _words(console, dossier, dossier.assessment)
    _told_by(console, dossier)


def _heading(console: Console, dossier: Dossier) -> None:
    incident = dossier.incident
    console.print(Text(incident.title, style="bold"))
    where = ", ".join(incident.where) or "place not stated"
    facts = [days(incident.when) if incident.when else "time not stated", where, manner(incident)]
    facts += ["a series"] if incident.series else []
    console.print(" · ".join(facts))
    reports = f"{len(incident.reports)} report" + ("" if len(incident.reports) == 1 else "s")
    origins = dossier.assessment.origins if dossier.assessment else None
    also = f" · {origins} independent origin{'' if origins == 1 else 's'}" if origins is not None else ""
    console.print(f"{incident.id} · {reports}{also} · read by machine, not reviewed", style="dim")


def _matrix(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    """Speakers by columns, in as many tables as fit the width; who only says that it happened stands below them."""
    if not assessment.matrix:
        console.print("\nNobody is quoted on it.")
        return
    console.print("\nWho says what", style="bold")
    told = {cell.speaker for cell in assessment.matrix if not _is_plain(cell)}
    cells = [cell for cell in assessment.matrix if cell.speaker in told]
    names = list(dict.fromkeys(cell.column for cell in cells))
    columns = sorted(names, key=lambda name: (_place(name), names.index(name)))
    for first in range(0, len(columns), COLUMNS):
        console.print(_matrix_table(dossier, cells, columns[first : first + COLUMNS]))
    plain = dict.fromkeys(
        dossier.name(cell.speaker) for cell in assessment.matrix if cell.speaker not in told
    )
    if plain:
        console.print(Padding(Text(f"Speak of it besides: {'; '.join(plain)}"), (0, 0, 0, 2), expand=False))


def _is_plain(cell: Cell) -> bool:
    """Whether a cell says no more than that it happened."""
    return cell.column in _PLAIN and cell.stance is Stance.ASSERTS and cell.value is None


def _place(column: str) -> int:
    """Where a column stands: who did it, what came of it, the details, that it happened at all."""
    name = column.partition(":")[0]
    return _COLUMN_ORDER.index(name) if name in _COLUMN_ORDER else len(_COLUMN_ORDER) - len(_PLAIN)


def _matrix_table(dossier: Dossier, matrix: Sequence[Cell], columns: Sequence[str]) -> Table:
    cells: dict[tuple[str, str], list[Cell]] = {}
    for cell in matrix:
        cells.setdefault((cell.speaker, cell.column), []).append(cell)
    table = Table(header_style="bold", show_lines=True)
    table.add_column("who says", ratio=3, min_width=16)
    for column in columns:
        table.add_column(column, ratio=2, min_width=10)
    for key in dict.fromkeys(cell.speaker for cell in matrix):
        row = [cells.get((key, column), []) for column in columns]
        if any(row):
            table.add_row(_row_heading(dossier, key), *(_stances(held) for held in row))
    return table


def _row_heading(dossier: Dossier, key: str) -> Text:
    """A speaker's words, and under them what is known of the speaker."""
    row = dossier.rows().get(key)
    if row is None:
        return Text(key)
    facts = ["the outlet itself" if row.outlet else row.kind.value]
    facts += [] if row.named or row.outlet else ["unnamed"]
    facts += [f"{row.count} of them"] if row.count and row.count > 1 else []
    facts += [row.affiliation] if row.affiliation else []
    facts += [f"via {' ← '.join(row.via)}"] if row.via else []
    return Text.assemble(row.label, "\n", (", ".join(facts), "dim"))


def _stances(cells: Sequence[Cell]) -> Text:
    parts = {_stance(cell): Text(_stance(cell), style=STYLES.get(cell.stance, "")) for cell in cells}
    return Text("\n").join(parts.values())


def _stance(cell: Cell) -> str:
    value = f": {cell.value}" if cell.value else ""
    return STANCES[cell.stance] + value + (" (hedged)" if cell.hedged else "")


def _words(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    """By speaker the very words, with the cells that they fill, their report and offsets."""
    if not assessment.matrix:
        return
    words = dossier.words()
    console.print("\nThe words", style="bold")
    for key in dict.fromkeys(cell.speaker for cell in assessment.matrix):
        filled: dict[Span, list[str]] = {}
        for cell in assessment.matrix:
            for entry in cell.statements if cell.speaker == key else ():
                if entry in words:
                    filled.setdefault(words[entry][0], []).append(f"{cell.column}: {_stance(cell)}")
        console.print(Text(dossier.name(key), style="underline"))
        for span, cells in filled.items():
            _quote(console, dossier, span, "; ".join(dict.fromkeys(cells)))


def _few_quotes(console: Console, dossier: Dossier, entries: Sequence[str]) -> None:
    """The words of a contradiction, where they are few; those of all speakers stand under "The words"."""
    if len(entries) <= _FEW:
        _quotes(console, dossier, entries)


def _quotes(console: Console, dossier: Dossier, entries: Sequence[str]) -> None:
    words = dossier.words()
    for span, who in dict.fromkeys(words[entry] for entry in entries if entry in words):
        _quote(console, dossier, span, who)


def _quote(console: Console, dossier: Dossier, span: Span, note: str | None = None) -> None:
    report = dossier.reports.get(span.report)
    source = tail(report.source, _SOURCE) if report else span.report
    console.print(Padding(Text(f"“{span.quote}”"), (0, 0, 0, 2), expand=False))
    said = f"{note} · " if note else ""
    console.print(
        Padding(Text(f"{said}{source} [{span.start}:{span.end}]", style="dim"), (0, 0, 0, 4), expand=False)
    )


def _candidates(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    console.print("\nWho did it", style="bold")
    if not assessment.candidates:
        console.print("  nobody is named")
    for candidate in assessment.candidates:
        origins = f"{candidate.origins} origin{'' if candidate.origins == 1 else 's'}"
        console.print(
            Text.assemble("  ", (candidate.agent, "bold"), f" — {candidate.grade.value}, {origins}")
        )
        if candidate.rule:
            console.print(Padding(Text(candidate.rule, style="dim"), (0, 0, 0, 4), expand=False))
        for label, keys in (
            ("said by", candidate.supported_by),
            ("disputed by", candidate.disputed_by),
            ("cannot be confirmed by", candidate.unconfirmed_by),
        ):
            if keys:
                console.print(
                    Padding(f"{label} {'; '.join(map(dossier.name, keys))}", (0, 0, 0, 4), expand=False)
                )
        console.print(Padding(Text(_alone(candidate, assessment), style="dim"), (0, 0, 0, 4), expand=False))
        if dossier.register:
            actor = dossier.candidates()[candidate.agent]
            print_behind(console, dossier.register, actor, dossier.incident.when)


def _alone(candidate: Candidate, assessment: Assessment) -> str:
    """What is left of it without each origin in turn, and what the agent itself says."""
    own = (
        f"of itself it {OWN_WORDS[candidate.own_word]}"
        if candidate.own_word
        else "no report has a word of it"
    )
    names = {carried.origin: carried.name for carried in assessment.carried}
    weaker = [
        f"without {names.get(left.origin, left.origin)}: {left.grade.value}"
        for left in candidate.without
        if left.grade is not candidate.grade
    ]
    return "; ".join([own, *(weaker or ["any one origin can be left out"])])


def _history(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    """What was first said on which day, where more than one day is told of."""
    if len({turn.day for turn in assessment.history}) < 2:
        return
    console.print("\nAs it was told", style="bold")
    for turn in assessment.history:
        said = STANCES[turn.stance] + (f": {turn.value}" if turn.value else "")
        after = _after(turn.days_after)
        words = f"{turn.day}{after}  {dossier.name(turn.speaker)} — {turn.column}: {said}"
        console.print(Padding(Text(words), (0, 0, 0, 2), expand=False))


def _after(count: int | None) -> str:
    if count is None or count < 0:
        return ""
    return " (the same day)" if count == 0 else f" (after {counted(count, 'day')})"


def _carriers(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    """Each text origin, and who carries it besides."""
    if len(dossier.incident.reports) < 2:
        return
    console.print("\nWhere the words come from", style="bold")
    for carried in assessment.carried:
        reports = [dossier.reports[report] for report in carried.reports if report in dossier.reports]
        names = [report.publisher or tail(report.source, 40) for report in reports]
        others = ", ".join(dict.fromkeys(name for name in names if name != carried.name))
        also = f", carried by {others}" if others else ""
        console.print(Padding(Text(f"{carried.name}{also}"), (0, 0, 0, 2), expand=False))


def _contradictions(console: Console, dossier: Dossier, assessment: Assessment) -> None:
    if assessment.contradictions:
        console.print("\nContradictions", style="bold")
    for contradiction in assessment.contradictions:
        print_versions(console, contradiction)
        _few_quotes(console, dossier, contradiction.statements)
    if assessment.near:
        console.print("\nWhat only looks like a contradiction", style="bold")
    for near in assessment.near:
        print_versions(console, near)
        _few_quotes(console, dossier, near.statements)


def _told_by(console: Console, dossier: Dossier) -> None:
    console.print("\nTold by", style="bold")
    for proposition in dossier.propositions():
        report = dossier.reports.get(proposition.report)
        console.print(f"  {short(proposition.report)}  {report.title or report.source if report else ''}")
        console.print(Padding(Text(" · ".join(_slots(proposition)), style="dim"), (0, 0, 0, 4), expand=False))
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
