"""An incident with its readings and reports in, its `Voice`s out: one per thing that one speaker says of it.

A voice is a statement, or what the outlet itself tells as a fact in a proposition. Here speakers become rows
(the unnamed stay inside their report) and facets become columns; the rest of `assess` works on voices alone.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ascribe.assess.echoes import echoes
from ascribe.assess.origins import origin_of, paragraph_start
from ascribe.knowledge.kinship import is_stated, kin_means, means_in
from ascribe.knowledge.names import fold
from ascribe.model import (
    Filler,
    Incident,
    Means,
    Proposition,
    Quantity,
    Reading,
    Report,
    Row,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

AGENT, HAPPENED = "agent", "happened"
#: Facets that other words name too.
_FACETS = {"responsibility": AGENT, "perpetrator": AGENT}
#: Facets of statements that are about who did it.
AGENTS = frozenset({AGENT, *_FACETS})
#: Words that name somebody instead of counting: in capitals, and no number or article before them.
_NAME = re.compile(
    r"(?!(?:An?|No|Nobody|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|At|More|About|Some|Dozens|Scores)\b)"
    r"[A-Z][^\d]*$"
)
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


@dataclass(frozen=True, slots=True)
class Count:
    """Bounds of a count and whom it is of, folded; "" is everybody."""

    low: int
    high: int | None
    of: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who (key of a row) says what of which facet; `entry` is the id of the statement or of the
    proposition."""

    row: str
    facet: str
    stance: Stance
    entry: str
    evidence: Span
    report: str
    proposition: str | None
    origin: str
    said: date | None
    speaker: Speaker
    value: str | None = None
    count: Count | None = None
    agent: str | None = None
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """Everything said of one incident, the speakers as rows, and the name of every agent by its key.

    `names` has the label of every row, `outlets` that of every report's own voice.
    """

    said: tuple[Voice, ...]
    rows: tuple[Row, ...]
    agents: Mapping[str, str]
    names: Mapping[str, str]
    outlets: Mapping[str, str]

    def label(self, row: str) -> str:
        return self.names[row]


def hear(
    incident: Incident,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    origins: Mapping[tuple[str, int], str],
) -> Voices:
    """What the reports of an incident say of it; readings and reports by report id."""
    members = set(incident.propositions)
    told: list[tuple[Proposition, list[Statement]]] = []
    for identity in incident.reports:
        reading = readings[identity]
        by_proposition = defaultdict(list)
        for statement in reading.statements:
            by_proposition[statement.proposition].append(statement)
        told += [(p, by_proposition[p.id]) for p in reading.propositions if p.id in members]
    keys = _row_keys([s for _, statements in told for s in statements], reports)
    said: list[Voice] = []
    for proposition, statements in told:
        report = reports[proposition.report]
        said += [_voice(s, keys[_identity(s.speaker, report)], report, origins) for s in statements]
        said += _outlet_voices(proposition, statements, report, origins)
    ordered = tuple(
        sorted(
            _first_told(list(_at_home(said, reports))),
            key=lambda v: (v.report, v.evidence.start, v.facet, v.stance, v.entry, v.agent or ""),
        )
    )
    fillers = [f for p, ss in told for f in (*p.agents, *(s.actor for s in ss if s.actor))]
    names = _names(fillers)
    for voice in ordered:
        if voice.agent and voice.agent not in names:
            names[voice.agent] = voice.speaker.name
    rows = tuple(_rows(ordered, reports))
    outlets = {p.report: _outlet_label(reports[p.report]) for p, _ in told}
    return Voices(ordered, rows, names, {row.key: row.label for row in rows}, outlets)


def _at_home(said: Iterable[Voice], reports: Mapping[str, Report]) -> Iterator[Voice]:
    """Voices whose text is of a report on other matters, with the origin of the first that carries it here.

    Such a text is a set phrase, or its source is not known to tell of this: it supports nothing besides the report
    that it stands in. What is credited to an agency stays the agency's: that of its report here, where there is one.
    """
    known = sorted(said, key=lambda v: (v.said or date.max, v.report, v.evidence.start, v.entry))
    outlets = {fold(reports[v.report].publisher or ""): origin_of(v.report) for v in reversed(known)}
    own = set(outlets.values()) | {origin_of(voice.report) for voice in known}
    first: dict[str, str] = {}
    for voice in known:
        origin = voice.origin
        if origin not in own and (name := _credit(voice, reports)):
            origin = outlets.get(fold(name), origin)
        elif origin not in own:
            origin = first.setdefault(origin, origin_of(voice.report))
        yield replace(voice, origin=origin)


def _credit(voice: Voice, reports: Mapping[str, Report]) -> str | None:
    """The outlet or agency that the page credits with the words."""
    start = voice.evidence.start
    sections = reports[voice.report].sections
    return next((s.origin for s in sections if s.origin and s.start <= start < s.end), None)


def _first_told(known: Sequence[Voice]) -> Iterator[Voice]:
    """Voices with the origin and the day of the first that has the same text.

    Who carries a text of yesterday today says nothing today: an old count in it is no correction of a newer one.
    """
    text = echoes(voice.evidence for voice in known)
    first: dict[int, Voice] = {}
    for voice in sorted(known, key=lambda v: (v.said or date.max, v.report, v.evidence.start, v.entry)):
        first.setdefault(text[voice.evidence], voice)
    days: dict[tuple[object, ...], date] = {}
    for voice in known:
        one = first[text[voice.evidence]]
        key = (one.origin, voice.facet, voice.stance, voice.value, voice.agent)
        if one.said:
            days[key] = min(days.get(key, one.said), one.said)
    for voice in known:
        origin = first[text[voice.evidence]].origin
        key = (origin, voice.facet, voice.stance, voice.value, voice.agent)
        yield replace(voice, origin=origin, said=days.get(key, voice.said))


def agent_key(filler: Filler) -> str:
    """The actor an agent resolves to, else its folded name."""
    return filler.actor or fold(filler.name)


def outlet_key(report: str) -> str:
    """The row of a report's own voice."""
    return f"{report}'s outlet"


def _identity(speaker: Speaker, report: Report) -> tuple[str, str]:
    """What makes two speakers one: the actor or the name of a named one; the report too for an unnamed
    one."""
    if speaker.is_outlet or (report.publisher and fold(speaker.name) == fold(report.publisher)):
        return "outlet", report.id
    if speaker.named:
        return "named", speaker.actor or fold(speaker.name)
    return "unnamed", f"{report.id} {fold(speaker.name)}"


def _row_keys(statements: Iterable[Statement], reports: Mapping[str, Report]) -> dict[tuple[str, str], str]:
    """A readable unique key for every speaker."""
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    where: dict[tuple[str, str], str] = {}
    for statement in statements:
        identity = _identity(statement.speaker, reports[statement.report])
        names[identity][statement.speaker.name] += 1
        where[identity] = statement.report
    keys: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for identity in sorted(names):
        name = _best(names[identity])
        key = {"outlet": outlet_key(identity[1]), "named": name}.get(
            identity[0], f"{name} [{where[identity]}]"
        )
        keys[identity] = key if key not in taken else f"{key} ({identity[1]})"
        taken.add(keys[identity])
    return keys


def _best(names: Counter[str]) -> str:
    """The name told most, the longest of those, the first in order of those."""
    return min(names, key=lambda name: (-names[name], -len(name), name))


def _names(fillers: Iterable[Filler]) -> dict[str, str]:
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for filler in fillers:
        told[agent_key(filler)][filler.name] += 1
    return {key: _best(names) for key, names in told.items()}


def _voice(
    statement: Statement, row: str, report: Report, origins: Mapping[tuple[str, int], str]
) -> Voice:  # fmt: skip
    facet = _FACETS.get(statement.facet, statement.facet)
    if facet == HAPPENED and (
        statement.actor or statement.stance in (Stance.ACCUSES, Stance.CLAIMS, Stance.NO_CLAIM)
    ):
        facet = AGENT
    speaker = statement.speaker
    agent = agent_key(statement.actor) if facet == AGENT and statement.actor else None
    if facet == AGENT and agent is None and statement.stance is Stance.CLAIMS:
        agent = speaker.actor or fold(speaker.name)
    return Voice(
        row=row,
        facet=facet,
        stance=statement.stance,
        entry=statement.id,
        evidence=statement.evidence,
        report=report.id,
        proposition=statement.proposition,
        origin=_origin(statement.evidence, report, origins),
        said=_said(statement, report),
        speaker=speaker,
        value=_value(statement),
        count=_count(statement.quantity, statement.value),
        agent=agent,
        hedged=statement.certainty != "stated" or statement.hedge is not None,
    )


def _value(statement: Statement) -> str | None:
    return statement.value or (bounds_words(statement.quantity) if statement.quantity else None)


def bounds_words(quantity: Quantity) -> str:
    """A count in figures: "19", "13 or more", "24 to 99"."""
    if quantity.high is None:
        return f"{quantity.low} or more"
    return str(quantity.low) if quantity.low == quantity.high else f"{quantity.low} to {quantity.high}"


def _count(quantity: Quantity | None, value: str | None) -> Count | None:
    """A count as bounds. Who is killed by name is no count of the dead: at least so many were."""
    if quantity:
        named = 0 < quantity.low == quantity.high and _NAME.match(quantity.span.quote)
        return Count(quantity.low, None if named else quantity.high, "" if named else fold(quantity.of))
    if value and _WHOLE_NUMBER.fullmatch(value.strip()):
        number = int(value.replace(",", ""))
        return Count(number, number, "")
    return None


def _origin(evidence: Span, report: Report, origins: Mapping[tuple[str, int], str]) -> str:
    return origins.get((report.id, paragraph_start(report, evidence.start)), origin_of(report.id))


def _said(statement: Statement | None, report: Report) -> date | None:
    """The day it was said or published, where that is known to the day."""
    for moment in (statement.said_when if statement else None, report.published.moment):
        if moment and moment.first and moment.first == moment.last:
            return moment.first
    return None


def _outlet_voices(
    proposition: Proposition,
    statements: list[Statement],
    report: Report,
    origins: Mapping[tuple[str, int], str],
) -> Iterator[Voice]:
    """What the outlet tells as a fact: every slot that no speaker of the report is given for."""
    speaker = Speaker(report.publisher or report.source, SpeakerKind.MEDIA, True)

    def told(facet: str, evidence: Span, value: str | None = None, **fields: object) -> Voice:
        return Voice(
            outlet_key(report.id), facet, Stance.ASSERTS, proposition.id, evidence, report.id, proposition.id,
            _origin(evidence, report, origins), _said(None, report), speaker, value, **fields,  # type: ignore[arg-type]
        )  # fmt: skip

    if not any(_overlap(s.evidence, proposition.evidence) for s in statements):
        yield told(HAPPENED, proposition.evidence)
    for agent in proposition.agents:
        if not any(_overlap(s.evidence, agent.span) for s in statements):
            yield told(AGENT, agent.span, agent=agent_key(agent))
    for quantity in proposition.harm:
        if not any(s.facet == quantity.role and _covers(s, quantity) for s in statements):
            yield told(quantity.role, quantity.span, bounds_words(quantity), count=_count(quantity, None))
    means = proposition.means
    if means and is_stated(means) and not any(_states(s, means) for s in statements):
        yield told("means", proposition.evidence, means.value)


def _covers(statement: Statement, quantity: Quantity) -> bool:
    """Whether a count of a proposition is only what a speaker says: in his words, or the same bounds."""
    said = statement.quantity
    same_bounds = said is not None and (said.low, said.high) == (quantity.low, quantity.high)
    return same_bounds or _overlap(statement.evidence, quantity.span)


def _states(statement: Statement, means: Means) -> bool:
    """Whether a speaker is given for the means that a proposition has, or for some that are kin."""
    told = means_in(statement.value or statement.evidence.quote) if statement.facet == "means" else ()
    return any(kin_means(means, other) for other in told)


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _rows(said: tuple[Voice, ...], reports: Mapping[str, Report]) -> Iterator[Row]:
    """Every speaker once, ordered by the first words of each."""
    by_row: dict[str, list[Voice]] = defaultdict(list)
    for voice in said:
        by_row[voice.row].append(voice)
    for key, voices in by_row.items():
        first = voices[0].speaker
        outlet = key == outlet_key(voices[0].report)
        report = reports[voices[0].report]
        named = first.named and not outlet
        yield Row(
            key=key,
            label=_outlet_label(report) if outlet else _best(Counter(v.speaker.name for v in voices)),
            kind=first.kind,
            named=first.named,
            report=None if named else report.id,
            count=next((v.speaker.count for v in voices if v.speaker.count), None),
            affiliation=next((v.speaker.affiliation for v in voices if v.speaker.affiliation), None),
            via=tuple(dict.fromkeys(hop.name for v in voices for hop in v.speaker.via)),
            origins=tuple(sorted({v.origin for v in voices})),
            outlet=outlet,
        )


def _outlet_label(report: Report) -> str:
    """The publisher; an outlet that names itself nowhere is shown as the last part of where its report came from."""
    return report.publisher or report.source.rstrip("/").rpartition("/")[2] or report.source
