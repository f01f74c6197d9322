"""The coder of political acts behind `benchmarks.events`: what is coded, who does it, to whom."""

import pytest
from spacy.language import Language

from ascribe.parse import load
from benchmarks.events_actors import codes, spans
from benchmarks.events_acts import acts


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(
    ("text", "event", "source", "target"),
    [
        ("Ostrel imposed an oil embargo on Marava on Monday.", "SANCTION", "Ostrel", "Marava"),
        ("Ostrel threatened to impose an oil embargo on Marava.", "THREATEN", "Ostrel", "Marava"),
        ("Ostrel agreed to lift its oil embargo on Marava.", "AGREE", "Ostrel", "Marava"),
        ("Ostrel lifted its oil embargo on Marava.", "RETREAT", "Ostrel", "Marava"),
        ("Ostrel refused to lift its oil embargo on Marava.", "REJECT", "Ostrel", "Marava"),
        ("Ostrel will send doctors to Marava, a spokesman said.", "AGREE", "Ostrel", "Marava"),
        ("Ostrel sent food and medicine to Marava.", "AID", "Ostrel", "Marava"),
        ("The president of Ostrel met rebel leaders on Friday.", "CONSULT", "president", "rebel leaders"),
        ("Two journalists were arrested by police in Tarn.", "COERCE", "police", "journalists"),
        ("Marava must release the hostages, the Ostrel government said.", "DEMAND", "Ostrel", "Marava"),
        ("Marava's army shelled rebel positions near Tarn.", "FIGHT", "Marava", "rebel"),
        ("A car bomb killed two policemen near Tarn.", "ASSAULT", "car bomb", "policemen"),
        ("Farmers blocked roads in Marava with their tractors.", "PROTEST", "Farmers", "Marava"),
    ],
)
def test_an_act_has_class_source_and_target(
    nlp: Language, text: str, event: str, source: str, target: str
) -> None:
    act = acts(nlp(text))[0]

    def words(heads: object) -> str:
        return " ".join(text[slice(*span)] for span in spans(heads))  # type: ignore[arg-type]

    assert act.event == event
    assert source in words(act.source)
    assert target in words(act.target)


def test_both_sides_of_a_mutual_act_are_source_and_target(nlp: Language) -> None:
    act = acts(nlp("Ostrel and Marava have signed a trade agreement."))[0]
    assert act.event == "SUPPORT"
    assert act.source == act.target


@pytest.mark.parametrize(
    ("words", "state", "sector"),
    [
        ("Peruvian police", "PER", "COP"),
        ("the White House", "USA", ""),
        ("Kenyan students", "KEN", "EDU"),
        ("Hanoi", "VNM", ""),
        ("nobody in particular", "", ""),
    ],
)
def test_codes_are_of_the_state_and_the_sector(words: str, state: str, sector: str) -> None:
    found = codes(words)
    assert (found.state, found.sector) == (state, sector)
