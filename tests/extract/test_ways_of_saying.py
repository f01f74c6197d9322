"""Ways in which reports put a word of saying between a speaker and what it says."""

import pytest
from spacy.language import Language

from ascribe import parse
from ascribe.extract import extract, readable
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.model import Stance
from ascribe.read import read_bytes

LEAD = "BELHAN, March 3 - Rockets hit an army base in Belhan on Sunday, killing two soldiers.\n\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return parse.load()


@pytest.mark.parametrize(
    ("words", "stance", "speaker", "actor"),
    [
        ("Our intelligence services assess with high confidence that the rockets were launched by the Thabat "
         "Brigades.", Stance.ACCUSES, "Our intelligence services", "Thabat Brigades"),
        ("Norland has good reason to believe that the Thabat Brigades were responsible.",
         Stance.ACCUSES, "Norland", "Thabat Brigades"),
        ("Officials say the name is a cover for the Thabat Brigades, which have denied any connection with it.",
         Stance.DENIES, "Thabat Brigades", "Thabat Brigades"),
        ("A security consultant said the raiders were almost certainly from the Creek Vanguard.",
         Stance.ACCUSES, "A security consultant", "Creek Vanguard"),
        ("The Thabat Brigades, whom Norland holds responsible for the attack, denied any role.",
         Stance.ACCUSES, "Norland", "Thabat Brigades"),
    ],
)  # fmt: skip
def test_who_says_whom(nlp: Language, words: str, stance: Stance, speaker: str, actor: str) -> None:
    report = read_bytes("report", (LEAD + words).encode())
    reading = extract(report, nlp(readable(report)), load_packs(), load_lexicon())
    said = {(s.stance, s.speaker.name, s.actor.name) for s in reading.statements if s.actor is not None}
    assert (stance, speaker, actor) in said
