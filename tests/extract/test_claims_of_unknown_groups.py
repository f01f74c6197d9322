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
