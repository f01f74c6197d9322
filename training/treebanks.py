"""Treebank files to sentences: CoNLL-U syntax, PropBank roles as JSON Lines, entities as IOB2.

Formats: Universal Dependencies CoNLL-U; the project's PropBank export ({sent_id, tokens, frames}); Universal
NER's IOB2 over the same sentence ids. Sentences without roles or entities carry None there: silence of the
annotation is not an annotation of nothing.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Subtypes that the reader tells apart; every other relation is cut to its universal part.
KEPT_SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "aux:pass", "nmod:poss", "acl:relcl", "compound:prt"})
#: Of these, the ones that count in the labelled attachment score (the measure of the first figures).
SCORED_SUBTYPES = frozenset({"nsubj:pass", "obl:agent", "aux:pass", "nmod:poss"})
_GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate (token index) with its roleset and (start, end, label) arguments, end exclusive."""

    predicate: int
    lemma: str
    roleset: str
    arguments: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Sentence:
    """Gold annotation of one sentence; `heads` count from 1, 0 is the root."""

    sent_id: str
    document: str
    text: str
    new_paragraph: bool
    words: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    frames: list[Frame] | None = None
    entities: list[str] | None = None
    names: list[str] | None = None


def kept_relation(relation: str) -> str:
    """The relation as the reader's inventory has it."""
    return relation if relation in KEPT_SUBTYPES else relation.split(":")[0]


def scored_relation(relation: str) -> str:
    """The relation as the labelled attachment score compares it."""
    return relation if relation in SCORED_SUBTYPES else relation.split(":")[0]


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file; multi-word lines and empty nodes are skipped."""
    return list(_sentences(path.read_text(encoding="utf-8").splitlines()))


def _sentences(lines: list[str]) -> Iterator[Sentence]:
    document, paragraph = "", True
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
            paragraph |= line.startswith("# newpar")
            if key.strip() == "newdoc id":
                document = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield _sentence(meta, rows, document, paragraph)
            meta, rows, paragraph = {}, [], False


def _sentence(meta: dict[str, str], rows: list[list[str]], document: str, paragraph: bool) -> Sentence:
    sentence = Sentence(meta.get("sent_id", ""), document, meta.get("text", ""), paragraph)
    words = [row for row in rows if row[0].isdigit()]
    sentence.words = [row[1] for row in words]
    sentence.lemmas = [row[2] for row in words]
    sentence.upos = [row[3] for row in words]
    sentence.xpos = [row[4] for row in words]
    sentence.heads = [int(row[6]) for row in words]
    sentence.relations = [row[7] for row in words]
    return sentence


def add_roles(sentences: list[Sentence], path: Path) -> None:
    """Attach PropBank frames by sentence id."""
    with path.open(encoding="utf-8") as lines:
        rows = {row["sent_id"]: row["frames"] for row in map(json.loads, lines)}
    for sentence in sentences:
        if sentence.sent_id in rows:
            sentence.frames = [
                Frame(f["pred"], f["lemma"], f["roleset"], tuple((a, b, label) for a, b, label in f["args"]))
                for f in rows[sentence.sent_id]
            ]


def add_entities(sentences: list[Sentence], path: Path) -> None:
    """Attach IOB2 entity tags by sentence id; labels other than PER, ORG and LOC become O."""
    tags: dict[str, list[str]] = {}
    sent_id = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif line and not line.startswith("#"):
            tag = line.split("\t")[2]
            tags.setdefault(sent_id, []).append(tag if tag[2:] in ("PER", "ORG", "LOC") else "O")
    for sentence in sentences:
        found = tags.get(sentence.sent_id)
        if found is not None and len(found) == len(sentence.words):
            sentence.entities = found


def add_gum_names(sentences: list[Sentence], path: Path) -> None:
    """Proper names inside GUM's person, organization and place mentions, as IOB2: a teacher of its own.

    A name is the run of proper nouns (with "of" and "the" between them) around the mention's last proper noun.
    """
    rows: dict[str, list[list[str]]] = {}
    sent_id = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif line and line.split("\t", 1)[0].isdigit():
            rows.setdefault(sent_id, []).append(line.split("\t"))
    for sentence in sentences:
        sentence.names = _names(rows[sentence.sent_id], sentence.upos)


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    open_, found = [], []
    for index, row in enumerate(rows):
        match = re.search(r"Entity=([^|]+)", row[9])
        for number, kind, closes in re.findall(r"\((\w+)-(\w+)[^()]*(\)?)|(?=\))", match[1] if match else ""):
            if number:
                if closes:
                    found.append((index, index + 1, kind))
                else:
                    open_.append((number, index, kind))
        for number in re.findall(
            r"(?:^|(?<=\)))(\d+)\)", re.sub(r"\([^()]*\)?", ")", match[1]) if match else ""
        ):
            for position in range(len(open_) - 1, -1, -1):
                if open_[position][0] == number:
                    _, start, kind = open_.pop(position)
                    found.append((start, index + 1, kind))
                    break
    return found


def _names(rows: list[list[str]], upos: list[str]) -> list[str]:
    tags = ["O"] * len(rows)
    for start, end, kind in sorted(_mentions(rows), key=lambda m: m[0] - m[1]):
        label = _GUM_TYPES.get(kind)
        proper = [i for i in range(start, end) if upos[i] == "PROPN"]
        head = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
        if not label or not proper or not head or head[0] not in proper:
            continue
        first = last = head[0]
        while first > start and (upos[first - 1] == "PROPN" or rows[first - 1][1] == "-"):
            first -= 1
        while upos[first] != "PROPN":
            first += 1
        while last + 1 < end and (upos[last + 1] == "PROPN" or rows[last + 1][1] in ("-", "of", "the")):
            last += 1
        while upos[last] != "PROPN":
            last -= 1
        if set(tags[first : last + 1]) != {"O"}:
            continue
        tags[first : last + 1] = ["B-" + label] + ["I-" + label] * (last - first)
    return tags


def argument_head(heads: Sequence[int], start: int, stop: int) -> int | None:
    """The first word of the span whose head lies outside it."""
    inside = (i for i in range(start, min(stop, len(heads))) if not start <= heads[i] - 1 < stop)
    return next(inside, None)
