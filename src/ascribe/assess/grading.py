"""Voices in, the candidate agents with their grades out, by one visible ordinal rule and nothing blended.

claimed > accused on record by a named speaker > accused by unnamed officials > accused by others
        > stated by the outlet only > suspected (hedged) > unknown
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ascribe.assess.voices import AGENT, Voice, Voices
from ascribe.knowledge.names import fold
from ascribe.model import Candidate, Grade, SpeakerKind, Stance

SUPPORT = frozenset({Stance.CLAIMS, Stance.ACCUSES, Stance.ASSERTS, Stance.CONFIRMS})
_OFFICIALS = frozenset(
    {SpeakerKind.OFFICIAL, SpeakerKind.MILITARY, SpeakerKind.POLICE, SpeakerKind.JUDICIARY}
)
_ORDER = tuple(Grade)
_RULES = {
    Grade.CLAIMED: "claimed by {who}",
    Grade.ACCUSED_ON_RECORD: "accused on record by {who}",
    Grade.ACCUSED_BY_UNNAMED_OFFICIALS: "accused by officials who are not named: {who}",
    Grade.ACCUSED_BY_OTHERS: "accused by a source who is not named: {who}",
    Grade.STATED_BY_OUTLET: "stated by the outlet itself: {who}",
    Grade.SUSPECTED: "suspected, with a hedge, by {who}",
    Grade.UNKNOWN: "named, but nobody says it did it",
}


def grade_of(voice: Voice) -> Grade:
    """The grade that one supporting voice gives to the agent it names."""
    if voice.stance is Stance.CLAIMS or (voice.stance is Stance.CONFIRMS and _is_self(voice)):
        return Grade.CLAIMED if voice.speaker.named else Grade.ACCUSED_BY_OTHERS
    if voice.hedged:
        return Grade.SUSPECTED
    if _is_outlet(voice):
        return Grade.STATED_BY_OUTLET
    if voice.speaker.named:
        return Grade.ACCUSED_ON_RECORD
    kinds = {voice.speaker.kind, *(hop.kind for hop in voice.speaker.via)}
    return Grade.ACCUSED_BY_UNNAMED_OFFICIALS if kinds & _OFFICIALS else Grade.ACCUSED_BY_OTHERS


def candidates(voices: Voices) -> tuple[Candidate, ...]:
    """Every agent that any voice names, the firmest grade first, then by number of origins and name."""
    named: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices.said:
        if voice.facet == AGENT and voice.agent:
            named[voice.agent].append(voice)
    found = [_candidate(agent, said, voices) for agent, said in named.items()]
    return tuple(sorted(found, key=lambda c: (_ORDER.index(c.grade), -c.origins, c.agent)))


def supports(voice: Voice) -> bool:
    """Whether a voice says that the agent it names did it, firmly or not."""
    return voice.facet == AGENT and voice.agent is not None and voice.stance in SUPPORT


def independent(said: Iterable[Voice]) -> int:
    """How many voices differ both in the origin of their text and in their speaker: the largest such set.

    One spokesman quoted in five outlets is one; five sources of one agency report are one.
    """
    speakers: dict[str, set[str]] = defaultdict(set)
    for voice in said:
        speakers[voice.origin].add(voice.row)
    origin_of_speaker: dict[str, str] = {}

    def place(origin: str, tried: set[str]) -> bool:
        for speaker in sorted(speakers[origin] - tried):
            tried.add(speaker)
            if speaker not in origin_of_speaker or place(origin_of_speaker[speaker], tried):
                origin_of_speaker[speaker] = origin
                return True
        return False

    return sum(place(origin, set()) for origin in sorted(speakers))


def _candidate(agent: str, said: Sequence[Voice], voices: Voices) -> Candidate:
    support = [voice for voice in said if supports(voice)]
    grade = _best(support)
    origins = {voice.origin for voice in support}
    without = [_best([v for v in support if v.origin != origin]) for origin in origins]
    givers = dict.fromkeys(voices.label(v.row) for v in support if grade_of(v) is grade)
    return Candidate(
        agent=voices.agents[agent],
        grade=grade,
        origins=independent(support),
        supported_by=_rows(support),
        disputed_by=_rows(v for v in said if v.stance is Stance.DENIES),
        without_best_origin=max(without, key=_ORDER.index, default=Grade.UNKNOWN),
        actor=agent if agent != fold(voices.agents[agent]) else None,
        rule=_RULES[grade].format(who=", ".join(givers)),
        unconfirmed_by=_rows(v for v in said if v.stance is Stance.CANNOT_CONFIRM),
    )


def _best(support: Iterable[Voice]) -> Grade:
    return min((grade_of(voice) for voice in support), key=_ORDER.index, default=Grade.UNKNOWN)


def _rows(said: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.row for voice in said))


def _is_self(voice: Voice) -> bool:
    return voice.agent is not None and voice.agent in (voice.speaker.actor, fold(voice.speaker.name))


def _is_outlet(voice: Voice) -> bool:
    return voice.speaker.is_outlet or voice.entry == voice.proposition
