"""Claims, denials and accusations of groups that no pack knows."""

from telling import Read

from ascribe.model import Stance


def names(told: Read, text: str, stance: Stance) -> set[tuple[str, str | None]]:
    return {(s.speaker.name, s.actor.name if s.actor else None) for s in told(text).said(stance, "agent")}


def test_a_group_calling_itself_something_has_that_name(told: Read) -> None:
    text = (
        "A bomb exploded at a base near Darrow on Monday. "
        "A little-known group calling itself the Thorn Brigades claimed responsibility for the attack."
    )
    assert names(told, text, Stance.CLAIMS) == {("Thorn Brigades", "Thorn Brigades")}


def test_the_name_stands_for_the_kind_beside_it(told: Read) -> None:
    text = (
        "A bomb exploded at a base near Darrow on Monday. "
        "The extremist group Thorn Brigades claimed responsibility for the attack."
    )
    assert names(told, text, Stance.CLAIMS) == {("Thorn Brigades", "Thorn Brigades")}


def test_the_group_is_the_one_named_before(told: Read) -> None:
    text = (
        "The Thorn Brigades denied any involvement in the war. "
        "Ostrava says the group attacked an army base near Darrow on Monday."
    )
    assert ("Ostrava", "Thorn Brigades") in names(told, text, Stance.ACCUSES)


def test_nobody_said_it_was_them(told: Read) -> None:
    text = "Gunmen attacked an army base near Darrow on Monday. No group said it was behind the attack."
    assert told(text).said(Stance.NO_CLAIM, "agent")


def test_a_name_goes_on_behind_its_first_word(told: Read) -> None:
    text = (
        "A bomb exploded at a base near Darrow on Monday. "
        "A group calling itself the Sons of the River claimed responsibility for the attack."
    )
    assert names(told, text, Stance.CLAIMS) == {("Sons of the River", "Sons of the River")}


def test_a_place_in_a_name_is_no_place(told: Read) -> None:
    text = "A militia styling itself Lions of the Northern Valley said its fighters shot dead two guards in Darrow."
    reading = told(text)
    assert ("Lions of the Northern Valley",) * 2 in names(told, text, Stance.CLAIMS)
    assert {place.name for p in reading.propositions for place in p.places} == {"Darrow"}
    assert "two guards" in {target.name for p in reading.propositions for target in p.targets}


def test_what_a_group_is_known_as_is_its_name(told: Read) -> None:
    text = (
        "The rebel group, known as the Thorn Brigades, fired rockets at an army base near Darrow on Monday."
    )
    agents = {agent.name for p in told(text).propositions for agent in p.agents}
    assert agents == {"Thorn Brigades"}
