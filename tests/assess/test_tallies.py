"""Tallies: series of one scope by counter, sums checked, the ledger's own incidents beside and never added."""

from typing import Any

import builders as build

from ascribe.assess.tallies import tally_series
from ascribe.link import link
from ascribe.model import Kind, Moment, Reading, Report, Tally, TallySeries

TEXT = """The army counts 61 attacks on Karsian bases since May 1: 29 in Velna and 32 in Tarok.
The Reed Guard speaks of more than 75 attacks on Karsian bases since May 3."""


def tally(report: Report, words: str, low: int, high: int | None = -1, **fields: Any) -> Tally:
    quantity = build.count(report, words, "attacks", low, high)
    where = tuple(build.place(report, name) for name in fields.pop("where", ()))
    since = Moment(fields.pop("since", "2031-05-01"))
    against = build.filler(report, "Karsian bases", actor="a:karsia")
    return Tally(
        report.id, "attacks", quantity, quantity.span, against=against, places=where, since=since, **fields
    )


def counted() -> tuple[Report, list[Tally]]:
    report = build.report(TEXT, published="2031-06-01", publisher="Velna Herald")
    army = build.speaker(report, "The army", named=True)
    guard = build.speaker(report, "The Reed Guard", named=True)
    return report, [
        tally(report, "61 attacks", 61, where=["Velna", "Tarok"], speaker=army),
        tally(report, "29", 29, where=["Velna"], speaker=army),
        tally(report, "32", 32, where=["Tarok"], speaker=army),
        tally(report, "more than 75 attacks", 76, None, since="2031-05-03", speaker=guard),
    ]


def series(report: Report, tallies: list[Tally], *others: Reading) -> tuple[TallySeries, ...]:
    reading = Reading(report.id, tallies=tuple(tallies))
    return tally_series([reading, *others], {report.id: report}, link(others))


def test_counts_of_one_scope_stand_together_each_counter_on_a_line() -> None:
    (found,) = series(*counted())
    assert {line.counter: sorted(p.low for p in line.points) for line in found.lines} == {
        "The army": [29, 32, 61],
        "The Reed Guard": [76],
    }


def test_a_sum_is_checked_and_said() -> None:
    report, tallies = counted()
    assert [total.words for total in series(report, tallies)[0].sums] == ["61 = 29 + 32"]
    wrong = [*tallies[:2], tally(report, "32", 33, where=["Tarok"], speaker=tallies[0].speaker)]
    assert [(total.words, total.holds) for total in series(report, wrong)[0].sums] == [
        ("61 ≠ 29 + 33", False)
    ]


def test_open_lower_bounds_agree_and_exact_counts_of_the_same_days_need_not() -> None:
    report, tallies = counted()
    assert series(report, tallies)[0].contradictions == ()
    judge = build.speaker(report, "The army", named=True, name="A judge")
    other = tally(report, "61 attacks", 70, where=["Velna", "Tarok"], speaker=judge)
    assert series(report, [tallies[0], other])[0].contradictions == ("61 (The army) | 70 (A judge)",)


def test_counts_from_another_beginning_or_of_another_side_stand_apart() -> None:
    report, tallies = counted()
    later = tally(report, "32", 32, since="2031-05-28")
    assert len(series(report, [tallies[3], later])) == 2


def test_the_incidents_of_the_scope_are_laid_beside() -> None:
    report, tallies = counted()
    inside = build.told("inside", when="2031-05-09", targets=["Karsian bases"])
    before = build.told("before", when="2031-04-09", targets=["Karsian bases"])
    arrest = build.told("arrest", kind=Kind.ARREST, means=None, when="2031-05-09", targets=["Karsian bases"])
    incidents = {i.when: i.id for i in link([inside, before])}
    (found,) = series(report, tallies, inside, before, arrest)
    assert found.incidents == (incidents["2031-05-09"],)
