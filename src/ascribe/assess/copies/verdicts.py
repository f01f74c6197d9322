"""The paragraphs that two reports share in, what the one is to the other out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ascribe.assess.copies.align import Agreement, Verdict
from ascribe.assess.copies.direction import Byline, days_apart, first_of
from ascribe.assess.copies.kinds import Copy, CopyKind, Pair
from ascribe.assess.copies.lists import lists
from ascribe.assess.copies.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Shared:
    """A paragraph of the report at hand (by place) and one of the index (by number), and how they agree."""

    own: int
    other: int
    agreement: Agreement


#: Start, number of words, and whether it is running text, of each paragraph by number.
Others = Mapping[int, tuple[int, int, int]]


def judge(
    a: Byline, b: Byline, own: Sequence[Paragraph], others: Others, shared: Sequence[Shared], *, exact: bool
) -> Copy | None:
    """What report a is to report b; None where they only fill one form, or share no text after all."""
    same = _same(own, shared)
    if not exact and not same:
        return None
    pairs = tuple(
        Pair(own[s.own].start, others[s.other][0], s.agreement.share_a, s.agreement.share_b)
        for s in sorted(same, key=lambda s: (s.own, s.other))
    )
    mine = {i: len(p.words) for i, p in enumerate(own) if p.is_text}
    theirs = {i: words for i, (_, words, is_text) in others.items() if is_text}
    share, share_of = _covered(same, mine, theirs)
    if exact:
        share = share_of = 1.0
    kind = CopyKind.EXACT if exact else _kind(a, b, share, share_of, same)
    first, reason = first_of(a, b, share, share_of)
    return Copy(a.report, b.report, kind, share, share_of, pairs, first, reason)


def is_alone(a: Byline, b: Byline, copy: Copy) -> bool:
    """Whether all that two reports share is a small part of both, and not of the same days."""
    numbers = lists().numbers
    apart = days_apart(a, b)
    far = apart is None or apart > numbers["update_days"]
    return far and copy.kind is CopyKind.NONE and max(copy.share, copy.share_of) < numbers["alone_share"]


def _same(own: Sequence[Paragraph], shared: Sequence[Shared]) -> list[Shared]:
    """What is one text. Where little of it seems to fill a form, that is a copy with other facts; where much does,
    the rest belongs to the form too."""
    same = {s.own for s in shared if s.agreement.verdict is Verdict.SAME}
    forms = {s.own for s in shared} - same
    in_forms, in_same = (sum(len(own[i].words) for i in places) for places in (forms, same))
    return list(shared) if in_forms <= lists().numbers["forms_share"] * in_same else []


def _covered(
    same: Sequence[Shared], mine: Mapping[int, int], theirs: Mapping[int, int]
) -> tuple[float, float]:
    """The share of the running text of each side that stands in paragraphs of the other.

    The shorter of two paragraphs that are one text is covered whole, the longer by as many words.
    """
    covered_a: dict[int, float] = defaultdict(float)
    covered_b: dict[int, float] = defaultdict(float)
    for s in same:
        if s.own in mine and s.other in theirs:
            words = min(mine[s.own], theirs[s.other])
            covered_a[s.own] = min(mine[s.own], covered_a[s.own] + words)
            covered_b[s.other] = min(theirs[s.other], covered_b[s.other] + words)
    all_a, all_b = sum(mine.values()), sum(theirs.values())
    return sum(covered_a.values()) / max(all_a, 1), sum(covered_b.values()) / max(all_b, 1)


def _kind(a: Byline, b: Byline, share: float, share_of: float, same: Sequence[Shared]) -> CopyKind:
    numbers = lists().numbers
    apart = days_apart(a, b)
    near_in_time = apart is None or apart <= numbers["update_days"]
    low, high = sorted((share, share_of))
    if high < numbers["updated"]:
        return CopyKind.NONE
    if near_in_time and _changed(same):
        return CopyKind.UPDATE
    if near_in_time and low < numbers["copied"] and _versions(a, b, low, high):
        return CopyKind.UPDATE
    if low >= numbers["copied"]:
        return CopyKind.NEAR
    return CopyKind.CONTAINED if high >= numbers["copied"] else CopyKind.NONE


def _changed(same: Sequence[Shared]) -> bool:
    """Whether other figures or names stand where the text is else the same: who only copies changes none."""
    names = sum(s.agreement.changed_names for s in same)
    return names >= lists().numbers["changed_names"] or any(s.agreement.changed_figures for s in same)


def _versions(a: Byline, b: Byline, low: float, high: float) -> bool:
    """Whether two texts that each have some of their own are one story told again: by one outlet, by carriers of
    one agency, or with half of each in common."""
    if a.publisher and a.publisher == b.publisher:
        return True
    numbers = lists().numbers
    return high < numbers["copied"] and (low >= numbers["versions"] or bool(a.houses & b.houses))
