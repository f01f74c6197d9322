"""Words in, what they say about which happening is meant: rare words, head words, weekdays.

The lists are `words.yaml`. They are fixed, not counted from a ledger, so that two reports link the same way
whatever else the ledger holds.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.names import fold

_LISTS = Path(__file__).with_name("words.yaml")
_ENDINGS = ("ings", "ing", "ed", "es", "s")
_POSSESSOR = re.compile(r".*['’]s?\s+")


@dataclass(frozen=True, slots=True)
class _Words:
    common: frozenset[str]
    generic_heads: frozenset[str]
    head_enders: frozenset[str]
    weekdays: dict[str, int]


def stem(word: str) -> str:
    """A folded word without its commonest English endings; at least three letters stay."""
    if not word.isascii():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


@cache
def _words() -> _Words:
    try:
        lists = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
        common = {stem(w) for key in ("function", "field") for w in fold(lists[key]).split()}
        return _Words(
            frozenset(common),
            frozenset(stem(w) for w in fold(lists["generic_heads"]).split()),
            frozenset(lists["head_enders"].split()),
            {fold(name): day for day, names in enumerate(lists["weekdays"]) for name in names},
        )
    except (OSError, KeyError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_LISTS.name}: {error}") from error


@lru_cache(maxsize=1 << 16)
def stems(text: str) -> tuple[str, ...]:
    """Every word of a text, folded and stemmed, in order."""
    return tuple(stem(word) for word in fold(text).split())


def rare_words(text: str) -> frozenset[str]:
    """The words that may tell one happening from another: no function words, no words of every such
    report."""
    common = _words().common
    return frozenset(w for w in stems(text) if w not in common and len(w) > 2 and not w.isdigit())


def written_head(name: str) -> str:
    """The head of a noun phrase as it is written ("the minister's residence in X" gives "residence")."""
    ended: list[str] = []
    for word in _POSSESSOR.sub("", name).split():
        if ended and word.lower() in _words().head_enders:
            break
        ended.append(word)
    return ended[-1] if ended else ""


@lru_cache(maxsize=1 << 16)
def head_word(name: str) -> str | None:
    """The stem of the head of a noun phrase; None where nothing is left of it."""
    found = stems(written_head(name))
    return found[-1] if found else None


def is_generic_head(head: str) -> bool:
    """Whether too many targets share this head for it to say anything alone."""
    return head in _words().generic_heads


def weekday(words: str) -> int | None:
    """The one day of the week that words name, Monday 0; None where they name none or several."""
    days = {_words().weekdays[word] for word in fold(words).split() if word in _words().weekdays}
    return days.pop() if len(days) == 1 else None
