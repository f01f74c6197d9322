"""Words in, how long before or after they say, in minutes, as bounds: "half an hour before", "hours before"."""

import re

#: Minutes of a unit.
_MINUTES = {
    "second": 1 / 60,
    "minute": 1,
    "hour": 60,
    "day": 1440,
    "week": 10080,
    "month": 43200,
    "year": 525600,
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "half": 0.5, "half a": 0.5, "half an": 0.5, "fifteen": 15, "twenty": 20, "thirty": 30}
_LENGTH = re.compile(
    rf"(?:\b(?P<count>\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]+)?"
    rf"\b(?P<unit>{'|'.join(_MINUTES)})(?P<many>s?)\s+"
    r"(?P<side>before|beforehand|earlier|in advance|after|afterwards|later)\b",
    re.IGNORECASE,
)
_BEFORE = frozenset({"before", "beforehand", "earlier", "in advance"})
#: Figures of speech are round: only lengths that differ by more than this factor exclude each other.
_SLACK = 1.5

#: Before (-1) or after (1), at least and at most so many minutes; None is open.
Length = tuple[int, float, float | None]


def length_of(words: str) -> Length | None:
    """The first length in words that says before or after; None where there is none."""
    match = _LENGTH.search(words)
    if not match:
        return None
    unit = _MINUTES[match["unit"].lower()]
    side = -1 if match["side"].lower() in _BEFORE else 1
    if match["count"] is None:
        return (side, 2 * unit, None) if match["many"] else None
    told = match["count"].lower()
    count = _NUMBERS[told] if told in _NUMBERS else float(told)
    return side, count * unit, count * unit


def span_of(words: str) -> tuple[int, int] | None:
    """Where the first length stands in words."""
    match = _LENGTH.search(words)
    return match.span() if match else None


def apart(a: Length, b: Length) -> bool:
    """Whether two lengths on the same side cannot both be meant."""
    return a[0] == b[0] and (_under(a, b) or _under(b, a))


def _under(a: Length, b: Length) -> bool:
    return a[2] is not None and a[2] * _SLACK < b[1]
