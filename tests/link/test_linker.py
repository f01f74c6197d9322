"""Linking: what joins, what never does, and that order and growth change nothing."""

from dataclasses import replace

import builders as build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascribe.link import Linker, Story, link, story_of
from ascribe.model import Kind, Means, Moment, Reading, Status

DEPOT = "Two drones crashed into the silo beside the Halvard canal"


def groups(*readings: Reading) -> list[set[str]]:
    """The reports of every incident."""
    return [set(incident.reports) for incident in link(readings)]


def joined(a: Reading, b: Reading) -> bool:
    return len(link([a, b])) == 1


def test_day_place_and_target_make_one_incident() -> None:
    a, b = build.told("a"), build.told("b", words="Something else entirely was written")
    assert groups(a, b) == [{a.report, b.report}]


def test_the_link_says_why_in_words() -> None:
    (incident,) = link([build.told("a"), build.told("b")])
    (why,) = incident.links
    assert any(reason.startswith("same day") for reason in why.reasons)
    assert any(reason.startswith("same place") for reason in why.reasons)
    assert why.weight > 0


@pytest.mark.parametrize(
    "other",
    [
        build.told("b", when="2031-05-09"),
        build.told("b", where=["Ostrana City"]),
        build.told("b", where=["Tarok"]),
        build.told("b", series=True),
        build.told("b", kind=Kind.ARREST, means=None),
        build.told("b", means=Means.SHOOTING, targets=["the mayor"]),
    ],
    ids=["other date", "other country", "other city", "series", "other kind", "other means and target"],
)
def test_what_excludes_never_joins(other: Reading) -> None:
    assert not joined(build.told("a", words=DEPOT), other)


def test_two_happenings_of_one_report_stay_two() -> None:
    report = build.report("Drones hit the depot in Velna. Drones hit the depot in Velna again.")
    first = build.proposition(
        report,
        Kind.ATTACK,
        "Drones hit the depot in Velna",
        when="2031-05-04",
        where=["Velna"],
        targets=["the depot"],
    )
    again = build.proposition(
        report,
        Kind.ATTACK,
        "Drones hit the depot in Velna again",
        when="2031-05-04",
        where=["Velna"],
        targets=["the depot"],
    )
    assert len(link([build.reading(report, [first, again])])) == 2


def test_the_actor_alone_joins_nothing() -> None:
    a = build.told("a", when=None, where=[], targets=[], agents=["Red Harbour Front"], words="It acted again")
    b = build.told(
        "b", when=None, where=[], targets=[], agents=["Red Harbour Front"], words="It acted once more"
    )
    assert not joined(a, b)


def test_without_time_and_place_only_target_and_words_together_join() -> None:
    target = {"when": None, "where": [], "targets": ["the Halvard silo"]}
    assert not joined(
        build.told("a", **target, words="It burned"), build.told("b", **target, words="It came")
    )
    assert not joined(
        build.told("a", when=None, where=[], targets=["a mill"], words="Masked bikers sabotaged turbines"),
        build.told("b", when=None, where=[], targets=["a road"], words="Masked bikers sabotaged turbines"),
    )
    assert joined(
        build.told("a", **target, words="Masked bikers sabotaged turbines beside Orlen bridge"),
        build.told("b", **target, words="Turbines were sabotaged by masked bikers near Orlen bridge"),
    )


def test_an_undated_version_joins_by_place_and_target() -> None:
    assert joined(build.told("a", words=DEPOT), build.told("b", when=None, words=DEPOT))


def test_a_weekday_in_words_speaks_for_or_against() -> None:
    sunday = Moment(None, "on Sunday")
    a, b = build.told("a", words=DEPOT), build.told("b", when=sunday, words=DEPOT)
    reasons = " ".join(link([a, b])[0].links[0].reasons)
    assert "same day of the week" in reasons


def test_a_province_holds_its_city() -> None:
    assert joined(build.told("a"), build.told("b", where=["Velna Province"]))


def test_kindred_means_and_kinds_join() -> None:
    assert joined(build.told("a"), build.told("b", means=Means.AIRSTRIKE))
    assert joined(build.told("a"), build.told("b", kind=Kind.DESTRUCTION))


def test_versions_of_the_means_are_one_incident_only_where_all_else_agrees() -> None:
    rockets = build.told("a", means=Means.ROCKET, words=DEPOT)
    assert joined(rockets, build.told("b", means=Means.BOMB, words=DEPOT))
    assert not joined(rockets, build.told("b", means=Means.BOMB, words=DEPOT, targets=["a mill"]))
    assert not joined(rockets, build.told("b", means=Means.BOMB, words=DEPOT, when="2031-05-05"))


def test_what_is_hypothetical_general_or_nothing_in_particular_is_no_incident() -> None:
    unreal = [
        build.told("a", status=Status.HYPOTHETICAL),
        build.told("b", status=Status.GENERAL),
        build.told("c", kind=Kind.OTHER),
    ]
    assert link(unreal) == ()


def test_early_and_late_counts_are_one_incident() -> None:
    noon = build.told("noon", words="It killed 23 there")
    night = build.told("night", words="It killed 120 there")
    assert joined(noon, night)


def test_a_chain_does_not_hold_what_excludes_itself() -> None:
    monday, tuesday = build.told("a", when="2031-05-05"), build.told("b", when="2031-05-07")
    between = build.told("c", when="2031-05-06")
    for incident in link([monday, tuesday, between]):
        assert not {monday.report, tuesday.report} <= set(incident.reports)


def test_link_one_gives_the_incidents_a_reading_tells_of() -> None:
    linker = Linker()
    a, b, c = build.told("a"), build.told("b"), build.told("c", where=["Tarok"], targets=["a bank"])
    assert [i.reports for i in linker.link_one(a)] == [(a.report,)]
    assert [set(i.reports) for i in linker.link_one(b)] == [{a.report, b.report}]
    assert [i.reports for i in linker.link_one(c)] == [(c.report,)]
    assert linker.incidents() == link([a, b, c])
    assert linker.link_one(a) and linker.incidents() == link([a, b, c])


_slots = st.fixed_dictionaries(
    {
        "when": st.sampled_from(
            ["2031-05-04", "2031-05-05", "2031-05-06", "2031-05", "2031-05-01/2031-05-09", None]
        ),
        "where": st.sampled_from(
            [["Velna"], ["Tarok"], ["Velna Province"], ["Karsia"], ["Velna", "Tarok"], []]
        ),
        "targets": st.sampled_from([["the grain depot"], ["Velna airport"], ["a depot"], []]),
        "means": st.sampled_from([Means.DRONE, Means.AIRSTRIKE, Means.BOMB, None]),
        "kind": st.sampled_from([Kind.ATTACK, Kind.DESTRUCTION, Kind.RAID]),
        "words": st.sampled_from(
            [DEPOT, "Drones crashed beside the Halvard canal", "It burned", "Sappers swept Orlen"]
        ),
        "series": st.booleans(),
    }
)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_order_of_arrival_changes_nothing(data: st.DataObject) -> None:
    slots = data.draw(st.lists(_slots, min_size=2, max_size=9))
    readings = [build.told(f"report {i}", **slot) for i, slot in enumerate(slots)]
    expected = link(readings)
    shuffled = data.draw(st.permutations(readings))
    assert link(shuffled) == expected
    linker = Linker()
    for reading in shuffled:
        linker.link_one(reading)
    assert linker.incidents() == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(_slots, min_size=2, max_size=9))
def test_every_happening_is_in_one_incident_and_none_holds_what_excludes_itself(
    slots: list[dict[str, object]],
) -> None:
    readings = [build.told(f"report {i}", **slot) for i, slot in enumerate(slots)]  # type: ignore[arg-type]
    linker = Linker()
    for reading in readings:
        linker.add(reading)
    incidents = linker.incidents()
    told = [p for incident in incidents for p in incident.propositions]
    assert sorted(told) == sorted(p.id for reading in readings for p in reading.propositions)
    for incident in incidents:
        for a in incident.propositions:
            assert not any(linker.why(a, b).ruled_out for b in incident.propositions if a != b)


def test_comparisons_grow_with_the_propositions_not_with_their_square() -> None:
    compared = {}
    for size in (500, 2000):
        linker = Linker()
        for i in range(size):
            day, city = divmod(i, 8)
            when = f"{2000 + day // 336}-{day // 28 % 12 + 1:02d}-{day % 28 + 1:02d}"
            linker.add(
                build.told(f"r{i}", when=when, where=[("Velna", "Tarok", "Mirdan", "Ostrana City")[city % 4]])
            )
        compared[size] = linker.compared
    assert compared[2000] < 5 * compared[500]


def told_on(day: str, name: str, **slots: object) -> tuple[Reading, Story]:
    """A reading and the story of its report, published on a day."""
    reading = build.told(name, **slots)  # type: ignore[arg-type]
    report = build.report(f"{name} {DEPOT}", source=name, published=day)
    return reading, replace(story_of(report), report=reading.report)


def joined_on(a: tuple[Reading, Story], b: tuple[Reading, Story]) -> bool:
    return len(link([a[0], b[0]], {story.report: story for _, story in (a, b)})) == 1


def test_nothing_past_is_later_than_its_report() -> None:
    slots = {"words": DEPOT, "where": ["Velna"], "targets": ["the grain depot"]}
    then = told_on("2031-05-05", "a", when="2031-05-04", **slots)
    assert joined_on(then, told_on("2031-05-06", "b", when=None, **slots))
    assert not joined_on(then, told_on("2029-05-06", "c", when=None, **slots))
    planned = told_on("2029-05-06", "d", when=None, status=Status.PLANNED, **slots)
    assert joined_on(then, planned)


def test_what_is_told_of_two_cities_is_not_what_is_told_of_one() -> None:
    both = build.told("a", where=["Velna", "Tarok"])
    again, one = build.told("b", where=["Velna", "Tarok"]), build.told("c", where=["Velna"])
    linker = Linker()
    for reading in (both, again, one):
        linker.add(reading)
    ids = [reading.propositions[0].id for reading in (both, again, one)]
    assert linker.why(ids[0], ids[1]).weight > linker.why(ids[0], ids[2]).weight + 2
    assert linker.why(ids[0], ids[2]).condition("where") == "part"
