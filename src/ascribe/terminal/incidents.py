"""The table of incidents, in 80 columns."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ascribe.model import Incident
from ascribe.terminal.words import clip, days, manner, short

#: Characters of a title that the table shows; `show` has the whole.
TITLE = 72


def print_incidents(console: Console, incidents: Sequence[Incident]) -> None:
    """One row an incident: id, when, what, where, title, how many reports."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("id", no_wrap=True, width=12)
    table.add_column("when", max_width=10, overflow="fold")
    table.add_column("what", max_width=12)
    table.add_column("where", max_width=13)
    table.add_column("title", ratio=1)
    table.add_column("rep", justify="right", no_wrap=True)
    for incident in incidents:
        table.add_row(
            short(incident.id),
            days(incident.when),
            manner(incident) + (" (series)" if incident.series else ""),
            incident.where[0] if incident.where else "?",
            clip(incident.title, TITLE),
            str(len(incident.reports)),
        )
    console.print(table)
