"""States by their own words: which names a report uses as states, and whose a speaker's or an agent's phrase is.

Comes in: a parsed report. Goes out: the state of a phrase, for states that no pack knows too ("Norlandi jets" are
Norland's), and whether a phrase means the forces of a state.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from ascribe.extract.citations.frame import climb
from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import coordinated, filler
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Filler, Span, Speaker, SpeakerKind

#: Letters that a name and its adjective have in common ("Khorast", "Khorasti"), and how much longer one may be.
_STEM, _ENDING = 4, 4
#: What names of states and their adjectives end in.
_ENDINGS = re.compile(r"(?:land|stan|ia|ish|ian|ese|[aeiy]|an)$")
_OFFICIAL = frozenset({SpeakerKind.OFFICIAL, SpeakerKind.MILITARY, SpeakerKind.POLICE, SpeakerKind.JUDICIARY})


def states_named(context: Context) -> frozenset[str]:
    """Names that stand before a body of a state ("Norland's army", "the Norland government") or are places."""
    bodies = load_lexicon().roles["state-bodies"]
    found = {e.root.text for e in context.doc.ents if e.label_ == "LOC" and len(e) == 1}
    for token in context.doc:
        if token.pos_ == "PROPN" and token.dep_ in ("compound", "amod", "nmod:poss"):
            head = token.head
            if head.lower_ in bodies or head.lemma_.lower() in bodies:
                found.add(token.text)
    return frozenset(name for name in found if name[:1].isupper() and len(name) >= _STEM)


def nation(context: Context, span: Span | None) -> str | None:
    """The state that a phrase names or has the adjective of; None where it names none."""
    if span is None:
        return None
    for word in re.findall(r"[^\W\d_]+", span.quote):
        if word[:1].isupper() and (found := _state_of_word(context.states, word)) is not None:
            return found
    return None


def has_army(context: Context, state: str) -> bool:
    """Whether the report tells of the army of a state under its name: "the military" may be that one."""
    armies = ("army", "military", "navy", "troops", "forces", "soldiers")
    return any(
        t.dep_ in ("compound", "amod", "nmod:poss")
        and t.head.lower_ in armies
        and _state_of_word(context.states, t.text) == state
        for t in context.doc
    )


def is_of_some_state(context: Context, word: str) -> bool:
    """Whether a word is the name or the adjective of a state."""
    return _state_of_word(context.states, word) is not None


def state_of(context: Context, word: str) -> str | None:
    """The state of a name or an adjective, as the report names it ("Norland" for "Norlandi"); None for others."""
    return _state_of_word(context.states, word) if word[:1].isupper() else None


@cache
def _state_of_word(states: frozenset[str], word: str) -> str | None:
    """Of the names that begin as the word does, the shortest: "Kazira" for "Kaziri" and "Kazira"."""
    return min((s for s in states if _same_state(s, word)), key=lambda s: (len(s), s), default=None)


def _same_state(name: str, word: str) -> bool:
    """A name and its adjective begin alike ("Kazira", "Kaziri"; "Norland", "Norlandic", "Brennland", "Brennish")."""
    if (bare := _ENDINGS.sub("", name.lower())) == _ENDINGS.sub("", word.lower()) and len(bare) >= _STEM:
        return True
    short, long = sorted((name.lower(), word.lower()), key=len)
    stem = max(_STEM, len(short) - 1)
    return len(long) - len(short) <= _ENDING and len(short) >= _STEM and short[:stem] == long[:stem]


def nation_of_author(context: Context, speaker: Speaker) -> str | None:
    """The state whose text a whole report is, where the speaker signed it: the one whose forces it tells most of."""
    if speaker.span is None or context.author is None or speaker.span != context.author.span:
        return None
    own = load_lexicon().roles["state-own"]
    owners = [t for t in context.doc if t.dep_ in ("compound", "amod", "nmod:poss") and t.head.lower_ in own]
    named = Counter(n for t in owners if (n := _state_of_word(context.states, t.text)) is not None)
    return named.most_common(1)[0][0] if named else None


def give_forces(context: Context, mentions: Iterable[Mention]) -> None:
    """The state whose jets, artillery, missiles or troops did it is the agent ("Norlandi jets hit a depot")."""
    words = context.lexicon.roles["state-arms"] | context.lexicon.roles["state-forces"]
    for mention in mentions:
        verb = _verb_of(context, mention.token)
        own = subject(verb) if verb.pos_ == "VERB" and not is_passive(verb) else None
        if own is None or not {own.lower_, own.lemma_.lower()} & words:
            continue
        others = [a for a in mention.agents if not a.span.start <= own.idx < a.span.end]
        state = None if others else _state_behind(context, own)
        if state is not None:
            mention.agents[:] = [state]


def _verb_of(context: Context, token: Token) -> Token:
    """The verb that a noun is done by ("carried out an attack"), else the word itself."""
    light = token.dep_ == "obj" and token.head.lemma_.lower() in context.lexicon.roles["lends-agent"]
    return token.head if light else token


def _state_behind(context: Context, own: Token) -> Filler | None:
    """The state that a phrase says its arms or forces to be of, by its name or its adjective."""
    for owner in own.children:
        if owner.dep_ not in ("compound", "amod", "nmod:poss") or not owner.text[:1].isupper():
            continue
        actor = context.actor_at(owner.idx, owner.idx + len(owner))
        known, words = nation(context, context.word(owner)), context.span(owner.i, own.i + 1)
        if actor is not None and context.packs.actors[actor].kind is ActorKind.STATE:
            return Filler(words, context.packs.actors[actor].name, actor)
        if actor is None and known is not None:
            return Filler(words, known)
    return None


def give_doers(context: Context, mentions: Iterable[Mention]) -> None:
    """ "The attack on the base by X": a "by" behind a happening's noun that the tree hangs elsewhere."""
    for mention in mentions:
        noun = mention.token
        if mention.agents or noun.pos_ != "NOUN":
            continue
        by = next((t for t in _phrases_behind(noun) if t.lower_ == "by" and t.dep_ == "case"), None)
        if by is None or by.head.i < by.i:
            continue
        for head in coordinated(context, climb(by.head, ("flat",))):
            found = filler(context, head)
            acts = head.lower_ in context.lexicon.people["acting"]
            if found is not None and (found.actor is not None or acts):
                mention.agents.append(found)


def _phrases_behind(noun: Token) -> Iterator[Token]:
    """The words behind a noun up to the next mark or verb."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 12, noun.sent.end)]:
        if (token.is_punct and token.text != "-") or token.lower_ == "and":
            return
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            return
        yield token


def is_of_a_state(kind: SpeakerKind) -> bool:
    """Whether a speaker of this kind speaks for a state."""
    return kind in _OFFICIAL


def are_forces(context: Context, span: Span) -> bool:
    """Whether a phrase means the armed forces or the police of a state, or is the state's name."""
    words = {w.lower() for w in re.findall(r"[^\W\d_]+", span.quote)}
    forces = context.lexicon.roles["state-forces"]
    return bool(words & forces) or _state_of_word(context.states, span.quote.strip()) is not None
