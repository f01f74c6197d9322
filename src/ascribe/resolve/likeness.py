"""How alike two writings of a name are: names in, a likeness from 0 to 1 out; 0 wherever a word sets them apart.

Names are compared word by word in their order. A word of one name answers a word of the other where both sound alike
(vowels count little, consonants that transliterations mix up a little more, others much) or name the same sort of body
("kataib", "brigades"). A word without an answer sets two names apart unless it says little ("group", "the"). So do
different numbers, and words that are known to be different names ("Hassan", "Hussein").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ascribe.knowledge.names import fold
from ascribe.knowledge.naming import load_naming
from ascribe.knowledge.scripts import Sound, script_of, sound

_VOWELS = frozenset("aeiouy")
_CLOSE_VOWELS = {
    frozenset(p): c for p, c in (("ae", 0.1), ("ei", 0.1), ("ou", 0.1), ("iy", 0.05), ("ai", 0.3))
}
#: Consonants that transliterations mix up, with what it costs: groups of letters for one sound.
_MIXED = {
    frozenset(pair): cost
    for pairs, cost in (
        ("kq xh bv vw wu", 0.1),
        ("kx sŧ tŧ dđ zđ gj fv uv uw iy ij šč žj dz gq gx qx cs pb fp", 0.25),
        ("sz gh gk tđ", 0.4),
    )
    for pair in pairs.split()
}
#: What a letter costs that only one writing has.
_EXTRA_VOWEL, _EXTRA_UNWRITTEN, _EXTRA_H, _EXTRA = 0.3, 0.05, 0.25, 1.0
#: What the s of an English plural or genitive costs.
_PLURAL = 0.2
#: A writing of a word may cost so much for each of its letters, and so much in all.
_PER_LETTER, _MOST = 0.12, 1.0
#: Words of fewer letters allow no other consonant, and little where all vowels are written.
_LONG, _MOST_SHORT = 6, 0.5
_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘`´ʿʾʼʻ′.]+[^\W\d_]+)*|\d+")
_ARTICLE = re.compile(
    r"\b(?:al|el|ul|il|l|ad|adh|an|ar|as|ash|at|ath|az|ed|en|er|es|esh|et|ez|ur|us|uz|un|аль|эль|ад|ан|ар|ас|аш|ат|аз|א|אל)[-‐–]"
    r"|(?<!\S)(?:al|el|ul|the|аль|эль)\s+|(?<=\w)-i(?=\s)",
    re.I,
)

#: "Ansar Allah" is one word like "Ansarullah".
_ALLAH = re.compile(r"(\w{3,})[\s-]+([au]llah|الل[ّ]?ه|аллаха?|אללה)(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: as folded, as it sounds, and the number it is, if it is one."""

    folded: str
    sound: Sound
    number: str | None
    consonants: str = ""


def words(name: str) -> tuple[Word, ...]:
    """The words of a name that are compared: without articles, possessives and quotation marks."""
    return _words(name)


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[Word, ...]:
    found = []
    plain = _ALLAH.sub(r"\1\2", _ARTICLE.sub(" ", name.replace("\u200c", " ")))
    for token in _TOKEN.findall(plain):
        if token.isdecimal():
            found.append(Word(str(int(token)), Sound(token), str(int(token))))
            continue
        for piece in fold(token).split():
            heard = sound(piece)
            if heard.letters and piece not in ("st", "nd", "rd", "th"):
                found.append(Word(piece, heard, None, _consonants(heard.letters)))
    return tuple(found)


def likeness(one: str, other: str) -> float:
    """How alike two names are: 1.0 for the same words, 0.0 for names that something sets apart."""
    return compare(words(one), words(other))


def compare(one: Sequence[Word], other: Sequence[Word]) -> float:
    """`likeness` of names whose words are at hand."""
    if (
        not one
        or not other
        or sorted(w.number for w in one if w.number) != sorted(w.number for w in other if w.number)
    ):
        return 0.0
    letters = sum(max(len(w.sound.letters), 2) for w in (*one, *other)) / 2
    cost = _aligned(one, other)
    if cost is None:  # either may have the word for the sort of body at its other end
        turned = (_aligned(_turned(one), other), _aligned(one, _turned(other)))
        cost = min((c for c in turned if c is not None), default=None)
    if cost is None or not _something_answers(one, other):
        return 0.0
    return max(0.0, 1.0 - cost / letters)


def _turned(name: Sequence[Word]) -> Sequence[Word]:
    """The name with the word for the sort of body at its other end: "Munazzamat Badr", "Badr Organization"."""
    sorts = load_naming().sorts
    if len(name) > 1 and name[0].folded in sorts:
        return (*name[1:], name[0])
    return (name[-1], *name[:-1]) if len(name) > 1 and name[-1].folded in sorts else name


def _something_answers(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether more answers than words for sorts of bodies: "Kataib" alone is no name."""
    naming = load_naming()

    def told(ws: Sequence[Word]) -> bool:
        return any(w.folded not in naming.weak and w.folded not in naming.sorts for w in ws)

    return told(one) and told(other)


def _aligned(one: Sequence[Word], other: Sequence[Word]) -> float | None:
    """The least cost of laying two names beside each other in order; None where words without answer forbid it."""
    weak = load_naming().weak
    beyond = 1e9
    rows = [0.0]
    for word in other:
        rows.append(rows[-1] + (0.4 if word.folded in weak else beyond))
    for word in one:
        dropped = 0.4 if word.folded in weak else beyond
        new = [rows[0] + dropped]
        for j, against in enumerate(other, 1):
            cost = word_cost(word, against)
            answered = rows[j - 1] + cost if cost is not None else beyond
            skipped = new[j - 1] + (0.4 if against.folded in weak else beyond)
            new.append(min(answered, rows[j] + dropped, skipped))
        rows = new
    return rows[-1] if rows[-1] < beyond / 2 else None


@lru_cache(maxsize=1 << 16)
def word_cost(one: Word, other: Word) -> float | None:
    """What it costs to take two words for one; None where they are two."""
    if one.number or other.number:
        return 0.0 if one.number == other.number else None
    if one.folded == other.folded:
        return 0.0
    naming = load_naming()
    sorts, others = naming.sorts.get(one.folded), naming.sorts.get(other.folded)
    if sorts and others:
        return 0.15 if sorts & others else None
    apart = naming.apart.get(one.folded, frozenset()) & naming.apart.get(other.folded, frozenset())
    if apart:
        return None
    if abs(len(one.consonants) - len(other.consonants)) > 1 + (one.sound.abjad or other.sound.abjad):
        return None
    if _joined_article(one, other) or _joined_article(other, one):
        return 0.2
    cost, consonants = _cost(one.sound, other.sound)
    length = max(len(one.sound.letters), len(other.sound.letters))
    if min(len(one.sound.letters), len(other.sound.letters)) < 2:
        return None
    if consonants >= 1.0 and length < _LONG:
        return None
    most = min(_PER_LETTER * length, _MOST) + 0.05
    if length < _LONG and not (one.sound.abjad or other.sound.abjad):
        most = min(most, _MOST_SHORT)
    return cost if cost <= most else None


def _joined_article(one: Word, other: Word) -> bool:
    """Whether a word is the other with the Arabic article before it ("Alhaq")."""
    bare = one.sound.letters.removeprefix("al")
    return bare == other.sound.letters and bare != one.sound.letters and len(bare) > 2


@lru_cache(maxsize=1 << 16)
def _cost(one: Sound, other: Sound) -> tuple[float, float]:
    """The least cost of turning one word into the other, and how much of it is of consonants."""
    a, b = one.letters, other.letters
    loose = one.abjad or other.abjad
    if not loose and a.removesuffix("s") == b.removesuffix("s"):
        return _PLURAL, 0.0
    before = [(0.0, 0.0)]
    for c in b:
        before.append(_plus(before[-1], _extra(c, loose, first=len(before) == 1), c))
    last: list[tuple[float, float]] = []
    for i, c in enumerate(a):
        row = [_plus(before[0], _extra(c, loose, first=not i), c)]
        for j, d in enumerate(b):
            best = min(
                _plus(before[j], _instead(c, d, loose), c + d),
                _plus(before[j + 1], _extra(c, loose, first=not i), c),
                _plus(row[j], _extra(d, loose, first=not j), d),
            )
            if i and j and c == b[j - 1] and d == a[i - 1]:
                best = min(best, _plus(last[j - 1], 0.5, c + d))
            row.append(best)
        last, before = before, row
    return before[-1]


def _plus(path: tuple[float, float], cost: float, letters: str) -> tuple[float, float]:
    return path[0] + cost, path[1] + (cost if not _VOWELS.issuperset(letters) else 0.0)


def _extra(letter: str, loose: bool, *, first: bool) -> float:
    if letter in _VOWELS:
        return _EXTRA_UNWRITTEN if loose else _EXTRA_VOWEL
    return _EXTRA_H if letter in "hw" and not first else _EXTRA


def _instead(one: str, other: str, loose: bool) -> float:
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    if pair in _MIXED:
        return _MIXED[pair]
    if pair <= _VOWELS:
        return _CLOSE_VOWELS.get(pair, 0.35)
    return _EXTRA


def skeleton(word: Word) -> str:
    """A coarse key under which alike words meet: their first consonants, by groups that are mixed up."""
    return word.consonants[:2]


def _consonants(letters: str) -> str:
    return "".join(_GROUP.get(c, c) for c in letters if c not in "aeiouywhx")


_GROUP = {letter: group[0] for group in ("kqgjčž", "sŧzšc", "tdđ", "bpfv", "mn", "lr") for letter in group}


def is_foreign(name: str) -> bool:
    """Whether a name stands in another script than Latin."""
    return script_of(name) != "Latn"
