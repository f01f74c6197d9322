"""Counts in words become the bounds that the words give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.extract.quantities import read_count


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a", 1, 1),
        ("an", 1, 1),
        ("one", 1, 1),
        ("both", 2, 2),
        ("twelve", 12, 12),
        ("twenty-five", 25, 25),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("a hundred", 100, 100),
        ("two hundred", 200, 200),
        ("one hundred and twenty", 120, 120),
        ("43", 43, 43),
        ("1,200", 1200, 1200),
        ("12,345,678", 12_345_678, 12_345_678),
        ("1.5 million", 1_500_000, 1_500_000),
    ],
)
def test_a_plain_number_has_equal_bounds(words: str, low: int, high: int) -> None:
    assert read_count(words) == (low, high)


@pytest.mark.parametrize("words", ["no", "none", "nobody", "zero"])
def test_a_stated_zero_is_a_count(words: str) -> None:
    assert read_count(words) == (0, 0)


@pytest.mark.parametrize("words", ["the", "people", "armed", ""])
def test_words_without_a_number_are_no_count(words: str) -> None:
    assert read_count(words) is None


@pytest.mark.parametrize(
    ("words", "low"),
    [
        ("more than a dozen", 13),
        ("more than 75", 76),
        ("over 40", 41),
        ("more than 1,200", 1201),
        ("at least 25", 25),
        ("at least one", 1),
        ("at least two dozen", 24),
    ],
)
def test_a_lower_bound_leaves_the_top_open(words: str, low: int) -> None:
    assert read_count(words) == (low, None)


@pytest.mark.parametrize(
    "words", ["dozens", "dozens of", "scores", "hundreds of", "thousands", "several", "many"]
)
def test_a_vague_plural_is_open_at_the_top(words: str) -> None:
    count = read_count(words)
    assert count is not None
    assert count[0] >= 2
    assert count[1] is None


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("up to 10", 1, 10), ("as many as 30", 1, 30), ("no more than 5", 1, 5), ("fewer than 10", 0, 9)],
)
def test_an_upper_bound_has_a_top(words: str, low: int, high: int) -> None:
    assert read_count(words) == (low, high)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("nearly three dozen", 30, 36), ("nearly a dozen", 6, 12), ("almost 100", 90, 100)],
)
def test_nearly_stays_within_half_a_unit_below(words: str, low: int, high: int) -> None:
    assert read_count(words) == (low, high)


@pytest.mark.parametrize("words", ["60-mm", "122mm", "F-16"])
def test_a_calibre_or_a_type_is_no_count(words: str) -> None:
    assert read_count(words) is None


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("half a dozen", (6, 6)),
        ("a couple of", (2, 2)),
        ("between 10 and 20", (10, 20)),
        ("two or three", (2, 3)),
        ("no fewer than 12", (12, None)),
        ("100 or more", (100, None)),
        ("tens of thousands", (20_000, None)),
        ("several dozen", (36, None)),
    ],
)
def test_a_compound_number_phrase_is_read_as_a_whole(words: str, bounds: tuple[int, int | None]) -> None:
    assert read_count(words) == bounds


@given(st.integers(0, 10**9))
def test_digits_with_and_without_separators_are_the_same_number(number: int) -> None:
    assert read_count(f"{number:,}") == read_count(str(number)) == (number, number)


@given(st.text(max_size=40))
def test_bounds_of_any_words_are_ordered_and_not_negative(words: str) -> None:
    count = read_count(words)
    assert count is None or (count[0] >= 0 and (count[1] is None or count[1] >= count[0]))
