"""Pronouns as agents and targets: a speaker's "we struck" and "its fighters attacked", "they fled", "killed him"."""

from spacy.tokens import Token

from ascribe.extract.antecedents import antecedent, meant
from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.roles import agent_heads, can_act, is_ones_own, is_weapon, target_heads
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


def take_up(context: Context, mentions: list[Mention]) -> None:
    """Where nobody else is told of, "he", "she", "it" and "they" are whom they take up."""
    happening = {mention.token.i for mention in mentions}
    for mention in mentions:
        if not mention.agents:
            found = _meant(context, agent_heads(context, mention), happening)
            mention.agents += [f for f, head in found if can_act(context, head, f)]
        if not mention.targets:
            mention.targets += [f for f, _ in _meant(context, target_heads(context, mention), happening)]


def _meant(context: Context, heads: list[Token], happening: set[int]) -> list[tuple[Filler, Token]]:
    """The fillers of pronouns among words, each with the word that it takes up last: no happening, no weapon."""
    found = []
    for pronoun in (part for head in heads for part in coordinated(context, head)):
        words = antecedent(context, pronoun)
        own = meant(context, pronoun) if words else None
        if own is not None and words[-1].i not in happening and not is_weapon(context, words[-1]):
            found.append((own, words[-1]))
    return found


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
