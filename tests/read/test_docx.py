"""Word documents give their paragraphs and tables; nothing in them runs, and bombs stay packed."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, FactName, SectionKind
from ascribe.read import Options, report_of
from ascribe.read.media import DOCX
from ascribe.read.opened import Opened
from ascribe.read.unpack import _inside, _Unpacked

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"


def written(build: Callable[[Any], None] | None = None) -> bytes:
    document = Document()
    document.core_properties.title = "Statement"
    document.core_properties.author = "Press office"
    document.core_properties.created = datetime(2031, 3, 1)
    document.core_properties.modified = datetime(2031, 3, 5, 9, 30)
    document.add_heading("Guards killed in Port Emmer", 0)
    document.add_paragraph("Two guards were killed on Tuesday, police said.")
    document.add_heading("Background", 2)
    table = document.add_table(rows=2, cols=2)
    for n, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {n}"
    document.add_paragraph("After the table: حزب‌الله \u200fقال.")
    if build:
        build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(
    data: bytes, name: str, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(old.read(info)) if info.filename == name else old.read(info))
        for extra, body in (more or {}).items():
            new.writestr(extra, body)
    return out.getvalue()


def read(data: bytes, name: str = "statement.docx") -> list[Capture | InputError]:
    opened = Opened(name, f"/desk/{name}", io.BytesIO(data))
    return list(_inside(opened, Options(), _Unpacked(name, len(data), Options())))


def refused(data: bytes) -> str:
    [capture] = read(data)
    assert isinstance(capture, Capture)
    with pytest.raises(InputError) as error:
        report_of(capture)
    return str(error.value)


def test_paragraphs_and_tables_in_their_order() -> None:
    [capture] = read(written(), "anything")
    assert isinstance(capture, Capture)
    assert capture.media_type == DOCX
    report = report_of(capture)
    assert report.text == (
        "Guards killed in Port Emmer\nTwo guards were killed on Tuesday, police said.\nBackground\n"
        "cell 0\tcell 1\ncell 2\tcell 3\nAfter the table: حزب‌الله \u200fقال."
    )
    assert report.sections[0].kind is SectionKind.HEADLINE
    facts = {fact.name: fact.value for fact in report.facts}
    assert facts[FactName.TITLE] == "Statement"
    assert facts[FactName.AUTHOR] == "Press office"
    assert facts[FactName.UPDATED].startswith("2031-03-05T09:30:00")
    assert FactName.PUBLISHED not in facts


def test_deleted_words_are_left_out_and_inserted_ones_are_read() -> None:
    data = changed(written(), DOCUMENT, lambda xml: xml.replace(
        b"<w:r><w:t>Two guards", b'<w:del w:id="1"><w:r><w:delText>Nine</w:delText><w:t>Nine</w:t></w:r></w:del>'
        b'<w:ins w:id="2"><w:r><w:t>Perhaps </w:t></w:r></w:ins><w:r><w:tab/><w:t>two guards'
    ))  # fmt: skip
    [capture] = read(data)
    assert isinstance(capture, Capture)
    assert report_of(capture).text.split("\n")[1].startswith("Perhaps \ttwo guards were killed")


def test_footnotes_stand_at_the_end() -> None:
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        b"<w:footnotes "
        + space
        + b'><w:footnote w:type="separator"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        b"<w:footnote><w:p><w:r><w:t>According to police.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    one = b'<Relationship Id="n1" Type="%s" Target="notes.xml"/>' % kind
    data = changed(
        written(), RELATIONS,
        lambda xml: xml.replace(b"</Relationships>", one + b"</Relationships>"),
        {"word/notes.xml": notes},
    )  # fmt: skip
    [capture] = read(data)
    assert isinstance(capture, Capture)
    assert report_of(capture).text.endswith("\nAccording to police.")


def test_a_document_with_macros_is_read_for_its_text() -> None:
    data = changed(
        written(), "[Content_Types].xml",
        lambda xml: xml.replace(b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                                b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 100},
    )  # fmt: skip
    [capture] = read(data, "statement.docm")
    assert isinstance(capture, Capture)
    assert "Two guards were killed" in report_of(capture).text


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    assert "declares entities" in refused(
        changed(written(), DOCUMENT, lambda xml: xml.replace(b"<w:document", bomb + b"<w:document", 1))
    )


def test_zip_bombs_stay_packed() -> None:
    data = changed(written(), DOCUMENT, lambda xml: xml + b" " * 60_000_000)
    assert "as zip bombs do" in refused(data)


def test_a_password_is_told() -> None:
    from ascribe.read import read_bytes

    with pytest.raises(InputError, match="without a password"):
        read_bytes("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_a_damaged_document_is_one_line() -> None:
    assert "is a damaged Word document" in refused(changed(written(), DOCUMENT, lambda xml: xml[:-200]))
    [line] = read(written()[:-1000])
    assert isinstance(line, InputError)
    assert "is damaged or cut off" in str(line)


SEED = changed(written(), "", lambda data: data)


@fuzzing(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.binary(max_size=8)), max_size=8))
def test_any_damage_is_an_input_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEED)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _read_all(bytes(data))


@fuzzing(max_examples=100, deadline=None)
@given(
    st.sampled_from([DOCUMENT, "word/styles.xml", "[Content_Types].xml", RELATIONS, "docProps/core.xml"]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=8)), min_size=1, max_size=5),
)  # fmt: skip
def test_any_damage_in_its_parts_is_an_input_error(name: str, changes: list[tuple[int, bytes]]) -> None:
    def damage(part: bytes) -> bytes:
        data = bytearray(part)
        for at, new in changes:
            data[at % len(data) : at % len(data) + len(new)] = new
        return bytes(data)

    _read_all(changed(SEED, name, damage))


def _read_all(data: bytes) -> None:
    for item in read(data):
        if isinstance(item, Capture):
            try:
                report_of(item)
            except InputError:
                continue
