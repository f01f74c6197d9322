"""Ways of accusing, claiming and denying (`ways.yaml`), and what looks like one and is none."""

import pytest
from telling import Read

from ascribe.model import Stance

BOMB = "A bomb killed a judge in Darrow on Monday.\n\n"


def said(told: Read, text: str) -> set[tuple[str, str, str | None]]:
    """Stance, speaker and actor of every word on who did it."""
    reading = told(BOMB + text).reading
    return {
        (s.stance.value, s.speaker.name, s.actor.name if s.actor else None)
        for s in reading.statements
        if s.facet == "agent"
    }


@pytest.mark.parametrize(
    "text",
    [
        "The governor blamed the Marsh Brigade.",
        "The governor blamed the attack on the Marsh Brigade.",
        "The governor held the Marsh Brigade responsible.",
        "The governor pointed an accusing finger at the Marsh Brigade.",
        "The governor laid the blame at the door of the Marsh Brigade.",
        "The governor saw the hand of the Marsh Brigade in the attack.",
        "The governor saw the Marsh Brigade's hand in the attack.",
        "The governor attributed it to the Marsh Brigade.",
        "The governor linked the bombing to the Marsh Brigade.",
        "The governor said it was the work of the Marsh Brigade.",
        "The governor said the attack bore the hallmarks of the Marsh Brigade.",
        "The governor said the order came from the Marsh Brigade.",
        "The governor levelled an accusation against the Marsh Brigade.",
        "The Marsh Brigade was blamed by the governor for the bombing.",
    ],
)
def test_ways_of_accusing(told: Read, text: str) -> None:
    assert {(stance, actor) for stance, _, actor in said(told, text)} == {("accuses", "Marsh Brigade")}
    assert all("governor" in who for _, who, _ in said(told, text))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The governor attributed it to bandits.", "bandits"),
        ("The governor said it was the work of thieves.", "thieves"),
        ("The governor described Oren Vask as the architect of the attack.", "Oren Vask"),
        ("The governor called Oren Vask the mastermind of the bombing.", "Oren Vask"),
    ],
)
def test_those_whom_no_pack_knows_are_accused_too(told: Read, text: str, actor: str) -> None:
    assert {(stance, who) for stance, _, who in said(told, text)} == {("accuses", actor)}


@pytest.mark.parametrize(
    "text",
    [
        "The governor blamed poor upkeep for the blackout.",
        "The governor blamed the Marsh Brigade for the delay of the harvest.",
        "The governor accused the opposition of playing politics.",
        "The governor refused to blame the Marsh Brigade.",
        "The governor linked the talks to the withdrawal of troops.",
        "The governor pointed to the gate of the court.",
        "The governor met men linked to the Marsh Brigade.",
        "The governor said it was not the work of thieves.",
        "Prosecutors charged Oren Vask with tax fraud.",
        "The Marsh Brigade released a video of its parade.",
        "The Marsh Brigade called the truce a mistake.",
        "The Marsh Brigade denied rumours that its leader was ill.",
        "The Marsh Brigade denied any link with the ferry.",
        "The Marsh Brigade denied that it would disband.",
        "The Marsh Brigade distanced itself from the election.",
        "The governor claimed that the roads were open.",
        "The governor said his men would do it again.",
    ],
)
def test_what_looks_like_an_accusation_or_a_claim(told: Read, text: str) -> None:
    assert not {one for one in said(told, text) if one[0] in ("accuses", "claims")}, text
    if "Marsh Brigade denied" in text or "called" in text:
        assert not {one for one in said(told, text) if one[0] == "denies"}, text


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Brigade denied it.",
        "The Marsh Brigade denied the attack.",
        "The Marsh Brigade brushed off the charge.",
        "The Marsh Brigade called it slander.",
        "The Marsh Brigade called the accusation a fairy tale.",
        "The Marsh Brigade said the accusations were fabrications.",
        "The Marsh Brigade swore it had no hand in it.",
        "The Marsh Brigade said it had nothing to do with the attack.",
        "The Marsh Brigade condemned what it called baseless accusations.",
    ],
)
def test_ways_of_denying(told: Read, text: str) -> None:
    assert ("denies", "Marsh Brigade", "Marsh Brigade") in said(
        told, "The governor blamed the Marsh Brigade. " + text
    )


def test_a_charge_that_its_subject_denies_in_the_same_sentence(told: Read) -> None:
    found = said(told, "The governor blamed the Marsh Brigade, a charge that the group rejects.")
    assert found == {
        ("accuses", "The governor", "Marsh Brigade"),
        ("denies", "Marsh Brigade", "Marsh Brigade"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Marsh Brigade owned up to the bombing.",
        "The Marsh Brigade released a video of the bombing.",
        "The Marsh Brigade boasted of the bombing.",
        "The Marsh Brigade admitted carrying out the bombing.",
        "The Marsh Brigade said its fighters had bombed the court.",
    ],
)
def test_ways_of_claiming(told: Read, text: str) -> None:
    assert said(told, text) == {("claims", "Marsh Brigade", "Marsh Brigade")}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("No group has adopted the attack.", None),
        ("The Marsh Brigade neither claimed nor denied the bombing.", "Marsh Brigade"),
    ],
)
def test_that_nobody_claims_it_is_a_statement(told: Read, text: str, actor: str | None) -> None:
    assert {(stance, who) for stance, _, who in said(told, text)} == {("no-claim", actor)}


def test_an_order_that_somebody_is_accused_of_is_the_accusers_word(told: Read) -> None:
    report = told(BOMB + "Norland killed Oren Vask, a commander it accused of ordering the bombing.")
    assert "order" not in {p.kind.value for p in report.propositions}
    accused = report.only(Stance.ACCUSES)
    assert accused.actor is not None
    assert (accused.speaker.name, accused.actor.name) == ("Norland", "Oren Vask")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A court in Darrow sentenced a local man to life in prison for the bombing.", "local man"),
        ("The governor said two men had been arrested over the bombing.", "two men"),
    ],
)
def test_those_who_are_tried_or_held_for_it_are_accused(told: Read, text: str, actor: str) -> None:
    assert {(stance, who) for stance, _, who in said(told, text)} == {("accuses", actor)}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Norland's navy said it had struck 'workshops' in Darrow.", True),
        ("Norland's navy said it would strike workshops in Darrow.", False),
        ("The Darrow Daily said it had struck a deal.", False),
    ],
)
def test_what_a_body_says_that_it_did_itself(told: Read, text: str, claims: bool) -> None:
    assert bool([one for one in said(told, text) if one[0] == "claims"]) is claims


def test_a_charge_may_be_what_somebody_said(told: Read) -> None:
    text = "The governor blamed the Marsh Brigade. The Marsh Brigade rejected what he said."
    assert ("denies", "Marsh Brigade", "Marsh Brigade") in said(told, text)
