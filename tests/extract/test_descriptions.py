"""Descriptions and short names are whom they take up; who belongs to something told before has its words."""

from telling import Read

from ascribe.model import Filler, Stance


def _roles(told: Read, text: str) -> dict[str, list[Filler]]:
    found: dict[str, list[Filler]] = {}
    for proposition in told(text).propositions:
        for filler in (*proposition.agents, *proposition.targets):
            found.setdefault(filler.span.quote, []).append(filler)
    return found


def test_a_short_name_is_the_one_that_was_given_in_full(told: Read) -> None:
    text = (
        "Fighters of the Red Crescent Column attacked a base near Teskar on Monday. "
        "The Column said it had killed four soldiers. A day later the Column shelled the town."
    )
    [column] = _roles(told, text)["Column"]
    assert (column.name, [span.quote for span in column.via]) == (
        "Red Crescent Column",
        ["Red Crescent Column"],
    )
    assert {s.speaker.name for s in told(text).said(Stance.CLAIMS, "happened")} == {"Red Crescent Column"}


def test_a_short_name_of_two_groups_is_neither(told: Read) -> None:
    text = (
        "The Red Crescent Column and the Green Harbour Column attacked a base near Teskar on Monday. "
        "A day later the Column shelled the town."
    )
    assert {filler.name for filler in _roles(told, text).get("Column", [])} <= {"Column"}


def test_an_office_told_beside_one_name_is_who_has_it(told: Read) -> None:
    text = "Gunmen kidnapped Mayor Ora Pell in Teskar on Tuesday. The mayor was freed on Thursday."
    [mayor] = _roles(told, text)["mayor"]
    assert "Ora Pell" in mayor.name
    assert "Ora Pell" in mayor.via[-1].quote


def test_two_men_are_the_two_that_were_named_together(told: Read) -> None:
    text = (
        "Police arrested Harn Moleko and Daud Perk on Monday. "
        "The two men had attacked a checkpoint near Teskar a week before."
    )
    men = _roles(told, text)["two men"]
    assert [(man.name, man.via[-1].quote) for man in men] == [("Harn Moleko",) * 2, ("Daud Perk",) * 2]


def test_three_men_are_not_two(told: Read) -> None:
    text = (
        "Police arrested Harn Moleko and Daud Perk on Monday. "
        "The three men had attacked a checkpoint near Teskar a week before."
    )
    assert [man.via for man in _roles(told, text)["three men"]] == [()]


def test_the_driver_is_of_the_car_told_before(told: Read) -> None:
    text = "A bomb destroyed a car in Teskar on Tuesday. The driver was killed."
    [driver] = _roles(told, text)["driver"]
    assert driver.of is not None
    assert (driver.name, driver.of.quote) == ("driver", "car")


def test_a_driver_without_a_car_is_of_nothing(told: Read) -> None:
    text = "A bomb destroyed a depot in Teskar on Tuesday. The driver was killed."
    assert [driver.of for driver in _roles(told, text)["driver"]] == [None]
