"""Words to pieces: never none, never lost, never slow."""

import time

from hypothesis import given
from hypothesis import strategies as st

from ascribe.parse.network import WEIGHTS
from ascribe.parse.wordpiece import CACHE_SIZE, LONGEST_CHUNK, WordPiece, chunks

VOCABULARY = (WEIGHTS / "vocab.txt").read_text("utf-8").split("\n")
REAL = WordPiece(VOCABULARY)
LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")]
SMALL = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, "dr", "##one", "un", "##known", "-", "'"])


def spelt(wordpiece: WordPiece, word: str) -> list[str]:
    names = {number: piece for piece, number in wordpiece.ids.items()}
    return [names[number] for number in wordpiece([word])[0]]


@given(st.lists(st.text(min_size=1, max_size=300)))
def test_each_word_has_pieces(words: list[str]) -> None:
    found = REAL(words)
    assert len(found) == len(words)
    assert all(found)
    assert REAL(words) == found


@given(st.text(st.characters(codec="ascii", exclude_categories=("Cc", "Zs")), min_size=1, max_size=40))
def test_pieces_rebuild_the_folded_word(word: str) -> None:
    pieces = spelt(REAL, word)
    assert "".join(piece.removeprefix("##") for piece in pieces) == "".join(chunks(word))
    assert "".join(chunks(word)) == word.lower()


def test_the_longest_piece_is_taken_first() -> None:
    assert spelt(SMALL, "drone") == ["dr", "##one"]
    assert spelt(SMALL, "drones") == ["dr", "##one", "##s"]
    assert spelt(SMALL, "unknown-dr") == ["un", "##known", "-", "dr"]


def test_case_and_accents_are_folded() -> None:
    assert spelt(SMALL, "DRONÉ") == ["dr", "##one"]
    assert REAL(["Kadīsh"]) == REAL(["kadish"])


def test_apostrophes_stand_apart() -> None:
    assert spelt(SMALL, "sana'a") == ["s", "##a", "##n", "##a", "'", "a"]


def test_what_cannot_be_spelt_is_unknown_and_not_dropped() -> None:
    for word in ("\u200b", "\u0301", "ة", "x" * (LONGEST_CHUNK + 1)):
        assert SMALL([word]) == [(SMALL.unknown,)], word


def test_a_hostile_word_costs_no_more_than_its_head() -> None:
    before = time.process_time()
    found = REAL(["a" * 5_000_000, "-" * 1_000_000, "a-" * 500_000])
    assert time.process_time() - before < 1
    assert max(map(len, found)) <= 4 * LONGEST_CHUNK


def test_a_hostile_file_cannot_fill_the_memory() -> None:
    own = WordPiece(VOCABULARY)
    own([str(number) for number in range(CACHE_SIZE + 500)])
    assert len(own._cache) == CACHE_SIZE
