"""When a text was published, by a vote that it sets on a weekday: "the local elections tomorrow, Monday".

Comes in: a text with its sections. Goes out: `Published` with `Known.INFERRED` where exactly one vote of the
country that the text speaks of fits the weekday, the kind of vote and the years that the text names.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ascribe.model import Known, Moment, Published, Section
from ascribe.read.dates import calendar, find_dates
from ascribe.read.passages import body
from ascribe.read.phrases import load

_DAYS = {"yesterday": 1, "today": 0, "tomorrow": -1}
_VOTE = re.compile(
    r"\b(?P<vote>[\w-]{1,40} (?:elections?|vote|polls?|runoff)|referendum)\b[^.;]{0,60}?"
    r"\b(?P<day>yesterday|today|tomorrow),? (?:on )?(?P<weekday>[A-Z][a-z]+day)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Country:
    """How a text names a country, and the days of its votes by kind."""

    named: re.Pattern[str]
    votes: dict[str, tuple[date, ...]]


@dataclass(frozen=True, slots=True)
class Elections:
    """What `elections.yaml` holds: kinds of votes by the word before "elections", and the countries."""

    kinds: dict[str, str]
    countries: tuple[Country, ...]


@cache
def elections() -> Elections:
    """The table, read once."""
    return load("elections.yaml", _build)


def _build(raw: dict[str, Any]) -> Elections:
    kinds = {str(word): str(kind) for kind, words in raw["kinds"].items() for word in words}
    countries = tuple(
        Country(
            re.compile(rf"\b(?:{'|'.join(map(re.escape, entry['words']))})\b"),
            {kind: tuple(days) for kind, days in entry.items() if kind != "words"},
        )
        for entry in raw["countries"]
    )
    return Elections(kinds, countries)


def vote_day(text: str, sections: Sequence[Section]) -> Published | None:
    """The day from which a vote of a known date lies on a named weekday, "tomorrow" or "yesterday"."""
    told = [match for section in body(sections) for match in _VOTE.finditer(text, section.start, section.end)]
    country = _country(text) if told else None
    if country is None:
        return None
    latest = max((one.year for one in find_dates(text) if one.year), default=0)
    for match in told:
        fitting = {day for day in _fitting(match, country) if day.year >= latest}
        if len(fitting) == 1:
            vote = fitting.pop()
            day = vote + timedelta(_DAYS[match["day"].lower()])
            start, end = match.start("day"), match.end("weekday")
            moment = Moment(day.isoformat(), text[start:end], start, end, None, "day of a vote")
            reason = f"{match['vote']!r} {text[start:end]!r}: the one of {vote.isoformat()}"
            return Published(Known.INFERRED, moment, reason)
    return None


def _country(text: str) -> Country | None:
    """The country that a text names most often."""
    named, country = max(
        ((len(c.named.findall(text)), c) for c in elections().countries), key=lambda pair: pair[0]
    )
    return country if named else None


def _fitting(match: "re.Match[str]", country: Country) -> Iterator[date]:
    """The votes of a country that are of the kind and weekday that the words name."""
    weekdays = calendar().weekdays
    weekday = match["weekday"].lower()
    if weekday not in weekdays:
        return
    kind = elections().kinds.get(match["vote"].split()[0].lower())
    for name, days in country.votes.items():
        if kind in (None, name):
            yield from (day for day in days if day.weekday() == weekdays.index(weekday))
