"""How well `read.sections` tells what each line of a page is.

    python -m benchmarks.sections [REPORTS_DIR]     (default: ../shared/reports beside the project)

Two sets. *reports*: the `*.txt` of the folder with the annotations of `sections/*.yaml`, which name lines by
number and hold no word of the reports; skipped, with the reason, where the folder is absent. *pages*: pages
of a made-up country in `sections/pages/*.txt`, one "kind> text" a line ("wire@Reuters>", "body~ar>" give
origin and language).

How it was annotated: one reading of every line by hand, before any rule or prediction was looked at. Where
two readings are right ("body/background": context in the middle of a story; "headline/body": a line in
capitals between two paragraphs) both are written and either counts. A credit at the end ("Reporting by",
"contributed to this report") is a byline, a time stamp on a line of its own a dateline, a page's own clock
boilerplate.

The pages were written in three lots, each scored once before any rule was changed for it (F1 of boilerplate by
line, then of content): the thirteen first ones .714 and .729 with the rules that there were; `unseen-*` .886
and .812 with rules made on the first; `second-*` .932 and .879 with rules made on both. What is printed is
after all of that, so the last of these is what to expect of a page from elsewhere.

Figures count non-empty lines, each once whatever its length; the kind of a line is that of the section that
covers most of it. "characters" weighs lines by their length. *Content* is every kind but boilerplate.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ascribe.model import Report, SectionKind
from ascribe.read import read_bytes

HERE = Path(__file__).parent / "sections"
REPORTS = Path(__file__).parents[2] / "shared" / "reports"
_PAGE_LINE = re.compile(
    r"(?P<kinds>[a-z/]+)(?:@(?P<origin>[^>~]+))?(?:~(?P<language>[a-z-]+))?> ?(?P<text>.*)"
)


@dataclass(frozen=True)
class Gold:
    """What is right for one line: any of the kinds, the origin where one is known."""

    kinds: tuple[SectionKind, ...]
    origin: str | None = None
    language: str | None = None


@dataclass
class Score:
    """Hits, misses and false finds by name; characters by whether they are content."""

    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, wanted: Iterable[str], found: str, weight: int = 1) -> bool:
        options = list(wanted)
        if found in options:
            self.hit[found] += weight
            return True
        self.missed[options[0]] += weight
        self.false[found] += weight
        return False

    def row(self, name: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one name; 1 where there is nothing to find and nothing found."""
        hit, missed, false = self.hit[name], self.missed[name], self.false[name]
        precision = hit / (hit + false) if hit + false else 1.0
        recall = hit / (hit + missed) if hit + missed else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def line_spans(text: str) -> dict[int, tuple[int, int]]:
    """Start and end of every non-empty line by its number, white space at its ends left out."""
    spans, at = {}, 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            spans[number] = (start, start + len(line.strip()))
        at += len(line) + 1
    return spans


def gold_of(annotation: dict[str, Any]) -> dict[int, Gold]:
    """The annotation file's lines by number."""
    kinds = {n: key for key, numbers in annotation["lines"].items() for n in _numbers(numbers)}
    origins = {n: key for key, numbers in annotation.get("origins", {}).items() for n in _numbers(numbers)}
    return {
        n: Gold(_kinds(key.replace("|", "/")), origins.get(n), annotation["language"])
        for n, key in kinds.items()
    }


def page_of(annotated: str) -> tuple[str, dict[int, Gold]]:
    """The text of a made-up page and what is right for its lines."""
    text, gold = [], {}
    for number, line in enumerate(annotated.splitlines(), 1):
        match = _PAGE_LINE.fullmatch(line)
        text.append(match["text"] if match else "")
        if match:
            gold[number] = Gold(_kinds(match["kinds"]), match["origin"], match["language"])
    return "\n".join(text) + "\n", gold


def _kinds(names: str) -> tuple[SectionKind, ...]:
    return tuple(SectionKind(name) for name in names.split("/"))


def _numbers(ranges: Iterable[Any]) -> Iterator[int]:
    for item in ranges:
        first, _, last = str(item).partition("-")
        yield from range(int(first), int(last or first) + 1)


def judge(
    report: Report, gold: dict[int, Gold], kinds: Score, binary: Score, chars: Score, origins: Score
) -> None:
    """Count each annotated line of one report."""
    for number, (start, end) in line_spans(report.text).items():
        if number not in gold:
            continue
        right, (kind, origin) = gold[number], found_at(report, start, end)
        if not kinds.add([k.value for k in right.kinds], kind.value):
            words = report.text[start:end][:60]
            kinds.wrong.append(f"{report.source}:{number}  {'/'.join(right.kinds)} <- {kind.value}  {words}")
        wanted = list(dict.fromkeys(_side(k) for k in right.kinds))
        binary.add(wanted, _side(kind))
        chars.add(wanted, _side(kind), end - start)
        if right.origin:
            origins.add([right.origin], origin or "none")
        elif origin and kind is SectionKind.WIRE:
            origins.false[origin] += 1


def found_at(report: Report, start: int, end: int) -> tuple[SectionKind, str | None]:
    """Kind and origin of the section that covers most of a stretch; boilerplate where none does."""
    cover: Counter[tuple[SectionKind, str | None]] = Counter()
    for section in report.sections:
        shared = min(end, section.end) - max(start, section.start)
        if shared > 0:
            cover[section.kind, section.origin] += shared
    return cover.most_common(1)[0][0] if cover else (SectionKind.BOILERPLATE, None)


def _side(kind: SectionKind) -> str:
    return "boilerplate" if kind is SectionKind.BOILERPLATE else "content"


def show(name: str, documents: Iterable[tuple[Report, dict[int, Gold]]], verbose: bool) -> None:
    """Print the table of one set."""
    kinds, binary, chars, origins = Score(), Score(), Score(), Score()
    count = 0
    languages: Counter[bool] = Counter()
    for report, gold in documents:
        count += 1
        judge(report, gold, kinds, binary, chars, origins)
        languages.update(_languages(report, gold))
    print(f"{name}: {count} texts")
    for kind in SectionKind:
        lines = kinds.hit[kind.value] + kinds.missed[kind.value]
        if lines or kinds.false[kind.value]:
            _print_row(kind.value, kinds.row(kind.value), lines)
    for label, score in (("by line", binary), ("by character", chars)):
        for side in ("boilerplate", "content"):
            _print_row(f"{side}, {label}", score.row(side), score.hit[side] + score.missed[side])
    known = sum(origins.hit.values()) + sum(origins.missed.values())
    right = sum(origins.hit.values())
    print(f"  {'origin of a line':26} {right} of {known} right, {sum(origins.false.values())} wrong or none")
    if languages:
        print(f"  {'language of a line':26} {languages[True]} of {languages.total()} right")
    print()
    if verbose:
        print("\n".join(kinds.wrong), "\n")


def _languages(report: Report, gold: dict[int, Gold]) -> Iterator[bool]:
    """Whether the language of each annotated line is right; a section without its own has the report's."""
    spans = line_spans(report.text)
    for number, right in gold.items():
        if number in spans and right.language and SectionKind.BOILERPLATE not in right.kinds:
            start = spans[number][0]
            own = next((s.language for s in report.sections if s.start <= start < s.end), None)
            yield (own or report.language) == right.language


def _print_row(name: str, figures: tuple[float, float, float], count: int) -> None:
    print(f"  {name:26} P {figures[0]:.3f}  R {figures[1]:.3f}  F1 {figures[2]:.3f}   {count:,}")


def reports(folder: Path) -> Iterator[tuple[Report, dict[int, Gold]]]:
    for path in sorted(HERE.glob("*.yaml")):
        annotation = yaml.safe_load(path.read_text("utf-8"))
        source = folder / f"{annotation['report']}.txt"
        if source.exists():
            yield read_bytes(source.stem, source.read_bytes()), gold_of(annotation)


def pages(pattern: str = "*.txt") -> Iterator[tuple[Report, dict[int, Gold]]]:
    for path in sorted((HERE / "pages").glob(pattern)):
        text, gold = page_of(path.read_text("utf-8"))
        yield read_bytes(path.stem, text.encode()), gold


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--wrong"]
    verbose = "--wrong" in sys.argv
    folder = Path(arguments[0]) if arguments else REPORTS
    if folder.is_dir():
        show("reports", reports(folder), verbose)
    else:
        print(f"reports: skipped, there is no folder {folder}\n")
    show("pages", pages(), verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
