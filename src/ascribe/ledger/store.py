"""`Ledger`: values in, rows out, and back; each method is one transaction.

What can be asked is in `view`, what `verify` looks at in `verify`, opening and transactions in `base`.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, select

from ascribe.assess.copies import Copy
from ascribe.errors import LedgerError
from ascribe.ledger import captures, chain, tables
from ascribe.ledger.view import View
from ascribe.model import Assessment, Capture, Decision, Incident, Reading, Report, to_json


class Ledger(View):
    """A ledger that is open; close it, or use it in a `with` statement."""

    # -- what is written once

    def add_report(self, report: Report, capture: Capture) -> bool:
        """Keep a report and what it was read from; False, nothing changed, if it is there already."""
        with self._write() as connection:
            return self._add_report(connection, report, capture)

    def keep(self, report: Report, capture: Capture, reading: Reading, made_by: str) -> None:
        """Keep a report with its reading: both are there afterwards, or neither.

        `made_by` is the digest of the data that read it.
        """
        row = _reading_row(report, reading, made_by)
        with self._write() as connection:
            self._add_report(connection, report, capture)
            self._put_reading(connection, row)

    def add_capture(self, report: str, capture: Capture, sha256: str) -> bool:
        """Keep a further capture of a kept report: the same story at another address or in other bytes.

        `sha256` is of its bytes. False, nothing changed, where these bytes are known at that address.
        """
        with self._write() as connection:
            count, head = self._head(connection, "captures")
            known = captures.seen(connection, sha256)
            if known and capture.address in known.addresses:
                return False
            captures.keep_original(connection, sha256, capture.data)
            row = {"report": report, **captures.row_of(capture, sha256)}
            link = chain.capture_link(head, row)
            connection.execute(tables.captures.insert().values(seq=count + 1, chain=link, **row))
            self._set(connection, "captures", f"{count + 1}:{link}")
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
        row = _reading_row(report, reading, made_by)
        with self._write() as connection:
            self._put_reading(connection, row)

    def replace_derived(
        self,
        incidents: Iterable[Incident],
        assessments: Iterable[Assessment],
        copies: Iterable[Copy] = (),
    ) -> None:
        """Put these incidents, assessments and copies in the place of all that were there."""
        new: dict[Table, list[dict[str, Any]]] = {
            tables.copies: [_copy_row(copy) for copy in copies],
            tables.incidents: [
                {"id": i.id, "place": n, "incident": to_json(i)} for n, i in enumerate(incidents)
            ],
            tables.assessments: [{"incident": a.incident, "assessment": to_json(a)} for a in assessments],
        }
        with self._write() as connection:
            for table in reversed(new):
                connection.execute(table.delete())
            for table, rows in new.items():
                if rows:
                    connection.execute(table.insert(), rows)
            self._set(connection, "linked", "yes")

    # -- inside

    def _add_report(self, connection: Connection, report: Report, capture: Capture) -> bool:
        count, head = self._head(connection, "reports")
        known = select(tables.reports.c.seq).where(tables.reports.c.id == report.id)
        if connection.execute(known).first() is not None:
            return False
        captures.keep_original(connection, report.sha256, capture.data)
        row = {"id": report.id, **captures.row_of(capture, report.sha256), "text": report.text}
        link = chain.report_link(head, row)
        connection.execute(tables.reports.insert().values(seq=count + 1, chain=link, **row))
        self._set(connection, "reports", f"{count + 1}:{link}")
        return True

    def _put_reading(self, connection: Connection, row: dict[str, str]) -> None:
        connection.execute(tables.readings.delete().where(tables.readings.c.report == row["report"]))
        connection.execute(tables.readings.insert().values(row))
        self._set(connection, "linked", "no")


def _reading_row(report: Report, reading: Reading, made_by: str) -> dict[str, str]:
    if reading.report != report.id:
        raise LedgerError(f"a reading of {reading.report} was given for {report.id}")
    return {
        "report": report.id,
        "address": report.address,
        "at": tables.address_key(report.address),
        "described": to_json(replace(report, text="")),
        "reading": to_json(reading),
        "made_by": made_by,
    }


def _copy_row(copy: Copy) -> dict[str, Any]:
    kept = {"report": copy.report, "of": copy.of, "kind": copy.kind.value, "first": copy.first}
    return {**kept, "copy": to_json(copy)}
