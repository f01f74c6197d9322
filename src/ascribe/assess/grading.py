"""Voices in, the candidate agents with their grades out, by one visible ordinal rule and nothing blended.

claimed > claimed under a front > accused on record by a named speaker > accused by unnamed officials
        > accused by others > stated by the outlet only > suspected (hedged) > unknown
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from ascribe.assess.voices import AGENT, Voice, Voices
from ascribe.knowledge.names import fold
from ascribe.model import Candidate, Grade, LeftOut, SpeakerKind, Stance

SUPPORT = frozenset({Stance.CLAIMS, Stance.ACCUSES, Stance.ASSERTS, Stance.CONFIRMS})
_OFFICIALS = frozenset(
    {SpeakerKind.OFFICIAL, SpeakerKind.MILITARY, SpeakerKind.POLICE, SpeakerKind.JUDICIARY}
)
_ORDER = tuple(Grade)
#: What an agent may say of itself, the firmest word first.
_WORDS = (
    Stance.CLAIMS, Stance.CONFIRMS, Stance.DENIES, Stance.CANNOT_CONFIRM, Stance.DECLINED, Stance.NOT_REACHED,
    Stance.NO_CLAIM,
)  # fmt: skip
_RULES = {
    Grade.CLAIMED: "claimed by {who}",
    Grade.CLAIMED_UNDER_FRONT: "claimed by {who}, a name under which others are said to act",
    Grade.ACCUSED_ON_RECORD: "accused on record by {who}",
    Grade.ACCUSED_BY_UNNAMED_OFFICIALS: "accused by officials who are not named: {who}",
    Grade.ACCUSED_BY_OTHERS: "accused by a source who is not named: {who}",
    Grade.STATED_BY_OUTLET: "stated by the outlet itself: {who}",
    Grade.SUSPECTED: "suspected, with a hedge, by {who}",
    Grade.UNKNOWN: "named, but nobody says it did it",
}


def grade_of(voice: Voice, fronts: Collection[str] = ()) -> Grade:
    """The grade that one supporting voice gives to the agent it names; `fronts` are agents that others act as."""
    if voice.stance is Stance.CLAIMS or (voice.stance is Stance.CONFIRMS and _is_self(voice)):
        claimed = Grade.CLAIMED_UNDER_FRONT if voice.agent in fronts else Grade.CLAIMED
        return claimed if voice.speaker.named else Grade.ACCUSED_BY_OTHERS
    if voice.hedged:
        return Grade.SUSPECTED
    if _is_outlet(voice):
        return Grade.STATED_BY_OUTLET
    if voice.speaker.named:
        return Grade.ACCUSED_ON_RECORD
    kinds = {voice.speaker.kind, *(hop.kind for hop in voice.speaker.via)}
    return Grade.ACCUSED_BY_UNNAMED_OFFICIALS if kinds & _OFFICIALS else Grade.ACCUSED_BY_OTHERS


def candidates(voices: Voices, fronts: Collection[str] = ()) -> tuple[Candidate, ...]:
    """Every agent that any voice names, the firmest grade first, then by number of origins and name.

    `fronts` are the agents (keys) under whose name others are said to act.
    """
    named: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices.said:
        if voice.facet == AGENT and voice.agent:
            named[voice.agent].append(voice)
    silent = [voice for voice in voices.said if voice.facet == AGENT and not voice.agent]
    found = [_candidate(agent, said, silent, voices, fronts) for agent, said in named.items()]
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


def _candidate(
    agent: str, said: Sequence[Voice], silent: Sequence[Voice], voices: Voices, fronts: Collection[str]
) -> Candidate:  # fmt: skip
    support = [voice for voice in said if supports(voice)]
    grade = _best(support, fronts)
    left = [
        LeftOut(origin, _best([v for v in support if v.origin != origin], fronts))
        for origin in sorted({voice.origin for voice in support})
    ]
    givers = dict.fromkeys(voices.label(v.row) for v in support if grade_of(v, fronts) is grade)
    return Candidate(
        agent=voices.agents[agent],
        grade=grade,
        origins=independent(support),
        supported_by=_rows(support),
        disputed_by=_rows(v for v in said if v.stance is Stance.DENIES),
        without_best_origin=max((one.grade for one in left), key=_ORDER.index, default=Grade.UNKNOWN),
        actor=agent if agent != fold(voices.agents[agent]) else None,
        rule=_RULES[grade].format(who=", ".join(givers)),
        unconfirmed_by=_rows(v for v in said if v.stance is Stance.CANNOT_CONFIRM),
        without=tuple(left),
        own_word=_own_word(agent, [*said, *silent]),
    )


def _best(support: Iterable[Voice], fronts: Collection[str]) -> Grade:
    return min((grade_of(voice, fronts) for voice in support), key=_ORDER.index, default=Grade.UNKNOWN)


def _own_word(agent: str, said: Iterable[Voice]) -> Stance | None:
    """What the agent itself says of it, a claim or a denial before any silence; None where nothing is told."""
    own = {
        v.stance
        for v in said
        if agent in (v.speaker.actor, fold(v.speaker.name))
        or (v.agent == agent and v.stance is Stance.NO_CLAIM)
    }
    return next((stance for stance in _WORDS if stance in own), None)


def _rows(said: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.row for voice in said))


def _is_self(voice: Voice) -> bool:
    return voice.agent is not None and voice.agent in (voice.speaker.actor, fold(voice.speaker.name))


def _is_outlet(voice: Voice) -> bool:
    return voice.speaker.is_outlet or voice.entry == voice.proposition
