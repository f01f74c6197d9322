"""What the tests of hostile input share: reading a file as a desk would, and judging all that comes of it."""

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from ascribe.errors import InputError
from ascribe.model import Report

STORY = "Guards killed in Port Emmer\n\nTwo guards were killed on Tuesday, police in Port Emmer said.\n"
#: What one file may cost, in seconds of processor time.
SECONDS = 10.0
#: Stands in a file beside the hostile ones; nothing that they say may make it appear.
SECRET = "the secret of the desk"

Found = list[Report | InputError]
Read = Callable[..., Found]


def texts(found: Found) -> list[str]:
    """The texts of the reports."""
    return [item.text for item in found if isinstance(item, Report)]


def lines(found: Found) -> list[str]:
    """The lines of what could not be read."""
    return [str(item) for item in found if isinstance(item, InputError)]


def refused(found: Found) -> str:
    """The one line that is all that comes of a file."""
    [line] = found
    assert isinstance(line, InputError)
    return str(line)


def zipped(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """A ZIP file of members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def sparse(path: Path, head: bytes, size: int = 1024**3, tail: bytes = b"") -> Path:
    """A file of a size that takes no room: what it begins and ends with, and zeros."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size - len(tail))
        file.seek(0, io.SEEK_END)
        file.write(tail)
    return path
