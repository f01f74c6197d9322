"""Titles of incidents from their slots."""

import builders as build
import pytest

from ascribe.link import link
from ascribe.link.title import date_words, says_what, title
from ascribe.model import Kind, Means, Status


def test_a_title_names_means_target_place_and_day() -> None:
    line = title(
        Kind.ATTACK,
        Means.DRONE,
        Status.HAPPENED,
        False,
        target="governor's residence",
        place="Velna",
        when="2031-11-07",
    )
    assert line == "Drone attack on the governor's residence, Velna, 7 November 2031"


def test_what_is_unknown_is_left_out_and_no_agent_is_named() -> None:
    assert title(Kind.ATTACK, None, Status.HAPPENED, False, agent="Red Harbour Front") == "Attack"
    assert (
        title(Kind.WITHDRAWAL, None, Status.HAPPENED, False, agent="Border Guard")
        == "Withdrawal of Border Guard"
    )


def test_series_and_status_have_their_words() -> None:
    assert title(Kind.ATTACK, Means.ROCKET, Status.HAPPENED, True) == "Rocket attacks"
    assert (
        title(Kind.RAID, None, Status.CALLED_OFF, False, target="headquarters")
        == "Called-off raid on headquarters"
    )


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-11-07", "7 November 2031"),
        ("2031-11-07T03:30", "7 November 2031"),
        ("2031-11", "November 2031"),
        ("2031-05-02/2031-05-09", "2 to 9 May 2031"),
        ("2031-10-06/2031-12-29", "6 October to 29 December 2031"),
        ("2031-10-17/..", "since 17 October 2031"),
    ],
)
def test_dates_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


def test_an_incident_takes_the_slots_most_reports_tell() -> None:
    (incident,) = link([build.told("a"), build.told("b"), build.told("c", means=None, targets=["a depot"])])
    assert incident.title == "Drone attack on the grain depot, Velna, 4 May 2031"
    assert (incident.when, incident.where[0]) == ("2031-05-04", "Velna")


def test_a_number_that_began_a_sentence_is_small_in_a_title() -> None:
    assert title(Kind.ATTACK, None, Status.HAPPENED, False, target="Two guards") == "Attack on two guards"
    assert title(Kind.ATTACK, None, Status.HAPPENED, False, target="TWO RIVERS") == "Attack on TWO RIVERS"


@pytest.mark.parametrize(
    ("name", "says"),
    [("Two", False), ("the more than 13", False), ("two guards", True), ("Brigade 45", True)],
)
def test_a_number_alone_does_not_say_what(name: str, says: bool) -> None:
    assert says_what(name) is says


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("personnel", "Attack on personnel"),
        ("bus with 21 passengers", "Attack on the bus with 21 passengers"),
        ("bus stations", "Attack on bus stations"),
        ("similar boat", "Attack on a similar boat"),
        ("similar boats", "Attack on similar boats"),
    ],
)
def test_the_article_fits_the_noun(target: str, words: str) -> None:
    assert title(Kind.ATTACK, None, Status.HAPPENED, False, target=target) == words


def test_a_target_that_echoes_the_means_is_left_out() -> None:
    assert title(Kind.ATTACK, Means.BOMB, Status.HAPPENED, False, target="Bombs") == "Bombing"
