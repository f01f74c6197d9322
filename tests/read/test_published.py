"""A date of publication is stated, inferred or unknown; a page's date is none."""

import pytest

from ascribe.model import Known
from ascribe.read import read_bytes

TITLE = "Guards killed in Port Emmer"
BODY = (
    "Two guards were killed when a drone hit a fuel depot in Port Emmer on Tuesday, police in the city said."
)


def _published(text: str) -> tuple[Known, str | None, str]:
    found = read_bytes("t", text.encode()).published
    return found.known, found.moment.edtf if found.moment else None, found.reason


@pytest.mark.parametrize(
    "line",
    [
        "March 4, 2031",
        "12:58 a.m. EST March 4, 2031",
        "Posted: 4 March 2031, 10:15 UTC",
        "2031-03-04T12:38:04+00:00",
        "Last Updated Mar. 4, 2031 5:28 AM EDT",
        "4 مارس 2031",
        "SOVEN, 4 MAR 31",
    ],
)
def test_a_dated_line_under_the_headline_is_stated(line: str) -> None:
    assert _published(f"{TITLE}\n\n{line}\n\n{BODY}\n")[:2] == (
        Known.STATED,
        "2031-03-04",
    )


def test_published_goes_before_updated() -> None:
    text = f"{TITLE}\n\nUpdated March 6, 2031\nPublished March 4, 2031\n\n{BODY}\n"
    assert _published(text)[:2] == (Known.STATED, "2031-03-04")


def test_a_date_above_the_headline_dates_the_page() -> None:
    known, value, reason = _published(f"9 C\nSaturday, June 21, 2031\nHome{TITLE}\n\n{TITLE}\n\n{BODY}\n")
    assert (known, value) == (Known.UNKNOWN, None)
    assert "June 21, 2031" in reason


def test_a_weekday_alone_dates_nothing() -> None:
    assert _published(f"{TITLE}\n\n{BODY}\n")[:2] == (Known.UNKNOWN, None)


def test_the_weekday_after_a_dated_picture() -> None:
    text = (
        f"{TITLE}\n\n{BODY}\n\nThe officials spoke to the Courier on Thursday.\n\n"
        "Smoke over the depot, March 5, 2031. (Photo: Jonas Wick / Harbour Post)\n"
    )
    assert _published(text)[:2] == (Known.INFERRED, "2031-03-06")


def test_a_quoted_post_of_the_only_weekday_gives_two_days() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n“Awful.” — Marta Lindqvist (@marta) March 4, 2031\n\n{BODY}\n"
    assert _published(text)[:2] == (Known.INFERRED, "2031-03-04/2031-03-05")


def test_an_archive_picture_dates_nothing() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nFILE PHOTO: The depot, March 5, 2019. REUTERS/Jonas Wick\n"
    assert _published(text)[0] is Known.UNKNOWN


def test_a_dateline_day_takes_the_year_of_the_copyright() -> None:
    text = f"{TITLE}\n\nSOVEN, March 4 (VNA) - {BODY}\n\nCopyright 2031 Orvanian News Service\n"
    assert _published(text)[:2] == (Known.INFERRED, "2031-03-04")


def test_a_tense_that_holds_in_one_year() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nTensions have grown over 2031, researchers in the capital say.\n"
    assert _published(text)[:2] == (Known.INFERRED, "2031")
    past = f"{TITLE}\n\n{BODY}\n\nThe two have been at war since the invasion in 2003, he said.\n"
    assert _published(past)[0] is Known.UNKNOWN


def test_background_dates_date_nothing() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{BODY}\n\nOn October 7, 2029, a bomb killed two people there.\n"
    assert _published(text)[0] is Known.UNKNOWN
