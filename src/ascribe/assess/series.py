"""Incidents and readings in, which series stand beside one another out: the same scope, the same agent.

"Attacks on the bases" is a series in one report and another in the next, and the two are not one incident: they need
not be of the same attacks. Yet who is accused of the one and denies the other is disputed in both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ascribe.assess.grading import SUPPORT
from ascribe.assess.voices import AGENTS, agent_key
from ascribe.knowledge.kinship import kin_kinds
from ascribe.knowledge.names import fold
from ascribe.model import Incident, Kind, Proposition, Reading, Stance


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a series is of: its kind, the places it names, and from when to when (None is open or unknown)."""

    kind: Kind
    places: frozenset[str]
    first: date | None
    last: date | None

    def meets(self, other: "_Scope") -> bool:
        """Whether two series may be of the same happenings."""
        if not kin_kinds(self.kind, other.kind) or not self.places & other.places:
            return False
        late = self.last and other.first and self.last < other.first
        early = other.last and self.first and other.last < self.first
        return not (late or early)


def beside(incidents: Iterable[Incident], readings: Mapping[str, Reading]) -> dict[str, tuple[Incident, ...]]:
    """For each series, by its id, the other ones of its scope of which an agent is accused, or which it denies."""
    series = {incident.id: incident for incident in incidents if incident.series}
    home = {p: incident.id for incident in series.values() for p in incident.propositions}
    wanted = {report for incident in series.values() for report in incident.reports}
    told = [readings[report] for report in sorted(wanted)]
    propositions = {p.id: p for reading in told for p in reading.propositions if p.id in home}
    denied: dict[str, set[str]] = defaultdict(set)
    accused: dict[str, set[str]] = defaultdict(set)
    for statement in (s for reading in told for s in reading.statements):
        if statement.proposition in home and statement.actor and statement.facet in AGENTS:
            kinds = denied if statement.stance is Stance.DENIES else accused
            if kinds is denied or statement.stance in SUPPORT:
                kinds[agent_key(statement.actor)].add(home[statement.proposition or ""])
    scopes = {identity: _scope([propositions[p] for p in i.propositions]) for identity, i in series.items()}
    found: dict[str, set[str]] = defaultdict(set)
    for agent, deniers in denied.items():
        for one in deniers:
            for other in accused.get(agent, ()):
                if one != other and scopes[one].meets(scopes[other]):
                    found[one].add(other)
                    found[other].add(one)
    return {identity: tuple(series[o] for o in sorted(others)) for identity, others in found.items()}


def _scope(members: list[Proposition]) -> _Scope:
    places = frozenset(
        key for p in members for place in p.places for key in (place.gazetteer, fold(place.name)) if key
    )
    firsts = [p.when.first for p in members if p.when and p.when.first]
    lasts = [p.when.last for p in members if p.when and p.when.last]
    return _Scope(members[0].kind, places, min(firsts, default=None), max(lasts, default=None))
