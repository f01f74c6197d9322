"""Counts in words: "more than a dozen" is 13 or more, "at least 25" 25 or more, "nearly three dozen" 30 to 36.

`read_count` reads the words of a number phrase; the bounds follow the words and nothing else.
"""

import re

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    "a": 1,
    "an": 1,
    "no": 0,
    "none": 0,
    "nobody": 0,
    "another": 1,
    "single": 1,
    "both": 2,
    "pair": 2,
    "couple": 2,
}
_TENS = {
    w: 10 * v
    for v, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 1_000_000}
#: Words of open number, with the least they can mean.
_VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "several": 3,
    "many": 3,
    "multiple": 2,
    "some": 1,
}
_ABOVE = re.compile(r"\b(?:more|over|greater|upwards?|exceed\w*|above)\b(?:\s+(?:than|of))?", re.I)
_AT_LEAST = re.compile(r"\bat least\b|\bno fewer than\b|\bminimum of\b|\bor more\b", re.I)
_UP_TO = re.compile(r"\bup to\b|\bat most\b|\bas many as\b|\bno more than\b", re.I)
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under)\b", re.I)
_FEWER = re.compile(r"\b(?:fewer|less) than\b|\bunder\b", re.I)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def read_count(words: str) -> tuple[int, int | None] | None:
    """(low, high) of a number phrase, high None where it is open; None where no number is said."""
    value = _value(words.lower())
    if value is None:
        return None
    number, unit, vague = value
    if vague:
        return number, None
    if _NEARLY.search(words):
        return (number - unit // 2 if unit > 1 else max(0, number - max(1, number // 10))), number
    if _UP_TO.search(words):
        return (0 if number <= 1 else 1), number
    if _FEWER.search(words):
        return 0, max(0, number - 1)
    if _ABOVE.search(words):
        return number + 1, None
    if _AT_LEAST.search(words):
        return number, None
    return number, number


def _value(words: str) -> tuple[int, int, bool] | None:
    """(number, the unit that it counts in, whether it is open by itself)."""
    digits = _NUMBER.search(words)
    tokens = re.findall(r"[a-z]+", words)
    if digits:
        scale = next((_SCALES[t] for t in tokens if t in _SCALES and t != "score"), 1)
        return int(float(digits[0].replace(",", "")) * scale), scale, False
    for token in tokens:
        if token in _VAGUE:
            return _VAGUE[token], 1, True
    total, unit, seen = 0, 1, False
    for index, token in enumerate(tokens):
        if token in _TENS or (token in _UNITS and not _is_article(token, tokens, index)):
            total += _TENS.get(token, _UNITS.get(token, 0))
            seen = True
        elif token in _SCALES and (seen or index == 0 or tokens[index - 1] in ("a", "an", "half")):
            total = max(1, total) * _SCALES[token]
            unit, seen = _SCALES[token], True
    return (total, unit, False) if seen else None


def _is_article(token: str, tokens: list[str], index: int) -> bool:
    """ "a" counts where a counting noun or nothing but the counted noun follows."""
    return token in ("a", "an") and any(t in _SCALES for t in tokens[index + 1 :])
