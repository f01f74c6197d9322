"""Kinds and means in, whether they may be one happening: equal, kin or exclusive. The groups are
`kinship.yaml`."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold
from ascribe.model import Kind, Means

_TABLE = Path(__file__).with_name("kinship.yaml")


@dataclass(frozen=True, slots=True)
class _Kinship:
    kinds: tuple[frozenset[Kind], ...]
    means: tuple[frozenset[Means], ...]
    words: dict[str, Means]


@cache
def _kinship() -> _Kinship:
    try:
        table = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
        return _Kinship(
            tuple(frozenset(Kind(kind) for kind in group) for group in table["kinds"]),
            tuple(frozenset(Means(means) for means in group) for group in table["means"]),
            {fold(word): Means(means) for means, words in table["words"].items() for word in words},
        )
    except (OSError, KeyError, ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_TABLE.name}: {error}") from error


def kin_kinds(a: Kind, b: Kind) -> bool:
    """Whether two kinds are equal or kin."""
    return a == b or any(a in group and b in group for group in _kinship().kinds)


@cache
def kind_family(kind: Kind) -> str:
    """One name for every kind that can be reached from this one by kinship: the coarse key for blocking."""
    family, grown = {kind}, True
    while grown:
        reached = family.union(*(group for group in _kinship().kinds if group & family))
        grown, family = reached != family, reached
    return min(family)


def is_stated(means: Means | None) -> bool:
    """Whether a means says anything."""
    return means is not None and means is not Means.UNSPECIFIED


def kin_means(a: Means, b: Means) -> bool:
    """Whether two stated means are equal or kin; two that are not exclude each other."""
    return a == b or any(a in group and b in group for group in _kinship().means)


def means_in(words: str) -> frozenset[Means]:
    """The means that words state ("three rockets" gives rocket)."""
    table = _kinship().words
    return frozenset(table[word] for word in fold(words).split() if word in table)
