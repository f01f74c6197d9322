"""What the arguments name: files, folders, standard input and addresses, as `Source`s that can be opened."""

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ascribe.errors import InputError, LeftOutError, printable
from ascribe.read.addresses import shown
from ascribe.read.media import files_read
from ascribe.read.opened import Opened
from ascribe.read.options import MIB, Options
from ascribe.read.saved import is_of_page

STDIN = "-"
_OF_PAGE = "belongs to the saved page beside it: name the folder to read what is in it"

#: What is an address and no path; whether it may be fetched is told when it is.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://|(?:about|blob|data|javascript|mailto):", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its name in messages and in the ledger, and its file or its address on the web; with
    neither it is standard input."""

    name: str
    path: Path | None = None
    address: str | None = None

    @contextmanager
    def open(self, options: Options) -> Iterator[Opened]:
        """The file, open; raises InputError where there is none to have."""
        if self.address is not None:
            from ascribe.read.fetch import fetch  # Needs httpx: a tenth of a second.

            with fetch(self.address, options) as opened_page:
                yield opened_page
            return
        if self.path is None:
            with _spooled(sys.stdin.buffer, self.name, options.limits.unpacked) as file:
                yield Opened(self.name, "", file, captured=options.captured)
            return
        try:
            _check_regular(self.name, self.path)
            opened = self.path.open("rb")
        except FileNotFoundError as error:
            what = "is a link to a file that is not there" if self.path.is_symlink() else "no such file"
            raise InputError(self.name, what) from error
        except (OSError, ValueError) as error:
            raise InputError(
                self.name, f"cannot be read: {getattr(error, 'strerror', None) or error}"
            ) from error
        with opened as file:
            yield Opened(self.name, printable(str(self.path.absolute())), file, captured=options.captured)


def find_sources(paths: Iterable[str]) -> list[Source | InputError]:
    """What the arguments name, in their order: files, what can be read in folders (sorted), `-`, addresses."""
    found: list[Source | InputError] = []
    for name in paths:
        found.extend(_sources(name))
    return found


@contextmanager
def _spooled(stream: BinaryIO, name: str, most: int) -> Iterator[BinaryIO]:
    """A stream as a file that can seek: in memory while it is small, on disk from 64 MiB on."""
    with tempfile.SpooledTemporaryFile(max_size=64 * MIB) as file:
        size = 0
        while block := stream.read(MIB):
            size += len(block)
            if size > most:
                raise InputError(name, f"has more than {most:,} bytes: save it as files and read those")
            file.write(block)
        file.seek(0)
        yield cast(BinaryIO, file)


def _sources(name: str) -> list[Source | InputError]:
    if name == STDIN:
        return [Source("standard input")]
    if _ADDRESS.match(name):
        return [Source(shown(name), address=name)]
    if not name:
        return [InputError("''", "no name: of a file, a folder or an address")]
    path = Path(name)
    try:
        if not path.is_dir():
            return [Source(printable(name), path)]
    except (OSError, ValueError) as error:
        return [InputError(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")]
    found = _in_folder(path)
    return found or [InputError(name, "a folder without any file that can be read")]


def _in_folder(folder: Path) -> list[Source | InputError]:
    """What is in a folder and in the folders in it, sorted; links to folders are never followed."""
    endings, found = files_read(), dict[Path, Source | InputError]()

    def refuse(error: OSError) -> None:
        path = Path(error.filename)
        found[path] = InputError(str(path), f"cannot be read: {error.strerror}")

    for name, folders, files in os.walk(folder, onerror=refuse):
        place = Path(name)
        beside = frozenset(files)
        for inner in [inner for inner in folders if is_of_page(inner, beside)]:
            folders.remove(inner)
            found[place / inner] = LeftOutError(str(place / inner), _OF_PAGE)
        for path in (place / inner for inner in folders if (place / inner).is_symlink()):
            found[path] = LeftOutError(
                str(path), "is a link to a folder, which is not followed: name the folder"
            )
        for path in (place / file for file in files):
            if path.suffix.lower() in endings:
                found[path] = Source(printable(str(path)), path)
    return [found[path] for path in sorted(found)]


def _check_regular(name: str, path: Path) -> None:
    """Raise InputError for what is no file: a pipe waits for ever, a device has no end."""
    mode = path.stat().st_mode
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise InputError(name, "is a folder now, and was none before: read it again")
    raise InputError(
        name, "is a pipe, a socket or a device, no file: give what it holds as standard input (-)"
    )
