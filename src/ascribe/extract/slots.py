"""Fill a mention's slots from its frame and the tree around it: agents, targets, places, times, means."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.mentions import Mention, ancestors, clause_head
from ascribe.extract.phrases import clean, coordinated, filler, name_of
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler, Kind, Means
from ascribe.parse.timevalue import TimeExpression

_ON = frozenset("on against at targeting upon into toward towards hitting".split())
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


def fill(context: Context, mentions: list[Mention]) -> None:
    """Fill the slots of all mentions in place."""
    by_token = {mention.token.i: mention for mention in mentions}
    for mention in mentions:
        for head in _agent_heads(context, mention):
            mention.agents += _agents(context, head, by_token)
        for head in _target_heads(context, mention):
            mention.targets += _targets(context, head, by_token)
        mention.means = mention.means or means_of(context, mention)
        mention.definite = (
            is_definite(mention.token)
            or _is_reduced(mention.token)
            or _by_pronoun(mention)
            or _same_weapon(mention)
        )
    _share_places(context, mentions, by_token)
    _share_times(context, mentions, by_token)


def _agent_heads(context: Context, mention: Mention) -> list[Token]:
    token = mention.token
    if not mention.entry.agent:
        return []
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_agents(token)
    by = children(token, "obl:agent")
    if by:
        return by
    if is_passive(token):
        return [c for c in children(token, "obl") if preposition(c) == "by"]
    own = subject(token)
    frame = context.frames.get(token.i)
    role = frame.role(*mention.entry.agent) if frame else None
    if own is not None and own.pos_ not in ("PRON", "DET"):
        return [own]
    return [context.doc[role.head]] if role else ([own] if own is not None else [])


def _counted_by(token: Token) -> Token:
    """The noun that stands for a happening in its clause: "a series of attacks", "dozens of raids"."""
    series = load_lexicon().status["series"]
    return token.head if token.dep_ == "nmod" and token.head.lemma_.lower() in series else token


def _noun_agents(token: Token) -> list[Token]:
    found = [c for c in children(token, "nmod", "obl:agent", "obl") if preposition(c) == "by"]
    found += children(token, "nmod:poss")
    token = _counted_by(token)
    verb = token.head
    if verb.lemma_.lower() in load_lexicon().roles["lends-agent"] and token.dep_ in (
        "obj",
        "nsubj:pass",
        "obl",
    ):
        by = [c for c in children(verb, "obl:agent", "obl") if preposition(c) == "by"]
        own = subject(verb)
        if token.dep_ == "obj" and own is not None and not is_passive(verb):
            found.append(own)
        found += by
    for clause in children(token, "acl", "acl:relcl"):
        if clause.lemma_.lower() in load_lexicon().roles["lends-agent"]:
            found += [c for c in children(clause, "obl:agent", "obl") if preposition(c) == "by"]
            if clause.dep_ == "acl:relcl" and clause.lemma_.lower() in load_lexicon().roles["lends-agent"]:
                found += [s for s in children(clause, "nsubj") if s.pos_ in ("NOUN", "PROPN")]
    return found or [token]


def _target_heads(context: Context, mention: Mention) -> list[Token]:
    token, entry = mention.token, mention.entry
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun_targets(mention)
    if is_passive(token):
        own = subject(token)
        return [own] if own is not None else []
    if mention.means is Means.BOMB or entry.words[0] in context.lexicon.roles["aimed-from"]:
        return [
            c
            for c in children(token, "obl")
            if preposition(c) in _ON | {"near", "outside", "inside", "in", "through"}
        ]
    frame = context.frames.get(token.i)
    found = children(token, "obj")
    if not found and frame is not None:
        role = frame.role(*entry.target)
        found = [context.doc[role.head]] if role else []
    if not entry.agent and not found:
        own = subject(token)
        found = [own] if own is not None else []
    return found + [c for c in children(token, "obl") if preposition(c) in ("against", "on") and not found]


def _noun_targets(mention: Mention) -> list[Token]:
    token = mention.token
    blamed = token.head.lemma_.lower() in load_lexicon().speech["blames"]
    found = [c for c in children(token, "nmod", "obl") if preposition(c) in _ON and not blamed]
    if mention.kind in _HITS:
        found += [c for c in children(token, "nmod") if preposition(c) == "of"]
    token = _counted_by(token)
    if token.head.lemma_.lower() in load_lexicon().roles["light"] and token.dep_ in (
        "obj",
        "nsubj:pass",
        "nsubj",
    ):
        found += [c for c in children(token.head, "obl") if preposition(c) in ("on", "against")]
    if token.head.lemma_.lower() in load_lexicon().roles["suffers"] and token.dep_ in (
        "obj",
        "obl",
    ):
        own = subject(token.head)
        found += [own] if own is not None else []
    return found


def _agents(context: Context, head: Token, by_token: dict[int, Mention]) -> Iterator[Filler]:
    """Fillers for an agent head; a weapon or a happening has as agents those that modify it ("U.S. drone")."""
    for part in coordinated(context, head):
        if part.i in by_token or _is_weapon(context, part):
            yield from _modifiers(context, part)
            continue
        found = filler(context, part)
        if found is None or _is_time(context, part) or is_ones_own(part):
            continue
        if any(c.lower_ == "according" for c in part.children):
            continue
        if _can_act(context, part, found):
            yield found


def is_ones_own(head: Token) -> bool:
    """Whose they are, the speaker knows: "its fighters", "one of our men"."""
    counted = head.pos_ == "NUM" or head.lower_ == "one"
    nouns = [head, *(c for c in head.children if counted and c.dep_ == "nmod")]
    return any(c.dep_ == "nmod:poss" and c.tag_ == "PRP$" for noun in nouns for c in noun.children)


def _can_act(context: Context, head: Token, found: Filler) -> bool:
    """People, bodies and names act; things, places and happenings do not."""
    people = context.lexicon.people
    return (
        found.actor is not None
        or head.ent_type_ in ("PER", "ORG", "LOC")
        or any(
            word in people[kind]
            for word in (head.lower_, head.lemma_.lower())
            for kind in ("group", "person", "anonymous", "acting")
        )
    )


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


def _targets(context: Context, head: Token, by_token: dict[int, Mention]) -> Iterator[Filler]:
    for part in coordinated(context, head):
        if (
            part.i in by_token
            or part.pos_ == "NUM"
            or part.lower_ in context.lexicon.roles["no-target"]
            or _is_weapon(context, part)
            or _is_time(context, part)
        ):
            continue
        found = filler(context, part)
        if found is not None and part.lemma_.lower() not in context.lexicon.roles["no-target-nouns"]:
            yield found


def _is_weapon(context: Context, token: Token) -> bool:
    return (
        any(token.lower_ in words for words in context.lexicon.means.values())
        and token.lower_ not in context.lexicon.roles["men-of-means"]
    )


def _is_time(context: Context, token: Token) -> bool:
    return any(time.start <= token.idx < time.end for time in context.times)


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


def _share_times(context: Context, mentions: list[Mention], by_token: dict[int, Mention]) -> None:
    for time in context.times:
        token = time_token(context, time)
        if token is None:
            continue
        saying = _speech_above(context, token, by_token)
        own = owner(token, by_token)
        if saying and own is None:
            continue
        framed = _framed(context, token, mentions, "ARGM-TMP")
        for mention in framed or ([own] if own else _clause_mentions(token, mentions)):
            if mention.token.i not in range(token.i, token.i + 1):
                mention.times.append(time)


def _speech_above(context: Context, token: Token, by_token: dict[int, Mention]) -> bool:
    """Whether a time tells when something was said: the nearest verb above it is one of saying."""
    for above in ancestors(token):
        if above.i in by_token:
            return False
        if above.pos_ == "VERB":
            return above.lemma_.lower() in context.lexicon.saying
    return False


def time_token(context: Context, time: TimeExpression) -> Token | None:
    """The syntactic head of a time expression."""
    words = context.doc.char_span(time.start, time.end, alignment_mode="expand")
    return words.root if words is not None else None
