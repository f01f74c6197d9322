"""WordPiece: words to the sub-word ids of the reader's encoder.

Uncased BERT normalisation (lower case, accents stripped, punctuation apart), then greedy longest match
(Wu et al. 2016; Devlin et al. 2019). Written here, and not taken from `tokenizers`, because that package
brings a model-hub client into an install that must never call out.
"""

import unicodedata
from collections.abc import Iterable, Sequence

MASK, PAD, UNKNOWN, FIRST, LAST = "[MASK]", "[PAD]", "[UNK]", "[CLS]", "[SEP]"
#: Longer chunks become one unknown piece: they are URLs and noise, and matching them is quadratic.
LONGEST_CHUNK = 60
#: Distinct words remembered; a newsroom's vocabulary fits, a hostile file cannot fill the memory.
CACHE_SIZE = 200_000


def is_punctuation(char: str) -> bool:
    """True for what BERT splits off: ASCII symbols and every Unicode punctuation mark."""
    return (char.isascii() and not char.isalnum() and not char.isspace()) or unicodedata.category(char)[
        0
    ] == "P"


def chunks(word: str) -> list[str]:
    """The normalised parts of a word between and including its punctuation marks."""
    folded = unicodedata.normalize("NFD", word.lower())
    parts: list[str] = []
    joined = ""
    for char in folded:
        kind = unicodedata.category(char)
        if kind in ("Mn", "Cf", "Cc") or char.isspace():
            continue
        if is_punctuation(char):
            if joined:
                parts.append(joined)
                joined = ""
            parts.append(char)
        else:
            joined += char
    if joined:
        parts.append(joined)
    return parts


class WordPiece:
    """Splits words into piece ids; a word with nothing visible in it becomes one unknown piece."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.first, self.last = self.ids[FIRST], self.ids[LAST]
        self.unknown, self.pad = self.ids[UNKNOWN], self.ids[PAD]
        self._cache: dict[str, tuple[int, ...]] = {}

    def __call__(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """One non-empty tuple of piece ids per word."""
        cache = self._cache
        found = []
        for word in words:
            pieces = cache.get(word)
            if pieces is None:
                pieces = self._split(word)
                if len(cache) < CACHE_SIZE:
                    cache[word] = pieces
            found.append(pieces)
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        pieces = [piece for chunk in chunks(word[: 4 * LONGEST_CHUNK]) for piece in self._match(chunk)]
        return tuple(pieces) or (self.unknown,)

    def _match(self, chunk: str) -> list[int]:
        if len(chunk) > LONGEST_CHUNK:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(chunk):
            prefix = "##" if start else ""
            for end in range(len(chunk), start, -1):
                number = self.ids.get(prefix + chunk[start:end])
                if number is not None:
                    pieces.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces
