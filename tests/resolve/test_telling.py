"""A happening whose own words do not date it is dated by the way in which it is told, and says by which."""

from dataclasses import replace

import builders as build
import pytest

from ascribe.model import Kind, Moment, Proposition, Report, Status
from ascribe.parse.timex import find
from ascribe.resolve.telling import (
    COUNTED,
    LISTED,
    OF_THE_LAST_DAY,
    OF_THE_SCENE,
    TOLD_WITH,
    Timeline,
    date_happenings,
)
from ascribe.resolve.times import resolve_times

#: A Monday.
ANCHOR = Moment("2031-03-03")


def told(report: Report, words: str, when: str = "", **fields: object) -> Proposition:
    """A proposition of the words; `when` are the time words that its passages have."""
    entry = build.proposition(report, Kind.ATTACK, words)
    if when:
        start = report.text.index(when)
        entry = replace(entry, when=Moment(None, when, start, start + len(when)))
    return replace(entry, **fields)  # type: ignore[arg-type]


def dated(report: Report, *entries: Proposition, anchor: Moment | None = ANCHOR) -> list[Moment | None]:
    """What becomes of the entries' times, those with words of their own resolved first."""
    expressions = find(report.text)
    moments = resolve_times(expressions, lambda _: anchor)
    timeline = Timeline(report.text, list(zip(expressions, moments, strict=True)), lambda _: anchor)
    resolved = []
    for entry in entries:
        own = None if entry.when and entry.when.anchor else timeline.at(entry.when)
        moment = moments[expressions.index(own)] if own else None
        resolved.append(replace(entry, when=moment) if moment else entry)
    return [entry.when for entry in date_happenings(timeline, resolved)]


def edtf(moment: Moment | None) -> str | None:
    return moment.edtf if moment else None


def counted(entry: Proposition, words: str, order: str, other: Proposition, report: Report) -> Proposition:
    """The entry told as so long "after" or "before" another, as extraction leaves it."""
    start = report.text.index(words)
    return replace(entry, when=Moment(None, words, start, start + len(words), other.id, order))


@pytest.mark.parametrize(
    ("words", "order", "wanted"),
    [
        ("two days after", "before", "2031-02-28"),
        ("hours after", "before", "2031-03-01/2031-03-02"),
        ("hours before", "after", "2031-03-02/2031-03-03"),
        ("a week after", "before", "2031-02-21/2031-02-25"),
        ("days before", "after", "2031-03-03/2031-03-09"),
        ("two months before", "after", "2031-04-22/2031-05-12"),
        ("a year after", "before", "2029-11-02/2030-06-30"),
    ],
)
def test_a_happening_is_counted_from_another(words: str, order: str, wanted: str) -> None:
    report = build.report(f"Rebels shelled Velna on Sunday, {words} jets bombed Tarok.")
    shelled, bombed = told(report, "shelled", "on Sunday"), told(report, "bombed")
    first, second = dated(report, shelled, counted(bombed, words, order, shelled, report))
    assert edtf(first) == "2031-03-02"
    assert second is not None and (second.edtf, second.rule, second.anchor) == (wanted, COUNTED, "2031-03-02")


def test_what_is_counted_may_be_counted_from() -> None:
    report = build.report("On Sunday they met. Two days after that they fled, hours before the fall of Varn.")
    met, fled, fell = told(report, "met", "On Sunday"), told(report, "fled"), told(report, "fall")
    found = dated(
        report,
        counted(fell, "hours before", "after", fled, report),
        counted(fled, "Two days after", "after", met, report),
        met,
    )
    assert [edtf(one) for one in found] == ["2031-03-04/2031-03-05", "2031-03-04", "2031-03-02"]


def test_without_any_date_the_order_is_kept() -> None:
    report = build.report("Rebels shelled Velna two days after jets bombed Tarok.")
    bombed = told(report, "bombed")
    first, second = dated(
        report,
        counted(told(report, "shelled"), "two days after", "after", bombed, report),
        bombed,
        anchor=None,
    )
    assert first is not None and (first.edtf, first.rule, first.anchor) == (None, "after", bombed.id)
    assert second is None


def test_later_is_later_than_what_was_told_before() -> None:
    report = build.report("Jets bombed Tarok on Saturday. A few hours later rockets fell on Velna.")
    _, second = dated(
        report, told(report, "bombed", "on Saturday"), told(report, "fell", "A few hours later")
    )
    assert edtf(second) == "2031-03-01/2031-03-02"
    _, second = dated(
        report, told(report, "bombed", "on Saturday"), told(report, "fell", "A few hours later"), anchor=None
    )
    assert second is not None and (second.edtf, second.rule) == (None, "after")


def test_a_time_of_day_is_of_the_day_that_is_told_of() -> None:
    report = build.report("Crowds met on Friday. At noon they stormed the mint.")
    _, second = dated(report, told(report, "met", "on Friday"), told(report, "stormed", "At noon"))
    assert second is not None and (second.edtf, second.rule) == ("2031-02-28", OF_THE_SCENE)


def test_a_time_of_day_alone_is_of_the_last_day_and_night() -> None:
    report = build.report("At dawn they stormed the mint.")
    [only] = dated(report, told(report, "stormed", "At dawn"))
    assert only is not None and (only.edtf, only.rule) == ("2031-03-02/2031-03-03", OF_THE_LAST_DAY)
    [only] = dated(report, told(report, "stormed", "At dawn"), anchor=None)
    assert only is not None and only.edtf is None


LIST = """The week in Varn

Monday, 24 February: A mine broke a lorry's axle.

Tuesday, 25 February: Gunmen shot a guard at 0615 hrs.

They fled."""


def test_a_list_dates_what_stands_under_each_date() -> None:
    report = build.report(LIST)
    found = dated(report, told(report, "broke"), told(report, "shot", "at 0615 hrs"), told(report, "fled"))
    assert [edtf(moment) for moment in found] == ["2031-02-24", "2031-02-25T06:15", "2031-02-25"]
    assert all(moment is not None and moment.rule == LISTED for moment in found)


def test_one_date_alone_heads_no_list() -> None:
    report = build.report("3 March 2031\n\nGunmen shot a guard in Varn.")
    assert dated(report, told(report, "shot")) == [None]


def test_one_sentence_tells_of_one_day() -> None:
    report = build.report("A drone hit the depot on Sunday and guards arrested two men. The force withdrew.")
    planned = told(report, "arrested", status=Status.PLANNED)
    hit, arrest, withdrawal, other = dated(
        report, told(report, "hit", "on Sunday"), told(report, "arrested"), told(report, "withdrew"), planned
    )
    assert arrest is not None and hit is not None
    assert (arrest.edtf, arrest.rule) == (hit.edtf, TOLD_WITH)
    assert withdrawal is None and other is None


def test_a_text_known_by_its_last_update_gives_uncertain_days() -> None:
    report = build.report("A drone hit the depot on Sunday.")
    [only] = dated(report, told(report, "hit", "on Sunday"), anchor=Moment("../2031-03-03"))
    assert only is not None and (only.edtf, only.rule) == ("2031-03-02?", "weekday-from-last-update")
