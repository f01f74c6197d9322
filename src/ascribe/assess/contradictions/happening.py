"""Voices on whether it happened in, denials out, each laid against what was asserted.

Same: what is asserted is denied. Wider: more is denied than was asserted, so that is denied, too. Narrower: only a
special case is denied, the rest may be true. Other: denied is what nobody asserts. Only the first two contradict.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from ascribe.assess.contradictions.scene import Found, Scene, entries, versions, vouching
from ascribe.assess.grading import supports
from ascribe.assess.voices import HAPPENED, Voice
from ascribe.knowledge.kinship import kin_means, means_in
from ascribe.knowledge.names import fold
from ascribe.knowledge.words import rare_words
from ascribe.model import Contradiction, ContradictionKind, NearContradiction, NearKind, Stance, Status

_KINDS = {
    "custody": ContradictionKind.CUSTODY,
    "time": ContradictionKind.TIME,
    "place": ContradictionKind.PLACE,
    "means": ContradictionKind.MEANS,
    "target": ContradictionKind.TARGET,
}
#: Facets that name a subject and no version of it: without a value, two statements on them need not be of one thing.
_SUBJECTS = frozenset({"detail", "means", "target", "time", "damage", "motive", "hostages"})
#: Words of a denial that leave nothing out.
_EVERY = frozenset("any anything anyone anybody anywhere all whatsoever ever never none entirely".split())


class Scope(StrEnum):
    """What a denial denies, beside what was asserted."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


def scope(denied: str, asserted: str) -> Scope:
    """How what is denied stands to what is asserted, by their words; "" denies just what is asserted."""
    own, theirs = rare_words(denied), rare_words(asserted)
    if not own:
        return Scope.SAME
    if _EVERY & set(fold(denied).split()):
        return Scope.WIDER if own & theirs or not theirs else Scope.OTHER
    if not own & theirs:
        return Scope.OTHER
    means, told = means_in(denied), means_in(asserted)
    special = bool(means) and not any(kin_means(a, b) for a in means for b in told)
    return Scope.NARROWER if special else Scope.SAME


def denied(said: Sequence[Voice], scene: Scene) -> Iterator[Found]:
    """Denials of the happening. Who says that somebody did it says that it happened."""
    vouched = vouching(said) or [v for v in scene.voices.said if supports(v)]
    words = [v.value or "" for v in vouching(scene.voices.said)]
    told = " ".join([*scene.content.values(), *words])
    direct: list[Voice] = []
    for denial in (v for v in said if v.stance is Stance.DENIES):
        both = [*vouched, denial]
        found = (HAPPENED, versions(both, scene), entries(both))
        how = scope(denial.value or "", told)
        if scene.incident.status not in (Status.HAPPENED, Status.ATTEMPTED):
            why = f"nobody says it was carried out: {scene.incident.status.value}"
            yield NearContradiction(*found, NearKind.NOT_SAID_TO_HAVE_HAPPENED, why)
        elif how is Scope.OTHER:
            why = f"denied is {denial.value!r}, which nobody asserts"
            yield NearContradiction(*found, NearKind.OTHER_FACET, why)
        elif how is Scope.NARROWER:
            why = f"denied is only {denial.value!r}; the rest may be true all the same"
            yield NearContradiction(*found, NearKind.NARROWER, why)
        else:
            direct.append(denial)
    if direct and vouched:
        both = [*vouched, *direct]
        yield Contradiction(HAPPENED, versions(both, scene), entries(both), ContradictionKind.HAPPENED)


def denied_detail(facet: str, said: Sequence[Voice], scene: Scene, *, told: bool) -> Iterator[Found]:
    """Asserted by one and denied by another on the same detail; a denial alone is of what nobody asserted."""
    said = [v for v in said if v.value or facet not in _SUBJECTS]
    vouched = vouching(said)
    denials = [v for v in said if v.stance is Stance.DENIES]
    if denials and vouched:
        both = vouched + denials
        number = ContradictionKind.NUMBER if any(v.count for v in both) else ContradictionKind.OTHER
        kind = _KINDS.get(facet, number)
        yield Contradiction(facet, versions(both, scene), entries(both), kind)
    elif denials and told:
        why = f"denied is the {facet}, of which nobody asserts anything; the rest may be true all the same"
        found = (facet, versions(denials, scene), entries(denials))
        yield NearContradiction(*found, NearKind.OTHER_FACET, why)
