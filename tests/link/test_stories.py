"""Stories: which reports are of one matter, and that the order of the reports changes nothing."""

from datetime import date

import builders as build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascribe.link import Story, compare_stories, matters, story_of
from ascribe.link.stories import shipped

FERRY = (
    "Two masked riders fired at the ferry landing in Velna on Harbour Road, police inspector Oda Brekke said. Ilan "
    "Torvald, 34, a deckhand, died at the Saint Alban clinic; a 9-year-old passenger was grazed by splinters."
)
FERRY_LATER = (
    "The deckhand who died at the ferry landing was Ilan Torvald, 34, his union said. The riders left their masks on "
    "Harbour Road, and inspector Oda Brekke asked passengers for photographs of the splinters."
)
ORCHARD = (
    "A mine blew up beneath a cherry harvester outside Tarok, killing the driver, Mara Quill, 51. Sappers closed the "
    "Pilgrim Highway and warned growers, the provincial agronomist Sten Falk said."
)


def story(name: str, text: str, day: str = "2031-05-05", days: tuple[str, ...] = ()) -> Story:
    report = build.report(text, source=name, published=day)
    return story_of(report, [date.fromisoformat(one) for one in days])


def test_two_accounts_of_one_matter_are_one() -> None:
    a, b, c = story("a", FERRY), story("b", FERRY_LATER, "2031-05-06"), story("c", ORCHARD)
    assert sorted(map(set, matters([a, b, c])), key=len) == [{c.report}, {a.report, b.report}]


def test_the_comparison_says_what_is_shared() -> None:
    found = compare_stories(story("a", FERRY), story("b", FERRY_LATER), shipped())
    said = " ".join(found.reasons)
    assert found.weight > 0
    assert "Oda Brekke" in said and "34" in said and "Harbour Road" in said


def test_the_order_of_two_stories_does_not_matter() -> None:
    a, b = story("a", FERRY), story("b", ORCHARD)
    assert compare_stories(a, b, shipped()) == compare_stories(b, a, shipped())


def test_months_apart_speak_against_one_matter() -> None:
    near = compare_stories(story("a", FERRY), story("b", FERRY_LATER), shipped())
    far = compare_stories(story("a", FERRY), story("b", FERRY_LATER, "2032-02-01"), shipped())
    assert far.weight < near.weight - 5


@pytest.mark.parametrize("day", ["2031-05-05", "2031-05"])
def test_a_publication_counts_by_its_last_day(day: str) -> None:
    assert story("a", FERRY, day).published == (
        date(2031, 5, 5) if day.count("-") == 2 else date(2031, 5, 31)
    )


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([FERRY, FERRY_LATER, ORCHARD]), min_size=2, max_size=7), st.data())
def test_order_of_arrival_changes_nothing(texts: list[str], data: st.DataObject) -> None:
    stories = [story(f"report {i}", text) for i, text in enumerate(texts)]
    assert matters(data.draw(st.permutations(stories))) == matters(stories)
