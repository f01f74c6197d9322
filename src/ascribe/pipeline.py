"""The stages one after another: a report to its reading, all readings to incidents and their assessments.

    read -> parse -> extract -> resolve -> link -> assess -> ledger

`Pipeline` holds what is slow to load (network, packs, gazetteer, lexicon), once and when first needed.
Everything it gives is a pure function of the report and of the files that `fingerprint` covers.
"""

import hashlib
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ascribe import __version__
from ascribe.errors import AscribeError, InputError, KnowledgeError, LeftOutError, SpanError
from ascribe.ledger import Ledger
from ascribe.model import Assessment, Capture, Incident, Reading, Report
from ascribe.model.walk import spans
from ascribe.read import READ, Options, Source, captures, language_name, report_of

#: Files of the package that decide what a reading holds, code and data.
_DATA = (".py", ".yaml", ".json", ".onnx", ".txt", ".tsv", ".npz", ".gz")


@dataclass
class Pipeline:
    """From a report to what it says. `packs` are further packs; `threads` bounds the network's cores."""

    packs: Sequence[Path] = ()
    threads: int = 1

    def reading(self, report: Report) -> Reading:
        """What the report says, with actors, places and times resolved; every span checked against its text.

        Empty for a language that the reader does not read (`unread` says so). Raises SpanError where a stage
        gives words that do not stand where it says, and KnowledgeError for a pack that cannot be used.
        """
        if unread(report):
            return Reading(report.id, made_by=self.made_by)
        from ascribe.extract import extract, readable
        from ascribe.resolve import resolve

        extracted = extract(report, self._nlp(readable(report)), self._packs, self._lexicon)
        reading = resolve(extracted, report, self._packs, self._gazetteer)
        return replace(checked(report, reading), made_by=self.made_by)

    def load(self) -> None:
        """Load now what `reading` would load at its first report."""
        _ = (self._nlp, self._packs, self._gazetteer, self._lexicon)

    @cached_property
    def made_by(self) -> dict[str, str]:
        """What makes readings: the version and the digest of all data files."""
        made = {"ascribe": __version__, "digest": self.fingerprint[:16]}
        return {**made, "packs": ", ".join(path.name for path in self.packs)} if self.packs else made

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the version and every file that decides what a reading holds."""
        total = hashlib.sha256(__version__.encode())
        for name, data in _data_files():
            total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
        for path in self.packs:
            total.update(b"pack\0" + hashlib.sha256(_pack_bytes(path)).digest())
        return total.hexdigest()

    @cached_property
    def _nlp(self) -> Any:
        from ascribe import parse

        return parse.load(self.threads)

    @cached_property
    def _packs(self) -> Any:
        from ascribe.knowledge.packs import BUILTIN, load_packs

        if not self.packs:
            return load_packs()
        own = sorted(path for path in BUILTIN.glob("*.yaml") if path.name != "places.yaml")
        return load_packs([*own, *self.packs])

    @cached_property
    def _gazetteer(self) -> Any:
        from ascribe.knowledge.gazetteer import Gazetteer

        return Gazetteer.load()

    @cached_property
    def _lexicon(self) -> Any:
        from ascribe.knowledge.lexicon import load_lexicon

        return load_lexicon()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: its report, and whether it is new; or the error. `note` is for the user."""

    source: str
    report: Report | None = None
    new: bool = False
    error: AscribeError | None = None
    note: str | None = None


def read_into(ledger: Ledger, pipeline: Pipeline, source: Source, options: Options) -> Iterator[Outcome]:
    """Read what is in a source into the ledger, what is there already left alone: an outcome for each document.

    What is wrong with the source comes back as the outcome's error; what is wrong with the ledger or the
    knowledge is raised.
    """
    for capture in captures(source, options):
        if isinstance(capture, LeftOutError):
            yield Outcome(capture.source, note=str(capture))
        elif isinstance(capture, InputError):
            yield Outcome(capture.source, error=capture)
        else:
            yield _read_capture(ledger, pipeline, capture)


def _read_capture(ledger: Ledger, pipeline: Pipeline, capture: Capture) -> Outcome:
    try:
        report = report_of(capture)
        if ledger.has_report(report.id):
            return Outcome(capture.source, report)
        reading = _reading(pipeline, report)
    except (InputError, SpanError) as error:
        return Outcome(capture.source, error=error)
    ledger.add_report(report, capture)
    ledger.put_reading(report, reading, pipeline.fingerprint)
    return Outcome(capture.source, report, new=True, note=unread(report))


def _reading(pipeline: Pipeline, report: Report) -> Reading:
    """The reading; a mistake of ours on one report becomes its error, so that the rest of a batch goes on."""
    try:
        return pipeline.reading(report)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        reason = (
            f"stops the reader ({type(error).__name__} in {place}: {error}): please report it with the text"
        )
        raise InputError(report.source, " ".join(reason.split())) from error


def unread(report: Report) -> str | None:
    """Why nothing is extracted from a report in a language that is not read; None where it is read."""
    if report.language in READ:
        return None
    name = language_name(report.language)
    return f"{report.source}: is in {name}; the reader reads English: kept, nothing extracted"


def checked(report: Report, reading: Reading) -> Reading:
    """The reading, if all its words stand where it says; raises SpanError with the first that do not."""
    for _, span in spans(reading):
        report.check(span)
    return reading


def derive(reports: Iterable[Report], readings: Iterable[Reading]) -> tuple[list[Incident], list[Assessment]]:
    """Incidents and assessments of all readings."""
    from ascribe.assess import assess, origins
    from ascribe.link import link

    by_report = {reading.report: reading for reading in sorted(readings, key=lambda reading: reading.report)}
    known = {report.id: report for report in reports}
    incidents = list(link(by_report.values()))
    shared = origins(known.values())
    return incidents, [assess(incident, by_report, known, shared) for incident in incidents]


def relink(ledger: Ledger) -> int:
    """Make the incidents and assessments of a ledger again from its readings; how many there are."""
    incidents, assessments = derive(ledger.reports(), ledger.readings())
    ledger.replace_derived(incidents, assessments)
    return len(incidents)


def packs_left_out(ledger: Ledger, pipeline: Pipeline) -> list[str]:
    """Packs, by file name, that readings of the ledger were made with and this pipeline is not given."""
    own = {path.name for path in pipeline.packs}
    used = {
        name for reading in ledger.readings() for name in reading.made_by.get("packs", "").split(", ") if name
    }
    return sorted(used - own)


def rebuild(ledger: Ledger, pipeline: Pipeline) -> Iterator[Outcome]:
    """Make everything again from the original bytes: an outcome for each report, then the incidents."""
    for captured in ledger.captured():
        try:
            report = report_of(captured)
            ledger.put_reading(report, _reading(pipeline, report), pipeline.fingerprint)
        except (InputError, SpanError) as error:
            yield Outcome(captured.source, error=error)
            continue
        yield Outcome(captured.source, report, note=unread(report))
    relink(ledger)


def _data_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of the files of the package that decide what a reading holds, in order."""
    root = resources.files("ascribe")
    for folder in ("assess", "extract", "knowledge", "link", "parse", "read", "resolve"):
        yield from sorted(_files_in(root / folder, folder))


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            yield from _files_in(item, name)
        elif item.name.endswith(_DATA):
            yield name, item.read_bytes()


def _pack_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: pack cannot be read: {error.strerror or error}") from error
