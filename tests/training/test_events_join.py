"""The scorer that joins heads and rules, on made-up figures."""

import pytest

from benchmarks import muc4
from training.events_join import fit
from training.events_split import held_out


def test_weights_part_what_can_be_parted() -> None:
    rows = [[1.0, x] for x in (-2, -1, -0.5, 0.5, 1, 2)]
    bias, slope = fit(rows, [0, 0, 0, 1, 1, 1], 0.1)
    assert slope > 1
    assert abs(bias) < 0.1
    assert muc4.weigh({"bias": bias, "x": slope}, {"bias": 1.0, "x": 2.0}) > 0.9


def test_a_constant_label_is_learned_as_the_bias() -> None:
    bias, slope = fit([[1.0, 1.0], [1.0, -1.0], [1.0, 0.5], [1.0, -0.5]], [0, 0, 0, 1], 10.0)
    assert bias < 0
    assert abs(slope) < 0.2


def test_every_ninth_dev_message_is_kept() -> None:
    kept = [n for n in range(1, 1301) if held_out(f"DEV-MUC3-{n:04}")]
    assert len(kept) == 145
    assert not held_out("TST1-MUC3-0004")
    assert not held_out("weblog-0004")


def test_cues_are_told_from_cues_close_by() -> None:
    words = ["It"] * 15 + "The front claimed responsibility .".split() + ["Police"] + ["said"] * 3
    sentences = [1] * 15 + [2] * 5 + [3] * 4
    patterns = {"claims": "claim", "authorities": "police"}
    found = muc4.cues(words, sentences, [(16, 17)], patterns)
    assert found["claims"] == found["claims, near"] == 1
    assert found["authorities"] == 0
    assert found["authorities, near"] == 1


@pytest.mark.parametrize("file", [muc4.WEIGHTS])
def test_the_stored_scorer_has_weights_for_every_role_and_type(file) -> None:
    scorer = muc4.Scorer.load(file)
    assert set(scorer.roles) == set(muc4.SLOTS)
    assert set(scorer.types) == set(muc4.TYPES) == set(scorer.type_least)
    assert set(scorer.confidence) == set(muc4.CONFIDENCES)
    assert all(0 < least < 1 for least in (*scorer.role_least.values(), *scorer.type_least.values()))
