"""The slots of an incident in, its title out: "Drone attack on the governor's residence, Velna, 7 November
2021"."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.knowledge.words import written_head
from ascribe.model import Kind, Means, Status

_WORDS = Path(__file__).with_name("titles.yaml")
_LONGEST_SLOT = 60


@cache
def _words() -> dict[str, Any]:
    try:
        words: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_WORDS.name}: {error}") from error
    return words


def title(
    kind: Kind,
    means: Means | None,
    status: Status,
    series: bool,
    target: str | None = None,
    agent: str | None = None,
    place: str | None = None,
    when: str | None = None,
) -> str:
    """One line from slots; a slot that is None is left out. `when` is EDTF."""
    entry = dict(_words()["kinds"][kind.value])
    if kind is Kind.ATTACK and means:
        entry.update(_words()["means"].get(means.value, {}))
    parts = [_words()["status"].get(status.value), entry["many" if series else "one"]]
    for slot, name in (("agent", agent), ("target", target)):
        if name and slot in entry and not _echoes(name, kind, means):
            parts += [entry[slot], _noun(name)]
    line = " ".join(part for part in parts if part)
    line = line[0].upper() + line[1:]
    shown_place = place if place and place.casefold() not in line.casefold() else None
    return ", ".join(part for part in (line, shown_place, date_words(when) if when else None) if part)


def _noun(name: str) -> str:
    """A name as it stands in a line, with "the" before a common noun that has no determiner of its own."""
    name = name if len(name) <= _LONGEST_SLOT else name[: _LONGEST_SLOT - 1].rstrip() + "…"
    first = name.split()[0]
    plural = _bare_noun(written_head(name))
    determiners = _words()["determiners"].split()
    if first[1:].islower() and first.lower() in determiners:  # "Two guards", where a sentence began with it
        return name[0].lower() + name[1:]
    if first in _words()["indefinite"].split() and not plural:
        return f"a {name}"
    bare = not first[0].islower() or not first.isascii() or plural or first in determiners
    return name if bare else f"the {name}"


def _bare_noun(head: str) -> bool:
    """Whether a noun stands without an article: in the plural, as far as its ending tells, or uncountable."""
    return head in _words()["mass"].split() or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


def _echoes(name: str, kind: Kind, means: Means | None) -> bool:
    """Whether a name only says again what happened: "bombs" of a bombing."""
    return name.lower().removesuffix("s") in {kind.value, means.value if means else ""}


def says_what(name: str) -> bool:
    """Whether a name says what or who, and not just how many ("two", "more than 13")."""
    counting = {*_words()["determiners"].split(), *_words()["counting"].split()}
    return any(word not in counting and not word[0].isdigit() for word in name.lower().split())


def date_words(edtf: str) -> str:
    """An EDTF date or interval in words: "7 November 2021", "March 2022", "2 to 9 May 2020", "since 4 May
    2020"."""
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _day_words(begin)
    if end in ("", ".."):
        return f"since {_day_words(begin)}"
    if begin in ("", ".."):
        return f"until {_day_words(end)}"
    first, last = _day_words(begin).split(), _day_words(end).split()
    if len(first) == len(last):
        while len(first) > 1 and first[-1] == last[len(first) - 1]:
            first.pop()
    return f"{' '.join(first)} to {' '.join(last)}"


def _day_words(value: str) -> str:
    year, _, rest = value.rstrip("~?%").partition("-")
    month, _, day = rest.partition("-")
    if not month:
        return year
    name = date(2000, int(month), 1).strftime("%B")
    return f"{int(day.partition('T')[0])} {name} {year}" if day else f"{name} {year}"
