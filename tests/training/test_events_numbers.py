"""How many incidents a message reports, and what is in which of them, on made-up words and figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.events import CONFIDENCES, EFFECTS, TYPES
from ascribe.parse.events_fillers import Filler, Mention
from benchmarks.muc4_fillers import parted
from benchmarks.muc4_incidents import Numbers, Vocabulary, counted, weigh
from training.events_numbers import fitted, shuffled, store, vocabulary

TEXTS = ["The mine went off near a market in Norda"] * 8 + ["The talks on the mine went on in Norda"] * 8


def filler(role: str, *words: int) -> Filler:
    """A filler with a mention at each of these words, one word to a sentence."""
    none = [np.zeros(len(names), dtype=np.float32) for names in (TYPES, CONFIDENCES, EFFECTS)]
    return Filler(role, [Mention(role, n, n + 1, n, n + 1, f"{role}-{n}", 0.5, *none) for n in words])


def names(groups: list[list[Filler]]) -> list[list[str]]:
    return [[f.mentions[0].text for f in group] for group in groups]


def test_words_that_part_the_messages_are_learned() -> None:
    labels = np.array([[1.0] * 6] * 8 + [[0.0] * 6] * 8)
    own = vocabulary(TEXTS, labels)
    assert "norda" not in own.words
    assert own("A market in Norda")[0] > 0.7
    assert own("Talks on trade")[0] < 0.3
    assert own("Nothing known")[0] == pytest.approx(0.5, abs=0.01)


def test_a_stored_vocabulary_says_the_same(tmp_path) -> None:
    own = vocabulary(TEXTS, np.array([[1.0] * 6] * 8 + [[0.0] * 6] * 8))
    store(own, tmp_path / "words.npz")
    text = "a mine near the market, and talks"
    assert Vocabulary.load(tmp_path / "words.npz")(text) == pytest.approx(own(text), abs=0.01)


def test_numbers_are_one_word() -> None:
    assert counted("12 killed, 340 wounded; 12 freed")["#"] == 3


@given(st.floats(0.1, 50))
def test_the_width_of_a_column_changes_nothing(width: float) -> None:
    rows = np.array([[1.0, x] for x in (-2, -1, -0.5, 0.5, 1, 2)])
    labels = [0.0, 0.0, 1.0, 0.0, 1.0, 1.0]
    narrow, wide = fitted(rows, labels, 1.0), fitted(rows * [1.0, width], labels, 1.0)
    chances = [
        weigh({"bias": float(b), "x": float(w)}, {"bias": 1.0, "x": scale})
        for (b, w), scale in ((narrow, 1.5), (wide, 1.5 * width))
    ]
    assert chances[0] == pytest.approx(chances[1], abs=0.005)


def test_a_further_incident_is_never_surer_than_the_one_before() -> None:
    numbers = Numbers([{"bias": 1.0}, {"bias": 0.5}, {"bias": 3.0}], 0.4)
    chances = numbers.chances({"attack": {"bias": 1.0}, "arson": {"bias": -4.0}})
    assert list(chances["attack"]) == sorted(chances["attack"], reverse=True)
    assert numbers.counted(chances) == {"attack": 3, "arson": 0}


def test_folds_hold_every_name_once() -> None:
    folds = shuffled([f"m{n}" for n in range(13)], 5)
    assert sorted(name for fold in folds for name in fold) == sorted(f"m{n}" for n in range(13))


def test_victims_are_parted_at_the_widest_gap_and_organisations_are_in_all() -> None:
    found = [filler("victim", 1), filler("target", 2), filler("victim", 9), filler("organization", 4)]
    one, two = names(parted(found, 2, range(12)))
    assert one == ["victim-1", "target-2", "organization-4"]
    assert two == ["victim-9", "organization-4"]


def test_an_individual_is_in_the_incident_that_is_told_nearest() -> None:
    found = [filler("victim", 1), filler("victim", 9), filler("individual", 8), filler("instrument", 1)]
    assert names(parted(found, 2, range(12))) == [["victim-1", "instrument-1"], ["victim-9", "individual-8"]]


@given(
    st.lists(
        st.tuples(st.sampled_from(["victim", "target", "individual", "organization"]), st.integers(0, 20))
    ),
    st.integers(1, 3),
)
def test_parting_loses_no_filler_and_gives_as_many_incidents_as_asked(own, number: int) -> None:
    found = [filler(role, at) for role, at in own]
    groups = parted(found, number, range(21))
    assert len(groups) == number
    assert {id(f) for group in groups for f in group} == {id(f) for f in found}
