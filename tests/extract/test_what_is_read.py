"""Sections that open or accompany a story tell nothing of it, and their words stand in no evidence."""

import pytest

from ascribe.model import Reading, Report
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

DATELINES = (
    "PORT EMMER, Orvania, March 5, 2031 (ONS) - ",
    "PORT EMMER, Orvania (ONS) — ",
    "SELMERE, March 5 (Reuters) - ",
    "(CNN) — ",
)


def _read(pipeline: Pipeline, text: str) -> tuple[Report, Reading]:
    report = read_bytes("x.txt", text.encode(), None)
    return report, pipeline.reading(report)


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_gives_no_words_time_agent_or_speaker(pipeline: Pipeline, dateline: str) -> None:
    body = "A car bomb killed four soldiers in Darrow on Monday, police said."
    _, reading = _read(pipeline, f"Notes of the day from the coast\n\n{dateline}{body}\n")
    (happening,) = reading.propositions
    assert happening.evidence.quote in body
    assert happening.agents == ()
    assert happening.when is not None
    assert happening.when.words == "on Monday"
    assert {s.speaker.name for s in reading.statements} == {"police"}


def test_a_dated_dateline_anchors_the_weekday(pipeline: Pipeline) -> None:
    text = f"Notes of the day from the coast\n\n{DATELINES[0]}A car bomb killed four soldiers in Darrow on Monday."
    (happening,) = _read(pipeline, text)[1].propositions
    assert happening.when is not None
    assert happening.when.edtf == "2031-03-03"


def test_a_caption_tells_no_happening(pipeline: Pipeline) -> None:
    text = (
        "Bomb kills three in Halvorn\n\n"
        "HALVORN, Orvania (ONS) - A bomb killed three people in Halvorn on Tuesday, police said.\n\n"
        "Soldiers inspect the site of a bomb attack in Halvorn, Orvania, March 4, 2031. REUTERS/Ansel Brandt\n\n"
        "The mayor said schools would stay closed for the rest of the week.\n"
    )
    report, reading = _read(pipeline, text)
    caption = report.text.index("Soldiers inspect")
    line = range(caption, report.text.index("\n", caption))
    assert len(reading.propositions) == 1
    assert all(s.evidence.start not in line for s in reading.statements)


def test_a_headline_and_its_story_are_one_happening(pipeline: Pipeline) -> None:
    text = "Bomb kills three in Halvorn\n\nHALVORN, Orvania (ONS) - A bomb killed three people in Halvorn on Tuesday.\n"
    assert len(_read(pipeline, text)[1].propositions) == 1
