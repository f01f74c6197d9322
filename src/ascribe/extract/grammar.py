"""Questions to the tree: who does what a verb says, is it passive, which preposition."""

from spacy.tokens import Token

from ascribe.knowledge.lexicon import load_lexicon

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


def subject(token: Token) -> Token | None:
    """Who does what a verb says: its subject, the noun that its relative or participle clause modifies, or the
    subject of the verb that it is coordinated with or controlled by."""
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            if child.tag_ in ("WDT", "WP") or child.lower_ in ("that", "which", "who"):
                return antecedent(token, child) if token.dep_.startswith("acl") else child
            return child
    if token.dep_.startswith("acl") and token.head.pos_ in ("NOUN", "PROPN", "PRON", "DET"):
        return token.head
    if (
        token.dep_ in ("xcomp", "advcl", "ccomp")
        and token.head.lemma_.lower() in load_lexicon().people["moving"]
    ):
        return _moved(token.head)
    if token.dep_ in ("conj", "xcomp", "advcl") and token.head.pos_ in ("VERB", "AUX"):
        return subject(token.head)
    return None


def antecedent(verb: Token, relative: Token) -> Token:
    """What a relative pronoun stands for: what the tree says, but a name right before ", which" rather than a noun
    that it belongs to ("a cover for the Brigades, which deny it")."""
    last = relative.i - 1
    while last > verb.head.i and relative.doc[last].is_punct:
        last -= 1
    near = relative.doc[last]
    inside = verb.head.i < near.i and verb.head.is_ancestor(near)
    return near if inside and near.pos_ == "PROPN" and verb.head.pos_ == "NOUN" else verb.head


def _moved(verb: Token) -> Token | None:
    """The object of a verb, the noun that its clause modifies, or its subject in the passive."""
    own = children(verb, "obj", "iobj")
    if own and own[0].tag_ not in ("WDT", "WP"):
        return own[0]
    if is_passive(verb) and verb.dep_ != "acl":
        return next(iter(children(verb, "nsubj:pass")), None)
    return verb.head if verb.dep_.startswith("acl") else None


def is_passive(token: Token) -> bool:
    """Whether the verb's subject is what it happens to."""
    relations = {child.dep_ for child in token.children}
    if "aux:pass" in relations or ("nsubj:pass" in relations and "obj" not in relations):
        return True
    return token.dep_ == "acl" and token.tag_ == "VBN"


def children(token: Token, *relations: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in relations]


def preposition(token: Token) -> str:
    """The preposition of a phrase, lower case; empty where it has none."""
    return next((child.lower_ for child in token.children if child.dep_ == "case"), "")


def by_agents(token: Token) -> list[Token]:
    """Who stands behind "by"."""
    return [
        c for c in token.children
        if c.dep_ == "obl:agent" or (c.dep_ in ("nmod", "obl") and preposition(c) == "by")
    ]  # fmt: skip


def counted_by(token: Token) -> Token:
    """The noun that stands for a happening in its clause: "a series of attacks", "dozens of raids"."""
    return (
        token.head if token.dep_ == "nmod" and preposition(token) == "of" and _counts(token.head) else token
    )


def counted(token: Token) -> Token:
    """What a counting noun counts; the word itself where it does not count."""
    of = (c for c in children(token, "nmod") if preposition(c) == "of")
    return next(of, token) if _counts(token) else token


def _counts(token: Token) -> bool:
    lexicon = load_lexicon()
    lemma = token.lemma_.lower()
    return token.pos_ == "NUM" or lemma in lexicon.status["series"] or lemma in lexicon.roles["counts"]


def name_head(token: Token) -> Token:
    """The word that heads the name which a word may end: "Sons" for "River" in "Sons of the River"."""
    while (
        token.dep_ == "nmod"
        and token.head.pos_ == "PROPN"
        and [c.lower_ for c in token.children if c.dep_ == "case"] == ["of"]
        and not token.ent_type_
    ):
        token = token.head
    return token
