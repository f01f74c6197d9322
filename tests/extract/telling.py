"""What a report says, with what tests ask of it."""

from collections.abc import Callable
from dataclasses import dataclass

from ascribe.model import Proposition, Reading, Relation, Report, Stance, Statement, Tally


@dataclass(frozen=True)
class Told:
    """A report and its reading, with what tests ask of them."""

    report: Report
    reading: Reading

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        return self.reading.propositions

    @property
    def happening(self) -> Proposition:
        """The only happening of the report."""
        assert len(self.propositions) == 1, [p.evidence.quote for p in self.propositions]
        return self.propositions[0]

    def said(self, stance: Stance, facet: str | None = None) -> list[Statement]:
        return [s for s in self.reading.statements if s.stance is stance and facet in (None, s.facet)]

    def only(self, stance: Stance, facet: str | None = None) -> Statement:
        """The only statement of a stance."""
        found = self.said(stance, facet)
        assert len(found) == 1, [(s.stance, s.facet, s.evidence.quote) for s in self.reading.statements]
        return found[0]

    @property
    def tally(self) -> Tally:
        assert len(self.reading.tallies) == 1
        return self.reading.tallies[0]

    @property
    def relations(self) -> set[tuple[str, str, str]]:
        """Relations as (name, kind, name)."""
        return {(r.a.name, r.kind.value, r.b.name) for r in self.reading.relations}

    def relation(self) -> Relation:
        assert len(self.reading.relations) == 1, self.relations
        return self.reading.relations[0]


Read = Callable[[str], Told]
