"""Who says it: speakers, pronouns that stand for them, and words in quotation marks."""

import pytest
from telling import Read

from ascribe.model import SpeakerKind, Stance

BOMB = "A bomb killed a judge in Darrow on Monday. "


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("A bomb exploded in Darrow on Monday, police said.", "police", SpeakerKind.POLICE),
        ("A drone struck a depot in Darrow on Monday, according to the Interior Ministry.", "Interior Ministry",
         SpeakerKind.OFFICIAL),
        ("The army said a drone struck a depot in Darrow on Monday.", "The army", SpeakerKind.MILITARY),
        ("Residents said a drone struck a depot in Darrow on Monday.", "Residents", SpeakerKind.WITNESS),
    ],
)  # fmt: skip
def test_the_speaker_is_kept_in_the_words_of_the_report(
    told: Read, text: str, speaker: str, kind: SpeakerKind
) -> None:
    report = told(text)
    found = report.only(Stance.ASSERTS, "happened")
    assert (found.speaker.name, found.speaker.kind, found.proposition) == (speaker, kind, report.happening.id)


def test_what_nobody_is_quoted_for_is_no_statement(told: Read) -> None:
    assert told(BOMB.strip()).reading.statements == ()


def test_a_pronoun_stands_for_the_speaker_before(told: Read) -> None:
    report = told(
        BOMB + "Interior Minister Tomas Reyl said it was a bomb. He said two men carried out the attack."
    )
    assert {s.speaker.name for s in report.reading.statements} == {"Tomas Reyl"}


def test_a_speaker_before_a_name_is_that_person(told: Read) -> None:
    report = told("A bomb killed a judge in Darrow on Monday, army spokesman Piet Aalbers said.")
    found = report.said(Stance.ASSERTS)[0].speaker
    assert (found.name, found.kind, found.named) == ("Piet Aalbers", SpeakerKind.MILITARY, True)


def test_an_unnamed_speaker_has_no_actor(told: Read) -> None:
    report = told("Two officials said a drone struck a depot in Darrow on Monday.")
    found = report.only(Stance.ASSERTS, "happened").speaker
    assert (found.named, found.actor, found.count) == (False, None, 2)


def test_a_witness_who_tells_of_a_blast_claims_nothing(told: Read) -> None:
    report = told(
        "A truck bomb exploded in Halvorn on Monday. "
        '"We heard a loud blast. It killed my neighbour," said Jan Pell, a shopkeeper.'
    )
    assert report.said(Stance.CLAIMS) == []


def test_who_a_count_is_according_to_claims_nothing(told: Read) -> None:
    report = told(BOMB + "Four people were killed in Halvorn on Tuesday, according to the United Nations.")
    assert report.said(Stance.CLAIMS) == []
