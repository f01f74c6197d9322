"""The tables of a ledger, the same on SQLite and PostgreSQL.

`reports` and `decisions` are written once and never changed; each row carries the digest of the row before
it. The others are derived and can be dropped and made again at any time.
"""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text

#: Raised when a table changes in a way that an older Ascribe cannot read.
SCHEMA_VERSION = 2

metadata = MetaData()

#: `schema` -> version; `linked` -> whether the incidents are those of all readings; and the head of each
#: chain: `reports`, `decisions` -> "number of rows:digest of the last".
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

#: What was captured, and the canonical text of it; `facts` is JSON. Append-only.
reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False, index=True),
    Column("media_type", String(120), nullable=False),
    Column("captured", String(40)),
    Column("facts", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("text", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)

#: What people decided, as JSON of `Decision`. Append-only; no command writes here yet.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("decision", Text, nullable=False),
    Column("chain", String(64), nullable=False),
)

#: Derived: the report without its text (sections, date, language), what it says, and what read it.
readings = Table(
    "readings",
    metadata,
    Column("report", String(40), ForeignKey("reports.id"), primary_key=True),
    Column("described", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("made_by", String(64), nullable=False),
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
