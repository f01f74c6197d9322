"""Counts over a period, as reports put them; counts of one happening's dead are none."""

import pytest
from telling import Read


def bounds(told: Read, text: str) -> list[tuple[str, int, int | None]]:
    return [(t.what, t.quantity.low, t.quantity.high) for t in told(text).reading.tallies]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("League patrols have been attacked 17 times since April.", ("attacks", 17, 17)),
        ("The garrison has come under fire at least 23 times since April.", ("attacks", 23, None)),
        ("Rebels have shelled the port more than 30 times this year.", ("attacks", 31, None)),
        ("This was the 12th attack on the pipeline since April.", ("attacks", 12, 12)),
        ("Tuesday's bombing was at least the fifth attack in Darrow this year.", ("attacks", 5, None)),
        ("The number of attacks on the road has reached 44 since April, the army said.", ("attacks", 44, 44)),
        ("About 300 League troops are deployed in Darrow.", ("troops", 300, 300)),
        ("Fourteen teachers have been killed by gunmen this year, the union said.", ("killed", 14, 14)),
        ("The army has answered the raids with three rounds of airstrikes since April.", ("strikes", 3, 3)),
    ],
)
def test_a_count_over_a_period_is_a_tally(told: Read, text: str, found: tuple[str, int, int | None]) -> None:
    assert found in bounds(told, text)


def test_a_total_and_its_parts_are_a_tally_each(told: Read) -> None:
    text = (
        "Rebels have carried out 30 attacks since April. Of those, 18 took place in Darrow and 12 in Sellow."
    )
    assert [b[1:] for b in bounds(told, text)] == [(30, 30), (18, 18), (12, 12)]


@pytest.mark.parametrize(
    "text",
    [
        "Four teachers were killed in an attack on a school in Darrow on Monday.",
        "It was the worst attack since 2029, when a bomber killed four teachers in Darrow.",
        "At least 12 people have been killed in an explosion at a market in Darrow.",
        "The gunman fired three times at the car in Darrow, killing a judge.",
    ],
)
def test_the_count_of_one_happening_is_no_tally(told: Read, text: str) -> None:
    assert bounds(told, text) == []


def test_who_is_attacked_many_times_stands_in_the_tally(told: Read) -> None:
    tally = told("Army patrols have been attacked 17 times since April.").tally
    assert tally.against is not None
    assert tally.against.name == "Army patrols"
    assert tally.by is None


def test_parts_of_a_count_have_its_period_its_sides_and_places_of_their_own(told: Read) -> None:
    text = (
        "According to the mission, armed groups have launched 61 attacks on League troops since January 12. Of those, "
        "29 have been in Orvania and 32 in Kesh."
    )
    whole, first, second = told(text).reading.tallies
    assert [t.quantity.low for t in (whole, first, second)] == [61, 29, 32]
    assert {t.since.edtf for t in (whole, first, second) if t.since} == {"2031-01-12/.."}
    assert {t.by.name for t in (whole, first, second) if t.by} == {"armed groups"}
    assert {t.speaker.name for t in (whole, first, second) if t.speaker} == {"the mission"}
    assert [[p.name for p in t.places] for t in (first, second)] == [["Orvania"], ["Kesh"]]


def test_a_count_says_who_was_hurt_and_not_what_by_grammar_is_the_object(told: Read) -> None:
    tally = told(
        "Since January, at least 60 League soldiers have reported minor injuries, the mission said."
    ).tally
    assert tally.against is not None
    assert (tally.what, tally.quantity.low, tally.quantity.high, tally.by) == ("injured", 60, None, None)
    assert "League soldiers" in tally.against.name


def test_more_than_is_one_more(told: Read) -> None:
    tally = told(
        "The Marsh Front has claimed responsibility for more than 75 operations since January."
    ).tally
    assert tally.by is not None
    assert (tally.quantity.low, tally.quantity.high) == (76, None)
    assert "Marsh Front" in tally.by.name


def test_who_keeps_a_count_did_not_do_it(told: Read) -> None:
    tally = told("The mission has logged 418 attacks by both sides since January.").tally
    assert tally.speaker is not None
    assert "mission" in tally.speaker.name
    assert tally.by is None or "mission" not in tally.by.name


def test_what_attacks_were_made_with_is_not_whom_they_hit(told: Read) -> None:
    text = (
        "Since January, armed groups have made more than 80 attacks using drones and rockets on League bases."
    )
    against = told(text).tally.against
    assert against is not None
    assert "bases" in against.name
