"""Nobody who is not named in a report is taken for anybody of another report.

Over invented reports of one happening that quote the same unnamed people, and over all annotated reports (skipped where
the data folder is not beside the checkout).
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Assessment, Reading, Report
from ascribe.pipeline import Pipeline, derive
from ascribe.read import read_bytes

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
#: Three outlets of a country that does not exist, on one attack, with the same words for those whom they do not name.
TOLD = (
    "A car bomb killed four people outside the town hall of Selmere on Monday, a security official said. Two officers "
    "said the Marsh Front planted it. A source in the Marsh Front denied that it was involved. A spokesman for the "
    "police could not be reached for comment. Governor Ilse Varga blamed the Marsh Front for the attack.",
    "Four people were killed by a car bomb outside Selmere town hall on Monday, a security official said. Two officers "
    "said the Lode Column was behind the attack. Governor Ilse Varga blamed the Marsh Front for the bombing.",
    "A car bomb outside the town hall of Selmere on Monday killed four people, a security official told the Courier. "
    "A source in the Marsh Front said the group was behind it. Officials declined to comment.",
)  # fmt: skip
HEAD = "Notes of the day, {}\n\nMarch 5, 2031\n\n"


def read(pipeline: Pipeline, texts: Sequence[tuple[str, bytes]]) -> tuple[list[Reading], list[Assessment]]:
    """The readings of all reports, and the assessments of the incidents that they are of."""
    reports: list[Report] = [read_bytes(name, data, None) for name, data in texts]
    readings = [pipeline.reading(report) for report in reports]
    return readings, derive(reports, readings)[1]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def joined(readings: Sequence[Reading], assessments: Sequence[Assessment]) -> list[tuple[str, str]]:
    """Rows of unnamed speakers with words of a report that is not theirs, and rows of several reports whose label
    says a role and no name."""
    of = {s.id: reading.report for reading in readings for s in (*reading.statements, *reading.propositions)}
    found = []
    for assessment in assessments:
        said = defaultdict(set)
        for cell in assessment.matrix:
            said[cell.speaker] |= {of[entry] for entry in cell.statements}
        for row in assessment.rows:
            nobody = row.label.split()[-1].lower() in load_lexicon().anonymous
            if row.outlet or len(said[row.key]) < 2:
                continue
            if not row.named or nobody:
                found.append((assessment.incident, row.label))
    return found


def identified(readings: Sequence[Reading]) -> list[str]:
    """Unnamed speakers that were given an actor."""
    speakers = [s.speaker for reading in readings for s in reading.statements]
    speakers += [
        t.speaker for reading in readings for t in (*reading.tallies, *reading.relations) if t.speaker
    ]
    return [speaker.name for speaker in speakers if not speaker.named and speaker.actor is not None]


def test_the_unnamed_of_reports_of_one_happening_stay_apart(pipeline: Pipeline) -> None:
    texts = [(f"{n}.txt", (HEAD.format(n) + text + "\n").encode()) for n, text in enumerate(TOLD)]
    readings, assessments = read(pipeline, texts)
    together = max(assessments, key=lambda a: len(a.rows))
    official = [row for row in together.rows if "security official" in row.label.lower()]
    assert len({row.report for row in official}) == len(official) >= 2
    assert [row.label for row in together.rows if "Varga" in row.label] == ["Ilse Varga"]
    assert joined(readings, assessments) == []
    assert identified(readings) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data folder is not beside this checkout")
def test_no_unnamed_speaker_of_any_report_is_joined_with_one_of_another(pipeline: Pipeline) -> None:
    paths = sorted((SHARED / "reports").glob("*.txt"))
    readings, assessments = read(pipeline, [(path.name, path.read_bytes()) for path in paths])
    assert sum(len(reading.statements) for reading in readings) > 100
    assert joined(readings, assessments) == []
    assert identified(readings) == []
