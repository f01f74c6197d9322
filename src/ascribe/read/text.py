"""Plain text as pasted from a web page: bytes come in, a `Report` with its sections goes out.

The canonical text is the decoded text with line breaks made LF and a byte order mark left out; nothing else
changes.
"""

import codecs
import hashlib
import re
from collections.abc import Sequence

from ascribe.errors import InputError
from ascribe.model import Report, Section, SectionKind
from ascribe.read.chrome import chrome
from ascribe.read.dateline import agency_name
from ascribe.read.language import language
from ascribe.read.published import published
from ascribe.read.sections import sections

#: The longest report, in bytes: a book of 1,500 pages; the longest paragraph, in characters; the most lines.
MAX_BYTES = 8 * 1024 * 1024
MAX_LINE = 200_000
MAX_LINES = 50_000

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP file (or an Office document)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
    b"SQLite format 3": "a SQLite database",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"{\\rtf": "an RTF document",
}
_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s*(?:©\s*)?(?:(?:19|20)\d\d[\s,–-]*)*(?P<owner>[^\W\d_][^.,;|\n]{1,60}?)"
    r"\s*(?:[.,;|]|all rights|$)",
    re.I,
)
_TRANSLATED = re.compile(r"\btranslat\w+\b.{0,40}?\b(?P<language>[A-Z][a-z]+)\b")


def read_text(source: str, data: bytes, captured: str | None = None) -> Report:
    """The report that bytes hold; `source` is its path or name, `captured` is ISO 8601 or None.

    Raises InputError for what is no text, is empty or is too long, with what to do about it.
    """
    text = canonical(source, data)
    digest = hashlib.sha256(data).hexdigest()
    parts = sections(text)
    return Report(
        id=Report.identity(digest),
        source=source,
        sha256=digest,
        text=text,
        title=_title(text, parts),
        publisher=_publisher(text, parts),
        published=published(text, parts),
        language=language(text),
        translated_from=_translated_from(text, parts),
        captured=captured,
        sections=parts,
    )


def canonical(source: str, data: bytes) -> str:
    """The text that bytes hold, line breaks made LF; raises InputError where there is none to read."""
    if len(data) > MAX_BYTES:
        raise InputError(
            source, f"has {len(data):,} bytes, more than the {MAX_BYTES:,} of a report: split it"
        )
    if not data:
        raise InputError(source, "is empty: nothing to read")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(source, f"is {what}, not plain text: save its text as .txt (UTF-8)")
    if _HTML.match(data):
        raise InputError(source, "is HTML, which is not read yet: save the text of the page as .txt (UTF-8)")
    text = _decoded(source, data).replace("\r\n", "\n").replace("\r", "\n")
    _check(source, text)
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


def _check(source: str, text: str) -> None:
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


def _title(text: str, parts: Sequence[Section]) -> str | None:
    first = next((part for part in parts if part.kind is SectionKind.HEADLINE), None)
    body = next((part for part in parts if part.kind is SectionKind.BODY), None)
    if first is None or (body is not None and body.start < first.start):
        return None
    return " ".join(text[first.start : first.end].split())


def _publisher(text: str, parts: Sequence[Section]) -> str | None:
    """The owner of the copyright, else who signs the dateline or the byline."""
    for part in parts:
        if part.kind is SectionKind.BOILERPLATE:
            match = _COPYRIGHT.match(text[part.start : part.end])
            if match and match["owner"].lower() != "all rights reserved":
                return agency_name(match["owner"].strip())
    signed = (SectionKind.DATELINE, SectionKind.BODY)
    return next((part.origin for part in parts if part.kind in signed and part.origin), None)


def _translated_from(text: str, parts: Sequence[Section]) -> str | None:
    codes = {name: code for code, name in chrome().languages.items()}
    for part in parts:
        if part.kind is SectionKind.NOTE:
            for match in _TRANSLATED.finditer(text, part.start, part.end):
                if match["language"] in codes:
                    return codes[match["language"]]
    return None
