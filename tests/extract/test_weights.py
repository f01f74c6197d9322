"""Weights of traits are summed alike in whatever order the traits come."""

from hypothesis import given
from hypothesis import strategies as st

from ascribe.extract.weights import weigh

WEIGHTS = {"bias": 0.1, "near": 0.7, "far": -1e16, "same": 1e16, "other": 1e-9}


@given(st.permutations(["near", "far", "same", "other", "unheard of"]))
def test_the_order_of_the_traits_changes_nothing(traits: list[str]) -> None:
    assert weigh(traits, WEIGHTS) == weigh(sorted(traits), WEIGHTS)
