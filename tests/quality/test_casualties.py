"""Counts of an article: its signs, and that the regression learns and gives counts."""

import pytest

from benchmarks.casualties import counted, fitted, load
from benchmarks.casualties_words import signs, words


def test_ages_are_no_counts_and_small_numbers_are_spelled() -> None:
    assert words("A 16-year-old and 3 men, aged 40") == ["a", "agegiven", "and", "three", "men", "agegiven"]


def test_numbers_beside_words_of_harm_are_signs() -> None:
    found = signs("Two dead in Tolva", "Two men were killed and three others were wounded.", None)
    assert {"title most killed 2", "lede first killed 2", "title no number wounded"} <= found


def test_the_regression_learns_what_each_count_is_told_by() -> None:
    found = [{"read own first killed 1"} if n % 2 else {"read own first killed -"} for n in range(60)]
    vocabulary, model = fitted(found, [{"killed": n % 2, "injured": 0} for n in range(60)])
    assert [row["killed"] for row in counted(found[:2], vocabulary, model)] == [0, 1]


@pytest.mark.parametrize(
    ("title", "text", "killed"),
    [
        (
            "Man shot to death in Tolva",
            "A man was shot and killed in Tolva on Friday. He died at the scene.",
            1,
        ),
        ("Man wounded in Tolva shooting", "A man was shot in the leg and is in stable condition.", 0),
    ],
)
def test_the_shipped_regression_counts_a_plain_article(title: str, text: str, killed: int) -> None:
    assert counted([signs(title, text, None)], *load())[0]["killed"] == killed
