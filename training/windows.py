"""Sentences to training windows, and windows to padded batches.

A window is a run of sentences of one document in one encoder input, so that the reader learns where sentences
begin and reads each in its context; some windows hold one sentence, so that it can do without.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from ascribe.parse.shape import SHAPES, shape
from ascribe.parse.wordpiece import WordPiece
from training.treebanks import Sentence, argument_head, kept_relation

NO_LABEL = -100
MAX_PIECES = 320
ALONE = 0.3
LINEAR = ("upos", "xpos", "entity", "name", "predicate", "start")


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences with the piece ids of their words."""

    sentences: tuple[Sentence, ...]
    pieces: tuple[tuple[int, ...], ...]

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces)) + 2


def windows(
    sentences: Sequence[Sentence], wordpiece: WordPiece, budget: int, rng: random.Random | None
) -> list[Window]:
    """Cut documents into windows of at most `budget` pieces; `rng` varies the cuts, None packs them full."""
    found: list[Window] = []
    held: list[Sentence] = []
    pieces: list[tuple[int, ...]] = []
    limit = budget
    for sentence in sentences:
        own = wordpiece(sentence.words)
        size = sum(map(len, own))
        if size + 2 > MAX_PIECES:
            continue
        if held and (held[-1].document != sentence.document or sum(map(len, pieces)) + size > limit):
            found.append(Window(tuple(held), tuple(pieces)))
            held, pieces = [], []
        if not held and rng:
            limit = 0 if rng.random() < ALONE else rng.randint(budget // 4, budget)
        held.append(sentence)
        pieces.extend(own)
    if held:
        found.append(Window(tuple(held), tuple(pieces)))
    return found


def batches(found: list[Window], pieces: int, rng: random.Random | None) -> Iterator[list[Window]]:
    """Windows of similar length, at most `pieces` padded pieces together."""
    order = sorted(found, key=lambda w: w.length + (rng.random() * 8 if rng else 0))
    groups: list[list[Window]] = [[]]
    for window in order:
        if groups[-1] and (len(groups[-1]) + 1) * window.length > pieces:
            groups.append([])
        groups[-1].append(window)
    if rng:
        rng.shuffle(groups)
    yield from groups


def inputs(group: list[Window], wordpiece: WordPiece, rng: random.Random | None = None) -> tuple[Tensor, ...]:
    """Pieces, mask, first and last piece of each word, shapes by piece; with `rng`, casing and pieces are disturbed."""
    length, words = max(w.length for w in group), max(len(w.pieces) for w in group)
    pieces = torch.full((len(group), length), wordpiece.pad)
    mask = torch.zeros(len(group), length, dtype=torch.long)
    shapes = torch.full((len(group), length), SHAPES.index("mark"))
    first, last = (torch.zeros(len(group), words, dtype=torch.long) for _ in range(2))
    hidden = wordpiece.ids["[MASK]"]
    for row, window in enumerate(group):
        flat = [piece for own in window.pieces for piece in own]
        if rng:
            flat = [hidden if rng.random() < 0.03 else piece for piece in flat]
        pieces[row, : len(flat) + 2] = torch.tensor([wordpiece.first, *flat, wordpiece.last])
        mask[row, : len(flat) + 2] = 1
        ends = torch.tensor([len(own) for own in window.pieces]).cumsum(0)
        count = len(window.pieces)
        last[row, :count] = ends
        first[row, :count] = ends - torch.tensor([len(own) for own in window.pieces]) + 1
        own = zip(_shapes(window, rng), window.pieces, strict=True)
        shapes[row, 1 : len(flat) + 1] = torch.tensor([shape_ for shape_, pieces_ in own for _ in pieces_])
    return pieces, mask, first, last, shapes


def _shapes(window: Window, rng: random.Random | None) -> list[int]:
    words = [word for sentence in window.sentences for word in sentence.words]
    draw = rng.random() if rng else 1.0
    if draw < 0.12:
        words = [word.upper() for word in words]
    elif draw < 0.24:
        words = [word.lower() for word in words]
    elif draw < 0.28:
        words = [word.title() for word in words]
    found = [shape(word) for word in words]
    assert max(found) < len(SHAPES)
    return found


def gold(group: list[Window], inventory: dict[str, list[str]]) -> dict[str, Tensor]:
    """Targets of the loss, padded to the words of the longest window."""
    words = max(len(w.pieces) for w in group)
    index = {name: {label: i for i, label in enumerate(labels)} for name, labels in inventory.items()}
    shape_ = (len(group), words)
    out = {name: torch.full(shape_, NO_LABEL) for name in (*LINEAR, "head", "relation")}
    out["arc_mask"] = torch.zeros(len(group), words, words + 1, dtype=torch.bool)
    rows: list[tuple[int, int, Tensor]] = []
    for row, window in enumerate(group):
        at = 0
        for sentence in window.sentences:
            rows += _place(out, row, at, sentence, index, words)
            at += len(sentence.words)
    out["role_row"] = torch.tensor([r for r, _, _ in rows], dtype=torch.long)
    out["role_predicate"] = torch.tensor([p for _, p, _ in rows], dtype=torch.long)
    out["role"] = torch.stack([t for _, _, t in rows]) if rows else torch.zeros(0, words, dtype=torch.long)
    return out


def _place(
    out: dict[str, Tensor], row: int, at: int, s: Sentence, index: dict[str, dict[str, int]], words: int
) -> list[tuple[int, int, Tensor]]:
    end = at + len(s.words)
    fill = {
        "upos": [index["upos"].get(u, NO_LABEL) for u in s.upos],
        "xpos": [index["xpos"].get(x, NO_LABEL) for x in s.xpos],
        "start": [1] + [0] * (len(s.words) - 1),
        "head": [h and h + at for h in s.heads],
        "relation": [index["relations"].get(kept_relation(r), 0) for r in s.relations],
    }
    if s.entities is not None:
        fill["entity"] = [index["entities"][t] for t in s.entities]
    if s.names is not None:
        fill["name"] = [index["entities"][t] for t in s.names]
    if s.frames is not None:
        predicates = {f.predicate for f in s.frames}
        fill["predicate"] = [int(i in predicates) for i in range(len(s.words))]
    for name, values in fill.items():
        out[name][row, at:end] = torch.tensor(values)
    out["arc_mask"][row, at:end, 0] = True
    out["arc_mask"][row, at:end, at + 1 : end + 1] = True
    rows = []
    for frame in s.frames or ():
        target = torch.full((words,), NO_LABEL)
        target[at:end] = 0
        for start, stop, label in frame.arguments:
            head = argument_head(s.heads, start, stop)
            if head is not None and label in index["roles"]:
                target[at + head] = index["roles"][label]
        rows.append((row, at + frame.predicate, target))
    return rows
