"""Readings in, incidents out, all at once or one by one: a new reading is compared with its blocks only.

`Linker` keeps the facts, the blocks and the pairs; clusters are computed per connected component and kept
until a pair touches it, so that adding readings one by one ends where linking them together ends, in any
order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ascribe.link.blocking import keys
from ascribe.link.cluster import cluster, components
from ascribe.link.compare import compare, may_join
from ascribe.link.decided import Decided
from ascribe.link.evidence import Comparison
from ascribe.link.facts import Facts, facts_of
from ascribe.link.incidents import assemble
from ascribe.link.story import Story
from ascribe.link.weights import Weights, shipped
from ascribe.model import Incident, Proposition, Reading


@dataclass(slots=True)
class _Block:
    active: list[str] = field(default_factory=list)
    passive: list[str] = field(default_factory=list)


class Linker:
    """Incidents of the readings added so far."""

    def __init__(self, weights: Weights | None = None, decided: Decided | None = None) -> None:
        self._weights = weights or shipped()
        self._decided = decided or Decided({})
        self._tied: dict[str, set[str]] = {}
        for a, b in self._decided.joined():
            self._tied.setdefault(a, set()).add(b)
            self._tied.setdefault(b, set()).add(a)
        self._propositions: dict[str, Proposition] = {}
        self._facts: dict[str, Facts] = {}
        self._blocks: dict[str, _Block] = {}
        self._pairs: dict[tuple[str, str], Comparison] = {}
        self._partners: dict[str, set[str]] = {}
        self._incident_of: dict[str, Incident] = {}
        self._stale: set[str] = set()
        self.compared = 0

    def add(self, reading: Reading, story: Story | None = None) -> None:
        """Take in one reading, with the story of its report; one that is known already changes nothing."""
        told = {proposition.id: proposition for proposition in reading.propositions}
        for facts in facts_of(reading, story):
            if facts.id in self._facts:
                continue
            self._propositions[facts.id], self._facts[facts.id] = told[facts.id], facts
            self._partners[facts.id] = set()
            self._stale.add(facts.id)
            tied = self._tied.get(facts.id, set()) & self._facts.keys()
            for other in self._meet(facts) | tied - {facts.id}:
                self._pair(facts, self._facts[other])

    def link_one(self, reading: Reading, story: Story | None = None) -> tuple[Incident, ...]:
        """Take in one reading and give the incidents that it tells of, as they now stand."""
        self.add(reading, story)
        self._refresh()
        told = {p.id for p in reading.propositions} & self._incident_of.keys()
        return _ordered(self._incident_of[proposition] for proposition in told)

    def incidents(self) -> tuple[Incident, ...]:
        """Every incident, ordered by time, then by id; undated ones last."""
        self._refresh()
        return _ordered(self._incident_of.values())

    def __contains__(self, proposition: str) -> bool:
        return proposition in self._facts

    def why(self, a: str, b: str) -> Comparison:
        """The evidence for and against two propositions (ids) being one happening; KeyError on an unknown
        id."""
        key = (a, b) if a < b else (b, a)
        return self._pairs.get(key) or self._compare(self._facts[a], self._facts[b])

    def _compare(self, one: Facts, other: Facts) -> Comparison:
        return self._decided.applied(compare(one, other, self._weights))

    def _meet(self, facts: Facts) -> set[str]:
        """Those that share a block, entered into it before; the new one is entered."""
        met: set[str] = set()
        for key in keys(facts):
            block = self._blocks.setdefault(key.block, _Block())
            met.update(block.active)
            if key.active:
                met.update(block.passive)
            (block.active if key.active else block.passive).append(facts.id)
        return met

    def _pair(self, facts: Facts, other: Facts) -> None:
        decided = self._decided.joins(facts.id, other.id)
        if facts.report == other.report and not decided:
            return
        self.compared += 1
        comparison = self._compare(facts, other)
        if decided or may_join(comparison, self._weights):
            self._pairs[comparison.a, comparison.b] = comparison
            self._partners[facts.id].add(other.id)
            self._partners[other.id].add(facts.id)

    def _refresh(self) -> None:
        """Cluster again every component that a new proposition belongs to."""
        members = self._reachable(self._stale)
        for component in components(members, (key for member in members for key in self._keys_of(member))):
            inside = [
                self._pairs[key] for member in component for key in self._keys_of(member) if key[0] == member
            ]
            for group, built in cluster(component, inside, self.why, self._weights.mean_threshold):
                incident = assemble([self._propositions[member] for member in group], built)
                self._incident_of.update(dict.fromkeys(group, incident))
        self._stale.clear()

    def _reachable(self, start: Iterable[str]) -> set[str]:
        reached = set(start)
        queue = list(reached)
        while queue:
            for other in self._partners[queue.pop()] - reached:
                reached.add(other)
                queue.append(other)
        return reached

    def _keys_of(self, member: str) -> list[tuple[str, str]]:
        return [(member, other) if member < other else (other, member) for other in self._partners[member]]


def link(
    readings: Iterable[Reading],
    stories: Mapping[str, Story] | None = None,
    weights: Weights | None = None,
    decided: Decided | None = None,
) -> tuple[Incident, ...]:
    """The incidents that readings tell of: every proposition that is a happening is in exactly one.

    `stories` are those of the reports, by id; `decided` is what people have joined or kept apart.
    """
    linker = Linker(weights, decided)
    for reading in readings:
        linker.add(reading, (stories or {}).get(reading.report))
    return linker.incidents()


def _ordered(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    unique = {incident.id: incident for incident in incidents}
    return tuple(sorted(unique.values(), key=lambda i: (i.when is None, i.when or "", i.id)))
