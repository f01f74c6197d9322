"""Relations between actors that a report states: backed-by, part-of, member-of, led-by, also-called, allied-with ..."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract import relations_backing as backing
from ascribe.extract import relations_belonging as belonging
from ascribe.extract import relations_ties as ties
from ascribe.extract.context import Context
from ascribe.extract.mentions import clause
from ascribe.extract.speech import Act, voice
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler, Relation, RelationKind

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
        for token in sentence:
            for a, kind, b in _found(context, token):
                key = (_key(a), kind, _key(b))
                if key not in found and key[0] != key[2]:
                    words = clause(context, token)
                    found[key] = Relation(context.report.id, a, kind, b, words, speaker=voice(acts, token))
    for (a_key, kind, b_key), relation in found.items():
        named = any(k is kind and b == b_key and a != a_key for a, k, b in found)
        if (
            a_key != _NAMELESS or not named
        ):  # "Y-backed militias" says no more than "the X, a Y-backed militia"
            yield relation


def _key(filler_: Filler) -> str:
    """One actor by its id, one name by its words; all nameless groups of a report are one."""
    name = filler_.name.lower()
    return filler_.actor or (
        _NAMELESS if name in load_lexicon().people["acting"] and name.endswith("s") else name
    )


def _found(context: Context, token: Token) -> Iterator[tuple[Filler, RelationKind, Filler]]:
    for pattern in _PATTERNS:
        yield from pattern(context, token)
