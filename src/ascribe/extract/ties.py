"""Mentions that the syntax makes one happening: "an attack that killed three", "hit the roof, injuring one"."""

from spacy.tokens import Token

from ascribe.extract.grammar import counted
from ascribe.extract.happenings import VIOLENT, Happening
from ascribe.extract.mentions import Mention, ancestors
from ascribe.model import Kind


def tied(mentions: list[Mention]) -> list[Happening]:
    """Mentions that the syntax makes one: union by the tree."""
    by_token = {m.token.i: n for n, m in enumerate(mentions)}
    parent = list(range(len(mentions)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for number, mention in enumerate(mentions):
        for other in [*_syntactic(mention, by_token), *_same_clause(mentions, number)]:
            a, b = sorted((root(number), root(other)))
            if a != b and same_family(mentions[a].kind, mentions[b].kind):
                parent[b] = a
    groups: dict[int, Happening] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(root(number), Happening()).mentions.append(mention)
    return list(groups.values())


def _same_clause(mentions: list[Mention], number: int) -> list[int]:
    """Coordinated nouns of one clause ("blasts and gunfire"): one telling."""
    own = mentions[number]
    return [
        n for n in range(max(0, number - 3), number)
        if mentions[n].evidence == own.evidence and own.token.dep_ == "conj" and own.token.head.i == mentions[n].token.i
    ]  # fmt: skip


def _syntactic(mention: Mention, by_token: dict[int, int]) -> list[int]:
    token = mention.token
    found = []
    if token.pos_ in ("VERB", "ADJ"):
        for child in token.children:
            subject_or_cause = child.dep_ in ("nsubj", "nsubj:pass", "obl:agent", "obj") or (
                child.dep_ == "obl"
                and any(c.lower_ in ("in", "by", "during", "with") for c in child.children)
            )
            told_by = child.dep_ == "advcl" and mention.entry.effect is not None and _cause(child)
            if (subject_or_cause or told_by) and (own := counted(child)).i in by_token:
                found.append(by_token[own.i])
        if token.dep_ in ("acl", "acl:relcl"):
            inside = [
                t.i
                for t in token.head.subtree
                if t.i < token.i and t.i in by_token and t.pos_ in ("NOUN", "PROPN")
            ]
            found += [by_token[i] for i in inside[-1:]]
    found += _claimed(token, by_token)
    effect = mention.entry.effect in ("killed", "wounded", "damaged")
    child = token
    for above in ancestors(token):
        if not _continues(child, effect):
            break
        if above.i in by_token:
            found.append(by_token[above.i])
            break
        child = above
    return found


def _cause(clause: Token) -> bool:
    """How the harm came about: "were killed when two drones hit", "died after a bomb went off"."""
    return any(c.lower_ in ("when", "as", "after") for c in clause.children if c.dep_ in ("mark", "advmod"))


def _claimed(token: Token, by_token: dict[int, int]) -> list[int]:
    """What a claimant goes on to say of what it claims ("claimed the attacks, saying it had targeted troops")."""
    saying = token.head
    if (
        token.dep_ != "ccomp"
        or saying.dep_ not in ("advcl", "conj", "xcomp")
        or saying.head.lemma_.lower() not in ("claim", "take")
    ):
        return []
    before = [t.i for t in saying.head.subtree if t.i < saying.i and t.i in by_token]
    return [by_token[before[-1]]] if before else []


def _continues(token: Token, effect: bool) -> bool:
    """Whether a word goes on telling what the one above it tells: "hit the roof, injuring one", "series of attacks"."""
    if token.dep_ in ("advcl", "acl", "conj"):
        return (
            effect
            and token.tag_ in ("VBG", "VBN", "VBD")
            and not any(c.dep_ in ("mark", "nsubj") for c in token.children)
        )
    return token.dep_ == "xcomp" or _of(token)


def _of(token: Token) -> bool:
    """ "a series of attacks", "the attack by ... on": one noun's phrase inside the other's."""
    return token.dep_ == "nmod" and any(
        c.lower_ in ("of", "in", "during") for c in token.children if c.dep_ == "case"
    )


def same_family(a: Kind, b: Kind) -> bool:
    return a is b or {a, b} <= VIOLENT
