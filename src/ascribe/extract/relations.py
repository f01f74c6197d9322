"""Relations between actors that a report states: backed-by, part-of, member-of, led-by, also-called, allied-with ..."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.extract.slots import children, preposition, subject
from ascribe.extract.speech import Act
from ascribe.model import Filler, Relation, RelationKind, Speaker

_BACKED = frozenset(["backed", "supported", "sponsored", "funded"])
_ALLIED = frozenset(["aligned", "allied", "linked", "affiliated"])
_BACKS = frozenset(["back", "support", "fund", "sponsor", "train", "arm"])
_LEADERS = frozenset(["commander", "leader", "head", "chief", "chairman", "founder", "secretary-general"])
_MEMBERS = frozenset(["member", "commander", "leader", "official", "fighter", "spokesman", "official"])
_LEADS = frozenset(["lead", "head", "command", "chair", "found"])
_PARTS = frozenset(["part", "branch", "wing", "arm", "brigade", "affiliate", "faction", "division", "unit", "offshoot"])
_CALLED = re.compile(
    r"\b(?:also|better|otherwise|formerly)\s+(?:known|identified|called)\s+as\b|\bknown as\b", re.I
)


def relations(context: Context, acts: list[Act]) -> Iterator[Relation]:
    """Relations in text order, each pair and kind once."""
    seen: set[tuple[str, RelationKind, str]] = set()
    for sentence in context.sentences:
        for token in sentence:
            for a, kind, b in _found(context, token):
                key = (a.name.lower(), kind, b.name.lower())
                if (
                    key not in seen
                    and a.name.lower() != b.name.lower()
                    and (a.actor is None or a.actor != b.actor)
                ):
                    seen.add(key)
                    yield Relation(
                        context.report.id, a, kind, b, clause(context, token), speaker=_voice(token, acts)
                    )


def _voice(token: Token, acts: list[Act]) -> Speaker | None:
    inside = [a for a in acts if token.i in a.content]
    return inside[-1].speaker if inside else None


def _found(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    for pattern in (_compound, _backing, _led, _leader, _member, _part, _called, _allies):
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
        RelationKind.BACKED_BY if word in _BACKED else RelationKind.ALLIED_WITH if word in _ALLIED else None
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
    if a is not None:
        yield a, kind, Filler(span, span.quote, context.actor_at(span.start, span.end))


def _backing(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "backed by Iran", "groups that Iran has supported", "support given to the rebels by"."""
    lemma = token.lemma_.lower()
    if lemma not in _BACKS or token.pos_ not in ("VERB", "ADJ"):
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
                    in context.lexicon.contexts["groups"] | context.lexicon.contexts["violence"]
                )
            ):
                yield a, RelationKind.BACKED_BY, b


def _led(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "a group led by X", "X, who heads Y"."""
    if token.lemma_.lower() not in _LEADS or token.pos_ != "VERB":
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
            and (a.actor or is_name(group) or group.lower_ in context.lexicon.contexts["groups"])
        ):
            yield a, RelationKind.LED_BY, b


def _leader(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "Kataib commander Ali Hasan", "its commander, X", "the leader of the Y, X"."""
    if token.lemma_.lower() not in _LEADERS or token.pos_ != "NOUN":
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
    if person is None or group is None or group.ent_type_ == "LOC":
        return
    a, b = filler(context, group), filler(context, person)
    if a and b:
        yield a, RelationKind.LED_BY, b


def _member(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    """ "X, a senior official in the rebel group Y", "who is also a leader in Y"."""
    if token.lemma_.lower() not in _MEMBERS or token.pos_ != "NOUN":
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
    if lemma not in _PARTS and not (
        lemma == "group" and any(preposition(c) == "under" for c in children(token, "nmod", "obl"))
    ):
        return
    wholes = [c for c in children(token, "nmod") if preposition(c) in ("of", "under", "within")] + children(
        token, "nmod:poss"
    )
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
        b = filler(context, name)
        if a and b and (a.actor or is_name(holder)):
            yield a, RelationKind.ALSO_CALLED, Filler(b.span, b.name, None)


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
