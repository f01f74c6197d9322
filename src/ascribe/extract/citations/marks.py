"""Words in quotation marks: where each quotation begins and ends, whatever marks it has, over paragraphs too.

Comes in: a text. Goes out: quotations in text order as code points [start, end) with their marks, one for each
paragraph that a quotation runs through.
"""

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’", "''": "''", '"': '"', "``": "''"}
_OPEN = re.compile(r"“|«|„|''|\"|``|(?<![\w.])‘(?=\w)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks; `open` where no mark closes them in their paragraph, `leads` where their paragraph
    begins with them."""

    start: int
    end: int
    open: bool
    leads: bool


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text; a mark that nothing closes quotes the rest of its paragraph where it begins it."""
    found = list[Quotation]()
    for paragraph in _PARAGRAPH.finditer(text):
        at, end = paragraph.span()
        while (mark := _OPEN.search(text, at, end)) is not None:
            leads = not text[paragraph.start() : mark.start()].strip()
            close = _closing(text, mark.end(), end, _PAIRS[mark[0]])
            if close is None:
                if leads or mark[0] in "“«":
                    found.append(Quotation(mark.start(), end, True, leads))
                at = end if leads or mark[0] in "“«" else mark.end()
                continue
            found.append(Quotation(mark.start(), close, False, leads))
            at = close
    return found


def _closing(text: str, start: int, end: int, mark: str) -> int | None:
    """The end of the mark that closes a quotation: for a single mark, one that is no apostrophe."""
    at = text.find(mark, start, end)
    while at >= 0 and mark == "’" and text[at + 1 : at + 2].isalnum():
        at = text.find(mark, at + 1, end)
    return at + len(mark) if at >= 0 else None
