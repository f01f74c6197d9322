"""The English words around the names of places, as `toponyms.yaml` lists them."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from ascribe.errors import KnowledgeError
from ascribe.knowledge.mappings import read_mapping

_FILE = Path(__file__).with_name("toponyms.yaml")


@dataclass(frozen=True, slots=True)
class ToponymWords:
    """Words in small letters; what each list holds stands in the file."""

    prepositions: frozenset[str]
    buildings: frozenset[str]
    directions: frozenset[str]
    joining: frozenset[str]
    edges: frozenset[str]
    areas: frozenset[str]


@cache
def toponym_words() -> ToponymWords:
    """The lists, read once; raises KnowledgeError where the file lacks one."""
    written = read_mapping(_FILE)
    try:
        return ToponymWords(
            **{field.name: frozenset(written[field.name].split()) for field in fields(ToponymWords)}
        )
    except (AttributeError, KeyError) as error:
        raise KnowledgeError(f"{_FILE}: no list of words: {error}") from error
