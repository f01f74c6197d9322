"""Entries of the lexicon: rows of YAML in, checked `Entry`s out, each with the words that it is found by.

A row that names an unknown key, kind, means, effect or status is a KnowledgeError that says file and number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from ascribe.errors import KnowledgeError
from ascribe.model import Kind, Means, Status

#: What a word says of its target.
EFFECTS = frozenset({"killed", "wounded", "detained", "damaged"})
#: Conditions, by where the words of the classes that they name must stand; see events.yaml.
CONDITIONS = ("subject", "object", "who", "to", "of", "aux", "then", "near", "unless")


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate: its words (a phrase has several), what it reports, and under which conditions."""

    words: tuple[str, ...]
    kind: Kind
    means: Means | None = None
    effect: str | None = None
    status: Status | None = None
    anaphor: bool = False
    roleset: str | None = None
    agent: tuple[str, ...] = ("ARG0",)
    target: tuple[str, ...] = ("ARG1",)
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The classes that each condition of the entry names."""
        return {name: classes for name in CONDITIONS if (classes := getattr(self, name))}


KEYS = frozenset(field.name for field in fields(Entry)) - {"words"} | {"verbs", "nouns"}


def read_entries(rows: Any, file: str) -> list[tuple[str, Entry]]:
    """("verbs" or "nouns", entry) for each word of each row; raises KnowledgeError with the row that is wrong."""
    if not isinstance(rows, list):
        raise KnowledgeError(f"{file}: no list of entries")
    found = []
    for number, row in enumerate(rows, 1):
        try:
            found += list(_entries(row))
        except (KeyError, TypeError, ValueError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise KnowledgeError(f"{file}: entry {number}: {reason}") from error
    return found


def _entries(row: Any) -> Iterable[tuple[str, Entry]]:
    if not isinstance(row, Mapping):
        raise ValueError(f"{row!r} is no entry")
    if unknown := sorted(set(row) - KEYS):
        raise ValueError(f"unknown: {', '.join(map(str, unknown))}")
    if row.get("effect") not in {None, *EFFECTS}:
        raise ValueError(f"{row['effect']!r} is no effect ({', '.join(sorted(EFFECTS))})")
    common: dict[str, Any] = {name: _words(row[name]) for name in CONDITIONS if name in row}
    common |= {name: _words(row[name]) for name in ("agent", "target") if name in row}
    common |= {name: row[name] for name in ("effect", "roleset") if name in row}
    common["anaphor"] = bool(row.get("anaphor"))
    common["kind"] = Kind(row["kind"])
    common["means"] = Means(row["means"]) if "means" in row else None
    common["status"] = Status(row["status"]) if "status" in row else None
    for part in ("verbs", "nouns"):
        for words in _words(row.get(part, ())):
            for variant in dict.fromkeys((tuple(parted(words)), tuple(words.split()))):
                yield part, Entry(variant, **common)


def _words(value: Any) -> tuple[str, ...]:
    """One word or a list of them; YAML's own true, 1 or dates are no words."""
    listed = (value,) if isinstance(value, str) else tuple(value)
    for word in listed:
        if not isinstance(word, str):
            raise ValueError(f"{word!r} is no word: put it in quotation marks")
    return listed


def parted(words: str) -> list[str]:
    """The words as most parsed texts have them: hyphens part them ("cease-fire" is found as "cease fire")."""
    return words.replace("-", " ").split()


def predicate(part: str, words: Sequence[str]) -> str:
    """The word that an entry is found by: of a verb phrase the first; of a noun phrase the last before any "of"."""
    if part == "verbs":
        return words[0]
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def by_predicate(entries: Iterable[tuple[str, Entry]], part: str) -> dict[str, tuple[Entry, ...]]:
    """Entries by the word they are found by; longer phrases come first."""
    found: dict[str, list[Entry]] = {}
    for own, entry in entries:
        if own == part:
            found.setdefault(predicate(part, entry.words), []).append(entry)
    return {word: tuple(sorted(group, key=lambda e: -len(e.words))) for word, group in found.items()}
