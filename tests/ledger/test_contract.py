"""What every ledger promises, over each store."""

import threading
from collections.abc import Callable

import builders as build
import pytest
from sqlalchemy import text

from ascribe.errors import LedgerError, NotFoundError
from ascribe.ledger import Ledger
from ascribe.model import Assessment, Capture, Decision, Incident, Kind, Reading, Report, Verdict
from ascribe.resolve.judgements import Judgements

MakeReport = Callable[..., tuple[Report, Capture]]
MakeReading = Callable[[Report], Reading]


def _fill(ledger: Ledger, make_report: MakeReport, make_reading: MakeReading) -> tuple[Report, Reading]:
    report, data = make_report()
    reading = make_reading(report)
    ledger.add_report(report, data)
    ledger.put_reading(report, reading, "d1")
    incident = Incident(
        (reading.propositions[0].id,), Kind.ATTACK, "Drone attack on a fuel depot", reports=(report.id,)
    )
    ledger.replace_derived([incident], [Assessment(incident.id, (), (), (), 1)])
    return report, reading


def test_what_is_written_comes_back(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading
) -> None:
    report, reading = _fill(ledger, make_report, make_reading)
    assert list(ledger.reports()) == [report]
    assert list(ledger.readings()) == [reading]
    assert ledger.report(report.id) == report
    assert ledger.reading(report.id) == reading
    assert list(ledger.captured()) == [make_report()[1]]
    [incident] = ledger.incidents()
    assert ledger.incident(incident.id) == (incident, next(ledger.assessments()))


def test_adding_a_report_again_changes_nothing(ledger: Ledger, make_report: MakeReport) -> None:
    report, data = make_report()
    assert ledger.add_report(report, data) is True
    assert ledger.add_report(report, data) is False
    assert len(list(ledger.captured())) == 1


def test_a_ledger_survives_closing(where: str, make_report: MakeReport, make_reading: MakeReading) -> None:
    with Ledger.open(where) as ledger:
        report, _ = _fill(ledger, make_report, make_reading)
    with Ledger.open(where, create=False) as again:
        assert [r.id for r in again.reports()] == [report.id]
        assert again.verify() == []


def test_a_good_ledger_verifies(ledger: Ledger, make_report: MakeReport, make_reading: MakeReading) -> None:
    assert ledger.verify() == []
    _fill(ledger, make_report, make_reading)
    other, data = make_report(
        "Another report.\n\nNothing happened in Port Emmer on Friday, officials there said.\n"
    )
    ledger.add_report(other, data)
    ledger.put_reading(other, Reading(other.id), "d1")
    assert ledger.verify() == []


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE reports SET text = replace(text, 'Two guards', 'Six guards')", "does not fit the chain"),
        ("UPDATE reports SET source = 'other.txt'", "does not fit the chain"),
        ("UPDATE reports SET captured = '2031-01-01'", "does not fit the chain"),
        ("UPDATE originals SET data = 'x'", "cannot be unpacked"),
        ("UPDATE reports SET seq = 7", "a row is missing"),
        ("DELETE FROM ascribe_about WHERE key = 'reports'", "the chain should end"),
        ("UPDATE readings SET reading = replace(reading, 'Two guards', 'Ten guards')", "is not at"),
        ("UPDATE incidents SET incident = replace(incident, 'prop-', 'prop-f')", "which no report tells"),
        ("UPDATE readings SET reading = '{'", "not a Reading"),
        ("UPDATE decisions SET decision = replace(decision, 'first', 'second')", "does not fit the chain"),
    ],
)
def test_tampering_shows(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading, statement: str, words: str
) -> None:
    _fill(ledger, make_report, make_reading)
    ledger.add_decision(
        Decision(Verdict.ACCEPT, ("stm-1",), "an analyst", "2031-03-06T10:00:00Z", "first look")
    )
    if "originals" in statement and ledger._engine.dialect.name == "postgresql":
        statement = "UPDATE originals SET data = 'x'::bytea"
    with ledger._engine.begin() as connection:
        connection.execute(text(statement))
    assert any(words in problem for problem in ledger.verify()), ledger.verify()


def test_a_removed_last_report_shows(ledger: Ledger, make_report: MakeReport) -> None:
    for number in range(3):
        ledger.add_report(*make_report(f"Report {number} of the day\n\nNothing at all was said.\n"))
    with ledger._engine.begin() as connection:
        connection.execute(text("DELETE FROM reports WHERE seq = 3"))
    assert any("should end with number 3, it ends with 2" in problem for problem in ledger.verify())


def test_a_report_without_a_reading_shows(ledger: Ledger, make_report: MakeReport) -> None:
    report, data = make_report()
    ledger.add_report(report, data)
    assert not ledger.has_report(report.id)
    assert ledger.verify() == [f"report {report.id}: was never read: run `ascribe rebuild`"]


def test_derived_entries_are_replaced(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading
) -> None:
    report, _ = _fill(ledger, make_report, make_reading)
    ledger.put_reading(report, Reading(report.id), "d2")
    ledger.replace_derived([], [])
    assert list(ledger.readings()) == [Reading(report.id)]
    assert ledger.made_by() == {report.id: "d2"}
    assert list(ledger.incidents()) == list(ledger.assessments()) == []


def test_decisions_are_kept_in_order_and_once(ledger: Ledger) -> None:
    one = Decision(
        Verdict.SAME, ("inc-1", "inc-2"), "an analyst", "2031-03-06T10:00:00Z", "same hour, same depot"
    )
    two = Decision(Verdict.UNDO, (one.id,), "an analyst", "2031-03-06T11:00:00Z", "two depots after all")
    assert [ledger.add_decision(d) for d in (one, two, one)] == [True, True, False]
    assert list(ledger.decisions()) == [one, two]
    assert ledger.verify() == []


def test_judgements_of_actors_are_kept_superseded_and_undone(ledger: Ledger) -> None:
    taken = [
        _judgement(Verdict.SAME, "act-1", "tide", when="10:00:00"),
        _judgement(Verdict.DIFFERENT, "tide", "act-1", when="11:00:00"),
    ]
    taken.append(_judgement(Verdict.UNDO, taken[1].id, when="12:00:00"))
    for decision in taken:
        ledger.add_decision(decision)
    judged = Judgements.of(ledger.decisions())
    assert judged.between("tide", "act-1") == taken[0]
    assert judged.same_as("tide") == ("act-1",)
    assert list(ledger.decisions()) == taken
    assert ledger.verify() == []


def test_undoing_what_was_never_decided_shows(ledger: Ledger) -> None:
    ledger.add_decision(_judgement(Verdict.UNDO, "dec-0"))
    assert any("undoes dec-0, which was not taken before it" in problem for problem in ledger.verify())


def test_judgements_survive_that_everything_derived_is_replaced(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading
) -> None:
    decision = _judgement(Verdict.SAME, "act-1", "tide")
    ledger.add_decision(decision)
    report, _ = _fill(ledger, make_report, make_reading)
    ledger.put_reading(report, Reading(report.id), "d2")
    ledger.replace_derived([], [])
    assert list(ledger.decisions()) == [decision]


def test_only_readings_with_relations_are_given_for_relations(
    ledger: Ledger, make_report: MakeReport
) -> None:
    for words in ("The Tide Brigades are part of the Salt Column.\n", "Nothing happened in Port Emmer.\n"):
        report, data = make_report(words)
        ledger.add_report(report, data)
        part = [build.relation(report, "Tide Brigades", "part-of", "Salt Column")] if "Tide" in words else []
        ledger.put_reading(report, Reading(report.id, relations=tuple(part)), "d1")
    [reading] = ledger.relating()
    assert reading.relations[0].a.name == "Tide Brigades"


def _judgement(verdict: Verdict, *subjects: str, when: str = "10:00:00") -> Decision:
    return Decision(verdict, subjects, "an analyst", f"2031-03-06T{when}Z", "the same flag")


def test_ids_are_found_by_unique_beginnings(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading
) -> None:
    report, _ = _fill(ledger, make_report, make_reading)
    [incident] = ledger.incidents()
    assert ledger.find(report.id) == ("report", report.id)
    assert ledger.find(report.id[:8]) == ("report", report.id)
    assert ledger.find(incident.id.removeprefix("inc-")[:6].upper()) == ("incident", incident.id)
    for unknown in ("inc-ffffffffffffffffff", "%", "_", ""):
        with pytest.raises(NotFoundError):
            ledger.find(unknown)


def test_an_ambiguous_beginning_says_so(ledger: Ledger, make_report: MakeReport) -> None:
    for number in range(3):
        ledger.add_report(*make_report(f"Report {number} of the day\n\nNothing at all was said.\n"))
    with pytest.raises(NotFoundError, match="3 ids begin so"):
        ledger.find("rep-")


def test_two_writers_keep_one_chain(where: str, make_report: MakeReport) -> None:
    with Ledger.open(where):
        pass

    def write(first: int) -> None:
        with Ledger.open(where) as ledger:
            for number in range(first, first + 5):
                ledger.add_report(*make_report(f"Report {number} of the day\n\nNothing at all was said.\n"))

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Ledger.open(where) as ledger:
        assert len(list(ledger.captured())) == 10
        assert not any("chain" in problem or "missing" in problem for problem in ledger.verify())


def test_a_reading_of_another_report_is_refused(ledger: Ledger, make_report: MakeReport) -> None:
    report, data = make_report()
    ledger.add_report(report, data)
    with pytest.raises(LedgerError):
        ledger.put_reading(report, Reading("rep-other"), "d1")


def test_a_new_reading_asks_for_new_links(
    ledger: Ledger, make_report: MakeReport, make_reading: MakeReading
) -> None:
    assert ledger.is_linked()
    report, data = make_report()
    ledger.add_report(report, data)
    ledger.put_reading(report, make_reading(report), "d1")
    assert not ledger.is_linked()
    ledger.replace_derived([], [])
    assert ledger.is_linked()
