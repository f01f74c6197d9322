"""What every ledger keeps of captures: each once, its bytes once, versions and copies from what is kept."""

import hashlib

import pytest
from sqlalchemy import text

from ascribe.assess.copies import Copy, CopyKind
from ascribe.errors import NotFoundError
from ascribe.ledger import Ledger, Shared
from ascribe.model import Capture, Fact, FactName, Reading, Report
from ascribe.read import report_of

STORY = (
    "Two killed in Port Emmer\n\n"
    "Two guards were killed on Tuesday when a drone hit a fuel depot in Port Emmer, police said.\n\n"
    "A spokesman for the Marsh Brigade denied that the group had fired rockets at the depot.\n"
)


def capture(words: str = STORY, address: str = "/desk/depot.txt", captured: str = "2031-03-05") -> Capture:
    facts = (Fact(FactName.RECORD, "r1", "WARC-Record-ID"),)
    return Capture("depot.txt", words.encode(), "text/plain", address, captured, facts)


def keep(ledger: Ledger, found: Capture) -> Report:
    report = report_of(found)
    ledger.keep(report, found, Reading(report.id), "d1")
    return report


def sha256(found: Capture) -> str:
    return hashlib.sha256(found.data).hexdigest()


def test_a_report_and_its_reading_are_kept_together(ledger: Ledger) -> None:
    report = keep(ledger, capture())
    assert ledger.has_report(report.id)
    assert (ledger.count(), ledger.text(report.id)) == (1, report.text)
    keep(ledger, capture())
    assert ledger.count() == 1
    assert ledger.verify() == []


def test_the_same_bytes_at_two_addresses_are_one_original(ledger: Ledger) -> None:
    report = keep(ledger, capture())
    again = capture(address="https://courier.example/depot", captured="2031-03-06")
    assert ledger.add_capture(report.id, again, sha256(again)) is True
    assert ledger.add_capture(report.id, again, sha256(again)) is False
    seen = ledger.seen(sha256(again))
    assert seen is not None
    assert seen.report == report.id
    assert seen.addresses == {"/desk/depot.txt", "https://courier.example/depot"}
    first, second = ledger.sightings(report.id)
    assert (first.address, second.address) == ("/desk/depot.txt", "https://courier.example/depot")
    assert second.facts == again.facts
    assert [found.data for found in ledger.captured()] == [again.data]
    assert ledger.verify() == []


def test_further_bytes_of_a_report_are_kept_too(ledger: Ledger) -> None:
    report = keep(ledger, capture())
    again = capture(STORY + "\n")
    ledger.add_capture(report.id, again, sha256(again))
    assert ledger.original(sha256(again)) == again.data
    assert ledger.original_of(report.id[:9]) == capture().data
    assert ledger.original_of(sha256(again).upper()) == again.data
    for unknown in ("f" * 64, "rep-zz"):
        with pytest.raises(NotFoundError):
            ledger.original_of(unknown)


def test_unknown_bytes_and_bytes_never_read_are_not_seen(ledger: Ledger) -> None:
    assert ledger.seen("0" * 64) is None
    ledger.add_report(report_of(capture()), capture())
    assert ledger.seen(sha256(capture())) is None


def test_an_address_may_be_of_any_length_and_letters(ledger: Ledger) -> None:
    address = "https://courier.example/" + "вокзал/" * 2000
    report = keep(ledger, capture(address=address))
    assert ledger.at({address}) == [report]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE captures SET captured = '2031-01-01'", "does not fit the chain"),
        ("UPDATE captures SET address = '/elsewhere'", "does not fit the chain"),
        ("UPDATE captures SET at = '0'", "is not found under its address"),
        ("DELETE FROM captures", "captures: the chain should end with number 1"),
        ("UPDATE reports SET at = '0'", "is not found under its address"),
    ],
)
def test_tampering_with_captures_shows(ledger: Ledger, statement: str, words: str) -> None:
    report = keep(ledger, capture())
    again = capture(STORY + "\n")
    ledger.add_capture(report.id, again, sha256(again))
    with ledger._engine.begin() as connection:
        connection.execute(text(statement))
    assert any(words in problem for problem in ledger.verify())


def test_tampering_with_an_original_shows(ledger: Ledger) -> None:
    import zlib

    keep(ledger, capture())
    with ledger._engine.begin() as connection:
        connection.execute(text("UPDATE originals SET data = :data"), {"data": zlib.compress(b"Six guards")})
    problems = ledger.verify()
    assert any("are not those that were captured" in problem for problem in problems)
    assert any("gone or damaged" in problem for problem in problems)


def test_versions_are_told_from_addresses_and_texts(ledger: Ledger) -> None:
    first = keep(ledger, capture())
    other = keep(ledger, capture("Herring is early this year, fishermen in Halvorn said on Monday.\n"))
    second = keep(ledger, capture(STORY.replace("Two guards", "Three guards"), captured="2031-03-06"))
    assert ledger.versions(second.id) == ledger.versions(first.id) == (first, second)
    assert ledger.versions(other.id) == (other,)
    assert ledger.all_versions() == [(first.id, second.id)]
    with pytest.raises(NotFoundError):
        ledger.versions("rep-0")


def test_a_report_seen_at_a_second_address_has_the_versions_of_both(ledger: Ledger) -> None:
    first = keep(ledger, capture())
    mirror = capture(address="/mirror/depot.txt")
    ledger.add_capture(first.id, mirror, sha256(mirror))
    second = keep(ledger, capture(STORY + "\nMore soon.\n", "/mirror/depot.txt", "2031-03-06"))
    assert ledger.versions(second.id) == (first, second)
    assert ledger.all_versions() == [(first.id, second.id)]


def test_copies_are_derived_and_replaced(ledger: Ledger) -> None:
    a = keep(ledger, capture())
    b = keep(ledger, capture(STORY + "\nEnds.\n", "/desk/other.txt"))
    copy = Copy(b.id, a.id, CopyKind.NEAR, 0.9, 1.0, (), a.id, "dated before")
    ledger.replace_derived([], [], [copy])
    assert ledger.copies(a.id) == ledger.copies(b.id) == [copy]
    assert list(ledger.shared()) == [Shared(b.id, a.id, CopyKind.NEAR, a.id)]
    ledger.replace_derived([], [])
    assert list(ledger.shared()) == []
