"""The ways of accusing and denying are data; one that cannot be read is an error that names it."""

from typing import Any

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.lexicon.ways import Purpose, Slot, read_ways

RAW: dict[str, Any] = {
    "lists": {"CHARGE": ["charge"], "LIE": ["lie"], "IT": ["it"]},
    **{purpose.value: [] for purpose in Purpose},
    "withheld": [],
    "alleging": [],
    "vague": [],
    "bloodless": [],
}


def test_every_purpose_has_ways() -> None:
    found = {way.purpose for ways in load_lexicon().ways.by_word.values() for way in ways}
    assert found == set(Purpose)


def test_a_way_is_found_by_each_word_it_may_begin_with() -> None:
    ways = read_ways({**RAW, "accuses": ["point|jab finger at A"]})
    assert set(ways.by_word) == {"point", "jab"}
    (way,) = ways.by_word["jab"]
    assert [item.slot for item in way.rest] == [None, None, Slot.ACTOR]
    assert way.names


def test_an_owner_hangs_on_the_word_that_is_said() -> None:
    (way,) = read_ways({**RAW, "said": ["be A's work"]}).by_word["work"]
    assert (way.copular, way.rest[0].slot) == (True, Slot.OWNER)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [({**RAW, "accuses": ["A A"]}, "begins with no word"), ({"lists": {}}, "does not hold what it must")],
)
def test_a_way_that_cannot_be_read_says_why(raw: dict[str, Any], reason: str) -> None:
    with pytest.raises(KnowledgeError, match=reason):
        read_ways(raw)
