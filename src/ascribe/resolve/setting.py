"""Where a happening is set whose own passages do not say: the scene that its telling stands in.

Comes in: the propositions of a report with places and times resolved. Goes out: the same; one without a place of its
own takes over the places of the happening told just before it, else of the one that the report tells most. The rule
that gave them stands with them (`Place.rule`), the words stay those of the passage that has them. A name that no
gazetteer knows is carried over only where the gazetteer knows none of the happening's. A happening of another season
than the scene is set elsewhere for all that is known, and what is only said (a threat, an order) is set nowhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascribe.model import Kind, Means, Moment, Place, Proposition, Status

BEFORE = "set where the happening told before is"
STORY = "set where the story is"
#: Characters after which the scene told before is no longer the one that goes on: some four sentences.
REACH = 600
#: Of a scene's places so many are carried over: the finest and what contains it.
CARRIED = 3
_FINEST = ("point", "district", "city", "province", "country")
#: A scene lasts so many days: on annotated reports, of places carried over a longer time one in five was right.
LASTS = 31
#: What is said and not done at a place.
_SAID = frozenset({Kind.THREAT, Kind.ORDER, Kind.TRUCE})


@dataclass(frozen=True, slots=True)
class _Scene:
    """A happening with the places that go on from it."""

    told: Proposition
    places: tuple[Place, ...]


def set_scenes(propositions: Sequence[Proposition]) -> tuple[Proposition, ...]:
    """The propositions in their order, those without a place set in a scene."""
    most = max(propositions, key=_prominence) if any(map(_carried, propositions)) else None
    story = _Scene(most, _carried(most)) if most is not None else None
    last = _last_told(propositions)
    found: dict[int, Proposition] = {}
    scene: _Scene | None = None
    for index in sorted(range(len(propositions)), key=lambda i: propositions[i].evidence.start):
        proposition = propositions[index]
        if _where(proposition):
            if own := _carried(proposition):
                scene = _Scene(proposition, own)
        else:
            near = scene is not None and proposition.evidence.start - scene.told.evidence.end <= REACH
            found[index] = _set(proposition, scene if near else story, BEFORE if near else STORY, last)
            continue
        found[index] = proposition
    return tuple(found[index] for index in range(len(propositions)))


def _set(proposition: Proposition, scene: _Scene | None, rule: str, last: Moment | None) -> Proposition:
    """The proposition with the places of a scene, where it can be set in it."""
    if scene is None or proposition.kind in _SAID or _is_elsewhere(proposition, scene.told, last):
        return proposition
    taken = (replace(place, rule=rule) for place in scene.places)
    return replace(proposition, places=(*proposition.places, *taken))


def _is_elsewhere(proposition: Proposition, scene: Proposition, last: Moment | None) -> bool:
    """Whether something says that a happening belongs to another scene: another season, or bombing from the air
    where the scene is of something else. A scene without a date is as recent as the last thing told."""
    if _parted(proposition.when, scene.when if scene.when and scene.when.edtf else last):
        return True
    return proposition.means is Means.AIRSTRIKE and scene.means not in (Means.AIRSTRIKE, None)


def _last_told(propositions: Sequence[Proposition]) -> Moment | None:
    """The latest time of what a report tells as having happened."""
    times = [p.when for p in propositions if p.status is Status.HAPPENED and p.when and p.when.first]
    return max(times, key=lambda when: when.first or date.min, default=None)


def _parted(one: Moment | None, other: Moment | None) -> bool:
    """Whether two times, as far as they are known, lie further apart than a scene lasts."""
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return False
    starts, ends = [m.first for m in (one, other) if m.first], [m.last for m in (one, other) if m.last]
    return bool(starts and ends) and max(starts) - min(ends) > timedelta(LASTS)


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
