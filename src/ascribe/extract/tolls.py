"""Counts that a speaker puts on a happening: "put the death toll at seven", "the toll stands at 21, doctors said".

Comes in: a word, the speech acts and what is told. Goes out: the speaker's number as a statement on the happening.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.extract.meant import deed, resolved, statement_of, voice_of
from ascribe.extract.quantities import read_count
from ascribe.extract.speech import Act
from ascribe.extract.statements import role_counted, version
from ascribe.extract.status import is_negated
from ascribe.extract.told import Told
from ascribe.model import Quantity, Speaker, Stance, Statement


def tolls(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """What a verb says that a toll or a number is, by whoever says it; nothing where that is the outlet."""
    rules = context.lexicon.tallies
    if token.pos_ != "VERB" or token.lemma_.lower() not in rules["put"] | rules["reach"] or is_negated(token):
        return
    own = subject(token)
    stands = is_passive(token) or token.lemma_.lower() in rules["reach"]
    counted = [own] if stands and own is not None else children(token, "obj")
    counting = next((c for c in counted if c.lemma_.lower() in rules["totals"] | {"toll", "figure"}), None)
    found = _number(token)
    if counting is None or found is None:
        return
    role, who = _role(context, counting, number), _speaker(context, token, number, acts, stands)
    about = deed(told, token, number)
    bounds = read_count(_words(found))
    if who is None or who.is_outlet or role is None or bounds is None or about is None:
        return
    quantity = Quantity(context.word(found), role, bounds[0], bounds[1])
    said = statement_of(context, token, number, who, Stance.ASSERTS, role, about)
    yield replace(said, quantity=quantity, value=version(quantity))


def _number(verb: Token) -> Token | None:
    """The number behind "at", "to" or "as", or the verb's object."""
    for phrase in (*children(verb, "obl", "xcomp", "nmod"), *children(verb, "obj")):
        if phrase.dep_ != "obj" and preposition(phrase) not in ("at", "to", "as"):
            continue
        if phrase.pos_ == "NUM":
            return phrase
        own = [c for c in phrase.children if c.dep_ == "nummod"]
        if own:
            return own[0]
    return None


def _words(found: Token) -> str:
    """The number with what bounds it ("at least seven")."""
    return str(found.doc[found.left_edge.i : found.i + 1].text)


def _speaker(context: Context, verb: Token, number: int, acts: list[Act], stands: bool) -> Speaker | None:
    own = next(iter(by_agents(verb)), None) if stands else subject(verb)
    said = resolved(context, own, acts, number) if own is not None else None
    return said[0] if said is not None else voice_of(context, verb, acts)


def _role(context: Context, counting: Token, number: int) -> str | None:
    """What is counted: by the words of the phrase, for a toll the dead, else what the sentences before counted."""
    harm = context.lexicon.tallies["harm"]
    names = {"killed": "killed", "injured": "wounded", "detained": "detained", "abducted": "abducted"}
    for token in counting.subtree:
        if token.i != counting.i and (role := names.get(harm.get(token.lemma_.lower(), ""))) is not None:
            return role
        if token.lower_ in ("death", "dead", "deaths", "fatalities"):
            return "killed"
        if token.lower_ in ("wounded", "injured", "hurt"):
            return "wounded"
    return "killed" if counting.lemma_.lower() == "toll" else role_counted(context, number)
