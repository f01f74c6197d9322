"""The reader as a spaCy component: fills tags, lemmas, heads, relations, sentences, entities and frames."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, POS, TAG
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS_IDS
from spacy.tokens import Doc, Token

from ascribe.parse.decode import Analysis, analyse, sentence_starts
from ascribe.parse.frames import Frame, Role
from ascribe.parse.lemmas import Lemmatizer
from ascribe.parse.network import WEIGHTS, Index, Network
from ascribe.parse.windows import Window, batches, breaks_paragraph, cut, is_wrapped

#: Padded pieces that one call of the network may hold; more gains nothing on one core and costs memory.
BATCH_PIECES = 1536


class Reader:
    """A component for `Language.add_pipe`; reads a Doc's words and spaces and nothing else."""

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.network = Network(folder, threads)
        stored = json.loads((folder / "lemmas.json").read_text("utf-8"))
        self.lemmatizer = Lemmatizer(stored["exceptions"], stored["rules"])
        self.rolesets: dict[str, str] = stored["rolesets"]
        if not Doc.has_extension("frames"):
            Doc.set_extension("frames", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Annotate Docs in order; the windows of one Doc share batches of the network."""
        for doc in docs:
            indices = [token.i for token in doc if not token.is_space]
            if indices:
                self._annotate(doc, indices)
            yield doc

    def _annotate(self, doc: Doc, indices: list[int]) -> None:
        words = [doc[i].text for i in indices]
        breaks = paragraph_starts(doc, indices)
        windows = cut(self.network.wordpiece(words), words, breaks)
        analyses: dict[Window, Analysis] = {}
        for group in batches(windows, BATCH_PIECES):
            for window, scores in zip(group, self.network(group, words), strict=True):
                own = slice(window.start, window.end)
                starts = sentence_starts(scores, words[own], breaks[own])
                analyses[window] = analyse(self.network, scores, starts)
        self._fill(doc, indices, [(window.start, analyses[window]) for window in windows])

    def _fill(self, doc: Doc, indices: list[int], parts: list[tuple[int, Analysis]]) -> None:
        inventory = self.network.inventory
        upos = [inventory["upos"][n] for _, a in parts for n in a.upos]
        heads = np.concatenate([np.where(a.heads > 0, a.heads - 1 + at, -1) for at, a in parts])
        values = np.zeros((len(doc), 7), dtype=np.int64)
        strings = doc.vocab.strings
        values[:, 0] = _spread(doc, indices, heads)
        values[:, 4] = strings.add("dep")
        relation_ids = np.array([strings.add(r) for r in inventory["relations"]], dtype=np.uint64).astype(np.int64)
        tag_ids = np.array([strings.add(t) for t in inventory["xpos"]], dtype=np.uint64).astype(np.int64)
        relations = np.concatenate([a.relations for _, a in parts])
        relations = np.where(heads < 0, inventory["relations"].index("root"), relations)
        values[indices, 4] = relation_ids[relations]
        values[:, 1] = POS_IDS["SPACE"]
        values[indices, 1] = [POS_IDS[u] for u in upos]
        values[:, 2] = np.uint64(strings.add("_SP")).astype(np.int64)
        values[indices, 2] = tag_ids[np.concatenate([a.xpos for _, a in parts])]
        lemmas = [self.lemmatizer(doc[i].text, u) for i, u in zip(indices, upos, strict=True)]
        values[indices, 3] = [_signed(strings.add(lemma)) for lemma in lemmas]
        tags = [tag for _, a in parts for tag in a.entities]
        values[:, 5] = 2
        values[indices, 5] = [{"O": 2, "B": 3, "I": 1}[tag[0]] for tag in tags]
        values[indices, 6] = [_signed(strings.add(tag[2:])) if tag != "O" else 0 for tag in tags]
        _join_entities(values, doc)
        doc.from_array([HEAD, POS, TAG, LEMMA, DEP, ENT_IOB, ENT_TYPE], values.astype(np.uint64))
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


def role_words(predicate: Token, head: Token) -> tuple[int, int]:
    """The words [start, end) of an argument: its head's subtree, less the branch that holds the predicate."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    if not start <= predicate.i < end:
        return start, end
    if predicate.i == head.i:
        return head.i, head.i + 1
    branch = predicate
    while branch.head.i not in (head.i, branch.i):
        branch = branch.head
    if branch.i > head.i:
        end = min(end, branch.left_edge.i)
    else:
        start = max(start, branch.right_edge.i + 1)
    return (start, end) if start <= head.i < end else (head.i, head.i + 1)


def paragraph_starts(doc: Doc, indices: list[int]) -> list[bool]:
    """For each word that is no white space, whether a paragraph break stands before it."""
    wrapped = is_wrapped(doc.text)
    found, previous = [], -1
    for index in indices:
        space = "".join(doc[i].text_with_ws for i in range(previous + 1, index))
        found.append(previous < 0 or (bool(space) and breaks_paragraph(space, wrapped)))
        previous = index
    return found


def _signed(number: int) -> int:
    return int(np.uint64(number).astype(np.int64))


def _spread(doc: Doc, indices: list[int], heads: Index) -> Index:
    """Relative heads for all tokens; white space hangs on the word before it (the first word, at the start)."""
    places = np.asarray(indices)
    own = np.zeros(len(doc), dtype=np.int64)
    own[places] = np.where(heads < 0, 0, places[heads] - places)
    anchor = indices[0]
    words = set(indices)
    for index in range(len(doc)):
        if index in words:
            anchor = index
        else:
            own[index] = anchor - index
    return own


def _join_entities(values: Index, doc: Doc) -> None:
    """White space inside an entity belongs to it, as spaCy wants entities contiguous."""
    for index in range(1, len(doc) - 1):
        if doc[index].is_space and values[index + 1, 5] == 1:
            values[index, 5:7] = (1, values[index + 1, 6])


@Language.factory("ascribe_reader", default_config={"threads": 1})
def make_reader(nlp: Language, name: str, threads: int) -> Reader:
    """spaCy factory: `nlp.add_pipe("ascribe_reader")`."""
    return Reader(threads=threads)
