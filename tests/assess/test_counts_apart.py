"""Counts: what excludes each other, what is an update, a part or a sum."""

from collections.abc import Sequence
from dataclasses import replace

import builders as build
from depot import assessed, counts, says, scene
from hypothesis import given
from hypothesis import strategies as st

from ascribe.assess.contradictions.counts import exclude
from ascribe.assess.voices import Count
from ascribe.model import ContradictionKind, NearKind, Proposition, Report, Stance, Statement


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


def told_by(
    report: Report, told: Proposition, who: str, numbers: Sequence[tuple[str, str, int, int | None]]
) -> list[Statement]:
    """Counts of one speaker: facet, words, bounds."""
    speaker = build.speaker(report, who)
    return [
        says(
            report,
            told,
            speaker,
            Stance.ASSERTS,
            facet,
            words,
            quantity=build.count(report, words, facet, low, high),
        )
        for facet, words, low, high in numbers
    ]


def test_a_whole_and_its_parts_add_up_and_do_not_contradict() -> None:
    report, told = scene(
        "Drones hit the depot in Velna. A guard: 61 dead, 29 dead in the yard, 32 dead at the gate."
    )
    numbers = [("killed", "61 dead", 61, 61), ("killed", "29 dead", 29, 29), ("killed", "32 dead", 32, 32)]
    result = assessed((report, told, told_by(report, told, "A guard", numbers)))
    assert result.contradictions == ()
    assert [(n.kind, n.why) for n in result.near] == [(NearKind.SUM, "61 = 29 + 32: the whole and its parts")]


def test_a_copy_of_yesterdays_count_is_no_correction_of_todays() -> None:
    noon, told = scene(source="noon", published="2031-05-04")
    night, retold = scene(
        "Drones hit the depot in Velna.\nBy nightfall A doctor of the town counted 23 dead, the hospital told us.",
        source="night", published="2031-05-05",
    )  # fmt: skip
    copy, copied = scene(source="copy", published="2031-05-06")
    result = assessed(
        (noon, told, counts(noon, told, "officer")),
        (night, retold, counts(night, retold, "doctor")),
        (copy, copied, counts(copy, copied, "officer")),
    )
    assert result.contradictions == ()
    assert [n.kind for n in result.near] == [NearKind.UPDATE]


def test_two_counts_that_differ_on_the_dead_differ_on_the_wounded() -> None:
    text = "Drones hit the depot in Velna. A guard: 29 dead, 57 hurt. A judge: 25 dead, at least 25 hurt."
    report, told = scene(text)
    guard = [("killed", "29 dead", 29, None), ("wounded", "57 hurt", 57, 57)]
    judge = [("killed", "25 dead", 25, 25), ("wounded", "at least 25 hurt", 25, None)]
    said = [*told_by(report, told, "A guard", guard), *told_by(report, told, "A judge", judge)]
    assert {c.about for c in assessed((report, told, said)).contradictions} == {"killed", "wounded"}
    alone = [*told_by(report, told, "A guard", guard[1:]), *told_by(report, told, "A judge", judge[1:])]
    assert assessed((report, told, alone)).contradictions == ()


def test_who_is_killed_by_name_is_no_count_of_the_dead() -> None:
    report, told = scene("Drones hit the depot in Velna and killed Ada Korr. A judge counted 2 dead.")
    told = replace(told, harm=(build.count(report, "Ada Korr", "killed", 1),))
    said = told_by(report, told, "A judge", [("killed", "2 dead", 2, 2)])
    assert assessed((report, told, said)).contradictions == ()


def test_how_many_rockets_hit_is_a_count() -> None:
    text = (
        "Drones hit the depot in Velna. A guard said three rockets hit it. "
        "A judge said of the three rockets fired, one hit."
    )
    report, told = scene(text)
    said = [
        says(report, told, build.speaker(report, who), Stance.ASSERTS, "happened", words)
        for who, words in (
            ("A guard", "A guard said three rockets hit it"),
            ("A judge", "A judge said of the three rockets fired, one hit"),
        )
    ]
    (found,) = [c for c in assessed((report, told, said)).contradictions if c.about == "hits"]
    assert found.versions == ("3 (A guard)", "1 (A judge)")


BOUNDS = st.integers(0, 60).flatmap(
    lambda low: st.tuples(st.just(low), st.none() | st.integers(low, 80)).map(lambda pair: Count(*pair, ""))
)


@given(BOUNDS, BOUNDS)
def test_bounds_exclude_each_other_only_where_no_number_is_in_both(a: Count, b: Count) -> None:
    def within(count: Count) -> set[int]:
        return set(range(count.low, 200 if count.high is None else count.high + 1))

    assert exclude(a, b) == (not within(a) & within(b)) == exclude(b, a)
