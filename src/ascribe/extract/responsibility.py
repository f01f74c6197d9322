"""Claims, blame, denials and silence: the speech acts that a word of their own makes.

"claimed responsibility for", "was claimed by", "blamed X for", "accused X of", "denied involvement", "declined to
comment", "could not be reached", "no group has claimed".
"""

from collections.abc import Callable, Iterator
from functools import cache

from spacy.tokens import Token

from ascribe.extract.accusing import by_ways
from ascribe.extract.branding import branded
from ascribe.extract.charges import Charges
from ascribe.extract.context import Context
from ascribe.extract.denials import NOBODY, denial, disowned, silence, unsure
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.extract.groups import as_filler, is_several, last_listed
from ascribe.extract.meant import FAR, meant, resolved, statement_of, subjects, voice_of
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.speech import Act, innermost
from ascribe.extract.statements import can_be_accused, with_hedge
from ascribe.extract.status import is_negated, is_withdrawn
from ascribe.extract.told import AGENTIVE, Told
from ascribe.extract.tolls import tolls
from ascribe.model import Filler, Proposition, Stance, Statement

Find = Callable[[Context, Token, int, list[Act], Told], Iterator[Statement]]

_PREDICATES = frozenset({"VERB", "ADJ", "ADP", "NOUN", "ADV", "PROPN", "AUX"})


def responsibility(
    context: Context, acts: list[Act], told: Told, said: list[Statement]
) -> Iterator[Statement]:
    """Statements whose predicate is itself an act of claiming, blaming, denying or keeping silent; `said` are those
    that other words make, which may be denied."""
    charges = Charges(told)
    charges.add(said)
    for number, sentence in enumerate(context.sentences):
        for token in sentence:
            if token.pos_ not in _PREDICATES:
                continue
            here = [
                one for one in _of_word(context, token, number, acts, told, charges) if not _of_itself(one)
            ]
            if here and is_said(token, acts):
                near = [token, *token.children, *token.head.children]
                here = [with_hedge(context, s, near) if s.stance is Stance.ACCUSES else s for s in here]
                charges.add(here)
                yield from here


def _of_itself(one: Statement) -> bool:
    """Whether a speaker would accuse itself."""
    return one.stance is Stance.ACCUSES and one.actor is not None and one.actor.name == one.speaker.name


def _of_word(
    context: Context, token: Token, number: int, acts: list[Act], told: Told, charges: Charges
) -> Iterator[Statement]:
    own = list(by_ways(context, token, number, acts, told, charges))
    stances = {one.stance for one in own}
    claimed = list(_claim(context, token, number, acts, told))
    claimed += _claimed_by(context, token, number, acts, told)
    yield from claimed
    if claimed:
        own = [one for one in own if one.stance not in (Stance.CLAIMS, Stance.NO_CLAIM)]
    yield from own
    if Stance.DENIES not in stances:
        yield from denial(context, token, number, acts, told)
    for find in _finds():
        yield from find(context, token, number, acts, told)


@cache
def _finds() -> tuple[Find, ...]:
    """What else is looked for at each word, in this order."""
    return (_no_claim, _no_word, _behind, _doers, disowned, _identified, branded, silence, unsure, tolls)


def is_said(token: Token, acts: list[Act]) -> bool:
    """Whether a word is put forward at all: not under "did not say", "no suggestion that", "if", or "would"."""
    act = innermost(acts, token)
    if act is not None and act.negated:
        return False
    return not is_withdrawn(token)


def _no_claim(
    context: Context, token: Token, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    """ "There was no claim of responsibility"."""
    if token.lemma_.lower() != "claim" or token.pos_ != "NOUN":
        return
    of_what = {t.lemma_.lower() for t in token.subtree} & set(context.lexicon.speech["responsibility"])
    if of_what and any(c.lower_ in ("no", "without", "any") for c in token.children):
        about = meant(told, token, number)
        yield statement_of(
            context, token, number, voice_of(context, token, acts), Stance.NO_CLAIM, "agent", about
        )


def _no_word(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "No group said it was behind the attack", "nobody has said that they had taken them"."""
    if token.pos_ != "VERB" or context.lexicon.saying.get(token.lemma_.lower()) is not Stance.ASSERTS:
        return
    own = children(token, "nsubj")
    said = children(token, "ccomp")
    if (
        not own
        or not said
        or not (own[0].lower_ in NOBODY or any(c.lower_ in NOBODY for c in own[0].children))
    ):
        return
    if any(c.lower_ in ("it", "they") for c in said[0].children):
        about = meant(told, token, number)
        yield statement_of(
            context, token, number, voice_of(context, token, acts), Stance.NO_CLAIM, "agent", about
        )


def _claimed_by(
    context: Context, token: Token, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    """ "The attack was claimed by X"."""
    if token.lemma_.lower() != "claim" or token.pos_ != "VERB" or not is_passive(token):
        return
    about = meant(told, token, number)
    if about is None:
        return
    agents = [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by"]
    for head in (part for agent in agents for part in coordinated(context, agent)):
        found = resolved(context, head, acts, number)
        if found:
            yield statement_of(context, token, number, found[0], Stance.CLAIMS, "agent", about, found[1])


def _claim(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "X claimed responsibility", "X claimed the attack", "X has not claimed", "no group has claimed"."""
    about = _claimed_thing(context, token, number, told)
    if about is None or (is_passive(token) and by_agents(token)):
        return
    voice_ = voice_of(context, token, acts)
    heads = subjects(context, token)
    negated = is_negated(token)
    if any(h.lower_ in NOBODY or any(c.lower_ in NOBODY for c in h.children) for h in heads):
        yield statement_of(context, token, number, voice_, Stance.NO_CLAIM, "agent", about)
        return
    for head in heads:
        several = last_listed(context, head) if is_several(head) and negated else []
        for group in several:  # "the two groups have not claimed it"
            own = as_filler(context, group, head)
            yield statement_of(context, token, number, voice_, Stance.NO_CLAIM, "agent", about, own)
        found = resolved(context, head, acts, number) if not several else None
        if found is not None:
            speaker_, stance = (voice_, Stance.NO_CLAIM) if negated else (found[0], Stance.CLAIMS)
            yield statement_of(context, token, number, speaker_, stance, "agent", about, found[1])


def _claimed_thing(context: Context, token: Token, number: int, told: Told) -> Proposition | None:
    """What a verb claims: the happening that it takes responsibility for, or its object; None for other verbs."""
    speech = context.lexicon.speech
    if token.pos_ != "VERB" or token.lemma_.lower() not in speech["claims"]:
        return None
    taken = [c for c in children(token, "obj", "nsubj:pass") if c.lemma_.lower() in speech["responsibility"]]
    if taken:
        return None if _counts_many(token) else meant(told, token, number)
    if token.lemma_.lower() == "claim" and any(c.lower_ in ("it", "them") for c in children(token, "obj")):
        return told.before(number, FAR)
    objects = told.within(frozenset(c.i for c in children(token, "obj")))
    return meant(told, token, number) if objects and token.lemma_.lower() == "claim" else None


def _counts_many(token: Token) -> bool:
    """Responsibility "for more than 75 operations" is a tally, and no claim of one happening."""
    counted = (g for c in children(token, "obj") for g in children(c, "nmod", "obl"))
    return any(c.dep_ == "nummod" for g in (*counted, *children(token, "obl")) for c in g.children)


def _doers(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "the attackers, who belonged to X": whose men those were who did it."""
    words = context.lexicon
    if token.pos_ != "NOUN" or not {token.lower_, token.lemma_.lower()} & words.people["anonymous"]:
        return
    who, about = voice_of(context, token, acts), told.last_of(AGENTIVE, number, FAR)
    if who.is_outlet or about is None:
        return
    verbs = [v for v in children(token, "acl", "acl:relcl") if v.lemma_.lower() in words.speech["belong"]]
    for whose in (c for v in verbs if not is_negated(v) for c in children(v, "obl", "nmod")):
        actor = filler(context, whose)
        if actor is not None and can_be_accused(context, actor):
            yield statement_of(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _behind(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "X was behind the attack", "the parties behind the attacks are X and Y", "X was responsible" or "involved"."""
    if token.lower_ not in context.lexicon.speech["behind"]:
        return
    about = meant(told, token, number)
    held = token if token.lower_ != "behind" else token.head
    if about is None or is_negated(token) or is_negated(held):
        return
    who = voice_of(context, token, acts)
    if who.is_outlet:
        return
    owner = next((c for c in held.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if held.dep_ in ("nmod", "acl", "acl:relcl"):
        owner = held.head
    if owner is None:
        return
    copular = [owner] if owner.dep_ in ("nsubj", "nsubj:pass") else []
    heads = list(coordinated(context, owner))
    if owner.dep_ == "nsubj" and owner.head.pos_ in ("NOUN", "PROPN"):
        heads = (
            list(coordinated(context, owner.head))
            if owner.lemma_.lower() in context.lexicon.speech["sides"]
            else list(coordinated(context, copular[0]))
        )
    for head in heads:
        if head.lower_ in ("it", "we") and who.span is not None:
            own = Filler(who.span, context.packs.actors[who.actor].name if who.actor else who.name, who.actor)
            yield statement_of(context, token, number, who, Stance.CLAIMS, "agent", about, own)
        actor = filler(context, head)
        if actor is not None and can_be_accused(context, actor):
            yield statement_of(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _identified(
    context: Context, token: Token, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    """ "the attackers were members of X", "belonged to X", "it was the work of X", "bore the hallmarks of X"."""
    heads = [h for h in _culprits(context, token) if h.tag_ not in ("PRP", "WP")]
    who = voice_of(context, token, acts) if heads else None
    if who is None or who.is_outlet or is_negated(token):
        return
    about = meant(told, token, number)
    for head in (part for h in heads for part in coordinated(context, h)):
        actor = filler(context, head)
        if actor is not None and about is not None and can_be_accused(context, actor):
            yield statement_of(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _culprits(context: Context, token: Token) -> list[Token]:
    """Whose deed a predicate says it was; none for other predicates."""
    speech, lemma = context.lexicon.speech, token.lemma_.lower()
    own = subject(token)
    culprits = own is not None and own.lemma_.lower() in context.lexicon.people["anonymous"]
    of = [c for c in children(token, "nmod") if preposition(c) in ("of", "from")]
    if lemma in speech["deed-of"] and any(c.dep_ == "cop" for c in token.children):
        return of
    if lemma == "bear":
        signs = [c for c in children(token, "obj") if c.lemma_.lower() in speech["bears"]]
        return [g for c in signs for g in children(c, "nmod") if preposition(g) == "of"]
    if not culprits:
        return []
    if lemma == "belong":
        return [c for c in children(token, "obl") if preposition(c) == "to"]
    if not any(c.dep_ == "cop" for c in token.children):
        return []
    if lemma in speech["belongs"] and token.tag_ in ("NN", "NNS"):
        return of
    return [token] if token.pos_ == "PROPN" else []
