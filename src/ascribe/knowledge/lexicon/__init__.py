"""The lexicon: what words report happenings, who speaks, how surely. All of it is YAML beside this file.

`load_lexicon()` reads and checks it; an entry that names an unknown kind, means or status is a KnowledgeError that says
where. `check` finds what is wrong without being an error. A pack may bring entries of its own (`events`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon.classes import expand
from ascribe.knowledge.lexicon.cues import Cues, read_cues
from ascribe.knowledge.lexicon.entries import Entry, by_predicate, predicate, read_entries
from ascribe.knowledge.lexicon.inflection import inflected
from ascribe.knowledge.lexicon.ways import Ways, read_ways
from ascribe.knowledge.lexicon.wordings import Wording, load_wordings
from ascribe.knowledge.yaml_errors import what_is_wrong
from ascribe.model import Means, SpeakerKind, Stance

#: The lexicon that comes with Ascribe.
BUILTIN = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`verbs` and `nouns` by the word they are found by; `means` in order of strength; `conditions`
    gives the words of the classes that a condition of an entry names, `relation_classes` the sets of `relations` that
    a word stands in, in capitals."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    means: Mapping[Means, frozenset[str]]
    classes: Mapping[str, frozenset[str]]
    conditions: Mapping[tuple[str, ...], frozenset[str]]
    speech: Mapping[str, Any]
    saying: Mapping[str, Stance]
    speakers: Mapping[SpeakerKind, tuple[str, ...]]
    anonymous: frozenset[str]
    status: Mapping[str, Any]
    people: Mapping[str, frozenset[str]]
    harm: Mapping[str, Any]
    topics: Mapping[str, Any]
    roles: Mapping[str, frozenset[str]]
    relations: Mapping[str, frozenset[str]]
    relation_classes: Mapping[str, frozenset[str]]
    bridging: Mapping[str, frozenset[str]]
    tallies: Mapping[str, Any]
    forms: Mapping[str, str]
    cues: Cues
    wordings: tuple[Wording, ...]
    ways: Ways

    def lemma(self, form: str, lemma: str) -> str:
        """The lexicon's own lemma for an inflected verb it knows, whatever a lemmatizer made of it."""
        return lemma if lemma in self.verbs or lemma in self.saying else self.forms.get(form, lemma)


@cache
def load_lexicon(folder: Path = BUILTIN, packs: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon of a folder with the `events` of some packs, which come before its own; raises KnowledgeError
    naming the file and the entry that is wrong."""
    files = {str(path): _pack_entries(path) for path in packs}
    files["events.yaml"] = read_entries(_read(folder / "events.yaml"), "events.yaml")
    entries = [entry for rows in files.values() for entry in rows]
    means, people = _read(folder / "means.yaml"), _read(folder / "people.yaml")
    classes = expand({**means, **people, **_read(folder / "classes.yaml")}, "classes.yaml")
    speech = _read(folder / "speech.yaml")
    verbs = by_predicate(entries, "verbs")
    saying = _saying(speech)
    speakers = _read(folder / "speakers.yaml")
    return Lexicon(
        verbs=verbs,
        nouns=by_predicate(entries, "nouns"),
        means=_means(means),
        classes=classes,
        conditions=_conditions(files, classes),
        speech=speech,
        saying=saying,
        speakers=_speakers(speakers),
        forms=_forms({*verbs, *saying}, _read(folder / "forms.yaml")),
        anonymous=frozenset(speakers["anonymous"]),
        status=_read(folder / "status.yaml"),
        harm=_read(folder / "harm.yaml"),
        topics=_sets(_read(folder / "topics.yaml")),
        roles=_sets(_read(folder / "roles.yaml")),
        relations=(relations := _sets(_read(folder / "relations.yaml"))),
        relation_classes=_by_word(relations),
        bridging=_sets(_read(folder / "bridging.yaml")),
        tallies=_sets(_read(folder / "tallies.yaml")),
        wordings=load_wordings(folder / "wordings.yaml"),
        cues=read_cues(_read(folder / "cues.yaml")),
        ways=read_ways(_read(folder / "ways.yaml")),
        people={k: frozenset(v) for k, v in people.items()},
    )


def _pack_entries(path: Path) -> list[tuple[str, Entry]]:
    """The entries of a pack's `events`; a pack without them has none."""
    pack = _read(path)
    rows = pack.get("events", []) if isinstance(pack, Mapping) else []
    return read_entries(rows, str(path))


def _conditions(
    files: Mapping[str, Iterable[tuple[str, Entry]]], classes: Mapping[str, frozenset[str]]
) -> dict[tuple[str, ...], frozenset[str]]:
    found = {}
    for file, entry in ((file, entry) for file, rows in files.items() for _, entry in rows):
        for condition, named in entry.conditions.items():
            if unknown := [name for name in named if name not in classes]:
                what = f"{' '.join(entry.words)}: {condition}: {unknown[0]}"
                raise KnowledgeError(f"{file}: {what} is no class of classes.yaml")
            found[named] = frozenset[str]().union(*(classes[name] for name in named))
    return found


def _means(raw: Mapping[str, Any]) -> dict[Means, frozenset[str]]:
    try:
        return {Means(means): frozenset(words) for means, words in raw.items()}
    except ValueError as error:
        raise KnowledgeError(f"means.yaml: {error}") from error


def _by_word(sets: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """The sets that each word stands in, by their names in capitals."""
    found: dict[str, set[str]] = {}
    for name, words in sets.items():
        for word in words:
            found.setdefault(word, set()).add(name.upper())
    return {word: frozenset(names) for word, names in found.items()}


def _sets(value: Any) -> Any:
    """Lists as sets, at any depth."""
    if isinstance(value, Mapping):
        return {name: _sets(inner) for name, inner in value.items()}
    return frozenset(value) if isinstance(value, list) else value


def _forms(verbs: set[str], irregular: Mapping[str, Sequence[str]]) -> dict[str, str]:
    regular = {form: verb for verb in sorted(verbs) for form in (verb, *inflected(verb))}
    return regular | {form: verb for verb, forms in irregular.items() for form in forms}


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


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path.name}: not YAML: {what_is_wrong(error)}") from error


__all__ = ["BUILTIN", "Entry", "Lexicon", "inflected", "load_lexicon", "predicate"]
