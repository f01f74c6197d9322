"""Whether a word that may report violence is meant literally, by what the reader's network makes of it and around it.

Comes in: a parsed report whose `doc._.states` has a vector for each word, and the words of its paragraphs
(`topics`). Goes out: whether a word is doubted, since it is used as texts about sport, markets, weather or kitchens use
it and not as those about political violence do. A linear model over four means of vectors and a few counts of words;
`training.literal` makes its weights, `literal.npz`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from ascribe.errors import KnowledgeError
from ascribe.extract.topics import Topics

WEIGHTS = Path(__file__).with_name("literal.npz")
#: A report in which so many words score so high tells of violence; there a word is doubted only so far below nought.
MANY, SURE, MARGIN = 4, 2.0, 2.0
_NEAR = frozenset("nsubj nsubj:pass obj obl obl:agent nmod compound amod".split())

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class Literal:
    """The words of one report; without vectors (another pipeline than ours) nothing is judged."""

    doc: Doc
    about: Topics
    weights: Vector | None = None

    def doubted(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Which of the words that may report violence (by index) are so unlikely to be meant literally that they report
        nothing; less is doubted where many of them surely are."""
        if self._states is None:
            return frozenset()
        scores = {token.i: self.score(token) for token in tokens}
        least = -MARGIN if sum(score > SURE for score in scores.values()) >= MANY else 0.0
        meant = [token for token in tokens if scores[token.i] >= least]
        meant += [
            t.head for t in meant if t.dep_ in ("ccomp", "xcomp")
        ]  # a warning of what is meant is meant too
        return frozenset(scores) - {token.i for token in meant}

    def score(self, token: Token) -> float:
        """How far a word speaks for violence, in natural logarithms of the odds, nearly; below nought against it."""
        weights = shipped() if self.weights is None else self.weights
        return float(self.vector(token) @ weights[:-1] + weights[-1])

    def vector(self, token: Token) -> Vector:
        """The word, what hangs on it, its sentence, its paragraph: four means, one after another; then the cues."""
        states = self._states
        if states is None:
            raise ValueError("the Doc has no states: it was not read by Ascribe's own reader")
        near = [c.i for c in token.children if c.dep_ in _NEAR]
        near += [token.head.i] if token.head.i != token.i else []
        around = states[near].mean(0) if near else np.zeros_like(states[0])
        sentence, paragraph = self._means[token.sent.start]
        cues = np.array(self.about.cues(token), dtype=np.float32)
        return np.concatenate([states[token.i], around, sentence, paragraph, cues])

    @cached_property
    def _states(self) -> Vector | None:
        found: Vector | None = self.doc._.states if Doc.has_extension("states") else None
        return found

    @cached_property
    def _means(self) -> dict[int, tuple[Vector, Vector]]:
        """The means of each sentence and of its paragraph, by the sentence's first word."""
        found: dict[int, tuple[Vector, Vector]] = {}
        starts: list[int] = []
        end, text = 0, self.doc.text  # joined from its words at every call
        for sentence in self.doc.sents:
            if starts and "\n\n" in text[self.doc[end - 1].idx : sentence.start_char]:
                found |= self._of_paragraph([*starts, end])
                starts = []
            starts.append(sentence.start)
            end = sentence.end
        return found | self._of_paragraph([*starts, end])

    def _of_paragraph(self, bounds: list[int]) -> dict[int, tuple[Vector, Vector]]:
        whole = self._mean(bounds[0], bounds[-1])
        return {a: (self._mean(a, b), whole) for a, b in pairwise(bounds)}

    def _mean(self, start: int, end: int) -> Vector:
        states = self._states
        assert states is not None
        words = [t.i for t in self.doc[start:end] if t.is_alpha] or [start]
        return np.asarray(states[words].mean(0), dtype=np.float32)


@cache
def shipped() -> Vector:
    """The weights that come with Ascribe, the bias last; raises KnowledgeError where the file cannot be read."""
    try:
        with np.load(WEIGHTS) as held:
            return np.asarray(held["weights"], dtype=np.float32)
    except (OSError, KeyError, ValueError) as error:
        raise KnowledgeError(f"{WEIGHTS.name}: cannot be read: {error}") from error
