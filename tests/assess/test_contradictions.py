"""Contradictions of agents, of the happening itself and of its details; and what only looks like one."""

from collections.abc import Sequence
from dataclasses import replace

import builders as build
import pytest
from depot import accusation, assessed, says, scene, voices

from ascribe.assess import assess, beside
from ascribe.assess.contradictions.happening import Scope, scope
from ascribe.model import ContradictionKind, Incident, Moment, NearKind, Reading, Stance, Status


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


def test_who_names_one_and_cannot_confirm_the_other_gives_another_version() -> None:
    report, told = scene()
    league = build.filler(report, "Salt League", actor="a:league")
    clerk = voices(report)["clerk"]
    said = [
        accusation(report, told, "officers"),
        accusation(report, told, "clerk", Stance.CANNOT_CONFIRM),
        says(report, told, clerk, Stance.ACCUSES, "agent", "A clerk in the guard", actor=league),
    ]
    (found,) = assessed((report, told, said)).contradictions
    assert (found.about, found.kind) == ("agent: Reed Guard", ContradictionKind.AGENT)


def test_a_denial_by_one_whom_nobody_accuses_is_of_something_else() -> None:
    report, told = scene()
    league = build.filler(report, "Salt League", actor="a:league")
    denial = says(
        report,
        told,
        voices(report)["league"],
        Stance.DENIES,
        "agent",
        "The Salt League claimed it too",
        actor=league,
    )
    result = assessed((report, told, [accusation(report, told, "officers"), denial]))
    assert (result.contradictions, [n.kind for n in result.near]) == ((), [NearKind.OTHER_FACET])


@pytest.mark.parametrize(
    ("denied", "asserted", "expected"),
    [
        ("", "drones hit the depot", Scope.SAME),
        ("the depot was hit", "drones hit the depot", Scope.SAME),
        ("any attack on any depot whatsoever", "drones hit the depot", Scope.WIDER),
        ("gunfire at the depot", "drones hit the depot", Scope.NARROWER),
        ("the palace was looted", "drones hit the depot", Scope.OTHER),
    ],
)
def test_what_is_denied_is_laid_against_what_is_asserted(denied: str, asserted: str, expected: Scope) -> None:
    assert scope(denied, asserted) is expected


def versions_of(
    text: str, *said: tuple[str, str], targets: Sequence[str] = ("the depot",)
) -> set[ContradictionKind]:
    """The kinds of contradiction between what two speakers say of the same happening, in these words."""
    report, told = scene(f"Drones hit the depot in Velna. {text}")
    told = replace(told, means=None, targets=tuple(build.filler(report, t) for t in targets))
    statements = [
        says(report, told, build.speaker(report, who), Stance.ASSERTS, "happened", words)
        for who, words in said
    ]
    return {c.kind for c in assessed((report, told, statements)).contradictions}


def test_a_means_that_is_said_not_to_have_been_contradicts_who_says_that_it_was() -> None:
    one, other = "A guard said rockets were fired.", "A judge spoke of mortars, not rockets."
    assert versions_of(f"{one} {other}", ("A guard", one), ("A judge", other)) == {ContradictionKind.MEANS}


def test_lengths_that_exclude_each_other_contradict_where_they_are_of_the_same_people() -> None:
    one = "A guard said Ada Korr was told half an hour before the strike."
    other = "A judge said that Ada Korr was told hours before."
    assert versions_of(f"{one} {other}", ("A guard", one), ("A judge", other)) == {ContradictionKind.TIME}
    strange = "A judge said that the mayor left hours before."
    assert versions_of(f"{one} {strange}", ("A guard", one), ("A judge", strange)) == set()


def test_whom_it_hit_contradicts_where_one_says_militants_and_another_civilians() -> None:
    one, other = "A guard spoke of an attack on militants.", "A judge spoke of an attack on a wedding."
    assert versions_of(f"{one} {other}", ("A guard", one), ("A judge", other)) == {ContradictionKind.TARGET}
    both = "A judge spoke of an attack on a convoy."
    assert versions_of(f"{one} {both}", ("A guard", one), ("A judge", both)) == set()


def test_inside_and_beside_one_building_contradict() -> None:
    near, told = scene("Drones hit the depot in Velna, near the depot gate a bomb went off.", source="near")
    inside, retold = scene(
        "Drones hit the depot in Velna, a bomb went off inside the depot.", source="inside"
    )
    cases = [
        (r, replace(p, mentions=(build.span(r, words),)), [])
        for r, p, words in (
            (near, told, "near the depot gate a bomb went off"),
            (inside, retold, "a bomb went off inside the depot"),
        )
    ]
    assert [c.kind for c in assessed(*cases).contradictions] == [ContradictionKind.PLACE]


def test_two_days_for_one_happening_contradict_and_an_uncertain_day_does_not() -> None:
    for second, kinds in (("2031-05-05", [ContradictionKind.TIME]), ("2031-05-05?", [])):
        first, told = scene(source="first")
        other, retold = scene(source="other")
        retold = replace(retold, when=Moment(second))
        assert [c.kind for c in assessed((first, told, []), (other, retold, [])).contradictions] == kinds


def test_an_accusation_in_one_series_and_its_denial_in_another_of_the_same_scope_contradict() -> None:
    cases = {}
    for source, stance in (("daily", Stance.ACCUSES), ("weekly", Stance.DENIES)):
        report, told = scene(source=source)
        told = replace(told, series=True, when=None, targets=())
        who = "officers" if stance is Stance.ACCUSES else "guard"
        cases[report.id] = (report, told, [accusation(report, told, who, stance)])
    readings = {r.id: Reading(r.id, (p,), tuple(said)) for r, p, said in cases.values()}
    incidents = [
        Incident((p.id,), p.kind, "attacks", reports=(r.id,), series=True) for r, p, _ in cases.values()
    ]
    others = beside(incidents, readings)
    reports = {r.id: r for r, _, _ in cases.values()}
    for incident in incidents:
        found = assess(incident, readings, reports, beside=others[incident.id]).contradictions
        assert [c.about for c in found] == ["agent: Reed Guard"]
