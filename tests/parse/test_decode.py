"""Scores to labels that hold together: entities as IOB2 paths, one argument for each core role."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ascribe.parse.decode import _entities, _keep_one

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def entity_scores(words: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float32, (words, len(LABELS)), elements=st.floats(-9, 9, width=32))


@given(st.integers(1, 8).flatmap(lambda n: st.tuples(entity_scores(n), arrays(np.bool_, n))))
def test_every_inside_continues_an_entity_of_its_type_in_its_sentence(
    given_: tuple[np.ndarray, np.ndarray],
) -> None:
    scores, starts = given_
    starts[0] = True
    tags = _entities(scores, LABELS, starts)
    assert len(tags) == len(scores)
    for index, tag in enumerate(tags):
        if tag[0] == "I":
            assert not starts[index]
            assert tags[index - 1][2:] == tag[2:]


def test_a_clear_name_is_found_whole_though_its_head_is_in_doubt() -> None:
    """Word by word the first label would be O, and the name would lose its first word."""
    starts = np.array([True, False, False])
    scores = np.array([[0.2, 0.0, -9, -9, -9], [-9, 0.0, 3.0, -9, -9], [9, 0, 0, 0, 0]], dtype=np.float32)
    assert _entities(scores, LABELS, starts) == ["B-PER", "I-PER", "O"]


def test_without_entities_there_are_none() -> None:
    scores = np.array([[20.0, 0, 0, 0, 0]] * 3, dtype=np.float32)
    assert _entities(scores, LABELS, np.array([True, False, False])) == ["O"] * 3


def test_the_surest_word_keeps_a_core_role_and_the_other_takes_its_next_label() -> None:
    found = np.array([[[0.0, 3.0, 1.0], [0.0, 5.0, -1.0], [2.0, 0.0, 0.0]]], dtype=np.float32)
    best = found.argmax(2)
    _keep_one(found, best, 1)
    assert best.tolist() == [[2, 1, 0]]
