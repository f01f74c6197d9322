"""The scorer that joins heads and rules, on made-up figures."""

import pytest

from benchmarks import muc4
from benchmarks.muc4_incidents import weigh
from training.events_numbers import fit
from training.events_split import PARTS, held_out, in_part


def test_weights_part_what_can_be_parted() -> None:
    rows = [[1.0, x] for x in (-2, -1, -0.5, 0.5, 1, 2)]
    bias, slope = fit(rows, [0, 0, 0, 1, 1, 1], 0.1)
    assert slope > 1
    assert abs(bias) < 0.1
    assert weigh({"bias": bias, "x": slope}, {"bias": 1.0, "x": 2.0}) > 0.9


def test_a_constant_label_is_learned_as_the_bias() -> None:
    bias, slope = fit([[1.0, 1.0], [1.0, -1.0], [1.0, 0.5], [1.0, -0.5]], [0, 0, 0, 1], 10.0)
    assert bias < 0
    assert abs(slope) < 0.2


def test_every_ninth_dev_message_is_kept() -> None:
    kept = [n for n in range(1, 1301) if held_out(f"DEV-MUC3-{n:04}")]
    assert len(kept) == 145
    assert not held_out("TST1-MUC3-0004")
    assert not held_out("weblog-0004")


def test_each_dev_message_is_in_one_part() -> None:
    for number in range(1, 30):
        assert sum(in_part(f"DEV-MUC3-{number:04}", part) for part in range(PARTS)) == 1
    assert not any(in_part("TST1-MUC3-0004", part) for part in range(PARTS))
    assert in_part("DEV-MUC3-0004", None)


def test_cues_are_told_from_cues_close_by() -> None:
    words = ["It"] * 15 + "The front claimed responsibility .".split() + ["Police"] + ["said"] * 3
    sentences = [1] * 15 + [2] * 5 + [3] * 4
    patterns = {"claims": "claim", "authorities": "police"}
    found = muc4.cues(words, sentences, [(16, 17)], patterns)
    assert found["claims"] == found["claims, near"] == 1
    assert found["authorities"] == 0
    assert found["authorities, near"] == 1


@pytest.mark.parametrize("file", [muc4.WEIGHTS])
def test_the_stored_scorer_has_weights_for_every_role_and_number(file) -> None:
    scorer = muc4.Scorer.load(file)
    assert set(scorer.roles) == set(muc4.SLOTS)
    assert len(scorer.numbers.weights) == 3
    assert len({frozenset(weights) for weights in scorer.numbers.weights}) == 1
    assert set(scorer.confidence) == set(muc4.CONFIDENCES)
    assert all(0 < least < 1 for least in (scorer.role_least, scorer.numbers.least))
