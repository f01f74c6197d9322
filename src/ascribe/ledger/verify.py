"""What can be wrong with a ledger, found by reading all of it: chains, digests, spans, ids that lead nowhere.

Comes in: a connection. Goes out: one line for each problem; none when the ledger can be trusted.
"""

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, Table, select

from ascribe.errors import AscribeError
from ascribe.ledger import chain, tables
from ascribe.model import Assessment, Decision, Incident, Reading, Report, Verdict, from_json
from ascribe.model.walk import moments, spans


def verify(connection: Connection) -> Iterator[str]:
    """Every problem, one line each, in the order of the flow."""
    sound: set[str] = set()
    yield from _originals(connection, sound)
    yield from _reports(connection, sound)
    yield from _captures(connection, sound)
    yield from _decisions(connection)
    known: set[str] = set()
    yield from _readings(connection, known)
    yield from _incidents(connection, known)


def _originals(connection: Connection, sound: set[str]) -> Iterator[str]:
    """Problems of the kept bytes; `sound` is filled with the SHA-256 of those that are what they should be."""
    for row in connection.execute(select(tables.originals)).mappings():
        try:
            sha256 = hashlib.sha256(zlib.decompress(row["data"])).hexdigest()
        except (zlib.error, TypeError):
            yield f"original {row['sha256']}: its bytes cannot be unpacked"
            continue
        if sha256 != row["sha256"]:
            yield f"original {row['sha256']}: its bytes are not those that were captured"
        else:
            sound.add(sha256)


def _reports(connection: Connection, sound: set[str]) -> Iterator[str]:
    count, previous = 0, chain.GENESIS
    for row in connection.execute(select(tables.reports).order_by(tables.reports.c.seq)).mappings():
        count += 1
        yield from _row(f"report {row['id']}", row, count, chain.report_link(previous, dict(row)), sound)
        if Report.identity(row["sha256"]) != row["id"]:
            yield f"report {row['id']}: its id is not that of its original bytes"
        count, previous = row["seq"], row["chain"]
    yield from _head(connection, tables.reports, count, previous)


def _captures(connection: Connection, sound: set[str]) -> Iterator[str]:
    count, previous = 0, chain.GENESIS
    for row in connection.execute(select(tables.captures).order_by(tables.captures.c.seq)).mappings():
        count += 1
        name = f"capture {row['seq']} of {row['report']}"
        yield from _row(name, row, count, chain.capture_link(previous, dict(row)), sound)
        count, previous = row["seq"], row["chain"]
    yield from _head(connection, tables.captures, count, previous)


def _row(name: str, row: RowMapping, number: int, link: str, sound: set[str]) -> Iterator[str]:
    """What is wrong with a row of a chain of captures: its place, its link, its bytes, the key of its address."""
    if row["seq"] != number:
        yield f"{name}: is number {row['seq']} where {number} should stand: a row is missing"
    if link != row["chain"]:
        yield f"{name}: its row does not fit the chain: it, or one before it, was changed"
    if row["sha256"] not in sound:
        yield f"{name}: its original bytes are gone or damaged"
    if row["at"] != tables.address_key(row["address"]):
        yield f"{name}: is not found under its address {row['address']}"


def _decisions(connection: Connection) -> Iterator[str]:
    count, previous = 0, chain.GENESIS
    taken: set[str] = set()
    for row in connection.execute(select(tables.decisions).order_by(tables.decisions.c.seq)).mappings():
        count += 1
        yield from _decision(row, taken)
        taken.add(row["id"])
        link = chain.decision_link(previous, row["id"], row["decision"])
        if link != row["chain"] or row["seq"] != count:
            yield f"decision {row['id']}: its row does not fit the chain: it, or one before it, was changed"
        previous = row["chain"]
    yield from _head(connection, tables.decisions, count, previous)


def _decision(row: RowMapping, taken: set[str]) -> Iterator[str]:
    """What is wrong with a decision itself; `taken` are the ids of those before it."""
    try:
        decision = from_json(Decision, row["decision"])
    except AscribeError as error:
        yield f"decision {row['id']}: {error}"
        return
    if decision.id != row["id"]:
        yield f"decision {row['id']}: holds {decision.id}"
    if decision.verdict is Verdict.UNDO and not taken.issuperset(decision.subjects):
        yield f"decision {row['id']}: undoes {', '.join(decision.subjects)}, which was not taken before it"


def _head(connection: Connection, table: Table, count: int, last: str) -> Iterator[str]:
    query = select(tables.about.c.value).where(tables.about.c.key == table.name)
    head = connection.execute(query).scalar() or f"0:{chain.GENESIS}"
    if head != f"{count}:{last}":
        yield f"{table.name}: the chain should end with number {head.partition(':')[0]}, it ends with {count}"


def _readings(connection: Connection, known: set[str]) -> Iterator[str]:
    """Problems of the readings; `known` is filled with the ids of all that they hold."""
    texts = select(
        tables.reports.c.id, tables.reports.c.text, tables.readings.c.described, tables.readings.c.reading
    )
    joined = tables.reports.outerjoin(tables.readings, tables.readings.c.report == tables.reports.c.id)
    for row in connection.execute(texts.select_from(joined).order_by(tables.reports.c.seq)).mappings():
        if row["reading"] is None:
            yield f"report {row['id']}: was never read: run `ascribe rebuild`"
            continue
        try:
            reading = from_json(Reading, row["reading"])
            report = from_json(Report, row["described"])
        except AscribeError as error:
            yield f"reading of {row['id']}: {error}"
            continue
        yield from _misplaced(row["id"], row["text"], reading)
        yield from _sections(row["id"], row["text"], report)
        propositions = {p.id for p in reading.propositions}
        known |= propositions | {s.id for s in reading.statements}
        for statement in reading.statements:
            if statement.proposition is not None and statement.proposition not in propositions:
                yield f"statement {statement.id}: is about {statement.proposition}, not in its report"


def _misplaced(identity: str, text: str, reading: Reading) -> Iterator[str]:
    for path, span in spans(reading):
        if span.report != identity or text[span.start : span.end] != span.quote:
            yield f"reading of {identity}: {path}: {span.quote[:60]!r} is not at [{span.start}:{span.end}]"
    for path, moment in moments(reading):
        if text[moment.start : moment.end] != moment.words:
            yield f"reading of {identity}: {path}: {moment.words[:60]!r} is not at {moment.start}"


def _sections(identity: str, text: str, report: Report) -> Iterator[str]:
    end = 0
    for section in report.sections:
        if not end <= section.start < section.end <= len(text):
            yield f"report {identity}: section [{section.start}:{section.end}] overlaps or leaves the text"
        end = max(end, section.end)


def _incidents(connection: Connection, known: set[str]) -> Iterator[str]:
    incidents: set[str] = set()
    for row in connection.execute(select(tables.incidents)).mappings():
        try:
            incident = from_json(Incident, row["incident"])
        except AscribeError as error:
            yield f"incident {row['id']}: {error}"
            continue
        incidents.add(incident.id)
        if incident.id != row["id"]:
            yield f"incident {row['id']}: holds {incident.id}"
        for proposition in sorted(set(incident.propositions) - known):
            yield f"incident {row['id']}: holds {proposition}, which no report tells"
    for row in connection.execute(select(tables.assessments)).mappings():
        try:
            assessment = from_json(Assessment, row["assessment"])
        except AscribeError as error:
            yield f"assessment of {row['incident']}: {error}"
            continue
        if assessment.incident not in incidents:
            yield f"assessment of {assessment.incident}: there is no such incident"
        used = {s for cell in assessment.matrix for s in cell.statements}
        used |= {s for contradiction in assessment.contradictions for s in contradiction.statements}
        for statement in sorted(used - known):
            yield f"assessment of {assessment.incident}: rests on {statement}, which no report makes"
