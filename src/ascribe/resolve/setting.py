"""Where a happening is set whose own passages do not say: the scene that its telling stands in.

Comes in: the propositions of a report with places resolved. Goes out: the same; one without a place of its own takes
over the places of the happening told just before it, else of the one that the report tells most. The rule that gave
them stands with them (`Place.rule`), the words stay those of the passage that has them. A name that no gazetteer knows
is carried over only where the gazetteer knows none of the happening's.
"""

from collections.abc import Sequence
from dataclasses import replace

from ascribe.model import Place, Proposition

BEFORE = "set where the happening told before is"
STORY = "set where the story is"
#: Characters after which the scene told before is no longer the one that goes on: some four sentences.
REACH = 600
#: Of a scene's places so many are carried over: the finest and what contains it.
CARRIED = 3
_FINEST = ("point", "district", "city", "province", "country")


def set_scenes(propositions: Sequence[Proposition]) -> tuple[Proposition, ...]:
    """The propositions in their order, those without a place set in a scene."""
    story = _carried(max(propositions, key=_prominence)) if any(map(_carried, propositions)) else ()
    found: dict[int, Proposition] = {}
    scene: tuple[int, tuple[Place, ...]] | None = None
    for index in sorted(range(len(propositions)), key=lambda i: propositions[i].evidence.start):
        proposition = propositions[index]
        if _where(proposition):
            if own := _carried(proposition):
                scene = (proposition.evidence.end, own)
        else:
            near = scene is not None and proposition.evidence.start - scene[0] <= REACH
            given, rule = (scene[1], BEFORE) if scene and near else (story, STORY)
            taken = (replace(place, rule=rule) for place in given)
            proposition = replace(proposition, places=(*proposition.places, *taken))
        found[index] = proposition
    return tuple(found[index] for index in range(len(propositions)))


def _where(proposition: Proposition) -> list[Place]:
    return [place for place in proposition.places if place.role == "where"]


def _prominence(proposition: Proposition) -> tuple[bool, bool, int, int]:
    """Told most, of those with a place that can be carried over; no background."""
    return (
        bool(_carried(proposition)),
        not proposition.background,
        len(proposition.mentions),
        -proposition.evidence.start,
    )


def _carried(proposition: Proposition) -> tuple[Place, ...]:
    """The finest place that the gazetteer knows, and those of its country that are told with it; else the names."""
    known = sorted(
        (place for place in _where(proposition) if place.precision in _FINEST),
        key=lambda place: _FINEST.index(place.precision or "country"),
    )
    if not known:
        return tuple(place for place in _where(proposition) if place.gazetteer is None)[:CARRIED]
    return tuple(place for place in known if place.country == known[0].country)[:CARRIED]
