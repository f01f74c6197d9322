"""Denials of one's own part, whose deed it was, and whose forces a speaker speaks of, for states that no pack knows."""

import pytest
from telling import Read

from ascribe.model import Stance, Statement

SHELLS = "Shells hit the village of Orrin near Darrow on Monday, killing two people. "
TAKEN = "Gunmen abducted three nurses near Darrow on Monday. "


def named(statement: Statement) -> str:
    assert statement.actor is not None
    return statement.actor.name


@pytest.mark.parametrize(
    "denial",
    [
        "The Lode Column denied carrying out the attack.",
        "The Lode Column denied having any part in the attack.",
        "The Lode Column rejected the accusation.",
        "The Lode Column said it had nothing to do with the attack.",
        "The Lode Column said it was not behind the attack.",
    ],
)
def test_a_denial_of_ones_own_part_is_about_the_agent(told: Read, denial: str) -> None:
    found = told(SHELLS + denial).only(Stance.DENIES)
    assert (found.facet, named(found)) == ("agent", "Lode Column")


def test_who_is_not_behind_it_claims_nothing(told: Read) -> None:
    assert told(SHELLS + "The Lode Column said it was not behind the attack.").said(Stance.CLAIMS) == []


def test_a_denial_of_what_was_told_is_about_whether_it_happened(told: Read) -> None:
    found = told(SHELLS + "The mayor denied that shells had hit the village.").only(Stance.DENIES)
    assert found.facet == "happened"


@pytest.mark.parametrize(
    "words",
    [
        "Officials said the kidnappers were members of the Lode Column.",
        "Officials said the kidnappers belonged to the Lode Column.",
        "Officials said it was the work of the Lode Column.",
    ],
)
def test_whose_deed_it_was(told: Read, words: str) -> None:
    assert named(told(TAKEN + words).only(Stance.ACCUSES)) == "Lode Column"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Brevnia's Defence Ministry said Brevnian jets bombed a depot near Darrow on Monday.", Stance.CLAIMS),
        ("The army said its troops killed two rebels near Darrow on Monday.", Stance.CLAIMS),
        ("Oskana's government said Brevnian jets bombed a depot near Darrow on Monday. "
         "Brevnia's army had no comment.", Stance.ACCUSES),
        ("Residents said soldiers shot two men in Darrow on Monday.", Stance.ACCUSES),
    ],
)  # fmt: skip
def test_who_speaks_for_a_state_claims_what_its_forces_did(told: Read, text: str, stance: Stance) -> None:
    found = [s for s in told(text).reading.statements if s.facet == "agent"]
    assert [s.stance for s in found] == [stance]


def test_that_attack_is_the_one_told_last(told: Read) -> None:
    report = told(
        "Gunmen killed a judge in Darrow on Monday. In January a truck bomb killed nine people at a market in Halvorn. "
        "The Lode Column claimed that attack."
    )
    found = report.only(Stance.CLAIMS)
    bombing = next(p for p in report.propositions if "truck bomb" in p.evidence.quote)
    assert found.proposition == bombing.id


def test_both_sides_of_a_relative_clause_keep_their_parts(told: Read) -> None:
    report = told(
        TAKEN + "The League, a rights group that accuses the police of abducting the nurses, called a march."
    )
    assert [named(s) for s in report.said(Stance.ACCUSES)] == ["police"]


def test_a_statement_from_a_body_is_its_word(told: Read) -> None:
    report = told(SHELLS + "Two people were killed, according to a statement from the Interior Ministry.")
    assert {s.speaker.name for s in report.reading.statements} == {"Interior Ministry"}
