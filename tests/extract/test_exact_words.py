"""Every span of a reading is the exact slice of the report, whatever the order of its sentences."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import Read

from ascribe.model.walk import moments, spans
from ascribe.pipeline import Pipeline

SENTENCES = (
    "A drone hit a fuel depot near Darrow on Monday, killing two guards, police said.",
    "The Marsh Brigade claimed responsibility for the attack in a statement.",
    "“We heard a blast. Then soldiers opened fire,” said Zoë Müller, a shopkeeper.",
    "The Lode Column, led by Jarek Tolm, denied any involvement.",
    "Kesh-backed groups have carried out more than 40 attacks on League troops since Jan. 12, the mission said.",
    "There were no casualties.",
    "A doctor — who asked not to be named — said 15 people were killed.",
    "The army could not confirm the report, and the Interior Ministry declined to comment.",
    "Rebels threatened to attack the port \U0001f6a2 if the troops did not leave.",
    "On June 4, 2029, gunmen shot dead a judge in Selmere.",
    "It was the third attack this year.",
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n", "\n"]))
def test_every_quote_stands_where_its_span_says(told: Read, sentences: list[str], between: str) -> None:
    found = told(between.join(sentences))
    for path, span in spans(found.reading):
        assert found.report.text[span.start : span.end] == span.quote, path
    for path, moment in moments(found.reading):
        assert found.report.text[moment.start : moment.end] == moment.words, path


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(SENTENCES))
def test_statements_are_about_happenings_of_their_own_report(told: Read, sentences: list[str]) -> None:
    reading = told(" ".join(sentences)).reading
    known = {p.id for p in reading.propositions}
    assert len(known) == len(reading.propositions)
    assert {s.proposition for s in reading.statements} <= known | {None}
    assert len({s.id for s in reading.statements}) == len(reading.statements)


def test_reading_a_report_again_gives_the_same(told: Read, pipeline: Pipeline) -> None:
    found = told(" ".join(SENTENCES))
    assert pipeline.reading(found.report) == found.reading
