"""Counts in words: "more than a dozen" is 13 or more, "at least 25" 25 or more, "nearly three dozen" 30 to 36.

`read_count` reads the words of a number phrase, `read_ordinal` one word; they follow the words and nothing else.
"""

import re

from ascribe.knowledge.numbers import OPEN, ORDINALS, SCALES, TENS, UNITS

Bounds = tuple[int, int | None]

_ABOVE = re.compile(r"\b(?:more|over|greater|upwards?|exceed\w*|above)\b(?:\s+(?:than|of))?", re.I)
_AT_LEAST = re.compile(r"\bat least\b|\b(?:no|not) (?:fewer|less) than\b|\bminimum of\b|\bor more\b", re.I)
_UP_TO = re.compile(r"\bup to\b|\bat most\b|\bas many as\b|\b(?:no|not) more than\b", re.I)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under)\b", re.I)
_FEWER = re.compile(r"\b(?:fewer|less) than\b|\bunder\b", re.I)
#: Numbers that count nothing: calibres, ages, ordinals, fractions, names ("60-mm", "five-year-old", "3rd", "F-16").
_NO_COUNT = re.compile(
    r"\b[A-Za-z]+-\d+\b|\b\d+(?:st|nd|rd|th|mm|cm|km|kg|m)\b"
    r"|\b(?:\d+|[a-z]+)\s?-\s?(?:mm|year|month|day|hour|minute|inch|foot|ton|member|man|point"
    r"|story|storey|third|quarter)\w*"
    r"(?:\s?-\s?\w+)*",
    re.I,
)
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|\bto\b|\bor\b|\band\b)\s*({_NUMBER})", re.I)


def read_count(words: str) -> Bounds | None:
    """(low, high) of a number phrase, high None where it is open; None where no number is said."""
    words = _NO_COUNT.sub(" ", words)
    between = _range(words)
    if between is not None:
        return between
    value = _value(words.lower())
    if value is None:
        return None
    number, unit, open_ = value
    if open_:
        return number, None
    if _AT_LEAST.search(words):
        return number, None
    if _UP_TO.search(words):
        return (0 if number <= 1 else 1), number
    if _NEARLY.search(words):
        return (number - unit // 2 if unit > 1 else max(0, number - max(1, number // 10))), number
    if _FEWER.search(words):
        return 0, max(0, number - 1)
    return (number + 1, None) if _ABOVE.search(words) else (number, number)


def read_ordinal(word: str) -> int | None:
    """The number of "85th" or "fourth"; None for other words, and for "first", which counts nothing before it."""
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word.lower())
    return int(digits[1]) if digits else ORDINALS.get(word.lower())


def _range(words: str) -> Bounds | None:
    """ "10 to 15", "between 10 and 20", "two or three": two numbers that rise."""
    for match in _RANGE.finditer(words):
        first, second = _value(match[1].lower()), _value(match[2].lower())
        together = match[0].lower().startswith(("hundred", "thousand")) or (
            " and " in match[0] and "between" not in words
        )
        if first and second and first[0] < second[0] and not (first[2] or second[2] or together):
            return first[0], second[0]
    return None


def _value(words: str) -> tuple[int, int, bool] | None:
    """(number, the unit that it counts in, whether it is open by itself)."""
    digits = re.search(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?", words)
    tokens = re.findall(r"[a-z]+", words)
    if digits:
        scale = next((SCALES[t] for t in tokens if t in SCALES), 1)
        return int(float(digits[0].replace(",", "")) * scale), scale, False
    opened = [OPEN[t] for t in tokens if t in OPEN]
    if opened:
        scaled = [SCALES[t] for t in tokens if t in SCALES]
        if "tens" in tokens and "thousands" in tokens:
            return 20_000, 1, True
        return opened[0] * (scaled[0] if scaled else 1), 1, True
    return _spelled(tokens)


def _spelled(tokens: list[str]) -> tuple[int, int, bool] | None:
    """ "two hundred and twelve", "half a dozen", "a dozen"; a lone article counts one where nothing else does."""
    total, unit, seen = 0, 1, False
    for index, token in enumerate(tokens):
        if token in TENS or token in UNITS:
            total += TENS.get(token, UNITS.get(token, 0))
            seen = True
        elif token in SCALES and (seen or index == 0 or tokens[index - 1] in ("a", "an", "half")):
            total = max(1, total) * SCALES[token]
            unit, seen = SCALES[token], True
    if seen and "half" in tokens:
        return total // 2, 1, False
    if not seen and tokens and tokens[0] in ("a", "an"):
        return 1, 1, False
    return (total, unit, False) if seen else None
