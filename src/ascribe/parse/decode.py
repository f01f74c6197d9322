"""Scores of a window to an analysis of its words: sentences, tags, trees, entities, predicates and roles."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascribe.parse import trees
from ascribe.parse.network import Array, Index, Network, Scores

_NEVER = np.float32(-1e9)
#: Where the last word could end a sentence, the network's own odds decide; elsewhere it must be this sure (log-odds).
SURE = 2.5
#: Added to "no argument": chosen on the development file so that precision and recall of arguments balance.
ROLE_BIAS = 0.0
_TERMINAL = frozenset(".!?…\"”’)]:;*")


@dataclass(slots=True)
class Analysis:
    """Per word of a window; `heads` count from 1 inside the window, 0 is the root of the word's sentence."""

    starts: NDArray[np.bool_]
    upos: Index
    xpos: Index
    heads: Index
    relations: Index
    entities: list[str]
    predicates: Index
    roles: list[list[tuple[int, int]]]


def sentence_starts(scores: Scores, words: Sequence[str], breaks: Sequence[bool]) -> NDArray[np.bool_]:
    """Where sentences begin: the window's first word, every paragraph, and where the network says so."""
    odds = scores.start[:, 1] - scores.start[:, 0]
    starts = odds > np.array([0.0, *(0.0 if word[-1] in _TERMINAL else SURE for word in words[:-1])])
    starts |= np.asarray(breaks, dtype=bool)
    starts[0] = True
    return starts


def analyse(network: Network, scores: Scores, starts: NDArray[np.bool_]) -> Analysis:
    """The best analysis of a window whose sentences begin at `starts`."""
    sentence = starts.cumsum() - 1
    heads = _heads(scores.arc, np.flatnonzero(starts), len(starts))
    predicates = np.flatnonzero(scores.predicate[:, 1] > scores.predicate[:, 0])
    labels = network.inventory["entities"]
    return Analysis(
        starts=starts,
        upos=scores.upos.argmax(1),
        xpos=scores.xpos.argmax(1),
        heads=heads,
        relations=network.relations(scores, heads),
        entities=_entities(scores.entity, labels, starts),
        predicates=predicates,
        roles=_roles(network, scores, predicates, sentence),
    )


def _heads(arc: Array, begins: Index, words: int) -> Index:
    found = np.zeros(words, dtype=np.int64)
    ends = [*begins[1:], words]
    for begin, end in zip(begins, ends, strict=True):
        own = np.concatenate([arc[begin:end, :1], arc[begin:end, begin + 1 : end + 1]], 1)
        local = trees.heads(own)
        found[begin:end] = np.where(local > 0, local + begin, 0)
    return found


def _entities(scores: Array, labels: list[str], starts: NDArray[np.bool_]) -> list[str]:
    tags = [labels[number] for number in scores.argmax(1)]
    for index, tag in enumerate(tags):
        opened = index and not starts[index] and tags[index - 1][2:] == tag[2:] and tags[index - 1] != "O"
        if tag[0] == "I" and not opened:
            tags[index] = "B" + tag[1:]
    return tags


def _roles(
    network: Network, scores: Scores, predicates: Index, sentence: Index
) -> list[list[tuple[int, int]]]:
    if not len(predicates):
        return []
    found = network.roles(scores, predicates)
    found[:, :, 0] += ROLE_BIAS
    best = found.argmax(2)
    best[sentence[predicates][:, None] != sentence[None, :]] = 0
    return [[(int(word), int(row[word])) for word in np.flatnonzero(row)] for row in best]
