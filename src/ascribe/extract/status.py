"""Whether what a predicate reports came about: negation, modals, plans, threats, calling off, habits."""

import re
from collections.abc import Mapping
from typing import Any

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import subject
from ascribe.extract.mentions import Mention, ancestors
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Kind, Status

_SPAN_OF_TIME = re.compile(r"\b(?:since|over|weeks|months|years|between)\b", re.I)
_NEGATIONS = frozenset("not n't never no neither nor without nobody none nothing".split())


def judge(context: Context, mention: Mention) -> None:
    """Set status, negation and series of a mention in place."""
    rules = context.lexicon.status
    token = mention.token
    mention.negated = is_negated(token) and not _harms_nobody(mention)
    if mention.entry.status is not None:
        mention.status = mention.entry.status
    elif is_withdrawn(token):
        mention.status = Status.HYPOTHETICAL
    elif _describes_somebody(token) or _by_a_war(context, mention) or _is_only_alleged(context, mention):
        mention.status = Status.GENERAL
    else:
        mention.status = _status(rules, token)
    mention.series = _is_series(rules, mention)
    mention.plural = token.tag_ in ("NNS", "NNPS") and not mention.definite
    if mention.kind is Kind.THREAT and mention.status in (Status.THREATENED, Status.PLANNED):
        mention.status = Status.HAPPENED


def _is_only_alleged(context: Context, mention: Mention) -> bool:
    """An order that somebody is accused of ("accused of ordering the attack"): the accusation is of the attack."""
    if mention.kind is not Kind.ORDER:
        return False
    tells = mention.token.pos_ == "VERB" and mention.token.dep_ in ("advcl", "xcomp", "acl", "obl", "nmod")
    return tells and mention.token.head.lemma_.lower() in context.lexicon.ways.alleging


def _harms_nobody(mention: Mention) -> bool:
    """ "Nobody was hurt", "no casualties" deny no attack: they count none."""
    if mention.entry.effect in ("killed", "wounded") and mention.token.pos_ == "NOUN":
        return any(c.lower_ in ("no", "without") for c in mention.token.children)
    own = subject(mention.token) if mention.entry.effect in ("killed", "wounded") else None
    harmed = [own] if own is not None else []
    harmed += [c for c in mention.token.children if c.dep_ == "obj"]
    return any(h.lower_ in ("nobody", "none") or any(c.lower_ == "no" for c in h.children) for h in harmed)


def _by_a_war(context: Context, mention: Mention) -> bool:
    """Harm whose subject is a war or a disaster ("a war that has killed 100,000") is no happening of its own."""
    if mention.entry.effect is None or mention.token.pos_ != "VERB":
        return False
    own = subject(mention.token)
    words = context.lexicon.classes["conflict"]
    causes = [
        c for c in mention.token.children if c.dep_ == "obl" and any(g.lower_ == "in" for g in c.children)
    ]
    return any(t.lemma_.lower() in words for t in ([own] if own is not None else []) + causes)


def _describes_somebody(token: Token) -> bool:
    """A clause in the present on a noun says what somebody is like ("rebels fighting the state"), not what happened."""
    if token.dep_ not in ("acl", "acl:relcl") or token.head.pos_ not in ("NOUN", "PROPN", "DET", "PRON"):
        return False
    auxiliaries = {c.tag_ for c in token.children if c.dep_ in ("aux", "aux:pass")}
    present = token.tag_ in ("VBP", "VBZ", "VBG") or bool(
        token.tag_ in ("VBN", "VB") and auxiliaries & {"VBZ", "VBP"} and not _has_perfect(token)
    )
    return present and "VBD" not in auxiliaries and not _has_perfect(token) and _is_people(token.head)


def _has_perfect(token: Token) -> bool:
    return any(c.lemma_.lower() == "have" for c in token.children if c.dep_ == "aux")


def _is_people(noun: Token) -> bool:
    people = load_lexicon().people
    return (
        noun.lower_ in people["acting"] | people["person"]
        or noun.lemma_.lower() in people["group"]
        or noun.ent_type_ in ("ORG", "PER")
    )


def is_withdrawn(token: Token) -> bool:
    """Under a condition, a "would", or a noun that says that nothing speaks for it: nobody puts it forward."""
    words = load_lexicon().status
    conditions, absent = {"if", "unless"}, set(words["withdrawn"])
    for above in (token, *ancestors(token)):
        if above.lemma_.lower() in absent and any(c.lower_ in ("no", "any") for c in above.children):
            return True
        if any(c.lower_ in conditions for c in above.children if c.dep_ == "mark"):
            return True
        if any(c.lower_ in ("would",) for c in above.children if c.dep_ == "aux") and above.i == token.i:
            return True
        if any(c.dep_ == "advcl" and _is_condition(c) for c in above.children) and above.i == token.i:
            return True
    return False


def _is_condition(clause: Token) -> bool:
    return any(c.lower_ in ("if", "unless") for c in clause.children if c.dep_ == "mark")


def is_negated(token: Token) -> bool:
    """Whether a negation stands on the word, its auxiliaries, its light verb or its determiner."""
    if any(
        child.lower_ in _NEGATIONS
        for child in token.children
        if child.dep_ in ("advmod", "det", "cc", "case", "mark")
    ):
        return True
    if token.dep_ in ("obj", "nsubj:pass", "nsubj", "xcomp", "obl") and token.head.pos_ in ("VERB", "AUX"):
        return any(
            child.lower_ in ("not", "n't", "never") for child in token.head.children if child.dep_ == "advmod"
        )
    own_subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    return own_subject is not None and (
        own_subject.lower_ in _NEGATIONS or any(c.lower_ in ("no", "neither") for c in own_subject.children)
    )


def _status(rules: Mapping[str, Any], token: Token) -> Status:
    if token.pos_ in ("NOUN", "PROPN"):
        found = _noun_status(rules, token)
        if found is not None:
            return found
    modals = {child.lower_ for child in token.children if child.dep_ == "aux"}
    marks = {child.lower_ for child in token.children if child.dep_ == "mark"}
    if modals & set(rules["hypothetical"]["modals"]) or marks & set(rules["hypothetical"]["marks"]):
        return Status.HYPOTHETICAL
    if modals & set(rules["planned"]["modals"]):
        return Status.PLANNED
    return _governed(rules, token)


def _noun_status(rules: Mapping[str, Any], token: Token) -> Status | None:
    words = {child.lower_ for child in token.children if child.dep_ in ("amod", "det", "compound", "nmod")}
    if words & set(rules["attempted"]["nouns"]):
        return Status.ATTEMPTED
    if words & set(rules["general"]["amods"]) or (words & {"any", "every"}):
        return Status.GENERAL
    return None


#: How what is planned, threatened or prevented hangs on the word that says so.
_LINKED = frozenset("xcomp ccomp obj nmod obl acl advcl nsubj:pass nsubj conj".split())


def _governed(rules: Mapping[str, Any], token: Token) -> Status:
    """What the verbs and nouns above say of the predicate: "planned to", "threats of", "prevent"."""
    child = token
    for above in ancestors(token):
        if child.dep_ in ("acl:relcl", "parataxis", "advcl") and child.i != token.i:
            break
        lemma = " ".join(
            [above.lemma_.lower(), *(c.lower_ for c in above.children if c.dep_ == "compound:prt")]
        )
        marks = {c.lower_ for c in above.children if c.dep_ in ("mark", "aux")}
        if child.dep_ in ("xcomp", "obj", "ccomp") and marks & (
            set(rules["hypothetical"]["marks"]) | {"would", "could", "should"}
        ):
            return Status.HYPOTHETICAL
        if child.dep_ in _LINKED:
            for name in ("called-off", "attempted", "threatened", "planned", "hypothetical"):
                if lemma in rules[name].get("heads", ()) and _governs(name, child):
                    return Status(name)
        infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in child.children)
        if child.dep_ in ("advcl", "acl", "xcomp", "ccomp") and infinitive and child.i == token.i:
            return (
                Status.HYPOTHETICAL
                if above.lemma_.lower() not in load_lexicon().roles["real"]
                else Status.HAPPENED
            )
        if above.pos_ == "VERB" and child.dep_ not in ("xcomp", "obj", "conj", "obl", "nsubj:pass"):
            break
        child = above
    return Status.HAPPENED


def _governs(name: str, child: Token) -> bool:
    """A plan, threat or prevention reaches its complement; an act in the past about a past happening does not."""
    if name in ("threatened", "planned"):
        return child.dep_ in ("xcomp", "acl", "ccomp") and any(
            c.lower_ == "to" or c.lower_ in ("will", "would")
            for c in child.children
            if c.dep_ in ("mark", "aux")
        )
    if name in ("called-off", "attempted"):
        return child.dep_ in ("obj", "nsubj:pass", "xcomp", "nmod")
    return child.dep_ in ("xcomp", "ccomp", "obj", "acl", "nmod", "obl")


def _is_series(rules: Mapping[str, Any], mention: Mention) -> bool:
    words = set(rules["series"])
    token = mention.token
    if token.pos_ in ("NOUN", "PROPN"):
        plural = token.tag_ in ("NNS", "NNPS")
        own = {c.lemma_.lower() for c in token.children if c.dep_ in ("amod", "nummod", "det", "compound")}
        above = {token.head.lemma_.lower()} if token.dep_ == "nmod" and not plural_head(token.head) else set()
        adverbs = (
            {c.lemma_.lower() for c in token.head.children if c.dep_ in ("advmod", "amod")}
            if token.dep_ in ("obj", "nsubj")
            else set()
        )
        verb = {token.head.lemma_.lower()} if token.dep_ == "obj" else set()
        counted = any(c.dep_ == "nummod" for c in token.children) and any(
            _SPAN_OF_TIME.search(t.words) for t in mention.times
        )
        return plural and (counted or bool((own | above | adverbs | verb) & words))
    return any(c.lemma_.lower() in words for c in token.children if c.dep_ in ("advmod", "obl"))


def plural_head(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")
