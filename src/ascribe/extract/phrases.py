"""Noun phrases: where they begin and end, their names, their heads, their coordinated parts."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.model import Filler, Span

#: What hangs on a noun and is no part of its name: clauses, appositions, coordinated parts, marks.
_TRAILING = frozenset(
    {"acl:relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "dep", "case", "cop", "nsubj", "discourse",
     "ccomp", "nsubj:pass", "aux", "mark", "advmod", "obl", "list", "orphan", "xcomp"}
)  # fmt: skip
_PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "EX", "PRP$", "WP$"})
_LEADING = frozenset({"det", "predet", "det:predet", "nmod:poss", "cc:preconj"})
_QUOTES = "\"“”'‘’«»"


def core(head: Token) -> tuple[int, int]:
    """Words [start, end) of a noun phrase around its head: modifiers before it, prepositional phrases after it."""
    start = end = head.i
    for child in head.children:
        if child.dep_ in _TRAILING or (child.dep_ == "nmod" and child.i > head.i and not _short(child)):
            if child.dep_ == "advmod" and child.i < head.i:
                start = min(start, child.left_edge.i)
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        else:
            end = max(end, core(child)[1] - 1 if child.pos_ in ("NOUN", "PROPN") else child.right_edge.i)
    return start, end + 1


def _short(child: Token) -> bool:
    return child.right_edge.i - child.left_edge.i < 12


def is_name(token: Token) -> bool:
    """Whether the phrase of this head is a proper name."""
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def parts(head: Token) -> Iterator[Token]:
    """The head and everything coordinated with it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from parts(child)


def name_of(context: Context, head: Token) -> Span:
    """The words to look up for a phrase: its core without article, possessor pronoun and counting words."""
    start, end = core(head)
    while start < head.i and (
        context.doc[start].dep_ in ("det", "punct", "case", "cc")
        or context.doc[start].tag_ in ("PRP$", "DT", "PDT", "WDT")
        or context.doc[start].is_space
        or context.doc[start].text in _QUOTES
    ):
        start += 1
    while end - 1 > head.i and (context.doc[end - 1].is_punct or context.doc[end - 1].is_space):
        end -= 1
    return context.span(start, end)


def filler(context: Context, head: Token) -> Filler | None:
    """The filler of a role, or None for what names nobody (pronouns without an antecedent, bare numbers)."""
    if head.tag_ in _PRONOUN_TAGS or head.pos_ in ("PRON", "DET", "ADP", "PUNCT", "SPACE", "VERB", "AUX", "ADV"):
        return None
    span = name_of(context, head)
    actor = context.actor_at(span.start, span.end)
    return Filler(span, clean(span.quote), actor)


def clean(words: str) -> str:
    """One line, without quotation marks and a possessive ending."""
    text = re.sub(r"\s+", " ", words)
    text = re.sub(r"[\"“”«»]", "", text)
    return re.sub(r"['’]s?$", "", text).strip(" ,.;:")


def head_words(filler_: Filler) -> set[str]:
    """Content words of a filler, lower case: what two mentions of one thing share."""
    return {w for w in re.findall(r"\w+", filler_.name.lower()) if len(w) > 2 and w not in _EMPTY}


_EMPTY = frozenset(
    "the and for with that this their his her its some any all other another least more than number people "
    "two three four five six one group groups iraqi american iranian syrian russian military security".split()
)
