"""The stages one after another: a report to its reading, all readings to incidents and their assessments.

    read -> parse -> extract -> resolve -> link -> assess -> ledger

`Pipeline` holds what is slow to load (network, packs, gazetteer, lexicon), once and when first needed.
Everything it gives is a pure function of the report and of the files that `fingerprint` covers.
"""

import hashlib
import traceback
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ascribe import __version__
from ascribe.assess.copies import Copy
from ascribe.assess.versions import is_version, story, versions
from ascribe.errors import AscribeError, InputError, LeftOutError, SpanError
from ascribe.fingerprint import fingerprint
from ascribe.ledger import Ledger
from ascribe.model import Assessment, Capture, Decision, FactName, Incident, Reading, Report
from ascribe.model.walk import spans
from ascribe.read import READ, Options, Source, captures, language_name, report_of

if TYPE_CHECKING:
    from ascribe.knowledge.packs import Packs
    from ascribe.resolve.place_choice import Mention

Found = TypeVar("Found")

#: Media types of web pages.
_WEB = ("text/html", "application/xhtml+xml")
_READ_NAMES = " and ".join(sorted(map(language_name, READ), reverse=True))
#: A report has at most so many others on record that have paragraphs in common with it and are no copies: in a
#: corpus of forms all have some, and their number grows with the square of the corpus.
MOST = 20
#: What is stated of a document and not of its capture: where it changes, the document did.
_OF_THE_DOCUMENT = frozenset(
    {
        FactName.AUTHOR,
        FactName.CHANNEL,
        FactName.LANGUAGE,
        FactName.PUBLISHED,
        FactName.PUBLISHER,
        FactName.TITLE,
    }
)


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
        from ascribe.resolve import resolve

        extracted, names = (self._arabic if report.language == "ar" else self._english)(report)
        reading = resolve(extracted, report, self._packs, self._gazetteer, names)
        return replace(checked(report, reading), made_by=self.made_by)

    def _english(self, report: Report) -> "tuple[Reading, list[Mention]]":
        from ascribe.extract import extract, readable
        from ascribe.resolve.toponyms import toponyms

        doc = self._nlp(readable(report))
        return extract(report, doc, self._packs, self._lexicon), toponyms(doc, self._gazetteer)

    def _arabic(self, report: Report) -> "tuple[Reading, list[Mention]]":
        from ascribe.extract import arabic
        from ascribe.resolve.place_choice import Mention

        places = arabic.place_names(report, self._packs, self._gazetteer)
        named = [Mention(place.span.start, place.span.end, place.name, "") for place in places]
        return arabic.extract(report, self._packs, self._gazetteer), named

    def load(self) -> None:
        """Load now what `reading` would load at its first report."""
        _ = (self._nlp, self._packs, self._gazetteer, self._lexicon)

    def knowledge(self) -> "Packs":
        """The actors of all packs; raises KnowledgeError for a pack that cannot be used."""
        found: Packs = self._packs
        return found

    @cached_property
    def made_by(self) -> dict[str, str]:
        """What makes readings: the version and the digest of all data files."""
        made = {"ascribe": __version__, "digest": self.fingerprint[:16]}
        return {**made, "packs": ", ".join(path.name for path in self.packs)} if self.packs else made

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the version and every file that decides what a reading holds."""
        return fingerprint(self.packs)

    @cached_property
    def _nlp(self) -> Any:
        from ascribe import parse

        return parse.load(self.threads)

    @cached_property
    def _packs(self) -> Any:
        from ascribe.knowledge.packs import builtin_paths, load_packs

        if not self.packs:
            return load_packs()
        return load_packs([*builtin_paths(), *self.packs])

    @cached_property
    def _gazetteer(self) -> Any:
        from ascribe.knowledge.gazetteer import Gazetteer

        return Gazetteer.load()

    @cached_property
    def _lexicon(self) -> Any:
        from ascribe.knowledge.lexicon import load_lexicon

        return load_lexicon(packs=tuple(self.packs))


class Fate(StrEnum):
    """What became of a document. `VERSION` is read as well: another state of a document that was known."""

    READ = "read"
    VERSION = "version"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: `report` is its id where it is kept, `reason` why it was skipped or failed.

    `outdated`: it is unchanged, and was read with other packs or by another Ascribe than are here now.
    """

    source: str
    fate: Fate
    report: str | None = None
    reason: str = ""
    outdated: bool = False

    @property
    def message(self) -> str:
        """One line for the user, where there is something to say."""
        return f"{self.source}: {self.reason}"


def read_into(ledger: Ledger, pipeline: Pipeline, source: Source, options: Options) -> Iterator[Outcome]:
    """Read what is in a source into the ledger, what is there already left alone: an outcome for each document.

    What is wrong with the source is the outcome's reason; what is wrong with the ledger or the knowledge is
    raised. An outcome stands for what is committed: whatever comes after it, that report is kept.
    """
    for capture in guarded(source.name, captures(source, options)):
        if isinstance(capture, LeftOutError):
            yield Outcome(capture.source, Fate.SKIPPED, reason=capture.reason)
        elif isinstance(capture, InputError):
            yield _failed(capture.source, capture)
        else:
            yield _read_capture(ledger, pipeline, capture)


def _read_capture(ledger: Ledger, pipeline: Pipeline, capture: Capture) -> Outcome:
    sha256 = hashlib.sha256(capture.data).hexdigest()
    if known := ledger.seen(sha256):
        if reason := _other_columns(ledger, capture, known.report):
            return Outcome(capture.source, Fate.FAILED, known.report, reason)
        if capture.address not in known.addresses:
            ledger.add_capture(known.report, capture, sha256)
        outdated = known.made_by != pipeline.fingerprint
        return Outcome(capture.source, Fate.UNCHANGED, known.report, outdated=outdated)
    try:
        with mistakes_of(capture.source):
            report = report_of(capture)
        earlier = ledger.at({report.address, capture.address})
        if same := _same(report, earlier):
            ledger.add_capture(same, capture, sha256)
            return Outcome(capture.source, Fate.UNCHANGED, same)
        if not unread(report):
            pipeline.load()
        with mistakes_of(capture.source):
            reading = pipeline.reading(report)
    except (InputError, SpanError) as error:
        return _failed(capture.source, error)
    ledger.keep(report, capture, reading, pipeline.fingerprint)
    if note := unread(report):
        return Outcome(capture.source, Fate.SKIPPED, report.id, note)
    is_new = not any(is_version(older, report) for older in earlier)
    return Outcome(capture.source, Fate.READ if is_new else Fate.VERSION, report.id)


def _other_columns(ledger: Ledger, capture: Capture, report: str) -> str | None:
    """Why a row of a table is not read again with the columns that the user names now; None where it need not."""
    named = [f for f in capture.facts if f.name is FactName.COLUMNS and f.where == "as given"]
    kept = {fact.value for fact in next(ledger.sightings(report)).facts} if named else set()
    if not named or named[0].value in kept:
        return None
    return "was read before with other columns: to take these, read it into a new ledger (--ledger NEW)"


def _same(report: Report, earlier: Iterable[Report]) -> str | None:
    """The kept report of the same address that tells the same: the words of its story, what is stated of it."""
    words, stated = story(report), _stated(report)
    return next((r.id for r in earlier if story(r) == words and _stated(r) == stated), None)


def _stated(report: Report) -> frozenset[tuple[str, str]]:
    """What is stated of the document itself, like the date in a row of a table. Of a web page nothing counts but
    its words: many state the time of the capture as their date."""
    if report.media_type in _WEB:
        return frozenset()
    return frozenset((fact.name.value, fact.value) for fact in report.facts if fact.name in _OF_THE_DOCUMENT)


def _failed(source: str, error: AscribeError) -> Outcome:
    return Outcome(source, Fate.FAILED, reason=str(error).removeprefix(f"{source}: "))


def guarded(source: str, found: Iterator[Found]) -> Iterator[Found | InputError]:
    """What a reader of formats finds; a mistake of ours in it ends this source with an error, and no other."""
    try:
        with mistakes_of(source):
            yield from found
    except InputError as error:
        yield error


@contextmanager
def mistakes_of(source: str) -> Iterator[None]:
    """A mistake of ours on one report becomes that report's error, so that the rest of a batch goes on."""
    try:
        yield
    except AscribeError:
        raise
    except MemoryError as error:
        raise InputError(source, "needs more memory than there is: split it") from error
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}, line {where.lineno}"
        reason = f"stops the reader ({type(error).__name__} in {place}: {str(error)[:200]})"
        raise InputError(source, " ".join(reason.split()) + ": please report it with the text") from error


def unread(report: Report) -> str | None:
    """Why nothing is extracted from a report in a language that is not read; None where it is read."""
    if report.language in READ:
        return None
    return f"is in {language_name(report.language)}; the reader reads {_READ_NAMES}: kept, nothing extracted"


def checked(report: Report, reading: Reading) -> Reading:
    """The reading, if all its words stand where it says; raises SpanError with the first that do not."""
    for _, span in spans(reading):
        report.check(span)
    return reading


def derive(
    reports: Iterable[Report],
    readings: Iterable[Reading],
    addresses: Mapping[str, Collection[str]] | None = None,
    packs: "Packs | None" = None,
    decisions: Iterable[Decision] = (),
) -> tuple[list[Incident], list[Assessment]]:
    """Incidents and assessments of all readings; `addresses` are further ones of a report, by its id.

    `packs` (default: the built-in ones) say who acts under which name, `decisions` what people have joined or split.
    """
    from ascribe.assess import assess, beside, origins, ties
    from ascribe.knowledge.packs import load_packs
    from ascribe.link import Decided, link, story_of
    from ascribe.resolve import days_named

    by_report = {reading.report: reading for reading in sorted(readings, key=lambda reading: reading.report)}
    known = {report.id: report for report in reports}
    stories = {report.id: story_of(report, days_named(report)) for report in known.values()}
    incidents = list(link(by_report.values(), stories, decided=Decided.of(decisions)))
    shared = joined(origins(known.values()), versions(known.values(), addresses))
    acting, series = ties(by_report.values(), packs or load_packs()), beside(incidents, by_report)
    return incidents, [
        assess(incident, by_report, known, shared, known=acting, beside=series.get(incident.id, ()))
        for incident in incidents
    ]


def joined(
    shared: Mapping[tuple[str, int], str], groups: Iterable[Sequence[str]]
) -> dict[tuple[str, int], str]:
    """The origins of paragraphs, where all versions of a document are one origin: that of the first."""
    from ascribe.assess.origins import origin_of

    first = {origin_of(later): origin_of(group[0]) for group in groups for later in group[1:]}
    return {paragraph: first.get(origin, origin) for paragraph, origin in shared.items()}


def relink(ledger: Ledger, packs: "Packs | None" = None) -> int:
    """Make the incidents, assessments and copies of a ledger again from its reports and readings; how many
    incidents there are. `packs` are those to read with, the built-in ones where none are given."""
    reports = list(ledger.reports())
    incidents, assessments = derive(reports, ledger.readings(), ledger.addresses(), packs, ledger.decisions())
    ledger.replace_derived(incidents, assessments, copies_among(reports))
    return len(incidents)


def copies_among(reports: Iterable[Report]) -> Iterator[Copy]:
    """Which reports share text with which before them; where neither is a copy, with the `MOST` alike only."""
    from ascribe.assess.copies import CopyIndex, CopyKind

    index = CopyIndex()
    for report in reports:
        found = index.add(report)
        yield from (copy for copy in found if copy.kind is not CopyKind.NONE)
        yield from [copy for copy in found if copy.kind is CopyKind.NONE][:MOST]


def packs_left_out(ledger: Ledger, pipeline: Pipeline) -> list[str]:
    """Packs, by file name, that readings of the ledger were made with and this pipeline is not given."""
    own = {path.name for path in pipeline.packs}
    used = {
        name for reading in ledger.readings() for name in reading.made_by.get("packs", "").split(", ") if name
    }
    return sorted(used - own)


def rebuild(ledger: Ledger, pipeline: Pipeline) -> Iterator[Outcome]:
    """Make everything again from the reports as captured: an outcome for each, then the incidents."""
    for captured in ledger.captured():
        try:
            with mistakes_of(captured.source):
                report = _as_kept(ledger, captured)
            if not unread(report):
                pipeline.load()
            with mistakes_of(captured.source):
                reading = pipeline.reading(report)
        except (InputError, SpanError) as error:
            yield _failed(captured.source, error)
            continue
        ledger.put_reading(report, reading, pipeline.fingerprint)
        note = unread(report)
        yield Outcome(captured.source, Fate.SKIPPED if note else Fate.READ, report.id, note or "")
    relink(ledger, pipeline.knowledge())


def _as_kept(ledger: Ledger, captured: Capture) -> Report:
    """The report that original bytes hold, over the canonical text that was kept of them.

    Where this Ascribe makes another text of the bytes than the one that kept them, the kept text stays, as
    every span rests on it; it is then read as plain text, with all that the page states.
    """
    report = report_of(captured)
    kept = ledger.text(report.id)
    if report.text == kept:
        return report
    plain = Capture(
        captured.source, kept.encode(), "text/plain", report.address, captured.captured, report.facts
    )
    again = report_of(plain)
    return replace(again, id=report.id, sha256=report.sha256, media_type=report.media_type)
