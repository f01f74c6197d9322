"""Who says who did it: claims, accusations, and a stated absence of any claim."""

import pytest
from telling import Read

from ascribe.model import SpeakerKind, Stance

BOMB = "A bomb killed a judge in Darrow on Monday. "


@pytest.mark.parametrize(
    "claim",
    ["The Lode Column claimed responsibility for the attack.", "The attack was claimed by the Lode Column."],
)
def test_a_claim_names_its_speaker_as_the_agent(told: Read, claim: str) -> None:
    report = told(BOMB + claim)
    found = report.only(Stance.CLAIMS)
    assert (found.facet, found.proposition) == ("agent", report.happening.id)
    assert (found.speaker.name, found.speaker.kind, found.speaker.named) == (
        "Lode Column", SpeakerKind.ARMED_GROUP, True,
    )  # fmt: skip
    assert found.actor is not None
    assert found.actor.actor == "lode-column"


def test_a_claim_leaves_the_outlet_without_an_agent(told: Read) -> None:
    assert told(BOMB + "The attack was claimed by the Lode Column.").happening.agents == ()


@pytest.mark.parametrize(
    ("accusation", "speaker", "named"),
    [
        (
            "Interior Minister Tomas Reyl accused the Marsh Brigade of carrying out the attack.",
            "Tomas Reyl",
            True,
        ),
        ("Two officials said the Marsh Brigade carried out the attack.", "Two officials", False),
        ("Officials blamed the Marsh Brigade for the bombing.", "Officials", False),
        ("An official said the Marsh Brigade was behind the attack.", "An official", False),
    ],
)
def test_an_accusation_keeps_who_makes_it(told: Read, accusation: str, speaker: str, named: bool) -> None:
    report = told(BOMB + accusation)
    found = report.only(Stance.ACCUSES)
    assert (found.facet, found.proposition) == ("agent", report.happening.id)
    assert (found.speaker.name, found.speaker.named, found.speaker.kind) == (
        speaker,
        named,
        SpeakerKind.OFFICIAL,
    )
    assert found.actor is not None
    assert found.actor.actor == "marsh-brigade"


def test_the_number_of_unnamed_accusers_is_kept(told: Read) -> None:
    report = told(BOMB + "Two officials said the Marsh Brigade carried out the attack.")
    assert report.only(Stance.ACCUSES).speaker.count == 2


def test_an_agent_that_only_a_speaker_names_is_none_of_the_outlet(told: Read) -> None:
    assert told(BOMB + "Two officials said the Marsh Brigade carried out the attack.").happening.agents == ()


def test_an_agent_that_the_outlet_states_is_a_slot_and_no_statement(told: Read) -> None:
    report = told("The Lode Column attacked an army checkpoint near Darrow on Monday, killing two soldiers.")
    assert [agent.actor for agent in report.happening.agents] == ["lode-column"]
    assert report.said(Stance.ACCUSES) == report.said(Stance.CLAIMS) == []


def test_no_claim_by_anybody_is_said_by_the_outlet_and_names_nobody(told: Read) -> None:
    found = told(BOMB + "No group has claimed responsibility for the bombing.").only(Stance.NO_CLAIM)
    assert found.speaker.is_outlet
    assert found.actor is None


def test_a_group_that_has_not_claimed_makes_no_claim(told: Read) -> None:
    report = told(BOMB + "The Marsh Brigade has not claimed responsibility for the attack.")
    assert report.said(Stance.CLAIMS) == []
    assert [s.actor.actor for s in report.said(Stance.NO_CLAIM) if s.actor] == ["marsh-brigade"]


def test_blame_put_on_somebody_accuses_them(told: Read) -> None:
    found = told(BOMB + "Officials blamed the bombing on the Marsh Brigade.").only(Stance.ACCUSES)
    assert found.actor is not None
    assert found.actor.actor == "marsh-brigade"


def test_a_hedged_accusation_is_not_a_plain_one(told: Read) -> None:
    found = told(BOMB + "The Marsh Brigade was probably behind the attack, an official said.").only(
        Stance.ACCUSES
    )
    assert found.certainty == "probable"


@pytest.mark.parametrize(
    "text",
    [
        "Police did not say that the Marsh Brigade was behind the attack.",
        "There is no evidence that the Marsh Brigade was behind the attack, an official said.",
        "If the Marsh Brigade was behind the attack, the army will answer, an official said.",
    ],
)
def test_what_nobody_puts_forward_accuses_nobody(told: Read, text: str) -> None:
    assert told(BOMB + text).said(Stance.ACCUSES) == []


def test_a_claim_by_pronoun_is_a_claim(told: Read) -> None:
    assert told(BOMB + "The Marsh Brigade claimed it.").said(Stance.CLAIMS)


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabab attacked a base in Kelm on Monday, officials said.",
        "Kataib Hezbollah fired rockets at a base near Baghdad on Monday, Iraqi officials said.",
    ],
)
def test_officials_claim_nothing_for_an_armed_group(told: Read, text: str) -> None:
    assert told(text).said(Stance.CLAIMS) == []
    assert told(text).said(Stance.ACCUSES, "agent")
