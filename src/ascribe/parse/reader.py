"""The reader as a spaCy component: fills tags, lemmas, heads, relations, sentences, entities and frames."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Token

from ascribe.parse.decode import Analysis, analyse, sentence_starts
from ascribe.parse.events import Branch, EventScores, has_branch
from ascribe.parse.frames import Frame, Role
from ascribe.parse.layout import is_wrapped, layout
from ascribe.parse.lemmas import Lemmatizer
from ascribe.parse.network import WEIGHTS, Index, Network
from ascribe.parse.windows import Window, batches, cut

#: Padded pieces that one call of the network may hold; more gains nothing on one core and costs memory.
BATCH_PIECES = 1536
#: Where a Doc keeps the scores of the events branch, or what makes them.
_EVENTS = "ascribe_events"
#: Where it keeps the states of its words, or what makes them.
_STATES = "ascribe_states"


class Reader:
    """A component for `Language.add_pipe`; reads a Doc's words and spaces and nothing else."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.network = Network(folder, threads)
        stored = json.loads((folder / "lemmas.json").read_text("utf-8"))
        self.lemmatizer = Lemmatizer(stored["exceptions"], stored["rules"])
        self.rolesets: dict[str, str] = stored["rolesets"]
        self.folder, self.threads = folder, threads
        if not Doc.has_extension("frames"):
            Doc.set_extension("frames", default=())
        if not Doc.has_extension("events"):
            Doc.set_extension("events", getter=_events)
        if not Doc.has_extension("states"):
            Doc.set_extension("states", getter=_states)

    @cached_property
    def branch(self) -> Branch | None:
        """The events branch, loaded when a Doc is first asked for its events."""
        return Branch(self.folder, self.threads) if has_branch(self.folder) else None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Annotate Docs in order; the windows of one Doc share batches of the network."""
        for doc in docs:
            indices = np.flatnonzero(doc.to_array(IS_SPACE) == 0).tolist()
            if indices:
                self._annotate(doc, indices)
            yield doc

    def _annotate(self, doc: Doc, indices: list[int]) -> None:
        words, gaps = words_and_gaps(doc, indices)
        marks = layout(words, gaps, is_wrapped(doc.text))
        windows = cut(self.network.wordpiece(words), words, marks)
        analyses: dict[int, Analysis] = {}
        states: dict[int, Any] = {}
        for group in batches(windows, BATCH_PIECES):
            for window, scores in zip(group, self.network(group, words), strict=True):
                starts = sentence_starts(self.network, scores, marks.part(window.start, window.end))
                analyses[window.start] = analyse(self.network, scores, starts)
                states[window.start] = scores.states
        self._fill(doc, words, indices, [(window.start, analyses[window.start]) for window in windows])
        if "states" in self.network.outputs:
            own = [states[window.start] for window in windows]
            doc.user_data[_EVENTS] = lambda: self.branch and self.branch(windows, own, indices)
            doc.user_data[_STATES] = lambda: word_states(windows, own, indices, len(doc))

    def _fill(
        self, doc: Doc, words: list[str], indices: list[int], parts: list[tuple[int, Analysis]]
    ) -> None:
        inventory, add = self.network.inventory, doc.vocab.strings.add
        upos = [inventory["upos"][n] for _, a in parts for n in a.upos]
        lemmas = list(map(self.lemmatizer, words, upos))
        heads = np.concatenate([np.where(a.heads > 0, a.heads - 1 + at, -1) for at, a in parts])
        root = inventory["relations"].index("root")
        relations = np.where(heads < 0, root, np.concatenate([a.relations for _, a in parts]))
        entities = {label: _entity(label, add) for label in inventory["entities"]}
        values = np.empty((len(doc), 7), dtype=np.uint64)
        values[:] = (0, POS_IDS["SPACE"], add("_SP"), 0, add("dep"), *entities["O"])
        values[:, 0] = _spread(len(doc), indices, heads).astype(np.uint64)
        values[indices, 1] = _ids(inventory["upos"], POS_IDS.__getitem__)[
            np.concatenate([a.upos for _, a in parts])
        ]
        values[indices, 2] = _ids(inventory["xpos"], add)[np.concatenate([a.xpos for _, a in parts])]
        values[indices, 3] = _ids(lemmas, add)
        values[indices, 4] = _ids(inventory["relations"], add)[relations]
        values[indices, 5:] = [entities[tag] for _, a in parts for tag in a.entities]
        _join_entities(values, indices)
        columns: Any = values
        doc.from_array([HEAD, POS, TAG, LEMMA, DEP, ENT_IOB, ENT_TYPE], columns)
        doc._.frames = tuple(self._frames(doc, indices, parts, lemmas))

    def _frames(
        self, doc: Doc, indices: list[int], parts: list[tuple[int, Analysis]], lemmas: list[str]
    ) -> Iterator[Frame]:
        labels = self.network.inventory["roles"]
        for at, analysis in parts:
            for number, found in zip(analysis.predicates, analysis.roles, strict=True):
                word = at + int(number)
                predicate = doc[indices[word]]
                roles = [
                    Role(labels[label], indices[at + own], *role_words(predicate, doc[indices[at + own]]))
                    for own, label in found
                ]
                roleset = self.rolesets.get(lemmas[word], f"{lemmas[word]}.01")
                yield Frame(predicate.i, roleset, tuple(sorted(roles, key=lambda r: (r.start, r.head))))


def _events(doc: Doc) -> EventScores | None:
    """The events branch's scores, computed when first asked for; None without a branch."""
    held = doc.user_data.get(_EVENTS)
    if callable(held):
        held = doc.user_data[_EVENTS] = held()
    return cast(EventScores | None, held)


def _states(doc: Doc) -> NDArray[np.float32] | None:
    """The states of a Doc's tokens, computed when first asked for; None where the network gives none."""
    held = doc.user_data.get(_STATES)
    if callable(held):
        held = doc.user_data[_STATES] = held()
    return cast("NDArray[np.float32] | None", held)


def word_states(
    windows: Sequence[Window], states: Sequence[Any], indices: Sequence[int], tokens: int
) -> NDArray[np.float32]:
    """What the lower layers make of each token: the mean over its pieces; zeros where a token is white space."""
    found = np.zeros((tokens, states[0].shape[1]), dtype=np.float32)
    words = iter(indices)
    for window, own in zip(windows, states, strict=True):
        at = 1
        for pieces in window.pieces:
            here = own[at : at + len(pieces)]
            found[next(words)] = here[0] if len(here) == 1 else here.mean(0, dtype=np.float32)
            at += len(pieces)
    return found


def role_words(predicate: Token, head: Token) -> tuple[int, int]:
    """The words [start, end) of an argument: its head's subtree, less the branch that holds the predicate."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    if start <= predicate.i < end and predicate.i != head.i:
        branch = predicate
        while branch.head.i not in (head.i, branch.i):
            branch = branch.head
        if branch.i > head.i:
            end = min(end, branch.left_edge.i)
        else:
            start = max(start, branch.right_edge.i + 1)
    if predicate.i == head.i or not start <= head.i < end:
        return head.i, head.i + 1
    while head.doc[start].is_space:
        start += 1
    while head.doc[end - 1].is_space:
        end -= 1
    return start, end


def words_and_gaps(doc: Doc, indices: list[int]) -> tuple[list[str], list[str]]:
    """The words at `indices`, and the white space before each."""
    words, gaps, cursor = [], [], 0
    text = doc.text
    for index in indices:
        token = doc[index]
        words.append(token.text)
        gaps.append(text[cursor : token.idx])
        cursor = token.idx + len(words[-1])
    return words, gaps


def _ids(names: Sequence[str], number: Callable[[str], int]) -> NDArray[np.uint64]:
    return np.array([number(name) for name in names], dtype=np.uint64)


def _entity(label: str, add: Callable[[str], int]) -> tuple[int, int]:
    """ENT_IOB and ENT_TYPE of an IOB2 label."""
    return {"I": 1, "O": 2, "B": 3}[label[0]], add(label[2:]) if label != "O" else 0


def _spread(tokens: int, indices: list[int], heads: Index) -> Index:
    """Relative heads for all tokens; white space hangs on the word before it (at the start, on the first)."""
    places = np.asarray(indices)
    every = np.arange(tokens)
    before = np.maximum(np.searchsorted(places, every, side="right") - 1, 0)
    own = places[before] - every
    own[places] = np.where(heads < 0, 0, places[heads] - places)
    return own


def _join_entities(values: NDArray[np.uint64], indices: list[int]) -> None:
    """White space inside an entity belongs to it, as spaCy wants entities contiguous."""
    for last, following in pairwise(indices):
        if following > last + 1 and values[following, 5] == 1:
            values[last + 1 : following, 5:] = (1, values[following, 6])


@Language.factory("ascribe_reader", default_config={"threads": 1})
def make_reader(nlp: Language, name: str, threads: int) -> Reader:
    """spaCy factory: `nlp.add_pipe("ascribe_reader")`."""
    return Reader(threads=threads)
