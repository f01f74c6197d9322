"""A small fictional world whose truth is known: what is said of it is graded as it was said, copies support nothing."""

from dataclasses import asdict

import pytest

from benchmarks.world.measure import Figures, b_cubed, measure
from benchmarks.world.telling import Settings, Telling, tell
from benchmarks.world.truth import make_world


@pytest.fixture(scope="module")
def telling() -> Telling:
    return tell(make_world(80, 3), Settings(copying=0.5, lying=0.3))


@pytest.fixture(scope="module")
def given(telling: Telling) -> Figures:
    return measure(telling, given=True)


def test_the_same_seed_gives_the_same_reports(telling: Telling) -> None:
    again = tell(make_world(80, 3), Settings(copying=0.5, lying=0.3))
    assert [page.report for page in telling.pages] == [page.report for page in again.pages]
    assert telling.acts == again.acts


def test_a_larger_world_tells_the_same_things_more_often(telling: Telling) -> None:
    copies = sum(page.story.copy_of is not None for page in telling.pages)
    assert 0.35 < copies / len(telling.pages) < 0.65


def test_every_span_is_of_its_report(telling: Telling) -> None:
    for page in telling.pages:
        for statement in page.reading.statements:
            page.report.check(statement.evidence)


def test_grades_follow_what_was_said_however_often_it_is_copied(given: Figures) -> None:
    assert (given.grades.precision, given.grades.recall) == (1.0, 1.0)


def test_no_corroboration_is_counted_from_copies(given: Figures) -> None:
    assert (given.candidates > 50, given.overcounted) == (True, 0)


def test_what_contradicts_is_found_and_nothing_else(given: Figures) -> None:
    assert "number" in given.contradictions
    for score in given.contradictions.values():
        assert (score.precision, score.recall) == (1.0, 1.0)
    assert (given.updates.precision, given.updates.recall) == (1.0, 1.0)


def test_reports_are_linked(telling: Telling) -> None:
    assert measure(telling).linking[2] >= 0.95


def test_b_cubed_of_two_merged_and_one_split() -> None:
    truth = {"a": 1, "b": 1, "c": 2, "d": 2}
    assert b_cubed([["a", "b", "c"], ["d"]], truth) == pytest.approx((2 / 3, 0.75, 12 / 17))
    assert asdict(Figures({}))["overcounted"] == 0
