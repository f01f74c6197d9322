"""Arabic words as they are written in, one plain spelling out: what writers leave out or vary is taken away."""

import re

#: Short vowels, doubling, the small alif, and the stroke that only stretches a word.
MARKS = "\u064b-\u065f\u0670\u0640"
_MARKS = re.compile(f"[{MARKS}]")
_LETTERS = str.maketrans("أإآٱىةیک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "اااايهيك01234567890123456789.")


def plain(word: str) -> str:
    """One spelling for all of a word: no vowel marks, one alif, one ya, one h at the end, Western digits."""
    return _MARKS.sub("", word).translate(_LETTERS)


def letters_before(word: str, count: int) -> int:
    """How many characters of a word its first `count` plain letters take, marks after them counted in."""
    at = 0
    for index, character in enumerate(word):
        if _MARKS.fullmatch(character):
            continue
        if at == count:
            return index
        at += 1
    return len(word)
