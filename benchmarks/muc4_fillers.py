"""Which of the branch's candidates fill a role, and in which of several incidents of a type.

In: a `Case` and its candidates; what `muc4_incidents` says of the types. Out: figures of a candidate that a logistic
regression weighs, and a type's fillers parted into incidents.
"""

import itertools
import math
import re
from collections.abc import Iterable, Sequence

import numpy as np

from ascribe.parse.events import TYPES
from ascribe.parse.events_fillers import Filler, head
from benchmarks.muc4_case import Case
from benchmarks.muc4_incidents import REBELS, SOLDIERS, logit

#: Roles that part one incident from another: in the keys of DEV one in eight of their fillers is in two of a type, of
#: organisations four in five, of individuals half.
_PARTING = ("victim", "victim-name", "target")
_NUMBER = re.compile(r"\d|two|three|four|five|six|seven|several|some", re.I)


def features(case: Case, filler: Filler, chances: dict[str, tuple[float, ...]]) -> dict[str, float]:
    """What the scorer weighs of a filler; every figure is of the order of one."""
    kinds = filler.mean("types")
    has = 1 - np.prod(case.scores.counts[:, :, 0], 0)
    first = np.array([chances[kind][0] for kind in TYPES])
    return {
        "bias": 1.0,
        "chance": logit(filler.chance),
        "mentions": math.log(len(filler.mentions)),
        "chances": math.log1p(sum(m.chance for m in filler.mentions)),
        "relevant": logit(case.scores.relevant),
        "event": logit(float(kinds.max())),
        "type": logit(float((kinds * has).max())),
        "message": logit(float(first.max())),
        "incident": logit(float((first * kinds).sum() / max(1e-6, kinds.sum()))),
        "effect": logit(float(filler.mean("effect").max())),
        "agent": _overlaps(filler, case.agents),
        "target": _overlaps(filler, case.targets),
        "told": _overlaps(filler, case.told),
        "untold": _overlaps(filler, case.untold),
        **_wording(case, filler),
        **_others(case, filler),
    }


def _wording(case: Case, filler: Filler) -> dict[str, float]:
    best = filler.mentions[0]
    return {
        "place": case.words.sentences[best.first] / max(1, case.words.sentences[-1]),
        "words": math.log(best.last - best.first),
        "soldiers": float(bool(SOLDIERS.search(best.text))),
        "rebels": float(bool(REBELS.search(best.text))),
        "number": float(bool(_NUMBER.match(best.text))),
        "plural": float(head(best.text).endswith("s")),
    }


def _others(case: Case, filler: Filler) -> dict[str, float]:
    """What else the branch sees: in the same words, in the same role, in the same sentence."""
    best, others = filler.mentions[0], [f for f in case.fillers if f is not filler]
    sentence = case.words.sentences[best.first]
    own = [f.chance for f in others if f.role == filler.role]
    rivals = [f.chance for f in others if f.mentions[0].start < best.end and best.start < f.mentions[0].end]
    near = [
        f.chance
        for f in others
        if f.role != filler.role and any(case.words.sentences[m.first] == sentence for m in f.mentions)
    ]
    return {
        "rival": logit(max(rivals, default=0.0)),
        "surest": logit(max(own, default=0.0)),
        "others": math.log1p(sum(own)),
        "near": math.log1p(sum(near)),
    }


def _overlaps(filler: Filler, spans: Iterable[tuple[int, int]]) -> float:
    return float(any(m.start < end and start < m.end for m in filler.mentions for start, end in spans))


def parted(fillers: Sequence[Filler], number: int, sentences: Sequence[int]) -> list[list[Filler]]:
    """A type's fillers in `number` incidents; `sentences` are the numbers of the words' sentences.

    Victims and targets are parted where most sentences lie between them; organisations are in all incidents,
    individuals and instruments in those that are told nearest to them.
    """
    if number <= 1:
        return [list(fillers)]

    def at(filler: Filler) -> int:
        return sentences[filler.mentions[0].first]

    core = sorted((f for f in fillers if f.role in _PARTING), key=lambda f: f.mentions[0].first)
    gaps = {n: at(core[n]) - at(core[n - 1]) for n in range(1, len(core))}
    widest = sorted((n for n in gaps if gaps[n]), key=lambda n: -gaps[n])[: number - 1]
    ends = [0, *sorted(widest), len(core)]
    groups = [core[a:b] for a, b in itertools.pairwise(ends)]
    groups += [[] for _ in range(number - len(groups))]
    told = [{at(f) for f in group} for group in groups]
    for filler in (f for f in fillers if f.role not in _PARTING):
        own = {sentences[m.first] for m in filler.mentions}
        for n in _hosts(filler.role, own, told):
            groups[n].append(filler)
    return groups


def _hosts(role: str, own: set[int], told: Sequence[set[int]]) -> list[int]:
    """The incidents, by the sentences that tell of them, to which a filler with mentions in these sentences belongs."""
    away = [min((abs(a - b) for a in own for b in group), default=None) for group in told]
    known = [distance for distance in away if distance is not None]
    if role == "organization" or not known:
        return list(range(len(told)))
    reach = max(min(known), 1 if role == "individual" else 0)
    return [
        n
        for n, distance in enumerate(away)
        if (role == "individual" if distance is None else distance <= reach)
    ]
