"""PDF: bytes come in, a `Page` goes out: paragraphs, made of the lines of each page by where they stand.

Nothing is done to characters but at line ends: the line breaks inside a paragraph become spaces, and a hyphen
that breaks a word there goes with its line break, unless the text writes the word with it elsewhere. On pages
in Arabic or Hebrew letters the order of reading is made anew and letter forms become letters, which the fact
ORDER says. Lines that come back at the top or bottom of pages, and page numbers, are marked as boilerplate and
stand behind the paragraph that the page break cuts. The PDF is taken apart in a process of its own, which is
ended when it takes too long.
"""

import json
import os
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ascribe.errors import InputError
from ascribe.model import Capture, Fact, FactName, SectionKind
from ascribe.read.formats import pdf_work
from ascribe.read.page import Mark, Page

#: A PDF that is not taken apart after so many seconds never will be.
SECONDS = 120.0
#: Lines at the top and at the bottom of a page that may be the page's own.
_EDGE = 2
#: "- Page 12 of 240 -"
_LONGEST_NUMBER, _LONGEST_HEADER = 40, 150
#: Beyond so many points nothing stands on a page.
_FAR = 100_000.0
#: A headline is set larger than the text by this, and has at most so many characters.
_LARGER, _HEADLINE = 1.25, 300
#: A headline is among so many first paragraphs.
_FIRST = 6

_RUN = "import runpy, sys; runpy.run_path(sys.argv[1], run_name='__main__')"
_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|صفحة)?\W*(?:\d{1,4}|[ivxl]{1,6})(?:\W*(?:of|/|von|de|من)\W*\d{1,4})?\W*", re.I
)
_BULLET = re.compile(r"(?:[•▪●◦‣·–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_ENDS = re.compile(r"[.!?؟:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: where it begins and ends, its first and last baseline, its size; in points."""

    text: str
    left: float
    right: float
    first: float
    size: float
    last: float


def page(capture: Capture) -> Page:
    """The paragraphs of a PDF and what it states of itself; raises InputError where it has none to read."""
    found = taken_apart(capture.data)
    if "error" in found:
        raise InputError(capture.source, str(found["error"]))
    text, marks = _laid_out([_lines(lines) for lines in found["pages"]])
    return Page(text, marks, tuple(_facts(found)))


def _lines(found: Sequence[Sequence[Any]]) -> list[Line]:
    """Lines as values; a PDF can put its letters anywhere and make them of any size."""
    placed = ((str(words).strip(), [_bounded(value) for value in place]) for words, *place in found)
    return [
        Line(words, left, right, first, max(0.1, size), last)
        for words, (left, right, first, size, last) in placed
        if words
    ]


def _bounded(value: float) -> float:
    return min(max(float(value), -_FAR), _FAR) if value == value else 0.0


def taken_apart(data: bytes, seconds: float = SECONDS) -> dict[str, Any]:
    """What `pdf_work` finds, run in a process of its own; an error as {"error": ...}."""
    command = [sys.executable, "-P", "-c", _RUN, str(pdf_work.__file__)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
        found = json.loads(done.stdout)
        return found if isinstance(found, dict) else {"error": "is a damaged PDF: print it to a new PDF"}
    except subprocess.TimeoutExpired:
        return {"error": f"takes more than {seconds:,.0f} seconds to read: print it to a new PDF"}
    except ValueError:
        return {"error": "stops the reader of PDFs: print it to a new PDF"}
    except OSError:
        # No process can be started here.
        return pdf_work.answer(data)


def _facts(found: dict[str, Any]) -> Iterator[Fact]:
    """Title and author; when a PDF was made is not when its text was published."""
    for key, name in (("title", FactName.TITLE), ("author", FactName.AUTHOR)):
        value = " ".join("".join(c for c in str(found.get(key, "")) if c.isprintable()).split())
        if value and not value.lower().startswith(("microsoft word -", "untitled")):
            yield Fact(name, value, f"{key} of the PDF")
    if found["ordered"]:
        pages = ", ".join(str(number + 1) for number in found["ordered"][:20])
        yield Fact(FactName.ORDER, "reconstructed", f"PDF page {pages}: letters put in the order of reading")
    if found["broken"]:
        yield Fact(FactName.ORDER, f"{found['broken']} pages damaged", "PDF pages that could not be read")


def _laid_out(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Mark, ...]]:
    """The text, a paragraph a line with an empty line between, and the marks."""
    furniture = _furniture(pages)
    blocks: list[tuple[str, SectionKind | None]] = []
    waiting: list[str] = []
    held: list[Line] = []
    title = _title_size(pages)
    leading = _leading(pages)
    hyphenated = _hyphenated(pages)

    def close(number: int) -> None:
        if held:
            blocks.append((_joined(held, hyphenated), _kind(held, title, number, blocks)))
            held.clear()
        blocks.extend((line, SectionKind.BOILERPLATE) for line in waiting)
        waiting.clear()

    for number, lines in enumerate(pages):
        margins = _margins(lines)
        for index, line in enumerate(lines):
            if (number, index) in furniture:
                waiting.append(line.text)
                continue
            if held and _breaks(held, line, _margin(margins, held[-1]), leading):
                close(number)
            held.append(line)
    close(len(pages))
    return _with_marks(blocks)


def _margins(lines: Sequence[Line]) -> dict[int, float]:
    """Where lines that begin at a place, in points, end at most."""
    margins: dict[int, float] = {}
    for line in lines:
        margins[round(line.left)] = max(line.right, margins.get(round(line.left), line.right))
    return margins


def _margin(margins: dict[int, float], line: Line) -> float:
    """Where the lines of a line's column end; a column's lines begin within a few letters of each other."""
    near, left = min(60, round(3 * line.size)), round(line.left)
    return max([line.right, *(margins[at] for at in range(left - near, left + near + 1) if at in margins)])


def _with_marks(blocks: Sequence[tuple[str, SectionKind | None]]) -> tuple[str, tuple[Mark, ...]]:
    marks, at = [], 0
    for text, kind in blocks:
        if kind is not None:
            marks.append(Mark(at, at + len(text), kind))
        at += len(text) + 2
    return "\n\n".join(text for text, _ in blocks), tuple(marks)


def _furniture(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Page and index of the lines that belong to the page: numbers, and what comes back on other pages."""
    edges: dict[tuple[int, int], str] = {}
    for number, lines in enumerate(pages):
        order = sorted(range(len(lines)), key=lambda index: -lines[index].first)
        for index in {*order[:_EDGE], *order[-_EDGE:]}:
            edges[number, index] = lines[index].text.casefold()
    # "Monthly review 12", "12 Monthly review": the same on every page but for the number.
    same = {at: re.sub(r"^\d{1,4}\b|\b\d{1,4}$", "#", text) for at, text in edges.items()}
    seen = Counter(text for _, text in {(number, text) for (number, _), text in same.items()})
    often = max(2, min(5, round(len(pages) * 0.3)))
    comes_back = {at for at, text in same.items() if seen[text] >= often and len(text) <= _LONGEST_HEADER}
    return comes_back | {
        at for at, text in edges.items() if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text)
    }


def _breaks(held: Sequence[Line], line: Line, margin: float, leading: float) -> bool:
    """Whether a paragraph ends before a line; `margin` is where the lines of its column end."""
    above, size = held[-1], held[-1].size
    gap = above.last - line.first
    if max(size, line.size) > 1.15 * min(size, line.size) or _BULLET.match(line.text):
        return not _goes_on(above.text, line.text) or gap > 0
    if gap <= 0 or gap > 6 * size:  # another column or page
        return not _goes_on(above.text, line.text)
    if gap > 1.35 * leading * size:
        return True
    right_to_left = any(map(pdf_work.is_rtl, line.text))
    indent = 0.0 if right_to_left else line.left - above.left
    if abs(indent) > 30 * size:
        return True
    if indent > 0.7 * size and not (len(held) == 1 and _BULLET.match(above.text)):
        return True
    if indent < -0.7 * size and len(held) > 1:
        return True
    first_word = len(line.text.split()[0]) + 1
    width = (line.right - line.left) / max(1, len(line.text))
    room = above.left - min(above.left, line.left) if right_to_left else margin - above.right
    return room > first_word * width + size and bool(_ENDS.search(above.text) or line.text[0].isupper())


def _goes_on(above: str, line: str) -> bool:
    """Whether a sentence goes on across the end of a column or a page."""
    return not _ENDS.search(above) and (line[0].islower() or above.endswith((",", "-")))


def _joined(lines: Sequence[Line], hyphenated: frozenset[str]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if re.search(r"\w-$", text) and line.text[0].islower() else " " + line.text
    if pdf_work.HYPHEN not in text:
        return text
    return re.sub(
        rf"(\w{{1,40}}){pdf_work.HYPHEN}(\w{{1,40}})",
        lambda m: f"{m[1]}-{m[2]}" if f"{m[1]}-{m[2]}".casefold() in hyphenated else m[1] + m[2],
        text,
    ).replace(pdf_work.HYPHEN, "-")


def _hyphenated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Words that the text writes with a hyphen inside a line."""
    return frozenset(
        word.casefold()
        for lines in pages
        for line in lines
        for word in re.findall(r"\b\w{1,40}-\w{1,40}", line.text)
    )


def _kind(lines: Sequence[Line], title: float, number: int, blocks: Sequence[object]) -> SectionKind | None:
    """A headline: the largest lines of the first page, near its beginning."""
    large = min(line.size for line in lines) >= title
    short = sum(len(line.text) for line in lines) <= _HEADLINE
    return SectionKind.HEADLINE if large and short and number == 0 and len(blocks) < _FIRST else None


def _title_size(pages: Sequence[Sequence[Line]]) -> float:
    """What a headline is set in at least: the largest size of the first page, larger than the text at any rate."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
    body = max(sizes, key=lambda size: sizes[size], default=10.0)
    first = [line.size for line in pages[0] if len(line.text) > 3] if pages else []
    return max(_LARGER * body, 0.95 * max(first, default=body))


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance of two baselines, in sizes of the type."""
    gaps = [
        (above.last - line.first) / above.size
        for lines in pages
        for above, line in pairwise(lines)
        if above.size > 0 and 0.5 * above.size < above.last - line.first < 2.5 * above.size
    ]
    return statistics.median(gaps) if gaps else 1.2
