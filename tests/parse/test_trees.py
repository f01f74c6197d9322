"""Whatever the scores, the heads are a tree with one root, and the best such tree where none can be missed."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ascribe.parse import trees

values = st.floats(-100, 100, width=32)


def scores(most: int, elements: st.SearchStrategy[float] = values) -> st.SearchStrategy[np.ndarray]:
    """(words, 1 + words) arc scores of up to `most` words."""
    return st.integers(1, most).flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=elements))


def reaches_root(heads: tuple[int, ...]) -> bool:
    """By hand: from every word, following heads, the root comes within as many steps as there are words."""
    for word in range(1, len(heads) + 1):
        at = word
        for _ in heads:
            at = heads[at - 1] if at else 0
        if at:
            return False
    return True


@settings(deadline=None)
@given(scores(12))
def test_heads_are_a_tree_with_one_root(arcs: np.ndarray) -> None:
    heads = trees.heads(arcs)
    assert (heads == 0).sum() == 1
    assert reaches_root(tuple(map(int, heads)))
    assert trees.is_tree(heads)


@settings(deadline=None)
@given(scores(8, st.sampled_from([0.0, 1.0])))
def test_ties_make_no_cycle(arcs: np.ndarray) -> None:
    heads = trees.heads(arcs)
    assert (heads == 0).sum() == 1
    assert reaches_root(tuple(map(int, heads)))


@settings(deadline=None, max_examples=60)
@given(scores(5))
def test_the_spanning_tree_is_the_best_of_all(arcs: np.ndarray) -> None:
    words = len(arcs)
    square = np.full((words + 1, words + 1), -1e9, dtype=np.float32)
    square[1:] = arcs
    np.fill_diagonal(square, -1e9)
    found = trees.spanning_tree(square)[1:]
    best = max(
        sum(float(square[d + 1, h]) for d, h in enumerate(heads))
        for heads in product(range(words + 1), repeat=words)
        if reaches_root(heads)
    )
    total = sum(float(square[d + 1, h]) for d, h in enumerate(found))
    assert abs(total - best) <= 1e-2


@given(scores(5))
def test_is_tree_tells_trees_from_cycles(arcs: np.ndarray) -> None:
    heads = arcs.argmax(1)
    assert trees.is_tree(heads) == reaches_root(tuple(map(int, heads)))


@settings(deadline=None, max_examples=60)
@given(scores(5))
def test_one_root_costs_no_more_than_choosing_among_the_roots_of_the_best_tree(arcs: np.ndarray) -> None:
    """A tree that has one root already is kept as it is."""
    words = len(arcs)
    square = np.full((words + 1, words + 1), -1e9, dtype=np.float32)
    square[1:] = arcs
    np.fill_diagonal(square, -1e9)
    best = trees.spanning_tree(square.copy())[1:]
    if (best == 0).sum() == 1:
        total = sum(float(square[d + 1, h]) for d, h in enumerate(best))
        found = sum(float(square[d + 1, h]) for d, h in enumerate(trees.heads(arcs)))
        assert abs(total - found) <= 1e-2


def test_a_long_sentence_with_a_cycle_is_mended() -> None:
    arcs = np.zeros((400, 401), dtype=np.float32)
    for word in range(400):
        arcs[word, (word + 1) % 400 + 1] = 5.0
    heads = trees.heads(arcs)
    assert (heads == 0).sum() == 1
    assert trees.is_tree(heads)
