"""`Report`, its `Section`s, and the `Span`: words and where they stand.

Offsets are code points in the report's canonical text, end exclusive; a span's quote is that slice, always.
"""

from dataclasses import dataclass
from enum import StrEnum

from ascribe.errors import SpanError
from ascribe.model.capture import Fact
from ascribe.model.ids import content_id
from ascribe.model.moment import Moment


class SectionKind(StrEnum):
    """What a part of a report is; `BOILERPLATE` (menus, share bars, related links, comments) is never read.

    `NOTE` is a correction or editor's note, `TRANSLATION` says who translated the text and from what, `WIRE`
    is a paragraph of another outlet or agency inside the page of this one, `QUOTATION` a statement or post
    that stands by itself.
    """

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    BACKGROUND = "background"
    CAPTION = "caption"
    QUOTATION = "quotation"
    WIRE = "wire"
    NOTE = "note"
    TRANSLATION = "translation"
    BOILERPLATE = "boilerplate"


class Known(StrEnum):
    """How a value is known; `UNKNOWN` is a finding, not a gap to fill."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of a report: report id, start and end in code points, and the quote itself."""

    report: str
    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise SpanError(f"{self.report}[{self.start}:{self.end}] cannot hold {self.quote[:60]!r}")


@dataclass(frozen=True, slots=True)
class Published:
    """When the text was published: a moment with how it is known and the reason in words."""

    known: Known
    moment: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A contiguous part of a report.

    `origin` names the outlet or agency whose text it is, where that is known; `language` (BCP 47) and
    `published` (the anchor of its weekdays) stand where they differ from the report's.
    """

    kind: SectionKind
    start: int
    end: int
    origin: str | None = None
    language: str | None = None
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One captured page or file. `sha256` is of the original bytes, `text` the canonical text they hold.

    `address` names the document at its source and stays the same when it is captured again: reports of one
    address are versions of one another. `facts` are what the page and its container state, verbatim.
    """

    id: str
    source: str
    sha256: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Published = Published(Known.UNKNOWN)
    language: str = "und"
    translated_from: str | None = None
    captured: str | None = None
    sections: tuple[Section, ...] = ()
    address: str = ""
    media_type: str = "text/plain"
    facts: tuple[Fact, ...] = ()

    @staticmethod
    def identity(sha256: str) -> str:
        """The id of a report: of its original bytes alone, so that reading a file again changes nothing."""
        return content_id("rep", sha256)

    def span(self, start: int, end: int) -> Span:
        """The span of text[start:end]; raises SpanError where that is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise SpanError(
                f"{self.source}: [{start}:{end}] is not inside the text of {len(self.text)} characters"
            )
        return Span(self.id, start, end, self.text[start:end])

    def check(self, span: Span) -> None:
        """Raise SpanError unless the span is of this report and its quote is the slice."""
        if span.report != self.id or self.text[span.start : span.end] != span.quote:
            raise SpanError(f"{self.source}: {span.quote[:60]!r} does not stand at [{span.start}:{span.end}]")
