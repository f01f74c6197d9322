"""Files, folders and standard input to `Report`s: decoded, cut into sections, dated by what they say.

Bytes come in, `Report`s go out; what cannot be read comes out as the `InputError` that says why, so that one
bad file never stops a batch. What a report says is left to `extract`.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ascribe.errors import InputError
from ascribe.model import Report
from ascribe.read.language import READ, language, language_name
from ascribe.read.published import published
from ascribe.read.sections import sections
from ascribe.read.text import MAX_BYTES, canonical, read_text

__all__ = [
    "READ",
    "Source",
    "canonical",
    "find_sources",
    "language",
    "language_name",
    "published",
    "read_paths",
    "read_text",
    "sections",
]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its name in messages and in the ledger, and the file (None is standard input)."""

    name: str
    path: Path | None

    def read(self) -> bytes:
        """The bytes; raises InputError where there are none to have, and before reading what is too long."""
        if self.path is None:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        try:
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                raise InputError(
                    self.name, f"has {size:,} bytes, more than the {MAX_BYTES:,} of a report: split it"
                )
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError as error:
            raise InputError(self.name, "no such file") from error
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(self.name, f"cannot be read: {reason}") from error


def find_sources(paths: Iterable[str]) -> list[Source | InputError]:
    """What the arguments name, in their order: files, `*.txt` of folders (sorted, with sub-folders), `-`."""
    found: list[Source | InputError] = []
    for name in paths:
        found.extend(_sources(name))
    return found


def read_paths(paths: Iterable[str], captured: str | None = None) -> Iterator[Report | InputError]:
    """Each report, or the error that says why there is none; see `find_sources` for what a path may be."""
    for source in find_sources(paths):
        if isinstance(source, InputError):
            yield source
            continue
        try:
            yield read_text(source.name, source.read(), captured)
        except InputError as error:
            yield error


def _sources(name: str) -> list[Source | InputError]:
    if name == STDIN:
        return [Source("standard input", None)]
    if "://" in name[:12]:
        return [
            InputError(name, "addresses are not fetched yet: save the text of the page as .txt and read that")
        ]
    path = Path(name)
    try:
        if not path.is_dir():
            return [Source(name, path)]
        files = sorted(p for p in path.rglob("*.txt") if p.is_file())
    except (OSError, ValueError) as error:
        return [InputError(name.replace("\0", "\\0"), f"cannot be read: {error}")]
    if not files:
        return [InputError(name, "a folder without any .txt file in it")]
    return [Source(str(p), p) for p in files]
