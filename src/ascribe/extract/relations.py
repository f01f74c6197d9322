"""Relations between actors that a report states: backed-by, part-of, member-of, led-by, also-called, allied-with ..."""

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from ascribe.extract import relations_backing as backing
from ascribe.extract import relations_belonging as belonging
from ascribe.extract import relations_ties as ties
from ascribe.extract.context import Context
from ascribe.extract.mentions import clause
from ascribe.extract.relations_wording import worded
from ascribe.extract.speech import Act, voice
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler, Relation, RelationKind, Span

_NAMELESS = "*"
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


def relations(context: Context, acts: list[Act]) -> Iterator[Relation]:
    """Relations in text order, each pair and kind once."""
    found: dict[tuple[str, RelationKind, str], Relation] = {}
    for sentence in context.sentences:
        for a, kind, b, words, token in _stated(context, sentence):
            key = (_key(a), kind, _key(b))
            if key[0] != key[2] and not any(_same(key, other) for other in found):
                found[key] = Relation(context.report.id, a, kind, b, words, speaker=voice(acts, token))
    for (a_key, kind, b_key), relation in found.items():
        named = any(k is kind and b == b_key and a != a_key for a, k, b in found)
        if (
            a_key != _NAMELESS or not named
        ):  # "Y-backed militias" says no more than "the X, a Y-backed militia"
            yield relation


def _stated(
    context: Context, sentence: Words
) -> Iterator[tuple[Filler, RelationKind, Filler, Span, Token]]:
    """What the tree of a sentence says, then what the order of its words adds."""
    for token in sentence:
        for a, kind, b in _found(context, token):
            yield a, kind, b, clause(context, token), token
    yield from worded(context, sentence)


def _same(one: tuple[str, RelationKind, str], other: tuple[str, RelationKind, str]) -> bool:
    """The same relation, a name given more or less fully ("Gen. X" and "X")."""
    return one[1] is other[1] and _one_name(one[0], other[0]) and _one_name(one[2], other[2])


def _one_name(one: str, other: str) -> bool:
    return one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _key(filler_: Filler) -> str:
    """One actor by its id, one name by its words; all nameless groups of a report are one."""
    name = filler_.name.lower()
    return filler_.actor or (
        _NAMELESS if name in load_lexicon().people["acting"] and name.endswith("s") else name
    )


def _found(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    for pattern in _PATTERNS:
        yield from pattern(context, token)
