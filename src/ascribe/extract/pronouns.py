"""Pronouns of a speaker as agents: "we struck", "it had killed", "its fighters attacked"."""

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import filler
from ascribe.extract.roles import is_ones_own
from ascribe.extract.slots import is_definite
from ascribe.extract.speech import Act
from ascribe.model import ActorKind, Filler, Speaker, SpeakerKind

#: Speakers whose "we" or "it" is a body that acts; a witness's is not.
_SPEAK_AS_BODIES = frozenset(
    {SpeakerKind.ARMED_GROUP, SpeakerKind.MILITARY, SpeakerKind.OFFICIAL, SpeakerKind.POLICE}
)


def give_pronouns(context: Context, mentions: list[Mention], acts: list[Act]) -> None:
    """Where a speaker says "we" or "it" did something, the speaker is the agent: its words carry the name."""
    for mention in mentions:
        token = mention.token
        lent = token.dep_ == "obj" and token.head.lemma_.lower() in context.lexicon.roles["lends-agent"]
        verb = token if token.pos_ not in ("NOUN", "PROPN") else token.head if lent else None
        own = subject(verb) if verb is not None and not mention.agents else None
        if own is None or verb is None or is_passive(verb):
            continue
        if own.lower_ not in ("it", "we") and not is_ones_own(own):
            continue
        around = [act.speaker for act in acts if token.i in act.content and act.speaker.span is not None]
        agent = _agent(context, around[-1], own) if around else filler(context, own)
        if agent is not None:
            mention.agents.append(agent)
            mention.definite = is_definite(token)


def _agent(context: Context, speaker: Speaker, pronoun: Token) -> Filler | None:
    """The body that a speaker speaks as; none for a witness, nor for a person's "it"."""
    person = _is_person(context, speaker)
    if speaker.span is None or speaker.kind not in _SPEAK_AS_BODIES or (pronoun.lower_ == "it" and person):
        return None
    actor = speaker.affiliation if person else speaker.actor
    name = context.packs.actors[actor].name if actor else speaker.name
    return Filler(speaker.span, name, actor)


def _is_person(context: Context, speaker: Speaker) -> bool:
    if speaker.actor is not None or speaker.span is None:
        return speaker.actor is not None and context.packs.actors[speaker.actor].kind is ActorKind.PERSON
    words = context.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand")
    return words is not None and any(e.label_ == "PER" for e in words.ents)
