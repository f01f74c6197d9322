"""Reports as captured and decisions as taken, append-only and hash-chained; and what follows from them.

`Ledger.open` gives one on a SQLite file or a PostgreSQL database. Readings, incidents and assessments are
derived: they are replaced whenever they are made again. Every method is one transaction, committed when it
returns.
"""

from ascribe.ledger.captures import Seen, Sighting
from ascribe.ledger.store import Ledger
from ascribe.ledger.view import Entry, Shared

__all__ = ["Entry", "Ledger", "Seen", "Shared", "Sighting"]
