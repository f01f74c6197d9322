"""Cutting a text into windows: every word once, at good places where there are any, always to the end."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.layout import Layout, layout
from ascribe.parse.windows import WINDOW_PIECES, Window, batches, cut

sizes = st.lists(st.integers(1, 40) | st.sampled_from([100, 190, 191, 240]), max_size=200)
vocabulary = st.sampled_from(["guards", "Guards", ".", '"', ",", ":", "Gen.", "—"])


def plain(words: list[str]) -> Layout:
    return layout(words, [" "] * len(words), wrapped=False)


def of_sizes(counts: list[int]) -> list[tuple[int, ...]]:
    return [(7,) * count for count in counts]


@given(sizes, st.data())
def test_every_word_is_in_one_window(counts: list[int], data: st.DataObject) -> None:
    words = data.draw(st.lists(vocabulary, min_size=len(counts), max_size=len(counts)))
    gaps = data.draw(
        st.lists(st.sampled_from(["", " ", "\n", "\n\n"]), min_size=len(counts), max_size=len(counts))
    )
    pieces = of_sizes(counts)
    found = cut(pieces, words, layout(words, gaps, wrapped=False))
    assert [i for window in found for i in range(window.start, window.end)] == list(range(len(counts)))
    assert all(window.pieces == tuple(pieces[window.start : window.end]) for window in found)
    assert all(window.length <= WINDOW_PIECES or window.end == window.start + 1 for window in found)


@given(sizes, st.integers(1, 2000))
def test_batches_lose_no_window_and_keep_the_limit(counts: list[int], limit: int) -> None:
    words = ["guards"] * len(counts)
    found = cut(of_sizes(counts), words, plain(words))
    groups = batches(found, limit)
    assert sorted(w.start for group in groups for w in group) == [w.start for w in found]
    for group in groups:
        assert len(group) == 1 or len(group) * max(w.length for w in group) <= limit


def ends(words: list[str], gaps: list[str] | None = None) -> list[int]:
    marks = layout(words, gaps or [" "] * len(words), wrapped=False)
    return [window.end for window in cut(of_sizes([1] * len(words)), words, marks)]


def test_a_window_ends_with_a_sentence() -> None:
    words = [*["guards"] * 149, ".", "Guards", *["guards"] * 99]
    assert ends(words) == [150, 250]


def test_a_window_does_not_end_with_an_abbreviation_where_a_sentence_ends_too() -> None:
    words = [*["guards"] * 149, ".", "Guards", *["guards"] * 9, "Gen.", "Guards", *["guards"] * 99]
    assert ends(words)[0] == 150


def test_a_paragraph_is_a_better_end_than_a_later_sentence() -> None:
    words = [*["guards"] * 149, ".", *["Guards"] * 29, ".", *["Guards"] * 99]
    gaps = [" "] * len(words)
    gaps[150] = "\n\n"
    assert ends(words, gaps)[0] == 150


def test_a_colon_or_a_closing_quote_is_no_end() -> None:
    words = [*["guards"] * 99, ".", "Guards", *["guards"] * 30, ":", "guards", ".", '"', *["guards"] * 99]
    gaps = [" "] * len(words)
    gaps[134] = ""
    assert ends(words, gaps)[0] == 100


def test_text_without_any_stop_is_cut_where_the_window_is_full() -> None:
    assert ends(["guards"] * 5000)[:2] == [WINDOW_PIECES - 2, 2 * (WINDOW_PIECES - 2)]


def test_no_words_no_windows() -> None:
    assert cut([], [], plain([])) == []
    assert batches([], 100) == []


def test_the_length_counts_the_frame_pieces() -> None:
    assert Window(0, 2, ((1, 2), (3,))).length == 5


def test_a_part_of_a_layout_is_its_slice() -> None:
    whole = layout(["No", ".", '"', "Yes"], ["", "", " ", ""], wrapped=False)
    part = whole.part(1, 4)
    for name in Layout.__slots__:
        assert np.array_equal(getattr(part, name), getattr(whole, name)[1:4])
