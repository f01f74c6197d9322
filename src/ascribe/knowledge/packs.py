"""Knowledge packs in (YAML that a non-programmer can extend), `Packs` out: actors, their names and relations.

A pack file has `pack` (its name), `source` (where its facts come from) and `actors`, a list of entries; the
fields of an entry are those of `_FIELDS`. It may have `events`, which `ascribe.knowledge.lexicon` reads. What is wrong
with a file is said with the file and the entry.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import AscribeError, KnowledgeError
from ascribe.knowledge.names import NameIndex, fold
from ascribe.model import Actor, ActorKind, Name, RelationKind, SpeakerKind, bounds

#: The packs that come with Ascribe.
BUILTIN = Path(__file__).parent / "packs"

_FIELDS = frozenset(
    {
        "id",
        "kind",
        "role",
        "name",
        "names",
        "adjectives",
        "metonyms",
        "country",
        "within",
        "relations",
        "note",
    }
)
_NAME_FIELDS = frozenset({"text", "lang", "script", "source", "within"})
_RELATION_FIELDS = frozenset({"to", "kind", "since", "until", "reference"})
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class PackRelation:
    """A link between two actors of the packs: dates are EDTF, `reference` says by whose word."""

    a: str
    kind: RelationKind
    b: str
    since: str | None = None
    until: str | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Packs:
    """The actors that are known before reading.

    `index` has every name that may stand in running text; `adjectives` those of states ("Iranian");
    `metonyms` the places that stand for a government ("Washington"), which are names of actors only where
    an actor is meant. `countries` gives the ISO 3166 code of a state, `within` that of the country which a
    report must speak of for a name (id, folded name) to mean that actor.
    """

    actors: Mapping[str, Actor]
    index: NameIndex
    adjectives: NameIndex
    metonyms: NameIndex
    relations: tuple[PackRelation, ...]
    countries: Mapping[str, str]
    within: Mapping[tuple[str, str], str]
    roles: Mapping[str, SpeakerKind]

    def role(self, actor_id: str) -> SpeakerKind | None:
        """What this actor is as a speaker, or None where no pack says."""
        return self.roles.get(actor_id)

    def fits(self, actor_id: str, name: str, countries: Collection[str]) -> bool:
        """Whether this name means that actor in a report that speaks of these countries (ISO 3166 codes)."""
        needed = self.within.get((actor_id, fold(name)))
        return needed is None or needed in countries


@dataclass(frozen=True, slots=True)
class _Entry:
    """An actor as its pack gives it, with the file it stands in."""

    file: str
    actor: Actor
    role: SpeakerKind | None
    country: str | None
    within: Mapping[tuple[str, str], str]
    adjectives: tuple[str, ...]
    metonyms: tuple[str, ...]
    relations: tuple[PackRelation, ...]


def load_packs(paths: Sequence[Path] | None = None) -> Packs:
    """The packs of these files (default: the built-in ones); raises KnowledgeError naming file and entry."""
    if paths is None:
        return _builtin()
    return _join([entry for path in paths for entry in _entries(path)])


@cache
def _builtin() -> Packs:
    files = sorted(path for path in BUILTIN.glob("*.yaml") if path.name != "places.yaml")
    return _join([entry for path in files for entry in _entries(path)])


def _join(entries: list[_Entry]) -> Packs:
    actors: dict[str, Actor] = {}
    for entry in entries:
        if entry.actor.id in actors:
            raise KnowledgeError(f"{entry.file}: {entry.actor.id}: an actor of this id is already there")
        actors[entry.actor.id] = entry.actor
    for entry in entries:
        for relation in entry.relations:
            if relation.b not in actors:
                raise KnowledgeError(
                    f"{entry.file}: {relation.a}: relation to {relation.b!r}, which no pack has"
                )
    return Packs(
        actors=actors,
        index=NameIndex((name.text, actor.id) for actor in actors.values() for name in actor.names),
        adjectives=NameIndex((word, entry.actor.id) for entry in entries for word in entry.adjectives),
        metonyms=NameIndex((word, entry.actor.id) for entry in entries for word in entry.metonyms),
        relations=tuple(relation for entry in entries for relation in entry.relations),
        countries={entry.actor.id: entry.country for entry in entries if entry.country},
        within={key: country for entry in entries for key, country in entry.within.items()},
        roles={entry.actor.id: entry.role for entry in entries if entry.role},
    )


def _entries(path: Path) -> Iterator[_Entry]:
    pack = _read(path)
    source = str(pack.get("source", pack.get("pack", "")))
    rows = pack.get("actors", [] if "events" in pack else None)
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path}: no list of `actors`")
    for number, row in enumerate(rows, start=1):
        label = row.get("id") if isinstance(row, dict) else None
        try:
            yield _entry(str(path), row, source)
        except (AscribeError, KeyError, TypeError, ValueError) as error:
            reason = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise KnowledgeError(f"{path}: entry {number} ({label or 'no id'}): {reason}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        pack = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(pack, dict):
        raise KnowledgeError(f"{path}: a pack is a mapping with `actors`")
    return pack


def _entry(file: str, row: Any, source: str) -> _Entry:
    _only(row, _FIELDS, "field")
    identity, kind = str(row["id"]), ActorKind(row["kind"])
    written = [row["name"], *row.get("names", ())]
    names = tuple(_name(name, source) for name in written)
    return _Entry(
        file=file,
        actor=Actor(identity, kind, names[0].text, names, str(row.get("note", ""))),
        role=SpeakerKind(row["role"]) if "role" in row else None,
        country=_text(row["country"]) if "country" in row else None,
        within=_within(identity, row, written),
        adjectives=tuple(_text(word) for word in row.get("adjectives", ())),
        metonyms=tuple(_text(word) for word in row.get("metonyms", ())),
        relations=tuple(_relation(identity, relation) for relation in row.get("relations", ())),
    )


def _name(value: Any, source: str) -> Name:
    if not isinstance(value, dict):
        value = {"text": value}
    _only(value, _NAME_FIELDS, "field of a name")
    text = _text(value["text"])
    arabic = bool(_ARABIC.search(text))
    return Name(
        text,
        language=str(value.get("lang", "ar" if arabic else "en")),
        script=str(value.get("script", "Arab" if arabic else "Latn")),
        source=str(value.get("source", source)),
    )


def _within(identity: str, row: dict[str, Any], names: list[Any]) -> dict[tuple[str, str], str]:
    """The names of an entry that hold for one country, with its code."""
    found: dict[tuple[str, str], str] = {}
    for name in names:
        text, own = (name["text"], name.get("within")) if isinstance(name, dict) else (name, None)
        country = own or row.get("within")
        if country is not None:
            found[identity, fold(text)] = _text(country)
    return found


def _relation(a: str, row: Any) -> PackRelation:
    _only(row, _RELATION_FIELDS, "field of a relation")
    dates = {key: str(row[key]) for key in ("since", "until") if row.get(key) is not None}
    for date in dates.values():
        bounds(date)
    return PackRelation(
        a, RelationKind(row["kind"]), str(row["to"]), reference=str(row.get("reference", "")), **dates
    )


def _text(value: Any) -> str:
    """A name as text: YAML reads unquoted NO as false and 313 as a number, which are no names."""
    if not isinstance(value, str) or not value.strip():
        raise KnowledgeError(f"{value!r} is not a name; put it in quotes")
    return value


def _only(row: Any, allowed: frozenset[str], what: str) -> None:
    if not isinstance(row, dict):
        raise KnowledgeError(f"{row!r} is not a mapping")
    unknown = sorted(set(map(str, row)) - allowed)
    if unknown:
        raise KnowledgeError(f"unknown {what} {unknown[0]!r}; known are {', '.join(sorted(allowed))}")
