"""Named places in the sentences that are read, as words: which place is meant is for `resolve` to say."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import READ, Context
from ascribe.extract.phrases import clean
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Place

_PREPOSITIONS = frozenset(
    "in at near around outside inside into across over of from to towards along off on between".split()
)
_LAUNCH = frozenset({"from"})


def places(context: Context) -> Iterator[tuple[Token, Place]]:
    """(head token, place) of each place name that says where something is."""
    for sentence in context.sentences:
        yield from places_of(context, sentence)


def places_of(context: Context, sentence: Words) -> Iterator[tuple[Token, Place]]:
    """The places of one sentence."""
    for entity in sentence.ents:
        if context.section(entity.start_char) not in READ:
            continue
        if entity.label_ != "LOC" or _is_in_a_name(context, entity):
            continue
        if _says_where(entity) and not _describes(context, entity):
            yield entity.root, _place(context, *_whole_name(entity), entity.root)
    yield from _untagged(context, sentence)
    yield from _of_adjectives(context, sentence)


def _place(context: Context, start: int, end: int, root: Token) -> Place:
    span = context.span(start, end)
    chain = [root, root.head] if root.dep_ == "nmod" else [root]
    launch = any(_preposition(token) in _LAUNCH for token in chain)
    return Place(span, clean(span.quote), role="launch" if launch else "where")


def _whole_name(entity: Words) -> tuple[int, int]:
    """The words of a name that the tagger cut short ("Port" of "Port Emmer"): proper nouns beside it, tied to it."""
    doc, start, end = entity.doc, entity.start, entity.end
    while (
        start > entity.sent.start and doc[start - 1].pos_ == "PROPN" and start <= doc[start - 1].head.i < end
    ):
        start -= 1
    while end < entity.sent.end and doc[end].pos_ == "PROPN" and _tied(doc[end], start, end):
        end += 1
    return start, end


def _tied(token: Token, start: int, end: int) -> bool:
    return start <= token.head.i < end or any(
        start <= c.i < end for c in token.children if c.dep_ == "compound"
    )


def _untagged(context: Context, sentence: Words) -> Iterator[tuple[Token, Place]]:
    """Proper nouns that no tagger knows, after "in" or "near": a name that says where is a place."""
    for token in sentence:
        if token.pos_ != "PROPN" or token.ent_type_ or token.dep_ not in ("obl", "nmod"):
            continue
        known = any(h.start <= token.idx < h.end for h in context.names)
        timed = any(t.start <= token.idx < t.end for t in context.times)
        if _preposition(token) in ("in", "near", "outside") and not known and not timed:
            own = [c.i for c in token.children if c.dep_ in ("compound", "flat") and c.pos_ == "PROPN"]
            yield token, _place(context, min([token.i, *own]), max([token.i, *own]) + 1, token)


def _of_adjectives(context: Context, sentence: Words) -> Iterator[tuple[Token, Place]]:
    """The country of a place that only an adjective names ("an Iraqi base", "a Saudi oil facility")."""
    facilities = context.lexicon.people["facility"]
    for token in sentence:
        if token.dep_ in ("amod", "compound") and token.head.lemma_.lower() in facilities:
            actor = context.actor_at(token.idx, token.idx + len(token)) or context.packs.adjectives.match(
                token.text
            )
            whose = {c.lower_ for c in token.head.children if c.dep_ == "nmod:poss"}
            if (
                actor
                and not whose
                and context.packs.actors[actor].kind is ActorKind.STATE
                and token.tag_ == "JJ"
            ):
                yield token, Place(context.word(token), context.packs.actors[actor].name)


def _is_in_a_name(context: Context, entity: Words) -> bool:
    """Whether a name of a place is part of a group's: "Lions of the Northern Valley"."""
    inside = (g for g in context.groups if g.start < entity.start and entity.end <= g.end)
    return any(not entity.start <= g.head.i < entity.end for g in inside)


def _describes(context: Context, entity: Words) -> bool:
    """A country or its adjective before a noun ("U.S. forces", "Iraqi base") says whose, not where."""
    if entity.root.tag_ in ("JJ", "JJS"):
        return True
    if entity.root.dep_ not in ("compound", "amod"):
        return False
    actor = context.actor_at(entity.start_char, entity.end_char)
    return actor is not None and context.packs.actors[actor].kind is ActorKind.STATE


def _says_where(entity: Words) -> bool:
    root = entity.root
    if root.dep_ in ("obj", "nsubj:pass"):
        return True
    if root.dep_ in ("nsubj", "vocative"):
        return False
    if root.dep_ in ("compound", "amod", "nmod:poss"):
        return (
            root.head.lemma_.lower() not in load_lexicon().roles["not-a-place"]
            and root.head.pos_ in ("NOUN", "PROPN")
            and not _people(root.head)
        )
    return _preposition(root) in _PREPOSITIONS or root.dep_ in (
        "appos",
        "nmod:unmarked",
        "conj",
        "flat",
        "dep",
        "nmod",
        "list",
        "parataxis",
    )


@cache
def _people_words() -> frozenset[str]:
    lexicon = load_lexicon()
    return frozenset(w for words in lexicon.speakers.values() for w in words) | lexicon.classes["forces"]


def _people(noun: Token) -> bool:
    return noun.lower_ in _people_words() or noun.ent_type_ in ("PER", "ORG")


def _preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
