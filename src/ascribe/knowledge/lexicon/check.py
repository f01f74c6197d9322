"""What is wrong with a lexicon, or with the `events` of a pack: one line each, with the file and the entry.

`check` reads what `load_lexicon` reads and says more: it goes on after the first error, and finds what is no error and
still never works (words that no text yields, entries that another one hides, lists that say two things of one word).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.lexicon import BUILTIN, inflected, load_lexicon
from ascribe.knowledge.lexicon.classes import MARKERS, expand
from ascribe.knowledge.lexicon.entries import Entry, parted, predicate, read_entries
from ascribe.knowledge.yaml_errors import what_is_wrong

#: (form, part of speech) -> dictionary form.
Lemmatize = Callable[[str, str], str]

_LABEL = re.compile(r"ARG[0-5]|ARGM-[A-Z]{3}")
_ROLESET = re.compile(r"([a-z_-]+)\.\d\d")
#: Words that no verb phrase can be found by.
_NO_VERB = frozenset("not to be in on at by with from of and or".split())


def check(
    packs: Sequence[Path] = (), lemmatize: Lemmatize | None = None, folder: Path = BUILTIN
) -> list[str]:
    """What is wrong, in the order of the files; none where all is well.

    Without packs the lexicon of the folder itself is checked; with packs their `events` are, against its classes.
    """
    classes, found = _classes(folder)
    if packs:
        for path in packs:
            rows, wrong = _rows(path, "events")
            found += wrong or _entries(rows, str(path), classes, lemmatize)
        return found
    rows, wrong = _rows(folder / "events.yaml", None)
    found += wrong or _entries(rows, "events.yaml", classes, lemmatize)
    found += _unused(rows, classes, folder) + _overlaps(folder)
    return found or _loads(folder)


def _loads(folder: Path) -> list[str]:
    try:
        load_lexicon(folder)
    except KnowledgeError as error:
        return [str(error)]
    return []


def _rows(path: Path, key: str | None) -> tuple[Any, list[str]]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        return [], [f"{path}: cannot be read: {error.strerror}"]
    except UnicodeDecodeError as error:
        return [], [f"{path}: not text in UTF-8 (byte {error.start}): save it as UTF-8"]
    except yaml.YAMLError as error:
        return [], [f"{path}: not YAML: {what_is_wrong(error)}"]
    rows = raw if key is None else raw.get(key) if isinstance(raw, Mapping) else None
    if not isinstance(rows, list):
        return [], [f"{path}: no list of {f'`{key}`' if key else 'entries'}"]
    return rows, []


def _classes(folder: Path) -> tuple[Mapping[str, frozenset[str]], list[str]]:
    try:
        raw: dict[str, list[str]] = {}
        for name in ("means", "people", "classes"):
            raw |= yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        return expand(raw, "classes.yaml"), []
    except (OSError, yaml.YAMLError, KnowledgeError, TypeError) as error:
        return {}, [f"{folder.name}: classes: {error}"]


def _entries(
    rows: Sequence[Any], file: str, classes: Mapping[str, frozenset[str]], lemmatize: Lemmatize | None
) -> list[str]:
    found, seen = list[str](), dict[tuple[str, tuple[str, ...]], list[tuple[int, Entry]]]()
    for number, row in enumerate(rows, 1):
        try:
            own = read_entries([row], file)
        except KnowledgeError as error:
            found.append(str(error).replace("entry 1:", f"entry {number}:"))
            continue
        if not own:
            found.append(f"{file}: entry {number}: has neither verbs nor nouns")
        for part, entry in own:
            name = f"{file}: entry {number}: {' '.join(entry.words)}"
            found += [f"{name}: {line}" for line in _entry(part, entry, row, classes, lemmatize)]
            before = seen.setdefault((part, entry.words), [])
            found += [f"{name}: {line}" for line in _hidden(entry, before)]
            before.append((number, entry))
    return found


def _entry(
    part: str, entry: Entry, row: Mapping[str, Any], classes: Mapping[str, frozenset[str]],
    lemmatize: Lemmatize | None,
) -> Iterator[str]:  # fmt: skip
    for condition, named in entry.conditions.items():
        yield from (
            f"{condition}: {name} is no class of classes.yaml" for name in named if name not in classes
        )
    for role in ("agent", "target"):
        labels = (label for label in getattr(entry, role) if not _LABEL.fullmatch(label))
        yield from (f"{role}: {label} is no PropBank label" for label in labels)
    if not entry.agent and not entry.target:
        yield "has neither agent nor target"
    if entry.roleset is not None:
        yield from _roleset(entry.roleset, row)
    if any(word != word.lower() for word in entry.words):
        yield "words stand in lower case"
    found_by = predicate(part, entry.words)
    if part == "verbs" and found_by in _NO_VERB:
        yield f"is found by its first word, and {found_by!r} is no verb"
    if lemmatize is not None and "-" not in found_by:
        dictionary = lemmatize(found_by, "VERB" if part == "verbs" else "NOUN")
        if dictionary != found_by and (part == "nouns" or _is_form(found_by, dictionary)):
            yield f"no text yields {found_by!r}: its dictionary form is {dictionary!r}"


def _is_form(word: str, verb: str) -> bool:
    """Whether a word is a verb's inflected form; the rules make verbs of two letters out of "swing"."""
    return len(verb) > 2 and word in inflected(verb)


def _roleset(roleset: str, row: Mapping[str, Any]) -> Iterator[str]:
    match = _ROLESET.fullmatch(roleset)
    verbs = {parted(words)[0] for words in _listed(row.get("verbs", ()))}
    if match is None:
        yield f"roleset: {roleset} is none (such as attack.01)"
    elif match[1].split("_")[0] not in verbs:
        yield f"roleset: {roleset} is of none of its verbs"


def _listed(value: Any) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value


def _hidden(entry: Entry, before: Iterable[tuple[int, Entry]]) -> Iterator[str]:
    """An entry of the same words that always fits first."""
    for number, other in before:
        if other.conditions == entry.conditions:
            yield f"the same words with the same conditions stand in entry {number}"
        elif not other.conditions:
            yield f"never taken: entry {number} has the same words and no condition"


def _unused(rows: Sequence[Any], classes: Mapping[str, frozenset[str]], folder: Path) -> list[str]:
    """Classes that nothing names and no class takes in."""
    raw = yaml.safe_load((folder / "classes.yaml").read_text(encoding="utf-8"))
    named = {word[1:] for words in raw.values() for word in words if word.startswith("+")} | _ASKED
    for row in rows:
        for value in row.values() if isinstance(row, Mapping) else ():
            named |= set(_listed(value)) if isinstance(value, str | list) else set()
    odd = [
        f"classes.yaml: {name}: {word} is no marker ({' '.join(sorted(MARKERS))})"
        for name in raw
        for word in raw[name]
        if word.startswith("<") and word not in MARKERS
    ]
    return odd + [f"classes.yaml: {name}: nothing names it" for name in raw if name not in named]


#: Classes that the code asks for by name.
_ASKED = frozenset(
    {
        "authorities",
        "conflict",
        "fighters",
        "figurative",
        "forces",
        "gate",
        "groups",
        "person-noun",
        "things",
        "two-faced",
        "violence",
    }
)


def _overlaps(folder: Path) -> list[str]:
    """Words that stand in two lists of which each says something else."""
    found = []
    for name, key in (("means", None), ("speech", "verbs"), ("speakers", None)):
        raw = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        lists = raw[key] if key else {k: v for k, v in raw.items() if k != "anonymous"}
        first = dict[str, str]()
        for label, words in lists.items():
            for word in dict.fromkeys(words):
                if first.setdefault(word, label) != label:
                    found.append(f"{name}.yaml: {word}: stands under {first[word]} and {label}")
    return found
