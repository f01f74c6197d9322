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
    return [report.span(start, start + len(report.text[start:end].rstrip())) for start, end in story]


def _normal(spans: Sequence[Span]) -> list[str]:
    return [" ".join(span.quote.split()) for span in spans]


def _replaced(before: Sequence[Span], after: Sequence[Span]) -> Iterator[Change]:
    """The paragraphs of one place: those that are like one another are changed, in their order; of the others
    those that went stand before those that came."""
    pairs: list[tuple[int, int]] = []
    for n, new in enumerate(after):
        first = pairs[-1][0] + 1 if pairs else 0
        at = next((o for o in range(first, len(before)) if _is_changed(before[o], new)), None)
        if at is not None:
            pairs.append((at, n))
    a = b = 0
    for old, n in [*pairs, (len(before), len(after))]:
        yield from (Change(Kind.REMOVED, old=span) for span in before[a:old])
        yield from (Change(Kind.ADDED, new=span) for span in after[b:n])
        if n < len(after):
            words = _words(before[old].quote, after[n].quote)
            yield Change(Kind.CHANGED, before[old], after[n], words)
        a, b = old + 1, n + 1


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
