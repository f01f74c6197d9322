"""A value and the words around it in, the whole expression out: "since early October", "3 p.m. on Sunday"."""

import re

from ascribe.parse.timevalue import Length, Repeat, TimeExpression, Vague, Value
from ascribe.parse.timex.pieces import CLOCK, DAYPART, HOUR, LONE_CLOCK
from ascribe.parse.timex.words import any_of, words

_WORDS = words()
_NEARLY = r"(?:(?:at|about|around|just after|just before|shortly after|shortly before)\s+)*"
_PART_OF = any_of(word for word in _WORDS.parts)
_BEFORE = re.compile(
    rf"(?:\b(?P<bound>{any_of(_WORDS.bounds)})\s+(?:as early as\s+)?)?"
    r"(?:\b(?P<on>on|in|at|during|over|for|within|throughout|around|about)\s+)?"
    rf"(?:\b{_NEARLY}(?P<clock>{CLOCK}),?\s+(?:on\s+)?)?"
    rf"(?:(?P<hour>{HOUR})\s+(?:on\s+)?)?"
    r"(?:\bthe\s+(?:early\s+|first\s+|late\s+)?(?P<daypart>morning|afternoon|evening|night|hours)\s+(?:of|on)\s+)?"
    r"(?:\b(?P<part>(?:the\s+)?(?:early|mid|late|earlier|later)"
    rf"|(?:the\s+)?(?:very\s+)?{_PART_OF} of"
    r"|(?:the\s+)?(?:first|last) (?:day|week|days|weeks|half|months|month|quarter) of)(?:\s+on|\s+in)?[\s-]+)?\Z",
    re.I,
)
_AFTER = re.compile(
    rf"(?:,?\s+(?P<daypart>morning|afternoon|evening|night)\b)?(?:,?\s+{_NEARLY}(?P<clock>{LONE_CLOCK}))?",
    re.I,
)
_POSSESSIVE = re.compile(r"[’']s\b")
_UNIVERSAL = re.compile(r"\b(?:GMT|UTC)\b(?!\s*[+-])|\dZ\b")
#: Characters before a value in which the words that belong to it are looked for.
_REACH = 80
#: The clause before a value, and after it, as far as its words say whether it is still to come.
_CLAUSE = 90
_CLAUSE_END = re.compile(r"[.;:!?\"“”\n]|\b(?:after|because|when|said|announced|told)\b", re.I)
_AHEAD_BEFORE = re.compile(rf"\b{any_of(_WORDS.ahead_before)}\b", re.I)
_AHEAD_AFTER = re.compile(rf"^(?:\s+\w+){{0,4}}\s+{any_of(_WORDS.ahead_after)}\b", re.I)


def extend(text: str, start: int, end: int, value: Value, floor: int) -> TimeExpression:
    """A value with the words around it that belong to it; `floor` is where the expression before ended."""
    if isinstance(value, Length | Repeat):
        return TimeExpression(start, end, text[start:end], value, start)
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
    clock = later.get("clock") or said.get("clock") or own
    daypart = _daypart(later.get("daypart") or said.get("daypart") or own)
    bound = _WORDS.bounds.get(" ".join(said.get("bound", "").lower().split()), "")
    return TimeExpression(
        begin, end, text[begin:end], value, core, bound, _part(said.get("part", "")), daypart,
        _clock(clock), ahead=said.get("bound", "").lower() in ("until", "till") or _is_ahead(text, begin, end),
    )  # fmt: skip


def _said(match: re.Match[str] | None) -> dict[str, str]:
    return {name: found for name, found in match.groupdict().items() if found} if match else {}


def _daypart(written: str) -> str:
    match = re.search(rf"(?i:{DAYPART}|overnight|tonight)", written)
    return match[0].lower().replace("tonight", "night") if match else ""


def _part(written: str) -> str:
    """early, mid, late, earlier, later, or first-day, last-day, first-week ..."""
    written = re.sub(r"^the |\bvery | of\b| on$| in$", "", " ".join(written.lower().split()))
    return _WORDS.parts.get(written, written.replace(" ", "-"))


def _clock(written: str) -> str:
    """HH:MM of a time of day, "" where there is none."""
    zone = "Z" if _UNIVERSAL.search(written) else ""
    match = re.search(r"(?<![\d/-])(\d{1,2})(?:[:.]([0-5]\d))?\s*([ap])\.?m\b", written, re.I)
    if match:
        hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return f"{hour:02}:{match[2] or '00'}{zone}"
    match = re.search(r"(?:T|(?<![\d+:-]))([01]?\d|2[0-3]):([0-5]\d)(?!\d)", written)
    match = match or re.search(r"\b([01]\d|2[0-3])([0-5]\d)\s*(?:GMT|UTC|Z|hrs|hours|h)\b", written)
    return f"{int(match[1]):02}:{match[2]}{zone}" if match else ""


def _is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the clause that the words stand in speaks of what is still to come."""
    before = text[max(0, start - _CLAUSE) : start]
    breaks = [match.end() for match in _CLAUSE_END.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    return bool(_AHEAD_BEFORE.search(clause) or _AHEAD_AFTER.search(text[end : end + _CLAUSE]))
