"""Voices in, the matrix out: cells of speakers by details, the versions of each, and when each was first said."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from ascribe.assess.grading import independent
from ascribe.assess.origins import origin_of
from ascribe.assess.voices import AGENT, Voice, Voices
from ascribe.model import Carried, Cell, Incident, Report, Stance, Turn, Version, bounds

#: A detail, a stance and a value: one version of what was said.
_Said = tuple[str, Stance, str | None]

#: What is said of who did it without naming anybody.
_SILENT = frozenset({Stance.DECLINED, Stance.NOT_REACHED, Stance.NO_CLAIM, Stance.CANNOT_CONFIRM})


def matrix(voices: Voices) -> tuple[Cell, ...]:
    """One cell per speaker, column, stance and version, in the order in which the reports tell them."""
    cells: dict[tuple[str, str, Stance, str | None, bool], list[Voice]] = defaultdict(list)
    candidates = _named(voices)
    for voice in voices.said:
        key = (voice.row, column(voice, voices, candidates), voice.stance, voice.value, voice.hedged)
        cells[key].append(voice)
    return tuple(
        Cell(
            speaker=row,
            column=name,
            stance=stance,
            value=value,
            statements=tuple(dict.fromkeys(voice.entry for voice in said)),
            hedged=hedged,
            origins=tuple(sorted({voice.origin for voice in said})),
        )
        for (row, name, stance, value, hedged), said in cells.items()
    )


def column(voice: Voice, voices: Voices, candidates: Collection[str]) -> str:
    """The column of a voice: its facet, or "agent: NAME" where it is about one candidate agent.

    The silence of a candidate about who did it is about itself.
    """
    if voice.facet != AGENT:
        return voice.facet
    agent = voice.agent
    if (
        agent is None
        and voice.stance in _SILENT
        and voice.speaker.named
        and voice.speaker.actor in candidates
    ):
        agent = voice.speaker.actor
    return f"{AGENT}: {voices.agents[agent]}" if agent else AGENT


def version_counts(voices: Voices) -> tuple[Version, ...]:
    """Every version of every column, with who gives it from how many independent origins."""
    return tuple(
        Version(*said, speakers=tuple(dict.fromkeys(v.row for v in given)), origins=independent(given))
        for said, given in _by_version(voices).items()
    )


def history(incident: Incident, voices: Voices) -> tuple[Turn, ...]:
    """What was first said on which day, in the order of the days; what has no day is left out."""
    happened = _day(incident.when)
    turns = []
    for (name, stance, value), given in _by_version(voices).items():
        dated = [(v.said, n, v) for n, v in enumerate(given) if v.said]
        if dated:
            day, _, first = min(dated, key=lambda told: told[:2])
            entries = tuple(dict.fromkeys(v.entry for v in given if v.said == day))
            after = (day - happened).days if happened else None
            turns.append(Turn(day.isoformat(), first.row, name, stance, value, entries, after))
    return tuple(sorted(turns, key=lambda turn: turn.day))


def carried(voices: Voices, reports: Mapping[str, Report]) -> tuple[Carried, ...]:
    """The text origins of what is said, each with its outlet or agency and the reports that carry it."""
    held: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices.said:
        held[voice.origin].append(voice)
    own = {origin_of(v.report): reports[v.report] for v in voices.said}
    return tuple(
        Carried(origin, _origin_name(said, own.get(origin), reports), tuple(sorted({v.report for v in said})))
        for origin, said in sorted(held.items())
    )


def _origin_name(said: list[Voice], first: Report | None, reports: Mapping[str, Report]) -> str:
    """The publisher of the report that it is of; else the agency that the words are credited to."""
    if first is not None:
        return first.publisher or first.source.rstrip("/").rpartition("/")[2]
    for voice in said:
        for section in reports[voice.report].sections:
            if section.origin and section.start <= voice.evidence.start < section.end:
                return section.origin
    return "an agency"


def _by_version(voices: Voices) -> dict[_Said, list[Voice]]:
    candidates = _named(voices)
    found: dict[_Said, list[Voice]] = defaultdict(list)
    for voice in voices.said:
        found[column(voice, voices, candidates), voice.stance, voice.value].append(voice)
    return found


def _named(voices: Voices) -> set[str]:
    return {voice.agent for voice in voices.said if voice.facet == AGENT and voice.agent}


def _day(when: str | None) -> date | None:
    first, last = bounds(when) if when else (None, None)
    return first if first == last else None
