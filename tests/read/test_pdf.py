"""PDFs give paragraphs in the order of reading; page furniture is marked, and nothing hangs or crashes."""

import sys
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, FactName, SectionKind
from ascribe.read.formats import pdf, pdf_work
from ascribe.read.page import Page
from ascribe.read.report import read_bytes

Placed = tuple[float, float, float, str]  # left, baseline, size, words


def written(*pages: list[Placed], info: str = "", arabic: str = "", extra: str = "") -> bytes:
    """A PDF of placed lines; `arabic` are characters that the codes 1, 2, 3 ... of a second font stand for."""
    objects: dict[int, bytes] = {}
    kids = []
    for number, lines in enumerate(pages):
        content = "BT\n"
        for left, base, size, words in lines:
            escaped = words.replace("(", "\\(").replace(")", "\\)")
            shown = f"/F2 {size} Tf 1 0 0 1 {left} {base} Tm <{words}> Tj" if arabic else (
                f"/F1 {size} Tf 1 0 0 1 {left} {base} Tm ({escaped}) Tj"
            )  # fmt: skip
            content += shown + "\n"
        content += "ET"
        stream = content.encode("latin-1", "replace")
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {11 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * number] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
        kids.append(f"{10 + 2 * number} 0 R")
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects[3] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    widths = " ".join(["500"] * len(arabic))
    objects[4] = (
        f"<< /Type /Font /Subtype /TrueType /BaseFont /Naskh /FirstChar 1 /LastChar {max(1, len(arabic))}"
        f" /Widths [{widths}] /ToUnicode 5 0 R >>"
    ).encode()
    codes = "\n".join(f"<{n:02x}> <{ord(c):04x}>" for n, c in enumerate(arabic, 1))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange {len(arabic)} beginbfchar\n{codes}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
    objects[5] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)
    objects[6] = f"<< {info} >>".encode()
    out = b"%PDF-1.4\n"
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in offsets.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    trailer = f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R /Info 6 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n"
    return out + trailer.encode()


def read(data: bytes) -> Page:
    return pdf.page(Capture("story.pdf", data, "application/pdf", "story.pdf"))


STORY = [
    (72, 780, 18, "Guards killed in Port Emmer"),
    (72, 740, 10, "Two guards were killed on Tuesday when a drone hit a fuel depot in the har-"),
    (72, 728, 10, "bour of Port Emmer, the police said. A spokesman for the well-known brigade"),
    (72, 716, 10, "denied it."),
    (72, 704, 10, "A second paragraph begins here, since the word would have fitted above it."),
    (82, 692, 10, "An indented line begins a third paragraph, which is long enough to be broken"),
    (72, 680, 10, "at the end of its line."),
]


def test_lines_become_paragraphs() -> None:
    page = read(written(STORY))
    assert page.text.split("\n\n") == [
        "Guards killed in Port Emmer",
        "Two guards were killed on Tuesday when a drone hit a fuel depot in the harbour of Port Emmer, the police"
        " said. A spokesman for the well-known brigade denied it.",
        "A second paragraph begins here, since the word would have fitted above it.",
        "An indented line begins a third paragraph, which is long enough to be broken at the end of its line.",
    ]
    [mark] = page.marks
    assert (page.text[mark.start : mark.end], mark.kind) == (
        "Guards killed in Port Emmer",
        SectionKind.HEADLINE,
    )


def test_a_hyphen_that_the_text_writes_elsewhere_stays() -> None:
    lines = [
        (72, 740, 10, "The well-known brigade denied it, and nobody who knows the brigade as a well-"),
        (72, 728, 10, "known one believed that."),
    ]
    assert read(written(lines)).text == (
        "The well-known brigade denied it, and nobody who knows the brigade as a well-known one believed that."
    )


def test_columns_are_read_one_after_the_other() -> None:
    left = [(72, 740 - 12 * n, 10, f"left column line {n} of this") for n in range(5)]
    right = [(320, 740 - 12 * n, 10, f"right column line {n} of this") for n in range(5)]
    text = read(written([*left, *right])).text
    assert text.index("left column line 4") < text.index("right column line 0")


WORDS = ("The first", "Then another", "After that a", "At last the")


def _pages() -> list[list[Placed]]:
    return [
        [
            (72, 810, 8, "Tamar News monthly review"),
            (72, 700, 10, f"{words} page has a sentence of its own that runs over its end and goes on and"),
            (
                72,
                688,
                10,
                f"on, so that it is cut in the middle of what {words.lower()} says of the guards and",
            ),
            (280, 30, 8, f"{n} of 4"),
        ]
        for n, words in enumerate(WORDS, 1)
    ]


def test_what_comes_back_on_pages_is_marked_and_cuts_no_paragraph() -> None:
    page = read(written(*_pages()))
    furniture = [page.text[m.start : m.end] for m in page.marks if m.kind is SectionKind.BOILERPLATE]
    assert furniture.count("Tamar News monthly review") == 4
    assert [line for line in furniture if "of 4" in line] == [f"{n} of 4" for n in range(1, 5)]
    report = read_bytes("review.pdf", written(*_pages()))
    body = [report.text[s.start : s.end] for s in report.sections if s.kind is SectionKind.BODY]
    assert all("monthly review" not in part for part in body)


def test_a_sentence_goes_on_across_pages() -> None:
    pages = _pages()
    pages[1][1] = (
        72,
        700,
        10,
        "carried on by the next page in small letters, as sentences that are cut are, and",
    )
    text = read(written(*pages)).text
    assert "says of the guards and carried on by the next page" in text


def test_title_and_author_are_facts_and_the_moment_of_making_is_not() -> None:
    page = read(
        written(STORY, info="/Title (A statement) /Author (Press office) /CreationDate (D:20310304103000Z)")
    )
    assert {fact.name: fact.value for fact in page.facts} == {
        FactName.TITLE: "A statement", FactName.AUTHOR: "Press office",
    }  # fmt: skip


SENTENCE = "قتل حارسان (اثنان) في 15 مارس 2031"


def _arabic(logical: str) -> tuple[bytes, str]:
    """A PDF that draws a sentence as printers do: presentation forms from left to right, numbers as they read."""
    import re

    forms = {
        "ق": "ﻗ",
        "ت": "ﺘ",
        "ل": "ﻞ",
        "ح": "ﺣ",
        "ا": "ﺎ",
        "ر": "ﺭ",
        "س": "ﺳ",
        "ن": "ﻥ",
        "ف": "ﻓ",
        "ي": "ﻲ",
        "م": "ﻣ",
    }
    swapped = logical.translate(str.maketrans("()", ")("))
    visual = re.sub(r"\d+", lambda m: m[0][::-1], swapped)[::-1]
    drawn = [forms.get(c, c) for c in visual]
    known = sorted(set(drawn))
    codes = "".join(f"{known.index(c) + 1:02x}" for c in drawn)
    lines = [(72.0, 740.0, 10.0, codes), (72.0, 720.0, 10.0, codes)]
    return written(lines, arabic="".join(known)), logical


def test_arabic_is_put_in_the_order_of_reading() -> None:
    pytest.importorskip("pdfminer", reason="the pdf extra is not installed")
    data, logical = _arabic(SENTENCE)
    page = read(data)
    assert logical in page.text
    [order] = [fact for fact in page.facts if fact.name is FactName.ORDER]
    assert (order.value, order.where) == ("reconstructed", "PDF page 1: letters put in the order of reading")


def test_arabic_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("pdfminer")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    answer = pdf_work.answer(_arabic(SENTENCE)[0])
    assert "pip install 'ascribe[pdf]'" in answer["error"]


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("mixed Latin only", "mixed Latin only"),
        ("ג ב א", "א ב ג"),
        ("ג 2031 ב", "ב 2031 ג"),
        ("ג Port Emmer ב", "ב Port Emmer ג"),
        ("ג )ב( א", "א (ב) ג"),
        (".ג 3.5 ב", "ב 3.5 ג."),
    ],
)
def test_runs_of_other_letters_keep_their_order(visual: str, logical: str) -> None:
    assert pdf_work.logical(list(visual)) == logical


LOCK = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /O ("
    + "x" * 32
    + ") /U ("
    + "y" * 32
    + ") /P -4 >> /ID [(a) (b)]"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (written(STORY, extra=LOCK), "has a password: save it without one"),
        (written([]), "has no text layer: run OCR first"),
        (b"%PDF-1.7\nnothing", "is a damaged PDF"),
        (written(STORY)[:200], "is a damaged PDF"),
    ],
    ids=["password", "scan", "nothing", "cut"],
)
def test_what_cannot_be_read_is_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(data)


def test_a_pdf_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_RUN", "import time; time.sleep(60)")
    begun = time.monotonic()
    assert "takes more than 1 seconds" in pdf.taken_apart(b"%PDF", 1)["error"]
    assert time.monotonic() - begun < 10


def test_a_pdf_that_crashes_its_reader_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_RUN", "import os; os.abort()")
    assert pdf.taken_apart(b"%PDF")["error"] == "stops the reader of PDFs: print it to a new PDF"


SEED = written(STORY, STORY, info="/Title (x)")


@fuzzing(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=8)), max_size=6), st.integers(0, 5000))
def test_any_damage_is_an_answer(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(SEED)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _answered(bytes(data[: len(data) - cut % 400]))


@fuzzing(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_are_an_answer(data: bytes) -> None:
    _answered(b"%PDF-1.4\n" + data)


def _answered(data: bytes) -> None:
    found: dict[str, Any] = pdf_work.answer(data)
    if "error" not in found:
        pdf._laid_out([pdf._lines(lines) for lines in found["pages"]])


def test_letters_without_size_and_far_away_are_read() -> None:
    placed = [["No size", 1, 2, 3, 0, 3], ["Far away", -9e99, 9e99, float("nan"), 10, float("inf")]]
    assert pdf._laid_out([pdf._lines(placed)])[0] == "No size\n\nFar away"
    assert (
        "Too large"
        in read(written([(72, 740, 0, "x"), (9e8, -9e8, 10, "y"), (72, 700, 1e9, "Too large")])).text
    )


def test_many_pieces_on_a_page_take_no_longer_than_their_number() -> None:
    begun = time.monotonic()
    lines = [pdf.Line("." * 40, n % 500, n % 500 + 5, 800 - n / 40, 10, 800 - n / 40) for n in range(30_000)]
    pdf._laid_out([lines, [pdf.Line("w" * 300_000, 1, 2, 3, 4, 3)]])
    assert time.monotonic() - begun < 15
