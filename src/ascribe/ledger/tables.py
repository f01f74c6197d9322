"""The tables of a ledger, the same on SQLite and PostgreSQL.

`reports`, `captures` and `decisions` are written once and never changed; each row carries the digest of the row
before it, and `originals` holds the bytes by their digest. The others are derived and can be dropped and made
again at any time.
"""

import hashlib

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

#: Raised when a table changes in a way that an older Ascribe cannot read.
SCHEMA_VERSION = 2

#: The tables that are chains.
CHAINS = ("reports", "captures", "decisions")

metadata = MetaData()

#: `schema` -> version; `linked` -> whether the incidents are those of all readings; and the head of each
#: chain -> "number of rows:digest of the last".
about = Table(
    "ascribe_about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

#: The bytes of what was captured (zlib), by their own SHA-256. Append-only.
originals = Table(
    "originals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

#: What was captured first, and the canonical text of it; `facts` is JSON, `at` is `address_key`. Append-only.
reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", String(40), nullable=False, index=True),
    Column("media_type", String(120), nullable=False),
    Column("captured", String(40)),
    Column("facts", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("text", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)

#: Where else, or with which other bytes, a report was captured again; its story was the same. Append-only.
captures = Table(
    "captures",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("report", String(40), ForeignKey("reports.id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", String(40), nullable=False, index=True),
    Column("media_type", String(120), nullable=False),
    Column("captured", String(40)),
    Column("facts", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False, index=True),
    Column("chain", String(64), nullable=False),
)

#: What people decided, as JSON of `Decision`. Append-only.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("decision", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)

#: Derived: the report without its text (sections, date, language), what it says, what read it, and the
#: address that the report states of itself (else that of its capture).
readings = Table(
    "readings",
    metadata,
    Column("report", String(40), ForeignKey("reports.id"), primary_key=True),
    Column("address", Text, nullable=False),
    Column("at", String(40), nullable=False, index=True),
    Column("described", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("made_by", String(64), nullable=False),
)

#: Derived: the earlier reports that a report shares text with, as JSON of `Copy`.
copies = Table(
    "copies",
    metadata,
    Column("report", String(40), ForeignKey("reports.id"), primary_key=True),
    Column("of", String(40), ForeignKey("reports.id"), primary_key=True, index=True),
    Column("kind", String(20), nullable=False),
    Column("first", String(40)),
    Column("copy", Text, nullable=False),
)

#: Derived: incidents in their order, and the assessment of each.
incidents = Table(
    "incidents",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("incident", Text, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("incident", String(40), ForeignKey("incidents.id"), primary_key=True),
    Column("assessment", Text, nullable=False),
)


def address_key(address: str) -> str:
    """What an address is looked up by: an index of PostgreSQL cannot hold addresses of any length."""
    return hashlib.sha256(address.encode("utf-8", "backslashreplace")).hexdigest()[:40]
