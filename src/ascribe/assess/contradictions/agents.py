"""Voices on who did it in, contradictions of agents out.

Accused by one and denied by another; claimed by two that do not act for each other; named together by one while
another, who names the rest, cannot confirm a part of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ascribe.assess.contradictions.scene import Found, Scene, entries, versions
from ascribe.assess.grading import supports
from ascribe.assess.voices import AGENT, Voice
from ascribe.knowledge.words import written_head
from ascribe.model import Contradiction, ContradictionKind, NearContradiction, NearKind, Stance


def upheld(said: Sequence[Voice], scene: Scene) -> Iterator[Found]:
    """An agent that is accused and denied, here or in a series of the same scope."""
    for agent, about in _by_agent(said).items():
        support = [v for v in about if supports(v)]
        denials = [v for v in about if v.stance is Stance.DENIES]
        others = [v for v in scene.beside if v.agent == agent]
        if denials and not support:
            support = [v for v in others if supports(v)]
        elif support and not denials:
            denials = [v for v in others if v.stance is Stance.DENIES]
        if support and denials:
            both = support + denials
            yield Contradiction(
                _name(agent, scene),
                versions(both, scene, verbs=True),
                entries(both),
                ContradictionKind.AGENT,
            )


def parts(said: Sequence[Voice], scene: Scene) -> Iterator[Found]:
    """An agent that one vouches for and another cannot confirm.

    Who names somebody else and cannot confirm this one gives another version of who did it; who cannot confirm
    anything gives none.
    """
    namers = {v.row for v in said if supports(v)}
    for agent, about in _by_agent(said).items():
        support = [v for v in about if supports(v)]
        unsure = [v for v in about if v.stance is Stance.CANNOT_CONFIRM]
        if not support or not unsure:
            continue
        partly = [v for v in unsure if v.row in namers and not any(v.row == s.row for s in support)]
        both = support + (partly or unsure)
        found = (_name(agent, scene), versions(both, scene, verbs=True), entries(both))
        if partly:
            yield Contradiction(*found, ContradictionKind.AGENT)
        else:
            yield NearContradiction(*found, NearKind.UNCONFIRMED, "who cannot confirm it does not deny it")


def unasserted(said: Sequence[Voice], scene: Scene) -> Iterator[Found]:
    """An agent that denies what nobody says of it: others are named."""
    named = {v.agent for v in said if supports(v)}
    for agent, about in _by_agent(said).items():
        denials = [v for v in about if v.stance is Stance.DENIES]
        if denials and named and agent not in named:
            others = ", ".join(sorted(scene.voices.agents[a] for a in named if a))
            why = f"denied is {scene.voices.agents[agent]}, whom nobody accuses of it; named are {others}"
            found = (_name(agent, scene), versions(denials, scene, verbs=True), entries(denials))
            yield NearContradiction(*found, NearKind.OTHER_FACET, why)


def rivals(said: Sequence[Voice], scene: Scene) -> Iterator[Contradiction]:
    """Two agents claim it, or one claims it and another is accused of it, and neither acts for the other."""
    claims = [v for v in said if v.stance is Stance.CLAIMS and v.agent]
    claimed = {v.agent for v in claims}
    named_with: dict[str, set[str | None]] = defaultdict(set)
    for voice in said:
        if supports(voice):
            named_with[voice.row].add(voice.agent)
    apart: list[Voice] = []
    for voice in said:
        others = claimed - {voice.agent}
        if not supports(voice) or not others or not is_proper(scene.voices.agents[voice.agent or ""]):
            continue
        if voice.stance is not Stance.CLAIMS and named_with[voice.row] & claimed:
            continue
        joint = voice.stance is Stance.CLAIMS and any(
            c.entry != voice.entry and c.evidence == voice.evidence for c in claims
        )
        if not joint and not any(frozenset((voice.agent, other)) in scene.ties.related for other in others):
            apart.append(voice)
    if len({v.agent for v in apart} | claimed) > 1 and apart:
        both = list(dict.fromkeys([*claims, *apart]))
        told = tuple(
            f"{scene.voices.agents[agent]}: {'; '.join(versions(about, scene, verbs=True))}"
            for agent, about in _by_agent(both).items()
        )
        yield Contradiction(AGENT, told, entries(both), ContradictionKind.AGENT)


def is_proper(name: str) -> bool:
    """Whether an agent goes by a name, not by a description ("terrorists", "Islamic extremist group")."""
    head = written_head(name) or name
    return any(c.isalpha() for c in head) and not next(c for c in head if c.isalpha()).islower()


def _name(agent: str, scene: Scene) -> str:
    return f"{AGENT}: {scene.voices.agents[agent]}"


def _by_agent(said: Sequence[Voice]) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in said:
        if voice.agent:
            found[voice.agent].append(voice)
    return found
