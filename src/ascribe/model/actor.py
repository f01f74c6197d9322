"""`Actor`: a person, group, body, unit or brand, with the names it goes by. Actors are linked, never merged."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is; `UNKNOWN` where a report names one of which it does not say so."""

    PERSON = "person"
    GROUP = "group"
    BODY = "body"
    UNIT = "unit"
    BRAND = "brand"
    STATE = "state"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its language (BCP 47), script (ISO 15924) and where it comes from.

    `transliteration` is a name of another script in Latin letters, as its source writes it.
    """

    text: str
    language: str = "en"
    script: str = "Latn"
    source: str = ""
    transliteration: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of a pack, or one that a report names and no pack knows (then `id` is local to the ledger).

    `references` are the public works that its pack cites.
    """

    id: str
    kind: ActorKind
    name: str
    names: tuple[Name, ...] = ()
    note: str = ""
    references: tuple[str, ...] = ()
