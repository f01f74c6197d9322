"""Named places in the sentences that are read, as words: which place is meant is for `resolve` to say."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract.context import READ, Context
from ascribe.extract.phrases import clean
from ascribe.model import ActorKind, Place

_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "outside",
        "inside",
        "into",
        "across",
        "over",
        "of",
        "from",
        "to",
        "towards",
        "along",
        "off",
        "on",
        "between",
    ]
)
_LAUNCH = frozenset({"from"})
#: Nouns that make a modifying place name part of somebody's name ("Baghdad government", "Iraq's parliament").
_NOT_A_PLACE = frozenset(
    [
        "person",
        "group",
        "force",
        "forces",
        "official",
        "officials",
        "government",
        "army",
        "police",
        "militia",
        "militias",
        "minister",
    ]
)


def places(context: Context) -> Iterator[tuple[Token, Place]]:
    """(head token, place) of each place name that says where something is."""
    for sentence in context.sentences:
        for entity in sentence.ents:
            if context.section(entity.start_char) not in READ:
                continue
            if entity.label_ == "LOC" and _says_where(entity) and not _describes(context, entity):
                span = context.span(entity.start, entity.end)
                role = "launch" if _preposition(entity.root) in _LAUNCH else "where"
                yield entity.root, Place(span, clean(span.quote), role=role)
        yield from _of_adjectives(context, sentence)


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
            root.head.lemma_.lower() not in _NOT_A_PLACE
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
    from ascribe.knowledge.lexicon import load_lexicon

    lexicon = load_lexicon()
    return frozenset(w for words in lexicon.speakers.values() for w in words) | lexicon.contexts["forces"]


def _people(noun: Token) -> bool:
    return noun.lower_ in _people_words() or noun.ent_type_ in ("PER", "ORG")


def _preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
