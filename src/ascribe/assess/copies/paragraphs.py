"""A report in, its paragraphs out, each with what it is and its words as numbers.

Offsets are code points of the report's text. Words are 32-bit hashes of their folded form (case and accents
taken away), so that a million paragraphs stay in memory; their text is never needed again.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from ascribe.assess.copies.lists import lists
from ascribe.model import Report, Section, SectionKind

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINES = re.compile(r"\n\s*")
#: Lines of hard-wrapped text are about this long; longer ones are paragraphs of their own.
_WRAPPED = 90
#: A figure with its separators, a letter of a script without spaces, or a word.
WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[\u3040-\u30ff\u3400-\u9fff]|\w+(?:['’ʼ]\w+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.I)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;]['\"”’»)]*\s+|[“\"«‘(\[•*—–-]\s*|\n\s*)$")

#: Classes of words: those of grammar, ordinary ones, names and days, figures. The last two state facts.
GRAMMAR, ORDINARY, NAME, FIGURE = 0, 1, 2, 3

#: What goes with a text and is no text of its own.
FURNITURE = frozenset(
    {
        SectionKind.HEADLINE,
        SectionKind.DATELINE,
        SectionKind.BYLINE,
        SectionKind.CAPTION,
        SectionKind.NOTE,
        SectionKind.TRANSLATION,
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a passage in order: a hash and a class of each."""

    hashes: "array[int]"
    classes: bytes

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that is not boilerplate: number and place in its report, kind, stated origin and words."""

    number: int
    start: int
    end: int
    kind: SectionKind
    origin: str | None
    words: Words

    @property
    def is_text(self) -> bool:
        """Whether it belongs to the running text, not to what stands around it."""
        return self.kind not in FURNITURE


@lru_cache(maxsize=512)
def paragraphs(report: Report) -> tuple[tuple[int, int], ...]:
    """Start and end (code points) of every paragraph: parted by blank lines, or by lines where none are
    wrapped."""
    wrapped = _BLANK_LINES.search(report.text) and not _long_lines(report.text)
    breaks = _BLANK_LINES if wrapped else _LINES
    found, start = [], 0
    for gap in [*breaks.finditer(report.text), None]:
        end = gap.start() if gap else len(report.text)
        if report.text[start:end].strip():
            found.append((start, end))
        start = gap.end() if gap else end
    return tuple(found)


def paragraph_start(report: Report, offset: int) -> int:
    """The start of the paragraph that an offset stands in, as `origins` names it."""
    starts = [start for start, _ in paragraphs(report)]
    at = bisect_right(starts, offset) - 1
    return starts[max(at, 0)] if starts else 0


def read_paragraphs(report: Report) -> tuple[Paragraph, ...]:
    """Every paragraph of a report that is not boilerplate."""
    found = []
    for number, (start, end) in enumerate(paragraphs(report)):
        section = _section(report, start, end)
        kind = section.kind if section else SectionKind.BODY
        if kind is SectionKind.BOILERPLATE:
            continue
        origin = section.origin if section else None
        found.append(Paragraph(number, start, end, kind, origin, words_of(report.text[start:end])))
    return tuple(found)


def words_of(text: str) -> Words:
    """The words of a text."""
    hashes, classes = array("I"), bytearray()
    shouted = text.upper() == text and any(c.isalpha() for c in text)
    for match in WORD.finditer(text):
        word = match.group()
        number, kind = _word(word)
        hashes.append(number)
        if kind == ORDINARY and word[0].isupper() and not shouted and not _opens(text, match.start()):
            kind = NAME
        classes.append(kind)
    return Words(hashes, bytes(classes))


def fold_word(word: str) -> str:
    """A word without case, accents and a possessive ending."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 18)
def _word(word: str) -> tuple[int, int]:
    """Hash of the folded word, and its class where capitals do not tell."""
    folded = fold_word(word)
    number = int.from_bytes(
        blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little"
    )
    known = lists()
    if any(c.isdigit() for c in folded) or folded in known.figures:
        return number, FIGURE
    if folded in known.days:
        return number, NAME
    return number, GRAMMAR if folded in known.grammar else ORDINARY


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here, where a capital says nothing."""
    return start == 0 or _SENTENCE_START.search(text, max(0, start - 6), start) is not None


def _section(report: Report, start: int, end: int) -> Section | None:
    """The section that most of a passage stands in, by characters."""
    inside = [s for s in report.sections if s.start < end and start < s.end]
    return max(inside, key=lambda s: min(s.end, end) - max(s.start, start), default=None)


def _long_lines(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(len(line) > _WRAPPED for line in lines) * 4 > len(lines)
