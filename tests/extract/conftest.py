"""The real reader on small texts about a country that does not exist: `told(text)` gives what a report says."""

from functools import cache

import pytest
from telling import Read, Told

from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes
from ascribe.sample import PACK

#: A headline that reports nothing and a date that anchors weekdays: 5 March 2031 is a Wednesday.
HEAD = "Notes of the day from the coast\n\nMarch 5, 2031\n\n"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The real reader, with the pack of the sample."""
    return Pipeline((PACK,))


@pytest.fixture(scope="session")
def told(pipeline: Pipeline) -> Read:
    """Reads a text below `HEAD`; a text is read once per session."""

    @cache
    def read(text: str) -> Told:
        report = read_bytes("x.txt", (HEAD + text + "\n").encode(), None)
        return Told(report, pipeline.reading(report))

    return read
