"""The passages that speak of one incident in, which of them are one text out: the same sentence is one source.

Copies are found over whole reports, where texts that follow one form ("police said 3 people were killed") are none.
Within an incident that caution is not needed: a passage of some length with the same names and numbers in the same
order, and nearly the same words, was written once.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import LCSseq

from ascribe.model import Span

#: A passage shorter than this may be written twice.
FEWEST_WORDS = 9
#: Share of the words of the longer passage that both have, in their order.
SAME = 0.8
_WORD = re.compile(r"\w+")


def echoes(spans: Iterable[Span]) -> dict[Span, int]:
    """The number of the text of each passage; passages that are one text have one number."""
    numbers: dict[Span, int] = {}
    alike: dict[tuple[str, ...], list[tuple[list[str], int]]] = defaultdict(list)
    for span in sorted(set(spans)):
        words = _WORD.findall(span.quote)
        number = len(numbers)
        if len(words) >= FEWEST_WORDS:
            known = alike[_names(words)]
            number = next((n for other, n in known if _is_same(words, other)), number)
            known.append((words, number))
        numbers[span] = number
    return numbers


def _names(words: list[str]) -> tuple[str, ...]:
    """Names and numbers in their order; the first word of a sentence is in capitals whatever it is."""
    return tuple(word for word in words[1:] if not word[0].islower())


def _is_same(a: list[str], b: list[str]) -> bool:
    return bool(LCSseq.normalized_similarity(a, b) >= SAME)
