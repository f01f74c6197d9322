"""Who backs whom: "Iran-backed factions", "is financed by", "given sanctuary in", "Y's proxies", "pro-Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.parties import is_named, is_side, owner, party
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.model import Filler, RelationKind, Span

Found = Iterator[tuple[Filler, RelationKind, Filler]]


def compounds(context: Context, token: Token) -> Found:
    """ "Iran-backed factions", "the al-Qaida-linked group", "an X-led force"."""
    word, words = token.lower_, context.lexicon.relations
    kind = RelationKind.BACKED_BY if word in words["backed"] else RelationKind.ALLIED_WITH
    if (
        word not in words["backed"] | words["allied"]
        or token.i < 2
        or context.doc[token.i - 1].text not in "-–"
    ):
        return
    noun = token.head if token.dep_ in ("amod", "compound") else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return
    span = _before_hyphen(context, token)
    a = owner(context, noun)
    if a is not None and is_side(context, a, noun) and span.quote.lower() != "state":
        actor = context.actor_at(span.start, span.end) or context.packs.adjectives.match(span.quote)
        name = context.packs.actors[actor].name if actor else span.quote
        yield a, kind, Filler(span, name, actor)


def _before_hyphen(context: Context, token: Token) -> Span:
    """The name before "-backed", with its own hyphens."""
    start = token.i - 2
    while (
        start >= 2
        and context.doc[start - 1].text in "-–"
        and not context.doc[start - 1].whitespace_
        and not context.doc[start - 2].whitespace_
    ):
        start -= 2
    return context.span(start, token.i - 1)


def leanings(context: Context, token: Token) -> Found:
    """ "pro-Y militias"."""
    name = token.text[4:]
    if token.lower_[:4] != "pro-" or token.dep_ not in ("amod", "compound") or not name:
        return
    a = owner(context, token.head)
    if a is not None and is_side(context, a, token.head):
        span = context.report.span(token.idx + 4, token.idx + len(token))
        actor = context.packs.index.match(name) or context.packs.adjectives.match(name)
        if actor or name[:1].isupper() or name.lower() in context.lexicon.people["acting"]:
            shown = context.packs.actors[actor].name if actor else name
            yield a, RelationKind.ALLIED_WITH, Filler(span, shown, actor)


def backing(context: Context, token: Token) -> Found:
    """ "backed by Iran", "groups that Iran has supported", "the group is financed by X"."""
    lemma = context.lexicon.lemma(token.lower_, token.lemma_.lower())
    if lemma not in context.lexicon.relations["backs"] or token.pos_ not in ("VERB", "ADJ"):
        return
    agents = [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by"]
    by = [p for c in agents for p in coordinated(context, c)]
    own = subject(token)
    if by:
        clients = [token.head] if token.dep_ in ("acl", "acl:relcl") else [own] if own is not None else []
        backers = by
    elif token.dep_ in ("acl", "acl:relcl") and _has_own_subject(token):
        clients = [token.head]
        backers = [p for c in children(token, "nsubj") for p in coordinated(context, c)]
    elif is_passive(token):
        return
    else:
        clients = [p for c in children(token, "obj") for p in coordinated(context, c)]
        subjects = children(token, "nsubj") or ([own] if own is not None else [])
        backers = [p for s in subjects for p in coordinated(context, s)]
    yield from _pairs(context, clients, backers)


def _has_own_subject(token: Token) -> bool:
    """A clause with a subject of its own and no object: its head is what is backed ("groups that X supports")."""
    return any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in token.children) and not children(token, "obj")


def _pairs(context: Context, clients: list[Token], backers: list[Token]) -> Found:
    for backer in backers:
        b = party(context, backer)
        if (
            b is None
            or not (b.actor or backer.ent_type_ or is_side(context, b, backer))
            or not _is_backer(b, backer)
        ):
            continue
        for client in (named for c in clients for named in _examples(context, c)):
            a = _government(context, client) or owner(context, client)
            governs = client.lemma_.lower() == "government"
            if (
                a is not None
                and client.pos_ in ("NOUN", "PROPN", "PRON")
                and (governs or is_side(context, a, client))
            ):
                yield a, RelationKind.BACKED_BY, b


def _examples(context: Context, client: Token) -> list[Token]:
    """The names that stand for a plural noun ("militias including X"), else the noun; a bare place is no client."""
    if client.ent_type_ == "LOC" and client.dep_ in ("obl", "nmod"):
        return []
    told = [
        c for c in children(client, "nmod") if preposition(c) in ("including", "such", "like") and is_name(c)
    ]
    return [p for c in told for p in coordinated(context, c)] or [client]


def _is_backer(found: Filler, head: Token) -> bool:
    """A state, a body or a name; of nameless sides, parties alone."""
    named = head.pos_ == "PROPN" or head.ent_type_ or head.lower_ in ("it", "its", "which", "who", "that")
    return bool(found.actor) or (is_named(found) and bool(named)) or head.lower_ == "parties"


def _government(context: Context, noun: Token) -> Filler | None:
    """ "the government of neighbouring X" is X, "X's government" is X's."""
    if noun.lemma_.lower() != "government":
        return None
    whose = [c for c in children(noun, "nmod") if preposition(c) == "of"] + children(noun, "nmod:poss")
    if not whose:
        return None
    if whose[0].ent_type_ != "PER":
        return filler(context, whose[0])
    start, titles = noun.left_edge.i, context.lexicon.relations["titles"]
    while start < whose[0].i and context.doc[start].lower_ in titles:
        start += 1
    span = context.span(start, max(noun.i, whose[0].right_edge.i) + 1)
    return Filler(span, clean(span.quote))


def support(context: Context, token: Token) -> Found:
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
        b = party(context, giver)
        for taker in takers:
            a = owner(context, taker)
            if a and b and (b.actor or giver.ent_type_) and is_side(context, a, taker):
                yield a, RelationKind.BACKED_BY, b


def shelter(context: Context, token: Token) -> Found:
    """ "are given sanctuary in X", "X gives them weapons"."""
    verb = token.head
    if token.lemma_.lower() not in context.lexicon.relations["shelter"] or token.dep_ != "obj":
        return
    if verb.lemma_.lower() not in ("give", "provide", "grant", "offer", "find", "enjoy"):
        return
    own = subject(verb)
    where = [c for c in [*children(verb, "obl", "obl:agent"), *children(token, "nmod")] if is_name(c)]
    if is_passive(verb) or verb.lemma_.lower() in ("find", "enjoy"):
        backers = [c for c in where if preposition(c) in ("in", "by")]
        clients = list(coordinated(context, own)) if own is not None else []
    else:
        backers = [own] if own is not None else []
        clients = [*children(verb, "iobj"), *(c for c in where if preposition(c) == "to")]
    yield from _pairs(context, clients, backers)


def proxies(context: Context, token: Token) -> Found:
    """ "Y's proxies", "Y and its proxies"."""
    if token.lemma_.lower() not in context.lexicon.relations["proxies"] or token.pos_ != "NOUN":
        return
    for whose in children(token, "nmod:poss"):
        first = token.head if token.dep_ == "conj" and whose.lower_ in ("its", "their") else whose
        b = party(context, first)
        if b is not None and (b.actor or is_named(b)):
            span = context.word(token)
            yield Filler(span, span.quote), RelationKind.BACKED_BY, b
