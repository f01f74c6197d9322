"""Lemmas by exceptions and suffix rules, both counted from the treebanks by `training/lemmas.py`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Longest ending that a rule may look at; the rules are counted with the same limit.
LONGEST_ENDING = 5


@dataclass(frozen=True, slots=True)
class Lemmatizer:
    """`exceptions[upos][form]` is a lemma; `rules[upos][ending]` is (letters to cut, letters to add)."""

    exceptions: Mapping[str, Mapping[str, str]]
    rules: Mapping[str, Mapping[str, tuple[int, str]]]
    _cache: dict[tuple[str, str], str] = field(default_factory=dict)

    def __call__(self, form: str, upos: str) -> str:
        """The lemma of a form; a proper noun is its own."""
        if upos == "PROPN":
            return form
        key = (form, upos)
        found = self._cache.get(key)
        if found is None:
            found = self._lemma(form.lower(), upos)
            if len(self._cache) < 200_000:
                self._cache[key] = found
        return found

    def _lemma(self, form: str, upos: str) -> str:
        exception = self.exceptions.get(upos, {}).get(form)
        if exception is not None:
            return exception
        rules = self.rules.get(upos, {})
        for size in range(min(LONGEST_ENDING, len(form) - 1), 0, -1):
            rule = rules.get(form[-size:])
            if rule is not None:
                cut, add = rule
                return (form[: len(form) - cut] + add) or form
        return form


def load_lemmatizer(folder: Path = Path(__file__).parent / "weights") -> Lemmatizer:
    """The lemmatizer that the reader ships, without its network."""
    stored = json.loads((folder / "lemmas.json").read_text("utf-8"))
    return Lemmatizer(stored["exceptions"], stored["rules"])
