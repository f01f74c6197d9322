"""The index of shingles says what a plain dictionary says, however its arrays were merged."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.assess.copies import postings
from ascribe.assess.copies.postings import Postings, rows, shingles

Batches = list[list[tuple[int, int]]]


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2**32 - 1)), max_size=12), max_size=12))
def test_it_finds_what_was_added(batches: Batches) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_RECENT", 4)
        index, plain = Postings(), defaultdict(list)
        for batch in batches:
            index.add(np.array([h for h, _ in batch], np.uint64), np.array([p for _, p in batch], np.uint64))
            for number, paragraph in batch:
                plain[number].append(paragraph)
        at, where = index.find(np.arange(9, -1, -1, dtype=np.uint64), most=5)
        found = defaultdict(list)
        for i, paragraph in zip(at.tolist(), where.tolist(), strict=True):
            found[9 - i].append(paragraph)
    expected = {number: sorted(held) for number, held in plain.items() if len(held) <= 5}
    assert {number: sorted(held) for number, held in found.items()} == expected
    assert index.entries == sum(map(len, plain.values()))


def test_shingles_are_of_words_in_order() -> None:
    words = np.array([1, 2, 3, 4], np.uint32)
    assert len(rows(words, 3)) == 2 and len(rows(words, 5)) == 0
    assert set(shingles(words[1:], 3).tolist()) < set(shingles(words, 3).tolist())
    assert not set(shingles(words[::-1], 3).tolist()) & set(shingles(words, 3).tolist())
