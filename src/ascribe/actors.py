"""The actors of a ledger: who an id or a name asks for, what is judged of pairs, and what may be judged.

Comes in: a ledger and packs. Goes out: a `Register`; decisions that `ascribe link` and `ascribe unlink` keep.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ascribe.errors import AscribeError, NotFoundError
from ascribe.knowledge.names import fold
from ascribe.knowledge.packs import Packs
from ascribe.ledger import Ledger
from ascribe.model import Actor, Decision, Reading, Verdict, to_dict
from ascribe.resolve.book import Book, Tie, book
from ascribe.resolve.judgements import Judgements
from ascribe.resolve.matching import are_alike, matcher

#: So many ids are named where a name asks for several actors.
_FEW = 6


@dataclass(frozen=True, slots=True)
class Register:
    """The actors that the readings name, and the judgements in force."""

    book: Book
    judgements: Judgements

    @classmethod
    def of(cls, ledger: Ledger, packs: Packs, readings: Iterable[Reading] | None = None) -> "Register":
        """Of a ledger; `readings` are those to look at (default: all)."""
        found = ledger.readings() if readings is None else readings
        return cls(book(found, packs), Judgements.of(ledger.decisions()))

    def find(self, words: str) -> str:
        """The id of the one actor that an id, the beginning of one, or a name asks for; raises NotFoundError."""
        packs, wanted = self.book.packs, words.strip()
        if wanted in self.book.actors or wanted in packs.actors:
            return wanted
        begin = [
            i for i in self.book.actors if i.startswith("act-") and wanted and i.startswith(wanted.lower())
        ]
        folded = fold(wanted)
        own = [i for i, entry in self.book.actors.items() if wanted and fold(entry.actor.name) == folded]
        found = begin or sorted(packs.index.ids(wanted)) or own
        if not found and wanted and (alike := matcher(packs).best(wanted, tuple(packs.homes.values()))):
            found = [alike]
        if len(found) == 1:
            return found[0]
        if not found:
            near = "; ".join(f"{name} ({identity})" for identity, name in self._holding(folded)[:_FEW])
            advice = f"did you mean {near}?" if near else "see `ascribe actors`"
            raise NotFoundError(
                f"{words!r}: no actor of that id or name in the ledger or the packs: {advice}"
            )
        raise NotFoundError(
            f"{words!r}: {len(found)} actors, like {', '.join(found[:_FEW])}: give one of these ids"
        )

    def _holding(self, folded: str) -> list[tuple[str, str]]:
        """Ids and names of the actors of the ledger whose name has all these words, or of which it has all."""
        wanted = set(folded.split())
        names = {
            identity: entry.actor.name for identity, entry in self.book.actors.items() if not entry.report
        }
        held = {identity: set(fold(name).split()) for identity, name in names.items()}
        return [
            (i, names[i]) for i in names if wanted and held[i] and (wanted <= held[i] or held[i] <= wanted)
        ]

    def alike(self, actor: str) -> list[str]:
        """Actors whose names may be writings of this one's, that nobody has judged yet: proposals, by id."""
        known = self.book.actors.get(actor)
        if known is None or known.report is not None:
            return []
        names = _names(known.actor)
        return [
            other
            for other, entry in self.book.actors.items()
            if other != actor
            and entry.report is None
            and not (known.in_packs and entry.in_packs)
            and self.judgements.between(actor, other) is None
            and any(are_alike(one, two) for one in names for two in _names(entry.actor))
        ]

    def to_link(self, a: str, b: str) -> tuple[str, str]:
        """The ids of two actors that may be judged; raises NotFoundError, AscribeError for what is no pair.

        Who is not named is of one report: nobody is identified across reports.
        """
        one, other = self.find(a), self.find(b)
        if one == other:
            raise AscribeError(f"{a!r} and {b!r} are one actor here already ({one}): nothing to judge")
        for actor in (one, other):
            entry = self.book.actors.get(actor)
            if entry is not None and entry.report is not None:
                raise AscribeError(
                    f"{actor}: {entry.actor.name!r} is no full name: it is of {entry.report} only and is not linked"
                )
        return one, other


def judge(verdict: Verdict, one: str, other: str, who: str, why: str) -> Decision:
    """A judgement on two actors, taken now; raises AscribeError without a reason or a name."""
    return decide(verdict, (one, other), who, why)


def undo(decision: Decision, who: str, why: str) -> Decision:
    """The decision, taken now, that undoes another."""
    return decide(Verdict.UNDO, (decision.id,), who, why)


def decide(verdict: Verdict, subjects: tuple[str, ...], who: str, why: str) -> Decision:
    """A decision on entries, taken now; raises AscribeError without a reason or a name."""
    if not why.strip():
        raise AscribeError("a decision needs its reason: --because '...'")
    if not who.strip():
        raise AscribeError("a decision needs to say who takes it: --by NAME")
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Decision(verdict, subjects, who.strip(), when, why.strip())


def _names(actor: Actor) -> list[str]:
    return [name.text for name in actor.names] or [actor.name]


def actor_lines(register: Register) -> Iterator[dict[str, Any]]:
    """What an export says of every actor that the reports name: the noun, and what is judged of it."""
    for identity in sorted(register.book.actors):
        entry = register.book.actors[identity]
        yield {
            **to_dict(entry.actor),
            "in_packs": entry.in_packs,
            "report": entry.report,
            "reports": sorted(entry.reports),
            "judged": [judged_json(other, decision) for other, decision in register.judgements.on(identity)],
            "same_as": list(register.judgements.same_as(identity)),
        }


def judged_json(other: str, decision: Decision) -> dict[str, Any]:
    """A judgement, seen from one of its two actors."""
    return {
        "actor": other,
        "verdict": decision.verdict.value,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "decision": decision.id,
    }


def tie_json(book_: Book, tie: Tie) -> dict[str, Any]:
    """A relation with the names of both, its dates, and by whose word."""
    return {
        "a": tie.a,
        "a_name": book_.name(tie.a),
        "is": tie.kind.value,
        "b": tie.b,
        "b_name": book_.name(tie.b),
        "since": tie.since,
        "until": tie.until,
        "according_to": tie.according_to,
        "works": list(tie.works),
        "evidence": to_dict(tie.span) if tie.span else None,
    }
