"""Training documents to passages, and passages to padded batches with their labels.

In: the records of `training.events_data`. A passage is a run of a document's windows in one casing, as the branch
reads it at run time (`ascribe.parse.events.passages`).
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ascribe.parse.events import CONFIDENCES, EFFECTS, PLACES, ROLES, TYPES
from ascribe.parse.events import passages as runs
from training.events_network import WRITERS

NO_LABEL = -100


class Passage:
    """A run of windows of one document in one casing, with the words it holds; `hidden` words are not to be seen."""

    def __init__(self, record: dict[str, Any], casing: dict[str, Any], windows: Sequence[int]) -> None:
        self.record, self.name = record, casing["name"]
        self.hidden: list[int] = []
        sizes = record["sizes"]
        lengths = [sum(sizes[a:b]) + 2 for a, b in casing["windows"]]
        self.at = casing["at"] + sum(lengths[: windows[0]])
        self.length = sum(lengths[w] for w in windows)
        self.start, self.end = casing["windows"][windows[0]][0], casing["windows"][windows[-1]][1]
        first, last, places = [], [], []
        offset = 0
        for ordinal in windows:
            a, b = casing["windows"][ordinal]
            ends = np.cumsum(sizes[a:b]) + offset
            last += ends.tolist()
            first += (ends - sizes[a:b] + 1).tolist()
            places += [min(ordinal, PLACES - 1)] * lengths[ordinal]
            offset += lengths[ordinal]
        self.first, self.last, self.places = first, last, places

    def hide(self, share: float, rng: random.Random) -> None:
        """Hide that share of the passage's sentences."""
        sentence = self.record["sentence"][self.start : self.end]
        gone = {number for number in sorted(set(sentence)) if rng.random() < share}
        self.hidden = [word for word, number in enumerate(sentence) if number in gone]


def passages(record: dict[str, Any], casing: dict[str, Any]) -> list[Passage]:
    """A document's passages."""
    sizes = record["sizes"]
    lengths = [sum(sizes[a:b]) + 2 for a, b in casing["windows"]]
    return [Passage(record, casing, run.ordinals) for run in runs(lengths)]


def gold(group: list[Passage]) -> dict[str, Any]:
    """Labels of a batch, padded."""
    words = max(len(p.first) for p in group)
    out: dict[str, Any] = {
        "role": torch.full((len(group), words, len(ROLES)), NO_LABEL),
        "event": torch.full((len(group), words, len(TYPES)), -1.0),
        "relevant": torch.zeros(len(group)),
        "counts": torch.zeros(len(group), len(TYPES), dtype=torch.long),
        "documents": [p.record["id"] for p in group],
    }
    confidence, effect = [], []
    for row, passage in enumerate(group):
        _place(out, row, passage, confidence, effect)
    for name, found, wide in (("confidence", confidence, len(CONFIDENCES)), ("effect", effect, len(EFFECTS))):
        out[f"{name}_at"] = torch.tensor([(r, w) for r, w, _ in found], dtype=torch.long)
        chosen = torch.zeros(len(found), wide)
        for number, (_, _, labels) in enumerate(found):
            chosen[number, labels] = 1
        out[name] = chosen
    return out


def _place(out: dict[str, Any], row: int, p: Passage, confidence: list, effect: list) -> None:
    record, count = p.record, p.end - p.start
    out["role"][row, :count] = 0
    out["event"][row, :count] = 0
    inside = [m for m in record["marks"] if p.start <= m["start"] and m["end"] <= p.end]
    core = [m for m in inside if not m["doubtful"]]
    for mark in inside:
        role = ROLES.index(mark["role"])
        a, b = mark["start"] - p.start, mark["end"] - p.start
        out["role"][row, a:b, role] = NO_LABEL if mark["doubtful"] else 2
        if mark["doubtful"]:
            continue
        out["role"][row, a, role] = 1
        seen = {a, b - 1}.difference(p.hidden)
        confidence += [(row, w, mark["confidences"]) for w in seen if mark["confidences"]]
        effect += [(row, w, mark["effects"]) for w in seen if mark["effects"]]
        start, end = _told(p, mark)
        out["event"][row, start:end, [TYPES.index(t) for t in _types(record, mark["templates"])]] = 1
    out["role"][row, p.hidden], out["event"][row, p.hidden] = NO_LABEL, -1.0
    whole = p.start == 0 and p.end == len(record["words"])
    told = range(len(record["types"])) if whole else {n for m in core for n in m["templates"]}
    out["relevant"][row] = float(bool(told))
    for kind, number in Counter(_types(record, told)).items():
        out["counts"][row, TYPES.index(kind)] = min(number, 2)


def _types(record: dict[str, Any], templates: Iterable[int]) -> list[str]:
    """The first type of each template."""
    return [kind for number in templates for kind in record["types"][number][:1]]


def _told(p: Passage, mark: dict[str, Any]) -> tuple[int, int]:
    """The words of the passage that tell of a mark's incident: its sentence; of a perpetrator, its own words."""
    start, end = mark["start"], mark["end"]
    if mark["role"] not in ("individual", "organization"):
        sentence = p.record["sentence"]
        while start > p.start and sentence[start - 1] == sentence[mark["start"]]:
            start -= 1
        while end < p.end and sentence[end] == sentence[mark["start"]]:
            end += 1
    return start - p.start, end - p.start


def inputs(group: list[Passage], states: np.ndarray) -> tuple[Tensor, ...]:
    """States, mask, word ends and ordinals, padded, and the writer of each key; of texts without one, any."""
    length, words = max(p.length for p in group), max(len(p.first) for p in group)
    held = torch.zeros(len(group), length, states.shape[1])
    mask, places = (torch.zeros(len(group), length, dtype=torch.long) for _ in range(2))
    first, last = (torch.zeros(len(group), words, dtype=torch.long) for _ in range(2))
    for row, p in enumerate(group):
        held[row, : p.length] = torch.from_numpy(states[p.at : p.at + p.length].astype(np.float32))
        mask[row, : p.length] = 1
        places[row, : p.length] = torch.tensor(p.places)
        first[row, : len(p.first)] = torch.tensor(p.first)
        last[row, : len(p.last)] = torch.tensor(p.last)
        last[row, p.hidden] = 0
        for word in p.hidden:
            mask[row, p.first[word] : p.last[word] + 1] = 0
    writer = torch.randint(len(WRITERS), (len(group),))
    for row, p in enumerate(group):
        if p.record.get("source"):
            writer[row] = WRITERS.index(p.record["source"])
    return held, mask, first, last, places, writer


def batches(found: list[Passage], pieces: int, rng: random.Random | None) -> list[list[Passage]]:
    """Passages of similar length, at most `pieces` padded pieces together."""
    order = sorted(found, key=lambda p: p.length + (rng.random() * 64 if rng else 0))
    groups: list[list[Passage]] = [[]]
    for passage in order:
        if groups[-1] and (len(groups[-1]) + 1) * passage.length > pieces:
            groups.append([])
        groups[-1].append(passage)
    if rng:
        rng.shuffle(groups)
    return groups
