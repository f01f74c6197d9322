"""Reports in, the origin of each of their paragraphs out: who carries a text is not who it comes from.

Paragraphs that `CopyIndex` finds to be one text have one origin, and so have paragraphs that quote the same
sentence. It is that of the agency that is credited with them, whether its own report is known or not; else that
of the report that had them first, as far as the dates tell; else of the one that consists of them most. What an
agency is credited with in one report and copied from it elsewhere is one story of that agency. Headline, caption
and byline go with the text under them: who writes a headline over a copied text knows no more than the text.
Everything else has the origin of its own report.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar

from ascribe.assess.copies import CopyIndex
from ascribe.assess.copies.direction import house
from ascribe.assess.copies.paragraphs import Paragraph, paragraph_start, paragraphs, read_paragraphs
from ascribe.knowledge.names import fold
from ascribe.model import Report, content_id

__all__ = ["origin_of", "origins", "paragraph_start", "paragraphs"]

#: A quotation shorter than this is a phrase that many may use.
QUOTE_WORDS = 6
#: A line shorter than this cannot tell by itself what it is copied from.
_FEWEST_WORDS = 8
_QUOTE = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")

#: A paragraph: report id and start. What an agency is credited with: its folded name and report id.
Key = tuple[str, int]
Story = tuple[str, str]


_Member = TypeVar("_Member", bound=Hashable)


@dataclass(slots=True)
class _Groups(Generic[_Member]):
    """Union-find."""

    parent: dict[_Member, _Member] = field(default_factory=dict)

    def root(self, key: _Member) -> _Member:
        top = key
        while (up := self.parent.setdefault(top, top)) != top:
            top = up
        while key != top:
            self.parent[key], key = top, self.parent[key]
        return top

    def join(self, a: _Member, b: _Member) -> None:
        self.parent[self.root(b)] = self.root(a)


@dataclass(frozen=True, slots=True)
class _Told:
    """A report with its paragraphs, and the agency that each is credited to: "" where that is the outlet."""

    report: Report
    paragraphs: tuple[Paragraph, ...]
    credits: Mapping[int, str]

    @property
    def outlet(self) -> str:
        return house(self.report.publisher or "")


def origins(reports: Iterable[Report]) -> dict[Key, str]:
    """The origin id of every paragraph that is not boilerplate, by report id and start of the paragraph."""
    known = sorted({report.id: report for report in reports}.values(), key=lambda report: report.id)
    told = {report.id: _Told(report, read_paragraphs(report), {}) for report in known}
    groups = _same_texts(known, told)
    members: dict[Key, list[Key]] = defaultdict(list)
    for identity, one in told.items():
        for p in one.paragraphs:
            members[groups.root((identity, p.start))].append((identity, p.start))
    told = {identity: _credited(one, groups, members) for identity, one in told.items()}
    found = _owned(told, members)
    for one in told.values():
        found.update(_around(one, found))
    return found


@lru_cache(maxsize=1 << 16)
def origin_of(report: str) -> str:
    """The id of a report's own origin."""
    return content_id("org", report)


def _same_texts(known: Sequence[Report], told: Mapping[str, _Told]) -> _Groups[Key]:
    """Paragraphs that are one text, or quote one sentence, or stand beside such and are too short to tell."""
    groups: _Groups[Key] = _Groups()
    index = CopyIndex()
    places = {
        (identity, p.start): (one.paragraphs, i)
        for identity, one in told.items()
        for i, p in enumerate(one.paragraphs)
    }
    speakers: dict[str, Key] = {}
    for report in known:
        for copy in index.add(report, told[report.id].paragraphs):
            for pair in copy.paragraphs:
                a, b = (copy.report, pair.start), (copy.of, pair.of)
                groups.join(a, b)
                for one, other in _beside(*places[a], *places[b]):
                    groups.join((copy.report, one.start), (copy.of, other.start))
        for p in told[report.id].paragraphs:
            for quote in _quotes(report.text[p.start : p.end]):
                groups.join(speakers.setdefault(quote, (report.id, p.start)), (report.id, p.start))
    return groups


def _beside(
    ours: Sequence[Paragraph], i: int, theirs: Sequence[Paragraph], j: int
) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Paragraphs next to two that are one text, where they are too short to tell by themselves and the same."""
    for step in (-1, 1):
        a, b = i + step, j + step
        while 0 <= a < len(ours) and 0 <= b < len(theirs):
            words = ours[a].words.hashes
            if len(words) >= _FEWEST_WORDS or words != theirs[b].words.hashes:
                break
            yield ours[a], theirs[b]
            a, b = a + step, b + step


def _quotes(text: str) -> frozenset[str]:
    quoted = (fold(next(filter(None, match.groups()))) for match in _QUOTE.finditer(text))
    return frozenset(quote for quote in quoted if len(quote.split()) >= QUOTE_WORDS)


def _credited(one: _Told, groups: _Groups[Key], members: Mapping[Key, Sequence[Key]]) -> _Told:
    """With the agency of each paragraph that is not the outlet's own.

    Paragraphs that nobody else has, in a row in which somebody speaks to the outlet by name, are its own whatever
    the dateline above them says.
    """
    credits: dict[int, str] = {}
    row: list[Paragraph] = []
    named = re.compile(rf"\b{re.escape(one.outlet)}\b") if one.outlet else None
    for p in [*one.paragraphs, None]:
        if p and len(members[groups.root((one.report.id, p.start))]) == 1 and p.is_text:
            row.append(p)
            continue
        if named and any(named.search(house(one.report.text[q.start : q.end])) for q in row):
            credits.update({q.start: "" for q in row})
        row = []
    for p in one.paragraphs:
        agency = house(p.origin or "") if p.is_text else ""
        credits.setdefault(p.start, agency if agency != one.outlet else "")
    return _Told(one.report, one.paragraphs, credits)


def _owned(told: Mapping[str, _Told], members: Mapping[Key, Sequence[Key]]) -> dict[Key, str]:
    """The origin of every paragraph: of the agency it is credited to, else of the report that had it first."""
    shares = _shares(told, members.values())
    stories = _stories(told, members.values())
    found: dict[Key, str] = {}
    for group in members.values():
        agencies = Counter(agency for key in group if (agency := told[key[0]].credits[key[1]]))
        if agencies:
            agency = min(agencies, key=lambda name: (-agencies[name], name))
            origin = stories[agency, group[0][0]]
        else:
            carriers = {identity for identity, _ in group}
            first = min(carriers, key=lambda r: (_published(told[r].report), -shares[r], r))
            origin = origin_of(first)
        found.update(dict.fromkeys(group, origin))
    return found


def _stories(told: Mapping[str, _Told], groups: Iterable[Sequence[Key]]) -> Mapping[Story, str]:
    """The origin of what an agency is credited with in a report.

    Reports that share a paragraph of an agency carry one story of it: that of its own report, where that is
    one of them.
    """
    joined: _Groups[Story] = _Groups()
    for group in groups:
        agencies = {agency for identity, start in group if (agency := told[identity].credits[start])}
        for agency in agencies:
            for identity, _ in group:
                joined.join((agency, group[0][0]), (agency, identity))
    carriers: dict[Story, list[Story]] = defaultdict(list)
    for story in list(joined.parent):
        carriers[joined.root(story)].append(story)
    found: dict[Story, str] = {}
    for stories in carriers.values():
        agency = stories[0][0]
        own = [identity for _, identity in stories if told[identity].outlet == agency]
        origin = (
            origin_of(min(own, key=lambda r: (_published(told[r].report), r)))
            if own
            else content_id("org", agency, min(identity for _, identity in stories))
        )
        found.update(dict.fromkeys(stories, origin))
    return found


def _around(one: _Told, found: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """The headline, byline and captions of a report with the origin of the text under them, else above."""
    identity, text = one.report.id, [p for p in one.paragraphs if p.is_text]
    for p in one.paragraphs:
        if p.is_text or not text:
            continue
        under = next((t for t in text if t.start > p.start), text[-1])
        yield (identity, p.start), found[identity, under.start]


def _shares(told: Mapping[str, _Told], groups: Iterable[Sequence[Key]]) -> Mapping[str, float]:
    """Of each report, the share of words that stand in paragraphs it shares."""
    sizes = {(i, p.start): len(p.words) or 1 for i, one in told.items() for p in one.paragraphs}
    shared: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for group in groups:
        alone = len({identity for identity, _ in group}) == 1
        for key in group:
            total[key[0]] += sizes[key]
            shared[key[0]] += 0 if alone else sizes[key]
    return {report: shared[report] / total[report] for report in total}


def _published(report: Report) -> date:
    moment = report.published.moment
    return moment.last if moment and moment.last else date.max
