"""Arabic text in, its time expressions out: the same values that the English grammar gives (`timevalue`).

Weekdays, days counted from the report's, dates with the months of the Gulf, of the Levant and of the Maghreb,
weeks, months and years before or after, and counts of them ("three days ago"). The vocabulary is `arabic.yaml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import yaml

from ascribe.errors import KnowledgeError
from ascribe.parse.timevalue import Between, Calendar, Offset, TimeExpression, Value, Weekday

_FILE = Path(__file__).with_name("arabic.yaml")
#: One for one, so that offsets stay.
_LETTERS = str.maketrans("أإآٱىة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايه01234567890123456789")
#: Names of months that are other words too stand for the month only after one of these, or with a day or a year.
_GOVERNED = re.compile(r"\b(?:في|شهر|منذ|حتي|خلال)\b")
_BEFORE_WORD, _AFTER_WORD = r"(?<![\w])", r"(?![\w])"


@dataclass(frozen=True, slots=True)
class _Words:
    weekdays: dict[str, int]
    months: dict[str, int]
    dayparts: dict[str, str]
    days: dict[str, int]
    units: dict[str, tuple[str, int]]
    which: dict[str, int]
    numbers: dict[str, int]
    beginnings: tuple[str, ...]
    ordinals: dict[str, int]


@cache
def _words() -> _Words:
    try:
        raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        return _Words(
            {_plain(n): day for day, names in enumerate(raw["weekdays"]) for n in names.split("|")},
            {_plain(n): month for month, names in raw["months"].items() for n in names},
            {_plain(n): part for part, names in raw["dayparts"].items() for n in names},
            {_plain(n): count for n, count in raw["days"].items()},
            {
                _plain(form): (unit.removesuffix("s"), min(number, 2) + 1)
                for unit, forms in raw["units"].items()
                for number, form in enumerate(forms)
            },
            {_plain(n): which for key, which in (("last", -1), ("this", 0), ("next", 1)) for n in raw[key]},
            {_plain(n): value for n, value in raw["numbers"].items()},
            tuple(map(_plain, raw["beginnings"])),
            {_plain(n): day for day, n in enumerate(raw["ordinals"], 1)},
        )
    except (OSError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{_FILE.name}: {error!r}") from error


def _plain(words: str) -> str:
    return words.translate(_LETTERS)


@lru_cache(maxsize=4)
def find(text: str) -> tuple[TimeExpression, ...]:
    """The expressions of an Arabic text that say when; in its order, offsets in code points, none overlap."""
    found: list[TimeExpression] = []
    for match in _pattern().finditer(_plain(text)):
        value = _value(match)
        if value is not None and match["core"]:
            found.append(_expression(text, match, value))
    return tuple(found)


def _expression(text: str, match: re.Match[str], value: Value) -> TimeExpression:
    start, end = match.span("whole")
    parts = [match[name] for name in ("before", "after") if match[name]]
    daypart = _words().dayparts.get(parts[0].strip(), "") if parts else ""
    bound = "since" if match["since"] else "until" if match["until"] else ""
    part = "early" if match["begin"] and not bound else ""
    return TimeExpression(
        start, end, text[start:end], value, match.start("core"), bound, part, daypart,
        ends=(match.span("from_"), match.span("to_")) if match["from_"] else (),
    )  # fmt: skip


def _value(match: re.Match[str]) -> Value | None:
    """What the words say; the most exact part of them counts ("Sunday the 3rd of May")."""
    words, said = _words(), {key: value for key, value in match.groupdict().items() if value}
    if "from_" in said:
        return Between(Calendar(int(said["from_"])), Calendar(int(said["to_"])))
    if "numeric" in said:
        return _numeric(said["numeric"])
    if "month" in said:
        year = int(said["year"]) if "year" in said else None
        day = int(said["day"]) if "day" in said else words.ordinals.get(said.get("ordinal", ""))
        named = bool(year or day or _GOVERNED.search(match[0]))
        return _date(year, words.months[said["month"]], day) if named else None
    if "onlyyear" in said:
        return Calendar(int(said["onlyyear"]))
    if "weekday" in said:
        return Weekday(words.weekdays[said["weekday"]], words.which.get(said.get("wwhich", ""), 0))
    if "relative" in said:
        return Offset("day", words.days[said["relative"]])
    if "unit2" in said and not ("which" in said or "begin" in said):
        return None
    if unit := said.get("unit") or said.get("unit2"):
        return Offset(words.units[unit][0], words.which.get(said.get("which", ""), 0))
    return _counted(said)


def _counted(said: dict[str, str]) -> Value | None:
    """ "two days ago": so many units before the report."""
    words = _words()
    if "cunit" not in said:
        return None
    unit, number = words.units[said["cunit"]]
    count = said.get("count", "")
    value = int(count) if count.isdecimal() else words.numbers.get(count, number if number < 3 else 0)
    return Offset(unit, -value) if value else None


def _numeric(written: str) -> Calendar | None:
    parts = [int(part) for part in re.split(r"[/.-]", written)]
    year, month, day = parts if parts[0] > 31 else parts[::-1]
    return _date(year, month, day)


def _date(year: int | None, month: int, day: int | None) -> Calendar | None:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return None
    return Calendar(year, month, day)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    month, weekday, which = _any(words.months), _any(words.weekdays), _any(words.which)
    year = r"(?:19|20)\d\d"
    dated = (
        rf"(?:(?:(?P<day>[0-3]?\d)|(?P<ordinal>{_any(words.ordinals)}))[^\S\n]+)?(?:من[^\S\n]+)?(?:شهر[^\S\n]+)?(?P<month>{month})(?:[^\S\n]?/[^\S\n]?(?:{month}))?"
        rf"(?:[^\S\n]+(?:عام[^\S\n]+|سنه[^\S\n]+)?(?P<year>{year}))?(?:[^\S\n]+(?:{which}))?"
    )
    shapes = [
        rf"بين عامي[^\S\n]+(?P<from_>{year})[^\S\n]+و[^\S\n]?(?P<to_>{year})",
        rf"(?P<numeric>\d{{1,2}}[/.-]\d{{1,2}}[/.-]{year}|{year}[/.-]\d{{1,2}}[/.-]\d{{1,2}})",
        rf"(?:(?:يوم[^\S\n]+)?(?:اليوم[^\S\n]+)?(?:{weekday})،?[^\S\n]+\(?)?{dated}",
        rf"(?:عام|سنه|العام)[^\S\n]+(?P<onlyyear>{year})",
        rf"(?:يوم[^\S\n]+)?(?:ال(?:يوم|ليله)[^\S\n]+|امس،?[^\S\n]+)?(?P<weekday>{weekday})(?:[^\S\n]+(?P<wwhich>{which}))?",
        rf"(?P<relative>{_any(words.days)})(?:[^\S\n]+(?:{weekday}))?",
        rf"(?:(?P<thisunit>هذا|هذه)[^\S\n]+ال(?P<unit>{_any(words.units)}))",
        rf"ال(?P<unit2>{_any(words.units)})(?:[^\S\n]+(?P<which>{which}))?",
        rf"قبل[^\S\n]+(?:نحو[^\S\n]+)?(?:(?P<count>\d{{1,3}}|{_any(words.numbers)})[^\S\n]+)?(?P<cunit>{_any(words.units)})",
    ]
    core = "|".join(shapes)
    daypart = _any(words.dayparts)
    return re.compile(
        rf"{_BEFORE_WORD}[وف]?(?P<whole>(?:في[^\S\n]+)?(?:(?P<since>منذ)[^\S\n]+|(?P<until>حتي)[^\S\n]+)?"
        rf"(?:(?P<begin>{_any(words.beginnings)})[^\S\n]+)?(?:(?P<before>{daypart})[^\S\n]+)?(?:يوم[^\S\n]+)?"
        rf"(?P<core>{core})(?:[^\S\n]+(?P<after>{daypart}))?){_AFTER_WORD}"
    )
