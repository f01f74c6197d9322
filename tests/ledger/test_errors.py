"""A ledger that cannot be opened or written says so in one line."""

import sqlite3
from pathlib import Path

import pytest

from ascribe.errors import LedgerError
from ascribe.ledger import Ledger


def _message(where: str, *, create: bool = True) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where, create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_no_ledger_there(tmp_path: Path) -> None:
    assert "ascribe read" in _message(str(tmp_path / "none.db"), create=False)
    assert not (tmp_path / "none.db").exists()


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in _message(str(tmp_path))


def test_no_path_at_all() -> None:
    assert "no path given" in _message(" ")


def test_a_missing_folder(tmp_path: Path) -> None:
    assert "cannot be opened" in _message(str(tmp_path / "no" / "such" / "ledger.db"))


def test_not_a_database(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes and no database at all. " * 40)
    before = path.read_bytes()
    assert "is not an Ascribe ledger" in _message(str(path))
    assert path.read_bytes() == before


def test_somebody_elses_database(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    connection.close()
    assert "holds other tables" in _message(str(path))


def test_a_newer_schema(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE ascribe_about SET value = '99' WHERE key = 'schema'")
    connection.close()
    assert "schema 99" in _message(str(path))


def test_a_locked_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascribe.ledger.database.BUSY_SECONDS", 0.1)
    path = tmp_path / "busy.db"
    Ledger.open(str(path)).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert "locked by another process" in _message(str(path))
    finally:
        connection.close()


@pytest.mark.parametrize("where", ["oracledb9://host/name", "mysql://me:secret@host/name", "https://host/x"])
def test_only_two_kinds_of_database(where: str) -> None:
    message = _message(where)
    assert "SQLite or PostgreSQL, not in " in message
    assert "secret" not in message


def test_an_old_schema_names_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    Ledger.open(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE ascribe_about SET value = '1' WHERE key = 'schema'")
    connection.close()
    message = _message(str(path))
    assert "old.db: is of schema 1" in message
    assert "--ledger NEW" in message


def test_a_server_that_does_not_answer() -> None:
    pytest.importorskip("psycopg", reason="the extra `postgres` is not installed")
    message = _message("postgresql://someone:secret@127.0.0.1:1/none")
    assert "secret" not in message
