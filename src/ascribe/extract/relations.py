"""Relations between actors that a report states: backed-by, part-of, member-of, led-by, also-called, allied-with ..."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, preposition, subject
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.extract.speech import Act, voice
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Filler, Relation, RelationKind

_CALLED = re.compile(
    r"\b(?:also|better|otherwise|formerly)\s+(?:known|identified|called)\s+as\b|\bknown as\b", re.I
)


def relations(context: Context, acts: list[Act]) -> Iterator[Relation]:
    """Relations in text order, each pair and kind once."""
    seen: set[tuple[str, RelationKind, str]] = set()
    for sentence in context.sentences:
        for token in sentence:
            for a, kind, b in _found(context, token):
                key = (_key(a), kind, _key(b))
                if key not in seen and key[0] != key[2]:
                    seen.add(key)
                    yield Relation(
                        context.report.id, a, kind, b, clause(context, token), speaker=voice(acts, token)
                    )


def _key(filler_: Filler) -> str:
    """One actor by its id, one name by its words; all nameless groups of a report are one."""
    name = filler_.name.lower()
    return filler_.actor or ("*" if name in load_lexicon().people["acting"] else name)


def _found(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    for pattern in (
        _compound,
        _backing,
        _support,
        _led,
        _leader,
        _member,
        _part,
        _called,
        _allies,
        _distinct,
        _under,
        _front,
    ):
        yield from pattern(context, token)


def _owner(context: Context, noun: Token) -> Filler | None:
    """Who a describing noun is about: a name in apposition or the subject it is said of, else the noun itself."""
    found = filler(context, noun)
    if found is not None and found.actor is not None:
        return found
    if noun.dep_ == "appos" and is_name(noun.head):
        return filler(context, noun.head)
    if any(c.dep_ == "cop" for c in noun.children):
        own = subject(noun)
        found = filler(context, own) if own is not None else None
        if found is not None:
            return found
    span = context.word(noun)
    return found if found is not None and is_name(noun) else Filler(span, clean(span.quote))


def _compound(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "Iran-backed factions", "the al-Qaida-linked group"."""
    word = token.lower_
    kind = (
        RelationKind.BACKED_BY
        if word in context.lexicon.relations["backed"]
        else RelationKind.ALLIED_WITH
        if word in context.lexicon.relations["allied"]
        else None
    )
    if kind is None or token.i < 2 or context.doc[token.i - 1].text not in "-–":
        return
    noun = token.head if token.dep_ in ("amod", "compound") else None
    backer = context.doc[token.i - 2]
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return
    start = backer.i
    while (
        start >= 2
        and context.doc[start - 1].text in "-–"
        and not context.doc[start - 1].whitespace_
        and not context.doc[start - 2].whitespace_
    ):
        start -= 2
    span = context.span(start, backer.i + 1)
    a = _owner(context, noun)
    if a is not None and (a.actor or noun.tag_ in ("NNS", "NNPS") or is_name(noun)):
        actor = context.actor_at(span.start, span.end) or context.packs.adjectives.match(span.quote)
        name = context.packs.actors[actor].name if actor else span.quote
        yield a, kind, Filler(span, name, actor)


def _backing(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "backed by Iran", "groups that Iran has supported", "support given to the rebels by"."""
    lemma = token.lemma_.lower()
    if lemma not in context.lexicon.relations["backs"] or token.pos_ not in ("VERB", "ADJ"):
        return
    by = [
        p
        for c in children(token, "obl:agent", "obl")
        if preposition(c) == "by"
        for p in coordinated(context, c)
    ]
    if token.dep_ in ("acl", "acl:relcl") and (
        by or any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in token.children)
    ):
        backers = by or [p for c in children(token, "nsubj") for p in coordinated(context, c)]
        clients = [token.head]
    else:
        own = subject(token)
        backers = list(coordinated(context, own)) if own is not None else []
        clients = [p for c in children(token, "obj") for p in coordinated(context, c)]
    for backer in backers:
        b = filler(context, backer)
        for client in clients:
            a = _owner(context, client)
            if (
                a
                and b
                and (b.actor or backer.ent_type_)
                and client.pos_ in ("NOUN", "PROPN")
                and (
                    a.actor
                    or client.lower_
                    in context.lexicon.classes["groups"] | context.lexicon.classes["violence"]
                )
            ):
                yield a, RelationKind.BACKED_BY, b


def _led(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "a group led by X", "X, who heads Y"."""
    if token.lemma_.lower() not in context.lexicon.relations["leads"] or token.pos_ != "VERB":
        return
    by = [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by" and c.ent_type_ == "PER"]
    if token.dep_ in ("acl", "acl:relcl") and by:
        pairs = [(token.head, by[0])]
    else:
        own = subject(token)
        pairs = [(c, own) for c in children(token, "obj") if own is not None and is_name(c)]
    for group, leader in pairs:
        a, b = _owner(context, group), filler(context, leader)
        if (
            a
            and b
            and leader.ent_type_ == "PER"
            and (a.actor or is_name(group) or group.lower_ in context.lexicon.classes["groups"])
        ):
            yield a, RelationKind.LED_BY, b


def _leader(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "Kataib commander Ali Hasan", "its commander, X", "the leader of the Y, X"."""
    if token.lemma_.lower() not in context.lexicon.relations["leaders"] or token.pos_ not in (
        "NOUN",
        "PROPN",
    ):
        return
    person = next((c for c in token.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PER"), None)
    if person is None and token.dep_ in ("compound", "appos") and token.head.ent_type_ == "PER":
        person = token.head
    group = next(
        (
            c
            for c in token.children
            if c.dep_ in ("nmod", "nmod:poss", "compound") and (is_name(c)) and c.ent_type_ != "PER"
        ),
        None,
    )
    own = person is not None and any(c.tag_ == "PRP$" and c.lower_ == "its" for c in token.children)
    if person is None or ((group is None or group.ent_type_ == "LOC") and not own):
        return
    a = filler(context, group) if group is not None else _last_body(context, token)
    b = filler(context, person)
    if a and b:
        yield a, RelationKind.LED_BY, b


def _member(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X, a senior official in the rebel group Y", "who is also a leader in Y"."""
    if token.lemma_.lower() not in context.lexicon.relations["members"] or token.pos_ != "NOUN":
        return
    groups = [c for c in children(token, "nmod") if preposition(c) in ("of", "in", "with", "within")]
    person = token.head if token.dep_ == "appos" and token.head.ent_type_ == "PER" else None
    if person is None and any(c.dep_ == "cop" for c in token.children):
        own = subject(token)
        person = token.head if own is not None and own.pos_ == "PRON" and token.dep_ == "acl:relcl" else own
    for group in groups:
        b = _named(context, group)
        a = filler(context, person) if person is not None else None
        if a and b and person is not None and person.ent_type_ == "PER" and person.i != group.i:
            yield a, RelationKind.MEMBER_OF, b


def _named(context: Context, noun: Token) -> Filler | None:
    """The group that a phrase names: itself, or the name in apposition ("the rebel group Fastaqim")."""
    for child in [noun, *noun.children]:
        if (child.i == noun.i or child.dep_ in ("appos", "flat")) and is_name(child):
            found = filler(context, child)
            if found is not None and (found.actor or child.ent_type_ == "ORG"):
                return found
    return None


def _part(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "Brigade 45 of the PMF", "X, part of the Y", "al Qaeda's affiliate the X", "X is a group under the Y"."""
    lemma = token.lemma_.lower()
    if lemma not in context.lexicon.relations["parts"] and not (
        lemma == "group" and any(preposition(c) == "under" for c in children(token, "nmod", "obl"))
    ):
        return
    wholes = [
        c for c in children(token, "nmod", "obl") if preposition(c) in ("of", "under", "within")
    ] + children(token, "nmod:poss")
    for whole in wholes:
        b = _named(context, whole)
        a = _owner(context, token)
        if a and b and a.actor:
            yield a, RelationKind.PART_OF, b


def _called(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X, also known as Y"; "X, or Y" between two names of one actor."""
    if token.lemma_.lower() not in ("know", "identify", "call") or not _CALLED.search(
        context.doc[max(0, token.i - 1) : token.i + 2].text
    ):
        return
    names = [p for c in children(token, "obl", "xcomp", "obj") for p in coordinated(context, c) if is_name(p)]
    holder = token.head if token.dep_.startswith("acl") else subject(token)
    if holder is None:
        return
    a = _owner(context, holder)
    for name in names:
        b = _short_name(context, name)
        if a and b and (a.actor or is_name(holder)):
            yield a, RelationKind.ALSO_CALLED, b


def _short_name(context: Context, head: Token) -> Filler:
    """The name alone, without the phrase that hangs on it ("Brigade 9 of the ...")."""
    hit = next((h for h in context.names if h.start <= head.idx < h.end), None)
    if hit is not None:
        return Filler(context.report.span(hit.start, hit.end), context.report.text[hit.start : hit.end])
    own = [
        t.i for t in head.children if t.dep_ in ("compound", "flat", "nummod", "amod") and t.i > head.i - 5
    ]
    span = context.span(min([head.i, *own]), max([head.i, *own]) + 1)
    return Filler(span, clean(span.quote))


def _last_body(context: Context, token: Token) -> Filler | None:
    """Whose "its" is: the group or body named last before it."""
    bodies = [
        h for h in context.names
        if h.end <= token.idx and context.packs.actors[h.id].kind in (ActorKind.GROUP, ActorKind.BODY, ActorKind.UNIT)
    ]  # fmt: skip
    if not bodies:
        return None
    span = context.word(next(c for c in token.children if c.tag_ == "PRP$"))
    return Filler(span, context.packs.actors[bodies[-1].id].name, bodies[-1].id)


def _support(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "support given to the rebels by A and B", "A's support for the militia"."""
    if token.lemma_.lower() not in context.lexicon.relations["support"] or token.pos_ != "NOUN":
        return
    givers = [
        c for v in children(token, "acl") for c in children(v, "obl:agent", "obl") if preposition(c) == "by"
    ]
    takers = [c for v in children(token, "acl") for c in children(v, "obl") if preposition(c) == "to"]
    givers += children(token, "nmod:poss")
    takers += [c for c in children(token, "nmod") if preposition(c) in ("for", "to")]
    for giver in (p for g in givers for p in coordinated(context, g)):
        b = filler(context, giver)
        for taker in takers:
            a = _owner(context, taker)
            groups = context.lexicon.people["acting"]
            if a and b and b.actor and (a.actor or taker.lower_ in groups):
                yield a, RelationKind.BACKED_BY, b


def _distinct(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X, a separate group from Y", "X is distinct from Y"."""
    if token.lemma_.lower() not in context.lexicon.relations["distinct"]:
        return
    noun = token.head if token.dep_ == "amod" else token
    others = [
        c
        for n in {token.i: token, noun.i: noun}.values()
        for c in children(n, "nmod", "obl")
        if preposition(c) in ("from", "to")
    ]
    a = (
        _owner(context, noun)
        if noun.i != token.i
        else filler(context, own)
        if (own := subject(token)) is not None
        else None
    )
    for other in others:
        b = filler(context, other)
        if a and b and a.actor and b.actor:
            yield a, RelationKind.DISTINCT_FROM, b


def _under(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "factions such as A and B united under a front called C", "use names under the C": members of a front."""
    if token.lower_ != "under" or token.dep_ != "case":
        return
    held = token.head
    front = next((h for h in context.names if held.left_edge.idx <= h.start < held.right_edge.idx + 1), None)
    verb = next((t for t in (held.head, held.head.head) if t.pos_ == "VERB"), None)
    own = (
        subject(verb)
        if verb is not None and verb.lemma_.lower() in context.lexicon.relations["banding"]
        else None
    )
    if front is None or own is None:
        return
    b = Filler(
        context.report.span(front.start, front.end), context.report.text[front.start : front.end], front.id
    )
    members = [
        p
        for c in (own, *children(own, "nmod", "appos", "obl"))
        for p in coordinated(context, c)
        if is_name(p)
    ]
    for member in members:
        a = filler(context, member)
        if a is not None and a.actor != b.actor:
            yield a, RelationKind.MEMBER_OF, b


def _allies(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X and its allies Y and Z", "X, an ally of Y"."""
    if token.lemma_.lower() != "ally" or token.pos_ != "NOUN":
        return
    named = [p for c in children(token, "appos", "flat") for p in coordinated(context, c) if is_name(p)]
    holder = token.head if token.dep_ == "conj" else None
    if holder is None:
        return
    a = filler(context, holder)
    for other in named:
        b = filler(context, other)
        if a and b and is_name(holder):
            yield a, RelationKind.ALLIED_WITH, b


def _front(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X is a front for Y", "Y used the name X", "Y branded itself under the X name"."""
    lemma = token.lemma_.lower()
    if lemma in context.lexicon.relations["fronts"]:
        behind = [c for c in children(token, "nmod") if preposition(c) == "for"]
        own = subject(token)
        pairs = (
            [(own, c) for c in behind]
            if own is not None and any(c.dep_ == "cop" for c in token.children)
            else []
        )
    elif lemma == "name" and token.head.lemma_.lower() in context.lexicon.relations["named"]:
        own = subject(token.head)
        named = [c for c in token.children if c.dep_ in ("appos", "flat", "compound", "nmod") and is_name(c)]
        pairs = [(c, own) for c in named] if own is not None else []
    else:
        return
    for name, group in pairs:
        a, b = filler(context, name), filler(context, group)
        if (
            a
            and b
            and is_name(name)
            and (b.actor or is_name(group) or group.lower_ in context.lexicon.people["acting"])
        ):
            yield a, RelationKind.FRONT_OF, b
