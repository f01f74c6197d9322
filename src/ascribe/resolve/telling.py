"""When a happening is whose own words do not date it: by the way in which it is told.

Comes in: a text, its time expressions with their moments, its propositions with their own times resolved. Goes out: the
propositions. One without a date takes, in this order: the date of the heading that it is listed under; the day to which
a time of day belongs; the time of another happening from which its words count ("two days after the raid"); the time
that its sentence gives another happening; the time of the happening told before, where it is told as later or earlier.
The rule that gave a date stands with it (`Moment.rule`). Where the other happening has no date either, the order is
kept in the rule and the value stays open; the day of publication is never taken for the day of a happening.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascribe.model import Moment, Proposition, Status
from ascribe.parse.timevalue import Anaphor, Apart, Calendar, TimeExpression, Vague, Weekday
from ascribe.resolve.days import Days, shift
from ascribe.resolve.times import interval

LISTED = "dated by the heading above"
TOLD_WITH = "told in one sentence with what happened then"
OF_THE_SCENE = "time of the day that is told of"
OF_THE_LAST_DAY = "time of day, of the last day and night"
COUNTED = "counted from another happening"
#: A scene told before is left after so many characters: some four sentences.
REACH = 600
#: A happening may be counted from one that is counted itself, so often.
_CHAIN = 2
#: What ends a sentence; "Dec. 11" ends none.
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s+[^a-z\s\d]|\n")
_HEADING = re.compile(r"[ \t•*·–-]*\Z")
_AFTER_HEADING = re.compile(r"[ \t]*(?:[:.–—-]|\n|\Z)")
#: How far off a count of such units may be, in days; an unsaid count is from the first to the second of them.
_SLACK = {
    "day": 0,
    "night": 0,
    "week": 2,
    "weekend": 2,
    "fortnight": 3,
    "month": 10,
    "quarter": 30,
    "year": 120,
}
_UNSAID = {"day": (1, 7), "night": (1, 7), "week": (7, 42), "month": (28, 365), "year": (365, 3650)}
_SHORT = ("second", "minute", "hour")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A text with its time expressions and what they mean; `anchor` gives the moment that one counts from."""

    text: str
    times: Sequence[tuple[TimeExpression, Moment]]
    anchor: Callable[[TimeExpression], Moment | None]

    def at(self, moment: Moment | None) -> TimeExpression | None:
        """The expression that stands where a moment's words do."""
        if moment is None or moment.start is None or moment.end is None:
            return None
        return next(
            (e for e, _ in self.times if e.start < (moment.end or 0) and (moment.start or 0) < e.end), None
        )


def date_happenings(timeline: Timeline, propositions: Sequence[Proposition]) -> tuple[Proposition, ...]:
    """The propositions in their order, those without a date dated by the way in which they are told."""
    entries = list(propositions)
    for step in (_list, _time_of_day, _count, _share, _follow):
        step(timeline, entries)
    return tuple(entries)


def _is_dated(entry: Proposition) -> bool:
    return entry.when is not None and entry.when.edtf is not None


def _is_told(entry: Proposition) -> bool:
    return entry.status in (Status.HAPPENED, Status.ATTEMPTED, Status.CALLED_OFF)


def _by_place(entries: Sequence[Proposition]) -> list[int]:
    return sorted(range(len(entries)), key=lambda i: entries[i].evidence.start)


# --- Lists with dates for headings ----------------------------------------------------------------------------


def _list(timeline: Timeline, entries: list[Proposition]) -> None:
    """What stands under a date that is a heading is of that day; one date alone heads no list."""
    headings = [(e, m) for e, m in timeline.times if m.first and _is_heading(timeline.text, e)]
    if len(headings) < 2:
        return
    for index, entry in enumerate(entries):
        above = [(e, m) for e, m in headings if e.start <= entry.evidence.start]
        own = timeline.at(entry.when)
        if _is_dated(entry) or not above or not _is_told(entry):
            continue
        _, moment = above[-1]
        clock = own.clock if own and isinstance(own.value, Vague) else ""
        entries[index] = replace(entry, when=_with_clock(replace(moment, rule=LISTED), clock))


def _is_heading(text: str, expression: TimeExpression) -> bool:
    """A date at the beginning of a line, alone there or before a colon, a full stop or a dash."""
    if not isinstance(expression.value, Calendar | Weekday) or expression.bound:
        return False
    line = text.rfind("\n", 0, expression.core) + 1
    opens = _HEADING.match(text, line, expression.core)
    return bool(opens and _AFTER_HEADING.match(text, expression.end))


def _with_clock(moment: Moment, clock: str) -> Moment:
    is_day = moment.edtf is not None and len(moment.edtf) == len("2000-01-01")
    return replace(moment, edtf=f"{moment.edtf}T{clock}") if clock and is_day else moment


# --- Times of day ---------------------------------------------------------------------------------------------


def _time_of_day(timeline: Timeline, entries: list[Proposition]) -> None:
    """ "at dawn" is of the day that is told of; where none is, of the day of the text or the night before."""
    for index in _by_place(entries):
        entry = entries[index]
        expression = timeline.at(entry.when)
        if expression is None or expression.value != Vague("day") or _is_dated(entry) or not _is_told(entry):
            continue
        moment = _scene(timeline, entries, entry, expression) or _last_day(timeline, expression)
        if moment:
            own = replace(moment, words=expression.words, start=expression.start, end=expression.end)
            entries[index] = replace(entry, when=_with_clock(own, expression.clock))


def _scene(
    timeline: Timeline, entries: Sequence[Proposition], entry: Proposition, expression: TimeExpression
) -> Moment | None:
    """The day of the happening told last before this one, if that is near."""
    before = [
        p.when for p in entries
        if p is not entry and p.when and p.when.first and p.when.first == p.when.last
        and 0 <= entry.evidence.start - p.evidence.start <= REACH
    ]  # fmt: skip
    if not before or before[-1].first is None:
        return None
    return Moment(before[-1].first.isoformat(), expression.words, anchor=before[-1].edtf, rule=OF_THE_SCENE)


def _last_day(timeline: Timeline, expression: TimeExpression) -> Moment | None:
    anchor = timeline.anchor(expression)
    if anchor is None or anchor.first is None or anchor.first != anchor.last:
        return None
    edtf = interval(anchor.first - timedelta(1), anchor.first)
    return Moment(edtf, expression.words, anchor=anchor.edtf, rule=OF_THE_LAST_DAY)


# --- So long after or before another happening ----------------------------------------------------------------


def _count(timeline: Timeline, entries: list[Proposition]) -> None:
    """ "two days after the raid they ...": counted from the other happening, as soon as that has a date."""
    for _ in range(_CHAIN):
        known = {entry.id: entry.when for entry in entries if _is_dated(entry)}
        for index, entry in enumerate(entries):
            if entry.when is None or entry.when.edtf or entry.when.anchor not in known:
                continue
            expression, other = timeline.at(entry.when), known[entry.when.anchor]
            if expression is None or not isinstance(expression.value, Apart) or other is None or entry.series:
                continue
            value, sense = expression.value, 1 if entry.when.rule == "after" else -1
            found = _apart(other, value.unit, value.count, sense, entry.when)
            entries[index] = replace(entry, when=found or entry.when)


def _apart(moment: Moment, unit: str, count: float | None, sense: int, words: Moment) -> Moment | None:
    """The moment so long after (sense 1) or before (-1) another."""
    if moment.first is None or moment.last is None:
        return None
    days = _stretch(moment.first, moment.last, unit, count, sense)
    if days is None:
        return None
    return replace(words, edtf=interval(*days), anchor=moment.edtf, rule=COUNTED)


def _stretch(first: date, last: date, unit: str, count: float | None, sense: int) -> Days | None:
    """Hours may lead into the next day, weeks and months are told roughly."""
    if unit in _SHORT:
        return (first, last + timedelta(1)) if sense > 0 else (first - timedelta(1), last)
    if count is None:
        if unit not in _UNSAID:
            return None
        near, far = (timedelta(days) for days in _UNSAID[unit])
        return (first + near, last + far) if sense > 0 else (first - far, last - near)
    slack = timedelta(_SLACK.get(unit, 3650))
    return shift(first, unit, sense * count) - slack, shift(last, unit, sense * count) + slack


# --- One sentence ---------------------------------------------------------------------------------------------


def _share(timeline: Timeline, entries: list[Proposition]) -> None:
    """What one sentence tells of is of one time, unless its words part them."""
    dated = [p for p in entries if _is_dated(p) and not p.series]
    for index, entry in enumerate(entries):
        if entry.when or entry.status is not Status.HAPPENED:
            continue
        beside = [
            p for p in dated if not _is_parted(timeline, entry, p) and (not entry.series or _is_one_day(p))
        ]
        best = min(beside, key=lambda p: abs(p.evidence.start - entry.evidence.start), default=None)
        if best is not None and best.when is not None:
            entries[index] = replace(entry, when=replace(best.when, rule=TOLD_WITH))


def _is_one_day(entry: Proposition) -> bool:
    return entry.when is not None and entry.when.first is not None and entry.when.first == entry.when.last


def _is_parted(timeline: Timeline, a: Proposition, b: Proposition) -> bool:
    """Whether a sentence ends, or words of another time stand, between the one and the date of the other."""
    said = b.when.start if b.when else None
    first, last = sorted((a.evidence.start, b.evidence.start if said is None else said))
    if last - first > REACH or _SENTENCE_END.search(timeline.text, first, last + 1):
        return True
    return any(
        first <= e.core < last and isinstance(e.value, Apart | Anaphor)
        and not (isinstance(e.value, Anaphor) and e.value.count == 0)
        for e, _ in timeline.times
    )  # fmt: skip


# --- Later than what was told before --------------------------------------------------------------------------


def _follow(timeline: Timeline, entries: list[Proposition]) -> None:
    """ "a few hours later": later than the happening told before, whose day may be known."""
    places = _by_place(entries)
    for place, index in enumerate(places):
        entry = entries[index]
        expression = timeline.at(entry.when)
        if _is_dated(entry) or expression is None or not isinstance(expression.value, Anaphor):
            continue
        value = expression.value
        before = entries[places[place - 1]] if place else None
        if before is None or not value.sense or entry.evidence.start - before.evidence.start > REACH:
            continue
        order = "after" if value.sense > 0 else "before"
        words = Moment(None, expression.words, expression.start, expression.end, before.id, order)
        count = None if value.count is None else abs(value.count)
        found = _apart(before.when, value.unit, count, value.sense, words) if before.when else None
        entries[index] = replace(entry, when=found or words)
