"""The lexicon: what words report happenings, who speaks, how surely. All of it is YAML beside this file.

`load_lexicon()` reads and checks it; an entry that names an unknown kind, means or status is a KnowledgeError that says
where. Phrases are kept by their first word, longest first.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.model import Kind, Means, SpeakerKind, Stance, Status

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """One predicate: its words (a phrase has several), and what it reports."""

    words: tuple[str, ...]
    kind: Kind
    means: Means | None = None
    effect: str | None = None
    needs: str | None = None
    anaphor: bool = False
    status: Status | None = None
    agent: tuple[str, ...] = ("ARG0",)
    target: tuple[str, ...] = ("ARG1",)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`verbs` and `nouns` by first lemma; `means` in order of strength; `contexts` for what an entry `needs`."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    means: Mapping[Means, frozenset[str]]
    contexts: Mapping[str, frozenset[str]]
    speech: Mapping[str, Any]
    saying: Mapping[str, Stance]
    speakers: Mapping[SpeakerKind, tuple[str, ...]]
    anonymous: frozenset[str]
    status: Mapping[str, Any]
    people: Mapping[str, frozenset[str]]
    forms: Mapping[str, str]

    def lemma(self, form: str, lemma: str) -> str:
        """The lexicon's own lemma for an inflected verb it knows, whatever a lemmatizer made of it."""
        return lemma if lemma in self.verbs or lemma in self.saying else self.forms.get(form, lemma)


@cache
def load_lexicon(folder: Path = _FOLDER) -> Lexicon:
    """The lexicon of a folder; raises KnowledgeError naming the file and the entry that is wrong."""
    entries = _entries(folder / "events.yaml")
    words = _read(folder / "means.yaml")
    means = {Means(k): frozenset(v) for k, v in words.items() if k in set(Means)}
    violence = frozenset(words["armed"]).union(*means.values())
    words["weapons"] = sorted(frozenset(words["fighters"]).union(*means.values()))
    contexts = {k: frozenset(v) for k, v in words.items() if k not in set(Means) and k != "armed"}
    speech = _read(folder / "speech.yaml")
    verbs = _by_first(entries, "verbs")
    saying = _saying(speech)
    speakers = _read(folder / "speakers.yaml")
    return Lexicon(
        verbs=verbs,
        nouns=_by_first(entries, "nouns"),
        means=means,
        contexts={**contexts, "violence": violence},
        speech=speech,
        saying=saying,
        speakers=_speakers(speakers),
        forms={form: verb for verb in sorted({*verbs, *saying}) for form in inflected(verb)},
        anonymous=frozenset(speakers["anonymous"]),
        status=_read(folder / "status.yaml"),
        people={k: frozenset(v) for k, v in _read(folder / "people.yaml").items()},
    )


def inflected(verb: str) -> list[str]:
    """The regular forms of an English verb: "shell" shells, shelled, shelling; "raid", "riot" do not lose a letter."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    doubled = stem + stem[-1] if re.fullmatch(r".*[^aeiou][aeiou][bdgmnprt]", stem) and stem == verb else stem
    plural = verb + ("es" if re.search(r"(?:s|x|z|ch|sh)$", verb) else "s")
    return [plural, *(base + ending for base in {stem, doubled} for ending in ("ed", "ing"))]


def _saying(speech: Mapping[str, Any]) -> dict[str, Stance]:
    try:
        return {lemma: Stance(stance) for stance, lemmas in speech["verbs"].items() for lemma in lemmas}
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"speech.yaml: verbs: {error}") from error


def _speakers(raw: Mapping[str, Any]) -> dict[SpeakerKind, tuple[str, ...]]:
    try:
        return {SpeakerKind(kind): tuple(words) for kind, words in raw.items() if kind != "anonymous"}
    except ValueError as error:
        raise KnowledgeError(f"speakers.yaml: {error}") from error


def _entries(path: Path) -> list[tuple[str, Entry]]:
    found = []
    for number, raw in enumerate(_read(path), 1):
        try:
            common = {
                "kind": Kind(raw["kind"]),
                "means": Means(raw["means"]) if "means" in raw else None,
                "status": Status(raw["status"]) if "status" in raw else None,
                "effect": raw.get("effect"),
                "needs": raw.get("needs"),
                "anaphor": bool(raw.get("anaphor")),
                "agent": tuple(raw.get("agent", ("ARG0",))),
                "target": tuple(raw.get("target", ("ARG1",))),
            }
        except (KeyError, ValueError) as error:
            raise KnowledgeError(f"{path.name}: entry {number}: {error}") from error
        for part in ("verbs", "nouns"):
            found += [(part, Entry(tuple(words.split()), **common)) for words in raw.get(part, ())]
    return found


def _by_first(entries: list[tuple[str, Entry]], part: str) -> dict[str, tuple[Entry, ...]]:
    """Nouns are found by their last word (the head), verbs by their first; longer phrases come first."""
    found: dict[str, list[Entry]] = {}
    for own, entry in entries:
        if own == part:
            found.setdefault(entry.words[-1 if part == "nouns" else 0], []).append(entry)
    return {word: tuple(sorted(group, key=lambda e: -len(e.words))) for word, group in found.items()}


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}") from error
