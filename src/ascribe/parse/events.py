"""The events branch: what the words of a text do in the incidents that it reports.

In: the states that the reader's lowest layers give for each window of a text (`Passage`s join windows, so that the
branch sees up to PASSAGE_PIECES pieces at once). Out: `EventScores`, on a Doc as `doc._.events`: computed when first
asked for, so that a text in which nobody looks for incidents costs nothing; None where the pipeline has no branch.

Trained by `training/` on the MUC-4 development messages: press and radio of 1987-1990 on Latin America, a person's key
of every attack on noncombatants, bombing, kidnapping, arson and robbery with a political aim. What the network knows of
incidents is therefore that notion: clashes of armies and guerrillas, summaries, and old news are trained to score low.
Treebank texts and paragraphs of sport, markets, films and accidents were trained to score nothing. Half of the messages
were read in capitals, half in mixed case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascribe.parse.windows import Window

Array = NDArray[np.float32]

#: What a word may be in an incident: a person or people who did it, a named organisation that did, a thing attacked,
#: a person harmed or meant to be, by name or by description, what it was done with.
ROLES = ("individual", "organization", "target", "victim-name", "victim", "instrument")
TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery")
#: How sure the text is that the organisation did it.
CONFIDENCES = (
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "CLAIMED OR ADMITTED",
    "POSSIBLE",
)
#: What became of a victim (the first three) or of a target.
EFFECTS = ("DEATH", "INJURY", "NO INJURY OR DEATH", "DESTROYED", "SOME DAMAGE", "NO DAMAGE")
#: Windows of one text that are told apart by their ordinal.
PLACES = 12
#: Pieces that the branch reads at once.
PASSAGE_PIECES = 512
FILE = "events.onnx"


@dataclass(frozen=True, slots=True)
class EventScores:
    """Probabilities for the words of a text (its tokens less white space; `tokens` are their numbers in the Doc).

    `role` (words, ROLES, 3): outside, begins, continues a filler of the role; `event` (words, TYPES): the word is in a
    sentence that tells of an incident of the type, or in a filler of one; `confidence` (words, CONFIDENCES) and
    `effect` (words, EFFECTS) mean something only on a filler. `relevant`: the text reports an incident at all; `counts`
    (passages, TYPES, 3): it reports none, one or more of the type.
    """

    tokens: NDArray[np.int64]
    role: Array
    event: Array
    confidence: Array
    effect: Array
    relevant: float
    counts: Array

    def inside(self, role: str) -> Array:
        """Per word, the chance that it is in a filler of the role."""
        own = self.role[:, ROLES.index(role), 1:]
        return np.asarray(own.sum(-1), dtype=np.float32)

    def reports(self, start: int, end: int) -> float:
        """The chance that tokens [start, end), a sentence say, tell of an incident of some type."""
        own = slice(*np.searchsorted(self.tokens, (start, end)))
        return float(self.event[own].max(1).mean()) if self.event[own].size else 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Windows, by ordinal, that the branch reads together."""

    ordinals: tuple[int, ...]
    pieces: int


def passages(lengths: Sequence[int], limit: int = PASSAGE_PIECES) -> list[Passage]:
    """Windows of these lengths in runs of at most `limit` pieces and of about one length."""
    goal = sum(lengths) / -(-sum(lengths) // limit)
    runs: list[list[int]] = [[]]
    held = 0
    for ordinal, length in enumerate(lengths):
        if runs[-1] and (held + length > limit or held + length / 2 > goal):
            runs.append([])
            held = 0
        runs[-1].append(ordinal)
        held += length
    return [Passage(tuple(run), sum(lengths[n] for n in run)) for run in runs]


class Branch:
    """The branch under onnxruntime."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session: Any = onnxruntime.InferenceSession(
            str(folder / FILE), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [output.name for output in self.session.get_outputs()]

    def __call__(
        self, windows: Sequence[Window], states: Sequence[Array], tokens: Sequence[int]
    ) -> EventScores:
        """Scores of a text, given its windows in order, the states of each and the tokens of its words."""
        parts: dict[str, list[Array]] = {name: [] for name in self.outputs}
        for passage in passages([w.length for w in windows]):
            own = [windows[n] for n in passage.ordinals]
            found = self.session.run(None, self._feed(own, passage, [states[n] for n in passage.ordinals]))
            for name, values in zip(self.outputs, found, strict=True):
                parts[name].append(values if name == "document" else values[0])
        out = {name: np.concatenate(values) for name, values in parts.items()}
        document = out["document"]
        return EventScores(
            np.asarray(tokens, dtype=np.int64),
            _shares(out["role"].reshape(len(tokens), len(ROLES), 3)),
            _chances(out["event"]),
            _shares(out["confidence"]),
            _chances(out["effect"]),
            float(_chances(document[:, 0]).max()),
            _shares(document[:, 1:].reshape(len(document), len(TYPES), 3)),
        )

    @staticmethod
    def _feed(own: Sequence[Window], passage: Passage, states: Sequence[Array]) -> dict[str, Any]:
        first: list[int] = []
        last: list[int] = []
        places: list[int] = []
        offset = 0
        for window, ordinal in zip(own, passage.ordinals, strict=True):
            sizes = np.array([len(pieces) for pieces in window.pieces])
            ends = sizes.cumsum() + offset
            first += (ends - sizes + 1).tolist()
            last += ends.tolist()
            places += [min(ordinal, PLACES - 1)] * window.length
            offset += window.length
        return {
            "states": np.concatenate(states).astype(np.float32)[None],
            "mask": np.ones((1, passage.pieces), dtype=np.int64),
            "first": np.array([first], dtype=np.int64),
            "last": np.array([last], dtype=np.int64),
            "places": np.array([places], dtype=np.int64),
        }


def _chances(logits: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-logits)), dtype=np.float32)


def _shares(logits: Array) -> Array:
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


def has_branch(folder: Path) -> bool:
    """Whether the folder of weights holds a branch, and its reader the states for it."""
    return (folder / FILE).exists()
