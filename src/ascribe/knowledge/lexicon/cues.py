"""Words by which a text says that somebody says, thinks, wants or judges something: `cues.yaml`, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon.inflection import inflected

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


def read_cues(raw: Any) -> Cues:
    """The cues that the file holds; raises KnowledgeError where it does not hold what it must."""
    try:
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
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"cues.yaml: does not hold what it must: {error!r}") from error


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
