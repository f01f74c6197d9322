"""Named places in the sentences that are read, as words: which place is meant is for `resolve` to say."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token
from spacy.tokens import Span as Words

from ascribe.extract.context import Context
from ascribe.extract.phrases import clean
from ascribe.model import Place

_PREPOSITIONS = frozenset("in at near around outside inside into across over of from to towards along off on between".split())
_LAUNCH = frozenset({"from"})
#: Nouns that make a modifying place name part of somebody's name ("Baghdad government", "Iraq's parliament").
_NOT_A_PLACE = frozenset("person group force forces official officials government army police militia militias minister".split())


def places(context: Context) -> Iterator[tuple[Token, Place]]:
    """(head token, place) of each place name that says where something is."""
    for sentence in context.sentences:
        for entity in sentence.ents:
            if entity.label_ == "LOC" and _says_where(entity):
                span = context.span(entity.start, entity.end)
                role = "launch" if _preposition(entity.root) in _LAUNCH else "where"
                yield entity.root, Place(span, clean(span.quote), role=role)


def _says_where(entity: Words) -> bool:
    root = entity.root
    if root.dep_ in ("nsubj", "nsubj:pass", "obj", "vocative"):
        return False
    if root.dep_ in ("compound", "amod", "nmod:poss"):
        return root.head.lemma_.lower() not in _NOT_A_PLACE and root.head.pos_ in ("NOUN", "PROPN") and not _people(root.head)
    return _preposition(root) in _PREPOSITIONS or root.dep_ in ("appos", "nmod:unmarked", "conj", "flat", "dep", "nmod", "list", "parataxis")


@cache
def _people_words() -> frozenset[str]:
    from ascribe.knowledge.lexicon import load_lexicon

    lexicon = load_lexicon()
    return frozenset(w for words in lexicon.speakers.values() for w in words) | lexicon.contexts["forces"]


def _people(noun: Token) -> bool:
    return noun.lower_ in _people_words() or noun.ent_type_ in ("PER", "ORG")


def _preposition(token: Token) -> str:
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")
