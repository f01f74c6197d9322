"""Blame by what a happening is called."""

import pytest
from spacy.language import Language

from ascribe import parse
from ascribe.extract import extract, readable
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.model import Stance
from ascribe.read import read_bytes

LEAD = "BELHAN, March 3 - Blasts hit two markets in Belhan on Sunday, killing nine people.\n\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return parse.load()


@pytest.mark.parametrize(
    ("words", "blamed"),
    [
        ('The foreign ministry described the blasts as "an escalation by the regimes in Tehran and Ankara".',
         {"Iran", "Turkey"}),
        ("The foreign ministry said the blasts were an act of aggression by Turkey.", {"Turkey"}),
        ("The foreign ministry described the blasts as a tragedy for the city.", set()),
        ("The foreign ministry described the harvest as a gift by Turkey.", set()),
    ],
)  # fmt: skip
def test_a_name_given_to_a_happening_blames(nlp: Language, words: str, blamed: set[str]) -> None:
    report = read_bytes("report", (LEAD + words).encode())
    reading = extract(report, nlp(readable(report)), load_packs(), load_lexicon())
    accused = {s.actor.name for s in reading.statements if s.stance is Stance.ACCUSES and s.actor}
    assert accused == blamed


def test_what_a_blast_hits_is_its_target(nlp: Language) -> None:
    report = read_bytes("report", LEAD.encode())
    reading = extract(report, nlp(readable(report)), load_packs(), load_lexicon())
    assert "two markets in Belhan" in {t.name for p in reading.propositions for t in p.targets}
