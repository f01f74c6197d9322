"""The entries of the Arabic word lists: verbs, nouns and adjectives, and the forms that lead to them."""

from dataclasses import dataclass
from typing import Any

from ascribe.knowledge.arabic.letters import plain
from ascribe.model import Kind, Means, SpeakerKind, Stance


@dataclass(frozen=True, slots=True)
class Verb:
    """One sense of a verb. `role` is speech, act (`act` says which), event, result or other; see `verbs.yaml`."""

    lemma: str
    role: str
    act: str = ""
    stance: Stance | None = None
    again: bool = False
    that: bool = False
    kind: Kind | None = None
    means: Means | None = None
    harm: str = ""
    to: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    state: bool = False
    light: bool = False
    suffers: bool = False
    one: bool = False


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form of a verb: `passive` None where the writing does not say."""

    verb: Verb
    plural: bool
    imperfect: bool
    passive: bool | None


@dataclass(frozen=True, slots=True)
class Noun:
    """One sense of a noun. `role` is event, people, body, thing or place; the flags are those of `nouns.yaml`."""

    lemma: str
    role: str
    english: str = ""
    many: str = ""
    speaker: SpeakerKind | None = None
    flags: frozenset[str] = frozenset()
    kind: Kind | None = None
    means: Means | None = None
    object: str = ""
    harm: str = ""
    to: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NounForm:
    """A form of a noun: its number is 1, 2 or 3; `closed` where no other noun can follow it in the genitive."""

    noun: Noun
    number: int
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective with its English word, and the form that dictionaries give."""

    lemma: str
    english: str


_FLAGS = ("counts", "side", "title", "office", "rank", "group", "doer", "of", "other", "anonymous", "voice", "nobody",
          "weapon", "faceless", "anaphor", "modified", "between", "one")  # fmt: skip


def verb(raw: dict[str, Any], role: str, act: str = "", stance: Stance | None = None) -> Verb:
    """The verb of one row of `verbs.yaml`."""
    return Verb(
        lemma=plain(raw["verb"]),
        role=role,
        act=act,
        stance=stance,
        again=bool(raw.get("again")),
        that=bool(raw.get("that")),
        kind=Kind(raw["kind"]) if "kind" in raw else None,
        means=Means(raw["means"]) if "means" in raw else None,
        harm=str(raw.get("harm", "")),
        to=tuple(map(plain, raw.get("to", ()))),
        needs=frozenset(map(plain, raw.get("needs", ()))),
        state=bool(raw.get("state")),
        light=bool(raw.get("light")),
        suffers=bool(raw.get("suffers")),
        one=bool(raw.get("one")),
    )


def noun(raw: dict[str, Any], role: str, english: str = "") -> Noun:
    """The noun of one row of `nouns.yaml`; its English word where the row has none."""
    english = str(raw.get("english", english))
    return Noun(
        lemma=plain(raw["noun"]),
        role=role,
        english=english,
        many=str(raw.get("many", f"{english}s" if english else "")),
        speaker=SpeakerKind(raw["speaker"]) if "speaker" in raw else None,
        flags=frozenset(flag for flag in _FLAGS if raw.get(flag)),
        kind=Kind(raw["kind"]) if "kind" in raw else None,
        means=Means(raw["means"]) if "means" in raw else None,
        object=str(raw.get("object", "")),
        harm=str(raw.get("harm", "")),
        to=tuple(map(plain, raw.get("to", ()))),
        after=frozenset(map(plain, raw.get("after", ()))),
    )
