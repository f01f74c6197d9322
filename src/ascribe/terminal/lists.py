"""The lists of reports and of sources: tables in 80 columns, or JSON Lines."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.table import Table

from ascribe.model import Known, Report, to_dict
from ascribe.overview import ReportRow, SourceRow, published, publisher
from ascribe.publish.lines import line
from ascribe.terminal.console import out, say
from ascribe.terminal.words import clip, counted, days, short

#: Characters of a title or name that a table shows.
TITLE = 80
#: So many names stand in one cell.
NAMES = 3


def print_reports(rows: Sequence[ReportRow], *, as_json: bool) -> None:
    """One row a report: id, when it was published and how that is known, by whom, title, versions, copies."""
    if as_json:
        for row in rows:
            print(line(_report_json(row)))
        return
    table = _table(
        ("id", 12), ("published", 11), ("publisher", 16), ("title", None), ("ver", 3), ("copies", 6)
    )
    for row in rows:
        report = row.report
        at = row.versions.index(report.id) + 1 if row.versions else None
        table.add_row(
            short(report.id),
            _published(report),
            clip(publisher(report), TITLE),
            clip(report.title or report.source, TITLE),
            f"{at}/{len(row.versions)}" if at else "",
            str(len(row.copies) or ""),
        )
    if rows:
        out().print(table)
    say(counted(len(rows), "report"))


def print_sources(rows: Sequence[SourceRow], *, as_json: bool) -> None:
    """One row a publisher: reports, languages, first and last day, whose text it carries and copies."""
    if as_json:
        for row in rows:
            print(line(asdict(row)))
        return
    table = _table(
        ("publisher", 20), ("reports", 7), ("languages", 9), ("first", 10), ("last", 10), ("text of", None)
    )
    for row in rows:
        carried = [f"{name} in {count}" for name, count in row.carries.items()]
        copied = [f"{name}, {counted(count, 'copy', 'copies')}" for name, count in row.copies.items()]
        table.add_row(
            clip(row.publisher, TITLE),
            str(row.reports),
            ", ".join(row.languages),
            days(row.first),
            days(row.last),
            "; ".join([*carried[:NAMES], *copied[:NAMES]]),
        )
    if rows:
        out().print(table)
    say(counted(len(rows), "source"))


def _table(*columns: tuple[str, int | None]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name, width in columns:
        if width is None:
            table.add_column(name, ratio=1)
        else:
            table.add_column(name, max_width=width, no_wrap=name == "id", overflow="fold")
    return table


def _published(report: Report) -> str:
    moment = published(report)
    if moment is None or moment.edtf is None:
        return "unknown"
    value = moment.edtf.replace("/", "/ ")
    return value if report.published.known is Known.STATED else f"{value} (inferred)"


def _report_json(row: ReportRow) -> dict[str, Any]:
    report = to_dict(row.report)
    names = ("id", "source", "address", "media_type", "sha256", "title", "publisher", "published", "language")
    return {
        **{name: report[name] for name in (*names, "translated_from", "captured")},
        "versions": list(row.versions),
        "copies": [shared._asdict() for shared in row.copies],
        "copied_from": list(row.copied_from),
        "carries": list(row.carries),
    }
