"""The weights of `benchmarks/entities.py`, by two commands, as the package and torch need not be in one environment:

    python -m training.entity_data --data DEV.jsonl --out runs/entities.npz
    python -m training.entities --data runs/entities.npz --out benchmarks/entities.npz [--folds 5] [--all]

A linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over strings and vectors of words. Without
`--all`, documents whose licence forbids commercial use are left out. `--folds` measures by cross-validation over
documents, all of which are tested: predictions of documents that were not trained on, for the scorer beside the data.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.tagger import Tagger, Words

#: Chosen by cross-validation on the development documents, as is all of this: see benchmarks/README.md.
LEAST_SEEN, PROJECTED, ROUNDS = 3, 128, 60
DECAY_OF_STRINGS, DECAY_OF_VECTORS = 0.3, 0.0003
#: Taken from the score of "no entity", as the maximum of likelihood names too few.
FAVOUR = 0.6
_BATCH = 64
_NEVER = -1e4


@dataclass(frozen=True)
class Document:
    """A text's words by offset, what they show, their labels, and where sentences begin and end."""

    id: str
    free: bool
    offsets: list[list[int]]
    shown: list[list[str]]
    vectors: np.ndarray
    labels: list[str]
    sentences: list[list[int]]


def read(path: Path) -> list[Document]:
    """The documents that `training.entity_data` wrote."""
    with np.load(path) as held:
        rows = json.loads(held["documents"].tobytes().decode())
        vectors = held["vectors"].astype(np.float32)
    found, at = [], 0
    for row in rows:
        size = len(row["offsets"])
        found.append(Document(vectors=vectors[at : at + size], **row))
        at += size
    return found


class Field(nn.Module):
    """The scores of labels for each word, and of label after label."""

    def __init__(self, strings: int, vectors: int, labels: int) -> None:
        super().__init__()
        self.strings = nn.EmbeddingBag(strings, labels, mode="sum")
        self.vectors = nn.Linear(vectors, labels)
        self.after = nn.Parameter(torch.zeros(labels, labels))
        self.first = nn.Parameter(torch.zeros(labels))
        for part in (self.strings.weight, self.vectors.weight, self.vectors.bias):
            nn.init.zeros_(part)

    def loss(self, scores: Tensor, gold: Tensor, real: Tensor) -> Tensor:
        """Minus the log-likelihood of the labels of sentences (rows) of which `real` words are no padding."""
        rows = torch.arange(len(scores))
        reach = self.first + scores[:, 0]
        path = self.first[gold[:, 0]] + scores[rows, 0, gold[:, 0]]
        for at in range(1, scores.size(1)):
            on = real[:, at]
            stepped = torch.logsumexp(reach[:, :, None] + self.after, 1) + scores[:, at]
            reach = torch.where(on[:, None], stepped, reach)
            step = self.after[gold[:, at - 1], gold[:, at]] + scores[rows, at, gold[:, at]]
            path = path + torch.where(on, step, torch.zeros(()))
        return (torch.logsumexp(reach, 1) - path).sum()

    def decay(self, words: int) -> Tensor:
        """The penalty of large weights, for so many words."""
        sparse = (self.strings.weight**2).sum() + (self.after**2).sum()
        return DECAY_OF_STRINGS * sparse + DECAY_OF_VECTORS * words * (self.vectors.weight**2).sum()


def train(documents: Sequence[Document]) -> dict[str, np.ndarray]:
    """The arrays of a tagger."""
    labels = sorted({label for d in documents for label in d.labels}, key=lambda x: (x != "O", x[2:], x))
    seen = Counter(name for d in documents for shown in d.shown for name in set(shown))
    names = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    vectors = np.concatenate([d.vectors for d in documents])
    centre, spread = vectors.mean(0), vectors.std(0) + 1e-6
    project = _whitening((vectors - centre) / spread)
    field = Field(len(names), PROJECTED, len(labels))
    _fit(field, documents, {n: i for i, n in enumerate(names)}, labels, (vectors - centre) / spread @ project)
    dense = (project @ field.vectors.weight.detach().numpy().T) / spread[:, None]
    bias = field.vectors.bias.detach().numpy() - centre @ dense
    bias[0] -= FAVOUR
    after, first = field.after.detach().numpy().copy(), field.first.detach().numpy().copy()
    for n, label in enumerate(labels):
        if label.startswith("I-"):
            first[n] = _NEVER
            after[[m for m, before in enumerate(labels) if before[2:] != label[2:]], n] = _NEVER
    return {
        "labels": _packed(labels), "strings": _packed(names), "of_vectors": dense, "bias": bias, "after": after,
        "first": first, "of_strings": field.strings.weight.detach().numpy(),
    }  # fmt: skip


def _packed(names: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def _whitening(vectors: np.ndarray) -> np.ndarray:
    """To the directions of the most variance, each of variance 1."""
    spread, directions = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    most = spread.argsort()[::-1][:PROJECTED]
    return (directions[:, most] / np.sqrt(spread[most])).astype(np.float32)


def _fit(
    field: Field, documents: Sequence[Document], names: dict[str, int], labels: list[str], vectors: np.ndarray
) -> None:
    known = [sorted({names[n] for n in shown if n in names}) for d in documents for shown in d.shown]
    flat = torch.tensor([n for own in known for n in own])
    offsets = torch.tensor(np.cumsum([0, *map(len, known[:-1])]))
    gold = torch.tensor([labels.index(label) for d in documents for label in d.labels])
    dense = torch.tensor(vectors, dtype=torch.float32)
    groups = list(_batches(documents))
    search = torch.optim.LBFGS(
        field.parameters(),
        max_iter=ROUNDS,
        history_size=8,
        line_search_fn="strong_wolfe",
        tolerance_change=1e-3,
    )

    def loss() -> Tensor:
        search.zero_grad()
        scores = field.strings(flat, offsets) + field.vectors(dense)
        total = field.decay(len(gold))
        for at, real in groups:
            total = total + field.loss(scores[at], gold[at], real)
        total.backward()
        return total

    search.step(loss)


def _batches(documents: Sequence[Document]) -> Iterator[tuple[Tensor, Tensor]]:
    """Numbers of the words of sentences of about one length, and which are no padding."""
    sentences, at = [], 0
    for document in documents:
        sentences += [range(at + start, at + end) for start, end in document.sentences]
        at += len(document.offsets)
    sentences.sort(key=len)
    for begin in range(0, len(sentences), _BATCH):
        rows = sentences[begin : begin + _BATCH]
        widest = max(map(len, rows))
        padded = [[*row, *[row[0]] * (widest - len(row))] for row in rows]
        real = torch.arange(widest)[None] < torch.tensor([len(row) for row in rows])[:, None]
        yield torch.tensor(padded), real


def cross_validate(documents: list[Document], folds: int, every: bool, out: Path) -> None:
    """Write predictions for each document by a tagger that was trained on the other folds."""
    order = list(range(len(documents)))
    random.Random(0).shuffle(order)
    with out.open("w", encoding="utf-8") as lines:
        for fold in range(folds):
            held = set(order[fold::folds])
            tagger = Tagger.of(
                train([d for n, d in enumerate(documents) if n not in held and (every or d.free)])
            )
            for n in sorted(held):
                own = documents[n]
                words = Words(own.offsets, own.shown, own.vectors, own.sentences)
                found = [
                    {"start": own.offsets[a][0], "end": own.offsets[b - 1][1], "type": kind}
                    for a, b, kind in tagger.spans(words)
                ]
                lines.write(json.dumps({"id": own.id, "entities": found}) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the weights; with --folds, predictions")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--all", action="store_true", help="train on documents under any licence")
    args = parser.parse_args()
    torch.set_num_threads(1)
    documents = read(args.data)
    if args.folds:
        cross_validate(documents, args.folds, args.all, args.out)
        return
    arrays = train([d for d in documents if args.all or d.free])
    small = {k: v if v.dtype == np.uint8 else v.astype(np.float16) for k, v in arrays.items()}
    small |= {"bias": arrays["bias"].astype(np.float32)}
    np.savez_compressed(args.out, **small)


if __name__ == "__main__":
    main()
