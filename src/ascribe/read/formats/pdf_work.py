"""The lines of a PDF with where they stand, as JSON: what runs in a process of its own.

PDF bytes come in on standard input; `{"pages": [[line, ...], ...], "title": ..., "author": ...}` goes out, or
`{"error": ...}`. A line is [text, left, right, baseline, font size, last baseline] in points. A PDF can make
its reader hang, crash or fill the memory: then only this process ends. It imports nothing of Ascribe, so that
it starts fast.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

#: The most pages, characters of text, and memory in bytes.
PAGES, CHARACTERS, MEMORY = 3_000, 8_000_000, 3 * 1024**3
#: Of the letters of a page so many must be Arabic or Hebrew for its order to be made anew.
RIGHT_TO_LEFT = 0.3
_PASSWORD = 4
#: Stands for the hyphen that breaks a word at the end of a line, which has been taken on to the next one.
HYPHEN = "\ufffe"

Line = list[Any]


class UnreadableError(Exception):
    """Why a PDF has no lines; the message goes to the user."""


def extract(data: bytes) -> dict[str, Any]:
    """The lines of every page and the title and author that the PDF states; raises UnreadableError."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "assword" in str(error):
            raise UnreadableError("has a password: save it without one") from error
        raise UnreadableError("is a damaged PDF: get it again, or print it to a new PDF") from error
    if len(document) > PAGES:
        raise UnreadableError(f"has {len(document):,} pages, more than {PAGES:,}: split it")
    pages: list[list[Line]] = []
    again: list[int] = []
    broken = characters = 0
    for number in range(len(document)):
        try:
            lines = list(_lines(document[number]))
        except pdfium.PdfiumError:
            broken += 1
            lines = []
        characters += sum(len(line[0]) for line in lines)
        if characters > CHARACTERS:
            raise UnreadableError(f"has more than {CHARACTERS:,} characters: split it")
        if _is_right_to_left("".join(line[0] for line in lines)):
            again.append(number)
        pages.append(lines)
    if not characters and broken:
        raise UnreadableError("is a damaged PDF: get it again, or print it to a new PDF")
    if not characters:
        raise UnreadableError("has no text layer: run OCR first (ocrmypdf, for one) and read the result")
    if again:
        for number, lines in zip(again, right_to_left_pages(data, again), strict=True):
            pages[number] = lines
    told = document.get_metadata_dict()
    return {
        "pages": pages, "ordered": again, "broken": broken,
        "title": told.get("Title", ""), "author": told.get("Author", ""),
    }  # fmt: skip


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page in the order of reading; one that ends in a hyphenated word goes on after it."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    held: list[str] = []
    line: Line | None = None
    bullet = False  # whether only marks have come, which may be set in another size than the words
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0x0D, 0x0A):
            if line is not None:
                yield ["".join(held), *line]
            held, line = [], None
            continue
        # 0xFFFE and 2 are how PDFium tells a hyphen that breaks a word at the end of a line.
        broken = code in (0xFFFE, 0x02)
        held.append(HYPHEN if broken else _character(code))
        if code > 0x20 and not broken and not raw.FPDFText_IsGenerated(text, index):
            left, right, baseline = _place(text, index)
            if line is None:
                line = [left, right, baseline, _height(text, index), baseline]
                bullet = not held[-1].isalnum()
            elif bullet and held[-1].isalnum():
                line[3], bullet = _height(text, index), False
            elif held[-2:-1] == [HYPHEN]:
                line[1], line[4] = right, baseline
            line[1] = max(line[1], right)
    if line is not None:
        yield ["".join(held), *line]


def _place(text: Any, index: int) -> tuple[float, float, float]:
    """Left, right and baseline of a character."""
    from ctypes import byref, c_double

    import pypdfium2.raw as raw

    left, right, bottom, top, x, y = (c_double() for _ in range(6))
    raw.FPDFText_GetCharBox(text, index, byref(left), byref(right), byref(bottom), byref(top))
    raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    return left.value, right.value, y.value


def _height(text: Any, index: int) -> float:
    """The size of a character on the page, whatever its matrix makes of its font size."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(text, index)
    if raw.FPDFText_GetMatrix(text, index, matrix):
        return float(size * (matrix.c**2 + matrix.d**2) ** 0.5)
    return float(size)


def _character(code: int) -> str:
    """What stands for a code; nothing for halves of characters and control characters."""
    if code < 0x20 and code != 0x09:
        return ""
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _is_right_to_left(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return sum(is_rtl(c) for c in text) > letters * RIGHT_TO_LEFT


def is_rtl(character: str) -> bool:
    """Whether a character is a letter that is written from right to left."""
    return "\u0590" <= character <= "\ufeff" and unicodedata.bidirectional(character) in ("R", "AL")


def right_to_left_pages(data: bytes, numbers: list[int]) -> list[list[Line]]:
    """The lines of pages in Arabic or Hebrew letters, their order of reading made from where letters stand."""
    import io

    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextContainer, LTTextLine
    except ImportError as error:
        raise UnreadableError(
            "has pages in Arabic or Hebrew letters, which need pdfminer.six: pip install 'ascribe[pdf]'"
        ) from error
    pages = []
    for layout in extract_pages(io.BytesIO(data), page_numbers=numbers, laparams=LAParams()):
        boxes = [box for box in layout if isinstance(box, LTTextContainer)]
        lines = [line for box in boxes for line in box if isinstance(line, LTTextLine)]
        pages.append([found for line in lines if (found := _ordered(line)) is not None])
    return pages


def _ordered(line: Any) -> Line | None:
    from pdfminer.layout import LTChar

    clusters: list[list[Any]] = []
    for item in line:
        if isinstance(item, LTChar):
            word = item.get_text()
            if clusters and unicodedata.category(word[:1] or " ") == "Mn":
                clusters[-1][1] += word
            else:
                clusters.append([item.x0, word, item.x1, item.size])
    clusters.sort(key=lambda cluster: cluster[0])
    visual: list[str] = []
    for index, (x0, word, _, size) in enumerate(clusters):
        if index and x0 - clusters[index - 1][2] > size * 0.15 and visual[-1] != " " and word != " ":
            visual.append(" ")
        visual.append(word)
    text = logical(visual).strip()
    if not text:
        return None
    return [text, clusters[0][0], clusters[-1][2], line.y0, max(cluster[3] for cluster in clusters), line.y0]


def logical(visual: list[str]) -> str:
    """What stands from left to right on a line, in the order of reading; presentation forms become letters."""
    if not any(is_rtl(c) for word in visual for c in word):
        return "".join(visual)
    found: list[str] = []
    run: list[str] = []
    for word in reversed(visual):
        if not any(map(is_rtl, word)) and (run or word.isalnum()):
            run = [word, *run]
        else:
            found += [*_run(run), word]
            run = []
    found += _run(run)
    return "".join(unicodedata.normalize("NFKC", c) if _is_form(c) else c for c in _paired("".join(found)))


def _run(run: list[str]) -> list[str]:
    """A run of Latin letters and digits; the marks at its beginning belong behind it, to the line around it."""
    at = 0
    while at < len(run) and not run[at].isalnum():
        at += 1
    return [*run[at:], *reversed(run[:at])]


def _paired(text: str) -> str:
    """Brackets the right way round: on a line from right to left they are drawn mirrored."""
    for opens, closes in ("()", "[]", "«»"):
        first, last = text.find(opens), text.find(closes)
        if last >= 0 and (first < 0 or last < first):
            text = text.translate({ord(opens): closes, ord(closes): opens})
    return text


def _is_form(character: str) -> bool:
    return "\ufb1d" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def answer(data: bytes) -> dict[str, Any]:
    """What `extract` gives, or the error as a dictionary; never anything but that."""
    try:
        return extract(data)
    except UnreadableError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "needs more memory than any report: print it to a new PDF"}
    except Exception as error:  # a library gave up on what it should have refused
        return {"error": f"is a damaged PDF ({type(error).__name__}): get it again, or print it to a new PDF"}


def main() -> None:
    """Read standard input, write the answer; memory is bounded where the system can do that."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    result = answer(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(result).encode("ascii"))


if __name__ == "__main__":
    main()
