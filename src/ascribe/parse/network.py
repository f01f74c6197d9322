"""The reader's network under onnxruntime: windows of pieces to scores per word.

The ONNX graph gives linear scores, arc scores and the projections for relations and roles; the two biaffine
products that need the decoded heads and predicates are done here (`labels.npz`).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascribe.parse.shape import SHAPES, shape
from ascribe.parse.windows import Window
from ascribe.parse.wordpiece import WordPiece

Array = NDArray[np.float32]
Index = NDArray[np.int64]
WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of one window's words: (words, labels) each, and arcs (words, 1 + words).

    `states` (pieces, hidden), in half precision, are what its lowest layers give, for the events branch to go on
    from; None where the network file has no such output.
    """

    upos: Array
    xpos: Array
    entity: Array
    predicate: Array
    start: Array
    arc: Array
    relation_dependent: Array
    relation_head: Array
    role_predicate: Array
    role_argument: Array
    states: NDArray[np.float16] | None = None


class Network:
    """The ONNX session with its vocabulary and label inventories; `threads` bounds its use of cores."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [output.name for output in self.session.get_outputs()]
        self.inventory: dict[str, list[str]] = json.loads((folder / "labels.json").read_text("utf-8"))
        self.wordpiece = WordPiece((folder / "vocab.txt").read_text("utf-8").split("\n"))
        with np.load(folder / "labels.npz") as stored:
            self._relation = _flat(stored["relation"])
            self._role = _flat(stored["role"])

    def __call__(self, group: Sequence[Window], words: Sequence[str]) -> list[Scores]:
        """Scores of each window; `words` are those of the whole text, which the windows index."""
        length = max(window.length for window in group)
        widest = max(len(window.pieces) for window in group)
        pieces = np.full((len(group), length), self.wordpiece.pad, dtype=np.int64)
        mask = np.zeros((len(group), length), dtype=np.int64)
        shapes = np.full((len(group), length), SHAPES.index("mark"), dtype=np.int64)
        first, last = (np.zeros((len(group), widest), dtype=np.int64) for _ in range(2))
        for row, window in enumerate(group):
            flat = [piece for own in window.pieces for piece in own]
            pieces[row, 0], pieces[row, len(flat) + 1] = self.wordpiece.first, self.wordpiece.last
            pieces[row, 1 : len(flat) + 1] = flat
            mask[row, : len(flat) + 2] = 1
            sizes = np.array([len(own) for own in window.pieces])
            last[row, : len(sizes)] = sizes.cumsum()
            first[row, : len(sizes)] = sizes.cumsum() - sizes + 1
            own = [shape(word) for word in words[window.start : window.end]]
            shapes[row, 1 : len(flat) + 1] = np.repeat(own, sizes)
        feed = {"pieces": pieces, "mask": mask, "first": first, "last": last, "shapes": shapes}
        found = dict(zip(self.outputs, self.session.run(None, feed), strict=True))
        states = found.pop("states", None)
        return [
            self._of_window(
                found, row, len(window.pieces), None if states is None else states[row, : window.length]
            )
            for row, window in enumerate(group)
        ]

    @staticmethod
    def _of_window(found: dict[str, Array], row: int, count: int, states: Array | None) -> Scores:
        own = {name: values[row, :count] for name, values in found.items()}
        own["arc"] = own["arc"][:, : count + 1]
        own["relation_head"] = found["relation_head"][row, : count + 1]
        return Scores(**own, states=None if states is None else states.astype(np.float16))

    def relations(self, scores: Scores, heads: Index) -> Index:
        """Relation index of each word, given heads (0 the root, words counted from 1 in the window)."""
        labels = len(self.inventory["relations"])
        left = (_with_one(scores.relation_dependent) @ self._relation).reshape(len(heads), labels, -1)
        right = _with_one(scores.relation_head[heads])
        found: Index = np.matmul(left, right[:, :, None])[:, :, 0].argmax(1)
        return found

    def roles(self, scores: Scores, predicates: Index) -> Array:
        """(predicates, words, labels) scores of every word of the window as an argument's head."""
        labels = len(self.inventory["roles"])
        left = (_with_one(scores.role_predicate[predicates]) @ self._role).reshape(
            len(predicates) * labels, -1
        )
        right = _with_one(scores.role_argument)
        found: Array = np.matmul(left, right.T).reshape(len(predicates), labels, -1).transpose(0, 2, 1)
        return found


def _flat(weight: NDArray[Any]) -> Array:
    """(labels, in, out) as stored -> (in, labels * out) in single precision."""
    labels, wide, out = weight.shape
    return np.ascontiguousarray(weight.astype(np.float32).transpose(1, 0, 2)).reshape(wide, labels * out)


def _with_one(values: Array) -> Array:
    return np.concatenate([values, np.ones((*values.shape[:-1], 1), dtype=np.float32)], -1)
