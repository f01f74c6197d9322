"""A capture to a `Report`: its page, cut into sections, dated by what it says and by what is stated of it."""

import hashlib
import re
from collections.abc import Sequence

from ascribe.errors import InputError, printable
from ascribe.model import Capture, Fact, FactName, Report, Section, SectionKind
from ascribe.read.agencies import agency_name
from ascribe.read.formats import page_reader
from ascribe.read.formats.text import check
from ascribe.read.language import language_of, translated_from
from ascribe.read.media import ADVICE, HEAD, NAMES, media_type
from ascribe.read.opened import storable
from ascribe.read.published import anchored, published
from ascribe.read.sections import sections

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s*(?:©\s*)?(?:(?:19|20)\d\d[\s,–-]*)*(?P<owner>[^\W\d_][^.,;|\n]{1,60}?)"
    r"\s*(?:[.,;|]|all rights|$)",
    re.I,
)


def report_of(capture: Capture) -> Report:
    """The report that a capture holds; raises InputError where it holds none, with what to do about it."""
    reader = page_reader(capture.media_type)
    if reader is None:
        what = NAMES.get(capture.media_type, capture.media_type)
        advice = ADVICE.get(capture.media_type, "save its text as .txt (UTF-8)")
        raise InputError(capture.source, f"is {what}, which is not read: {advice}")
    page = reader(capture)
    check(capture.source, page.text)
    facts = storable((*page.facts, *capture.facts))
    parts = sections(page.text, page.marks, facts)
    when = published(page.text, parts, facts, capture.captured)
    digest = hashlib.sha256(capture.data).hexdigest()
    return Report(
        id=Report.identity(digest),
        source=capture.source,
        sha256=digest,
        text=page.text,
        title=stated(facts, FactName.TITLE) or _title(page.text, parts),
        publisher=stated(facts, FactName.PUBLISHER) or _publisher(page.text, parts),
        published=when,
        language=language_of(page.text, parts),
        translated_from=stated(facts, FactName.TRANSLATED_FROM) or translated_from(page.text, parts),
        captured=capture.captured,
        sections=anchored(page.text, parts, when),
        address=printable(stated(facts, FactName.ADDRESS) or capture.address),
        media_type=capture.media_type,
        facts=facts,
    )


def read_bytes(source: str, data: bytes, captured: str | None = None) -> Report:
    """The report that bytes hold; `source` is their path or name, `captured` is ISO 8601 or None."""
    return report_of(Capture(source, data, media_type(data[:HEAD], source), source, captured))


def stated(facts: Sequence[Fact], name: FactName) -> str | None:
    """The first value stated under a name."""
    return next((fact.value for fact in facts if fact.name is name), None)


def _title(text: str, parts: Sequence[Section]) -> str | None:
    first = next((part for part in parts if part.kind is SectionKind.HEADLINE), None)
    body = next((part for part in parts if part.kind is SectionKind.BODY), None)
    if first is None or (body is not None and body.start < first.start):
        return None
    return " ".join(text[first.start : first.end].split())


def _publisher(text: str, parts: Sequence[Section]) -> str | None:
    """The owner of the copyright, else who signs the dateline or the byline."""
    for part in parts:
        if part.kind is SectionKind.BOILERPLATE:
            match = _COPYRIGHT.match(text[part.start : part.end])
            if match and match["owner"].lower() != "all rights reserved":
                return agency_name(match["owner"].strip())
    signed = (SectionKind.DATELINE, SectionKind.BODY)
    return next((part.origin for part in parts if part.kind in signed and part.origin), None)
