"""Relations between actors that a report states: backed-by, part-of, member-of, led-by, also-called, allied-with ..."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract import relations_backing as backing
from ascribe.extract import relations_belonging as belonging
from ascribe.extract import relations_ties as ties
from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, subject
from ascribe.extract.mentions import clause
from ascribe.extract.phrases import clean
from ascribe.extract.relations_wording import worded
from ascribe.extract.speakers import speaker
from ascribe.extract.speech import Act, voice
from ascribe.extract.status import is_negated
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Filler, Moment, Relation, RelationKind, Span, Speaker, Stance

_NAMELESS = "*"
_JOINED = re.compile(r"\b(?:unite|join|band|came together|come together|form|merge)", re.I)
_PATTERNS = (
    backing.compounds,
    backing.leanings,
    backing.backing,
    backing.support,
    backing.shelter,
    backing.proxies,
    belonging.led,
    belonging.posts,
    belonging.parts,
    belonging.joins,
    belonging.umbrellas,
    belonging.under,
    ties.ties,
    ties.allies,
    ties.distinct,
    ties.called,
    ties.letters,
    ties.fronts,
)


#: Of two names only one of these holds.
_EXCLUSIVE = frozenset(
    {
        RelationKind.MEMBER_OF,
        RelationKind.LED_BY,
        RelationKind.ALSO_CALLED,
        RelationKind.DISTINCT_FROM,
        RelationKind.PART_OF,
    }
)
_BESIDE = ("neighboring ", "neighbouring ")

Tied = tuple[Filler, RelationKind, Filler]
Stated = tuple[Filler, RelationKind, Filler, Span, Token]


def relations(context: Context, acts: list[Act]) -> Iterator[Relation]:
    """Relations in text order, each pair and kind once."""
    found: dict[tuple[str, RelationKind, str], Relation] = {}
    for sentence in context.sentences:
        for a, kind, b, words, token in _stated(context, sentence):
            a, b = _plain(a), _plain(b)
            if kind is not RelationKind.ALSO_CALLED and _one_name(a.name.lower(), b.name.lower()):
                continue
            other = b.name.lower() if kind is RelationKind.ALSO_CALLED else _key(context, b)
            key = (_key(context, a), kind, other)
            if key[0] != key[2] and not any(_same(key, other) for other in found):
                if is_denied(token):
                    continue
                since, who = _since(context, words, kind), voice(acts, token) or _accuser(context, token)
                found[key] = Relation(context.report.id, a, kind, b, words, since, who)
    for (a_key, kind, b_key), relation in found.items():
        named = any(k is kind and b == b_key and a != a_key for a, k, b in found)
        if (
            a_key != _NAMELESS or not named
        ):  # "Y-backed militias" says no more than "the X, a Y-backed militia"
            yield relation


def is_denied(token: Token) -> bool:
    """Whether somebody denies just this ("has denied supporting the X"), which no relation can say; what is told in
    passing, in an apposition or by the subject, is not denied."""
    said = token.pos_ == "VERB" or any(c.dep_ == "cop" for c in token.children)
    if said and is_negated(token):
        return True
    while token.dep_ in ("xcomp", "ccomp", "obj", "csubj", "advcl", "conj") and token.head.i != token.i:
        token = token.head
        stance = load_lexicon().saying.get(token.lemma_.lower())
        if token.pos_ == "VERB" and (stance is Stance.DENIES or is_negated(token)):
            return True
    return False


def _accuser(context: Context, token: Token) -> Speaker | None:
    """Who accuses somebody of it ("the minister accused Y of financing X")."""
    above = [t for t in (token.head, token.head.head) if t.lemma_.lower() in context.lexicon.speech["blames"]]
    own = subject(above[0]) if above and not is_passive(above[0]) else None
    return speaker(context, own) if own is not None and own.pos_ in ("NOUN", "PROPN") else None


def _since(context: Context, words: Span, kind: RelationKind) -> Moment | None:
    """When it began: "since" in its words, or the day of the joining that they tell of, in them or right behind."""
    joining = kind is RelationKind.MEMBER_OF and _JOINED.search(words.quote)
    for time in context.times:
        inside = words.start <= time.start < words.end
        if (time.bound == "since" and inside) or (joining and words.start <= time.start < words.end + 40):
            return Moment(None, time.words, time.start, time.end)
    return None


def _stated(context: Context, sentence: Words) -> Iterator[Stated]:
    """What the tree of a sentence says, less what the order of its words says otherwise, then what that order says."""
    ordered = list(worded(context, sentence))
    for token in sentence:
        for a, kind, b in _found(context, token):
            if not any(_is_otherwise((a, kind, b), (c, k, d)) for c, k, d, _, _ in ordered):
                yield a, kind, b, clause(context, token), token
    yield from ordered


def _is_otherwise(tree: Tied, order: Tied) -> bool:
    """Whether the order of words ties the same two in another way, or the same leader or backer to another."""
    same = [_alike(tree[0], order[0]), _alike(tree[2], order[2])]
    if tree[1] is order[1]:
        return same == [False, True] and tree[1] in (RelationKind.LED_BY, RelationKind.BACKED_BY)
    crossed = _alike(tree[0], order[2]) and _alike(tree[2], order[0])
    return {tree[1], order[1]} <= _EXCLUSIVE and (all(same) or crossed)


def _alike(one: Filler, other: Filler) -> bool:
    return _one_name(_plain(one).name.lower(), _plain(other).name.lower())


def _same(one: tuple[str, RelationKind, str], other: tuple[str, RelationKind, str]) -> bool:
    """The same relation, a name given more or less fully ("Gen. X" and "X")."""
    return one[1] is other[1] and _one_name(one[0], other[0]) and _one_name(one[2], other[2])


def _one_name(one: str, other: str) -> bool:
    return one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _plain(found: Filler) -> Filler:
    """The filler with its name on one line, without quotation marks and "neighbouring"."""
    name = clean(found.name)
    return replace(found, name=name.split(" ", 1)[1] if name.lower().startswith(_BESIDE) else name)


def _key(context: Context, found: Filler) -> str:
    """One actor by its id, one name by its words; all nameless groups of a report are one."""
    name = found.name.lower()
    if found.actor is None and name in load_lexicon().people["acting"] and name.endswith("s"):
        return _NAMELESS
    known = found.actor or context.actor_at(found.span.start, found.span.end)
    if known is None or context.packs.actors[known].kind is ActorKind.STATE:
        return found.actor or name
    return known


def _found(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    for pattern in _PATTERNS:
        yield from pattern(context, token)
