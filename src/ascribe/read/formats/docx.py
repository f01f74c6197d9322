"""Word documents (.docx, .docm): bytes come in, a `Page` goes out; macros, links and pictures are left alone.

The text is that of the body in its order, a paragraph a line, a table's row a line with its cells apart by
tabs; footnotes and endnotes stand at the end. Text that is marked as deleted is left out, as Word shows it
when the changes are taken.
"""

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from ascribe.errors import InputError
from ascribe.model import Capture, Fact, FactName, SectionKind
from ascribe.read.media import DOCX
from ascribe.read.options import MIB, Limits
from ascribe.read.packed import DAMAGED
from ascribe.read.page import Mark, Page

#: The most that the parts of a document may unpack to, and how many there may be.
UNPACKED, MEMBERS = 256 * MIB, 20_000
#: The most XML of the text itself, in bytes: a document of a thousand pages has a tenth of it.
BODY = 64 * MIB
_RATIO = Limits().ratio
#: Parts of the package that a reader needs; the rest (pictures, fonts, macros) is not even unpacked.
_XML = (".xml", ".rels")
_TITLES = frozenset({"title", "heading 1", "titel", "titre", "título", "titolo", "başlık 1"})
_BREAKS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\xad",
}
_FAULTS = (
    *(OpcError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, RuntimeError, AssertionError),
    *(zipfile.BadZipFile, struct.error, *DAMAGED),
)


@dataclass
class _Text:
    """The lines of a document as they come, and which are headings."""

    lines: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    at: int = 0

    def add(self, line: str, kind: SectionKind | None = None) -> None:
        line = line.strip("\n")
        start = self.at + len(line) - len(line.lstrip())
        if kind is not None and line.strip() and "\n" not in line:
            self.marks.append(Mark(start, self.at + len(line.rstrip()), kind))
        self.lines.append(line)
        self.at += len(line) + 1


def page(capture: Capture) -> Page:
    """The text of a document, and what its properties state of it."""
    try:
        document = Document(_without_extras(capture))
        text = _Text()
        styles = _title_styles(document)
        for line, kind in _lines(document.element.body, styles):
            text.add(line, kind)
        for line in _notes(document):
            text.add(line)
        return Page("\n".join(text.lines), tuple(text.marks), tuple(_facts(document)))
    except InputError:
        raise
    except (MemoryError, RecursionError) as error:
        raise InputError(
            capture.source, "is a Word document too deep or large to read: save it as .txt"
        ) from error
    except _FAULTS as error:
        raise InputError(
            capture.source, f"is a damaged Word document ({_short(error)}): save it again"
        ) from error


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _without_extras(capture: Capture) -> io.BytesIO:
    """The package again with its XML alone, within limits and without entities; what it leaves out stays empty."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(capture.data)) as package, zipfile.ZipFile(out, "w") as plain:
        infos = package.infolist()
        if len(infos) > MEMBERS or sum(info.file_size for info in infos) > UNPACKED:
            raise InputError(capture.source, "unpacks to more than any document, as zip bombs do: not read")
        for info in infos:
            if info.flag_bits & 0x1:
                raise InputError(capture.source, "has a password: save it without one")
            data = b""
            if info.filename.lower().endswith(_XML):
                if info.file_size > min(BODY, MIB + _RATIO * info.compress_size):
                    raise InputError(
                        capture.source, "unpacks to more than any document, as zip bombs do: not read"
                    )
                data = package.read(info)
                if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                    raise InputError(
                        capture.source, "declares entities, which no Word document does: not read"
                    )
                data = data.replace(
                    b"application/vnd.ms-word.document.macroEnabled.main+xml", f"{DOCX}.main+xml".encode()
                )
            plain.writestr(info.filename, data)
    out.seek(0)
    return out


def _title_styles(document: Any) -> frozenset[str]:
    """The ids of the styles of titles; a style's name may be in the language of the program."""
    found = {style.style_id for style in document.styles if (style.name or "").casefold() in _TITLES}
    return frozenset(found | {"Title", "Heading1"})


def _lines(container: Any, styles: frozenset[str]) -> Iterator[tuple[str, SectionKind | None]]:
    """Paragraphs and rows in order, also those in content controls."""
    for element in container.iterchildren():
        if element.tag == qn("w:p"):
            yield _paragraph(element), _kind(element, styles)
        elif element.tag == qn("w:tbl"):
            for row in element.iter(qn("w:tr")):
                cells = [
                    " ".join(map(_paragraph, cell.iter(qn("w:p")))) for cell in row.iterchildren(qn("w:tc"))
                ]
                yield "\t".join(cells), None
        elif element.tag in (
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _lines(element, styles)


def _kind(paragraph: Any, styles: frozenset[str]) -> SectionKind | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return SectionKind.HEADLINE if style is not None and style.get(qn("w:val")) in styles else None


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph: runs, links, fields' results and text boxes; nothing that is deleted."""
    parts = []
    for element in paragraph.iter(qn("w:t"), *_BREAKS):
        if any(parent.tag in (qn("w:del"), qn("w:tabs")) for parent in element.iterancestors()):
            continue
        if _is_fallback(element):
            continue
        parts.append(element.text or "" if element.tag == qn("w:t") else _BREAKS[element.tag])
    return "".join(parts).replace("\r", "\n")


def _is_fallback(element: Any) -> bool:
    """Whether a text stands there once more for programs that cannot draw its box."""
    return any(
        parent.tag.endswith("}Fallback") for parent in element.iterancestors() if isinstance(parent.tag, str)
    )


def _notes(document: Any) -> Iterator[str]:
    """Footnotes and endnotes, one a line."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        for note in parse_xml(relation.target_part.blob).iterchildren():
            if note.get(qn("w:type")) in (None, "normal"):
                yield " ".join(words for p in note.iter(qn("w:p")) if (words := _paragraph(p).strip()))


def _facts(document: Any) -> Iterator[Fact]:
    """Title, author and moment of the last change; when a file was made is not when its text was published."""
    properties = document.core_properties
    for value, name, where in (
        (properties.title, FactName.TITLE, "title of the Word document"),
        (properties.author, FactName.AUTHOR, "author of the Word document"),
        (
            properties.modified and properties.modified.isoformat(),
            FactName.UPDATED,
            "last change of the Word document",
        ),
        (properties.language, FactName.LANGUAGE, "language of the Word document"),
    ):
        if value and value.strip() and value not in ("python-docx", "Word Document"):
            yield Fact(name, value, where)
