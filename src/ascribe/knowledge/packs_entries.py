"""One entry of a pack in (a mapping read from YAML), an `Entry` out; what is wrong with it is said in plain words.

`docs/packs.md` explains every field to the people who write packs.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold
from ascribe.knowledge.naming import ordinal, unit_forms
from ascribe.model import Actor, ActorKind, Name, RelationKind, SpeakerKind, bounds

E = TypeVar("E", bound=StrEnum)

#: What an entry may have.
FIELDS = frozenset(
    "id kind role name names numbers adjectives metonyms country home within references relations note".split()
)
#: What stands above the lists of a pack, and the lists.
HEADING = frozenset("pack source country works actors events".split())
_NAME_FIELDS = frozenset("text lang script source within transliteration".split())
_NUMBER_FIELDS = frozenset("unit number within".split())
_RELATION_FIELDS = frozenset("to kind since until reference works".split())
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
#: Letters of a script, its ISO 15924 code, and the language that a name in it has unless it says otherwise.
_SCRIPTS = (
    (re.compile("[\u0600-\u06ff]"), "Arab", "ar"),
    (re.compile("[\u0400-\u04ff]"), "Cyrl", "ru"),
    (re.compile("[\u0590-\u05ff]"), "Hebr", "he"),
)


@dataclass(frozen=True, slots=True)
class PackRelation:
    """A link between two actors of the packs: dates are EDTF, `reference` says by whose word.

    `works` are the public works that are cited for it, `pack` the pack that states it.
    """

    a: str
    kind: RelationKind
    b: str
    since: str | None = None
    until: str | None = None
    reference: str = ""
    works: tuple[str, ...] = ()
    pack: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a pack says of itself: its name, where its facts come from, the country that its actors are at home in,
    and the works that its entries cite, by their keys."""

    file: str
    name: str = ""
    source: str = ""
    home: str | None = None
    works: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor as its pack gives it, with the file it stands in; `within` are the countries (ISO 3166) that a
    report must speak of for a name (id, folded name) to mean it."""

    file: str
    actor: Actor
    role: SpeakerKind | None
    country: str | None
    home: str | None
    within: Mapping[tuple[str, str], frozenset[str]]
    adjectives: tuple[str, ...]
    metonyms: tuple[str, ...]
    relations: tuple[PackRelation, ...]


def heading(file: str, pack: Mapping[str, Any]) -> Heading:
    """What stands above the list of actors; raises KnowledgeError."""
    works = pack.get("works", {})
    if not isinstance(works, dict) or not all(isinstance(v, str) and v.strip() for v in works.values()):
        raise KnowledgeError(
            f"{file}: `works` is a mapping of keys to texts like 'Author, Title, Publisher, 2020'"
        )
    name = str(pack.get("pack", ""))
    try:
        _only(pack, HEADING, "key at the top")
        home = _country(pack["country"]) if "country" in pack else None
    except KnowledgeError as error:
        raise KnowledgeError(f"{file}: {error}") from error
    return Heading(file, name, str(pack.get("source", name)), home, {str(k): v for k, v in works.items()})


def entry(top: Heading, row: Any) -> Entry:
    """One entry of `actors`; raises KnowledgeError (or what else a bad value raises) with the reason."""
    _only(row, FIELDS, "field")
    for needed in ("id", "kind", "name"):
        if needed not in row:
            raise KnowledgeError(f"no {needed!r}")
    identity = _identity(row["id"])
    kind = _one_of(ActorKind, row["kind"], "kind")
    if kind is ActorKind.UNKNOWN:
        raise KnowledgeError("kind 'unknown' is for actors that no pack has: say what it is")
    written = [row["name"], *_list(row, "names")]
    numbered = [form for number in _list(row, "numbers") for form in _number(number)]
    names = tuple(_name(name, top.source) for name in [*written, *numbered])
    cited = tuple(_work(top, key) for key in _list(row, "references"))
    return Entry(
        file=top.file,
        actor=Actor(identity, kind, names[0].text, names, str(row.get("note", "")), cited),
        role=_one_of(SpeakerKind, row["role"], "role") if "role" in row else None,
        country=_country(row["country"]) if "country" in row else None,
        home=_country(row["home"]) if "home" in row else top.home,
        within=_within(identity, row.get("within"), [*written, *numbered], top.home),
        adjectives=tuple(_text(word) for word in _list(row, "adjectives")),
        metonyms=tuple(_text(word) for word in _list(row, "metonyms")),
        relations=tuple(_relation(top, identity, relation) for relation in _list(row, "relations")),
    )


def _identity(value: Any) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise KnowledgeError(
            f"id {value!r}: an id is of small letters, digits and hyphens, like 'tide-brigades'"
        )
    return value


def _one_of(kinds: type[E], value: Any, what: str) -> E:
    try:
        return kinds(value)
    except ValueError:
        known = ", ".join(kind.value for kind in kinds)
        raise KnowledgeError(f"{what} {value!r} is none of {known}") from None


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    found = row.get(name, [])
    if not isinstance(found, list):
        raise KnowledgeError(f"`{name}` is a list: [{found}]")
    return found


def _name(value: Any, source: str) -> Name:
    if not isinstance(value, dict):
        value = {"text": value}
    _only(value, _NAME_FIELDS, "field of a name")
    if "text" not in value:
        raise KnowledgeError("a name has no 'text'")
    text = _text(value["text"])
    script, language = next(
        ((s, lang) for letters, s, lang in _SCRIPTS if letters.search(text)), ("Latn", "en")
    )
    return Name(
        text,
        language=str(value.get("lang", language)),
        script=str(value.get("script", script)),
        source=str(value.get("source", source)),
        transliteration=_text(value["transliteration"]) if "transliteration" in value else "",
    )


def _number(row: Any) -> list[dict[str, Any]]:
    """The names of a numbered unit ("Brigade 45", "45th Brigade", "اللواء 45")."""
    _only(row, _NUMBER_FIELDS, "field of a number")
    unit, number = row.get("unit"), row.get("number")
    forms = unit_forms()
    if unit not in forms:
        raise KnowledgeError(f"unit {unit!r} is none of {', '.join(forms)}")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise KnowledgeError(f"number {number!r} is no number: {{unit: brigade, number: 45}}")
    within = {"within": row["within"]} if "within" in row else {"within": ""}
    return [{"text": form.format(n=number, o=ordinal(number)), **within} for form in forms[unit]]


def _within(
    identity: str, whole: Any, names: Iterable[Any], home: str | None
) -> dict[tuple[str, str], frozenset[str]]:
    """The names of an entry that hold for some countries only; a number holds at home unless it says otherwise."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for name in names:
        text, own = (name["text"], name.get("within")) if isinstance(name, dict) else (name, None)
        countries = (own if own != "" else home) or whole
        if countries:
            several = countries if isinstance(countries, list) else [countries]
            found[identity, fold(text)] = frozenset(map(_country, several))
    return found


def _relation(top: Heading, a: str, row: Any) -> PackRelation:
    _only(row, _RELATION_FIELDS, "field of a relation")
    for needed in ("to", "kind"):
        if needed not in row:
            raise KnowledgeError(f"a relation has no {needed!r}")
    dates = {key: str(row[key]) for key in ("since", "until") if row.get(key) is not None}
    for date in dates.values():
        bounds(date)
    works = tuple(_work(top, key) for key in _list(row, "works"))
    kind = _one_of(RelationKind, row["kind"], "kind of relation")
    reference = str(row.get("reference", ""))
    return PackRelation(a, kind, str(row["to"]), reference=reference, works=works, pack=top.name, **dates)


def _work(top: Heading, key: Any) -> str:
    if not isinstance(key, str) or key not in top.works:
        raise KnowledgeError(f"reference {key!r}: no such key in `works` at the top of the pack")
    return top.works[key]


def _country(value: Any) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise KnowledgeError(
            f'{value!r} is no country: give two capital letters (ISO 3166) in quotes, like "NO"'
        )
    return value


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
