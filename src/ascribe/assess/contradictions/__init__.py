"""Voices in, contradictions and what only looks like one out: details that cannot all be true, slot by slot.

agents      accused and denied, claimed by two, vouched for in part
happening   denials, each laid against what was asserted: same, narrower, wider, other
counts      bounds that exclude each other; updates and sums that do not
details     means, times, places and targets, each by what its words exclude
"""

from collections import defaultdict
from collections.abc import Iterator

from ascribe.assess.contradictions.agents import parts, rivals, unasserted, upheld
from ascribe.assess.contradictions.counts import counted, hits
from ascribe.assess.contradictions.details import (
    days,
    lengths,
    manners,
    positions,
    sides,
    whereabouts,
)
from ascribe.assess.contradictions.happening import denied, denied_detail
from ascribe.assess.contradictions.scene import Found, Scene
from ascribe.assess.voices import AGENT, HAPPENED, Voice
from ascribe.model import Contradiction, NearContradiction

__all__ = ["Scene", "contrasts"]


def contrasts(scene: Scene) -> tuple[tuple[Contradiction, ...], tuple[NearContradiction, ...]]:
    """Contradictions, and what only looks like one, each in the order of its details."""
    found = list(dict.fromkeys(_all(scene)))
    return (
        tuple(f for f in found if isinstance(f, Contradiction)),
        tuple(f for f in found if isinstance(f, NearContradiction)),
    )


def _all(scene: Scene) -> Iterator[Found]:
    by_facet: dict[str, list[Voice]] = defaultdict(list)
    for voice in scene.voices.said:
        by_facet[voice.facet].append(voice)
    agents = by_facet.get(AGENT, [])
    yield from upheld(agents, scene)
    yield from parts(agents, scene)
    yield from unasserted(agents, scene)
    yield from rivals(agents, scene)
    yield from denied(by_facet.get(HAPPENED, []), scene)
    for facet, said in by_facet.items():
        if facet not in (AGENT, HAPPENED):
            yield from counted(facet, said, scene)
            yield from denied_detail(facet, said, scene, told=HAPPENED in by_facet)
    yield from hits(scene)
    yield from manners(scene)
    yield from lengths(scene)
    yield from days(scene)
    yield from whereabouts(scene)
    yield from positions(scene)
    yield from sides(scene)
