"""A number that a speaker puts on the dead or the hurt is that speaker's statement."""

import pytest
from telling import Read

from ascribe.model import Stance

BOMB = "A bomb went off at a court in Darrow on Monday, killing people in the yard.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker", "role", "value"),
    [
        ("The governor put the death toll at seven.", "The governor", "killed", "7"),
        ("A second official put the number of wounded at 14.", "A second official", "wounded", "14"),
        ("The toll stands at 21, doctors said.", "doctors", "killed", "21"),
    ],
)
def test_who_puts_a_toll_at_a_number(told: Read, text: str, speaker: str, role: str, value: str) -> None:
    said = told(BOMB + text).said(Stance.ASSERTS, role)
    assert {(s.speaker.name, s.value) for s in said} == {(speaker, value)}


@pytest.mark.parametrize(
    "text", ["The governor put the budget at seven million.", "The governor put seven guards at the gate."]
)
def test_other_numbers_are_no_toll(told: Read, text: str) -> None:
    report = told(BOMB + text)
    assert not report.said(Stance.ASSERTS, "killed")
    assert not report.said(Stance.ASSERTS, "wounded")
