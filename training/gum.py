"""GUM's CoNLL-U in, its documents as Docs that the reader has parsed and its entities' mentions out.

Words are the treebank's; sentences, trees and names are the reader's. A blank line stands between paragraphs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
#: "(3-person-..." opens a mention of entity 3, "3)" closes it, "(3-person-...)" is one word.
_BRACKET = re.compile(r"\(([^-()]+)-[^()]*(\)?)|([^()]+)\)")


@dataclass(slots=True)
class Document:
    """Words of a document with a blank line between paragraphs; `entities` have their mentions as (start, end, head) in
    these words, the head by the treebank's own tree."""

    id: str
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    entities: dict[str, list[tuple[int, int, int]]] = field(default_factory=lambda: defaultdict(list))

    def doc(self, nlp: Language) -> Doc:
        """The words as the reader parses them."""
        doc = Doc(nlp.vocab, words=self.words, spaces=self.spaces)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return doc

    @property
    def chains(self) -> list[list[tuple[int, int, int]]]:
        """The entities that are mentioned more than once."""
        return [mentions for mentions in self.entities.values() if len(mentions) > 1]


def read_gum(path: Path) -> Iterator[Document]:
    """The documents of a file, in order."""
    name, rows, paragraph = "", list[tuple[list[str], bool]](), False
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = "]:
        if line.startswith("# newdoc id"):
            if rows:
                yield _document(name, rows)
            name, rows = line.partition("=")[2].strip(), []
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and (row := line.split("\t"))[0].isdigit():
            rows.append((row, paragraph))
            paragraph = False


def _document(name: str, rows: list[tuple[list[str], bool]]) -> Document:
    found = Document(name)
    places, heads = list[int](), list[int]()
    first = 0
    for row, paragraph in rows:
        if row[0] == "1":
            first = len(places)
        if paragraph and found.words:
            found.spaces[-1] = False
            found.words.append("\n\n")
            found.spaces.append(False)
        heads.append(first + int(row[6]) - 1 if row[6] != "0" else -1)
        places.append(len(found.words))
        found.words.append(row[1])
        found.spaces.append("SpaceAfter=No" not in row[9])
    for entity, start, end in _mentions([row[9] for row, _ in rows]):
        head = next((n for n in range(start, end) if not start <= heads[n] < end), end - 1)
        found.entities[entity].append((places[start], places[end - 1] + 1, places[head]))
    return found


def _mentions(columns: list[str]) -> Iterator[tuple[str, int, int]]:
    """Entity and words [start, end) of each mention."""
    opened = defaultdict[str, list[int]](list)
    for number, column in enumerate(columns):
        own = _ENTITY.search(column)
        for bracket in _BRACKET.finditer(own[1] if own else ""):
            if bracket[3]:
                entity = bracket[3].partition("-")[0]
                yield entity, opened[entity].pop(), number + 1
            elif bracket[2]:
                yield bracket[1], number, number + 1
            else:
                opened[bracket[1]].append(number)
