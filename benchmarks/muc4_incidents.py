"""How many incidents of each MUC-4 type a message reports.

In: a `Case` of `benchmarks.muc4`. Out: figures of the message and of a type in it, which three logistic regressions
weigh (is there one; given one, is there a second; given two, a third). The figures are of three sources: what the
events branch says of the message and its words (`net: ...`), which words the message uses (`words: ...`, see
`Vocabulary`), and what the propositions of the pipeline say.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ascribe.model import Kind, Proposition
from ascribe.parse.events import ROLES, TYPES
from benchmarks.muc4_case import Case, type_of

VOCABULARY = Path(__file__).with_name("muc4_words.npz")
#: A message older than its incident by more than this many days tells of nothing new (MUC-4 guidelines).
OLD = 60
#: What stands in for a share that is not known better than 1 in 300.
_LEAST = 0.003

SOLDIERS = re.compile(
    r"\b(?:soldier|troop|patrol|battalion|brigade|garrison|army|military|air force|detachment|barracks|officer"
    r"|lieutenant|sergeant|captain|colonel|convoy|helicopter|infantry|squad|police|policem[ae]n|guardsm[ae]n"
    r"|national guard|marine|command post|base|position|unit|agent)s?\b",
    re.I,
)
REBELS = re.compile(
    r"\b(?:guerrilla|rebel|insurgent|subversive|terrorist|trafficker|extremist|combatant|contra|criminal"
    r"|delinquent)s?\b",
    re.I,
)
#: Figures of which each type but attacks has a weight of its own beside the common one.
OWN = ("bias", "told of type", "words: type", "net: one", "net: more", "net: two", "length", "net: relevant")
_WORD = re.compile(r"[^\W_][\w'-]*")


def logit(chance: float) -> float:
    """Half the log odds, cut where a chance is all but sure."""
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance)) / 2


@dataclass(frozen=True)
class Vocabulary:
    """Weights of words for "reports an incident" and for each type; `bias` is what a message of no known word has."""

    words: dict[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = VOCABULARY) -> "Vocabulary":
        with np.load(path) as kept:
            words = {str(word): n for n, word in enumerate(kept["words"])}
            return cls(words, *(kept[name].astype(np.float32) for name in ("rarity", "weights", "bias")))

    def __call__(self, text: str) -> NDArray[np.float32]:
        """The figures of a text, of the order of one: relevance, then TYPES."""
        at, values = row(counted(text), self.words, self.rarity)
        return np.asarray(self.bias + values @ self.weights[at], dtype=np.float32)


def counted(text: str) -> Counter[str]:
    """How often a text has each word; numbers are one word."""
    return Counter("#" if w[0].isdigit() else w for w in _WORD.findall(text.lower()))


def row(
    found: Counter[str], words: dict[str, int], rarity: NDArray[np.float32]
) -> tuple[list[int], NDArray[np.float32]]:
    """Columns and values of a text's words: log frequency by rarity, of length one."""
    at = [words[word] for word in found if word in words]
    values = np.array([1 + math.log(n) for word, n in found.items() if word in words], dtype=np.float32)
    values = values * rarity[at]
    return at, values / (float(np.linalg.norm(values)) + 1e-6)


def message(case: Case) -> dict[str, float]:
    """Figures of a whole message."""
    reading = case.reading
    found = {
        "length": math.log(max(1, len(case.report.text.split())) / 300),
        "told": math.log1p(len(case.incidents)),
        "untold": math.log1p(len(case.untold)),
        "clashes": math.log1p(sum(p.kind is Kind.CLASH for p in reading.propositions)),
        "propositions": math.log1p(len(reading.propositions)),
        "statements": math.log1p(len(reading.statements)),
    }
    return found | _ages(case) | _branch(case)


def _ages(case: Case) -> dict[str, float]:
    """How long before the message its latest dated incident was."""
    moment = case.report.published.moment
    last: date | None = moment.last if moment else None
    days = [p.when.last for p in case.incidents if p.when and p.when.first and p.when.last]
    ages = [age for age in ((last - day).days for day in days if last) if age >= 0]
    age = min(ages, default=None)
    return {
        "dated": float(age is not None),
        "old": float(age is not None and age > OLD),
        "recent": float(age is not None and age <= 10),
    }


def _branch(case: Case) -> dict[str, float]:
    scores = case.scores
    found = {
        "net: relevant": logit(float(scores.relevant)),
        "net: any": logit(float((1 - np.prod(scores.counts[:, :, 0], 0)).max())),
        "net: told": logit(float(np.sort(scores.event.max(1))[-15:].mean())),
    }
    for role in ROLES:
        chances = (f.chance for f in case.fillers if f.role == role)
        found[f"net: {role}"] = math.log1p(sum(chance for chance in chances if chance > 0.15))
    return found


def of_type(case: Case, kind: str) -> dict[str, float]:
    """Figures of one type in a message."""
    text = case.report.text
    own = [p for p in case.incidents if type_of(p) == kind]
    sites = [tuple(sorted(p.name.upper() for p in q.places if p.role == "where")) for q in own]
    days = [p.when.first if p.when else None for p in own]
    found = {
        "told of type": math.log1p(len(own)),
        "any of type": float(bool(own)),
        "two of type": float(len(own) > 1),
        "days": math.log1p(len({day for day in days if day})),
        "places": math.log1p(len({name for site in sites for name in site})),
        "sites": math.log1p(len(set(zip(days, sites, strict=True)))),
    }
    return found | _parties(text, own) | _branch_of(case, TYPES.index(kind))


def _parties(text: str, own: Sequence[Proposition]) -> dict[str, float]:
    """Who is on each side of a type's propositions: an incident needs harm to others than soldiers and rebels."""
    targets = [text[t.span.start : t.span.end] for p in own for t in p.targets]
    agents = [text[a.span.start : a.span.end] for p in own for a in p.agents]
    soldiers, rebels = ([bool(side.search(t)) for t in targets] for side in (SOLDIERS, REBELS))
    return {
        "soldiers harmed": math.log1p(sum(soldiers)),
        "rebels harmed": math.log1p(sum(rebels)),
        "others harmed": math.log1p(sum(not (s or r) for s, r in zip(soldiers, rebels, strict=True))),
        "soldiers": math.log1p(sum(bool(SOLDIERS.search(a)) for a in agents)),
        "rebels": math.log1p(sum(bool(REBELS.search(a)) for a in agents)),
    }


def _branch_of(case: Case, number: int) -> dict[str, float]:
    scores, counts = case.scores, case.scores.counts[:, number]
    none = float(np.prod(counts[:, 0]))
    one = sum(float(counts[n, 1] * np.prod(np.delete(counts[:, 0], n))) for n in range(len(counts)))
    event = scores.event[:, number]
    others = np.delete(scores.event, number, 1).max(1)
    found = {
        "net: one": logit(1 - none),
        "net: two": logit(max(0.0, 1 - none - one)),
        "net: more": logit(float(counts[:, 2].max())),
        "net: expected": math.log1p(float(counts[:, 1].sum() + 2 * counts[:, 2].sum())),
        "net: peak": logit(float(np.sort(event)[-8:].mean())),
        "net: other peak": logit(float(np.sort(others)[-8:].mean())),
    }
    for role in ROLES:
        shares = [
            f.chance * float(f.mean("types")[number])
            for f in case.fillers
            if f.role == role and f.chance > 0.2
        ]
        found[f"net: {role} of type"] = math.log1p(sum(shares))
    return found


def figures(case: Case, words: NDArray[np.float32]) -> dict[str, dict[str, float]]:
    """All figures by type; `words` is what the vocabulary says of the message."""
    whole = {"bias": 1.0, "words: relevant": float(words[0]), **message(case)}
    found = {}
    for number, kind in enumerate(TYPES):
        own = {**whole, "words: type": float(words[1 + number]), **of_type(case, kind)}
        own |= {f"{other}, {name}": own[name] * (kind == other) for other in TYPES[1:] for name in OWN}
        found[kind] = own
    return found


@dataclass(frozen=True)
class Numbers:
    """The three regressions, and the chance that an incident must have to be reported.

    A further template raises F1 where it is right more often than half of that F1 (Lipton et al. 2014): `least` is
    near 0.37, not near 0.5.
    """

    weights: Sequence[dict[str, float]]
    least: float

    def chances(self, found: dict[str, dict[str, float]]) -> dict[str, tuple[float, ...]]:
        """By type, the chances of at least one, two, three incidents, given the figures of a message."""
        return {kind: tuple(np.cumprod([weigh(w, own) for w in self.weights])) for kind, own in found.items()}

    def counted(self, chances: dict[str, tuple[float, ...]]) -> dict[str, int]:
        """How many incidents of each type are reported."""
        return {kind: sum(chance >= self.least for chance in own) for kind, own in chances.items()}


def weigh(weights: dict[str, float], values: dict[str, float]) -> float:
    """The chance that a logistic regression gives."""
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
