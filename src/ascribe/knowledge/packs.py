"""Knowledge packs in (YAML that a non-programmer can extend), `Packs` out: actors, their names and relations.

A pack file has `pack` (its name), `source` (where its facts come from), `works` (what its entries cite) and `actors`,
a list of entries (`packs_entries`). It may have `events`, which `ascribe.knowledge.lexicon` reads. What is wrong with a
file is said with the file and the entry.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import AscribeError, KnowledgeError
from ascribe.knowledge.names import NameIndex, fold
from ascribe.knowledge.packs_entries import Entry, PackRelation, entry, heading
from ascribe.knowledge.yaml_errors import what_is_wrong
from ascribe.model import Actor, SpeakerKind

__all__ = ["BUILTIN", "PackRelation", "Packs", "builtin_paths", "load_packs"]

#: The packs that come with Ascribe.
BUILTIN = Path(__file__).parent / "packs"


@dataclass(frozen=True, slots=True, eq=False)
class Packs:
    """The actors that are known before reading.

    `index` has every name that may stand in running text; `adjectives` those of states ("Iranian");
    `metonyms` the places that stand for a government ("Washington"), which are names of actors only where
    an actor is meant. `countries` gives the ISO 3166 code of a state, `homes` that of the country that the pack of an
    actor is about, `within` those one of which a report must speak of for a name (id, folded name) to mean that actor.
    """

    actors: Mapping[str, Actor]
    index: NameIndex
    adjectives: NameIndex
    metonyms: NameIndex
    relations: tuple[PackRelation, ...]
    countries: Mapping[str, str]
    within: Mapping[tuple[str, str], frozenset[str]]
    roles: Mapping[str, SpeakerKind]
    homes: Mapping[str, str] = field(default_factory=dict)

    def role(self, actor_id: str) -> SpeakerKind | None:
        """What this actor is as a speaker, or None where no pack says."""
        return self.roles.get(actor_id)

    def fits(self, actor_id: str, name: str, countries: Collection[str]) -> bool:
        """Whether this name means that actor in a report that speaks of these countries (ISO 3166 codes)."""
        needed = self.within.get((actor_id, fold(name)))
        return needed is None or not needed.isdisjoint(countries)

    def relations_of(self, actor_id: str) -> tuple[PackRelation, ...]:
        """The relations that an actor has on either side, in the order of the packs."""
        return tuple(relation for relation in self.relations if actor_id in (relation.a, relation.b))


def builtin_paths() -> list[Path]:
    """The files of the built-in packs of actors, in order."""
    return sorted(path for path in BUILTIN.glob("*.yaml") if path.name != "places.yaml")


def load_packs(paths: Sequence[Path] | None = None) -> Packs:
    """The packs of these files (default: the built-in ones); raises KnowledgeError naming file and entry."""
    if paths is None:
        return _builtin()
    return _join([entry for path in paths for entry in _entries(path)])


@cache
def _builtin() -> Packs:
    return _join([entry for path in builtin_paths() for entry in _entries(path)])


def _join(entries: list[Entry]) -> Packs:
    actors: dict[str, Actor] = {}
    for entry_ in entries:
        if entry_.actor.id in actors:
            raise KnowledgeError(f"{entry_.file}: {entry_.actor.id}: an actor of this id is already there")
        actors[entry_.actor.id] = entry_.actor
    for entry_ in entries:
        for relation in entry_.relations:
            if relation.b not in actors:
                raise KnowledgeError(
                    f"{entry_.file}: {relation.a}: relation to {relation.b!r}, which no pack has"
                )
    return Packs(
        actors=actors,
        index=NameIndex(_names(actors.values())),
        adjectives=NameIndex((word, entry_.actor.id) for entry_ in entries for word in entry_.adjectives),
        metonyms=NameIndex((word, entry_.actor.id) for entry_ in entries for word in entry_.metonyms),
        relations=tuple(relation for entry_ in entries for relation in entry_.relations),
        countries={entry_.actor.id: entry_.country for entry_ in entries if entry_.country},
        within={key: countries for entry_ in entries for key, countries in entry_.within.items()},
        roles={entry_.actor.id: entry_.role for entry_ in entries if entry_.role},
        homes={entry_.actor.id: entry_.home for entry_ in entries if entry_.home},
    )


def _names(actors: Collection[Actor]) -> Iterator[tuple[str, str]]:
    """Every writing of every name, with the id it stands for."""
    for actor in actors:
        for name in actor.names:
            yield name.text, actor.id
            if name.transliteration:
                yield name.transliteration, actor.id


def _entries(path: Path) -> Iterator[Entry]:
    pack = _read(path)
    top = heading(str(path), pack)
    rows = pack.get("actors", [] if "events" in pack else None)
    if not isinstance(rows, list):
        raise KnowledgeError(f"{path}: no list of `actors`")
    for number, row in enumerate(rows, start=1):
        label = row.get("id") if isinstance(row, dict) else None
        try:
            yield entry(top, row)
        except (AscribeError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(f"{path}: entry {number} ({label or 'no id'}): {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        pack = yaml.load(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: not text in UTF-8 (byte {error.start}): save it as UTF-8") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: not YAML: {what_is_wrong(error)}") from error
    if not isinstance(pack, dict):
        raise KnowledgeError(f"{path}: a pack is a mapping with `actors`")
    return pack
