"""What changed between two versions of a report: paragraphs added, removed and changed, to the word.

Comes in: two reports. Goes out: `Change`s in the order of the newer text, each with the spans that it is about;
boilerplate is left out. A paragraph that only moved is removed in one place and added in another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from ascribe.assess.origins import paragraphs
from ascribe.model import Report, SectionKind, Span

#: Two paragraphs in the same place are one that was changed where they share this much of their words in their
#: order: of both together, or of the shorter one. Else one went and another came.
_SHARED, _HELD = 0.4, 0.7


class Kind(StrEnum):
    """What became of a paragraph, or of words in it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that differs: `old` and `new` are its words (None where there were none).

    `words` are runs of words in reading order, each the same, removed or added; empty unless it is changed.
    """

    kind: Kind
    old: Span | None = None
    new: Span | None = None
    words: tuple[tuple[Kind, str], ...] = ()


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Every paragraph of the story that differs; empty where only boilerplate or white space does."""
    before, after = _paragraphs(old), _paragraphs(new)
    matcher = SequenceMatcher(None, _normal(before), _normal(after), autojunk=False)
    found: list[Change] = []
    for name, a, b, c, d in matcher.get_opcodes():
        if name != "equal":
            found.extend(_replaced(before[a:b], after[c:d]))
    return tuple(found)


def _paragraphs(report: Report) -> list[Span]:
    skipped = [(s.start, s.end) for s in report.sections if s.kind is SectionKind.BOILERPLATE]
    story = [p for p in paragraphs(report) if not any(first <= p[0] < last for first, last in skipped)]
    return [report.span(start, end) for start, end in story]


def _normal(spans: Sequence[Span]) -> list[str]:
    return [" ".join(span.quote.split()) for span in spans]


def _replaced(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Change]:
    """The paragraphs of one place: those that are like one another are changed, in their order."""
    first = 0
    for new in after:
        at = next((n for n in range(first, len(before)) if _is_changed(before[n], new)), None)
        if at is None:
            yield Change(Kind.ADDED, new=new)
            continue
        yield from (Change(Kind.REMOVED, old=old) for old in before[first:at])
        yield Change(Kind.CHANGED, before[at], new, _words(before[at].quote, new.quote))
        first = at + 1
    yield from (Change(Kind.REMOVED, old=old) for old in before[first:])


def _is_changed(old: Span, new: Span) -> bool:
    before, after = old.quote.split(), new.quote.split()
    common = LCSseq.similarity(before, after)
    return common >= _SHARED * (len(before) + len(after)) / 2 or common >= _HELD * min(
        len(before), len(after)
    )


def _words(old: str, new: str) -> tuple[tuple[Kind, str], ...]:
    before, after = old.split(), new.split()
    runs: list[tuple[Kind, str]] = []
    for name, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if name == "equal":
            runs.append((Kind.SAME, " ".join(before[a:b])))
            continue
        runs += [(Kind.REMOVED, " ".join(before[a:b]))] if a < b else []
        runs += [(Kind.ADDED, " ".join(after[c:d]))] if c < d else []
    return tuple(runs)
