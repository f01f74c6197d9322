"""A depot is hit in the fictional town of Velna: the report, who speaks in it, and what is made of it."""

from collections.abc import Sequence
from typing import Any

import builders as build

from ascribe.assess import assess
from ascribe.link import link
from ascribe.model import (
    Assessment,
    Kind,
    Means,
    Proposition,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
)

TEXT = """Drones hit the depot in Velna on Sunday.
Two officers said the Reed Guard did it. A clerk in the guard could not confirm it.
Minister Ada Korr accused the Reed Guard. The Reed Guard claimed it. The Reed Guard denied it.
Some suspect the Salt League. The Salt League claimed it too.
No group has claimed it. The palace declined to comment.
One officer counted 19 dead. A doctor counted 23 dead. A clerk spoke of more than a dozen dead.
The men were moved to the fort, a guard said. A judge denied any move. A mayor said nobody entered."""

Case = tuple[Report, Proposition, list[Statement]]


def scene(text: str = TEXT, **fields: Any) -> tuple[Report, Proposition]:
    report = build.report(text, **{"source": "daily", **fields})
    told = build.proposition(
        report,
        Kind.ATTACK,
        "Drones hit the depot in Velna",
        means=Means.DRONE,
        when="2031-05-04",
        where=["Velna"],
        targets=["the depot"],
    )
    return report, told


def says(
    report: Report, told: Proposition, speaker: Speaker, stance: Stance, facet: str, words: str, **fields: Any
) -> Statement:
    return build.statement(report, speaker, stance, facet, words, told, **fields)


def assessed(
    *cases: tuple[Report, Proposition, Sequence[Statement]], relations: tuple[Any, ...] = ()
) -> Assessment:
    readings = {r.id: Reading(r.id, (p,), tuple(s), relations=relations) for r, p, s in cases}
    (incident,) = link(readings.values())
    return assess(incident, readings, {r.id: r for r, _, _ in cases})


def voices(report: Report) -> dict[str, Speaker]:
    return {
        "officers": build.speaker(report, "Two officers", SpeakerKind.MILITARY, count=2),
        "clerk": build.speaker(report, "A clerk in the guard", SpeakerKind.ARMED_GROUP),
        "minister": build.speaker(report, "Minister Ada Korr", SpeakerKind.OFFICIAL, named=True),
        "guard": build.speaker(
            report, "The Reed Guard", SpeakerKind.ARMED_GROUP, named=True, actor="a:guard"
        ),
        "league": build.speaker(
            report, "The Salt League", SpeakerKind.ARMED_GROUP, named=True, actor="a:league"
        ),
        "some": build.speaker(report, "Some", SpeakerKind.UNKNOWN),
        "palace": build.speaker(report, "The palace", SpeakerKind.OFFICIAL, named=True),
    }


def accusation(
    report: Report, told: Proposition, who: str, stance: Stance = Stance.ACCUSES, **fields: Any
) -> Statement:
    words = {
        "officers": "Two officers said the Reed Guard did it",
        "clerk": "could not confirm it",
        "minister": "Minister Ada Korr accused the Reed Guard",
        "guard": "The Reed Guard claimed it",
        "league": "The Salt League claimed it too",
        "some": "Some suspect the Salt League",
        "outlet": "Drones hit",
    }[who]
    name, actor = ("Salt League", "a:league") if who in ("league", "some") else ("Reed Guard", "a:guard")
    speaker = build.outlet() if who == "outlet" else voices(report)[who]
    agent = build.filler(report, name, actor=actor)
    return says(report, told, speaker, stance, "agent", words, actor=agent, **fields)


def counts(report: Report, told: Proposition, *which: str) -> list[Statement]:
    table = {
        "officer": ("One officer", "19 dead", 19, 19),
        "doctor": ("A doctor", "23 dead", 23, 23),
        "clerk": ("A clerk spoke", "more than a dozen dead", 13, None),
    }
    return [
        says(
            report,
            told,
            build.speaker(report, words, SpeakerKind.MILITARY),
            Stance.ASSERTS,
            "killed",
            number,
            quantity=build.count(report, number, "killed", low, high),
        )
        for words, number, low, high in (table[name] for name in which)
    ]
