"""What people judge of pairs of actors: the last word counts, undoing takes it back, contradictions do not spread."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ascribe.model import Decision, Verdict
from ascribe.resolve.judgements import Judgements

CLOCK = itertools.count()


def decide(verdict: Verdict, *subjects: str) -> Decision:
    return Decision(verdict, subjects, "ana", f"2031-03-06T10:00:{next(CLOCK):02d}Z", "a reason")


def test_the_last_judgement_of_a_pair_counts_whichever_actor_is_named_first() -> None:
    first, second = decide(Verdict.SAME, "tide", "salt"), decide(Verdict.UNSURE, "salt", "tide")
    judged = Judgements.of([first, second])
    assert judged.between("tide", "salt") == judged.between("salt", "tide") == second
    assert list(judged.on("tide")) == [("salt", second)]
    assert judged.same_as("tide") == ()


def test_undoing_brings_back_what_was_judged_before_and_can_be_undone() -> None:
    first, second = decide(Verdict.DIFFERENT, "tide", "salt"), decide(Verdict.SAME, "tide", "salt")
    undoing = decide(Verdict.UNDO, second.id)
    again = decide(Verdict.UNDO, undoing.id)
    assert Judgements.of([first, second, undoing]).between("tide", "salt") == first
    assert Judgements.of([first, second, undoing, again]).between("tide", "salt") == second


def test_the_same_is_carried_on_by_way_of_others() -> None:
    judged = Judgements.of([decide(Verdict.SAME, "a", "b"), decide(Verdict.SAME, "c", "b")])
    assert judged.same_as("a") == ("b", "c")


def test_who_is_judged_different_is_not_reached_by_way_of_others() -> None:
    decisions = [
        decide(Verdict.SAME, "a", "b"),
        decide(Verdict.SAME, "b", "c"),
        decide(Verdict.DIFFERENT, "a", "c"),
    ]
    judged = Judgements.of(decisions)
    assert judged.same_as("a") == ("b",)
    assert judged.same_as("b") == ("a", "c")


def test_judgements_of_incidents_and_grades_are_no_judgements_of_pairs() -> None:
    assert Judgements.of([decide(Verdict.ACCEPT, "stm-1"), decide(Verdict.GRADE, "inc-1")]).pairs == {}


PAIRS = st.lists(
    st.tuples(
        st.sampled_from([Verdict.SAME, Verdict.DIFFERENT]), st.sampled_from("abcd"), st.sampled_from("abcd")
    ),
    max_size=8,
)


@given(PAIRS)
def test_nobody_is_the_same_as_himself_or_as_whom_he_is_judged_different_from(
    taken: list[tuple[Verdict, str, str]],
) -> None:
    judged = Judgements.of(decide(verdict, a, b) for verdict, a, b in taken if a != b)
    for actor in "abcd":
        same = judged.same_as(actor)
        assert actor not in same
        for other in same:
            decision = judged.between(actor, other)
            assert decision is None or decision.verdict is Verdict.SAME
