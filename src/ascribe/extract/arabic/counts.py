"""Counts in Arabic words and digits: "more than twenty" is 21 or more, "at least 14" 14 or more.

`read_count` reads the number phrase that begins at a word; it follows the words and nothing else.
"""

from dataclasses import dataclass

from ascribe.extract.arabic.words import Sentence, Word
from ascribe.knowledge.arabic import Arabic


@dataclass(frozen=True, slots=True)
class Count:
    """Bounds of a count (high None: open) and the words [start, end) that say it."""

    low: int
    high: int | None
    start: int
    end: int


def read_count(sentence: Sentence, i: int, arabic: Arabic) -> tuple[Count | None, int]:
    """The count that begins at a word and the index after it; (None, i) where no number stands there."""
    hedge, at = _hedge(sentence, i, arabic)
    value, end = _number(sentence, at, arabic, hedged=hedge != "")
    if value is None:
        return None, i
    low, high = value
    if high is not None and hedge == "above":
        low, high = low + 1, None
    elif hedge == "least":
        high = None
    if high is not None and _at_least(sentence, end, arabic):
        high = None
    return Count(low, high, i, end), end


def _hedge(sentence: Sentence, i: int, arabic: Arabic) -> tuple[str, int]:
    """Words before a number that bound it, and the index after them."""
    for name, phrases in arabic.hedges.items():
        for phrase in phrases:
            parts = phrase.split()
            words = sentence.words[i : i + len(parts)]
            if len(words) == len(parts) and all(
                part in (w.plain, w.stem) for part, w in zip(parts, words, strict=True)
            ):
                return name, i + len(parts)
    return "", i


def _at_least(sentence: Sentence, end: int, arabic: Arabic) -> bool:
    """ "29 people at least": the words may stand after the noun, and between commas."""
    for j in range(end, min(end + 5, len(sentence.words))):
        word = sentence.words[j]
        if word.plain == "علي" and (after := sentence.at(j + 1)) and after.plain == "الاقل":
            return True
        if word.number is not None or (word.particle and j > end):
            return False
    return False


def _number(
    sentence: Sentence, i: int, arabic: Arabic, hedged: bool
) -> tuple[tuple[int, int | None] | None, int]:
    word = sentence.at(i)
    if word is None or word.is_mark or word.time:
        return None, i
    following = sentence.at(i + 1)
    if not word.article and word.stem in arabic.open and word.number is None:
        return _open(word, following, arabic, i)
    if word.number is None or (word.article and not hedged):
        scale = arabic.scales.get(word.stem)
        if scale is None or word.article:
            return None, i
        return (scale, scale), i + 1
    total, at = word.number, i + 1
    if following is not None and not following.time:
        scale = arabic.scales.get(following.stem)
        if scale is not None and not following.conj:
            total, at = total * scale, i + 2
        elif following.stem == "عشر" and not following.conj and total < 10:
            total, at = total + 10, i + 2
        elif following.conj and _adds(word, following):
            total, at = total + (following.number or 0), i + 2
    return (total, total), at


def _adds(word: Word, following: Word) -> bool:
    """ "five and twenty" is one number, "five and 12 others" are two."""
    written = word.text.isdecimal() or following.text.lstrip("وف").isdecimal()
    return following.number is not None and not written and (word.number or 0) < 10 and following.number >= 20


def _open(
    word: Word, following: Word | None, arabic: Arabic, i: int
) -> tuple[tuple[int, int | None] | None, int]:
    """ "dozens", "hundreds", "several": the least that they can mean."""
    low, at = arabic.open[word.stem], i + 1
    if following is not None and following.plain == "من":
        at += 1
    return (low, None), at
