"""A text in, its words out with what each stands in: running prose, or what many texts may have alike.

Quotations, statements in the first person, charges, captions, lines that say whom to call, copyright and page
furniture are told from prose by shape (`prose` in `copies.yaml`), never by outlet.
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from ascribe.assess.copies.lists import Shapes, lists
from ascribe.assess.copies.paragraphs import NAME, WORD, Words, words_of

_SENTENCE_END = re.compile(
    r"(?<![A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Lt|Jr|Sr|St))(?<!\b(?:Mrs|Sgt|Det|Rev|Gen|Col|Maj|Gov|Sen|Rep))(?<!\bCapt)"
    r"(?<=[.!?؟])[\"”’')\]]*\s+(?=[\"“‘(\[«]?[^\W_a-z])"
)
_CLOSED = re.compile(r"[.!?:…؟][\"”’»')\]]*\s*$")
_MARKS = re.compile(r"[“”\"«»]")
_LINE = re.compile(r"[^\n]+")
_FEWEST_WORDS = 5


class Stuff(IntEnum):
    """What a word stands in."""

    PROSE = 0
    QUOTED = 1
    CHARGE = 2
    FRAGMENT = 3
    FURNITURE = 4


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text in order, what each stands in, and the number of its sentence."""

    words: Words
    stuff: bytes
    sentences: "array[int]"

    @property
    def prose(self) -> int:
        """How many words are prose."""
        return self.stuff.count(Stuff.PROSE)

    @property
    def own(self) -> frozenset[int]:
        """Indices of all words but those of page furniture."""
        return frozenset(i for i, stuff in enumerate(self.stuff) if stuff != Stuff.FURNITURE)

    def is_fact(self, index: int) -> bool:
        """Whether a word is a name, a day or a figure."""
        return self.words.classes[index] >= NAME


def read_text(text: str) -> Text:
    """The words of a text, each with what it stands in."""
    stuff, sentences, seen = bytearray(), array("I"), set()
    number = 0
    for line in _LINE.finditer(text):
        quoted = list(_quoted(line.group()))
        around = _around(line.group(), quoted)
        for start, end in _sentences(line.group()):
            sentence = line.group()[start:end]
            found = list(WORD.finditer(sentence))
            key = " ".join(match.group().casefold() for match in found)
            told = key in seen and len(found) >= _FEWEST_WORDS
            seen.add(key)
            number += 1
            kind = Stuff.FURNITURE if told else _kind(sentence, len(found), line.group(), around)
            charge = lists().shapes.charges.search(sentence)
            after = charge.end() if charge else len(sentence)
            for match in found:
                stuff.append(_of_word(kind, start + match.start(), quoted, match.start() >= after))
                sentences.append(number)
    return Text(words_of(text), bytes(stuff), sentences)


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(line):
        yield start, end.end()
        start = end.end()
    if line[start:].strip():
        yield start, len(line)


def _kind(sentence: str, words: int, line: str, around: str) -> Stuff:
    shapes = lists().shapes
    if _is_furniture(sentence, line, shapes):
        return Stuff.FURNITURE
    if shapes.first_person.search(around):
        return Stuff.QUOTED
    return Stuff.PROSE if words >= _FEWEST_WORDS and _CLOSED.search(sentence) else Stuff.FRAGMENT


def _is_furniture(sentence: str, line: str, shapes: Shapes) -> bool:
    """A caption takes its whole line with it, where that is no longer than captions are."""
    if shapes.furniture.search(sentence) or shapes.contact.search(sentence) or shapes.gallery.search(line):
        return True
    return shapes.caption.search(line) is not None and len(line.split()) < shapes.longest_caption


def _of_word(kind: Stuff, at: int, quoted: list[tuple[int, int]], in_charge: bool) -> Stuff:
    if kind in (Stuff.PROSE, Stuff.FRAGMENT) and any(start <= at < end for start, end in quoted):
        return Stuff.QUOTED
    return Stuff.CHARGE if kind is Stuff.PROSE and in_charge else kind


def _quoted(line: str) -> Iterator[tuple[int, int]]:
    """What stands in quotation marks; a quotation that is not closed goes on to the end of its line."""
    open_at: int | None = None
    for mark in _MARKS.finditer(line):
        closes = mark.group() in "”»" or (mark.group() == '"' and open_at is not None)
        if closes and open_at is not None:
            yield open_at, mark.end()
            open_at = None
        elif not closes and open_at is None:
            open_at = mark.start()
    if open_at is not None:
        yield open_at, len(line)


def _around(line: str, quoted: list[tuple[int, int]]) -> str:
    """A line without its quotations."""
    for start, end in reversed(quoted):
        line = f"{line[:start]} {line[end:]}"
    return line
