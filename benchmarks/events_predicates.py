"""Predicates to classes of political acts: the most particular entry of a verb, light verbs and their nouns, and what a
promise, a threat, a demand, a refusal, a denial or the future makes of an act.

Comes in: a word of a parsed sentence. Goes out: the class that it says with all that it governs. What words say stands
in `events_acts.yaml`.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.grammar import by_agents, children, is_passive, subject
from benchmarks.events_lexicon import lists

#: How far behind a verb its further words may stand ("call the strike off").
_REACH = 5
#: What is no part of what a predicate deals with.
APART = frozenset("punct cc parataxis advcl mark aux aux:pass discourse acl:relcl dep".split())
#: Prepositions of phrases that say when or in spite of what, not what is dealt with.
_BESIDE = frozenset("after following since during despite before amid until under because ahead".split())
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
CLAUSES = ("ccomp", "xcomp")


def has(token: Token, words: frozenset[str]) -> bool:
    """Whether a word, or it with the ones right before it, is among some words."""
    if another := turned(token):
        return another[1] in words
    if token.lower_ in words or token.lemma_.lower() in words:
        return True
    text, i = token.lower_, token.i
    for back in range(1, 3):
        if i - back < 0:
            return False
        text = f"{token.doc[i - back].lower_} {text}"
        if text in words:
            return True
    return False


def turned(token: Token) -> tuple[str, str] | None:
    """The class of a deed that the words before it turn into another ("air strike"), and a word for that."""
    for words, nouns, event, word in lists().turned:
        if token.lower_ in nouns and words & {c.lower_ for c in children(token, "compound", "amod", "nmod")}:
            return event, word
    return None


def deed(token: Token) -> str | None:
    """The class of what a noun says is done."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if another := turned(token):
        return another[0]
    deeds = lists().deeds
    for back in (2, 1):
        phrase = token.doc[max(0, token.i - back) : token.i + 1].text.lower()
        if phrase in deeds:
            return deeds[phrase]
    return deeds.get(token.lower_) or deeds.get(token.lemma_.lower())


def inner(token: Token, *, clauses: bool = False) -> Iterator[Token]:
    """The words of a phrase, its head first, without its relative clauses."""
    yield token
    for child in token.children:
        if child.dep_ not in APART and (clauses or child.dep_ not in ("acl", "ccomp")):
            yield from inner(child, clauses=clauses)


def dealt_with(verb: Token) -> list[Token]:
    """The words of what a verb deals with, what it is nearest to first."""
    passive, agents = is_passive(verb), {a.i for a in by_agents(verb)}
    own = [
        c
        for c in verb.children
        if c.dep_ not in APART and c.dep_ not in ("ccomp", "conj") and c.i not in agents
    ]
    if not passive:
        own = [c for c in own if c.dep_ not in SUBJECTS]
    own = [c for c in own if case(c) not in _BESIDE and c.dep_ not in ("obl:tmod", "advmod")]
    own.sort(key=lambda c: (c.dep_ not in ("obj", "nsubj:pass"), c.i))
    found = [word for child in own for word in inner(child)]
    if passive and verb.dep_ == "acl":
        found = [*inner(verb.head), *found]
    return found


def doers(verb: Token) -> list[Token]:
    """The words of who does it, or by what."""
    if is_passive(verb):
        return [word for agent in by_agents(verb) for word in inner(agent)]
    head = subject(verb)
    return list(inner(head)) if head is not None and head.i != verb.i else []


def _follows(verb: Token, words: tuple[str, ...]) -> bool:
    near = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + _REACH]}
    near |= {t.lower_ for t in verb.children} | {t.lower_ for c in verb.children for t in c.children}
    near |= {t.lower_ for t in verb.doc[max(0, verb.i - 1) : verb.i]} if verb.dep_ != "ROOT" else set()
    return all(word in near for word in words)


def entry(verb: Token) -> tuple[float, str] | None:
    """The most particular entry that fits a verb: how particular, and its class."""
    best: tuple[float, str] | None = None
    options = lists().verbs.get(lists().lemma(verb), ())
    objects, agents = (dealt_with(verb), doers(verb)) if options else ([], [])
    for option in options:
        points = 1.1 * len(option.further)
        if option.further and not _follows(verb, option.further):
            continue
        if option.dealt:
            place = next((n for n, word in enumerate(objects) if has(word, option.dealt)), None)
            if place is None:
                continue
            points += 1.3 if place == 0 else 1.1 if place < 4 else 0.9
        if option.by:
            if not any(has(word, option.by) for word in agents):
                continue
            points += 1.0
        if option.after and not _follows(verb, (next(iter(option.after)),)):
            continue
        if best is None or points > best[0]:
            best = points, option.event
    return best


def governs(token: Token, kind: str) -> bool:
    return lists().lemma(token) in lists().governing[kind]


def complement(token: Token) -> Token | None:
    """The clause that says what is promised, demanded, done."""
    found = children(token, *CLAUSES)
    if not found:
        found = [c for c in children(token, "advcl", "acl", "obl") if c.i > token.i and (_to(c) or _as(c))]
    return next((c for c in found if c.pos_ in ("VERB", "AUX", "ADJ", "NOUN")), None)


def _to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)


def _as(verb: Token) -> bool:
    return verb.tag_ == "VBG" and any(c.lower_ == "as" for c in verb.children)


def negated(token: Token) -> bool:
    return any(c.lower_ in lists().negative for c in token.children if c.i < token.i + 3)


def coming(token: Token) -> bool:
    return any(c.lower_ in lists().coming for c in children(token, "aux"))


def object_deed(verb: Token) -> tuple[str, Token] | None:
    """The class of the first noun of a deed that a verb deals with."""
    heads = sorted(
        (c for c in verb.children if c.dep_ in ("obj", "nsubj:pass", "obl", "nsubj", "xcomp")),
        key=lambda c: (("obj", "nsubj:pass", "xcomp", "obl", "nsubj").index(c.dep_), c.i),
    )
    for head in heads:
        for word in inner(head):
            if (event := deed(word)) and word.dep_ not in ("compound", "amod"):
                return event, word
    return None


def event_of(token: Token, depth: int = 0) -> tuple[str, Token] | None:
    """The class that a predicate says with all that it governs, and the word that carries it."""
    if depth > 6:
        return None
    above = teller(token)
    if above is not None and any(c.lower_ in lists().ordering for c in children(token, "aux")):
        return "DEMAND", above
    found = _bare(token, depth)
    if found is None:
        return None
    event, word = found
    if negated(token):
        event = lists().become["not"].get(event, event)
    elif coming(token):
        event = lists().become["intend"].get(event, event)
    return event, word


def _bare(token: Token, depth: int) -> tuple[str, Token] | None:
    if token.pos_ == "NOUN" or token.pos_ == "PROPN":
        event = deed(token)
        return (event, token) if event else None
    own = entry(token)
    if own and own[0] >= 1:
        return own[1], token
    clause = complement(token)
    under = event_of(clause, depth + 1) if clause is not None else None
    if governs(token, "threaten"):
        return "THREATEN", token
    if governs(token, "refuse"):
        return _refused(token, under)
    if governs(token, "demand") and own and own[1] == "DEMAND":
        return "DEMAND", token
    if governs(token, "accuse"):
        return "DISAPPROVE", token
    if governs(token, "intend"):
        under = under or object_deed(token)
        if under:
            return lists().become["intend"].get(under[0], under[0]), token
        return (own[1], token) if own else None
    if own and own[0] >= 0.6:
        return own[1], token
    if governs(token, "tell") or governs(token, "do"):
        if under:
            return under
        if governs(token, "do") and (noun := object_deed(token)):
            return noun
    if own:
        return own[1], token
    if token.pos_ in ("ADJ", "AUX") and under:
        return under
    return object_deed(token) if token.pos_ in ("VERB", "ADJ", "AUX") and depth == 0 else None


def _refused(token: Token, under: tuple[str, Token] | None) -> tuple[str, Token]:
    if token.lemma_.lower() == "fail" and under and under[0] in ("ASSAULT", "FIGHT", "COERCE"):
        return under
    return "REJECT", token


def teller(token: Token) -> Token | None:
    """The predicate that tells a clause ("said" of "X said it had left"), where there is one."""
    return token.head if token.dep_ in ("ccomp", "xcomp") and token.head.i != token.i else None


def case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")
