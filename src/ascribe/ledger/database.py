"""The database behind a ledger: SQLite by default, PostgreSQL by its URL; foreign errors made ours."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from ascribe.errors import LedgerError

#: A writer waits so long for another one before it gives up.
BUSY_SECONDS = 10

#: Words in a driver's message -> what happened and what to do.
_CAUSES = (
    ("database is locked", "is locked by another process: wait for it to end, then try again"),
    ("readonly", "cannot be written: it or its folder is read-only; copy it or choose another with --ledger"),
    ("unable to open", "cannot be opened: check that the folder exists and may be written"),
    ("not a database", "is not an Ascribe ledger (no SQLite file): choose another path with --ledger"),
    ("malformed", "is damaged: restore a copy, or read the reports again into a new ledger"),
    ("disk is full", "the disk is full: free some space, then try again"),
    ("connection refused", "no database server answers there: check host and port"),
    ("could not translate host", "no such host: check the address"),
    ("authentication failed", "the server refuses user or password: check the address"),
    ("does not exist", "no such database on the server: create it first"),
)


def ledger_url(where: str) -> URL:
    """The address of a ledger: a path is a SQLite file, anything with :// an address of SQLite or PostgreSQL."""
    if "://" not in where:
        return URL.create("sqlite", database=where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(
            f"{where}: not a database address: use a path or postgresql://USER@HOST/NAME"
        ) from error
    kind = url.drivername.partition("+")[0]
    if kind not in ("sqlite", "postgresql", "postgres"):
        raise LedgerError(
            f"{shown(url)}: a ledger is in SQLite or PostgreSQL, not in {kind}: "
            "use a path or postgresql://USER@HOST/NAME"
        )
    return url.set(drivername="sqlite" if kind == "sqlite" else "postgresql+psycopg")


def shown(url: URL) -> str:
    """The address as messages may show it: a file's path, or the URL without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def exists(url: URL) -> bool:
    """Whether there is a file; a server is taken to be there."""
    return url.drivername != "sqlite" or bool(url.database and Path(url.database).exists())


def connect(url: URL) -> Engine:
    """An engine for the address; nothing is opened yet. Raises LedgerError where the driver is missing."""
    try:
        if url.drivername != "sqlite":
            return create_engine(url)
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    except ModuleNotFoundError as error:
        raise LedgerError(f"{shown(url)}: needs a driver: pip install 'ascribe[postgres]'") from error
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions begin too late (at the first write): two writers would then both read the
    # head of the chain. We begin them ourselves, below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    reads = connection.get_execution_options().get("ascribe_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def translated(url: URL) -> Iterator[None]:
    """Driver errors inside come out as a LedgerError of one line that says what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        original = error.orig if isinstance(error, DBAPIError) else None
        message = " ".join(str(original or error).split())
        for words, cause in _CAUSES:
            if words in message.lower():
                raise LedgerError(f"{shown(url)}: {cause}") from error
        raise LedgerError(f"{shown(url)}: {message[:200]}") from error


def is_folder(url: URL) -> bool:
    """Whether the path of a SQLite ledger is a folder, for a clearer message than the driver's."""
    return url.drivername == "sqlite" and os.path.isdir(url.database or "")  # noqa: PTH112 (also "" and odd names)
