"""What every part of a ledger stands on: the open database, its transactions, the heads of its chains.

Dialects and foreign errors are in `database`, tables in `tables`.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from sqlalchemy import Connection, Engine, RowMapping, inspect, select
from sqlalchemy.engine import URL

from ascribe.errors import LedgerError
from ascribe.ledger import chain, tables
from ascribe.ledger.database import connect, exists, is_folder, ledger_url, shown, translated

#: Rows fetched at a time, so that a large ledger is never in memory as a whole.
BATCH = 200


class Base:
    """A ledger that is open, without what it holds; close it, or use it in a `with` statement."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url, self._engine = url, engine

    @classmethod
    def open(cls, where: str, *, create: bool = True) -> Self:
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

    def __enter__(self) -> Self:
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
                start |= dict.fromkeys(tables.CHAINS, f"0:{chain.GENESIS}")
                rows = [{"key": key, "value": value} for key, value in start.items()]
                connection.execute(tables.about.insert(), rows)
                return
            version = self._about(connection, "schema") or "0"
        if version != str(tables.SCHEMA_VERSION):
            raise LedgerError(
                f"{self.where}: is of schema {version}, this Ascribe reads {tables.SCHEMA_VERSION}: install "
                "the version that wrote it, or read the reports again into a new ledger (--ledger NEW)"
            )

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with translated(self._url), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with translated(self._url), self._engine.connect() as connection:
            # Without stream_results PostgreSQL's driver fetches the whole answer at once.
            yield connection.execution_options(ascribe_reads=True, stream_results=True)

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

    def _unpacked(self, identity: str, packed: bytes) -> bytes:
        try:
            return zlib.decompress(packed)
        except (zlib.error, TypeError) as error:
            raise LedgerError(
                f"{self.where}: the original of {identity} is damaged: see `ascribe verify`"
            ) from error
