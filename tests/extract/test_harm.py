"""Counts of harm: whose count it is, its bounds, and zero as a finding."""

import pytest
from telling import Read

from ascribe.model import SpeakerKind, Stance


def _harm(told: Read, text: str) -> list[tuple[str, int, int | None]]:
    return [(q.role, q.low, q.high) for q in told(text).happening.harm]


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("A bomb killed three people in Darrow on Tuesday.", [("killed", 3, 3)]),
        ("A bomb killed a judge in Darrow on Monday.", [("killed", 1, 1)]),
        ("A bomb killed more than a dozen people in Darrow on Monday.", [("killed", 13, None)]),
        ("At least 25 people were killed by a bomb in Darrow on Monday.", [("killed", 25, None)]),
        ("A bomb wounded four people in Darrow on Monday.", [("wounded", 4, 4)]),
        ("Police arrested five men in Darrow on Monday.", [("detained", 5, 5)]),
    ],
)
def test_the_outlets_count_is_harm_with_the_bounds_of_its_words(
    told: Read, text: str, harm: list[tuple[str, int, int | None]]
) -> None:
    assert _harm(told, text) == harm


def test_nothing_said_of_harm_is_no_zero(told: Read) -> None:
    assert _harm(told, "A rocket hit a base in Darrow on Monday.") == []


def test_nobody_killed_is_a_stated_zero(told: Read) -> None:
    text = "A rocket hit a base in Darrow on Monday. No one was killed in the attack."
    assert _harm(told, text) == [("killed", 0, 0)]


def test_a_sentence_of_zero_harm_is_no_happening_of_its_own(told: Read) -> None:
    report = told("A rocket hit a base in Darrow on Monday. There were no casualties in the attack.")
    assert len(report.propositions) == 1
    assert all(q.high == 0 for q in report.happening.harm)


def test_two_speakers_give_two_counts_of_one_attack(told: Read) -> None:
    report = told(
        "A bomb exploded in Darrow on Monday. The governor said 12 people were killed. "
        "A doctor said 15 people were killed."
    )
    counts = [(s.speaker.kind, s.value, s.proposition) for s in report.said(Stance.ASSERTS, "killed")]
    assert counts == [
        (SpeakerKind.OFFICIAL, "12", report.happening.id), (SpeakerKind.MEDICAL, "15", report.happening.id),
    ]  # fmt: skip


def test_a_speaker_who_reports_no_casualties_denies_nothing(told: Read) -> None:
    report = told("A rocket hit a base in Darrow on Monday. Nobody was hurt in the attack, the army said.")
    assert report.said(Stance.DENIES) == []
    assert [q.high for q in report.happening.harm if q.role == "wounded"] == [0]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("A 16-year-old was shot and killed in Tolva on Friday.", [("killed", 1, 1)]),
        ("The shooting left one dead and three hurt.", [("killed", 1, 1), ("wounded", 3, 3)]),
        (
            "Two people were killed in a shooting that left two others critically wounded in Tolva.",
            [("killed", 2, 2), ("wounded", 2, 2)],
        ),
        (
            "Gunmen attacked a house in Tolva. The victim was pronounced dead at the scene.",
            [("killed", 1, 1)],
        ),
    ],
)
def test_each_way_of_counting_gives_its_own_number(
    told: Read, text: str, counts: list[tuple[str, int, int | None]]
) -> None:
    assert sorted(_harm(told, text)) == counts
