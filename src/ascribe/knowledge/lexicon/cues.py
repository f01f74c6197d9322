"""Words by which a text says that somebody says, thinks, wants or judges something: `cues.yaml`, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon import BUILTIN, inflected

Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Cues:
    """Classes of each word by its dictionary form; `phrases` by their first word, longest first."""

    verbs: Classes
    adjectives: Classes
    nouns: Classes
    carriers: frozenset[str]
    adverbs: frozenset[str]
    before_documents: frozenset[str]
    documents: frozenset[str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    forms: Mapping[str, str]

    def lemma(self, form: str, lemma: str) -> str:
        """The dictionary form of a verb that is known here, whatever a lemmatizer made of it."""
        return lemma if lemma in self.verbs else self.forms.get(form, lemma)


@cache
def load_cues(folder: Path = BUILTIN) -> Cues:
    """The cues of a folder; raises KnowledgeError where the file does not hold what it must."""
    try:
        raw = yaml.safe_load((folder / "cues.yaml").read_text(encoding="utf-8"))
        verbs = _classes(raw["verbs"])
        return Cues(
            verbs=verbs,
            adjectives=_classes(raw["adjectives"]),
            nouns=_classes(raw["nouns"]),
            carriers=frozenset(raw["carriers"]),
            adverbs=frozenset(raw["adverbs"]),
            before_documents=frozenset(raw["documents"]["before"]),
            documents=frozenset(raw["documents"]["nouns"]),
            phrases=_phrases(raw["phrases"]),
            forms={form: verb for verb in sorted(verbs) for form in (verb, *inflected(verb))},
        )
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"cues.yaml: cannot be read: {error!r}") from error


def _classes(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    words = {word for listed in raw.values() for word in listed}
    return {word: frozenset(name for name, listed in raw.items() if word in listed) for word in words}


def _phrases(raw: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, listed in raw.items():
        for phrase in listed:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
