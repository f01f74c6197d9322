"""One report as people read it: its sections, and everything that it says with the words."""

from collections.abc import Sequence
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.model import Known, Reading, Report, SectionKind, Span
from ascribe.terminal.words import STANCES, clip, manner, moment, quantity, short, speaker

T = TypeVar("T")

#: Characters of a section that its row shows.
PREVIEW = 200


def print_report(console: Console, report: Report) -> None:
    """What it is, by whom and of when, and its sections."""
    console.print(Text(report.title or report.source, style="bold"))
    known = report.published
    date = known.moment.edtf if known.moment else None
    when = (
        f"published {date} ({known.known.value})"
        if known.known is not Known.UNKNOWN
        else "published: unknown"
    )
    facts = [report.publisher or "publisher not stated", when, f"language {report.language}"]
    facts += [f"translated from {report.translated_from}"] if report.translated_from else []
    console.print(" · ".join(facts))
    if known.reason:
        console.print(f"  {known.reason}", style="dim")
    console.print(f"{report.id} · {report.source} · {len(report.text):,} characters", style="dim")
    _sections(console, report)


def print_reading(console: Console, reading: Reading) -> None:
    """What it says: propositions, statements, tallies and relations, each with the words."""
    for proposition in _heading(console, "What happened", reading.propositions):
        where = ", ".join(place.name for place in proposition.places) or "place not stated"
        console.print(
            f"  {short(proposition.id)}  {manner(proposition)} · {moment(proposition.when)} · {where}"
        )
        slots = [f"target: {target.name}" for target in proposition.targets]
        slots += [f"agent: {agent.name}" for agent in proposition.agents]
        slots += [quantity(count) for count in proposition.harm]
        if slots:
            console.print(Padding(" · ".join(slots), (0, 0, 0, 4), expand=False))
        _quote(console, proposition.evidence)
    for statement in _heading(console, "Who says what of it", reading.statements):
        value = f": {statement.value}" if statement.value else ""
        actor = f" ({statement.actor.name})" if statement.actor else ""
        said = f"{STANCES[statement.stance]} — {statement.facet}{actor}{value}"
        console.print(Padding(f"{speaker(statement.speaker)}: {said}", (0, 0, 0, 2), expand=False))
        _quote(console, statement.evidence)
    for tally in _heading(console, "Running totals", reading.tallies):
        by = f" by {tally.by.name}" if tally.by else ""
        since = f" since {tally.since.edtf or tally.since.words}" if tally.since else ""
        console.print(f"  {quantity(tally.quantity)} ({tally.what}){by}{since}")
        _quote(console, tally.evidence)
    for relation in _heading(console, "Who is tied to whom", reading.relations):
        console.print(f"  {relation.a.name} — {relation.kind.value} — {relation.b.name}")
        _quote(console, relation.evidence)


def _heading(console: Console, title: str, entries: Sequence[T]) -> Sequence[T]:
    console.print(f"\n{title}: {len(entries) or 'nothing'}", style="bold")
    return entries


def _quote(console: Console, span: Span) -> None:
    console.print(
        Padding(Text(f"“{span.quote}” [{span.start}:{span.end}]", style="dim"), (0, 0, 0, 4), expand=False)
    )


def _sections(console: Console, report: Report) -> None:
    """A row for each section that is read; boilerplate is one row."""
    table = Table(box=None, pad_edge=False, header_style="bold", title=None)
    table.add_column("section", no_wrap=True, min_width=11)
    table.add_column("from", justify="right", no_wrap=True, min_width=5)
    table.add_column("origin", no_wrap=True, max_width=16, overflow="ellipsis")
    table.add_column("words", ratio=1, no_wrap=True, overflow="ellipsis")
    cut = [section for section in report.sections if section.kind is SectionKind.BOILERPLATE]
    for section in report.sections:
        if section.kind is not SectionKind.BOILERPLATE:
            preview = clip(report.text[section.start : section.end], PREVIEW)
            table.add_row(section.kind.value, str(section.start), section.origin or "", preview)
    if cut:
        characters = sum(section.end - section.start for section in cut)
        table.add_row("boilerplate", "", "", f"{characters:,} characters that are not read")
    console.print()
    console.print(table)
