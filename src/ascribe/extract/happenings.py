"""A `Happening`: the mentions of one event in one report, and what they say of it together."""

import re
from dataclasses import dataclass, field
from typing import Any

from ascribe.extract.mentions import Mention
from ascribe.model import Kind, Means, Status

#: Kinds that a report may use for one and the same event.
VIOLENT = frozenset({Kind.ATTACK, Kind.CLASH, Kind.DESTRUCTION})
#: A time that is one day's.
_DAY = re.compile(
    r"day\b|overnight|night|morning|evening|\d{1,2}\b(?!\d)|today|dawn|noon|a\.m\.|p\.m\.", re.I
)
REAL = frozenset({Status.HAPPENED, Status.ATTEMPTED})


@dataclass(slots=True)
class Happening:
    """Mentions of one happening in text order."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind most specific to the happening: attack before clash, a named act before an anaphor."""
        own = [m for m in self.mentions if not m.entry.anaphor] or self.mentions
        return own[0].kind

    @property
    def means(self) -> Means | None:
        found = [m.means for m in self.mentions if m.means is not None]
        return max(set(found), key=lambda m: (found.count(m), -found.index(m))) if found else None

    @property
    def status(self) -> Status:
        """The first mention that is not merely general speaks for the happening."""
        own = [m.status for m in self.mentions if not m.negated] or [m.status for m in self.mentions]
        if Status.CALLED_OFF in own:
            return Status.CALLED_OFF
        real = [s for s in own if s in REAL]
        return real[0] if real else own[0]

    @property
    def series(self) -> bool:
        """Told as many: by a word for it ("a wave of"), or as a bare plural that no day holds together."""
        lead = self.mentions[0]
        return lead.series or (lead.plural and not any(_DAY.search(t.words) for t in self.slot("times")))

    def slot(self, name: str) -> list[Any]:
        return [value for m in self.mentions for value in getattr(m, name)]
