"""Who did it and whom or what it hit: the heads of a mention's two roles in the tree, and what fills them.

Comes in: a mention with its sentence's tree and PropBank frame. Goes out: fillers, in the order of the text.
The tree speaks first (subject, object, "by", "on", compounds, light verbs, counted happenings), the frame where the
tree is silent. What a word can be (a weapon, a place, somebody) is data: `classes.yaml`, `people.yaml`, `roles.yaml`.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import by_agents, children, counted_by, is_passive, preposition, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import clean, coordinated, filler, name_of
from ascribe.model import Filler, Kind

_ON = frozenset("on against at targeting upon into toward towards hitting".split())
_NEAR = frozenset("near outside inside in through under beneath beside".split())
_NOUNS = ("NOUN", "PROPN")
#: Kinds whose happening hits somebody: "the killing of X" has X as its target.
_HITS = frozenset(
    {
        Kind.ATTACK,
        Kind.ARREST,
        Kind.ABDUCTION,
        Kind.DESTRUCTION,
        Kind.RELEASE,
        Kind.SEIZURE,
        Kind.RAID,
        Kind.TRANSFER,
    }
)


def agents(context: Context, mention: Mention, by_token: Mapping[int, Mention]) -> Iterator[Filler]:
    """Who did it: people, bodies and names; of a weapon or a happening those that modify it ("U.S. drone")."""
    for head in agent_heads(context, mention):
        for part in coordinated(context, head):
            person = part.lower_ in context.lexicon.roles["men-of-means"]
            if (part.i in by_token and not person) or is_weapon(context, part):
                yield from _behind(context, part)
                continue
            found = filler(context, part)
            if found is None or is_time(context, part) or is_ones_own(part):
                continue
            if not any(c.lower_ == "according" for c in part.children) and can_act(context, part, found):
                yield found


def targets(context: Context, mention: Mention, by_token: Mapping[int, Mention]) -> Iterator[Filler]:
    """Whom or what it hit; no happening, no time, no weapon but where the weapon is what was hit or taken."""
    for head in target_heads(context, mention):
        for part in coordinated(context, head):
            if part.i in by_token or is_time(context, part) or _is_nobody(context, part):
                continue
            if is_weapon(context, part) and (
                _launches(context, mention) or part.i not in _own(mention.token)
            ):
                continue
            found = filler(context, part)
            if found is not None:
                yield found


def _own(verb: Token) -> set[int]:
    """The object of a verb, or the subject of its passive."""
    return {p.i for c in children(verb, "obj", "nsubj:pass") for p in [c, *children(c, "conj")]}


# ---- agents ----------------------------------------------------------------------------------------------------------


def agent_heads(context: Context, mention: Mention) -> list[Token]:
    """The words of a mention's sentence that say who did it, pronouns too."""
    token = mention.token
    if not mention.entry.agent:
        return []
    if token.pos_ in _NOUNS:
        return _noun_agents(context, token)
    by = by_agents(token)
    own = subject(token)
    if is_passive(token) and (
        by or own is None or not _launches(context, mention) or is_weapon(context, own)
    ):
        return by or _by_of_weapon(token)
    frame = context.frames.get(token.i)
    role = frame.role(*mention.entry.agent) if frame else None
    if own is not None and own.pos_ not in ("PRON", "DET"):
        return [own]
    return [context.doc[role.head]] if role else ([own] if own is not None else [])


def _by_of_weapon(verb: Token) -> list[Token]:
    """ "rockets were fired at the base by militants", where "by" hangs on what was hit."""
    return [by for c in children(verb, "obl") for by in by_agents(c)]


def _noun_agents(context: Context, token: Token) -> list[Token]:
    """By whom: "the shelling of the town by X", "X's attack", "X carried out an attack", "attacks carried out by X"."""
    lends = context.lexicon.roles["lends-agent"]
    found = [by for noun in (token, *children(token, "nmod")) for by in by_agents(noun)]
    found += [c for c in children(token, "nmod:poss") if c.tag_ != "PRP$"]
    own_doing = any(c.tag_ == "PRP$" for c in children(token, "nmod:poss"))
    token = counted_by(token)
    verb = token.head
    if token.dep_ in ("obj", "nsubj:pass", "obl") and (own_doing or verb.lemma_.lower() in lends):
        own = subject(verb)
        if token.dep_ == "obj" and own is not None and not is_passive(verb):
            found.append(own)
        if not own_doing:
            found += by_agents(verb)
    for clause in children(token, "acl", "acl:relcl"):
        if clause.lemma_.lower() in lends:
            found += by_agents(clause)
            if clause.dep_ == "acl:relcl":
                found += [s for s in children(clause, "nsubj") if s.pos_ in _NOUNS]
    return found or [token]


def _behind(context: Context, noun: Token) -> Iterator[Filler]:
    """Whose weapon or happening it is: "a U.S. drone", "warplanes from X"; who sits in it, where nobody is named."""
    found = list(_modifiers(context, noun))
    for child in children(noun, "nmod"):
        one = filler(context, child) if preposition(child) in ("from", "of") else None
        if one is not None and (one.actor is not None or child.ent_type_ in ("ORG", "LOC")):
            found.append(one)
    if not found and noun.lower_ in context.lexicon.roles["crewed"]:
        one = filler(context, noun)
        found += [one] if one is not None else []
    yield from found


def is_ones_own(head: Token) -> bool:
    """Whose they are, the speaker knows: "its fighters", "one of our men"."""
    counted = head.pos_ == "NUM" or head.lower_ == "one"
    nouns = [head, *(c for c in head.children if counted and c.dep_ == "nmod")]
    return any(c.dep_ == "nmod:poss" and c.tag_ == "PRP$" for noun in nouns for c in noun.children)


def can_act(context: Context, head: Token, found: Filler) -> bool:
    """People, bodies and names act; things, places and happenings do not. Of "thousands of students", the students."""
    if found.actor is not None or head.ent_type_ in ("PER", "ORG", "LOC"):
        return True
    counted = next((c for c in children(head, "nmod") if preposition(c) == "of"), None)
    if counted is not None and (head.pos_ == "NUM" or head.lemma_.lower() in context.lexicon.roles["counts"]):
        return can_act(context, counted, found)
    words = {head.lower_, head.lemma_.lower()}
    people, classes = context.lexicon.people, context.lexicon.classes
    lists = [people[kind] for kind in ("group", "person", "anonymous", "acting")]
    return any(words & own for own in (*lists, *(classes[name] for name in context.lexicon.roles["actors"])))


def _modifiers(context: Context, noun: Token) -> Iterator[Filler]:
    for child in noun.children:
        if child.dep_ not in ("compound", "amod", "nmod:poss", "nmod") or child.i > noun.i:
            continue
        actor = context.actor_at(child.idx, child.idx + len(child))
        after = context.doc[child.i + 1 : child.i + 3].text.lower().strip("-– ")
        if (
            actor is not None
            and not any(after.startswith(word) for word in context.lexicon.roles["no-agent-before"])
            and not after.startswith("-")
        ):
            if context.doc[max(0, child.i - 1)].text in "-–" and child.i:
                continue
            span = name_of(context, child)
            yield Filler(span, clean(span.quote), actor)


# ---- targets ---------------------------------------------------------------------------------------------------------


def target_heads(context: Context, mention: Mention) -> list[Token]:
    """The words of a mention's sentence that say whom or what it hit, pronouns too."""
    token, entry = mention.token, mention.entry
    if token.pos_ in _NOUNS:
        return _noun_targets(context, mention)
    whom = [subject(token)] if is_passive(token) else children(token, "obj")
    own = [c for c in whom if c is not None]
    if _launches(context, mention):
        weapons = [c for c in own if is_weapon(context, c)]
        return [*_at(context, token), *(t for weapon in weapons for t in _at(context, weapon))]
    frame = context.frames.get(token.i)
    if not own and not is_passive(token) and frame is not None:
        role = frame.role(*entry.target)
        own = [context.doc[role.head]] if role else []
    if not entry.agent and not own:
        one = subject(token)
        own = [one] if one is not None else []
    return own or [c for c in children(token, "obl") if preposition(c) in ("against", "on", "at")]


def _launches(context: Context, mention: Mention) -> bool:
    """A verb whose object is what flies, and whose target stands behind a preposition ("fired rockets at")."""
    entry = mention.entry
    if entry.words[0] in context.lexicon.roles["patient-of"] and (len(entry.words) > 1 or not entry.agent):
        return False
    return entry.words[0] in context.lexicon.roles["aimed-from"] or entry.target[:1] not in (
        ("ARG1",),
        ("ARG0",),
        (),
    )


def _at(context: Context, token: Token) -> list[Token]:
    """What stands behind "at", "on", "near" and the like; a mere place last."""
    found = [c for c in children(token, "obl", "nmod") if preposition(c) in _ON and not is_time(context, c)]
    return found or [c for c in children(token, "obl", "nmod") if preposition(c) in _NEAR]


def _noun_targets(context: Context, mention: Mention) -> list[Token]:
    token, roles = mention.token, context.lexicon.roles
    blamed = token.head.lemma_.lower() in context.lexicon.speech["blames"]
    found = [c for c in children(token, "nmod", "obl") if preposition(c) in _ON and not blamed]
    if mention.kind in _HITS:
        found += [c for c in children(token, "nmod") if preposition(c) == "of"]
        found += [c for c in children(token, "compound") if _is_thing(context, c)]
    token = counted_by(token)
    verb = token.head.lemma_.lower()
    if token.dep_ in ("obj", "nsubj:pass", "nsubj") and (verb in roles["light"] | roles["lends-agent"]):
        found += [c for c in children(token.head, "obl") if preposition(c) in ("on", "against")]
    if verb in roles["suffers"] and token.dep_ in ("obj", "obl") and not found:
        own = subject(token.head)
        found += [own] if own is not None else []
    return found


def _is_thing(context: Context, token: Token) -> bool:
    """What can be attacked and cannot attack: "the embassy attack", "the pipeline bombing"."""
    return any(token.lemma_.lower() in context.lexicon.classes[name] for name in ("site", "vessel", "pylon"))


def _is_nobody(context: Context, token: Token) -> bool:
    roles = context.lexicon.roles
    if token.like_num:
        return not _counts_people(token)
    return token.lower_ in roles["no-target"] or token.lemma_.lower() in roles["no-target-nouns"]


def _counts_people(token: Token) -> bool:
    """A number that stands for those it counts: "fourteen were arrested", "three of its camps"."""
    alone = token.dep_ == "nsubj:pass" and token.lower_ != "one" and not token.text[0].isdigit()
    return alone or any(preposition(c) == "of" for c in children(token, "nmod"))


# ---- what a word is --------------------------------------------------------------------------------------------------


def is_weapon(context: Context, token: Token) -> bool:
    """Whether a word is a weapon, and nobody who uses one."""
    return (
        any(token.lower_ in words for words in context.lexicon.means.values())
        and token.lower_ not in context.lexicon.roles["men-of-means"]
    )


def is_time(context: Context, token: Token) -> bool:
    """Whether a word is part of a time expression."""
    return any(time.start <= token.idx < time.end for time in context.times)
