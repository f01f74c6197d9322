"""Voices in, the cells of the matrix out: speakers by details, each with its stance, its version and its
entries."""

from collections import defaultdict
from collections.abc import Collection

from ascribe.assess.voices import AGENT, Voice, Voices
from ascribe.model import Cell, Stance

#: What is said of who did it without naming anybody.
_SILENT = frozenset({Stance.DECLINED, Stance.NOT_REACHED, Stance.NO_CLAIM, Stance.CANNOT_CONFIRM})


def matrix(voices: Voices) -> tuple[Cell, ...]:
    """One cell per speaker, column, stance and version, in the order in which the reports tell them."""
    cells: dict[tuple[str, str, Stance, str | None, bool], list[Voice]] = defaultdict(list)
    candidates = {voice.agent for voice in voices.said if voice.facet == AGENT and voice.agent}
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
