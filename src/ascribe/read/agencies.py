"""`agencies.yaml` as values: who signs datelines, bylines and credits, and the lines that credit them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ascribe.read.phrases import any_of, load


@dataclass(frozen=True, slots=True)
class Agencies:
    """Names by the way they sign; `whole` and `part` are the shapes of credit lines."""

    names: dict[str, str]
    folded: frozenset[str]
    named: re.Pattern[str]
    not_places: frozenset[str]
    whole: re.Pattern[str] | None
    part: re.Pattern[str] | None


@cache
def agencies() -> Agencies:
    """The table, read once."""
    return load("agencies.yaml", _build)


def _build(raw: dict[str, Any]) -> Agencies:
    names = {str(key): str(value) for key, value in raw["agencies"].items()}
    either = "|".join(sorted(map(re.escape, {*names, *names.values()}), key=len, reverse=True))
    shapes = {
        key: any_of([p.replace("NAMES", either) for p in lines]) for key, lines in raw["credits"].items()
    }
    return Agencies(
        names,
        frozenset(name.casefold() for pair in names.items() for name in pair),
        re.compile(rf"(?<![\w.])(?:{either})(?!\w)"),
        frozenset(raw["not_places"]),
        shapes["whole"],
        shapes["part"],
    )


def agency_name(signed: str) -> str:
    """The name of an agency or outlet as it signs; words that no table knows are kept as they stand."""
    return agencies().names.get(signed.strip(), signed.strip())


def named_in(line: str) -> tuple[str, ...]:
    """The agencies and outlets of the table that a line names, each once, in order."""
    found = (agency_name(match.group()) for match in agencies().named.finditer(line))
    return tuple(dict.fromkeys(found))


def credits_whole(line: str) -> str | None:
    """The one agency or outlet that a line credits with the whole text ("(AFP)", "Source: Reuters")."""
    shape, names = agencies().whole, named_in(line)
    return names[0] if shape and len(names) == 1 and shape.match(line) else None


def is_credit(line: str) -> bool:
    """Whether a line says who wrote, supplied or edited the text."""
    whole, part = agencies().whole, agencies().part
    return bool((whole and whole.match(line)) or (part and part.match(line)))
