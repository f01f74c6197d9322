"""Every store that the contract runs over: a new, empty ledger of each kind."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from ascribe.ledger import Ledger

POSTGRES = os.environ.get("ASCRIBE_TEST_POSTGRES")


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param(
            "postgres",
            marks=pytest.mark.skipif(
                not POSTGRES, reason="ASCRIBE_TEST_POSTGRES names no PostgreSQL database"
            ),
        ),
    ]
)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that does not exist yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "test.db")
        return
    from sqlalchemy import create_engine, text

    assert POSTGRES is not None
    address = POSTGRES.replace("postgresql://", "postgresql+psycopg://")
    schema = f"t{uuid.uuid4().hex}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    joint = "&" if "?" in POSTGRES else "?"
    yield f"{POSTGRES}{joint}options=-csearch_path%3D{schema}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened
