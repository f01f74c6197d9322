"""Plain text as pasted from a web page: bytes come in, a `Page` goes out.

The canonical text is the decoded text with line breaks made LF and a byte order mark left out; nothing else
changes.
"""

import re

from ascribe.errors import InputError
from ascribe.model import Capture, FactName
from ascribe.read.encoding import decode
from ascribe.read.page import Page

#: The longest text, in bytes: a book of 1,500 pages; the longest paragraph, in characters; the most lines.
MAX_BYTES = 8 * 1024 * 1024
MAX_LINE = 200_000
MAX_LINES = 50_000

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def page(capture: Capture) -> Page:
    """The text of a capture; raises InputError where there is none to read."""
    stated = next((fact.value for fact in capture.facts if fact.name is FactName.CHARSET), None)
    return Page(canonical(capture.source, capture.data, stated))


def canonical(source: str, data: bytes, stated: str | None = None) -> str:
    """The text that bytes hold, line breaks made LF; raises InputError where there is none to read.

    `stated` is the charset that the network or the container states; see `decode`.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            source, f"has {len(data):,} bytes, more than the {MAX_BYTES:,} of a report: split it"
        )
    if not data:
        raise InputError(source, "is empty: nothing to read")
    text = decode(source, data, stated).replace("\r\n", "\n").replace("\r", "\n")
    check(source, text)
    return text


def check(source: str, text: str) -> None:
    """Raise InputError for a text that is empty, binary or too long to be a report."""
    if not text.strip():
        raise InputError(source, "is empty: it holds white space only")
    if control := _CONTROL.search(text):
        what = f"U+{ord(control.group()):04X} at character {control.start()}"
        raise InputError(source, f"is binary ({what}): save it as UTF-8 text")
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        raise InputError(source, f"has {len(lines):,} lines, more than {MAX_LINES:,}: split it")
    longest = max(map(len, lines))
    if longest > MAX_LINE:
        raise InputError(
            source,
            f"has a line of {longest:,} characters, more than the {MAX_LINE:,} of any paragraph: break it up",
        )
