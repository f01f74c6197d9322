"""Who copied from whom, where credits, times or the texts themselves say so; else nobody is accused."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ascribe.assess.copies.paragraphs import Paragraph, fold_word
from ascribe.model import FactName, Known, Report, SectionKind

#: Shares that differ by less say nothing of who had the text first.
_CLEAR = 0.25


@dataclass(frozen=True, slots=True)
class Byline:
    """Of a report, all that may tell whose text it carries: names are folded."""

    report: str
    publisher: str
    credits: frozenset[str]
    published: str | None
    first_day: date | None
    last_day: date | None

    @property
    def houses(self) -> frozenset[str]:
        """The outlet and every agency it credits."""
        return self.credits | ({self.publisher} if self.publisher else frozenset())


def byline(report: Report, own: Sequence[Paragraph]) -> Byline:
    """What a report says of where its text comes from and when it was published; whose its pictures are says
    nothing of that."""
    signs = (SectionKind.DATELINE, SectionKind.BYLINE)
    credited = {p.origin for p in own if p.origin and p.is_text}
    credited |= {s.origin for s in report.sections if s.origin and s.kind in signs}
    credited |= {fact.value for fact in report.facts if fact.name is FactName.CREDIT}
    known = report.published.known is not Known.UNKNOWN
    moment = report.published.moment if known else None
    return Byline(
        report.id,
        house(report.publisher or ""),
        frozenset(house(name) for name in credited) - {""},
        moment.edtf if moment else None,
        moment.first if moment else None,
        moment.last if moment else None,
    )


@lru_cache(maxsize=1 << 14)
def house(name: str) -> str:
    """The name of an outlet or agency, folded: without case, accents, punctuation and article."""
    spaced = "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", name))
    return " ".join(fold_word(word) for word in spaced.split() if word.casefold() != "the")


def first_of(a: Byline, b: Byline, share_a: float, share_b: float) -> tuple[str | None, str]:
    """The id of the report that had a shared text first, and why; None and why not.

    Credits tell before times, times before the texts; `share_a` of a's text stands in b, `share_b` the other
    way.
    """
    for one, other in ((a, b), (b, a)):
        if other.publisher and other.publisher in one.credits - {one.publisher}:
            return other.report, "the other credits it"
    if common := sorted(a.credits & b.credits - {a.publisher, b.publisher}):
        return None, f"both credit {', '.join(common)}"
    if earlier := _earlier(a, b):
        return earlier.report, f"published first ({earlier.published})"
    if abs(share_a - share_b) >= _CLEAR:
        return (a if share_a > share_b else b).report, "consists of the shared text, the other has more"
    return None, "nothing says which was first"


def _earlier(a: Byline, b: Byline) -> Byline | None:
    timed = [x for x in (a, b) if x.published and "T" in x.published]
    if len(timed) == 2 and a.first_day == b.first_day and a.published != b.published:
        return min(timed, key=lambda x: x.published or "")
    for one, other in ((a, b), (b, a)):
        if one.last_day and other.first_day and one.last_day < other.first_day:
            return one
    return None


def days_apart(a: Byline, b: Byline) -> int | None:
    """Fewest days between two publications; None where one is unknown."""
    if not (a.first_day and a.last_day and b.first_day and b.last_day):
        return None
    return max(0, (b.first_day - a.last_day).days, (a.first_day - b.last_day).days)
