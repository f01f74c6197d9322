"""The options that several commands share, and what their values stand for."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascribe import settings
from ascribe.errors import AscribeError

if TYPE_CHECKING:
    from ascribe.ledger import Ledger
    from ascribe.pipeline import Pipeline
    from ascribe.read import Options

DEFAULT_LEDGER = settings.LEDGER.default
LedgerOption = Annotated[
    str, typer.Option("--ledger", envvar=settings.LEDGER.variable, help=settings.LEDGER.help, metavar="WHERE")
]
PackOption = Annotated[
    list[Path] | None,
    typer.Option("--pack", help="A further knowledge pack (YAML); may be repeated.", metavar="FILE"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout instead of a table.")]
IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An id, or the beginning of one.", show_default=False)
]
PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders, web addresses, or - .", show_default=False),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="Which column of a table holds what: text=body, published=date ...; may be repeated.",
        metavar="NAME=COLUMN",
    ),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses of this machine and its network, too.")
]
OutputOption = Annotated[str, typer.Option("--output", "-o", help="A file, or - for stdout.", metavar="PATH")]


@contextmanager
def existing(where: str) -> Iterator["Ledger"]:
    """The ledger at an address, which has to be there."""
    from ascribe.ledger import Ledger

    with Ledger.open(where, create=False) as opened:
        yield opened


def pipeline_with(packs: Sequence[Path] | None) -> "Pipeline":
    """The pipeline with the packs of the settings and these."""
    from ascribe.pipeline import Pipeline

    named = settings.value_of(settings.PACKS, os.environ)
    extra = [Path(name) for name in named.split(os.pathsep) if name]
    threads = settings.value_of(settings.THREADS, os.environ)
    if not threads.isdecimal() or int(threads) < 1:
        raise AscribeError(
            f"{settings.THREADS.variable}: {threads!r} is not a number of cores: give 1 or more"
        )
    return Pipeline((*extra, *(packs or ())), int(threads))


def read_options(columns: Sequence[str] | None, *, allow_private: bool) -> "Options":
    """How reading is done, captured now."""
    from datetime import UTC, datetime

    from ascribe.read import Options

    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Options(captured=now, columns=_columns(columns or ()), allow_private=allow_private)


def _columns(pairs: Sequence[str]) -> Mapping[str, str]:
    found = {}
    for pair in pairs:
        name, sign, column = (part.strip() for part in pair.partition("="))
        if not (name and sign and column):
            raise typer.BadParameter(f"--column: {pair!r} is not NAME=COLUMN, like text=body")
        found[name] = column
    return found
