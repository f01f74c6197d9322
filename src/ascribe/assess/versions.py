"""Which reports are versions of one document: one address, and a text that goes on being the same story.

Comes in: reports, in any order. Goes out: groups of report ids, each in the order of capture. Nothing of it is
stored, so it can never disagree with the reports.

An address alone does not tell: `latest.txt` is written over with another story, a site names its front page as
the address of every page. Two captures of one address are versions where the text says so (half of the
three-word sequences of the shorter story stand in the other), or where the document itself does (the same
message number, the same stated minute of publication).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ascribe.knowledge.names import fold
from ascribe.model import FactName, Report, SectionKind

#: Share of the shorter story's sequences of words that the other holds. One word in five edited leaves 0.51;
#: two stories of one outlet that share their background paragraphs stay below 0.4.
ALIKE = 0.5
SEQUENCE_WORDS = 3
#: A capture is compared with so many before it at its address: a front page that is captured every hour shows
#: another story each time.
RECENT = 20


def versions(
    reports: Iterable[Report], addresses: Mapping[str, Collection[str]] | None = None
) -> list[tuple[str, ...]]:
    """The groups of two or more; `addresses` names further addresses that a report was captured at, by its id.

    The order in a group is that of the stated times of capture, and of the reports as they come in.
    """
    known = list(reports)
    place = {report.id: n for n, report in enumerate(known)}
    at: dict[str, list[Report]] = defaultdict(list)
    for report in known:
        for address in {report.address, *(addresses or {}).get(report.id, ())} - {""}:
            at[address].append(report)
    captured = {report.id: (report.captured or "", place[report.id]) for report in known}
    groups: dict[str, set[str]] = {}
    for held in at.values():
        held.sort(key=lambda report: captured[report.id])
        for n, report in enumerate(held):
            for earlier in reversed(held[max(n - RECENT, 0) : n]):
                ours, theirs = groups.get(report.id, {report.id}), groups.get(earlier.id, {earlier.id})
                if ours is not theirs and is_version(earlier, report):
                    joined = ours | theirs
                    groups.update(dict.fromkeys(joined, joined))
    distinct = {id(group): group for group in groups.values()}.values()
    found = [tuple(sorted(group, key=captured.__getitem__)) for group in distinct]
    return sorted(found, key=lambda group: captured[group[0]])


def is_version(a: Report, b: Report) -> bool:
    """Whether two reports of one address are versions of one document."""
    return bool(_marks(a) & _marks(b)) or alike(story(a), story(b))


def story(report: Report) -> str:
    """All words outside boilerplate, white space apart: what has to change for a report to be a new version."""
    skipped = [s for s in report.sections if s.kind is SectionKind.BOILERPLATE]
    parts, start = [], 0
    for section in skipped:
        parts.append(report.text[start : section.start])
        start = section.end
    parts.append(report.text[start:])
    return " ".join(" ".join(parts).split()) or " ".join(report.text.split())


def alike(a: str, b: str) -> bool:
    """Whether the shorter of two texts stands in the other by `ALIKE` of its sequences of words."""
    one, other = _sequences(fold(a).split()), _sequences(fold(b).split())
    return len(one & other) >= ALIKE * min(len(one), len(other))


def _sequences(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    if len(words) < SEQUENCE_WORDS:
        return frozenset([tuple(words)])
    return frozenset(zip(*(words[i:] for i in range(SEQUENCE_WORDS)), strict=False))


def _marks(report: Report) -> frozenset[tuple[str, str]]:
    """What says by itself which document this is: a message's number, a time of publication to the minute."""
    return frozenset(
        (fact.name.value, fact.value)
        for fact in report.facts
        if fact.name is FactName.MESSAGE or (fact.name is FactName.PUBLISHED and ":" in fact.value)
    )
