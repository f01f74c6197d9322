"""Ways of accusing, claiming and denying, `ways.yaml`: rows of items, read and found by the word they begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ascribe.errors import KnowledgeError


class Purpose(StrEnum):
    """What is done in such words."""

    ACCUSES = "accuses"
    TRIES = "tries"
    SAID = "said"
    OWNS = "owns"
    DENIES = "denies"
    CLEARS = "clears"
    CLAIMS = "claims"
    SHOWS = "shows"


class Slot(StrEnum):
    """What an item stands for besides words: who did it, whose the next word is, a happening."""

    ACTOR = "A"
    OWNER = "A's"
    DEED = "DEED"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a way: a slot, or words of which one must stand there (`charge`: "it" may stand for it)."""

    words: frozenset[str] = frozenset()
    slot: Slot | None = None
    optional: bool = False
    charge: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the word it begins with (`anchor`) and what follows; what stands before it, the one who did it or a
    word for such ("the attackers"); `copular`: something is said to be the anchor."""

    purpose: Purpose
    text: str
    anchor: Item
    rest: tuple[Item, ...]
    actor_first: bool = False
    culprit_first: bool = False
    copular: bool = False

    @property
    def names(self) -> bool:
        """Whether it says who did it."""
        return self.actor_first or any(i.slot in (Slot.ACTOR, Slot.OWNER) for i in self.rest)


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways by the words that they begin with, and the lists that go with them."""

    by_word: Mapping[str, tuple[Way, ...]]
    charges: frozenset[str]
    lies: frozenset[str]
    it: frozenset[str]
    withheld: frozenset[str]
    alleging: frozenset[str]
    vague: frozenset[str]
    bloodless: frozenset[str]


def read_ways(raw: Any) -> Ways:
    """The ways that the file holds; raises KnowledgeError naming the one that cannot be read."""
    try:
        lists = {name: frozenset(words) for name, words in raw["lists"].items()}
        ways = [_way(purpose, text, lists) for purpose in Purpose for text in raw[purpose.value]]
        found: dict[str, list[Way]] = {}
        for way in ways:
            for word in way.anchor.words:
                found.setdefault(word, []).append(way)
        return Ways(
            {word: tuple(own) for word, own in found.items()},
            lists["CHARGE"],
            lists["LIE"],
            lists["IT"],
            frozenset(raw["withheld"]),
            frozenset(raw["alleging"]),
            frozenset(raw["vague"]),
            frozenset(raw["bloodless"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"ways.yaml: does not hold what it must: {error!r}") from error


def _way(purpose: Purpose, text: str, lists: Mapping[str, frozenset[str]]) -> Way:
    words = text.split()
    first = words[0]
    words = words[1:] if first in ("A", "CULPRIT") else words
    copular = words[0] == "be"
    items = [_item(word, lists) for word in (words[1:] if copular else words)]
    while items and items[0].optional:
        items.pop(0)
    if copular and items and items[0].slot is Slot.OWNER and len(items) > 1:
        items[0], items[1] = items[1], items[0]  # the owner hangs on the word that is said
    if not items or not items[0].words:
        raise KnowledgeError(f"ways.yaml: {purpose.value}: {text}: begins with no word")
    return Way(purpose, text, items[0], tuple(items[1:]), first == "A", first == "CULPRIT", copular)


def _item(word: str, lists: Mapping[str, frozenset[str]]) -> Item:
    optional = word.endswith("?")
    word = word.removesuffix("?")
    if word in ("A", "A's", "DEED"):
        return Item(slot=Slot(word), optional=optional)
    charge = word == "CHARGE"
    own = lists[word] if word in lists else frozenset(word.split("|"))
    return Item(own, None, optional, charge)
