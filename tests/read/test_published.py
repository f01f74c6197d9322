"""A date of publication is stated, inferred or unknown; a page's date is none."""

import pytest

from ascribe.model import Fact, FactName, Known, Published, SectionKind
from ascribe.read import published, read_bytes, sections

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
        "Publié le 04 mars 2031 à 15h22",
        "Published On 4 Mar 20314 Mar 2031",
        "4 مارس 2031",
        "SOVEN, 4 MAR 31",
    ],
)
def test_a_dated_line_under_the_headline_is_stated(line: str) -> None:
    assert _published(f"{TITLE}\n\n{line}\n\n{BODY}\n")[:2] == (
        Known.STATED,
        "2031-03-04",
    )


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("4 March 2031, Coast News Agency", "2031-03-04"),
        ("4 March 2031 | Coast News Agency", "2031-03-04"),
        ("Coast News Agency, 4 March 2031", "2031-03-04"),
        ("Guards of the depot were killed, 4 March 2031", None),
    ],
)
def test_a_line_of_a_date_and_a_name_is_stated(line: str, value: str | None) -> None:
    known, found, _ = _published(f"{TITLE}\n\n{line}\n\n{BODY}\n\nMore was not known.\n")
    assert (found if known is Known.STATED else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{TITLE}\n\n(Soven, 4 March 2031) {BODY}\n", "2031-03-04"),
        (f"{TITLE}\n\nSOVEN, March 4, 2031 (Emmer Wire) - {BODY}\n", "2031-03-04"),
        (f"Incident Bulletin No. 12 / Tuesday 4 March 2031\n\n{BODY}\n", "2031-03-04"),
        (f"{TITLE}\n\nFour more died in hospital.\n\nBy Ada Lund\nMarch 4, 2031\n\n{BODY}\n", "2031-03-04"),
        (f"Ten years after the fire of 4 March 2021\n\n{BODY}\n", None),
        (f"{TITLE}\n\nOn March 4, 2031 - the feast of the port - {BODY}\n", None),
    ],
)
def test_the_date_that_a_story_opens_with_is_stated(text: str, value: str | None) -> None:
    known, edtf, _ = _published(text)
    assert (known, edtf) == (Known.STATED, value) if value else known is not Known.STATED


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


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("Mar. 4, 2031 5:28 AM EDT", "2031-03-04"),  # the Tuesday that the story tells of
        ("March 5, 2031", "2031-03-04/2031-03-05"),
        ("March 9, 2031", "../2031-03-09"),
    ],
)
def test_an_update_bounds_the_publication_and_is_none(day: str, value: str) -> None:
    known, found, reason = _published(f"{TITLE}\n\nLast Updated {day}\n\n{BODY}\n")
    assert (known, found) == (Known.INFERRED, value)
    assert "last updated" in reason


def test_a_time_that_a_document_is_about_is_no_date_of_it() -> None:
    text = f"{TITLE}\n\nQuarterly report, 1 January – 31 March 2031\n\n{BODY}\n"
    assert _published(text)[0] is Known.UNKNOWN


def test_numbers_are_a_date_where_the_language_leaves_one_reading() -> None:
    body = "قتل شخصان في هجوم بطائرة مسيرة على مستودع للوقود في ميناء إيمر يوم الثلاثاء، وفق ما أعلنت الشرطة."
    assert _published(f"مقتل حارسين في ميناء إيمر\n\n4/3/2031\n\n{body}\n")[1] == "2031-03-04"
    no_weekday = BODY.replace("on Tuesday", "then")
    assert _published(f"{TITLE}\n\n4/3/2031\n\n{no_weekday}\n")[0] is Known.UNKNOWN


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The port was closed yesterday, 5 May 2031, officials said in the city of Soven.", "2031-05-06"),
        ("The port was closed today (May 5, 2031), officials said in the city of Soven.", "2031-05-05"),
        ("Thousands marched one year after the 3 January 2030 strike on the port.", "2030-12-27/2031-01-10"),
        (
            "Thousands marched on the second anniversary of the 3 January 2029 strike on the port.",
            "2030-12-27/2031-01-10",
        ),
    ],
)
def test_days_that_the_text_counts_from_a_date(sentence: str, value: str) -> None:
    assert _published(f"{TITLE}\n\n{sentence}\n\n{BODY}\n")[:2] == (Known.INFERRED, value)


def test_what_somebody_said_then_dates_nothing() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n“We met yesterday, 5 May 2029,” the letter of the minister had said.\n"
    assert _published(text)[0] is Known.UNKNOWN


def test_a_vote_on_a_named_weekday() -> None:
    vote = "Guards were doubled in {} ahead of the {} elections scheduled for tomorrow, {}."
    one = vote.format("Iraq", "local", "Monday")
    assert _published(f"{TITLE}\n\n{one}\n")[:2] == (Known.INFERRED, "2023-12-17")
    many = vote.format("Lebanon", "parliamentary", "Sunday")
    assert _published(f"{TITLE}\n\n{many}\n")[0] is Known.UNKNOWN


PAGE = f"{TITLE}\n\n{BODY}\n"


def _of_facts(*facts: tuple[FactName, str], text: str = PAGE, captured: str | None = None) -> Published:
    given = tuple(Fact(name, value, f"tag {i}") for i, (name, value) in enumerate(facts))
    return published(text, sections(text), given, captured)


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-03-04T23:30:00+03:00", "2031-03-04T23:30+03:00"),
        ("2031-03-04T20:30:00Z", "2031-03-04T20:30Z"),
        ("2031-03-04 20:30", "2031-03-04T20:30"),
        ("Tue, 04 Mar 2031 09:12:00 -0530", "2031-03-04T09:12-05:30"),
        ("1930369800", "2031-03-04T05:50Z"),
        ("March 4, 2031", "2031-03-04"),
        ("2031-03", "2031-03"),
    ],
)
def test_metadata_are_stated_to_the_minute_and_in_their_own_time(value: str, edtf: str) -> None:
    found = _of_facts((FactName.PUBLISHED, value))
    assert (found.known, found.reason) == (Known.STATED, "tag 0")
    assert found.moment is not None
    assert (found.moment.edtf, found.moment.words, found.moment.start) == (edtf, value, None)


@pytest.mark.parametrize(
    "value", ["1970-01-01T00:00:00Z", "000000000", "soon", "0001-01-01", "2032-01-01", "03/04/2031"]
)
def test_metadata_that_cannot_be_are_not_believed(value: str) -> None:
    found = _of_facts((FactName.PUBLISHED, value), captured="2031-03-10T08:00:00Z")
    assert found.known is Known.UNKNOWN
    assert value in found.reason


def test_the_next_statement_is_taken_where_the_first_cannot_be() -> None:
    found = _of_facts((FactName.PUBLISHED, "1970-01-01"), (FactName.PUBLISHED, "2031-03-04"))
    assert (found.known, found.reason) == (Known.STATED, "tag 1")


def test_an_update_in_the_metadata_only_bounds() -> None:
    found = _of_facts((FactName.UPDATED, "2031-03-06T10:00:00Z"))
    assert found.known is Known.INFERRED
    assert found.moment is not None
    assert found.moment.edtf == "../2031-03-06"


def test_the_texts_own_date_stands_against_a_later_publication_of_the_page() -> None:
    text = f"{TITLE}\n\nMarch 4, 2021\n\n{BODY}\n"
    found = _of_facts((FactName.PUBLISHED, "2031-06-01T00:00:00Z"), text=text)
    assert found.moment is not None
    assert found.moment.edtf == "2021-03-04"
    assert "2031-06-01" in found.reason
    same = _of_facts((FactName.PUBLISHED, "2021-03-05T01:00:00+03:00"), text=text)
    assert same.reason == "tag 0"


def test_the_day_of_capture_is_no_publication() -> None:
    assert _of_facts(captured="2031-03-10").known is Known.UNKNOWN


def test_a_live_blog_dates_each_of_its_posts() -> None:
    text = (
        f"{TITLE}\n\nWed 5 Mar 2031 07.02 GMT\n\n{BODY}\n\nTue 4 Mar 2031 18.40 GMT\n\n{BODY[:-1]} again.\n\n"
        f"Mon 3 Mar 2031 09.00 GMT\n\n{BODY[:-1]} at first.\n"
    )
    report = read_bytes("t", text.encode())
    assert report.published.moment is not None
    assert report.published.moment.edtf == "2031-03-05"
    own = [s.published and s.published.moment for s in report.sections if s.kind is SectionKind.BODY]
    assert [moment and moment.edtf for moment in own] == [None, "2031-03-04", "2031-03-03"]


def test_a_line_of_date_and_name_opens_no_story() -> None:
    text = (
        "Nine dead in Port Sella car bombing\n\n14 June 2034, Coast News Agency\n\nPORT SELLA - A car bomb exploded "
        "on the Old Bridge late on Monday, hospital officials said, killing nine people and injuring others nearby.\n"
    )
    report = read_bytes("report", text.encode())
    datelines = [s for s in report.sections if s.kind is SectionKind.DATELINE]
    assert "PORT SELLA -" in [report.text[s.start : s.end] for s in datelines]


@pytest.mark.parametrize(
    "head",
    [
        "FOR IMMEDIATE RELEASE\nRelease Number 20310304-02\nMarch 4, 2031\n\n{title}",
        "Press Release No. 7\n{title}\nDate: Tuesday, 4 March 2031",
    ],
)
def test_the_head_of_a_release_states_its_date(head: str) -> None:
    assert _published(f"{head.format(title=TITLE)}\n\n{BODY}\n")[:2] == (Known.STATED, "2031-03-04")


@pytest.mark.parametrize(
    "end",
    [
        "Soven, 4 March 2031\nColonel Ora Pell\nDirector of Information",
        "Colonel Ora Pell\nSpokesman of the General Staff\n4 March 2031",
        "Issued at Soven, on Tuesday, March 4, 2031",
    ],
)
def test_a_signature_states_the_date_beside_it(end: str) -> None:
    assert _published(f"{TITLE}\n\n{BODY}\n\n{BODY}\n\n{end}\n")[:2] == (Known.STATED, "2031-03-04")


def test_a_date_in_the_last_sentence_is_no_signature() -> None:
    text = f"{TITLE}\n\n{BODY}\n\n{BODY}\n\nThe depot had been hit before, on 4 March 2031.\n"
    assert _published(text)[0] is Known.UNKNOWN


def test_a_text_may_say_when_it_appeared() -> None:
    text = f"{TITLE}\n\n{BODY}\n\nOra Pell is a fellow at the Port Forum. This article appeared on 4 March 2031.\n"
    assert _published(text)[:2] == (Known.STATED, "2031-03-04")


@pytest.mark.parametrize(
    ("day", "value"),
    [("Tuesday", "2031-03-04"), ("Thursday", "2031-04-03"), ("Saturday", None)],
)
def test_a_weekday_tells_which_number_is_the_month(day: str, value: str | None) -> None:
    told = BODY.replace("Tuesday", day)
    text = f"{TITLE}\n\nSoven (Port Agency) – 04-03-2031\n\n{told}\n"
    assert _published(text)[1] == value


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("PA0411022289 (Clandestine) Radio Alta in Spanish 0030 GMT 3 Nov 89", "1989-11-03"),
        ("Altamira EL DIA in Spanish 14 Feb 90 p 1", "1990-02-14"),
        ("Radio Alta in Spanish 0030 GMT 31 Feb 89", None),
        ("Ten people speak in Spanish 12 Mar 31 words of it", None),
    ],
)
def test_the_head_of_a_monitored_broadcast_has_its_date(head: str, value: str | None) -> None:
    assert _published(f"{head}\n\n[TEXT] A BOMB WENT OFF AT THE ENTRANCE OF A BANK.\n")[1] == value
