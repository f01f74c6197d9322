"""Reports in, the origin of each of their paragraphs out: who carries a text is not who it comes from.

Paragraphs of two reports are one text where half of the five-word shingles of the one stand in the other, or
where both quote the same sentence; a line too short to tell goes with the paragraph beside it. Such paragraphs
have one origin: that of the report that had them first, as far as the dates tell, else of the one that consists
of them most. Everything else has the origin of its own report.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ascribe.knowledge.names import fold
from ascribe.model import Report, SectionKind, content_id

SHINGLE_WORDS = 5
SHARED = 0.5
#: A quotation shorter than this is a phrase that many may use.
QUOTE_WORDS = 6
#: Fewer shingles than this are a headline or a caption, where agreement is chance.
_FEWEST_SHINGLES = 4
#: A shingle in more distinct paragraphs than this is a formula and tells nothing.
_FORMULA = 200

_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_LINES = re.compile(r"\n\s*")
_QUOTE = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
#: Lines of hard-wrapped text are about this long; longer ones are paragraphs of their own.
_WRAPPED = 90


@dataclass(slots=True)
class _Paragraph:
    report: str
    start: int
    number: int
    words: str
    shingles: frozenset[tuple[str, ...]]
    quotes: frozenset[str]


@dataclass(slots=True)
class _Groups:
    """Union-find over (report, paragraph start)."""

    parent: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    def root(self, key: tuple[str, int]) -> tuple[str, int]:
        while (up := self.parent.setdefault(key, key)) != key:
            key = up
        return key

    def join(self, a: tuple[str, int], b: tuple[str, int]) -> None:
        a, b = sorted((self.root(a), self.root(b)))
        self.parent[b] = a


@lru_cache(maxsize=512)
def paragraphs(report: Report) -> tuple[tuple[int, int], ...]:
    """Start and end (code points) of every paragraph: parted by blank lines, or by lines where none are
    wrapped."""
    wrapped = _BLANK_LINES.search(report.text) and not _long_lines(report.text)
    breaks = _BLANK_LINES if wrapped else _LINES
    found, start = [], 0
    for gap in [*breaks.finditer(report.text), None]:
        end = gap.start() if gap else len(report.text)
        if report.text[start:end].strip():
            found.append((start, end))
        start = gap.end() if gap else end
    return tuple(found)


def paragraph_start(report: Report, offset: int) -> int:
    """The start of the paragraph that an offset stands in, as `origins` names it."""
    starts = [start for start, _ in paragraphs(report)]
    at = bisect_right(starts, offset) - 1
    return starts[max(at, 0)] if starts else 0


def origins(reports: Iterable[Report]) -> dict[tuple[str, int], str]:
    """The origin id of every paragraph that is not boilerplate, by report id and start of the paragraph."""
    known = {report.id: report for report in reports}
    all_paragraphs = [p for report in sorted(known.values(), key=lambda r: r.id) for p in _paragraphs(report)]
    groups = _Groups()
    for p in all_paragraphs:
        groups.root((p.report, p.start))
    places = {(p.report, p.number): p for p in all_paragraphs}
    for a, b in _shared(all_paragraphs):
        groups.join((a.report, a.start), (b.report, b.start))
        for one, other in _beside(places, a, b):
            groups.join((one.report, one.start), (other.report, other.start))
    members = defaultdict(list)
    for p in all_paragraphs:
        members[groups.root((p.report, p.start))].append(p)
    shares = _shares(members.values())
    found = {}
    for group in members.values():
        owner = min({p.report for p in group}, key=lambda r: (_published(known[r]), -shares[r], r))
        found.update({(p.report, p.start): origin_of(owner) for p in group})
    return found


def origin_of(report: str) -> str:
    """The id of a report's own origin."""
    return content_id("org", report)


def _long_lines(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(len(line) > _WRAPPED for line in lines) * 4 > len(lines)


def _paragraphs(report: Report) -> Iterator[_Paragraph]:
    skipped = [(s.start, s.end) for s in report.sections if s.kind is SectionKind.BOILERPLATE]
    for number, (start, end) in enumerate(paragraphs(report)):
        if any(first <= start < last for first, last in skipped):
            continue
        text = report.text[start:end]
        words = fold(text).split()
        shingles = frozenset(zip(*(words[i:] for i in range(SHINGLE_WORDS)), strict=False))
        yield _Paragraph(report.id, start, number, " ".join(words), shingles, _quotes(text))


def _quotes(text: str) -> frozenset[str]:
    quoted = (fold(next(filter(None, match.groups()))) for match in _QUOTE.finditer(text))
    return frozenset(quote for quote in quoted if len(quote.split()) >= QUOTE_WORDS)


def _shared(all_paragraphs: list[_Paragraph]) -> Iterator[tuple[_Paragraph, _Paragraph]]:
    """The pairs of paragraphs of different reports that are one text; equal paragraphs are compared once."""
    holders: dict[tuple[str, ...] | str, list[int]] = defaultdict(list)
    first_with: dict[tuple[frozenset[tuple[str, ...]], frozenset[str]], int] = {}
    for i, p in enumerate(all_paragraphs):
        twin = first_with.setdefault((p.shingles, p.quotes), i)
        if twin != i:
            telling = len(p.shingles) >= _FEWEST_SHINGLES or p.quotes
            if telling and all_paragraphs[twin].report != p.report:
                yield all_paragraphs[twin], p
            continue
        common: Counter[int] = Counter()
        for shingle in p.shingles:
            if len(holders[shingle]) <= _FORMULA:
                common.update(holders[shingle])
                holders[shingle].append(i)
        same_quote = {j for quote in p.quotes for j in holders[quote]}
        for quote in p.quotes:
            holders[quote].append(i)
        for j in common.keys() | same_quote:
            other = all_paragraphs[j]
            if other.report != p.report and (j in same_quote or _is_one_text(common[j], p, other)):
                yield other, p


def _beside(
    places: Mapping[tuple[str, int], _Paragraph], a: _Paragraph, b: _Paragraph
) -> Iterator[tuple[_Paragraph, _Paragraph]]:
    """The paragraphs next to two that are one text, where they are too short to tell by themselves and the same."""
    for step in (-1, 1):
        one, other = (places.get((p.report, p.number + step)) for p in (a, b))
        while (
            one and other and one.words and one.words == other.words and len(one.shingles) < _FEWEST_SHINGLES
        ):
            yield one, other
            one, other = (places.get((p.report, p.number + step)) for p in (one, other))


def _is_one_text(common: int, a: _Paragraph, b: _Paragraph) -> bool:
    """Containment in either direction: the shorter one decides."""
    shorter = min(len(a.shingles), len(b.shingles))
    return shorter >= _FEWEST_SHINGLES and common >= SHARED * shorter


def _shares(groups: Iterable[list[_Paragraph]]) -> Mapping[str, float]:
    """Of each report, the share of shingles that stand in paragraphs it shares."""
    shared: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for group in groups:
        alone = len({p.report for p in group}) == 1
        for p in group:
            total[p.report] += len(p.shingles) or 1
            shared[p.report] += 0 if alone else len(p.shingles) or 1
    return {report: shared[report] / total[report] for report in total}


def _published(report: Report) -> date:
    moment = report.published.moment
    return moment.last if moment and moment.last else date.max
