"""`Ledger`: values in, rows out, and back; each method is one transaction.

Opening, dialects and foreign errors are in `database`, tables in `tables`, what `verify` looks at in
`verify`.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, RowMapping, func, inspect, or_, select
from sqlalchemy.engine import URL

from ascribe.errors import LedgerError, NotFoundError
from ascribe.ledger import chain, tables
from ascribe.ledger.database import connect, exists, is_folder, ledger_url, shown, translated
from ascribe.model import (
    Assessment,
    Capture,
    Decision,
    Fact,
    FactName,
    Incident,
    Reading,
    Report,
    from_json,
    to_json,
)

#: Rows fetched at a time, so that a large ledger is never in memory as a whole.
BATCH = 200


class Entry(NamedTuple):
    """What an id leads to: "report" or "incident", and the full id."""

    kind: str
    id: str


class Ledger:
    """A ledger that is open; close it, or use it in a `with` statement."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url, self._engine = url, engine

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> "Ledger":
        """The one at an address (path or URL); made if `create`, else LedgerError where there is none."""
        if not where.strip():
            raise LedgerError("ledger: no path given: name a file with --ledger, or leave the option out")
        url = ledger_url(where)
        if is_folder(url):
            raise LedgerError(f"{shown(url)}: is a folder: give the path of a file in it with --ledger")
        if not create and not exists(url):
            raise LedgerError(f"{shown(url)}: no ledger there: `ascribe read` makes one; --ledger chooses")
        ledger = cls(url, connect(url))
        try:
            ledger._prepare(create=create)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def where(self) -> str:
        """The path or address, without a password."""
        return shown(self._url)

    # -- what is written once

    def add_report(self, report: Report, capture: Capture) -> bool:
        """Keep a report and what it was read from; False, nothing changed, if it is there already."""
        with self._write() as connection:
            count, head = self._head(connection, "reports")
            if self._has(connection, report.id):
                return False
            row = {
                "id": report.id,
                "source": report.source,
                "address": report.address,
                "media_type": capture.media_type,
                "captured": report.captured,
                "facts": _facts_json(capture.facts),
                "sha256": report.sha256,
                "text": report.text,
            }
            link = chain.report_link(head, row)
            packed = zlib.compress(capture.data, 6)
            connection.execute(tables.originals.insert().values(sha256=report.sha256, data=packed))
            connection.execute(tables.reports.insert().values(seq=count + 1, chain=link, **row))
            self._set(connection, "reports", f"{count + 1}:{link}")
            return True

    def add_decision(self, decision: Decision) -> bool:
        """Keep a decision; False if the very same one is there already."""
        with self._write() as connection:
            count, head = self._head(connection, "decisions")
            known = select(tables.decisions.c.seq).where(tables.decisions.c.id == decision.id)
            if connection.execute(known).first():
                return False
            line = to_json(decision)
            link = chain.decision_link(head, decision.id, line)
            row = {"seq": count + 1, "id": decision.id, "decision": line, "chain": link}
            connection.execute(tables.decisions.insert().values(row))
            self._set(connection, "decisions", f"{count + 1}:{link}")
            return True

    # -- what is derived

    def put_reading(self, report: Report, reading: Reading, made_by: str) -> None:
        """Keep, or replace, what a kept report says; `made_by` is the digest of the data that read it."""
        if reading.report != report.id:
            raise LedgerError(f"a reading of {reading.report} was given for {report.id}")
        row = {
            "report": report.id,
            "described": to_json(replace(report, text="")),
            "reading": to_json(reading),
            "made_by": made_by,
        }
        with self._write() as connection:
            connection.execute(tables.readings.delete().where(tables.readings.c.report == report.id))
            connection.execute(tables.readings.insert().values(row))
            self._set(connection, "linked", "no")

    def replace_derived(self, incidents: Iterable[Incident], assessments: Iterable[Assessment]) -> None:
        """Put these incidents and assessments in the place of all that were there."""
        new = [{"id": i.id, "place": n, "incident": to_json(i)} for n, i in enumerate(incidents)]
        judged = [{"incident": a.incident, "assessment": to_json(a)} for a in assessments]
        with self._write() as connection:
            connection.execute(tables.assessments.delete())
            connection.execute(tables.incidents.delete())
            if new:
                connection.execute(tables.incidents.insert(), new)
            if judged:
                connection.execute(tables.assessments.insert(), judged)
            self._set(connection, "linked", "yes")

    # -- what can be asked

    def has_report(self, identity: str) -> bool:
        """Whether a report of that id is kept and was read."""
        with self._read() as connection:
            known = select(tables.readings.c.report).where(tables.readings.c.report == identity)
            return connection.execute(known).first() is not None

    def is_linked(self) -> bool:
        """Whether the incidents are those of all readings; False after a batch that was interrupted."""
        with self._read() as connection:
            return self._about(connection, "linked") == "yes"

    def captured(self) -> Iterator[Capture]:
        """Every report as captured, in the order of capture."""
        joined = tables.reports.join(tables.originals, tables.originals.c.sha256 == tables.reports.c.sha256)
        query = select(tables.reports, tables.originals.c.data).select_from(joined)
        for row in self._rows(query.order_by(tables.reports.c.seq)):
            yield Capture(
                row["source"],
                self._unpacked(row["id"], row["data"]),
                row["media_type"],
                row["address"],
                row["captured"],
                tuple(Fact(FactName(name), value, where) for name, value, where in json.loads(row["facts"])),
            )

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

    def readings(self) -> Iterator[Reading]:
        """What every report says, in the order of capture."""
        joined = tables.readings.join(tables.reports, tables.readings.c.report == tables.reports.c.id)
        query = select(tables.readings.c.reading).select_from(joined).order_by(tables.reports.c.seq)
        for row in self._rows(query):
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
                f"{prefix!r}: no report or incident of that id in {self.where}: see `ascribe incidents`"
            )
        few = ", ".join(entry.id for entry in found[:4])
        raise NotFoundError(f"{prefix!r}: {len(found)} ids begin so, like {few}: give more of it")

    def verify(self) -> list[str]:
        """Everything that is wrong, one line each: chains, digests, spans, ids that lead nowhere."""
        from ascribe.ledger.verify import verify  # it reads through a Ledger

        with (
            translated(self._url),
            self._engine.connect().execution_options(ascribe_reads=True) as connection,
        ):
            return list(verify(connection))

    # -- inside

    def _prepare(self, *, create: bool) -> None:
        """Make the tables, or make sure that those there are ours and of a version that we can read."""
        with self._write() if create else self._read() as connection:
            names = set(inspect(connection).get_table_names())
            if tables.about.name not in names:
                if names:
                    raise LedgerError(
                        f"{self.where}: holds other tables and no ledger: choose another with --ledger"
                    )
                if not create:
                    raise LedgerError(f"{self.where}: no ledger in it yet: make one with `ascribe read`")
                tables.metadata.create_all(connection)
                start = {"schema": str(tables.SCHEMA_VERSION), "linked": "yes"}
                start |= dict.fromkeys(("reports", "decisions"), f"0:{chain.GENESIS}")
                rows = [{"key": key, "value": value} for key, value in start.items()]
                connection.execute(tables.about.insert(), rows)
                return
            version = self._about(connection, "schema") or "0"
        if version != str(tables.SCHEMA_VERSION):
            raise LedgerError(
                f"{self.where}: is of schema {version}, this Ascribe reads {tables.SCHEMA_VERSION}: install "
                "the version that wrote it, or read the reports again into a new ledger"
            )

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with translated(self._url), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with translated(self._url), self._engine.connect() as connection:
            yield connection.execution_options(ascribe_reads=True)

    def _rows(self, query: Any) -> Iterator[RowMapping]:
        with self._read() as connection:
            for batch in connection.execute(query).mappings().partitions(BATCH):
                yield from batch

    def _about(self, connection: Connection, key: str) -> str | None:
        return connection.execute(select(tables.about.c.value).where(tables.about.c.key == key)).scalar()

    def _head(self, connection: Connection, name: str) -> tuple[int, str]:
        """Number and link of the last row of a chain, held until the transaction ends.

        Two writers then never add to the same link; on SQLite the transaction itself holds the whole file.
        """
        query = select(tables.about.c.value).where(tables.about.c.key == name).with_for_update()
        head = connection.execute(query).scalar()
        if head is None:
            raise LedgerError(f"{self.where}: the head of the chain of {name} is gone: see `ascribe verify`")
        count, _, digest = str(head).partition(":")
        return int(count), digest

    def _set(self, connection: Connection, key: str, value: str) -> None:
        connection.execute(tables.about.update().where(tables.about.c.key == key).values(value=value))

    def _has(self, connection: Connection, identity: str) -> bool:
        return (
            connection.execute(select(tables.reports.c.seq).where(tables.reports.c.id == identity)).first()
            is not None
        )

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

    def _unpacked(self, identity: str, packed: bytes) -> bytes:
        try:
            return zlib.decompress(packed)
        except (zlib.error, TypeError) as error:
            raise LedgerError(
                f"{self.where}: the original of {identity} is damaged: see `ascribe verify`"
            ) from error


def _report(row: RowMapping) -> Report:
    return replace(from_json(Report, row["described"]), text=row["text"])


def _facts_json(facts: Iterable[Fact]) -> str:
    return json.dumps([[fact.name, fact.value, fact.where] for fact in facts], ensure_ascii=False)
