"""Denials, silence and what could not be confirmed: "denied involvement", "said it had no hand in it", "declined to
comment", "could not be reached", "could not confirm X's role".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.charges import body
from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition
from ascribe.extract.meant import FAR, deed, meant, resolved, statement_of, subjects, voice_of
from ascribe.extract.phrases import filler
from ascribe.extract.speech import Act, innermost, voice
from ascribe.extract.states import is_of_a_state, nation
from ascribe.extract.status import is_negated
from ascribe.extract.told import Told
from ascribe.model import Filler, Proposition, Speaker, Stance, Statement

NOBODY = frozenset("no nobody none neither".split())


def denial(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "denied any part in it", "denied holding them", "rejected the accusation", "a claim that X rejected"."""
    if (
        context.lexicon.saying.get(token.lemma_.lower()) is not Stance.DENIES
        or token.pos_ != "VERB"
        or is_negated(token)
    ):
        return
    about = meant(told, token, number)
    if (
        about is None
        or is_passive(token)
        or any(is_other_part(context, c, told, number) for c in token.children)
    ):
        return
    for head in subjects(context, token):
        found = resolved(context, head, acts, number)
        if found is None:
            continue
        accused = _accused_side(context, found[0], about) if not _is_of_a_version(context, token) else None
        if _is_of_own_part(context, token) or accused is not None:
            actor = accused or body(context, *found)
            if actor is None:
                continue
            yield statement_of(context, token, number, found[0], Stance.DENIES, "agent", about, actor)
        elif not any(a.cue.i == token.i for a in acts):
            yield statement_of(context, token, number, found[0], Stance.DENIES, "happened", about)


def _is_of_own_part(context: Context, verb: Token) -> bool:
    """Whether what is denied is the speaker's own part: a role, an accusation, or doing it."""
    speech = context.lexicon.speech
    objects = {
        c.lemma_.lower() for o in children(verb, "obj") if not _tells(o) for c in _coordinated_words(o)
    }
    doing = [c for c in children(verb, "xcomp") if c.tag_ == "VBG" and c.lemma_.lower() in speech["doing"]]
    clauses = {t.lemma_.lower() for c in children(verb, "ccomp", "xcomp") for t in c.subtree}
    return bool(
        doing
        or objects & {*speech["part-in-it"], *speech["accusations"]}
        or clauses & {*speech["part-in-it"]}
    )


def is_other_part(context: Context, word: Token, told: Told, number: int) -> bool:
    """Whether a part, link or role is in something that is no happening told ("any link with the boat")."""
    if word.lemma_.lower() not in context.lexicon.speech["part-in-it"] or word.pos_ != "NOUN":
        return False
    whats = [c for c in (*children(word, "nmod"), *children(word.head, "obl")) if c.i > word.i]
    for what in whats:
        if preposition(what) not in ("in", "with", "to") or what.i in told.by_token:
            continue
        lemma = what.lemma_.lower()
        known = lemma in context.lexicon.ways.vague or what.pos_ == "PRON"
        known = known or told.named_by(list(what.subtree), number) is not None
        definite = any(c.dep_ == "det" and c.lower_ != "any" for c in what.children)
        if not known and not (definite and lemma in context.lexicon.nouns):
            return not told.within(frozenset(t.i for t in what.subtree))
    return False


def _is_of_a_version(context: Context, verb: Token) -> bool:
    """Whether what is denied is how something was told ("disputed that account")."""
    versions = context.lexicon.speech["versions"]
    return any(c.lemma_.lower() in versions for c in children(verb, "obj"))


def _tells(noun: Token) -> bool:
    """Whether a clause says what an allegation is of: it may be of anything ("reports that X was searched")."""
    return any(
        c.dep_ in ("acl", "ccomp") and any(g.dep_ == "nsubj" and g.pos_ != "PRON" for g in c.children)
        for c in noun.children
    )


def _coordinated_words(noun: Token) -> Iterator[Token]:
    """A noun, and those coordinated with it."""
    yield noun
    yield from (c for c in noun.children if c.dep_ == "conj")


def _accused_side(context: Context, speaker_: Speaker, about: Proposition) -> Filler | None:
    """The agent of a happening that is the speaker itself or forces of the state that it speaks for."""
    own = nation(context, speaker_.span)
    for agent in about.agents:
        if agent.actor is not None and agent.actor in (speaker_.actor, speaker_.affiliation):
            return agent
        if own is not None and is_of_a_state(speaker_.kind) and nation(context, agent.span) == own:
            return agent
    return None


def disowned(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "said it had nothing to do with it", "said it had no hand in it", "said it was not behind the attack"."""
    act = innermost(acts, token)
    if act is None or act.speaker.is_outlet or not _disowns(context, token):
        return
    about = deed(told, token, number)
    held = token.head if token.lower_ == "behind" and token.dep_ == "case" else token
    own = next((c for c in held.children if c.dep_.startswith("nsubj")), None)
    if own is None or about is None:
        return
    itself = own.lower_ in ("it", "they", "we", "he", "she", "i") or any(
        t.lower_ in ("its", "their", "our") for t in own.subtree
    )
    who = voice(acts, token) or act.speaker
    name = context.packs.actors[who.actor].name if who.actor else who.name
    actor = Filler(who.span, name, who.actor) if itself and who.span is not None else filler(context, own)
    if actor is not None:
        yield statement_of(context, token, number, who, Stance.DENIES, "agent", about, actor)


def _disowns(context: Context, token: Token) -> bool:
    """Whether a predicate says that its subject had no part in it."""
    lemma, part = token.lemma_.lower(), context.lexicon.speech["part-in-it"]
    objects = children(token, "obj")
    if lemma in ("have", "play", "take"):
        nothing = any(c.lower_ == "nothing" for c in objects)
        none = any(
            c.lemma_.lower() in part
            and (is_negated(token) or any(g.lower_ in ("no", "any") for g in c.children))
            for c in objects
        )
        return (nothing and "do" in {t.lower_ for t in token.subtree}) or none
    held = token.head if lemma == "behind" and token.dep_ == "case" else token
    nobody = any(c.dep_.startswith("nsubj") and c.lower_ in NOBODY for c in held.children)
    return lemma in ("involve", "involved", "behind", "responsible") and (is_negated(held) or nobody)


def silence(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    rules = context.lexicon.speech["silence"]
    lemma = token.lemma_.lower()
    words = (rules["declined"], rules["not-reached"], rules["gives"], ("have", "comment", "respond"))
    if not any(lemma in own for own in words):
        return
    lemmas = {t.lemma_.lower() for t in token.subtree}
    asked = bool(lemmas & set(rules["comment"]))
    declined = lemma in rules["declined"] and token.pos_ == "VERB" and asked
    unreached = (
        lemma in rules["not-reached"]
        and token.pos_ == "VERB"
        and is_negated(token)
        and (asked or lemma == "reach" or lemma == "respond")
    )
    withheld = is_negated(token) or any(
        g.lower_ == "no" for c in children(token, "obj") for g in c.children if g.dep_ == "det"
    )
    nothing = lemma in rules["gives"] and token.pos_ == "VERB" and withheld and asked
    without = lemma == "have" and {"no", "comment"} <= lemmas
    if not (declined or unreached or nothing or without or _neither(token, lemma)):
        return
    if any(c.lemma_.lower() in ("authorize", "authorise", "allow", "permit") for c in (token, token.head)):
        return  # "not authorized to comment" is a reason for anonymity
    about = told.asked_of(number, FAR)
    stance = Stance.NOT_REACHED if unreached and lemma in ("reach", "contact") else Stance.DECLINED
    for head in subjects(context, token)[:2]:
        found = resolved(context, head, acts, number)
        if found is not None:
            facet = "responsibility" if "who" in {t.lower_ for t in token.subtree} else "happened"
            yield statement_of(context, token, number, found[0], stance, facet, about)


def _neither(token: Token, lemma: str) -> bool:
    """ "Neither group commented"."""
    return (
        lemma in ("comment", "respond")
        and token.pos_ == "VERB"
        and any(
            c.lower_ in ("neither", "nobody") or any(g.lower_ in ("neither", "no") for g in c.children)
            for c in token.children
            if c.dep_ == "nsubj"
        )
    )


def unsure(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "could not confirm X's role": the role is asked of X, the rest of the story is not."""
    if token.lemma_.lower() not in context.lexicon.speech["unsure"] or not is_negated(token):
        return
    owners = (g for c in children(token, "obj") for g in children(c, "nmod:poss", "nmod"))
    actor = next((filler(context, g) for g in owners if g.pos_ in ("PROPN", "NOUN")), None)
    if token.pos_ != "VERB" or (actor is None and any(a.cue.i == token.i for a in acts)):
        return
    about = meant(told, token, number)
    if about is None:
        return
    head = next(iter(subjects(context, token)), None)
    found = resolved(context, head, acts, number) if head is not None else None
    who = found[0] if found else voice_of(context, token, acts)
    facet = "agent" if actor else "happened"
    yield statement_of(context, token, number, who, Stance.CANNOT_CONFIRM, facet, about, actor)
