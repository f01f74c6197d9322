"""English text in, its time expressions out: where they stand and what they mean, not yet on the calendar.

`find` is a grammar: small patterns (`_MONTH`, `_DAY` ...) make rules, a rule's builder makes a value. Putting
a value on the calendar needs an anchor and is left to `resolve.times`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ascribe.parse.timevalue import (
    Anaphor,
    Between,
    Calendar,
    Offset,
    Season,
    TimeExpression,
    Vague,
    Value,
    Weekday,
    Window,
)

Groups = dict[str, str]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12}
_SEASONS = {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"}
_WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAYS = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1}
_SENSES = {"same": 0, "that": 0, "next": 1, "following": 1, "later": 1, "after": 1, "afterward": 1}
_SENSES |= {"previous": -1, "prior": -1, "before": -1, "earlier": -1}
_BOUNDS = {"since": "since", "from": "since", "starting": "since", "as of": "since", "until": "until"}
_BOUNDS |= {"till": "until", "through": "until", "by": "until", "before": "before", "after": "after"}
_PARTS = {"beginning": "early", "start": "early", "turn": "early", "middle": "mid", "end": "late"}

# --- Pieces ---------------------------------------------------------------------------------------------
# A number is no day or year where it counts something.
_NO_COUNT = (
    r"(?!\s*(?:percent|per cent|people|troops|soldiers|fighters|members|civilians|others|militants|dead"
    r"|of them))"
)
_YEAR = rf"(?:19|20)\d\d(?![\d%]|[,.:]\d|(?:st|nd|rd|th)\b){_NO_COUNT}"
_DAY = (
    r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
    rf"(?![\d%]|[,.:/]\d|\s*[ap]\.?m\b|-(?:year|day|hour)){_NO_COUNT}"
)
# Only months that are no common words (may, march, august) are taken in small letters.
_SURE_MONTH = r"(?i:january|february|july|september|october|november|december)"
#: A month that no number stands beside: "Mar" may be a town then, "Mar." is a month.
_MONTH_ALONE = (
    rf"(?:{_SURE_MONTH}|(?i:april|june)|March|MARCH|May|MAY|August|AUGUST"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_MONTH = (
    rf"(?:{_SURE_MONTH}|(?i:april|june)|March|MARCH|May|MAY|August|AUGUST"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    r"(?:(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\w)|(?:Tues?|Wed|Thurs?|Fri)\."
    r"|(?:Mon|Sat|Sun)\.?(?=,?\s+(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))"
)
_UNIT = r"(?:minute|hour|day|night|week|weekend|month|year|decade)"
_SOME = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_FEW = r"(?:a\s+)?(?:few|several|many|couple of|couple|dozen|number of)"
_DAYPART = r"(?:morning|afternoon|evening|night)"
_ZONE = r"(?:\s+(?:E[SD]?T|GMT|UTC|local time|[A-Z]\w+ time))?"
_CLOCK = (
    rf"(?:(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s*[ap]\.?m\b\.?{_ZONE}"
    rf"|[0-2]\d:?[0-5]\d\s+(?:GMT|UTC)|(?:[01]?\d|2[0-3]):[0-5]\d(?!\d){_ZONE})"
)
_LONE_CLOCK = rf"(?:1[0-2]|0?[1-9])(?::[0-5]\d)?\s*[ap]\.?m\b\.?{_ZONE}|[0-2]\d:?[0-5]\d\s+(?:GMT|UTC)"
_HOUR = (
    r"(?i:(?:just |shortly )?(?:before|after|at|around)"
    r" (?:dawn|daybreak|dusk|midnight|noon|nightfall|sunset|sunrise))\b"
)
_MD = rf"{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?"
_DM = rf"(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
_ISO = r"\d{4}-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
_SLASHED = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"
_DATE = rf"(?:{_ISO}|{_MD}|{_DM}|{_SLASHED})"
_MY = rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}"
_END = rf"(?:{_DATE}|{_MY}|{_YEAR}|{_MONTH}|{_WEEKDAY}|{_DAY})"
_NO_DAY = (
    rf"(?!,?\s+(?:on\s+)?(?:{_WEEKDAY}|{_MONTH}\s+\d|\d{{1,2}}\s+{_MONTH}|(?i:today|yesterday|tomorrow)))"
)
# What must stand before a year, or before a month whose name is also a word, for it to be one.
_CUE_WORDS = [
    *("in", "since", "of", "from", "until", "till", "by", "before", "after", "during", "early", "late"),
    *("through", "the", "and", "mid"),
]
_CUE = "(?i:" + "|".join(rf"(?<=\b{word}\s)" for word in _CUE_WORDS) + r"|(?<=\bmid-))"
# Dates that are part of a name ("March 14 Alliance").
_NO_NAME = r"(?!\s+(?:Alliance|Movement|Brigade|Coalition|Revolution|bloc))"


# --- Builders -------------------------------------------------------------------------------------------
def _day_of(words: str) -> int:
    return _WEEKDAYS.index(words.lower()[:3])


def _month_of(words: str) -> int:
    return _MONTHS.index(words.lower()[:3]) + 1


def _number(words: str) -> int | None:
    words = words.lower().strip().removesuffix(" of").removeprefix("a ")
    return int(words) if words.isdigit() else _NUMBERS.get(words)


def _calendar(words: str) -> Calendar | None:
    """Any way to write a date, a month or a year; None for one that the calendar does not have."""
    words = words.strip()
    if re.fullmatch(_ISO, words):
        return _checked(int(words[:4]), int(words[5:7]), int(words[8:10]))
    if re.fullmatch(_SLASHED, words):
        return _slashed(*(int(part) for part in words.split("/")))
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    month = re.search(_MONTH, words)
    rest = words[: year.start()] + words[year.end() :] if year else words
    day = re.search(r"\d{1,2}", rest)
    return _checked(
        int(year[0]) if year else None, _month_of(month[0]) if month else None, int(day[0]) if day else None
    )


def _slashed(a: int, b: int, year: int) -> Calendar | None:
    """Month and day in either order; None where both orders make a date and nothing tells which."""
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if a != b and max(a, b) <= 12:
        return None
    return _checked(year, min(a, b), max(a, b))


def _checked(year: int | None, month: int | None, day: int | None) -> Calendar | None:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return Calendar(year, month, day)


def _end(words: str) -> Calendar | Weekday | None:
    if re.fullmatch(_WEEKDAY, words.strip()):
        return Weekday(_day_of(words.strip()))
    return _calendar(words)


def _between(groups: Groups) -> Value | None:
    """Both ends, each completed by what only the other says: the year of the last, the month of the first."""
    first, last = _end(groups["first"]), _end(groups["last"])
    if isinstance(first, Weekday) and isinstance(last, Weekday):
        return Between(first, last)
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return None
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    first = replace(first, year=first.year or last.year)
    last = replace(last, year=last.year or first.year)
    known = (first.month, first.day is None), (last.month, last.day is None)
    if None in (first.month, last.month) and (first.year is None or known[0] != known[1]):
        return None
    return Between(first, last)


def _days(groups: Groups) -> Value | None:
    last = _calendar(groups["last"])
    day = int(re.sub(r"\D", "", groups["first"]))
    return Between(replace(last, day=day), last) if last and last.day and day < last.day else None


def _years(groups: Groups) -> Value | None:
    first, last = groups["first"], groups["last"]
    last = first[: 4 - len(last)] + last
    return Between(Calendar(int(first)), Calendar(int(last))) if int(last) > int(first) else None


def _decade(groups: Groups) -> Value:
    decade = int(groups["decade"])
    first = decade if decade > 99 else 1900 + decade
    return Between(Calendar(first), Calendar(first + 9))


def _relative(groups: Groups) -> Value:
    which, unit = _WHICH[groups["which"].lower()], groups["unit"].lower()
    if unit in _SEASONS:
        return Season(_SEASONS[unit], which=which)
    return Offset("day" if re.fullmatch(_DAYPART, unit) else unit, which)


def _named(groups: Groups) -> Value:
    which, name = _WHICH[groups["which"].lower()], groups["name"]
    return Weekday(_day_of(name), which) if re.fullmatch(_WEEKDAY, name) else Calendar(month=_month_of(name))


def _ago(groups: Groups) -> Value:
    count, unit = _number(groups["count"]), groups["unit"].lower()
    return Window(unit, None) if count is None else Offset(unit, -count)


def _window(groups: Groups) -> Value:
    words, unit = groups.get("count"), groups["unit"].lower()
    count = _number(words) if words else None if unit.endswith("s") else 1
    return Window(unit.removesuffix("s"), count, groups["which"].lower() in ("next", "coming"))


def _anaphor(groups: Groups) -> Value:
    sign = _SENSES[groups["sense"].lower().removesuffix("s")]
    count = _number(groups["count"]) if "count" in groups else 1
    return Anaphor(groups["unit"].lower(), None if count is None else sign * count)


# --- Rules: the first that fits at a place is taken -------------------------------------------------------
_RULES: tuple[tuple[str, Callable[[Groups], Value | None]], ...] = (
    (rf"(?i:between|from)\s+(?P<first>{_END})\s+(?i:and|to|until|till|through)\s+(?P<last>{_END})", _between),
    (
        rf"(?P<first>{_MD}|{_DM})\s*(?:-|–|—|to|through)"
        rf"\s*(?P<last>{_MD}|{_DM}|{_DAY}(?:,?\s+{_YEAR})?)",
        _between,
    ),
    (rf"(?P<first>{_DAY})\s*(?:-|–|to)\s*(?P<last>{_DM})", _days),
    (rf"{_CUE}(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:(?:19|20)\d\d|\d\d))(?!\d)", _years),
    (rf"(?:{_WEEKDAY},?\s+)?(?P<date>{_DATE}){_NO_NAME}", lambda g: _calendar(g["date"])),
    (rf"(?P<date>{_MY})", lambda g: _calendar(g["date"])),
    (
        rf"(?:the\s+)?(?P<name>(?i:spring|summer|autumn|fall|winter))\s+(?:of\s+)?(?P<year>{_YEAR})",
        lambda g: Season(_SEASONS[g["name"].lower()], int(g["year"])),
    ),
    (r"(?:the\s+)?(?P<decade>(?:19|20)?\d0)[’']?s\b", _decade),
    (
        rf"(?:the\s+)?(?P<which>(?i:last|past|previous|this|next|coming))\s+(?P<name>{_WEEKDAY}|{_MONTH})",
        _named,
    ),
    (
        r"(?i:(?P<day>the day before yesterday|yesterday|today|tonight|overnight|tomorrow))"
        rf"(?:\s+{_DAYPART})?",
        lambda g: Offset("day", _DAYS.get(g["day"].lower(), 0)),
    ),
    (
        r"(?i:(?:the\s+)?(?P<which>last|past|previous|next|coming)"
        rf"\s+(?P<count>{_SOME}|{_FEW})\s+(?P<unit>{_UNIT})s?)\b",
        _window,
    ),
    (
        r"(?i:the\s+(?P<sense>same|next|following|previous|prior)\s+(?P<unit>day|night|week|month|year))\b",
        _anaphor,
    ),
    (
        rf"(?i:(?P<sense>that|same|following)\s+(?P<unit>day|night|week|month|year|{_DAYPART}))\b",
        _anaphor,
    ),
    (
        rf"(?i:the\s+(?P<which>last|past|coming)\s+(?P<unit>(?!minute\b|hour\b){_UNIT}s?))\b(?!\s+of\b)",
        _window,
    ),
    (
        r"(?i:(?P<which>last|past|previous|this|current|next|coming)"
        rf"\s+(?P<unit>week(?:end)?|month|year|decade|{_DAYPART}|spring|summer|autumn|fall|winter))\b",
        _relative,
    ),
    (rf"(?i:(?:the\s+)?recent\s+(?P<unit>{_UNIT})s)\b", lambda g: Window(g["unit"].lower(), None)),
    (
        r"(?i:(?:(?:some|about|around|nearly|almost|more than|over)\s+)?"
        rf"(?P<count>{_SOME}|{_FEW})\s+(?P<unit>{_UNIT})s?\s+ago)\b",
        _ago,
    ),
    (
        rf"(?i:(?:only\s+|just\s+)?(?P<count>{_SOME}|{_FEW})\s+(?P<unit>{_UNIT})s?"
        r"\s+(?P<sense>earlier|later|afterwards?|(?:before|after)(?!\s+\w)))\b",
        _anaphor,
    ),
    (r"(?i:the (?P<unit>day|night|week) (?P<sense>before|after)(?!\s+\w))\b", _anaphor),
    (
        r"(?i:(?:shortly|soon|moments|minutes|hours|days|weeks|months|years)"
        r" (?:afterwards?|later|thereafter|earlier))\b",
        lambda _: Anaphor("day", None),
    ),
    (rf"(?P<name>{_WEEKDAY})", lambda g: Weekday(_day_of(g["name"]))),
    (
        rf"(?P<name>{_CUE}{_MONTH_ALONE}(?!\s+(?:of|for|on|\d+)\b)|{_SURE_MONTH}\b)",
        lambda g: Calendar(month=_month_of(g["name"])),
    ),
    (rf"{_CUE}(?P<year>{_YEAR})", lambda g: Calendar(int(g["year"]))),
    (r"(?i:(?<=of\s)the\s+(?P<unit>year|month|week))\b", lambda g: Offset(g["unit"].lower(), 0)),
    (rf"(?>{_HOUR}|{_LONE_CLOCK}){_NO_DAY}", lambda _: Vague("day")),
    (r"(?i:recently|lately)\b", lambda _: Vague("past")),
    (r"(?i:currently|at present|right now|nowadays|now)\b", lambda _: Vague("present")),
)

_NAMED_GROUP = re.compile(r"\?P<\w+>")
_ANY = re.compile(
    r"(?<!\w)(?:" + "|".join(f"({_NAMED_GROUP.sub('?:', rule)})(?!\\w)" for rule, _ in _RULES) + ")"
)
_EACH = tuple(re.compile(rule) for rule, _ in _RULES)

# --- What belongs to a value from the words around it -----------------------------------------------------
_NEARLY = r"(?:(?:at|about|around|just after|just before|shortly after|shortly before)\s+)*"
_BEFORE = re.compile(
    r"(?:\b(?P<bound>since|until|till|by|before|after|from|starting|as of|through)\s+(?:as early as\s+)?)?"
    r"(?:\b(?P<on>on|in|at|during|over|for|within|throughout|around|about)\s+)?"
    rf"(?:\b{_NEARLY}(?P<clock>{_CLOCK}),?\s+(?:on\s+)?)?"
    rf"(?:(?P<hour>{_HOUR})\s+(?:on\s+)?)?"
    r"(?:\bthe\s+(?:early\s+|first\s+|late\s+)?(?P<daypart>morning|afternoon|evening|night|hours)\s+(?:of|on)\s+)?"
    r"(?:\b(?P<part>early|mid|late|earlier|later"
    r"|(?:the\s+)?(?:very\s+)?(?:beginning|start|middle|end|turn) of"
    r"|(?:the\s+)?(?:first|last) (?:day|week|days|weeks|half) of)(?:\s+on|\s+in)?[\s-]+)?$",
    re.I,
)
_AFTER = re.compile(
    rf"(?:,?\s+(?P<daypart>morning|afternoon|evening|night)\b)?(?:,?\s+{_NEARLY}(?P<clock>{_LONE_CLOCK}))?",
    re.I,
)
_POSSESSIVE = re.compile(r"[’']s\b")
#: Characters before a value in which the words that belong to it are looked for.
_REACH = 80


def find(text: str) -> list[TimeExpression]:
    """The time expressions of an English text, in its order; offsets are code points, none overlap."""
    found: list[TimeExpression] = []
    for match in _ANY.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        rule = (match.lastindex or 1) - 1
        inner = _EACH[rule].match(text, match.start(), match.end())
        value = _RULES[rule][1](_said(inner)) if inner else None
        if value is not None:
            found.append(_extend(text, match.start(), match.end(), value, found[-1].end if found else 0))
    return found


def _said(match: re.Match[str] | None) -> Groups:
    return {name: words for name, words in match.groupdict().items() if words} if match else {}


def _extend(text: str, start: int, end: int, value: Value, floor: int) -> TimeExpression:
    """A value with the words around it that belong to it; `floor` is where the expression before ended."""
    after = _AFTER.match(text, end)
    later, own, end = _said(after), text[start:end], after.end() if after else end
    head = max(floor, start - _REACH)
    before = _BEFORE.search(text[head:start])
    said = _said(before)
    # "after Sunday's attack" says when the attack was, not what was after Sunday.
    if before is None or ("bound" in said and (_POSSESSIVE.match(text, end) or isinstance(value, Vague))):
        before, said = None, {}
    begin = head + before.start() if before else start
    core = begin
    if before:
        core = head + max(before.start(), before.end("bound"), before.end("on"))
        core += len(text[core:start]) - len(text[core:start].lstrip())
    clock = _clock(later.get("clock") or said.get("clock") or own)
    daypart = _daypart(later.get("daypart") or said.get("daypart") or own)
    bound = _BOUNDS.get(" ".join(said.get("bound", "").lower().split()), "")
    part = _part(said.get("part", ""))
    return TimeExpression(begin, end, text[begin:end], value, core, bound, part, daypart, clock)


def _daypart(words: str) -> str:
    match = re.search(rf"(?i:{_DAYPART}|overnight|tonight)", words)
    return match[0].lower().replace("tonight", "night") if match else ""


def _part(words: str) -> str:
    """early, mid, late, earlier, later, or first-day, last-day, first-week ..."""
    words = re.sub(r"^the |\bvery | of\b| on$| in$", "", " ".join(words.lower().split()))
    return _PARTS.get(words, words.replace(" ", "-"))


def _clock(words: str) -> str:
    """HH:MM of a time of day, "" where there is none."""
    match = re.search(r"(?<![\d/-])(\d{1,2})(?::([0-5]\d))?\s*([ap])\.?m\b", words, re.I)
    if match:
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return f"{hour:02}:{match[2] or '00'}"
    match = re.search(r"(?:T|(?<![\d+:-]))([01]?\d|2[0-3]):([0-5]\d)(?!\d)", words)
    match = match or re.search(r"\b([01]\d|2[0-3])([0-5]\d)\s+(?:GMT|UTC)", words)
    return f"{int(match[1]):02}:{match[2]}" if match else ""
