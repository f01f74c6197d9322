"""Fill a mention's slots from its frame and the tree around it: agents, targets, places, times, means."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, preposition, subject
from ascribe.extract.mentions import Mention, ancestors, clause_head
from ascribe.extract.phrases import coordinated
from ascribe.extract.roles import agents, targets
from ascribe.model import ActorKind, Filler, Means, SpeakerKind


def fill(context: Context, mentions: list[Mention]) -> None:
    """Fill the slots of all mentions in place."""
    by_token = {mention.token.i: mention for mention in mentions}
    for mention in mentions:
        mention.agents += agents(context, mention, by_token)
        mention.targets += targets(context, mention, by_token)
        mention.means = _from_the_air(context, mention) or mention.means or means_of(context, mention)
        mention.definite = (
            is_definite(mention.token)
            or _is_reduced(mention.token)
            or _by_pronoun(mention)
            or _same_weapon(mention)
        )
    _share_places(context, mentions, by_token)


def means_of(context: Context, mention: Mention) -> Means | None:
    """The strongest means word near the predicate: its modifiers, its subject or object, "with"/"using" phrases."""
    near: set[str] = {mention.token.lower_}
    for token in _near(context, mention.token):
        near |= {token.lower_, token.lemma_.lower()}
        near.update(
            c.lower_ for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i
        )
    for means, words in context.lexicon.means.items():
        if near & words:
            return means
    return None


def _from_the_air(context: Context, mention: Mention) -> Means | None:
    """A bombing or a bombardment by planes, or by a state and its forces, who bomb from the air."""
    if mention.token.lemma_.lower() not in context.lexicon.roles["by-air"]:
        return None
    air = context.lexicon.means[Means.AIRSTRIKE]
    words = {t.lower_ for head in _near(context, mention.token) for t in (head, *head.children)}
    if words & air - {mention.token.lower_}:
        return Means.AIRSTRIKE
    if mention.means is not Means.BOMB:
        return None
    return Means.AIRSTRIKE if any(_is_states(context, agent) for agent in mention.agents) else None


def _is_states(context: Context, agent: Filler) -> bool:
    if agent.actor is not None:
        own = context.packs.actors[agent.actor].kind is ActorKind.STATE
        return own or context.packs.role(agent.actor) is SpeakerKind.MILITARY
    return bool(set(agent.name.lower().split()) & context.lexicon.classes["authorities"])


def _near(context: Context, token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ in ("compound", "amod", "obj", "nsubj", "nsubj:pass", "obl:agent") or (
            child.dep_ in ("obl", "nmod")
            and preposition(child) in ("with", "by", "of", "from", "using", "in", "via")
        ):
            yield from coordinated(context, child)
            yield from (
                c
                for c in child.children
                if c.dep_ in ("nmod", "compound", "conj") and c.pos_ in ("NOUN", "PROPN")
            )
        if child.lemma_.lower() in ("use", "involve") and child.dep_ in (
            "acl",
            "advcl",
            "xcomp",
            "acl:relcl",
        ):
            yield from (p for c in children(child, "obj") for p in coordinated(context, c))
    if token.dep_ in ("acl", "acl:relcl"):
        yield token.head
    if token.dep_ in ("obj", "nsubj", "nsubj:pass", "obl") and token.head.lemma_.lower() in (
        context.lexicon.roles["light"] | context.lexicon.roles["uses"]
    ):
        for child in token.head.children:
            if child.dep_ in ("obl", "obj", "advcl", "xcomp") and child.i != token.i:
                yield child
                yield from (p for c in children(child, "obj") for p in coordinated(context, c))


def is_definite(token: Token) -> bool:
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those", "both", "such"))
        or (c.dep_ == "nmod:poss" and c.tag_ == "PRP$")
        for c in token.children
    )


def _by_pronoun(mention: Mention) -> bool:
    """Harm that "it" or "they" did takes up what was told; so does "it was carried out"."""
    own = subject(mention.token) if mention.token.pos_ == "VERB" else None
    harm = mention.entry.effect in ("killed", "wounded", "damaged") or mention.entry.anaphor
    return (
        harm
        and own is not None
        and own.lower_ in ("it", "they", "this", "that", "which")
        and not mention.agents
    )


def _same_weapon(mention: Mention) -> bool:
    """ "accused them of launching the drones": the weapon told of before."""
    return "weapon" in (*mention.entry.object, *mention.entry.subject) and any(
        is_definite(child) for child in children(mention.token, "obj", "nsubj:pass")
    )


def _is_reduced(token: Token) -> bool:
    """A participle after a definite noun ("those detained", "the men killed") takes up what is known."""
    return (token.dep_ == "acl" and token.tag_ == "VBN" and is_definite(token.head)) or (
        token.dep_ == "acl" and token.head.lower_ in ("those", "people")
    )


def owner(token: Token, by_token: dict[int, Mention]) -> Mention | None:
    """The mention that a place or time belongs to: the nearest one above it in the tree."""
    for above in ancestors(token):
        if above.i in by_token:
            return by_token[above.i]
    return None


def _framed(context: Context, token: Token, mentions: Iterable[Mention], label: str) -> list[Mention]:
    """The mentions whose frame has the word in an argument of that label."""
    return [
        mention
        for mention in mentions
        if (frame := context.frames.get(mention.token.i))
        and any(role.label == label and role.start <= token.i < role.end for role in frame.roles)
    ]


def _clause_mentions(token: Token, mentions: Iterable[Mention]) -> list[Mention]:
    top = clause_head(token).i
    return [m for m in mentions if clause_head(m.token).i == top]


def _share_places(context: Context, mentions: list[Mention], by_token: dict[int, Mention]) -> None:
    from ascribe.extract.places import places

    for token, place in places(context):
        if token.dep_ in ("obj", "nsubj:pass") and token.head.i not in by_token:
            continue
        own = owner(token, by_token)
        framed = _framed(context, token, mentions, "ARGM-LOC")
        for mention in framed or ([own] if own else _clause_mentions(token, mentions)):
            mention.places.append(place)
