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
from ascribe.model import Incident, Kind, Reading, Stance


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
    """For each series, by its id, the other incidents of its scope of which an agent is accused, or which it denies.

    "X denies any part in the attacks" may stand with one attack of which nobody accuses X: that is of the series, too.
    """
    known = {incident.id: incident for incident in incidents}
    home = {p: incident.id for incident in known.values() for p in incident.propositions}
    denied, accused = _named(home, readings)
    series = {identity for identity, incident in known.items() if incident.series}
    found: dict[str, set[str]] = defaultdict(set)
    for agent, deniers in denied.items():
        told = accused.get(agent, set())
        for one in deniers - told:
            for other in told & series:
                if _scope(known[one], readings).meets(_scope(known[other], readings)):
                    found[other].add(one)
                    if one in series:
                        found[one].add(other)
    return {identity: tuple(known[o] for o in sorted(others)) for identity, others in found.items()}


def _named(
    home: Mapping[str, str], readings: Mapping[str, Reading]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:  # fmt: skip
    """By agent, the incidents that it denies, and those that it is accused of."""
    denied: dict[str, set[str]] = defaultdict(set)
    accused: dict[str, set[str]] = defaultdict(set)
    for statement in (s for reading in readings.values() for s in reading.statements):
        incident = home.get(statement.proposition or "")
        if incident is None or not statement.actor or statement.facet not in AGENTS:
            continue
        if statement.stance is Stance.DENIES:
            denied[agent_key(statement.actor)].add(incident)
        elif statement.stance in SUPPORT:
            accused[agent_key(statement.actor)].add(incident)
    return denied, accused


def _scope(incident: Incident, readings: Mapping[str, Reading]) -> _Scope:
    wanted = set(incident.propositions)
    members = [p for report in incident.reports for p in readings[report].propositions if p.id in wanted]
    places = [place for p in members for place in p.places]
    keys = frozenset(key for place in places for key in (place.gazetteer, fold(place.name)) if key)
    firsts = [p.when.first for p in members if p.when and p.when.first]
    lasts = [p.when.last for p in members if p.when and p.when.last]
    return _Scope(members[0].kind, keys, min(firsts, default=None), max(lasts, default=None))
