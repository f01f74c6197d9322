"""Ids for what a reading names: actors from packs, places from the gazetteer, times from an anchor."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.packs import Packs
from ascribe.model import (
    Filler,
    Known,
    Moment,
    Proposition,
    Published,
    Reading,
    Relation,
    RelationKind,
    Report,
    Speaker,
    Statement,
    Status,
    Tally,
)
from ascribe.parse import timex
from ascribe.parse.timevalue import Anaphor, TimeExpression
from ascribe.parse.timex import arabic
from ascribe.resolve.actors import Actors
from ascribe.resolve.place_choice import Mention
from ascribe.resolve.places import Places, spoken_of, world_of
from ascribe.resolve.setting import set_scenes
from ascribe.resolve.telling import Timeline, date_happenings
from ascribe.resolve.times import resolve_time, resolve_times

__all__ = ["days_named", "resolve"]

#: Whether what has this status is still to come; of the others their words say it.
_AHEAD = {Status.PLANNED: True, Status.THREATENED: True, Status.HAPPENED: False, Status.ATTEMPTED: False}


def resolve(
    reading: Reading, report: Report, packs: Packs, gazetteer: Gazetteer, names: Sequence[Mention] = ()
) -> Reading:
    """The reading with what its names and times mean; what is not known stays as the report words it.

    `names` are further names of places in the report, which say where it is set (`toponyms`). Times are counted
    from `report.published`; where that is unknown, only those that name their year get one.
    """
    spoken = spoken_of(report.text, packs)
    world = world_of(report.text, report.address, spoken, gazetteer)
    actors = Actors.of(packs, tuple(spoken), _names(reading))
    times = _Times(report)
    places = Places(reading, report, names, world, gazetteer)
    told = [_proposition(entry, places, actors, times) for entry in reading.propositions]
    return replace(
        reading,
        propositions=set_scenes(date_happenings(times.timeline, told)),
        statements=tuple(_statement(entry, actors, times) for entry in reading.statements),
        tallies=tuple(_tally(entry, places, actors, times) for entry in reading.tallies),
        relations=tuple(_relation(entry, actors, times) for entry in reading.relations),
    )


def days_named(report: Report) -> frozenset[date]:
    """The days that the time expressions of a report mean; longer or open periods are none."""
    moments = _Times(report).moments
    return frozenset(m.first for m in moments if m.first is not None and m.first == m.last)


class _Times:
    """The time expressions of a report, resolved in the order of its text."""

    def __init__(self, report: Report) -> None:
        self._text = report.text
        self._anchor = _anchor(report.published)
        self._dated = [section for section in report.sections if section.published is not None]
        self._starts = [section.start for section in self._dated]
        self._find = arabic.find if report.language == "ar" else timex.find
        self._expressions = list(self._find(report.text))
        self._moments = resolve_times(self._expressions, self._anchor_of)

    @property
    def moments(self) -> Sequence[Moment]:
        """What each expression means, in the order of the text."""
        return self._moments

    @property
    def timeline(self) -> Timeline:
        """The text with its times, for what they say of happenings beside them."""
        return Timeline(self._text, list(zip(self._expressions, self._moments, strict=True)), self._anchor_of)

    def place(self, moment: Moment | None, ahead: bool | None = None) -> Moment | None:
        """The moment with the value of the expression that stands at its words; `ahead` where what is told is
        known to be still to come, or not to be."""
        if moment is None or moment.edtf is not None or moment.anchor is not None:
            return moment
        found = self._at(moment)
        if found is None:
            return moment
        expression, resolved = found
        if ahead is not None and ahead != expression.ahead and not isinstance(expression.value, Anaphor):
            resolved = resolve_time(expression, self._anchor_of(expression), ahead)
        return replace(moment, edtf=resolved.edtf, anchor=resolved.anchor, rule=resolved.rule)

    def _anchor_of(self, expression: TimeExpression) -> Moment | None:
        """The date of the section that the words stand in, else the report's."""
        at = bisect_right(self._starts, expression.start) - 1
        if at >= 0 and expression.start < self._dated[at].end and (own := self._dated[at].published):
            return _anchor(own)
        return self._anchor

    def _at(self, moment: Moment) -> tuple[TimeExpression, Moment] | None:
        """The expression that shares the most of the moment's place; its words where it has none."""
        if moment.start is None or moment.end is None:
            alone = self._find(moment.words)
            return (alone[0], resolve_time(alone[0], self._anchor)) if alone else None
        best, shared = None, 0
        for expression, resolved in zip(self._expressions, self._moments, strict=True):
            common = min(expression.end, moment.end) - max(expression.start, moment.start)
            if common > shared:
                best, shared = (expression, resolved), common
        return best


def _anchor(published: Published) -> Moment | None:
    return published.moment if published.known is not Known.UNKNOWN else None


def _names(reading: Reading) -> Iterator[str]:
    """The names of all fillers and named speakers."""
    for proposition in reading.propositions:
        for filler in (*proposition.agents, *proposition.targets):
            yield filler.name
    speakers = [
        *(statement.speaker for statement in reading.statements),
        *(tally.speaker for tally in reading.tallies),
        *(relation.speaker for relation in reading.relations),
    ]
    yield from (speaker.name for speaker in speakers if speaker is not None and speaker.named)
    for statement in reading.statements:
        if statement.actor is not None:
            yield statement.actor.name


def _proposition(entry: Proposition, places: Places, actors: Actors, times: _Times) -> Proposition:
    return replace(
        entry,
        when=times.place(entry.when, _AHEAD.get(entry.status)),
        agents=tuple(actors.filler(filler) for filler in entry.agents),
        targets=tuple(actors.filler(filler) for filler in entry.targets),
        places=places(entry.places),
    )


def _statement(entry: Statement, actors: Actors, times: _Times) -> Statement:
    return replace(
        entry,
        speaker=actors.speaker(entry.speaker),
        actor=_filler(entry.actor, actors),
        said_when=times.place(entry.said_when),
    )


def _tally(entry: Tally, places: Places, actors: Actors, times: _Times) -> Tally:
    return replace(
        entry,
        by=_filler(entry.by, actors),
        against=_filler(entry.against, actors),
        places=places(entry.places),
        since=times.place(entry.since),
        until=times.place(entry.until),
        speaker=_speaker(entry.speaker, actors),
    )


def _relation(entry: Relation, actors: Actors, times: _Times) -> Relation:
    alias = (
        entry.kind is RelationKind.ALSO_CALLED
    )  # the other name is what is said: it stays in the report's words
    return replace(
        entry,
        a=actors.filler(entry.a),
        b=entry.b if alias else actors.filler(entry.b),
        since=times.place(entry.since),
        speaker=_speaker(entry.speaker, actors),
    )


def _filler(filler: Filler | None, actors: Actors) -> Filler | None:
    return None if filler is None else actors.filler(filler)


def _speaker(speaker: Speaker | None, actors: Actors) -> Speaker | None:
    return None if speaker is None else actors.speaker(speaker)
