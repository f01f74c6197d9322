"""Two texts: a copy, derived from one another, or independent."""

import random

import pytest

from ascribe.assess.copies import Dependence, Formulas, compare

LEAD = (
    "A ferry carrying forty pilgrims ran aground on the Sorrel bank on Monday night after its rudder broke."
)
REST = (
    "Fishermen from the next village brought all of them ashore in small boats before the tide turned, the harbor "
    "master Odo Brenn told reporters at the pier. The owner of the ferry had been warned twice about the rudder "
    "since the spring, and the second warning gave him until the end of the month to have it replaced."
)
OTHER = (
    "The council of the island wants a light on the Sorrel bank, where boats have run aground for as long as "
    "anybody remembers. A vote on the money for it was put off in the winter, when the roof of the school fell in. "
    "It is now to be held in the first week of the new year, and few members expect that it will fail."
)


def test_the_same_text_is_a_copy() -> None:
    assert compare(LEAD + REST, LEAD + REST).label is Dependence.COPY


def test_a_copy_with_dateline_headline_and_furniture_is_a_copy() -> None:
    carried = f"Pilgrims safe\n\nSORREL (ONS) - {LEAD} {REST}\n\nCopyright 2031 Post. All rights reserved."
    found = compare(f"{LEAD} {REST}", carried)
    assert found.label is Dependence.COPY and found.score > 0.9 and found.reasons


def test_a_part_is_a_copy_of_the_whole() -> None:
    assert compare(f"{LEAD} {REST}\n\n{OTHER}", f"{LEAD} {REST}").label is Dependence.COPY


@pytest.mark.parametrize(
    ("old", "new"), [("forty", "sixty"), ("Monday", "Sunday"), ("Odo Brenn", "Ida Marr")]
)
def test_a_changed_fact_makes_it_derived(old: str, new: str) -> None:
    found = compare(f"{LEAD} {REST}", f"{LEAD} {REST}".replace(old, new))
    assert found.label is Dependence.DERIVED and found.score >= 0.5


def test_prose_in_common_makes_it_derived() -> None:
    found = compare(f"{LEAD} {OTHER}", f"{LEAD} {REST}\n\nThe ferry was afloat again by noon.")
    assert found.label is Dependence.INDEPENDENT and "runs" in found.reasons[0]
    found = compare(f"{LEAD} {REST}\n\nThe ferry was afloat again.", f"{REST}\n\n{OTHER}")
    assert found.label is Dependence.DERIVED


def test_a_quotation_in_common_leaves_them_independent() -> None:
    quote = (
        "“I have steered this boat for thirty years, and never once did I feel the wheel go loose in my hands like "
        "that, so that all one could do was to ring the bell and hope that somebody on the shore was still awake,”"
    )
    found = compare(f"{OTHER}\n\n{quote} the captain said.", f"{LEAD}\n\n{quote} he told the court.")
    assert found.label is Dependence.INDEPENDENT


def test_a_line_that_says_whom_to_call_leaves_them_independent() -> None:
    line = (
        "Anyone with information about the accident on the bank is asked to call the harbor office at 555-0100 or to "
        "leave a message for the master of the port, who will not ask for the name of the person who calls him."
    )
    found = compare(f"{LEAD}\n\n{line}", f"{OTHER}\n\n{line}")
    assert found.label is Dependence.INDEPENDENT and found.score < 0.5


def test_wording_that_recurs_in_the_collection_is_a_formula() -> None:
    formula = (
        "The accident was the latest in a string of groundings along the coast that the ministry has promised to "
        "look into, and for which it has so far blamed the weather alone, never the age of the boats."
    )
    dice, words = (
        random.Random(1),
        [f"{a}{b}" for a in ("bar", "tel", "mos") for b in ("do", "lim", "sta", "gor")],
    )
    others = [f"{' '.join(dice.choices(words, k=200))}. {formula}" for _ in range(6)]
    a, b = f"{LEAD} {REST} {formula}", f"{OTHER} {formula}"
    assert compare(a, b).label is Dependence.DERIVED
    assert compare(a, b, Formulas.of(others)).label is Dependence.INDEPENDENT


def test_a_story_with_many_carriers_is_no_formula() -> None:
    carriers = [f"{LEAD} {REST} Edition {n}." for n in range(6)]
    found = compare(f"{LEAD} {REST}", f"{REST}\n\n{OTHER}", Formulas.of([*carriers, f"{LEAD} {REST}"]))
    assert found.label is not Dependence.INDEPENDENT


@pytest.mark.parametrize("text", ["", "   \n", "One.", "“", "\"'«»”", "٣ قتلى"])
def test_any_text_can_be_compared(text: str) -> None:
    assert 0.0 <= compare(text, f"{LEAD} {REST}").score <= 1.0
    assert 0.0 <= compare(text, text).score <= 1.0
