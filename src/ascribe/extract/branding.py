"""Blame by what a happening is called: "described the blasts as aggression by X", "it was an act of regimes in Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.extract.meant import meant, resolved, statement_of, voice_of
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.speech import Act
from ascribe.extract.statements import can_be_accused
from ascribe.extract.told import Told
from ascribe.model import Filler, Stance, Statement


def branded(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """Whom a speaker blames by the name that it gives to a happening."""
    what, names = _named(context, token)
    known = told.within(frozenset(t.i for c in what for t in c.subtree))
    if not names or not (known or any(c.lower_ in ("it", "this", "them") for c in what)):
        return
    by = subject(token) if token.pos_ == "VERB" and not is_passive(token) else None
    source = resolved(context, by, acts, number) if by is not None else None
    who = source[0] if source else voice_of(context, token, acts)
    about = known[0][1] if known else meant(told, token, number)
    if who.is_outlet or about is None:
        return
    nouns = [t for noun in names for t in noun.subtree if t.pos_ == "NOUN" and t not in what]
    heads = [part for noun in nouns for one in by_agents(noun) for part in coordinated(context, one)]
    for actor in (one for head in heads for one in _blamed(context, head)):
        yield statement_of(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _named(context: Context, token: Token) -> tuple[list[Token], list[Token]]:
    """What is called something, and what it is called: "described X as Y", "X was Y"."""
    if token.pos_ == "VERB" and token.lemma_.lower() in context.lexicon.speech["brands"]:
        return children(token, "obj", "nsubj:pass"), children(token, "obl", "xcomp", "ccomp")
    if token.pos_ == "NOUN" and children(token, "cop"):
        return children(token, "nsubj"), [token]
    return [], []


def _blamed(context: Context, head: Token) -> list[Filler]:
    """Who a phrase names; of governments "in" capitals, the states."""
    if head.lemma_.lower() in context.lexicon.classes["state"] | context.lexicon.classes["official"]:
        seats = [
            part for c in children(head, "nmod") if preposition(c) == "in" for part in coordinated(context, c)
        ]
        found = [(part, context.packs.metonyms.match(part.text)) for part in seats]
        states = [
            Filler(context.span(part.i, part.i + 1), context.packs.actors[state].name, state)
            for part, state in found
            if state is not None
        ]
        if states:
            return states
    one = filler(context, head)
    return [one] if one is not None and can_be_accused(context, one) else []
