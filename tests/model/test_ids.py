"""Which parts of an entry make its id, and which can grow better without changing it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import incident, noun, quantity, span

from ascribe.model import (
    Decision,
    Filler,
    Kind,
    Means,
    Moment,
    Proposition,
    Quantity,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
    Tally,
    Verdict,
    content_id,
)

EVIDENCE = Span("rep-1", 10, 15, "drone")
OTHER = Span("rep-1", 11, 16, "drone")
LONGER = Span("rep-1", 10, 16, "drones")
PROPOSITION = Proposition("rep-1", Kind.ATTACK, EVIDENCE)
STATEMENT = Statement(
    "rep-1", Speaker("police", SpeakerKind.POLICE, False), Stance.ACCUSES, "agent", EVIDENCE, "prop-1"
)
TALLY = Tally("rep-1", "attacks", Quantity(EVIDENCE, "attacks", 40, None), EVIDENCE)
RELATION = Relation(
    "rep-1",
    Filler(EVIDENCE, "Marsh Brigade"),
    RelationKind.PART_OF,
    Filler(OTHER, "Territorial Guard"),
    EVIDENCE,
)
DECISION = Decision(Verdict.SAME, ("inc-1", "inc-2"), "ada", "2031-03-05T08:00:00Z", "one blast")


@pytest.mark.parametrize(
    ("entry", "changes"),
    [
        (PROPOSITION, {"report": "rep-2"}),
        (PROPOSITION, {"kind": Kind.RAID}),
        (PROPOSITION, {"evidence": OTHER}),
        (PROPOSITION, {"evidence": LONGER}),
        (STATEMENT, {"stance": Stance.DENIES}),
        (STATEMENT, {"facet": "killed"}),
        (STATEMENT, {"proposition": None}),
        (STATEMENT, {"value": "19"}),
        (STATEMENT, {"evidence": OTHER}),
        (STATEMENT, {"speaker": Speaker("army", SpeakerKind.POLICE, False)}),
        (STATEMENT, {"actor": Filler(EVIDENCE, "Marsh Brigade")}),
        (TALLY, {"what": "raids"}),
        (TALLY, {"quantity": Quantity(EVIDENCE, "attacks", 41, None)}),
        (RELATION, {"kind": RelationKind.ALLIED_WITH}),
        (RELATION, {"a": RELATION.b, "b": RELATION.a}),
        (DECISION, {"subjects": ("inc-2", "inc-1")}),
        (DECISION, {"when": "2031-03-05T08:00:01Z"}),
        (DECISION, {"why": ""}),
        (DECISION, {"value": "2"}),
    ],
)
def test_another_entry_has_another_id(entry: Any, changes: dict[str, Any]) -> None:
    assert replace(entry, **changes).id != entry.id


@pytest.mark.parametrize(
    ("entry", "changes"),
    [
        (PROPOSITION, {"means": Means.DRONE, "status": Status.ATTEMPTED, "when": Moment("2031-03-04")}),
        (PROPOSITION, {"agents": (Filler(OTHER, "Marsh Brigade"),), "confidence": 0.2, "mentions": (OTHER,)}),
        (STATEMENT, {"hedge": OTHER, "cue": OTHER, "certainty": "suspected", "said_when": Moment("2031")}),
        (STATEMENT, {"speaker": Speaker("police", SpeakerKind.OFFICIAL, True, OTHER, 2)}),
        (TALLY, {"since": Moment("2031-01-12"), "by": Filler(OTHER, "League")}),
        (RELATION, {"since": Moment("2030")}),
    ],
)
def test_better_slots_keep_the_id(entry: Any, changes: dict[str, Any]) -> None:
    assert replace(entry, **changes).id == entry.id


def test_a_report_is_its_bytes() -> None:
    assert Report.identity("ab") == Report.identity("ab") != Report.identity("abc")


@given(incident())
def test_an_incident_keeps_its_id_when_a_later_proposition_joins(found: Any) -> None:
    joined = replace(found, propositions=(*found.propositions, max(found.propositions) + "0"))
    assert joined.id == found.id


parts = st.lists(
    st.none() | st.integers() | st.text() | st.lists(st.text(max_size=5), max_size=3), max_size=4
)


@given(parts, parts)
def test_different_parts_never_share_an_id(a: list[Any], b: list[Any]) -> None:
    assert (content_id("x", *a) == content_id("x", *b)) == (a == b)


@given(parts)
def test_the_kind_is_read_off_an_id(a: list[Any]) -> None:
    kind, _, digits = content_id("stm", *a).partition("-")
    assert kind == "stm"
    assert len(digits) == 16
    assert set(digits) <= set("0123456789abcdef")


def test_an_id_stays_what_it_is_in_written_ledgers() -> None:
    assert content_id("prop", "rep-1", Kind.ATTACK, 10, 15) == PROPOSITION.id == "prop-28eb317bfdd873e5"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(noun("statement"), span(), quantity())
def test_an_id_does_not_change_with_what_it_does_not_cover(
    s: Statement, other: Span, count: Quantity
) -> None:
    assert replace(s, quantity=count, hedge=other).id == s.id
