"""Where a report is from, as people read it: what is stated of it, its captures, versions and copies."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.assess.changes import Change, Kind, changes
from ascribe.assess.copies import Copy, CopyKind
from ascribe.ledger import Ledger
from ascribe.model import Report, to_dict
from ascribe.overview import publisher
from ascribe.terminal.words import clip, counted, short

#: Characters of a stated value that its row shows.
VALUE = 100
#: Of a run of words that did not change, so many are shown at each end.
CONTEXT = 6
_MARKS = {
    Kind.SAME: ("", "", ""),
    Kind.REMOVED: ("[-", "-]", "red strike"),
    Kind.ADDED: ("{+", "+}", "bold green"),
}
_HOW = {
    CopyKind.EXACT: "the same text",
    CopyKind.NEAR: "the same text, lightly edited",
    CopyKind.CONTAINED: "one stands in the other",
    CopyKind.UPDATE: "the same story, told further",
    CopyKind.NONE: "paragraphs in common",
}


def print_origin(console: Console, ledger: Ledger, report: Report) -> None:
    """Facts, captures, versions with what changed, and the reports that share its text."""
    _facts(console, report)
    _captures(console, ledger, report)
    versions = ledger.versions(report.id)
    _versions(console, report, versions)
    _copies(console, ledger, report, {version.id for version in versions})


def origin_json(ledger: Ledger, report: Report) -> dict[str, Any]:
    """The same as plain values: captures, versions with what changed from each to the next, copies."""
    versions = ledger.versions(report.id)
    own = {version.id for version in versions}
    return {
        "captures": [
            {name: value for name, value in sighting._asdict().items() if name not in ("report", "facts")}
            for sighting in ledger.sightings(report.id)
        ],
        "versions": [version.id for version in versions] if len(versions) > 1 else [],
        "changes": [
            {"from": old.id, "to": new.id, "changes": [to_dict(change) for change in changes(old, new)]}
            for old, new in pairwise(versions)
        ],
        "copies": [to_dict(copy) for copy in ledger.copies(report.id) if not {copy.report, copy.of} <= own],
    }


def _facts(console: Console, report: Report) -> None:
    if not report.facts:
        return
    console.print("\nStated of it", style="bold")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    table.add_column(style="dim", no_wrap=True)
    for fact in report.facts:
        table.add_row(f"  {fact.name.value}", clip(fact.value, VALUE), fact.where)
    console.print(table)


def _captures(console: Console, ledger: Ledger, report: Report) -> None:
    found = list(ledger.sightings(report.id))
    console.print(f"\nCaptured {counted(len(found), 'time')}", style="bold")
    for sighting in found:
        captured = sighting.captured or "time of capture unknown"
        console.print(f"  {captured} · {sighting.media_type} · SHA-256 {sighting.sha256[:12]}…", style="dim")
        console.print(Padding(sighting.address or sighting.source, (0, 0, 0, 4), expand=False))


def _versions(console: Console, report: Report, versions: Sequence[Report]) -> None:
    if len(versions) < 2:
        return
    console.print(f"\n{counted(len(versions), 'version')} of this document", style="bold")
    for n, version in enumerate(versions, 1):
        this = " (this one)" if version.id == report.id else ""
        captured = version.captured or "time of capture unknown"
        console.print(f"  {n}. {short(version.id)} · captured {captured}{this}")
        if n > 1:
            found = changes(versions[n - 2], version)
            for change in found:
                console.print(Padding(_change(change), (0, 0, 0, 5), expand=False))
            if not found:
                console.print("     the words are the same: what is stated of it changed", style="dim")


def _change(change: Change) -> Text:
    if change.kind is Kind.CHANGED:
        return Text.assemble("~ ", *_runs(change.words))
    span = change.new or change.old
    sign, style = ("+ ", "green") if change.kind is Kind.ADDED else ("- ", "red")
    return Text(sign + " ".join(span.quote.split() if span else ()), style=style)


def _runs(words: Sequence[tuple[Kind, str]]) -> list[str | tuple[str, str]]:
    """The words of a changed paragraph, marked where they went or came; what stayed is cut to what is near."""
    found: list[str | tuple[str, str]] = []
    for n, (kind, run) in enumerate(words):
        begin, end, style = _MARKS[kind]
        if kind is Kind.SAME:
            run = _context(run.split(), first=n == 0, last=n == len(words) - 1)
        found += [(f"{begin}{run}{end}", style), " "]
    return found


def _context(words: Sequence[str], *, first: bool, last: bool) -> str:
    if len(words) <= CONTEXT * (1 if first or last else 2):
        return " ".join(words)
    head = "" if first else " ".join(words[:CONTEXT]) + " "
    rest = "" if last else " " + " ".join(words[-CONTEXT:])
    return f"{head}…{rest}"


def _copies(console: Console, ledger: Ledger, report: Report, own: set[str]) -> None:
    found = [copy for copy in ledger.copies(report.id) if not {copy.report, copy.of} <= own]
    if not found:
        return
    console.print(f"\nShares its text with {counted(len(found), 'report')}", style="bold")
    for copy in found:
        other = ledger.report(copy.of if copy.report == report.id else copy.report)
        console.print(Padding(_copy(copy, report, other), (0, 0, 0, 2), expand=False))
        if copy.reason:
            console.print(Padding(copy.reason, (0, 0, 0, 4), expand=False), style="dim")


def _copy(copy: Copy, report: Report, other: Report) -> str:
    mine, theirs = copy.share, copy.share_of
    if copy.report != report.id:
        mine, theirs = theirs, mine
    first = {report.id: "this one had it first", other.id: "that one had it first"}.get(copy.first or "")
    return (
        f"{short(other.id)} · {publisher(other)} · {_HOW[copy.kind]}: {mine:.0%} of this, {theirs:.0%} of that"
        f" · {first or 'which was first is not known'}"
    )
