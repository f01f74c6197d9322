"""The two streams of a command: data on stdout, talk on stderr; both UTF-8, neither a reason to crash."""

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def prepare() -> None:
    """Make both streams UTF-8; what cannot be written (half a surrogate) is escaped instead of raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(message: str) -> None:
    """One line about something that went wrong."""
    print("ascribe: " + " ".join(message.split()), file=sys.stderr)


def say(message: str) -> None:
    """A line of talk."""
    print(message, file=sys.stderr)


def out() -> "Console":
    """The console of data; 80 columns wide where it is no terminal and COLUMNS is not set."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def talk() -> "Console":
    """The console of everything else."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, emoji=False, markup=False)
