"""Voices on a count in, numbers that cannot all be true out; updates and sums that only look like it.

Two counts contradict where their bounds exclude each other. They do not where the later one is higher (an update),
or where one is the sum of the others that its own report gives ("61: 29 here and 32 there").
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from ascribe.assess.contradictions.scene import Found, Scene, entries, versions, vouching
from ascribe.assess.voices import Count, Voice
from ascribe.knowledge.sides import munitions_that_hit
from ascribe.model import Contradiction, ContradictionKind, NearContradiction, NearKind

#: Counts that are made together: where two counters differ on one, they counted differently, and so on the others.
_SIBLINGS = {"wounded": "killed", "killed": "wounded"}
_FEWEST_PARTS, _MOST_COUNTS = 2, 12
_HITS = "hits"


def counted(facet: str, said: Sequence[Voice], scene: Scene) -> Iterator[Found]:
    """What excludes each other among the counts of one detail, and what is an update or a sum."""
    known = [v for v in vouching(said) if v.count]
    sums = list(_sums(known))
    apart, updated = set[int](), set[int]()
    for (i, a), (j, b) in combinations(enumerate(known), 2):
        if _are_versions(a, b) and not any(a in parts and b in parts for parts in sums):
            if _is_update(a, b):
                updated.update((i, j))
            elif a.count and b.count and (exclude(a.count, b.count) or _counted_apart(facet, a, b, scene)):
                apart.update((i, j))
    if apart:
        both = [known[i] for i in sorted(apart)]
        yield Contradiction(facet, versions(both, scene), entries(both), ContradictionKind.NUMBER)
    if updated:
        both = [known[i] for i in sorted(updated, key=lambda i: (str(known[i].said), i))]
        why = "two states of one count, from reports of different times"
        yield NearContradiction(facet, versions(both, scene), entries(both), NearKind.UPDATE, why)
    for parts in sums:
        total, *rest = parts
        why = f"{_low(total)} = {' + '.join(str(_low(v)) for v in rest)}: the whole and its parts"
        yield NearContradiction(facet, versions(parts, scene), entries(parts), NearKind.SUM, why)


def hits(scene: Scene) -> Iterator[Contradiction]:
    """How many rockets, shells or bombs hit, where the words of two speakers count them differently."""
    counts = []
    for voice in vouching(scene.voices.said):
        number = munitions_that_hit(voice.evidence.quote)
        if number is not None:
            counts.append(replace(voice, count=Count(number, number, ""), value=str(number), facet=_HITS))
    counts = list({(v.row, v.value): v for v in counts}.values())
    apart = [v for v in counts if any(_are_versions(v, o) and _differ(v, o) for o in counts)]
    if apart:
        yield Contradiction(_HITS, versions(apart, scene), entries(apart), ContradictionKind.NUMBER)


def exclude(a: Count, b: Count) -> bool:
    """Whether two counts cannot both be true: their bounds are apart, or a part is more than the whole."""
    if a.of == b.of:
        return _below(a, b) or _below(b, a)
    if a.of and b.of:
        return False
    whole, part = (a, b) if not a.of else (b, a)
    return _below(whole, part)


def _differ(a: Voice, b: Voice) -> bool:
    return a.count is not None and b.count is not None and exclude(a.count, b.count)


def _are_versions(a: Voice, b: Voice) -> bool:
    """Whether two voices can be of different mind at all: not one speaker in one report."""
    return not (a.row == b.row and a.report == b.report)


def _below(a: Count, b: Count) -> bool:
    return a.high is not None and a.high < b.low


def _is_update(a: Voice, b: Voice) -> bool:
    """One speaker in two reports, or a count that grew between two days; a later lower one is a correction."""
    if a.report == b.report or not a.count or not b.count or not exclude(a.count, b.count):
        return False
    if a.row == b.row:
        return True
    if a.said is None or b.said is None or a.said == b.said:
        return False
    earlier, later = (a, b) if a.said < b.said else (b, a)
    return bool(earlier.count and later.count and _below(earlier.count, later.count))


def _counted_apart(facet: str, a: Voice, b: Voice, scene: Scene) -> bool:
    """Whether two counts differ, and the same two count what belongs to it so that both cannot be true.

    "29 dead and 57 wounded" and "25 dead and at least 25 wounded" are two counts, though 57 is at least 25.
    """
    if a.count is None or b.count is None or a.count.of != b.count.of or a.count == b.count:
        return False
    if a.count.low == b.count.low or facet not in _SIBLINGS:
        return False
    beside = [
        v for v in vouching(scene.voices.said) if v.facet == _SIBLINGS[facet] and v.count and not v.count.of
    ]
    return any(
        _differ(v, o) and not _is_update(v, o)
        for v in beside
        if (v.row, v.report) == (a.row, a.report)
        for o in beside
        if (o.row, o.report) == (b.row, b.report)
    )


def _low(voice: Voice) -> int:
    return voice.count.low if voice.count else 0


def _sums(known: Sequence[Voice]) -> Iterator[tuple[Voice, ...]]:
    """A whole and its parts: exact counts of one report of which the first is the sum of the others."""
    by_report: dict[str, list[Voice]] = {}
    for voice in known:
        if voice.count and voice.count.low == voice.count.high and voice.count.low:
            by_report.setdefault(voice.report, []).append(voice)
    for told in by_report.values():
        once = list({(v.count.low, v.count.of): v for v in told if v.count}.values())[:_MOST_COUNTS]
        for total in once:
            rest = [v for v in once if v is not total and _low(v) < _low(total)]
            found = next(
                (
                    some
                    for size in range(_FEWEST_PARTS, len(rest) + 1)
                    for some in combinations(rest, size)
                    if sum(map(_low, some)) == _low(total)
                ),
                None,
            )
            if found:
                yield (total, *found)
