"""What an article's words and its reading say of how many were killed and injured, as a set of named signs.

In: a title, a text, Ascribe's reading of them. Out: signs that a regression weighs: what the reading counts first and
at most in the lede and in all; numbers beside words of killing and of wounding; words and pairs
of words of the title, of the lede and of the whole, with ages taken out and small numbers spelled.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ascribe.model import Proposition, Reading

#: Words of the lede: the part of an article that tells its own happening, before the background.
_LEDE = 80
_HIGHEST = 9
_SPELLED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_AGE = re.compile(
    r"\b\d+[- ](?:year|month|week|day)s?[- ]olds?\b|, (?:age )?\d{1,2}(?=[,.;]| and\b)|\b(?:age|aged) \d+",
    re.I,
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[.!?](?=\s)")
_NUMBERS = "|".join([*_SPELLED[1:], r"\d{1,2}", "an?", "another"])
_BETWEEN = r"(?:[a-z'-]+ ){0,4}?"
_HARMS = {
    "killed": r"(?:killed|dead|die[sd]?|fatally|slain|murdered|homicides?|deaths?|fatalities)",
    "wounded": r"(?:hurt|injur\w+|wound(?:s|ed|ing)?|hospital(?:i[sz]ed)?|critical|serious|stable|survived?)",
}
_BEFORE = {role: re.compile(rf"\b({_NUMBERS}) {_BETWEEN}{words}\b") for role, words in _HARMS.items()}
_BEHIND = {role: re.compile(rf"\b{words} (?:at least )?({_NUMBERS})\b") for role, words in _HARMS.items()}


def signs(title: str, text: str, reading: Reading | None) -> set[str]:
    """All signs of an article; without a reading, those of its words."""
    heading, body = words(title), words(text)
    lede = body[:_LEDE]
    found = {
        *_grams("title", heading),
        *_grams("lede", lede),
        *_grams("all", body),
        *_counts("title", heading),
        *_counts("lede", lede),
        *_counts("all", body),
    }
    if reading is not None:
        end = len(title) + 2 + sum(len(word) + 1 for word in text.split()[:_LEDE])
        found.update(_read(reading.propositions, end))
    return found


def words(text: str) -> list[str]:
    """Words in lower case; ages are one word, numbers up to twelve are spelled, longer ones are one word."""
    plain = _AGE.sub(" agegiven ", text).lower().replace("’", "'")
    return [_spelled(word) for word in _WORD.findall(plain)]


def _spelled(word: str) -> str:
    if not word.isdigit():
        return "." if word in ".!?" else word
    return _SPELLED[int(word)] if int(word) < len(_SPELLED) else "number"


def _grams(part: str, found: Sequence[str]) -> Iterator[str]:
    yield from (f"{part} {word}" for word in found)
    yield from (f"{part} {a} {b}" for a, b in itertools.pairwise(found))


def _counts(part: str, found: Sequence[str]) -> Iterator[str]:
    """The first and the largest number beside words of each harm."""
    line = " ".join(found)
    for role in _HARMS:
        told = [_value(m[1]) for form in (_BEFORE[role], _BEHIND[role]) for m in form.finditer(line)]
        if told:
            yield f"{part} first {role} {told[0]}"
            yield f"{part} most {role} {max(told)}"
        else:
            yield f"{part} no number {role}"


def _value(word: str) -> int:
    return _SPELLED.index(word) if word in _SPELLED else 1


def _read(propositions: Sequence[Proposition], end: int) -> Iterator[str]:
    """What the reading counts: `end` is where the lede ends, in characters."""
    own = [p for p in propositions if not p.background]
    early = [p for p in own if p.evidence.start < end]
    for role in _HARMS:
        for part, kept in (("own", own), ("early", early), ("any", propositions)):
            told = list(_lows(kept, role))
            yield f"read {part} first {role} {told[0] if told else '-'}"
            yield f"read {part} most {role} {max(told, default='-')}"
    for part, kept in (("own", own[:1]), ("early", early)):
        yield from (f"read {part} kind {p.kind}" for p in kept)
    yield from (f"read status {p.status.value}" for p in own[:1])


def _lows(propositions: Iterable[Proposition], role: str) -> Iterator[int]:
    for proposition in propositions:
        yield from (min(h.low, _HIGHEST) for h in proposition.harm if h.role == role)
