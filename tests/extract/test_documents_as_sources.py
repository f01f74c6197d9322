"""Statements, communiqués and letters: who issues them says what nobody else in them says."""

import pytest

from ascribe.model import Reading, SpeakerKind, Stance
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

RELEASE = """\
FOR IMMEDIATE RELEASE
March 5, 2031

Northern Command Conducts Strikes in Orvania

OLD FERRY - On March 5, Northern Command forces conducted airstrikes against two depots near Darrow used by the \
Marsh Brigade. The strikes answered the March 2 rocket attack by the Marsh Brigade on the Old Ferry air base, which \
killed one contractor.
"""
COMMUNIQUE = """\
REPUBLIC OF ORVANIA
Ministry of Defence
General Staff of the Armed Forces

COMMUNIQUE No. 12

The General Staff informs the public of the following.

On 2 March armed bandits attacked the barracks at Darrow and killed two soldiers.

Old Ferry, 3 March 2031
Colonel Ivo Brandt
Director of Information
"""
REPORT = """\
Two killed at barracks in Darrow

March 3, 2031

Armed bandits attacked the barracks at Darrow on Sunday and killed two soldiers. The Ministry of Defence condemned it.
"""


def read(pipeline: Pipeline, text: str) -> Reading:
    return pipeline.reading(read_bytes("x.txt", text.encode(), None))


def test_a_release_claims_its_own_act_and_accuses_others(pipeline: Pipeline) -> None:
    said = [s for s in read(pipeline, RELEASE).statements if s.facet == "agent"]
    assert {(s.stance, s.speaker.name, s.speaker.kind) for s in said} == {
        (Stance.CLAIMS, "Northern Command", SpeakerKind.MILITARY),
        (Stance.ACCUSES, "Northern Command", SpeakerKind.MILITARY),
    }


def test_a_communique_speaks_for_the_staff_in_its_letterhead(pipeline: Pipeline) -> None:
    reading = read(pipeline, COMMUNIQUE)
    (accused,) = [s for s in reading.statements if s.stance is Stance.ACCUSES]
    assert (accused.speaker.name, accused.speaker.kind) == ("General Staff", SpeakerKind.MILITARY)
    assert accused.actor is not None
    assert "bandits" in accused.actor.name
    assert "killed" in {s.facet for s in reading.statements}


def test_a_report_that_names_a_ministry_is_the_outlets(pipeline: Pipeline) -> None:
    reading = read(pipeline, REPORT)
    assert not [s for s in reading.statements if s.stance is Stance.ACCUSES]
    assert [a.name for p in reading.propositions for a in p.agents] == ["Armed bandits"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Statement by Security Spokesperson Adela Rook", "Adela Rook"),
        ("Statement of the Coast Union, 3 March 2031", "Coast Union"),
        ("War Communique No. 4 of the General Staff", "General Staff"),
    ],
)
def test_a_title_says_whose_statement_it_is(pipeline: Pipeline, title: str, name: str) -> None:
    text = f"{title}\n\nOn Sunday gunmen of the Marsh Brigade attacked a market in Darrow and killed two people.\n"
    speakers = {s.speaker.name for s in read(pipeline, text).statements}
    assert speakers == {name}
