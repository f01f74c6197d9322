"""A batch of sources read into a ledger: what became of all of it, and what failed, kept for another try.

Comes in: outcomes, one for each document. Goes out: counts, reasons, and a file of what failed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ascribe.assess.copies import CopyKind
from ascribe.errors import AscribeError, InputError, LeftOutError, SpanError
from ascribe.ledger import Ledger
from ascribe.model import Reading, Report
from ascribe.pipeline import (
    Fate,
    Outcome,
    Pipeline,
    guarded,
    mistakes_of,
    read_into,
    rebuild,
    relink,
    unread,
)
from ascribe.read import Options, Source, captures, find_sources, report_of
from ascribe.terminal.progress import watching, working

#: What counts as a copy; `UPDATE` and paragraphs in common are not.
COPIES = (CopyKind.EXACT, CopyKind.NEAR, CopyKind.CONTAINED)
_NUMBER = re.compile(r"\d[\d,]*")


class Problem(NamedTuple):
    """A document that failed or was skipped; `given` is what `ascribe read` was given: the file or archive."""

    given: str
    source: str
    reason: str

    @property
    def message(self) -> str:
        """One line for the user."""
        return f"{self.source}: {self.reason}"


@dataclass(slots=True)
class Batch:
    """What became of the documents of a batch so far."""

    fates: Counter[Fate] = field(default_factory=Counter)
    outdated: int = 0
    new: list[str] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    failed: list[Problem] = field(default_factory=list)
    #: Of the new reports, how many are copies; known once all are linked.
    copies: Mapping[CopyKind, int] = field(default_factory=dict)
    #: How many incidents the ledger holds; None where nothing had to be linked.
    incidents: int | None = None
    stopped: bool = False

    def add(self, given: str, outcome: Outcome) -> None:
        """Count an outcome of what was given."""
        self.fates[outcome.fate] += 1
        self.outdated += outcome.outdated
        problem = Problem(given, outcome.source, outcome.reason)
        if outcome.fate is Fate.FAILED:
            self.failed.append(problem)
        elif outcome.fate is Fate.SKIPPED:
            self.skipped.append(problem)
        elif outcome.report and outcome.fate is not Fate.UNCHANGED:
            self.new.append(outcome.report)

    @property
    def documents(self) -> int:
        """How many documents there were."""
        return self.fates.total()

    @property
    def read(self) -> int:
        """How many were read, new versions of known ones with them."""
        return self.fates[Fate.READ] + self.fates[Fate.VERSION]


def read_into_ledger(
    ledger: Ledger, pipeline: Pipeline, paths: Sequence[str], options: Options, batch: Batch
) -> BaseException | None:
    """Read what the paths name, fill `batch` with what became of it, then link what is new.

    What ended it before its end (the user, a ledger that cannot be written) comes back: what `batch` counts
    until then is kept, and the next run reads the rest and links all.
    """
    try:
        sources = find_sources(paths)
        with watching("reading", len(sources)) as watch:
            for source in sources:
                watch.source(source.source if isinstance(source, InputError) else source.name)
                for outcome in _outcomes(ledger, pipeline, source, options):
                    batch.add(_given(source), outcome)
                    watch.document(outcome)
        if not ledger.is_linked():
            with working("linking"):
                batch.incidents = relink(ledger, pipeline.knowledge())
                batch.copies = count_copies(ledger, batch.new)
    except (KeyboardInterrupt, AscribeError) as stop:
        batch.stopped = True
        return stop
    return None


def _given(source: Source | InputError) -> str:
    """What names a source as an argument: of a file its path as it is, of an address all but a password."""
    if isinstance(source, InputError):
        return source.source
    return str(source.path) if source.path else source.name


def _outcomes(
    ledger: Ledger, pipeline: Pipeline, source: Source | InputError, options: Options
) -> Iterator[Outcome]:
    if isinstance(source, InputError):
        fate = Fate.SKIPPED if isinstance(source, LeftOutError) else Fate.FAILED
        yield Outcome(source.source, fate, reason=source.reason)
    else:
        yield from read_into(ledger, pipeline, source, options)


def rebuild_ledger(ledger: Ledger, pipeline: Pipeline, batch: Batch) -> None:
    """Make everything of a ledger again, and fill `batch` with what became of each report."""
    with watching("reading again", ledger.count()) as watch:
        for outcome in rebuild(ledger, pipeline):
            watch.source(outcome.source)
            watch.document(outcome)
            batch.add(outcome.source, outcome)
    batch.incidents = sum(1 for _ in ledger.incidents())
    batch.copies = count_copies(ledger, batch.new)


def extract_all(
    paths: Sequence[str], pipeline: Pipeline, options: Options
) -> Iterator[tuple[Report, Reading] | AscribeError]:
    """Every report that the paths name with what it says, or why there is none; no ledger is touched.

    A report in a language that is not read comes out empty, after a `LeftOutError` that says so.
    """
    for source in find_sources(paths):
        if isinstance(source, InputError):
            yield source
            continue
        for capture in guarded(source.name, captures(source, options)):
            try:
                if isinstance(capture, InputError):
                    raise capture
                with mistakes_of(capture.source):
                    report = report_of(capture)
                    reading = pipeline.reading(report)
            except (InputError, SpanError) as error:
                yield error
                continue
            if note := unread(report):
                yield LeftOutError(report.source, note)
            yield report, reading


def count_copies(ledger: Ledger, new: Iterable[str]) -> Mapping[CopyKind, int]:
    """How many of these reports are copies of others in the ledger, each counted once, as what it is most;
    versions of one document are not copies of one another."""
    wanted = set(new)
    version_of = {report: group[0] for group in ledger.all_versions() for report in group}
    found: dict[str, CopyKind] = {}
    for shared in ledger.shared():
        versions = version_of.get(shared.report, shared.report) == version_of.get(shared.of, shared.of)
        if shared.kind in COPIES and not versions:
            for report in {shared.report, shared.of} & wanted:
                is_copy = report == shared.report if shared.first is None else report != shared.first
                if is_copy:
                    kinds = {shared.kind, found.get(report, shared.kind)}
                    found[report] = min(kinds, key=COPIES.index)
    return Counter(found.values())


def grouped(problems: Iterable[Problem]) -> list[list[Problem]]:
    """The problems by reason, the most frequent first; reasons that differ in numbers only are one."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(_NUMBER.sub("#", problem.reason), []).append(problem)
    return sorted(groups.values(), key=len, reverse=True)


def write_failed(path: Path, failed: Iterable[Problem]) -> list[str]:
    """Write what failed, a line each: what to give to `ascribe read` again, a tab, and the reason.

    Names that hold a line break or a tab cannot stand in such a file, and standard input is gone: they come
    back. Raises InputError where the file cannot be written.
    """
    lines, left_out = [], []
    for problem in failed:
        reason = problem.reason if problem.source == problem.given else problem.message
        if problem.given == "standard input" or any(c in problem.given for c in "\n\r\t"):
            left_out.append(problem.given)
        else:
            lines.append(f"{problem.given}\t{' '.join(reason.split())}\n")
    try:
        path.write_text("".join(lines), encoding="utf-8", errors="surrogateescape", newline="\n")
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error
    return left_out


def check_writable(path: Path) -> None:
    """Raise InputError, before hours of reading, for a file that cannot be written; it is left as it is."""
    try:
        path.open("a").close()
    except OSError as error:
        raise InputError(str(path), f"cannot be written: {error.strerror or error}") from error


def read_failed(path: Path) -> list[str]:
    """What `write_failed` wrote, each once: what stands before the first tab of each line. Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error
    names = (line.partition("\t")[0] for line in text.split("\n"))
    return list(dict.fromkeys(name for name in names if name.strip()))
