"""Those who speak for a group, and papers that somebody issues: whose word it is."""

import pytest
from telling import Read

from ascribe.model import SpeakerKind, Stance

BOMB = "A bomb killed a judge in Darrow on Monday.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "The Fox Brigade has issued a statement denying any part in the attack.",
        "In a statement, the Fox Brigade denied any part in the attack.",
    ],
)
def test_who_issues_a_statement_speaks_by_it(told: Read, text: str) -> None:
    denied = told(BOMB + text).only(Stance.DENIES)
    assert denied.actor is not None
    assert (denied.speaker.name, denied.actor.name) == ("Fox Brigade", "Fox Brigade")


def test_a_spokesman_of_an_unknown_group_is_of_an_armed_group(told: Read) -> None:
    text = "The Fox Brigade is a militia. A spokesman for the Fox Brigade denied any part in the attack."
    denied = told(BOMB + text).only(Stance.DENIES)
    assert denied.speaker.kind is SpeakerKind.ARMED_GROUP
    assert denied.actor is not None
    assert denied.actor.name == "Fox Brigade"


def test_its_spokesman_clears_the_group_by_where_its_men_were(told: Read) -> None:
    text = 'The governor blamed the Marsh Brigade. Its spokesman said: "Our fighters were nowhere near the court."'
    denied = told(BOMB + text).only(Stance.DENIES)
    assert denied.actor is not None
    assert (denied.speaker.name, denied.actor.name) == ("Its spokesman", "Marsh Brigade")


def test_a_ministrys_spokesman_stays_an_official(told: Read) -> None:
    accused = told(BOMB + "A spokesman for the ministry blamed the Marsh Brigade.").only(Stance.ACCUSES)
    assert accused.speaker.kind is SpeakerKind.OFFICIAL
