"""Scores of a window to an analysis of its words: sentences, tags, trees, entities, predicates and roles."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ascribe.parse import trees
from ascribe.parse.layout import Flags, Layout
from ascribe.parse.network import Array, Index, Network, Scores

#: After a stop the network's own odds decide; elsewhere it must be this sure (log-odds) of a new sentence.
#: EWT's raw LAS is highest at 0.5, but above 1 news keeps its names whole; try again after training.
SURE = 1.5
#: Words of these classes have a capital only where a sentence begins.
_CLOSED = ("ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ")
#: A predicate has one argument of each of these at most.
CORE_ROLES = frozenset({"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5"})
#: Words this sure (log-probability) to be in no entity end a run of words whose labels depend on each other.
_OUTSIDE = -0.001


@dataclass(slots=True)
class Analysis:
    """Per word of a window; `heads` count from 1 inside the window, 0 is the root of the word's sentence."""

    starts: Flags
    upos: Index
    xpos: Index
    heads: Index
    relations: Index
    entities: list[str]
    predicates: Index
    roles: list[list[tuple[int, int]]]


def sentence_starts(network: Network, scores: Scores, layout: Layout) -> Flags:
    """Where sentences begin: the window's first word, every paragraph, and where the network says so.

    The network does not see white space, so it cannot tell an opening quote from a closing one: an opening
    mark takes the odds of the word that it opens, and no sentence begins with a closing mark. Nor has it seen
    many sentences that end in an abbreviation ("in the U.S. The army"): there a capital on a word that has one
    only at the head of a sentence is enough.
    """
    odds = scores.start[:, 1] - scores.start[:, 0]
    marks = np.flatnonzero(layout.opening[:-1])
    odds[marks] = np.maximum(odds[marks], odds[marks + 1])
    odds[layout.inside] = -np.inf
    name = network.inventory["upos"].index("PROPN")
    named = (scores.upos.argmax(1) == name) & ~layout.stops  # its capital says nothing of a sentence
    starts: Flags = ((odds > np.where(layout.stops, 0.0, SURE)) & ~named) | layout.breaks
    closed = [network.inventory["upos"].index(upos) for upos in _CLOSED]
    starts |= layout.capitals & np.isin(scores.upos.argmax(1), closed)
    starts[0] = True
    return starts


def analyse(network: Network, scores: Scores, starts: Flags) -> Analysis:
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


def _entities(scores: Array, labels: list[str], starts: Flags) -> list[str]:
    """The most probable IOB2 labels of which every I continues an entity of its type inside its sentence."""
    odds = scores - scores.max(1, keepdims=True)
    odds -= np.log(np.exp(odds).sum(1, keepdims=True))
    first = np.array([-np.inf if label[0] == "I" else 0 for label in labels], dtype=np.float32)
    unsure = np.flatnonzero(odds[:, labels.index("O")] < _OUTSIDE)
    tags = ["O"] * len(scores)
    for run in np.split(unsure, np.flatnonzero((np.diff(unsure) > 1) | starts[unsure[1:]]) + 1):
        for word, label in zip(run, best_path(odds[run], _follows(tuple(labels)), first), strict=True):
            tags[word] = labels[label]
    return tags


@cache
def _follows(labels: tuple[str, ...]) -> Array:
    """(before, after) 0 where IOB2 allows the pair, else minus infinity."""
    return np.array(
        [[0 if b[0] != "I" or (a != "O" and a[2:] == b[2:]) else -np.inf for b in labels] for a in labels],
        dtype=np.float32,
    )


def best_path(scores: Array, after: Array, first: Array) -> list[int]:
    """The labels of a run of words that weigh the most together (Viterbi).

    `scores` (words, labels), `after` (label before, label), `first` (label) for a run's beginning; sums of these.
    """
    if not len(scores):
        return []
    best, back = first + scores[0], []
    for own in scores[1:]:
        steps = best[:, None] + after
        back.append(steps.argmax(0))
        best = steps.max(0) + own
    path = [int(best.argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]


def _roles(
    network: Network, scores: Scores, predicates: Index, sentence: Index
) -> list[list[tuple[int, int]]]:
    if not len(predicates):
        return []
    labels = network.inventory["roles"]
    found = network.roles(scores, predicates)
    best = found.argmax(2)
    best[sentence[predicates][:, None] != sentence[None, :]] = 0
    for label, name in enumerate(labels):
        if name in CORE_ROLES:
            _keep_one(found, best, label)
    return [[(int(word), int(row[word])) for word in np.flatnonzero(row)] for row in best]


def _keep_one(found: Array, best: Index, label: int) -> None:
    """Where words compete for one core role, the surest has it and the others their next best label."""
    for row in np.flatnonzero((best == label).sum(1) > 1):
        words = np.flatnonzero(best[row] == label)
        margins = found[row, words, label] - found[row, words, 0]
        for word in np.delete(words, margins.argmax()):
            found[row, word, label] = -np.inf
            best[row, word] = found[row, word].argmax()
