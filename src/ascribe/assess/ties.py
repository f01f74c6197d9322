"""Readings and packs in, which agents act for which out: fronts, members, backers, further names."""

from collections.abc import Iterable
from dataclasses import dataclass

from ascribe.assess.voices import agent_key
from ascribe.knowledge.packs import Packs
from ascribe.model import ActorKind, Reading, RelationKind

#: Relations through which one actor may act as, in or for another.
_ACTS_FOR = frozenset(RelationKind) - {RelationKind.DISTINCT_FROM}


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known of agents beside an incident.

    `related` are pairs (keys) of which one may act for the other, so that naming both is no contradiction; `fronts`
    are names under which others are said to act; `known` are the packs.
    """

    related: frozenset[frozenset[str]] = frozenset()
    fronts: frozenset[str] = frozenset()
    known: Packs | None = None


def ties(readings: Iterable[Reading], known: Packs | None = None) -> Ties:
    """The ties that readings state and packs have."""
    stated = [(agent_key(r.a), r.kind, agent_key(r.b)) for reading in readings for r in reading.relations]
    stated += [(r.a, r.kind, r.b) for r in known.relations] if known else []
    brands = {i for i, actor in known.actors.items() if actor.kind is ActorKind.BRAND} if known else set()
    return Ties(
        frozenset(frozenset((a, b)) for a, kind, b in stated if kind in _ACTS_FOR),
        frozenset(brands | {a for a, kind, _ in stated if kind is RelationKind.FRONT_OF}),
        known,
    )
