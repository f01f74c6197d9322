"""Whether it came about: planned, threatened, foiled, called off and merely possible are told apart."""

import pytest
from telling import Read

from ascribe.model import Kind, Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels attacked an army base near Darrow on Monday.", Status.HAPPENED),
        ("The army plans to attack a rebel camp near Darrow next week.", Status.PLANNED),
        ("Police foiled an attack on the parliament in Selmere on Monday.", Status.ATTEMPTED),
        ("The army cancelled a planned attack on the camp near Darrow on Monday.", Status.CALLED_OFF),
        ("The government fears that rebels could attack the port.", Status.HYPOTHETICAL),
    ],
)
def test_what_governs_the_word_says_whether_it_happened(told: Read, text: str, status: Status) -> None:
    assert told(text).happening.status is status


def test_a_threat_happened_and_what_it_threatens_did_not(told: Read) -> None:
    found = {
        p.kind: p.status for p in told("Rebels threatened to attack League troops in Darrow.").propositions
    }
    assert found.get(Kind.THREAT, Status.HAPPENED) is Status.HAPPENED
    assert found.get(Kind.ATTACK, Status.THREATENED) is Status.THREATENED


def test_a_raid_that_was_called_off_is_called_off(told: Read) -> None:
    text = "The army called off a raid on a house in Halvorn on Monday."
    assert told(text).happening.status is Status.CALLED_OFF
