"""Claims, blame, denials and silence: the speech acts that a word of their own makes.

"claimed responsibility for", "was claimed by", "blamed X for", "accused X of", "denied involvement", "declined to
comment", "could not be reached", "no group has claimed".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, preposition, subject
from ascribe.extract.groups import as_filler, is_several, last_listed
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.speakers import outlet, speaker
from ascribe.extract.speech import Act, innermost, voice
from ascribe.extract.statements import AGENTIVE, Told, can_be_accused, sentence_span, with_hedge
from ascribe.extract.status import is_negated, is_withdrawn
from ascribe.model import Filler, Proposition, Speaker, Stance, Statement

#: Verbs of blame that also tie one actor to another.
_TIES = frozenset({"link", "tie"})
#: Sentences back within which "the attack", "responsibility" or "comment" finds what it is about.
FAR = 60
_NOBODY = frozenset("no nobody none neither".split())


def responsibility(context: Context, acts: list[Act], told: Told) -> Iterator[Statement]:
    """Statements whose predicate is itself an act of claiming, blaming, denying or keeping silent."""
    for number, sentence in enumerate(context.sentences):
        for token in sentence:
            if token.pos_ in ("VERB", "ADJ", "ADP", "NOUN", "ADV"):
                if not is_said(token, acts):
                    continue
                near = [token, *token.children, *token.head.children]
                for find in (
                    _claim,
                    _no_claim,
                    _no_word,
                    _claimed_by,
                    _blame,
                    _behind,
                    _doers,
                    _denial,
                    _silence,
                    _unsure,
                ):
                    for found in find(context, token, number, acts, told):
                        yield with_hedge(context, found, near) if found.stance is Stance.ACCUSES else found


def is_said(token: Token, acts: list[Act]) -> bool:
    """Whether a word is put forward at all: not under "did not say", "no suggestion that", "if", or "would"."""
    act = innermost(acts, token)
    if act is not None and act.negated:
        return False
    return not is_withdrawn(token)


def _statement(
    context: Context, token: Token, number: int, who: Speaker, stance: Stance, facet: str,
    proposition: Proposition | None, actor: Filler | None = None,
) -> Statement:  # fmt: skip
    return Statement(
        context.report.id, who, stance, facet, sentence_span(context, number),
        proposition=proposition.id if proposition else None, actor=actor, cue=context.word(token),
    )  # fmt: skip


def _meant(told: Told, token: Token, number: int) -> Proposition | None:
    """The happening under a word, or else in its clause, or else told before; a series last of all."""
    own = told.within(frozenset(t.i for t in token.subtree)) or told.within(
        frozenset(t.i for t in token.sent)
    )
    return own[0][1] if own else told.before(number, FAR)


def _subjects(context: Context, token: Token) -> list[Token]:
    own = subject(token)
    return list(coordinated(context, own)) if own is not None else []


def _voice(context: Context, token: Token, acts: list[Act]) -> Speaker:
    """Who says the sentence that the word stands in: the speech act around it, or the outlet."""
    return voice(acts, token) or outlet(context)


def _resolved(context: Context, head: Token, acts: list[Act], number: int) -> tuple[Speaker, Filler] | None:
    """Speaker and actor that a claimant's phrase names; a pronoun stands for the last body that spoke."""
    found = filler(context, head)
    if found is not None:
        return speaker(context, head), found
    if head.lower_ in ("we", "i") and (who := voice(acts, head)) is not None and who.span is not None:
        return who, Filler(who.span, who.name, who.actor)
    if head.lower_ in ("it", "they", "he", "she", "which", "who"):
        for act in reversed([a for a in acts if a.sentence <= number and a.speaker.span is not None]):
            span = act.speaker.span
            if span is not None and head.idx > span.start:
                actor = act.speaker.actor
                name = context.packs.actors[actor].name if actor else act.speaker.name
                return act.speaker, Filler(span, name, actor)
    return None


def _no_claim(
    context: Context, token: Token, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    """ "There was no claim of responsibility"."""
    if token.lemma_.lower() != "claim" or token.pos_ != "NOUN":
        return
    of_what = {t.lemma_.lower() for t in token.subtree} & set(context.lexicon.speech["responsibility"])
    if of_what and any(c.lower_ in ("no", "without", "any") for c in token.children):
        about = _meant(told, token, number)
        yield _statement(
            context, token, number, _voice(context, token, acts), Stance.NO_CLAIM, "agent", about
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
        or not (own[0].lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in own[0].children))
    ):
        return
    if any(c.lower_ in ("it", "they") for c in said[0].children):
        about = _meant(told, token, number)
        yield _statement(
            context, token, number, _voice(context, token, acts), Stance.NO_CLAIM, "agent", about
        )


def _claimed_by(
    context: Context, token: Token, number: int, acts: list[Act], told: Told
) -> Iterator[Statement]:
    """ "The attack was claimed by X"."""
    about = _meant(told, token, number)
    if token.lemma_.lower() != "claim" or token.pos_ != "VERB" or not is_passive(token) or about is None:
        return
    agents = [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by"]
    for head in (part for agent in agents for part in coordinated(context, agent)):
        found = _resolved(context, head, acts, number)
        if found:
            yield _statement(context, token, number, found[0], Stance.CLAIMS, "agent", about, found[1])


def _claim(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "X claimed responsibility", "X claimed the attack", "X has not claimed", "no group has claimed"."""
    about = _claimed_thing(context, token, number, told)
    if about is None:
        return
    voice_ = _voice(context, token, acts)
    heads = _subjects(context, token)
    negated = is_negated(token)
    if any(h.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in h.children) for h in heads):
        yield _statement(context, token, number, voice_, Stance.NO_CLAIM, "agent", about)
        return
    for head in heads:
        several = last_listed(context, head) if is_several(head) and negated else []
        for group in several:  # "the two groups have not claimed it"
            own = as_filler(context, group, head)
            yield _statement(context, token, number, voice_, Stance.NO_CLAIM, "agent", about, own)
        found = _resolved(context, head, acts, number) if not several else None
        if found is not None:
            speaker_, stance = (voice_, Stance.NO_CLAIM) if negated else (found[0], Stance.CLAIMS)
            yield _statement(context, token, number, speaker_, stance, "agent", about, found[1])


def _claimed_thing(context: Context, token: Token, number: int, told: Told) -> Proposition | None:
    """What a verb claims: the happening that it takes responsibility for, or its object; None for other verbs."""
    speech = context.lexicon.speech
    if token.pos_ != "VERB" or token.lemma_.lower() not in speech["claims"]:
        return None
    taken = [c for c in children(token, "obj", "nsubj:pass") if c.lemma_.lower() in speech["responsibility"]]
    if taken:
        return None if _counts_many(token) else _meant(told, token, number)
    if token.lemma_.lower() == "claim" and any(c.lower_ in ("it", "them") for c in children(token, "obj")):
        return told.before(number, FAR)
    objects = told.within(frozenset(c.i for c in children(token, "obj")))
    return objects[0][1] if objects and token.lemma_.lower() == "claim" else None


def _counts_many(token: Token) -> bool:
    """Responsibility "for more than 75 operations" is a tally, and no claim of one happening."""
    counted = (g for c in children(token, "obj") for g in children(c, "nmod", "obl"))
    return any(c.dep_ == "nummod" for g in (*counted, *children(token, "obl")) for c in g.children)


def _blame(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    rule = context.lexicon.speech["blames"].get(token.lemma_.lower())
    if rule is None or token.pos_ != "VERB" or (is_negated(token) and token.lemma_.lower() != "blame"):
        return
    blamed = [c for c in children(token, "obl", "nmod") if preposition(c) in rule["after"]]
    if not blamed and "on" in rule["after"]:
        blamed = [g for c in children(token, "obj") for g in children(c, "nmod") if preposition(g) == "on"]
    passive = is_passive(token)
    if not blamed and "obj" in rule["agent"]:
        own = subject(token) if passive else None
        blamed = [own] if own is not None else children(token, "obj")
    relative = [c for c in blamed if c.tag_ in ("WDT", "WP")]
    if token.dep_ == "acl:relcl" and (relative or not blamed):
        blamed = [token.head]  # "X, which officials have accused of"
    if token.lemma_.lower() in _TIES and not _of_a_happening(token, told):
        return  # "parties linked to those factions" blames nobody
    speakers = (
        [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by"]
        if passive
        else children(token, "nsubj")
    )
    about = _meant(told, token, number)
    sources: list[Token | None] = [*speakers] or [None]
    for source in sources:
        found = _resolved(context, source, acts, number) if source is not None else None
        who = found[0] if found else _voice(context, token, acts)
        if source is None and (not passive or who.is_outlet):
            continue
        for head in (p for b in blamed for p in coordinated(context, b)):
            actor = filler(context, head)
            if actor is None or told.by_token.get(head.i) or not can_be_accused(context, actor):
                continue
            stance = Stance.DECLINED if is_negated(token) else Stance.ACCUSES
            yield _statement(context, token, number, who, stance, "agent", about, actor)


def _of_a_happening(token: Token, told: Told) -> bool:
    """Whether what is linked to somebody is a happening, or the words of one."""
    tied = (
        [token.head] if token.dep_.startswith("acl") else [subject(token) or token, *children(token, "obj")]
    )
    return any(told.within(frozenset(t.i for t in c.subtree)) for c in tied)


def _doers(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "the attackers, who belonged to X": whose men those were who did it."""
    words = context.lexicon
    if token.pos_ != "NOUN" or not {token.lower_, token.lemma_.lower()} & words.people["anonymous"]:
        return
    who, about = _voice(context, token, acts), told.last_of(AGENTIVE, number, FAR)
    if who.is_outlet or about is None:
        return
    verbs = [v for v in children(token, "acl", "acl:relcl") if v.lemma_.lower() in words.speech["belong"]]
    for whose in (c for v in verbs if not is_negated(v) for c in children(v, "obl", "nmod")):
        actor = filler(context, whose)
        if actor is not None and can_be_accused(context, actor):
            yield _statement(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _behind(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "X was behind the attack", "the parties behind the attacks are X and Y", "X was responsible" or "involved"."""
    if token.lower_ not in context.lexicon.speech["behind"]:
        return
    about = _meant(told, token, number)
    if about is None or is_negated(token):
        return
    who = _voice(context, token, acts)
    if who.is_outlet:
        return
    held = token if token.lower_ != "behind" else token.head
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
            yield _statement(context, token, number, who, Stance.CLAIMS, "agent", about, own)
        actor = filler(context, head)
        if actor is not None and can_be_accused(context, actor):
            yield _statement(context, token, number, who, Stance.ACCUSES, "agent", about, actor)


def _denial(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    if (
        context.lexicon.saying.get(token.lemma_.lower()) is not Stance.DENIES
        or token.pos_ != "VERB"
        or is_negated(token)
    ):
        return
    lemmas = {t.lemma_.lower() for t in token.subtree}
    about = _meant(told, token, number)
    if about is None or is_passive(token):
        return
    for head in _subjects(context, token):
        found = _resolved(context, head, acts, number)
        if found is None:
            continue
        own = bool(lemmas & set(context.lexicon.speech["part-in-it"]))
        if own:
            yield _statement(context, token, number, found[0], Stance.DENIES, "agent", about, found[1])
        elif not any(a.cue.i == token.i for a in acts):
            yield _statement(context, token, number, found[0], Stance.DENIES, "happened", about)


def _silence(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    rules = context.lexicon.speech["silence"]
    lemma = token.lemma_.lower()
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
    for head in _subjects(context, token)[:2]:
        found = _resolved(context, head, acts, number)
        if found is not None:
            facet = "responsibility" if "who" in {t.lower_ for t in token.subtree} else "happened"
            yield _statement(context, token, number, found[0], stance, facet, about)


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


def _unsure(context: Context, token: Token, number: int, acts: list[Act], told: Told) -> Iterator[Statement]:
    """ "could not confirm X's role": the role is asked of X, the rest of the story is not."""
    if token.lemma_.lower() not in context.lexicon.speech["unsure"] or not is_negated(token):
        return
    if token.pos_ != "VERB" or any(a.cue.i == token.i for a in acts):
        return
    about = _meant(told, token, number)
    heads = _subjects(context, token)
    if about is None:
        return
    asked: list[Token | None] = [*heads[:1]] or [None]
    for head in asked:
        found = _resolved(context, head, acts, number) if head is not None else None
        who = found[0] if found else _voice(context, token, acts)
        actor = next(
            (
                filler(context, g)
                for c in children(token, "obj")
                for g in children(c, "nmod:poss", "nmod")
                if g.pos_ in ("PROPN", "NOUN")
            ),
            None,
        )
        facet = "agent" if actor else "happened"
        yield _statement(context, token, number, who, Stance.CANNOT_CONFIRM, facet, about, actor)
