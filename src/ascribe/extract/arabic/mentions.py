"""Sentences in, mentions of happenings out: each with the slots that its own clause fills."""

from dataclasses import dataclass, field

from ascribe.extract.arabic.groups import Group
from ascribe.extract.arabic.places import Where
from ascribe.extract.arabic.words import Sentence
from ascribe.model import Filler, Kind, Means, Quantity, Span, Status
from ascribe.parse.timevalue import TimeExpression

#: Kinds that one report may use for one and the same happening.
VIOLENT = frozenset({Kind.ATTACK, Kind.CLASH, Kind.DESTRUCTION})


@dataclass(slots=True)
class Mention:
    """A word that tells of a happening: its index, its clause [start, end), and what the clause says of it.

    `implied` where its own word implies the means; `result` where it tells only what another happening did to people
    ("the killing of"); `anaphor` where its noun only takes up one told before ("the incident"); `armed` where the verb
    itself says the means; `tallied` where it is a count over time.
    """

    sentence: Sentence
    i: int
    kind: Kind
    start: int
    end: int
    evidence: Span
    means: Means | None = None
    implied: bool = True
    status: Status = Status.HAPPENED
    negated: bool = False
    denied: bool = False
    result: bool = False
    anaphor: bool = False
    definite: bool = False
    series: bool = False
    verb: bool = False
    armed: bool = False
    tallied: bool = False
    agents: list[Filler] = field(default_factory=list)
    targets: list[Filler] = field(default_factory=list)
    places: list[Where] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    harm: list[Quantity] = field(default_factory=list)
    doers: list[Group] = field(default_factory=list)
    victims: list[Group] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much it tells."""
        slots = (self.agents, self.targets, self.places, self.times, self.harm)
        return sum(map(bool, slots)) + (self.verb and not self.result) - self.anaphor
