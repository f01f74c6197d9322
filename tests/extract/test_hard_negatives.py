"""Texts about sports, markets, films or weather tell of no happening; violence at a match or a cinema is told."""

import pytest

from ascribe.pipeline import Pipeline
from benchmarks.negatives import found, paragraphs

EVERY = list(paragraphs())


def test_there_are_sixty_paragraphs_of_many_domains() -> None:
    assert len(EVERY) == 60
    assert len({domain for domain, _ in EVERY}) >= 9


def test_at_most_two_percent_of_them_tell_of_a_happening(pipeline: Pipeline) -> None:
    wrong = [text for _, text in EVERY if found(pipeline, text)]
    assert len(wrong) <= 0.02 * len(EVERY), wrong


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded outside a football stadium in Darrow on Monday as fans left the match, killing three people.",
        "Gunmen opened fire on the audience of a cinema in Darrow on Monday, killing two people.",
        "Rebels shelled the stock exchange in Darrow on Monday.",
        "Militants attacked a hospital in Darrow on Monday, killing four patients and a nurse.",
        "Soldiers shot three voters in Darrow on election day.",
    ],
)
def test_violence_at_such_places_is_read(pipeline: Pipeline, text: str) -> None:
    assert found(pipeline, text)
