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


@pytest.mark.parametrize(
    "text",
    [
        "Veterans marked the tenth anniversary of the bombing that killed nine guards at Orvest station.",
        "To mark twenty years since a bomb exploded in the market of Orvest, schools closed on Monday.",
        "A plaque was unveiled for the nine miners who were shot dead by soldiers thirty years ago.",
    ],
)
def test_what_is_remembered_years_later_is_no_new_happening(pipeline: Pipeline, text: str) -> None:
    assert not found(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "As veterans marked the tenth anniversary of the war, a bomb exploded in Orvest on Monday, killing six.",
        "Gunmen fired on guests in Orvest on Monday as they marked the third anniversary of the truce.",
        "Militants attacked a memorial in Orvest on Monday, ten years after the war.",
    ],
)
def test_an_attack_on_those_who_remember_is_read(pipeline: Pipeline, text: str) -> None:
    assert found(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tigers killed twelve soldiers in the north on Monday, the army said.",
        "A company of soldiers attacked the village of Sorne on Monday, killing four.",
        "A hail of rockets killed two soldiers near Orvest on Monday.",
    ],
)
def test_names_and_numbers_of_fighters_are_no_beasts_or_firms(pipeline: Pipeline, text: str) -> None:
    assert found(pipeline, text)


def test_harm_by_what_gave_way_is_none_unless_arms_brought_it_down(pipeline: Pipeline) -> None:
    assert not found(pipeline, "Nine guards were killed when the roof of the depot collapsed.")
    assert found(pipeline, "Nine guards were killed when the roof of the depot collapsed in an airstrike.")
