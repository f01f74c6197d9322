"""Word classes: what the conditions of entries name. Lists of YAML in, sets of words out.

A class may take in others (`+armed`); `<PER>`, `<ORG>`, `<LOC>` and `<NUM>` stand for names and numbers. A word
with a hyphen is found with the hyphen as a word of its own too, as most parsed texts have it.
"""

from collections.abc import Mapping, Sequence

from ascribe.errors import KnowledgeError

MARKERS = frozenset({"<PER>", "<ORG>", "<LOC>", "<NUM>"})


def expand(raw: Mapping[str, Sequence[str]], file: str) -> dict[str, frozenset[str]]:
    """Each class with the words of those that it takes in; raises KnowledgeError for an unknown one or a circle."""
    return {name: _all(raw, name, file, ()) for name in raw}


def _all(raw: Mapping[str, Sequence[str]], name: str, file: str, above: tuple[str, ...]) -> frozenset[str]:
    if name in above:
        raise KnowledgeError(f"{file}: {name}: takes in itself")
    if not isinstance(raw[name], list) or not all(isinstance(word, str) for word in raw[name]):
        raise KnowledgeError(f"{file}: {name}: a class is a list of words")
    found: set[str] = set()
    for word in raw[name]:
        if not word.startswith("+"):
            found |= {word, word.replace("-", " - ")}
        elif word[1:] in raw:
            found |= _all(raw, word[1:], file, (*above, name))
        else:
            raise KnowledgeError(f"{file}: {name}: {word} is no class")
    return frozenset(found)
