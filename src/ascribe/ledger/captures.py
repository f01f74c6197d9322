"""What a ledger keeps of every capture: where it was, when, what its container stated, and its bytes.

A report is kept with its first capture. The same story again, at another address or in other bytes, is a
further capture of that report. Rows come in and values go out; transactions are left to `store`.
"""

import json
import zlib
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, RowMapping, Select, bindparam, or_, select, union_all

from ascribe.ledger import tables
from ascribe.model import Capture, Fact, FactName, Report


class Sighting(NamedTuple):
    """One capture of a report, without its bytes: see `Capture`; `sha256` is of the bytes."""

    report: str
    source: str
    address: str
    media_type: str
    captured: str | None
    sha256: str
    facts: tuple[Fact, ...] = ()


class Seen(NamedTuple):
    """Bytes that are known: their report, the addresses that they were captured at, and what read them."""

    report: str
    addresses: frozenset[str]
    made_by: str


def row_of(capture: Capture, sha256: str) -> dict[str, Any]:
    """The columns that a capture fills, in `reports` and in `captures`."""
    return {
        "source": capture.source,
        "address": capture.address,
        "at": tables.address_key(capture.address),
        "media_type": capture.media_type,
        "captured": capture.captured,
        "facts": facts_json(capture.facts),
        "sha256": sha256,
    }


def keep_original(connection: Connection, sha256: str, data: bytes) -> None:
    """Keep bytes under their SHA-256, once."""
    known = select(tables.originals.c.sha256).where(tables.originals.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        connection.execute(tables.originals.insert().values(sha256=sha256, data=zlib.compress(data, 6)))


def _seen_query() -> Select[Any]:
    r, c = tables.reports.c, tables.captures.c
    first = select(r.id.label("report"), r.address).where(r.id == bindparam("identity"))
    further = select(c.report, c.address).where(c.sha256 == bindparam("digest"))
    both = union_all(first, further).subquery()
    joined = both.join(tables.readings, tables.readings.c.report == both.c.report)
    return select(both.c.report, both.c.address, tables.readings.c.made_by).select_from(joined)


#: Made once: it is asked for every document, and making it takes longer than running it.
_SEEN = _seen_query()


def seen(connection: Connection, sha256: str) -> Seen | None:
    """What is known of bytes; None for new ones, and for a report that was never read."""
    rows = connection.execute(_SEEN, {"identity": Report.identity(sha256), "digest": sha256}).all()
    if not rows:
        return None
    return Seen(rows[0][0], frozenset(row[1] for row in rows), rows[0][2])


def at(addresses: Collection[str]) -> Select[Any]:
    """The query for all read reports that were captured at one of these addresses, or that state it."""
    keys = [tables.address_key(address) for address in addresses]
    further = select(tables.captures.c.report).where(tables.captures.c.at.in_(keys))
    joined = tables.reports.join(tables.readings, tables.readings.c.report == tables.reports.c.id)
    columns = (tables.readings.c.described, tables.reports.c.text)
    wanted = or_(
        tables.reports.c.at.in_(keys), tables.readings.c.at.in_(keys), tables.reports.c.id.in_(further)
    )
    return select(*columns).select_from(joined).where(wanted).order_by(tables.reports.c.seq)


def sightings(report: str | None = None) -> tuple[Select[Any], Select[Any]]:
    """The queries for the first and for the further captures, of one report or of all."""
    names = ("source", "address", "media_type", "captured", "facts", "sha256")
    r, c = tables.reports.c, tables.captures.c
    first = select(r.id.label("report"), *(r[name] for name in names)).order_by(r.seq)
    further = select(c.report, *(c[name] for name in names)).order_by(c.seq)
    if report is None:
        return first, further
    return first.where(r.id == report), further.where(c.report == report)


def sighting(row: RowMapping) -> Sighting:
    """A row of `sightings`."""
    where = (row["report"], row["source"], row["address"], row["media_type"], row["captured"])
    return Sighting(*where, row["sha256"], facts_of(row["facts"]))


def facts_json(facts: Iterable[Fact]) -> str:
    """Facts as they are kept."""
    return json.dumps([[fact.name, fact.value, fact.where] for fact in facts], ensure_ascii=False)


def facts_of(line: str) -> tuple[Fact, ...]:
    """Facts as they were kept."""
    return tuple(Fact(FactName(name), value, where) for name, value, where in json.loads(line))
