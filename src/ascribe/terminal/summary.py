"""The small table at the end of a batch: read, unchanged, skipped, failed."""

from collections.abc import Iterable, Mapping

from rich.table import Table

from ascribe.pipeline import Outcome
from ascribe.terminal.console import talk


def summary(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many were read, were there already, were kept but not read for their language, and failed."""
    counts = {"read": 0, "unchanged": 0, "skipped": 0, "failed": 0}
    for outcome in outcomes:
        counts[_fate(outcome)] += 1
    return counts


def _fate(outcome: Outcome) -> str:
    if outcome.error:
        return "failed"
    if outcome.note:
        return "skipped"
    return "read" if outcome.new else "unchanged"


def print_summary(counts: Mapping[str, int], incidents: int | None) -> None:
    """The counts on stderr; `incidents` is how many the ledger now holds, None where nothing changed."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in counts:
        table.add_column(name, justify="right")
    row = [str(count) for count in counts.values()]
    if incidents is not None:
        table.add_column("incidents", justify="right")
        row.append(str(incidents))
    table.add_row(*row)
    talk().print(table)
