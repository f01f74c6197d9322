"""Why happenings are one incident or two, and the decisions that join and split them.

Comes in: a ledger and what a user calls a happening: the id of an incident, a report or a proposition. Goes out:
comparisons in order, and decisions that `ascribe join`, `ascribe split` and `ascribe undo` keep.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.actors import decide, undo
from ascribe.errors import AscribeError, NotFoundError
from ascribe.ledger import Ledger
from ascribe.link import Decided, Linker, is_incident, may_join, story_of
from ascribe.link.evidence import Comparison
from ascribe.link.weights import shipped
from ascribe.model import Decision, Incident, Verdict, in_force
from ascribe.resolve import days_named


@dataclass(frozen=True, slots=True)
class Why:
    """Two sets of propositions, whether they are in one incident, and the comparisons between them, heaviest first.

    `verdict` says in words what came of the heaviest.
    """

    joined: bool
    verdict: str
    comparisons: tuple[Comparison, ...]


def happenings(ledger: Ledger, words: str) -> tuple[str, ...]:
    """The propositions (ids) of an incident or a report, or the one that is asked for; raises NotFoundError."""
    wanted = words.strip().lower()
    if wanted.startswith("prop-"):
        found = sorted(p.id for r in ledger.readings() for p in r.propositions if p.id.startswith(wanted))
        if len(found) != 1:
            advice = "give more of it" if found else "`ascribe show INCIDENT --json` has those of an incident"
            raise NotFoundError(f"{words!r}: {len(found)} propositions have ids that begin so: {advice}")
        return tuple(found)
    entry = ledger.find(words)
    if entry.kind == "incident":
        return ledger.incident(entry.id)[0].propositions
    told = tuple(p.id for p in ledger.reading(entry.id).propositions if is_incident(p))
    if not told:
        raise NotFoundError(f"{entry.id}: tells of no happening")
    return told


def why(ledger: Ledger, one: Sequence[str], other: Sequence[str]) -> Why:
    """Why propositions of two sets are one incident or not; raises NotFoundError where there is no pair of them."""
    linker = _linker(ledger, {*one, *other})
    pairs = sorted({(min(a, b), max(a, b)) for a in one for b in other if a != b})
    found = sorted(
        (linker.why(a, b) for a, b in pairs), key=lambda c: (bool(c.ruled_out), -c.weight, c.a, c.b)
    )
    held = {p: incident.id for incident in ledger.incidents() for p in incident.propositions}
    together = [c for c in found if held.get(c.a) is not None and held.get(c.a) == held.get(c.b)]
    first = (together or found)[0]
    return Why(
        bool(together),
        _verdict(first, joined=bool(together)),
        (*together, *(c for c in found if c not in together)),
    )


def _linker(ledger: Ledger, propositions: set[str]) -> Linker:
    """A linker of the reports that tell of these propositions."""
    linker = Linker(decided=Decided.of(ledger.decisions()))
    for reading in ledger.readings():
        if any(p.id in propositions for p in reading.propositions):
            report = ledger.report(reading.report)
            linker.add(reading, story_of(report, days_named(report)))
    return linker


def _verdict(comparison: Comparison, *, joined: bool) -> str:
    weights = shipped()
    if joined:
        direct = comparison.ruled_out is None and may_join(comparison, weights)
        return "one incident" if direct else "one incident, by way of other reports"
    if comparison.ruled_out:
        return f"two incidents: {comparison.ruled_out}"
    if comparison.weight < weights.threshold:
        return f"two incidents: the evidence weighs {comparison.weight:+.1f} bits, {weights.threshold:+.1f} are needed"
    if not may_join(comparison, weights):
        return "two incidents: nothing that identifies them agrees twice over (place, target, words; day, story, count)"
    return "two incidents: each is nearer to others, which exclude one another"


def join(ledger: Ledger, one: str, other: str, who: str, because: str) -> Decision:
    """The decision, taken now, that two happenings are one; raises NotFoundError and AscribeError."""
    a, b = (_single(ledger, words) for words in (one, other))
    if a == b:
        raise AscribeError(f"{one} and {other} are one and the same: nothing to join")
    decided = Decided.of(ledger.decisions())
    for pair in ((x, y) for x in happenings(ledger, one) for y in happenings(ledger, other)):
        if (earlier := decided.between(*pair)) and earlier.verdict is Verdict.DIFFERENT:
            raise AscribeError(
                f"{one} and {other}: kept apart by {earlier.id}: `ascribe undo {earlier.id}` first"
            )
    return decide(Verdict.SAME, (a, b), who, because)


def split(ledger: Ledger, incident: str, part: str, who: str, because: str) -> Decision:
    """The decision, taken now, that what a report (or a proposition) tells in an incident is another happening."""
    found = _incident(ledger, incident)
    leaving = [p for p in happenings(ledger, part) if p in found.propositions]
    staying = [p for p in found.propositions if p not in leaving]
    if len(leaving) != 1:
        told = "tells of several happenings of it" if leaving else "tells of no happening of it"
        raise NotFoundError(
            f"{found.id}: {part} {told}: name a proposition, see `ascribe show {found.id} --json`"
        )
    if not staying:
        raise AscribeError(f"{found.id}: only {part} tells of it: nothing to split")
    return decide(Verdict.DIFFERENT, (leaving[0], *staying), who, because)


def take_back(ledger: Ledger, prefix: str, who: str, because: str) -> tuple[Decision, Decision]:
    """The decision, taken now, that undoes the one whose id begins so, and that one; raises NotFoundError."""
    found = [
        d for d in in_force(ledger.decisions()) if prefix.strip() and d.id.startswith(prefix.strip().lower())
    ]
    if len(found) != 1:
        count = (
            f"{len(found)} decisions in force have ids that begin so"
            if found
            else "no decision in force has that id"
        )
        raise NotFoundError(f"{prefix!r}: {count}: `ascribe export jsonl` lists them")
    return undo(found[0], who, because), found[0]


def _incident(ledger: Ledger, words: str) -> Incident:
    entry = ledger.find(words)
    if entry.kind != "incident":
        raise NotFoundError(f"{words!r}: is a {entry.kind}: give the id of an incident (`ascribe incidents`)")
    return ledger.incident(entry.id)[0]


def _single(ledger: Ledger, words: str) -> str:
    """The proposition that stands for a happening: the first of an incident, the only one of a report."""
    found = happenings(ledger, words)
    if len(found) > 1 and ledger.find(words).kind == "report":
        raise NotFoundError(
            f"{words!r}: tells of {len(found)} happenings: give an incident (`ascribe show {words}`)"
        )
    return min(found)
