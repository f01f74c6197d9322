"""One `Citation`: who is cited for what, with which words; and the words of a noun phrase that is a source."""

from dataclasses import dataclass, field

from spacy.tokens import Token

#: Prepositions and marks before what somebody speaks of, wants or judges.
ABOUT = frozenset(
    "of about on over for against as at to from that whether if how why what with into toward towards by in".split()
)
#: Relations of what stands in a source's tree and is no part of its phrase.
_NOT_ITS_OWN = frozenset({"parataxis", "ccomp", "advcl", "nsubj", "punct", "discourse"})


@dataclass(slots=True)
class Citation:
    """One candidate: the word that decides (`head`), and by index the words of its cue, of its source and of what
    the source is cited for; `who` is the head of the source, None where nobody is named.

    `classes` are those of `cues.yaml`; `form` says how the cue stands (verb, passive, noun, according ...);
    `traits` are named facts by which one may choose.
    """

    head: Token
    classes: frozenset[str]
    cue: frozenset[int]
    source: frozenset[int] = frozenset()
    who: Token | None = None
    content: frozenset[int] = frozenset()
    form: str = "verb"
    traits: set[str] = field(default_factory=set)


def cite(
    head: Token, classes: frozenset[str], cue: set[int], who: Token | None, content: set[int], form: str
) -> Citation:
    """A citation whose source is the phrase of `who`, and whose content is what neither cue nor source is."""
    source = phrase_of(who) - cue if who is not None else set[int]()
    return Citation(
        head, classes, frozenset(cue), frozenset(source), who, frozenset(content - cue - source), form
    )


def tree(token: Token) -> set[int]:
    """The words of a token's subtree."""
    return {t.i for t in token.subtree}


def phrase_of(head: Token) -> set[int]:
    """The words of a source: its whole phrase, less a preposition or mark before it and what is said in it."""
    whole = tree(head)
    found = set(whole)
    for child in head.children:
        leads = child.dep_ in ("case", "mark", "cc", "cop", "advmod") and child.i < head.i
        if leads or child.dep_ in _NOT_ITS_OWN:
            found -= tree(child)
    return {i for i in range(min(found), max(found) + 1) if i in whole}


def climb(token: Token, relations: tuple[str, ...]) -> Token:
    """The first word up the tree, or the token itself, that does not hang by one of the relations."""
    while token.dep_ in relations and token.head.i != token.i:
        token = token.head
    return token
