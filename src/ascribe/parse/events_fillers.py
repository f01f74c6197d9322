"""Scores of the events branch to fillers: who and what stands in the roles of a text's incidents.

In: a Doc with `doc._.events`. A `Mention` is a run of words that a role's head marks; mentions of one role that name
one thing are a `Filler`, the surest mention first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ascribe.parse.events import ROLES, EventScores

Array = NDArray[np.float32]

#: A word at the end of a mention must be this sure, as a share of the mention's surest word.
EDGE = 0.35

_SMALL = frozenset(
    "a an and at by de del el for from in la las los of on that the to who whom which while with y".split()
)
_ARTICLES = frozenset({"el", "la", "los", "las"})
#: Roles whose mentions may end inside a name.
_NAMED = frozenset({"target", "victim-name"})
_WORD = re.compile(r"\w+")
_NAMING = frozenset({"NOUN", "PROPN", "ADJ", "X"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Words [first, last) of a text, characters [start, end), in one role.

    `chance` is the mean probability of its words; `types`, `confidence` and `effect` are means over them.
    """

    role: str
    first: int
    last: int
    start: int
    end: int
    text: str
    chance: float
    types: Array
    confidence: Array
    effect: Array


@dataclass(slots=True)
class Filler:
    """Mentions that name one thing in one role, the best first."""

    role: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def chance(self) -> float:
        """That of the surest mention."""
        return max(m.chance for m in self.mentions)

    def mean(self, name: str) -> Array:
        """`types`, `confidence` or `effect` over all mentions, the surer ones counting more."""
        weights = [m.chance for m in self.mentions]
        return np.asarray(np.average([getattr(m, name) for m in self.mentions], 0, weights), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that scores are of: text, where each begins and ends, the number of its sentence, its part of speech.

    Parts of speech are Universal Dependencies' (`UPOS`); none are given where they are not known.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    parts: tuple[str, ...] = ()


def mentions(scores: EventScores, words: Words, least: float) -> list[Mention]:
    """Runs of words of a sentence whose chance of a role is over `least`, parted where a new mention begins."""
    return [
        _mention(scores, words, role, first, last)
        for role in ROLES
        for first, last in _runs(scores, words, role, least)
    ]


def _runs(scores: EventScores, words: Words, role: str, least: float) -> list[tuple[int, int]]:
    number = ROLES.index(role)
    inside = scores.inside(role)
    begins = scores.role[:, number, 1] > scores.role[:, number, 2]
    found: list[list[int]] = []
    for at in np.flatnonzero(inside > least).tolist():
        goes_on = found and found[-1][1] == at and words.sentences[at] == words.sentences[at - 1]
        if goes_on and not begins[at]:
            found[-1][1] = at + 1
        else:
            found.append([at, at + 1])
    trimmed = (_trimmed(inside, words, first, last) for first, last in found)
    kept = [(first, last) for first, last in trimmed if first < last and _names(words, first, last)]
    return [_whole(words, role, first, last) for first, last in kept]


def _whole(words: Words, role: str, first: int, last: int) -> tuple[int, int]:
    """The run with the words that its first and its last cannot do without, by their parts of speech.

    An adjective at its end takes its noun. Things attacked and names take the rest of a name ("the office of Ana" and
    "Reyes"), things also what stands before it; of people a name that follows a description is another mention. A name
    takes its Spanish article.
    """
    parts = words.parts
    if not parts:
        return first, last
    while (
        last < len(parts)
        and _joined(words, last)
        and (
            (parts[last - 1] == "ADJ" and parts[last] in ("NOUN", "PROPN"))
            or (role in _NAMED and parts[last - 1] == parts[last] == "PROPN")
        )
    ):
        last += 1
    while (
        first
        and _joined(words, first)
        and parts[first] == "PROPN"
        and (
            (role == "target" and parts[first - 1] == "PROPN")
            or words.text[words.starts[first - 1] : words.ends[first - 1]].lower() in _ARTICLES
        )
    ):
        first -= 1
    return first, last


def _joined(words: Words, at: int) -> bool:
    """Whether a word follows the one before it in one sentence, with one blank between."""
    return words.sentences[at] == words.sentences[at - 1] and words.starts[at] - words.ends[at - 1] == 1


def _names(words: Words, first: int, last: int) -> bool:
    """Whether a word of the run can name something ("two" alone cannot)."""
    return not words.parts or not _NAMING.isdisjoint(words.parts[first:last])


def _trimmed(inside: Array, words: Words, first: int, last: int) -> tuple[int, int]:
    """The run less words at its ends that are far less sure than its best, or that end no phrase.

    A bracket ends it: what stands inside is a mention of its own; so does a verb whose clause is cut off ("two men
    riding").
    """
    peak = float(inside[first:last].max())

    def loose(at: int) -> bool:
        word = words.text[words.starts[at] : words.ends[at]].lower()
        return bool(inside[at] < EDGE * peak) or word in _SMALL or not any(map(str.isalnum, word))

    for at in range(first + 1, last):
        if words.text[words.starts[at]] in "[(":
            last = at
            break
    while first < last and loose(last - 1):
        last -= 1
    while first < last and loose(first):
        first += 1
    while first + 1 < last and words.parts and words.parts[last - 1] in ("VERB", "AUX"):
        last -= 1
    return first, last


def _mention(scores: EventScores, words: Words, role: str, first: int, last: int) -> Mention:
    own = slice(first, last)
    start, end = words.starts[first], words.ends[last - 1]
    return Mention(
        role, first, last, start, end, " ".join(words.text[start:end].split()),
        float(scores.inside(role)[own].mean()), scores.event[own].mean(0), scores.confidence[own].mean(0),
        scores.effect[own].mean(0),
    )  # fmt: skip


def fillers(found: Iterable[Mention]) -> list[Filler]:
    """Mentions joined role by role, the surest mention first (of two equally sure, the longer)."""
    groups: list[Filler] = []
    for mention in sorted(found, key=lambda m: (-m.chance * (1 + 0.02 * min(m.last - m.first, 4)), m.start)):
        own = (g for g in groups if g.role == mention.role and any(same(mention, m) for m in g.mentions))
        host = next(own, None)
        if host is None:
            groups.append(Filler(mention.role, [mention]))
        else:
            host.mentions.append(mention)
    return groups


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions of one role name one thing, as far as their words tell."""
    one, two = key(a.text), key(b.text)
    if one == two or _abbreviates(a, b) or _abbreviates(b, a):
        return True
    small, large = sorted((set(one), set(two)), key=len)
    if not small <= large:
        return False
    if a.role == "victim-name":
        return one[-1] in two or two[-1] in one
    return head(a.text) == head(b.text)


def _abbreviates(a: Mention, b: Mention) -> bool:
    """Whether `b` is one word in brackets right after `a`, an organisation's name: "Red Valley Front [RVF]"."""
    return a.role == "organization" and b.first == a.last + 1 and b.last == b.first + 1


def key(text: str) -> tuple[str, ...]:
    """The words that tell one mention from another."""
    lower = text.lower()
    return tuple(word for word in _WORD.findall(lower) if word not in _SMALL) or (lower,)


def head(text: str) -> str:
    """The last word of a noun phrase before its first preposition, relative or mark."""
    kept: list[str] = []
    for word in re.findall(r"\w+|[^\w\s]", text.lower()):
        if kept and (word in _SMALL or not word[0].isalnum()):
            break
        if word not in _SMALL and word[0].isalnum():
            kept.append(word)
    return kept[-1] if kept else text.lower()
