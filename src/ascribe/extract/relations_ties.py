"""Who is tied to or kept apart from whom, and by which other names: allied-with, distinct-from, also-called ..."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.groups import mentions_of, name_words
from ascribe.extract.parties import body_before, is_named, is_side, owner, party
from ascribe.extract.phrases import clean, coordinated, is_name
from ascribe.model import ActorKind, Filler, RelationKind

Found = Iterator[tuple[Filler, RelationKind, Filler]]

_CALLED = re.compile(
    r"\b(?:also|better|otherwise|formerly|popularly|locally)\s+(?:known|identified|called)\b|\bknown(?: to \w+)? as\b",
    re.I,
)


def ties(context: Context, token: Token) -> Found:
    """ "linked to the X", "factions loyal to Y", "allied with", "who are close to"."""
    relations = context.lexicon.relations
    if token.lower_ not in relations["ties"] or token.pos_ not in ("VERB", "ADJ", "ADV"):
        return
    others = [c for c in children(token, "obl", "nmod", "obl:agent") if preposition(c) in ("to", "with")]
    if token.dep_ in ("amod", "acl", "acl:relcl"):
        holders = [token.head]
    else:
        own = subject(token) if is_passive(token) or any(c.dep_ == "cop" for c in token.children) else None
        holders = [own] if own is not None else []
    if not others and token.dep_ == "amod" and token.head.dep_ == "conj" and token.i < token.head.i:
        own_kind = (
            token.head.lemma_.lower() == "group"
        )  # "X and affiliated groups" says of nobody who that is
        others = [] if own_kind else [token.head.head]
    yield from _allies(context, holders, others)


def _allies(context: Context, holders: list[Token], others: list[Token]) -> Found:
    for holder in holders:
        a = owner(context, holder)
        if (
            a is None
            or not is_side(context, a, holder)
            or (
                holder.ent_type_ == "PER"
                and not a.actor
                and (next(iter(mentions_of(context, holder)), None) is None)
            )
        ):
            continue
        for other in (p for o in others for p in coordinated(context, o) if p.i != holder.i):
            b = party(context, other)
            nameless = holder.tag_ == "NNS" and other.tag_ == "NNS" and not (a.actor or (b and b.actor))
            if b is not None and is_side(context, b, other) and not nameless:
                yield a, RelationKind.ALLIED_WITH, b


def allies(context: Context, token: Token) -> Found:
    """ "X, an Al-Nida affiliate", "an ally of Y", "X and its allies Y and Z"."""
    if token.lemma_.lower() not in context.lexicon.relations["tie-nouns"] or token.pos_ != "NOUN":
        return
    named = [p for c in children(token, "appos", "flat") for p in coordinated(context, c) if is_name(p)]
    if named and token.dep_ == "conj":
        yield from _allies(context, [token.head], named)
    whose = [c for c in children(token, "nmod:poss", "compound", "nmod") if is_name(c)]
    if token.dep_ == "appos" or any(c.dep_ == "cop" for c in token.children):
        yield from _allies(context, [token], whose)


def distinct(context: Context, token: Token) -> Found:
    """ "X, a separate group from Y", "X is distinct from Y", "X, a separate outfit" beside Y, "a splinter of Y"."""
    relations = context.lexicon.relations
    lemma = token.lemma_.lower()
    if lemma not in relations["distinct"] and lemma not in relations["splinters"]:
        return
    noun = token.head if token.dep_ == "amod" else token
    others = [
        c
        for n in {token.i: token, noun.i: noun}.values()
        for c in children(n, "nmod", "obl")
        if preposition(c) in ("from", "to") or (lemma in relations["splinters"] and preposition(c) == "of")
    ]
    if not others and noun.dep_ == "appos" and noun.head.dep_ == "conj" and lemma in relations["distinct"]:
        others = [noun.head.head]
    own = subject(token) if noun.i == token.i and token.dep_ != "appos" else None
    a = party(context, own) if own is not None else owner(context, noun)
    for other in others:
        b = party(context, other)
        if a and b and (a.actor or is_named(a)) and (b.actor or is_named(b)) and a.name != b.name:
            yield a, RelationKind.DISTINCT_FROM, b


def called(context: Context, token: Token) -> Found:
    """ "X, also known as Y", "X, known as Y"."""
    if token.lemma_.lower() not in ("know", "identify", "call") or not _CALLED.search(
        context.doc[max(0, token.i - 1) : token.i + 6].text
    ):
        return
    names = [p for c in children(token, "obl", "xcomp", "obj") for p in coordinated(context, c) if is_name(p)]
    names = [n for n in names if preposition(n) != "to"]
    holder = token.head if token.dep_.startswith("acl") else subject(token)
    if holder is None or (
        holder.ent_type_ == "PER" and next(iter(mentions_of(context, holder)), None) is None
    ):
        return
    a = owner(context, holder)
    for name in names:
        b = short_name(context, name)
        if a and is_side(context, a, holder):
            yield a, RelationKind.ALSO_CALLED, b


def short_name(context: Context, head: Token) -> Filler:
    """The name alone, without the phrase that hangs on it ("Brigade 9 of the ...")."""
    hit = next((h for h in context.names if h.start <= head.idx < h.end), None)
    if hit is not None:
        return Filler(context.report.span(hit.start, hit.end), context.report.text[hit.start : hit.end])
    span = context.span(*name_words(head))
    return Filler(span, clean(span.quote))


def letters(context: Context, token: Token) -> Found:
    """ "Northern Reed Front (NRF)", "the Reed Movement, or Reed": a second name right after the first."""
    if token.dep_ not in ("appos", "conj") or token.pos_ != "PROPN" or not is_name(token.head):
        return
    before = context.doc[token.i - 1].text if token.i else ""
    either = token.dep_ == "conj" and any(c.lower_ == "or" and c.i < token.i for c in token.children)
    after_comma = (
        either and context.doc[next(c.i for c in token.children if c.lower_ == "or") - 1].text == ","
    )
    inside = before in "([" and token.text.upper() == token.text and before != ""
    if not (inside or after_comma) or token.ent_type_ == "LOC" or not _is_short(context, token):
        return
    head = body_before(context, token, token.head)
    a = party(context, head)
    known = context.packs.actors[a.actor].kind if a is not None and a.actor else None
    if a is not None and is_side(context, a, head) and known not in (ActorKind.STATE, ActorKind.BODY):
        yield a, RelationKind.ALSO_CALLED, short_name(context, token)


def _is_short(context: Context, token: Token) -> bool:
    """Letters that stand for the name, or a name beside a group's."""
    start, end = name_words(token.head)
    initials = "".join(t.text[0] for t in context.doc[start:end] if t.text[:1].isalpha()).upper()
    letters_ = [c for c in token.text.upper() if c.isalpha()]
    if token.text.isupper():
        return sum(c in initials for c in letters_) * 2 >= len(letters_) and len(letters_) > 1
    return next(iter(mentions_of(context, token.head)), None) is not None


def fronts(context: Context, token: Token) -> Found:
    """ "X is a front for Y", "a name used by Y", "Y used the name X"."""
    lemma = token.lemma_.lower()
    pairs: list[tuple[Token, Token]] = []
    own = subject(token)
    said = any(c.dep_ == "cop" for c in token.children) or token.dep_ == "appos"
    if lemma in context.lexicon.relations["fronts"] and said:
        behind = [c for c in children(token, "nmod") if preposition(c) == "for"]
        used = [v for v in children(token, "acl") if v.lemma_.lower() in context.lexicon.relations["named"]]
        behind += [c for v in used for c in children(v, "obl:agent", "obl") if preposition(c) == "by"]
        name = own if own is not None else token.head if token.dep_ == "appos" else None
        pairs = [(name, c) for c in behind] if name is not None else []
    elif lemma == "name" and token.head.lemma_.lower() in context.lexicon.relations["named"]:
        user = subject(token.head)
        named = [c for c in token.children if c.dep_ in ("appos", "flat", "compound", "nmod") and is_name(c)]
        pairs = [(c, user) for c in named] if user is not None and user.ent_type_ != "PER" else []
    for name, group in pairs:
        a, b = party(context, name), party(context, group)
        if name.lower_ == "name":
            a = owner(context, name)
        if a and b and (a.actor or is_named(a)) and is_side(context, b, group):
            yield a, RelationKind.FRONT_OF, b
