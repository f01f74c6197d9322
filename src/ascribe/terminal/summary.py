"""What became of a batch: the table at its end, the reasons after it, or all of it as one JSON object."""

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from ascribe.batch import COPIES, Batch, Problem, grouped
from ascribe.pipeline import Fate
from ascribe.terminal.console import complain, say, talk
from ascribe.terminal.words import counted, tail

#: So many documents with one reason have a line each; more are one line with a few names.
FEW = 3
NAMES = 3


def summary(batch: Batch) -> dict[str, Any]:
    """The counts and everything that failed or was skipped, for JSON."""
    return {
        "read": batch.read,
        "versions": batch.fates[Fate.VERSION],
        "copies": {kind.value: batch.copies.get(kind, 0) for kind in COPIES},
        "unchanged": batch.fates[Fate.UNCHANGED],
        "outdated": batch.outdated,
        "skipped": batch.fates[Fate.SKIPPED],
        "failed": batch.fates[Fate.FAILED],
        "incidents": batch.incidents,
        "stopped": batch.stopped,
        "failures": [{"source": p.source, "reason": p.reason} for p in batch.failed],
        "left_out": [{"source": p.source, "reason": p.reason} for p in batch.skipped],
    }


def print_summary(batch: Batch) -> None:
    """The table, then why documents were skipped, then why some failed; all on stderr."""
    rows = [("read", batch.read, "")]
    if versions := batch.fates[Fate.VERSION]:
        rows.append(("  new versions", versions, ""))
    if copies := sum(batch.copies.values()):
        kinds = ", ".join(f"{batch.copies[kind]:,} {kind.value}" for kind in COPIES if batch.copies.get(kind))
        rows.append(("  copies", copies, kinds))
    rows += [(fate.value, batch.fates[fate], "") for fate in (Fate.UNCHANGED, Fate.SKIPPED, Fate.FAILED)]
    rows += [("incidents", batch.incidents, "")] if batch.incidents is not None else []
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="dim")
    for name, count, note in rows:
        table.add_row(name, f"{count:,}", note)
    talk().print(table)
    _reasons(batch.skipped)
    _reasons(batch.failed)
    if batch.outdated:
        were = "report was" if batch.outdated == 1 else "reports were"
        say(
            f"{batch.outdated:,} unchanged {were} read with other packs or another version of Ascribe: "
            "`ascribe rebuild` reads again (give it your packs)"
        )


def _reasons(problems: Sequence[Problem]) -> None:
    for group in grouped(problems):
        if len(group) <= FEW:
            for problem in group:
                complain(problem.message)
            continue
        names = ", ".join(tail(problem.source, 40) for problem in group[:NAMES])
        like = "" if all(problem.reason == group[0].reason for problem in group) else " (and the like)"
        complain(f"{counted(len(group), 'document')}: {group[0].reason}{like}")
        say(f"    {names} and {len(group) - NAMES:,} more (all of them with --json)")
