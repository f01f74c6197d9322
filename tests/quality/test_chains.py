"""The figures of coreference, against the worked example of Pradhan et al. (ACL 2014)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.chains import Score, assigned


def chains(*members: str) -> list[frozenset[object]]:
    return [frozenset(m) for m in members]


def test_the_worked_example() -> None:
    score = Score()
    score.add(chains("abc", "defg"), chains("ab", "cd", "fghi"))
    assert score.muc.figures == pytest.approx((0.40, 0.40, 0.40), abs=0.005)
    assert score.b_cubed.figures == pytest.approx((0.50, 0.42, 0.46), abs=0.01)
    assert score.ceaf.figures == pytest.approx((0.43, 0.65, 0.52), abs=0.005)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_the_gold_itself_is_perfect(places: list[int]) -> None:
    gold = [frozenset(n for n, p in enumerate(places) if p == place) for place in set(places)]
    gold = [chain for chain in gold if len(chain) > 1]
    score = Score()
    score.add(gold, gold)
    assert score.conll == pytest.approx(1.0 if gold else 0.0)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=3))
def test_the_assignment_is_the_best_of_all(gains: list[list[int]]) -> None:
    orders = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]
    assert assigned(gains) == max(sum(gains[row][column] for row, column in enumerate(o)) for o in orders)
