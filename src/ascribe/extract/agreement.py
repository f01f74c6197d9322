"""How far two tellings agree: slot by slot, conflicts weighing more than agreements."""

from ascribe.extract.context import Context
from ascribe.extract.happenings import Happening
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import head_words
from ascribe.knowledge.kinship import kin_means
from ascribe.model import ActorKind, Filler, Means, Quantity, SectionKind, Status

#: What telling it in the same or the next sentence adds.
NEXT = 0.6


def agreement(context: Context, a: Happening, b: Happening) -> float:
    """How far two tellings agree; conflicts weigh more than agreements."""
    if a.status is Status.CALLED_OFF and b.status is Status.HAPPENED and b.kind is not a.kind:
        return -9.0
    if (a.status is Status.HYPOTHETICAL) != (b.status is Status.HYPOTHETICAL):
        return -9.0
    score = 0.5 if a.kind is b.kind else 0.0
    score += _means(a.means, b.means)
    score += _times(a, b)
    score += _names(_towns(context, a), _towns(context, b), 1.0, -1.0)
    score += _names(content_words(a.slot("targets")), content_words(b.slot("targets")), 1.5, -1.25)
    score += _names(
        content_words(a.slot("agents")),
        content_words(b.slot("agents")),
        0.5,
        -0.25 if b.mentions[0].definite else -0.75,
    )
    score += _counts(a.slot("harm"), b.slot("harm"))
    if a.mentions[0].series != b.mentions[0].series:
        score -= 1.5
    if b.mentions[0].sentence - a.mentions[-1].sentence <= 1 and not _another(b.mentions[0]):
        score += NEXT
    if _headline(context, a) and b.mentions[0].sentence <= 2:
        score += 1.5
    return score


def _another(mention: Mention) -> bool:
    """Words that set a happening apart from the one before: "another blast", "a second attack", "also struck"."""
    words = {c.lower_ for c in mention.token.children} | {
        c.lower_ for c in mention.token.head.children if mention.token.dep_ in ("obj", "nsubj")
    }
    return bool(
        words
        & {
            "another",
            "second",
            "third",
            "also",
            "separately",
            "earlier",
            "previous",
            "other",
            "later",
            "similar",
        }
    )


def _means(a: Means | None, b: Means | None) -> float:
    if a is None or b is None:
        return 0.0
    if a is b:
        return 0.75
    return 0.0 if kin_means(a, b) else -2.0


def _times(a: Happening, b: Happening) -> float:
    own, other = ({_time_key(t.words) for t in h.slot("times")} for h in (a, b))
    if not own or not other:
        return 0.0
    return 1.0 if own & other else -1.5


def _towns(context: Context, happening: Happening) -> set[str]:
    """Places less wide than a country: a country neither joins nor parts two happenings."""
    names = {p.name.lower() for p in happening.slot("places") if p.role == "where"}
    return {n for n in names if not _is_state(context, n)}


def _is_state(context: Context, name: str) -> bool:
    actor = context.packs.index.match(name.title()) or context.packs.index.match(name)
    return actor is not None and context.packs.actors[actor].kind is ActorKind.STATE


def _time_key(words: str) -> str:
    return words.lower().removeprefix("on ").removeprefix("in ").removesuffix("'s").removesuffix("’s").strip()


def _names(a: set[str], b: set[str], same: float, other: float) -> float:
    if not a or not b:
        return 0.0
    return same if a & b else other


def content_words(fillers: list[Filler]) -> set[str]:
    return {w for f in fillers for w in (head_words(f) | ({f.actor} if f.actor else set()))}


def _counts(a: list[Quantity], b: list[Quantity]) -> float:
    pairs = [(x, y) for x in a for y in b if x.role == y.role]
    if not pairs:
        return 0.0
    same = [x for x, y in pairs if (x.low, x.high) == (y.low, y.high)]
    return (0.75 if max(x.low for x in same) > 1 else 0.25) if same else -0.5


def _headline(context: Context, happening: Happening) -> bool:
    return context.section(happening.mentions[0].token.idx) is SectionKind.HEADLINE
