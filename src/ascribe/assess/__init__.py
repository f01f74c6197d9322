"""An incident with its readings and reports in, its `Assessment` out: who says what of it, and how firmly.

    origins -> voices -> matrix, grading, contradictions

No score is blended and no verdict given: what is here is what somebody said, in which words and from which
origin.
"""

from collections.abc import Iterable, Mapping, Sequence

from ascribe.assess.contradictions import Scene, contrasts
from ascribe.assess.grading import candidates
from ascribe.assess.matrix import matrix
from ascribe.assess.origins import origins, paragraph_start
from ascribe.assess.series import beside
from ascribe.assess.voices import agent_key, hear
from ascribe.knowledge.packs import Packs
from ascribe.model import (
    Assessment,
    Incident,
    Proposition,
    Reading,
    RelationKind,
    Report,
)

__all__ = ["assess", "beside", "origins", "paragraph_start"]

#: Relations through which one actor may act as, in or for another.
_ACTS_FOR = frozenset(RelationKind) - {RelationKind.DISTINCT_FROM}


def assess(
    incident: Incident,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    shared: Mapping[tuple[str, int], str] | None = None,
    *,
    known: Packs | None = None,
    beside: Sequence[Incident] = (),
) -> Assessment:
    """What may be said of an incident; readings and reports are looked up by report id.

    `shared` is what `origins` gives for all reports of a ledger; without it, the reports of the incident are
    compared with one another. `known` are the packs: fronts, and who acts for whom, are taken from them, too.
    `beside` are series of the same scope whose agents are denied or accused here (`series.beside`). Raises KeyError
    where a report of the incident is missing.
    """
    if shared is None:
        shared = origins(reports[identity] for identity in incident.reports)
    told = [readings[identity] for identity in incident.reports]
    voices = hear(incident, readings, reports, shared)
    members = _members(incident, told)
    others = [voice for other in beside for voice in hear(other, readings, reports, shared).said]
    related = _related(told) | _related_in(known)
    scene = Scene(incident, voices, members, _content(members.values()), related, known, tuple(others))
    contradictions, near = contrasts(scene)
    return Assessment(
        incident=incident.id,
        matrix=matrix(voices),
        candidates=candidates(voices),
        contradictions=contradictions,
        origins=len({voice.origin for voice in voices.said}),
        rows=voices.rows,
        near=near,
    )


def _members(incident: Incident, readings: Iterable[Reading]) -> dict[str, Proposition]:
    wanted = set(incident.propositions)
    return {p.id: p for reading in readings for p in reading.propositions if p.id in wanted}


def _content(propositions: Iterable[Proposition]) -> dict[str, str]:
    """The words of every passage about each proposition."""
    return {
        p.id: " ".join([p.kind.value, p.evidence.quote, *(mention.quote for mention in p.mentions)])
        for p in propositions
    }


def _related(readings: Iterable[Reading]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((agent_key(relation.a), agent_key(relation.b)))
        for reading in readings
        for relation in reading.relations
        if relation.kind in _ACTS_FOR
    )


def _related_in(known: Packs | None) -> frozenset[frozenset[str]]:
    relations = known.relations if known else ()
    return frozenset(frozenset((r.a, r.b)) for r in relations if r.kind in _ACTS_FOR)
