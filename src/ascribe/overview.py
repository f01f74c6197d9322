"""What is in a ledger: its reports, its sources and whose text they carry, its contradictions, its tallies.

Comes in: a ledger. Goes out: rows, for tables and for JSON.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ascribe.assess import ties
from ascribe.assess.tallies import tally_series
from ascribe.batch import COPIES
from ascribe.errors import AscribeError
from ascribe.knowledge.packs import Packs
from ascribe.ledger import Ledger, Shared
from ascribe.model import (
    Contradiction,
    ContradictionKind,
    Incident,
    Known,
    Moment,
    NearContradiction,
    Report,
    TallySeries,
)

#: How a report is listed that names no publisher.
UNKNOWN = "publisher not stated"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text; `versions` are all of its document, itself too, in order, or none;
    `copies` the reports that it shares its text with; `copied_from` the publishers that had it before;
    `carries` the outlets and agencies whose text stands in it under their name."""

    report: Report
    versions: tuple[str, ...] = ()
    copies: tuple[Shared, ...] = ()
    copied_from: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A publisher: how many reports, in which languages, from which day to which (None where no report has a
    date), how many of them carry text of whom, and how many copy whom."""

    publisher: str
    reports: int
    languages: dict[str, int]
    first: str | None
    last: str | None
    carries: dict[str, int]
    copies: dict[str, int]


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """A contradiction, or what only looks like one, with the incident that it is in."""

    incident: Incident
    found: Contradiction | NearContradiction

    @property
    def is_near(self) -> bool:
        return isinstance(self.found, NearContradiction)


def contradiction_rows(
    ledger: Ledger, kinds: Collection[str] = (), *, near: bool = False
) -> Iterator[ContradictionRow]:
    """The contradictions of all incidents, in their order, of these kinds (default: all).

    With `near` also what only looks like one. Raises AscribeError for what is no kind.
    """
    known = [kind.value for kind in ContradictionKind]
    for kind in kinds:
        if kind not in known:
            raise AscribeError(f"--kind: {kind!r} is none of {', '.join(known)}")
    incidents = {incident.id: incident for incident in ledger.incidents()}
    for assessment in ledger.assessments():
        listed: list[Contradiction | NearContradiction] = [*assessment.contradictions]
        for found in [*listed, *assessment.near] if near else listed:
            if not kinds or found.kind.value in kinds:
                yield ContradictionRow(incidents[assessment.incident], found)


def tally_rows(ledger: Ledger, packs: Packs) -> tuple[TallySeries, ...]:
    """The tallies of all reports as series, with the incidents of the ledger that are of their scope."""
    readings = list(ledger.readings())
    reports = {report.id: report for report in ledger.reports()}
    return tally_series(readings, reports, ledger.incidents(), ties(readings, packs))


def report_rows(ledger: Ledger) -> Iterator[ReportRow]:
    """The reports in the order of capture; versions of one document are no copies of one another."""
    groups = {report: group for group in ledger.all_versions() for report in group}
    shared: dict[str, list[Shared]] = {}
    for one in ledger.shared():
        if one.kind in COPIES and one.of not in groups.get(one.report, ()):
            shared.setdefault(one.report, []).append(one)
            shared.setdefault(one.of, []).append(one)
    publishers = {report.id: publisher(report) for report in ledger.reports()} if shared else {}
    for report in ledger.reports():
        own = tuple(shared.get(report.id, ()))
        before = {publishers[s.first] for s in own if s.first not in (None, report.id)}
        named = {part.origin for part in report.sections if part.origin}
        yield ReportRow(
            report,
            groups.get(report.id, ()),
            own,
            tuple(sorted(before - {publisher(report)})),
            tuple(sorted(named - {publisher(report)})),
        )


def source_rows(rows: Iterable[ReportRow]) -> list[SourceRow]:
    """The publishers, those with most reports first."""
    held: dict[str, list[ReportRow]] = {}
    for row in rows:
        held.setdefault(publisher(row.report), []).append(row)
    return sorted(
        (_source(name, own) for name, own in held.items()),
        key=lambda source: (source.publisher == UNKNOWN, -source.reports, source.publisher),
    )


def publisher(report: Report) -> str:
    """The publisher of a report, or words that say there is none."""
    return report.publisher or UNKNOWN


def published(report: Report) -> Moment | None:
    """When a report was published; None where that is unknown."""
    return report.published.moment if report.published.known is not Known.UNKNOWN else None


def _source(name: str, rows: list[ReportRow]) -> SourceRow:
    moments = [moment for row in rows if (moment := published(row.report))]
    first = min((day for moment in moments if (day := moment.first)), default=None)
    last = max((day for moment in moments if (day := moment.last)), default=None)
    return SourceRow(
        name,
        len(rows),
        dict(Counter(row.report.language for row in rows).most_common()),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        dict(Counter(other for row in rows for other in row.carries).most_common()),
        dict(Counter(other for row in rows for other in row.copied_from).most_common()),
    )
