"""Denying, not confirming, declining and not being reached are four different things."""

import pytest
from telling import Read

from ascribe.model import SpeakerKind, Stance, Status

DRONE = "A drone hit a fuel depot near Darrow on Monday. "


def test_a_denial_of_involvement_is_about_the_agent(told: Read) -> None:
    report = told(DRONE + "The Lode Column denied any involvement in the attack.")
    found = report.only(Stance.DENIES, "agent")
    assert found.proposition == report.happening.id
    assert found.actor is not None
    assert found.actor.actor == "lode-column"


def test_a_denial_does_not_make_the_happening_less_told(told: Read) -> None:
    report = told(DRONE + "The Lode Column denied any involvement in the attack.")
    assert report.happening.status is Status.HAPPENED


def test_a_denial_accuses_and_claims_nothing(told: Read) -> None:
    report = told(DRONE + "The Lode Column denied any involvement in the attack.")
    assert report.said(Stance.ACCUSES) == report.said(Stance.CLAIMS) == []


def test_a_denial_of_a_told_raid_is_about_that_raid(told: Read) -> None:
    report = told(
        "Police raided the headquarters of the Territorial Guard in Halvorn on Monday, two officials said. "
        "The Territorial Guard denied that its headquarters had been raided."
    )
    found = report.only(Stance.DENIES)
    assert (found.proposition, found.speaker.actor) == (report.happening.id, "territorial-guard")


def test_who_cannot_confirm_denies_nothing(told: Read) -> None:
    report = told(DRONE + "The army could not confirm the attack.")
    found = report.only(Stance.CANNOT_CONFIRM)
    assert (found.proposition, found.speaker.kind) == (report.happening.id, SpeakerKind.MILITARY)
    assert report.said(Stance.DENIES) == []


def test_declining_to_comment_says_nothing_else(told: Read) -> None:
    report = told(DRONE + "The Interior Ministry declined to comment.")
    assert report.only(Stance.DECLINED).speaker.name == "Interior Ministry"
    assert len(report.reading.statements) == 1


def test_who_was_not_reached_did_not_decline(told: Read) -> None:
    report = told(DRONE + "The Lode Column could not be reached for comment.")
    assert report.only(Stance.NOT_REACHED).speaker.actor == "lode-column"
    assert report.said(Stance.DECLINED) == []


def test_who_did_not_respond_to_a_request_declined(told: Read) -> None:
    report = told(DRONE + "The Interior Ministry did not reply to a request for comment.")
    assert report.only(Stance.DECLINED).speaker.name == "Interior Ministry"


TWO = (
    "Three rockets landed near Camp Ostrel late on Sunday. Nobody has claimed them. "
    "On March 4 a drone hit a fuel depot in Port Emmer, killing two guards. "
)


@pytest.mark.parametrize(
    ("denial", "words"),
    [
        ("The Lode Column said it had nothing to do with Sunday's rockets.", "rockets"),
        ("The Lode Column denied any link to the rockets.", "rockets"),
        ("The Lode Column said it had no hand in the drone attack.", "drone"),
    ],
)
def test_a_denial_is_of_the_happening_that_its_weapon_or_day_names(
    told: Read, denial: str, words: str
) -> None:
    report = told(TWO + denial)
    meant = next(p for p in report.propositions if words in p.evidence.quote)
    found = report.only(Stance.DENIES)
    assert (found.facet, found.proposition) == ("agent", meant.id)


def test_no_casualties_count_none_and_deny_nothing(told: Read) -> None:
    report = told("A bomb exploded in Darrow on Friday. There were no casualties, the police said.")
    assert report.said(Stance.DENIES) == []
    assert {s.value for s in report.said(Stance.ASSERTS) if s.facet in ("killed", "wounded")} == {"0"}


def test_a_group_whose_name_ends_in_a_common_noun_is_accused_and_not_convicted(told: Read) -> None:
    report = told(DRONE + "Two officials said the Fen Column carried it out.")
    accused = report.only(Stance.ACCUSES, "agent")
    assert accused.actor is not None
    assert (accused.actor.name, accused.speaker.name) == ("Fen Column", "Two officials")
    assert report.happening.agents == ()
