"""Citations whose cue is no verb: nouns ("his claim that"), adjectives, adverbs, "according to", documents, colons."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.citations.frame import Citation, cite, climb, tree
from ascribe.extract.citations.verbs import source_of
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.knowledge.lexicon.cues import Cues

#: Prepositions between a noun of speech or thought and what it is about.
_ABOUT = frozenset("of about on over for against to toward towards with that whether in at".split())
_CLAUSES = ("root", "ROOT", "ccomp", "parataxis", "acl:relcl", "advcl", "conj")


def by_adjective(cues: Cues, token: Token) -> Iterator[Citation]:
    """ "is worried that ...", "critical of ...", "the alleged attackers"."""
    classes = cues.adjectives.get(token.lower_, frozenset())
    if "alleged" in classes and token.dep_ == "amod":
        yield cite(token, frozenset({"alleged"}), {token.i}, None, tree(token.head), "adjective")
    said = ("xcomp", "ccomp", "advcl", "obl", "csubj", "acl")
    content = {i for c in token.children if c.i > token.i and c.dep_ in said for i in tree(c)}
    if not classes - {"alleged"} or not content:
        return
    who = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if who is None and token.dep_ in ("xcomp", "advcl", "acl", "conj"):
        who = subject(token)
    if not classes & {"think", "want"}:
        content |= tree(who) if who is not None else set()
        who = None
    cue = {token.i, *(c.i for c in token.children if c.dep_ == "cop")}
    yield cite(token, classes, cue, who, content, "adjective")


def by_noun(cues: Cues, token: Token) -> Iterator[Citation]:
    """ "his claim that ...", "made a promise to ...", "criticism of X by Y"."""
    lemma = token.lemma_.lower()
    if (
        lemma in cues.documents
        and (case := _case(token)) is not None
        and case.lower_ in cues.before_documents
    ):
        yield from _by_document(token, case)
    classes = cues.nouns.get(lemma, frozenset())
    if not classes:
        return
    content = {i for c in token.children if c.i > token.i and _is_about(c) for i in tree(c)}
    who = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
    by = next(
        (c for c in token.children if c.dep_ == "nmod" and preposition(c) in ("by", "from", "among")), None
    )
    form, cue, carrier = "noun", {token.i}, token.head
    if _is_carried(cues, token):
        form, cue = "carried noun", set(range(min(carrier.i, token.i), max(carrier.i, token.i) + 1))
        acting = by_agents(carrier)[:1] if is_passive(carrier) else [source_of(cues, carrier)]
        who = next((a for a in acting if a is not None), who)
        content |= {i for c in carrier.children if c.i > token.i and _is_about(c) for i in tree(c)}
    elif "person" in classes:
        form, who = "person", token
    content -= tree(by) if by is not None else set()
    found = cite(token, classes, cue, who or by, content, form)
    found.content = frozenset(content - cue)
    found.source = found.source - found.content
    yield found


def _is_about(child: Token) -> bool:
    if child.dep_ in ("nmod", "obl"):
        return preposition(child) in _ABOUT
    return child.dep_ in ("acl", "ccomp", "xcomp", "appos", "advcl")


def _is_carried(cues: Cues, token: Token) -> bool:
    verb = token.head
    if token.dep_ not in ("obj", "nsubj:pass", "obl") or verb.pos_ != "VERB":
        return False
    return cues.lemma(verb.lower_, verb.lemma_.lower()) in cues.carriers


def _case(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "case" and c.i < token.i), None)


def _by_document(token: Token, case: Token) -> Iterator[Citation]:
    """ "In a poll on Monday, ...": what the clause says."""
    host = climb(token.head, ("nmod", "obl", "obj", "compound"))
    if host.pos_ in ("VERB", "AUX", "ADJ", "NOUN") and host.i != token.i:
        said = tree(host) - tree(token)
        yield cite(token, frozenset({"document"}), {case.i}, token, said, "document")


def by_adverb(token: Token) -> Iterator[Citation]:
    """ "reportedly"."""
    yield cite(token, frozenset({"adverb"}), {token.i}, None, tree(token.head), "adverb")


def by_according(token: Token) -> Iterator[Citation]:
    """ "according to X": the clause that it stands in."""
    under = token.head if token.dep_ in ("case", "mark", "fixed") else None
    who = under or next(iter(children(token, "obl", "obj", "nmod")), None)
    if who is None:
        return
    top = token if token.dep_ in ("advcl", "acl") and who.head.i == token.i else who
    host = top.head
    while host.dep_ not in _CLAUSES and host.head.i != host.i:
        host = host.head
    said = tree(host) - tree(top)
    said = said if len(said) > 2 else {t.i for t in token.sent} - tree(top)
    yield cite(token, frozenset({"according"}), {token.i, token.i + 1}, who, said, "according")


def by_colon(token: Token) -> Iterator[Citation]:
    """ "Militia behind attack: officials", "Minister: We will win"."""
    words = [t for t in token.sent if not t.is_space]
    left, right = [t for t in words if t.i < token.i], [t for t in words if t.i > token.i]
    if any(t.tag_ in ("VBD", "VBZ", "VBP") for t in left) and len(right) > 5:
        return
    side, short, said = ("left", left, right) if len(left) <= 5 else ("right", right, left)
    names = [t for t in short if t.pos_ in ("PROPN", "NOUN")]
    if not names or len(short) > 5 or len(said) < 3 or any(t.pos_ == "VERB" for t in short):
        return
    found = cite(token, frozenset({"colon"}), {token.i}, None, {t.i for t in said}, f"colon {side}")
    found.who, found.source = names[-1], frozenset(t.i for t in short if not t.is_punct)
    yield found
