"""Join the mentions of one happening inside a report.

Two steps: words that the syntax ties together, then each such telling, in the order of the text, goes to the
happening told before that the most speaks for (`traits`, weighed by `joining.yaml`), or begins a new one. The model
is a mention-ranking one (Denis & Baldridge 2008) with a new happening as a candidate of weight 0.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from ascribe.extract.context import Context
from ascribe.extract.happenings import Happening
from ascribe.extract.mentions import Mention
from ascribe.extract.ties import same_family, tied
from ascribe.extract.traits import traits
from ascribe.extract.weights import read_weights, weigh


def join(context: Context, mentions: list[Mention]) -> list[Happening]:
    """Happenings in the order of their first mention; every mention is in exactly one."""
    found: list[Happening] = []
    for group in tied(mentions):
        home = _home(context, group, found)
        if home is None:
            found.append(Happening(list(group.mentions)))
        else:
            home.mentions += group.mentions
    return found


def candidates(group: Happening, found: Iterable[Happening]) -> list[Happening]:
    """The happenings told before that a telling may be of: of its family, or any where it is a mere anaphor."""
    anaphor = any(m.entry.anaphor for m in group.mentions)
    return [h for h in found if anaphor or same_family(h.kind, group.kind)]


def _home(context: Context, group: Happening, found: list[Happening]) -> Happening | None:
    best, most = None, 0.0
    for happening in candidates(group, found):
        score = weigh(traits(context, happening, group, found[0]), weights())
        if score > most:
            best, most = happening, score
    return best


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights."""
    return read_weights("joining.yaml")
