"""Who "the officer", "the group" and "the two men" are, as fillers whose `via` shows the words that they take up.

Comes in: the mentions with their slots. Goes out: the same, where a description of people or a body takes up a name of
the report (`coreference`, a likeness inside one report), with that name; the words of the slot stay as they are.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.antecedents import LEAST_MARGIN
from ascribe.extract.context import Context
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.references import Reference, is_title
from ascribe.model import Filler

_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
#: So much more must speak for what a description takes up than for what a pronoun does: a noun may name somebody new.
_MORE = 0.5
#: "The two men" are told of so many sentences before at most.
_NEAR = 4


def name_descriptions(context: Context, mentions: list[Mention]) -> None:
    """Give the descriptions among agents and targets the names that they take up."""
    for mention in mentions:
        mention.agents[:] = [found for one in mention.agents for found in _meant(context, one)]
        mention.targets[:] = [found for one in mention.targets for found in _meant(context, one)]


def _meant(context: Context, words: Filler) -> list[Filler]:
    """The filler, or those whom it takes up."""
    head = _head(context, words)
    if head is None or words.actor is not None or words.via or not is_description(context, head):
        return [words]
    count = next((_NUMBERS[c.lower_] for c in head.children if c.lower_ in _NUMBERS), 1)
    if count == 1 and head.tag_ == "NNS":
        return [words]
    if count > 1:
        several = listed(context, head, count)
        return [replace(one, span=words.span, via=(one.span,)) for one in several] or [words]
    steps = taken_up(context, head)
    named = filler(context, steps[-1]) if steps else None
    if named is None or named.via:
        return [words]
    spans = (*(context.word(step) for step in steps[:-1]), named.span)
    return [replace(named, span=words.span, via=spans)]


def _head(context: Context, words: Filler) -> Token | None:
    found = context.doc.char_span(words.span.start, words.span.end, alignment_mode="expand")
    return found.root if found is not None else None


def is_description(context: Context, head: Token) -> bool:
    """A noun of people or bodies with "the" that says no more of who is meant."""
    if head.pos_ != "NOUN" or not any(c.lower_ in _POINTING for c in head.children):
        return False
    people, classes = context.lexicon.people, context.lexicon.classes
    known = (
        people["person"] | people["group"] | people["anonymous"] | classes["person-noun"] | classes["armed"]
    )
    if head.lemma_.lower() not in known and head.lower_ not in known:
        return False
    return all(c.dep_ in ("det", "case", "nummod", "punct", "conj", "cc", "cop") for c in head.children)


def taken_up(context: Context, head: Token) -> tuple[Token, ...]:
    """The head words that a description takes up one after another, the last of them a name; empty where unsure.

    Who alone was told of with that very word is it: "the mayor" after "Mayor Ora Pell", "the officer" after a colonel.
    """
    held = [name for name in _holders(context, head.lemma_.lower()) if name.i < head.i]
    if held and len({_last(name) for name in held}) == 1:
        return (held[-1],)
    text = context.coreference
    number = next((n for n, r in enumerate(text.found) if r.head == head.i and r.form != "several"), None)
    words = list[Token]()
    while number is not None:
        link = text.link(number)
        if link is None or link.margin < LEAST_MARGIN + _MORE:
            return ()
        number = link.antecedent
        found = text.found[number]
        words.append(context.doc[found.head])
        if found.form == "name":
            return tuple(words) if found.sort in ("person", "body") or found.actor else ()
        if found.form == "several":
            return ()
    return ()


def _holders(context: Context, noun: str) -> Iterator[Token]:
    """The names of people beside which a noun stands, or a rank where it is "officer"."""
    ranks = context.lexicon.people["ranks"]
    wanted = ranks | {noun} if noun == "officer" else frozenset({noun})
    for token in context.doc:
        if token.ent_type_ != "PER" or token.dep_ == "flat":
            continue
        beside = [c for c in token.children if is_title(c) or c.dep_ == "appos" or c.dep_ == "compound"]
        beside += [token.head] if token.dep_ in ("appos", "flat") else []
        if any(c.lemma_.lower().rstrip(".") in wanted and not c.ent_type_ for c in beside):
            yield token


def _last(name: Token) -> str:
    """The last word of a person's name."""
    own = [c for c in name.children if c.dep_ == "flat" and c.ent_type_ == "PER"]
    return max([name, *own], key=lambda t: t.i).lower_


def listed(context: Context, head: Token, count: int) -> list[Filler]:
    """The people named side by side last before a word, if there are as many: whom "the two men" takes up."""
    text = context.coreference
    here = next((r for r in text.found if r.head == head.i), None)
    if here is None:
        return []
    for found in reversed([r for r in text.found if r.form == "several" and r.end <= here.start]):
        if here.sentence - found.sentence > _NEAR:
            break
        named = list(_named(context, found))
        if len(named) == count:
            return named
    return []


def _named(context: Context, several: Reference) -> Iterator[Filler]:
    """The people of a list, if all are named."""
    for part in coordinated(context, context.doc[several.head]):
        found = filler(context, part) if part.ent_type_ == "PER" or part.pos_ == "PROPN" else None
        if found is None:
            return
        yield found
