"""An incident with its readings and reports in, its `Assessment` out: who says what of it, and how firmly.

    origins -> voices -> matrix, grading, contradictions

No score is blended and no verdict given: what is here is what somebody said, in which words and from which
origin.
"""

from collections.abc import Iterable, Mapping

from ascribe.assess.contradictions import contrasts
from ascribe.assess.grading import candidates
from ascribe.assess.matrix import matrix
from ascribe.assess.origins import origins, paragraph_start
from ascribe.assess.voices import agent_key, hear
from ascribe.model import Assessment, Incident, Reading, RelationKind, Report

__all__ = ["assess", "origins", "paragraph_start"]

#: Relations through which one actor may act as, in or for another.
_ACTS_FOR = frozenset(RelationKind) - {RelationKind.DISTINCT_FROM}


def assess(
    incident: Incident,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    shared: Mapping[tuple[str, int], str] | None = None,
) -> Assessment:
    """What may be said of an incident; readings and reports are looked up by report id.

    `shared` is what `origins` gives for all reports of a ledger; without it, the reports of the incident are
    compared with one another. Raises KeyError where a report of the incident is missing.
    """
    if shared is None:
        shared = origins(reports[identity] for identity in incident.reports)
    told = [readings[identity] for identity in incident.reports]
    voices = hear(incident, readings, reports, shared)
    contradictions, near = contrasts(incident, voices, _content(incident, told), _related(told))
    return Assessment(
        incident=incident.id,
        matrix=matrix(voices),
        candidates=candidates(voices),
        contradictions=contradictions,
        origins=len({voice.origin for voice in voices.said}),
        rows=voices.rows,
        near=near,
    )


def _content(incident: Incident, readings: Iterable[Reading]) -> dict[str, str]:
    """The words of every passage about each proposition of the incident."""
    members = set(incident.propositions)
    return {
        p.id: " ".join([p.kind.value, p.evidence.quote, *(mention.quote for mention in p.mentions)])
        for reading in readings
        for p in reading.propositions
        if p.id in members
    }


def _related(readings: Iterable[Reading]) -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((agent_key(relation.a), agent_key(relation.b)))
        for reading in readings
        for relation in reading.relations
        if relation.kind in _ACTS_FOR
    )
