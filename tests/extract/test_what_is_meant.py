"""Denials, silence and counts find what they are about, also where other words stand between."""

from telling import Read

from ascribe.model import Stance

RAID = (
    "Police surrounded a building of the Territorial Guard in Darrow on Monday to arrest suspects. "
    "The force withdrew after an hour. Video clips showed several vehicles at the gate. "
)


def test_a_denied_search_is_denied_of_the_raid_told_before(told: Read) -> None:
    report = told(
        RAID + "Later the Territorial Guard denied reports that any agency had searched its building."
    )
    denial = report.only(Stance.DENIES)
    assert denial.facet == "entry"
    assert [p.kind for p in report.propositions if p.id == denial.proposition] == ["raid"]


def test_what_did_not_happen_according_to_somebody_is_denied(told: Read) -> None:
    report = told(RAID + "But the soldiers did not enter the building, according to a government adviser.")
    assert report.only(Stance.DENIES).speaker.name == "a government adviser"


def test_we_have_no_comment_is_the_silence_of_who_says_we(told: Read) -> None:
    text = "A bomb killed three people in Darrow on Monday. Government spokesman Ivo Harlan said: “We have no comment.”"
    assert told(text).only(Stance.DECLINED).speaker.name == "Ivo Harlan"


def test_not_authorized_to_comment_is_no_silence(told: Read) -> None:
    text = (
        "A bomb killed three people in Darrow on Monday. An officer said two suspects were arrested. The officer asked "
        "not to be named, as she was not authorized to comment on the case."
    )
    assert told(text).said(Stance.DECLINED) == []


def test_two_groups_that_claim_nothing_are_both_named(told: Read) -> None:
    text = (
        "A drone attack hit the port of Darrow on Monday. Officials say it was the Marsh Front and the Lode Column. "
        "But the two groups did not claim responsibility for the attack."
    )
    named = {s.actor.name for s in told(text).said(Stance.NO_CLAIM) if s.actor}
    assert {name.removeprefix("the ") for name in named} == {"Marsh Front", "Lode Column"}


def test_a_number_said_alone_is_of_what_was_counted_before(told: Read) -> None:
    text = (
        "Police raided a building in Darrow on Monday and arrested more than a dozen gunmen. Nobody "
        "agrees how many were detained. A police captain said it was 31. A judge of the court said it was 27."
    )
    assert {s.value for s in told(text).said(Stance.ASSERTS, "detained")} >= {"31", "27"}


def test_a_group_that_officials_have_accused_is_accused_by_them(told: Read) -> None:
    text = "The raid targeted the Marsh Front, which Orvanian officials have accused of shelling the harbour."
    accusation = told(text).only(Stance.ACCUSES, "agent")
    assert accusation.actor is not None
    assert (accusation.speaker.name, accusation.actor.name) == ("Orvanian officials", "Marsh Front")


def test_parties_linked_to_a_group_accuse_nobody(told: Read) -> None:
    text = "An officer said the gunmen were released on Monday after pressure by parties linked to the Marsh Front."
    assert told(text).said(Stance.ACCUSES) == []


def test_whose_men_the_attackers_were_is_an_accusation(told: Read) -> None:
    text = (
        "Rockets hit a base in Darrow on Monday. “We caught the clerk together with the attackers, who belonged to "
        "the Marsh Front,” an army officer said."
    )
    named = {s.actor.name for s in told(text).said(Stance.ACCUSES, "agent") if s.actor}
    assert named == {"Marsh Front"}
