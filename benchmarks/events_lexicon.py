"""The lexicon of political acts, `events_acts.yaml`, by what it is looked up by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from ascribe.knowledge.lexicon import inflected

_LISTS = Path(__file__).with_name("events_acts.yaml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A verb's further words and conditions, and what it then says."""

    event: str
    further: tuple[str, ...]
    dealt: frozenset[str]
    by: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lists:
    """`events_acts.yaml` by what it is looked up by."""

    verbs: Mapping[str, Sequence[Entry]]
    deeds: Mapping[str, str]
    turned: Sequence[tuple[frozenset[str], frozenset[str], str, str]]
    governing: Mapping[str, frozenset[str]]
    become: Mapping[str, Mapping[str, str]]
    negative: frozenset[str]
    coming: frozenset[str]
    ordering: frozenset[str]
    towards: Mapping[str, Sequence[str]]
    modes: Mapping[str, Mapping[str, frozenset[str]]]
    forms: Mapping[str, str]

    def lemma(self, token: Token) -> str:
        """The dictionary form of a word: one that the lists know, if its form can be one of it."""
        lemma = token.lemma_.lower()
        known = lemma in self.verbs or any(lemma in words for words in self.governing.values())
        return lemma if known else self.forms.get(token.lower_, lemma)


@cache
def lists() -> Lists:
    """The lexicon of acts, read once."""
    raw = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    verbs: dict[str, list[Entry]] = {}
    for row in raw["acts"]:
        dealt, by = _words(raw, row.get("with", ())), _words(raw, row.get("by", ()))
        for verb in row["verbs"]:
            first, *further = verb.split()
            verbs.setdefault(first, []).append(
                Entry(row["event"], tuple(further), dealt, by, frozenset(row.get("prep", ())))
            )
    governing = {kind: frozenset(words) for kind, words in raw["governing"].items()}
    every = {*verbs, *(word for words in governing.values() for word in words)}
    return Lists(
        verbs=verbs,
        deeds={word: event for event, words in raw["deeds"].items() for word in words},
        turned=[(frozenset(t["words"]), frozenset(t["deeds"]), t["event"], t["as"]) for t in raw["turned"]],
        governing=governing,
        become=raw["become"],
        negative=frozenset(raw["not"]),
        coming=frozenset(raw["coming"]),
        ordering=frozenset(raw["ordering"]),
        towards=raw["towards"],
        forms={
            form: verb
            for verb in sorted(every)
            if verb.isalpha() and len(verb) > 2
            for form in inflected(verb)
        },
        modes={e: {m: frozenset(w) for m, w in modes.items()} for e, modes in raw["modes"].items()},
    )


def _words(raw: Any, items: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for item in items:
        sign, name = item[0], item[1:]
        found |= set(raw["things"][name] if sign == "+" else raw["deeds"][name] if sign == "~" else [item])
    return frozenset(found)
