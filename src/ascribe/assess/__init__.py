"""An incident with its readings and reports in, its `Assessment` out: who says what of it, and how firmly.

    origins -> voices -> matrix, grading, contradictions

No score is blended and no verdict given: what is here is what somebody said, in which words and from which
origin. Beside incidents, `tallies` lays the counts over periods of all readings side by side.
"""

from collections.abc import Iterable, Mapping, Sequence

from ascribe.assess.contradictions import Scene, contrasts
from ascribe.assess.grading import candidates
from ascribe.assess.matrix import carried, history, matrix, version_counts
from ascribe.assess.origins import origins, paragraph_start
from ascribe.assess.series import beside
from ascribe.assess.ties import Ties, ties
from ascribe.assess.voices import hear
from ascribe.model import Assessment, Incident, Proposition, Reading, Report

__all__ = ["Ties", "assess", "beside", "origins", "paragraph_start", "ties"]


def assess(
    incident: Incident,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    shared: Mapping[tuple[str, int], str] | None = None,
    *,
    known: Ties | None = None,
    beside: Sequence[Incident] = (),
) -> Assessment:
    """What may be said of an incident; readings and reports are looked up by report id.

    `shared` is what `origins` gives for all reports of a ledger, `known` what `ties` gives for its readings; without
    them, those of the incident are compared with one another. `beside` are series of the same scope whose agents
    are denied or accused here (`series.beside`). Raises KeyError where a report of the incident is missing.
    """
    if shared is None:
        shared = origins(reports[identity] for identity in incident.reports)
    told = [readings[identity] for identity in incident.reports]
    if known is None:
        known = ties(told)
    voices = hear(incident, readings, reports, shared)
    others = [voice for other in beside for voice in hear(other, readings, reports, shared).said]
    members = _members(incident, told)
    scene = Scene(incident, voices, members, _content(members.values()), known, tuple(others))
    contradictions, near = contrasts(scene)
    carriers = carried(voices, reports)
    return Assessment(
        incident=incident.id,
        matrix=matrix(voices),
        candidates=candidates(voices, known.fronts),
        contradictions=contradictions,
        origins=len(carriers),
        rows=voices.rows,
        near=near,
        versions=version_counts(voices),
        carried=carriers,
        history=history(incident, voices),
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
