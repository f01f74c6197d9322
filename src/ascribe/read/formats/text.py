"""Plain text as pasted from a web page: bytes come in, a `Page` goes out.

The canonical text is the decoded text with line breaks made LF and a byte order mark left out; nothing else
changes.
"""

import codecs
import re

from ascribe.errors import InputError
from ascribe.model import Capture
from ascribe.read.page import Page

#: The longest text, in bytes: a book of 1,500 pages; the longest paragraph, in characters; the most lines.
MAX_BYTES = 8 * 1024 * 1024
MAX_LINE = 200_000
MAX_LINES = 50_000

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def page(capture: Capture) -> Page:
    """The text of a capture; raises InputError where there is none to read."""
    return Page(canonical(capture.source, capture.data))


def canonical(source: str, data: bytes) -> str:
    """The text that bytes hold, line breaks made LF; raises InputError where there is none to read."""
    if len(data) > MAX_BYTES:
        raise InputError(
            source, f"has {len(data):,} bytes, more than the {MAX_BYTES:,} of a report: split it"
        )
    if not data:
        raise InputError(source, "is empty: nothing to read")
    text = _decoded(source, data).replace("\r\n", "\n").replace("\r", "\n")
    check(source, text)
    return text


def _decoded(source: str, data: bytes) -> str:
    encoding, body = next(
        ((name, data[len(bom) :]) for bom, name in _BOMS if data.startswith(bom)), ("utf-8", data)
    )
    if encoding == "utf-8" and (nul := data.find(b"\0")) >= 0:
        what = f"byte 0x00 at offset {nul}"
        raise InputError(source, f"is binary, or in UTF-16 without a mark ({what}): save it as UTF-8 text")
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + len(data) - len(body)
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        wrong = "ends in the middle of a character" if at >= len(data) - 1 else f"byte 0x{data[at]:02x}"
        raise InputError(source, f"is not {name}: {wrong} at offset {at}: save it as UTF-8") from error


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
