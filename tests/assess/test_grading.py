"""Candidates: the grade by the ordinal rule, the independent origins, what is left without one."""

import builders as build
import pytest
from depot import accusation, assessed, says, scene, voices

from ascribe.assess.origins import origin_of
from ascribe.model import Grade, SpeakerKind, Stance


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


def test_a_claim_in_the_name_of_a_front_is_graded_apart_and_the_group_behind_is_not_a_candidate() -> None:
    report, told = scene()
    front = build.relation(report, "Reed Guard", "front-of", "Salt League", actors=("a:guard", "a:league"))
    result = assessed((report, told, [accusation(report, told, "guard", Stance.CLAIMS)]), relations=(front,))
    assert [(c.actor, c.grade) for c in result.candidates] == [("a:guard", Grade.CLAIMED_UNDER_FRONT)]


def test_the_grade_without_each_origin_is_told() -> None:
    report, told = scene()
    other, retold = scene(
        "Drones hit the depot in Velna, and a baker blamed the Reed Guard.", source="weekly"
    )
    baker = build.speaker(other, "a baker", SpeakerKind.WITNESS)
    guard = build.filler(other, "Reed Guard", actor="a:guard")
    blame = says(other, retold, baker, Stance.ACCUSES, "agent", "a baker blamed the Reed Guard", actor=guard)
    first = (report, told, [accusation(report, told, "minister")])
    (candidate,) = assessed(first, (other, retold, [blame])).candidates
    assert {left.origin: left.grade for left in candidate.without} == {
        origin_of(report.id): Grade.ACCUSED_BY_OTHERS,
        origin_of(other.id): Grade.ACCUSED_ON_RECORD,
    }


@pytest.mark.parametrize(
    ("stance", "own"),
    [(Stance.DENIES, Stance.DENIES), (Stance.NOT_REACHED, Stance.NOT_REACHED), (None, None)],
)
def test_what_the_accused_says_of_itself_is_told_or_that_no_report_has_a_word_of_it(
    stance: Stance | None, own: Stance | None
) -> None:
    report, told = scene()
    said = [accusation(report, told, "officers")]
    if stance:
        said.append(says(report, told, voices(report)["guard"], stance, "agent", "The Reed Guard denied it"))
    assert assessed((report, told, said)).candidates[0].own_word is own
