"""`View`: what can be asked of a ledger; rows in, values out, each method one reading transaction."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import RowMapping, func, or_, select

from ascribe.assess.copies import Copy, CopyKind
from ascribe.assess.versions import versions
from ascribe.errors import NotFoundError
from ascribe.ledger import captures, tables
from ascribe.ledger.base import Base
from ascribe.ledger.captures import Seen, Sighting
from ascribe.ledger.database import translated
from ascribe.model import Assessment, Capture, Decision, Incident, Reading, Report, from_json


class Entry(NamedTuple):
    """What an id leads to: "report" or "incident", and the full id."""

    kind: str
    id: str


class Shared(NamedTuple):
    """Two reports that share text: the later and the earlier one, how, and which had it first, if that is known."""

    report: str
    of: str
    kind: CopyKind
    first: str | None


class View(Base):
    """Everything that a ledger can be asked."""

    def has_report(self, identity: str) -> bool:
        """Whether a report of that id is kept and was read."""
        with self._read() as connection:
            known = select(tables.readings.c.report).where(tables.readings.c.report == identity)
            return connection.execute(known).first() is not None

    def is_linked(self) -> bool:
        """Whether the incidents are those of all readings; False after a batch that was interrupted."""
        with self._read() as connection:
            return self._about(connection, "linked") == "yes"

    def seen(self, sha256: str) -> Seen | None:
        """What is known of bytes by their SHA-256; None where they are new or were never read."""
        with self._read() as connection:
            return captures.seen(connection, sha256)

    def captured(self) -> Iterator[Capture]:
        """Every report as captured first, in the order of capture."""
        joined = tables.reports.join(tables.originals, tables.originals.c.sha256 == tables.reports.c.sha256)
        query = select(tables.reports, tables.originals.c.data).select_from(joined)
        for row in self._rows(query.order_by(tables.reports.c.seq)):
            data = self._unpacked(row["id"], row["data"])
            where = (row["media_type"], row["address"], row["captured"])
            yield Capture(row["source"], data, *where, captures.facts_of(row["facts"]))

    def sightings(self, report: str | None = None) -> Iterator[Sighting]:
        """The captures of one report or of all: first those that were read, then further ones, each in order."""
        for query in captures.sightings(report):
            yield from map(captures.sighting, self._rows(query))

    def original(self, sha256: str) -> bytes:
        """The bytes of a capture, as they came in, by their SHA-256; raises NotFoundError."""
        query = select(tables.originals.c.data).where(tables.originals.c.sha256 == sha256)
        row = next(self._rows(query), None)
        if row is None:
            raise NotFoundError(f"{sha256}: no original of that SHA-256 in {self.where}")
        return self._unpacked(sha256, row["data"])

    def original_of(self, identity: str) -> bytes:
        """The bytes that a report was read from, by the beginning of its id; or any capture's, by their SHA-256.

        Raises NotFoundError.
        """
        wanted = identity.strip().lower()
        if len(wanted) == 64:
            return self.original(wanted)
        entry = self.find(identity)
        if entry.kind != "report":
            raise NotFoundError(
                f"{identity!r}: is an {entry.kind}: give the id of a report (`ascribe reports`)"
            )
        return self.original(next(self.sightings(entry.id)).sha256)

    def at(self, addresses: Collection[str]) -> list[Report]:
        """The reports captured at these addresses, or that state one as their own, in the order of capture."""
        wanted = set(addresses) - {""}
        return [_report(row) for row in self._rows(captures.at(wanted))] if wanted else []

    def versions(self, report: str) -> tuple[Report, ...]:
        """A report and the others that are versions of the same document, in the order of capture.

        Derived, whenever it is asked for, from addresses, times of capture and the texts themselves: see
        `ascribe.assess.versions`. Raises NotFoundError.
        """
        own = self.report(report)
        reach, known = {own.address}, {own.id: own}
        addresses: dict[str, Collection[str]] = {}
        while missing := known.keys() - addresses.keys():
            for identity in missing:
                further = {sighting.address for sighting in self.sightings(identity)}
                addresses[identity] = {known[identity].address, *further}
                reach |= further
            known = {found.id: found for found in self.at(reach)} or known
        groups = versions(known.values(), addresses)
        ids = next((group for group in groups if report in group), (report,))
        return tuple(known[identity] for identity in ids)

    def all_versions(self) -> list[tuple[str, ...]]:
        """The ids of every group of two or more versions; only reports that share an address are compared."""
        addresses = self.addresses()
        held = Counter(address for own in addresses.values() for address in own)
        shared = [report for report, own in addresses.items() if any(held[address] > 1 for address in own)]
        return versions((self.report(report) for report in shared), addresses)

    def addresses(self) -> Mapping[str, Collection[str]]:
        """The addresses of each report, by its id: where it was captured, and what it states as its own."""
        found: dict[str, set[str]] = {}
        for sighting in self.sightings():
            found.setdefault(sighting.report, set()).add(sighting.address)
        for row in self._rows(select(tables.readings.c.report, tables.readings.c.address)):
            found[row["report"]].add(row["address"])
        return {report: own - {""} for report, own in found.items()}

    def reports(self) -> Iterator[Report]:
        """Every report that was read, in the order of capture."""
        for row in self._rows(self._described()):
            yield _report(row)

    def report(self, identity: str) -> Report:
        """One report; raises NotFoundError."""
        row = next(self._rows(self._described().where(tables.reports.c.id == identity)), None)
        if row is None:
            raise NotFoundError(f"{identity}: no such report in {self.where}")
        return _report(row)

    def text(self, report: str) -> str:
        """The canonical text of a kept report, read or not; raises NotFoundError."""
        row = next(self._rows(select(tables.reports.c.text).where(tables.reports.c.id == report)), None)
        if row is None:
            raise NotFoundError(f"{report}: no such report in {self.where}")
        return str(row["text"])

    def count(self) -> int:
        """How many reports are kept."""
        with self._read() as connection:
            return int(connection.execute(select(func.count()).select_from(tables.reports)).scalar_one())

    def copies(self, report: str) -> list[Copy]:
        """The reports that a report shares text with, as the later or the earlier one."""
        table = tables.copies.c
        query = select(table.copy).where(or_(table.report == report, table.of == report))
        return [from_json(Copy, row["copy"]) for row in self._rows(query.order_by(table.report, table.of))]

    def shared(self) -> Iterator[Shared]:
        """Every two reports that share text, without the paragraphs."""
        table = tables.copies.c
        query = select(table.report, table.of, table.kind, table.first).order_by(table.report, table.of)
        for row in self._rows(query):
            yield Shared(row["report"], row["of"], CopyKind(row["kind"]), row["first"])

    def readings(self) -> Iterator[Reading]:
        """What every report says, in the order of capture."""
        joined = tables.readings.join(tables.reports, tables.readings.c.report == tables.reports.c.id)
        query = select(tables.readings.c.reading).select_from(joined).order_by(tables.reports.c.seq)
        for row in self._rows(query):
            yield from_json(Reading, row["reading"])

    def relating(self) -> Iterator[Reading]:
        """The readings that state relations between actors, in the order of capture."""
        joined = tables.readings.join(tables.reports, tables.readings.c.report == tables.reports.c.id)
        query = select(tables.readings.c.reading).select_from(joined).order_by(tables.reports.c.seq)
        for row in self._rows(
            query.where(tables.readings.c.reading.contains('"relations":[{', autoescape=True))
        ):
            yield from_json(Reading, row["reading"])

    def reading(self, identity: str) -> Reading:
        """What one report says; raises NotFoundError."""
        query = select(tables.readings.c.reading).where(tables.readings.c.report == identity)
        row = next(self._rows(query), None)
        if row is None:
            raise NotFoundError(f"{identity}: no reading of that report in {self.where}")
        return from_json(Reading, row["reading"])

    def made_by(self) -> Mapping[str, str]:
        """Report id -> digest of the code and data that read it."""
        return {row["report"]: row["made_by"] for row in self._rows(select(tables.readings))}

    def incidents(self) -> Iterator[Incident]:
        """Every incident, in the order that `link` gave."""
        for row in self._rows(select(tables.incidents.c.incident).order_by(tables.incidents.c.place)):
            yield from_json(Incident, row["incident"])

    def assessments(self) -> Iterator[Assessment]:
        """The assessments, in the order of their incidents."""
        joined = tables.assessments.join(
            tables.incidents, tables.assessments.c.incident == tables.incidents.c.id
        )
        query = select(tables.assessments.c.assessment).select_from(joined).order_by(tables.incidents.c.place)
        for row in self._rows(query):
            yield from_json(Assessment, row["assessment"])

    def incident(self, identity: str) -> tuple[Incident, Assessment | None]:
        """One incident with its assessment; raises NotFoundError."""
        query = select(tables.incidents.c.incident).where(tables.incidents.c.id == identity)
        row = next(self._rows(query), None)
        if row is None:
            raise NotFoundError(f"{identity}: no such incident in {self.where}")
        judged = select(tables.assessments.c.assessment).where(tables.assessments.c.incident == identity)
        found = next(self._rows(judged), None)
        return from_json(Incident, row["incident"]), from_json(
            Assessment, found["assessment"]
        ) if found else None

    def decisions(self) -> Iterator[Decision]:
        """Every decision, in the order in which they were taken."""
        for row in self._rows(select(tables.decisions.c.decision).order_by(tables.decisions.c.seq)):
            yield from_json(Decision, row["decision"])

    def find(self, prefix: str) -> Entry:
        """The one report or incident whose id begins so, with or without its kind ("inc-3f", "3f").

        Raises NotFoundError where none or several do.
        """
        wanted = prefix.strip().lower()
        found = [] if not wanted else [*self._beginning(wanted)]
        if len(found) == 1 or (exact := [e for e in found if e.id == wanted]):
            return found[0] if len(found) == 1 else exact[0]
        if not found:
            raise NotFoundError(
                f"{prefix!r}: no report, incident or actor of that id in {self.where}: "
                "see `ascribe reports`, `ascribe incidents`, `ascribe actors`"
            )
        few = ", ".join(entry.id for entry in found[:4])
        raise NotFoundError(f"{prefix!r}: {len(found)} ids begin so, like {few}: give more of it")

    def verify(self) -> list[str]:
        """Everything that is wrong, one line each: chains, digests, spans, ids that lead nowhere."""
        from ascribe.ledger.verify import verify  # it reads models, which `--help` need not load

        with (
            translated(self._url),
            self._engine.connect().execution_options(ascribe_reads=True, stream_results=True) as connection,
        ):
            return list(verify(connection))

    def _described(self) -> Any:
        joined = tables.reports.join(tables.readings, tables.readings.c.report == tables.reports.c.id)
        columns = (tables.readings.c.described, tables.reports.c.text)
        return select(*columns).select_from(joined).order_by(tables.reports.c.seq)

    def _beginning(self, wanted: str) -> Iterator[Entry]:
        for kind, column, head in (
            ("incident", tables.incidents.c.id, "inc-"),
            ("report", tables.reports.c.id, "rep-"),
        ):
            lowered = func.lower(column)
            match = or_(
                lowered.startswith(wanted, autoescape=True),
                lowered.startswith(head + wanted, autoescape=True),
            )
            for row in self._rows(select(column).where(match).order_by(column).limit(50)):
                yield Entry(kind, row["id"])


def _report(row: RowMapping) -> Report:
    return replace(from_json(Report, row["described"]), text=row["text"])
