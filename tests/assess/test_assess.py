"""Assessments: the matrix, the grades, the contradictions and what only looks like one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import builders as build
import pytest

from ascribe.assess import assess
from ascribe.link import link
from ascribe.model import (
    Assessment,
    ContradictionKind,
    Grade,
    Kind,
    Means,
    NearKind,
    Proposition,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
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


@pytest.mark.parametrize(
    ("who", "stance", "certainty", "grade"),
    [
        ("guard", Stance.CLAIMS, "stated", Grade.CLAIMED),
        ("minister", Stance.ACCUSES, "stated", Grade.ACCUSED_ON_RECORD),
        ("officers", Stance.ACCUSES, "stated", Grade.ACCUSED_BY_UNNAMED_OFFICIALS),
        ("clerk", Stance.ACCUSES, "stated", Grade.ACCUSED_BY_OTHERS),
        ("outlet", Stance.ASSERTS, "stated", Grade.STATED_BY_OUTLET),
        ("minister", Stance.ACCUSES, "possible", Grade.SUSPECTED),
        ("clerk", Stance.CANNOT_CONFIRM, "stated", Grade.UNKNOWN),
    ],
)
def test_the_grade_follows_the_ordinal_rule(who: str, stance: Stance, certainty: str, grade: Grade) -> None:
    report, told = scene()
    (candidate,) = assessed(
        (report, told, [accusation(report, told, who, stance, certainty=certainty)])
    ).candidates
    assert (candidate.agent, candidate.actor, candidate.grade) == ("Reed Guard", "a:guard", grade)
    assert candidate.without_best_origin is Grade.UNKNOWN


def test_five_sources_of_one_report_are_one_origin() -> None:
    report, told = scene()
    said = [accusation(report, told, who) for who in ("officers", "minister", "clerk")]
    (candidate,) = assessed((report, told, said)).candidates
    assert (candidate.origins, len(candidate.supported_by)) == (1, 3)
    assert candidate.rule == "accused on record by Minister Ada Korr"


def test_a_copy_adds_no_origin_and_a_report_of_its_own_does() -> None:
    report, told = scene()
    copy, copied = scene(source="copier")
    other, retold = scene(
        "Drones hit the depot in Velna, and a baker blamed the Reed Guard.", source="weekly"
    )
    baker = build.speaker(other, "a baker", SpeakerKind.WITNESS)
    blame = says(
        other,
        retold,
        baker,
        Stance.ACCUSES,
        "agent",
        "a baker blamed the Reed Guard",
        actor=build.filler(other, "Reed Guard", actor="a:guard"),
    )
    first = [
        (report, told, [accusation(report, told, "officers")]),
        (copy, copied, [accusation(copy, copied, "officers")]),
    ]
    (candidate,) = assessed(*first).candidates
    assert (candidate.origins, candidate.without_best_origin) == (1, Grade.UNKNOWN)
    (candidate,) = assessed(*first, (other, retold, [blame])).candidates
    assert (candidate.origins, candidate.without_best_origin) == (2, Grade.ACCUSED_BY_OTHERS)


def test_one_spokesman_in_two_outlets_is_one_support() -> None:
    cases = []
    for source, words in (
        ("daily", "It was the Reed Guard, Ada Korr told us."),
        ("weekly", "Ada Korr blames the Reed Guard."),
    ):
        report, told = scene(f"Drones hit the depot in Velna.\n{words}", source=source)
        korr = build.speaker(report, "Ada Korr", named=True)
        agent = build.filler(report, "Reed Guard", actor="a:guard")
        cases.append((report, told, [says(report, told, korr, Stance.ACCUSES, "agent", words, actor=agent)]))
    result = assessed(*cases)
    assert [(c.origins, c.supported_by) for c in result.candidates] == [(1, ("Ada Korr",))]


def test_unnamed_speakers_stay_in_their_reports() -> None:
    cases = []
    for source in ("daily", "weekly"):
        report, told = scene(
            f"{source}: Drones hit the depot in Velna.\nAn officer in {source} blamed the Reed Guard.",
            source=source,
        )
        officer = build.speaker(report, "An officer", SpeakerKind.MILITARY)
        cases.append(
            (
                report,
                told,
                [
                    says(
                        report,
                        told,
                        officer,
                        Stance.ACCUSES,
                        "agent",
                        "blamed the Reed Guard",
                        actor=build.filler(report, "Reed Guard"),
                    )
                ],
            )
        )
    result = assessed(*cases)
    assert len([row for row in result.rows if row.label == "An officer"]) == 2
    assert all(row.report for row in result.rows if not row.named)


def test_silence_and_absence_of_a_claim_are_cells() -> None:
    report, told = scene()
    speakers = voices(report)
    result = assessed(
        (
            report,
            told,
            [
                accusation(report, told, "officers"),
                says(report, told, build.outlet(), Stance.NO_CLAIM, "agent", "No group has claimed it"),
                says(
                    report,
                    told,
                    speakers["palace"],
                    Stance.DECLINED,
                    "agent",
                    "The palace declined to comment",
                ),
                says(
                    report, told, speakers["guard"], Stance.NOT_REACHED, "agent", "The Reed Guard denied it"
                ),
            ],
        )
    )
    cells = {(cell.speaker, cell.column, cell.stance) for cell in result.matrix}
    assert (f"{report.id}'s outlet", "agent", Stance.NO_CLAIM) in cells
    assert ("The palace", "agent", Stance.DECLINED) in cells
    assert ("The Reed Guard", "agent: Reed Guard", Stance.NOT_REACHED) in cells
    assert result.contradictions == ()


def test_what_the_outlet_tells_as_a_fact_is_its_own_row() -> None:
    report, told = scene()
    told = replace(
        told,
        agents=(build.filler(report, "Reed Guard"),),
        harm=(build.count(report, "19 dead", "killed", 19),),
    )
    cells = {(c.column, c.value): c for c in assessed((report, told, [])).matrix}
    assert set(cells) == {
        ("happened", None),
        ("agent: Reed Guard", None),
        ("killed", "19"),
        ("means", "drone"),
    }
    assert all(c.speaker == f"{report.id}'s outlet" and c.statements == (told.id,) for c in cells.values())


def test_a_count_in_a_speakers_mouth_is_not_the_outlets() -> None:
    report, told = scene()
    told = replace(told, harm=(build.count(report, "19 dead", "killed", 19),))
    officer = build.speaker(report, "One officer", SpeakerKind.MILITARY)
    said = says(
        report,
        told,
        officer,
        Stance.ASSERTS,
        "killed",
        "One officer counted 19 dead",
        quantity=build.count(report, "19 dead", "killed", 19),
    )
    killed = [c for c in assessed((report, told, [said])).matrix if c.column == "killed"]
    assert [c.speaker for c in killed] == [f"One officer [{report.id}]"]


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


def test_counts_contradict_only_where_their_bounds_exclude_each_other() -> None:
    report, told = scene()
    (found,) = assessed((report, told, counts(report, told, "officer", "doctor", "clerk"))).contradictions
    assert (found.about, found.kind) == ("killed", ContradictionKind.NUMBER)
    assert found.versions == ("19 (One officer)", "23 (A doctor)")
    assert assessed((report, told, counts(report, told, "officer", "clerk"))).contradictions == ()


def test_a_count_that_grows_is_an_update_and_one_that_shrinks_is_not() -> None:
    for days, contradictions in ((("2031-05-04", "2031-05-05"), 0), (("2031-05-05", "2031-05-04"), 1)):
        noon, told = scene(source="noon", published=days[0])
        night, retold = scene(source="night", published=days[1])
        result = assessed(
            (noon, told, counts(noon, told, "officer")), (night, retold, counts(night, retold, "doctor"))
        )
        assert len(result.contradictions) == contradictions
        assert [n.kind for n in result.near] == ([] if contradictions else [NearKind.UPDATE])


def test_a_part_is_no_version_of_the_whole() -> None:
    report, told = scene()
    officer = build.speaker(report, "One officer")
    part = says(
        report,
        told,
        officer,
        Stance.ASSERTS,
        "killed",
        "19 dead",
        quantity=build.count(report, "19 dead", "killed", 19, whose="nurses"),
    )
    assert assessed((report, told, [part, *counts(report, told, "doctor")])).contradictions == ()


def test_accused_by_one_and_denied_by_another_contradict() -> None:
    report, told = scene()
    denial = says(
        report,
        told,
        voices(report)["guard"],
        Stance.DENIES,
        "agent",
        "The Reed Guard denied it",
        actor=build.filler(report, "Reed Guard", actor="a:guard"),
    )
    result = assessed((report, told, [accusation(report, told, "officers"), denial]))
    (found,) = result.contradictions
    assert (found.about, found.kind) == ("agent: Reed Guard", ContradictionKind.AGENT)
    assert result.candidates[0].disputed_by == ("The Reed Guard",)


def test_who_cannot_confirm_does_not_contradict() -> None:
    report, told = scene()
    said = [accusation(report, told, "officers"), accusation(report, told, "clerk", Stance.CANNOT_CONFIRM)]
    result = assessed((report, told, said))
    assert result.contradictions == ()
    assert [n.kind for n in result.near] == [NearKind.UNCONFIRMED]


def test_rival_claims_contradict_unless_the_claimants_are_related() -> None:
    report, told = scene()
    said = [accusation(report, told, who, Stance.CLAIMS) for who in ("guard", "league")]
    (found,) = assessed((report, told, said)).contradictions
    assert found.kind is ContradictionKind.AGENT
    assert "Reed Guard: claimed (The Reed Guard)" in found.versions
    front = build.relation(report, "Salt League", "front-of", "Reed Guard", actors=("a:league", "a:guard"))
    assert assessed((report, told, said), relations=(front,)).contradictions == ()


def test_a_denial_meets_what_was_asserted_slot_by_slot() -> None:
    report, told = scene()
    guard, judge = build.speaker(report, "a guard"), build.speaker(report, "A judge")
    mayor = build.speaker(report, "A mayor")
    moved = says(
        report, told, guard, Stance.ASSERTS, "custody", "moved to the fort", value="moved to the fort"
    )
    kept = says(report, told, judge, Stance.DENIES, "custody", "A judge denied any move", value="not moved")
    entry = says(report, told, mayor, Stance.DENIES, "entry", "A mayor said nobody entered", value="entered")
    result = assessed((report, told, [moved, kept, entry]))
    assert [(c.about, c.kind) for c in result.contradictions] == [("custody", ContradictionKind.CUSTODY)]
    assert [(n.about, n.kind) for n in result.near] == [("entry", NearKind.OTHER_FACET)]


def test_a_denial_that_it_happened_contradicts_unless_something_else_is_denied() -> None:
    report, told = scene()
    mayor = build.speaker(report, "A mayor")
    flat = says(report, told, mayor, Stance.DENIES, "happened", "A mayor said nobody entered")
    other = says(
        report, told, mayor, Stance.DENIES, "happened", "A mayor said nobody entered", value="looted"
    )
    assert [c.kind for c in assessed((report, told, [flat])).contradictions] == [ContradictionKind.HAPPENED]
    result = assessed((report, told, [other]))
    assert (result.contradictions, [n.kind for n in result.near]) == ((), [NearKind.OTHER_FACET])


def test_denying_what_was_called_off_agrees_with_it() -> None:
    report, told = scene()
    told = replace(told, status=Status.CALLED_OFF)
    flat = says(
        report,
        told,
        build.speaker(report, "A mayor"),
        Stance.DENIES,
        "happened",
        "A mayor said nobody entered",
    )
    result = assessed((report, told, [flat]))
    assert (result.contradictions, [n.kind for n in result.near]) == (
        (),
        [NearKind.NOT_SAID_TO_HAVE_HAPPENED],
    )


def test_means_contradict_where_they_are_not_kin() -> None:
    report, told = scene()
    told = replace(told, means=None)
    officer, doctor = build.speaker(report, "One officer"), build.speaker(report, "A doctor")
    rockets = says(
        report, told, officer, Stance.ASSERTS, "means", "One officer counted", value="three rockets"
    )
    for value, found in (("a suicide bomber", 1), ("mortar shells", 0)):
        other = says(report, told, doctor, Stance.ASSERTS, "means", "A doctor counted", value=value)
        assert len(assessed((report, told, [rockets, other])).contradictions) == found


def test_the_order_of_reports_changes_nothing() -> None:
    report, told = scene()
    other, retold = scene(source="weekly")
    said = {report.id: [accusation(report, told, "officers")], other.id: counts(other, retold, "doctor")}
    cases = [(report, told, said[report.id]), (other, retold, said[other.id])]
    assert assessed(*cases) == assessed(*cases[::-1])
