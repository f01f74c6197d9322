"""`Page`: what the reader of a format makes of a capture, before anything is known of news."""

from dataclasses import dataclass

from ascribe.model import Fact, SectionKind


@dataclass(frozen=True, slots=True)
class Mark:
    """A block whose kind the format itself tells (`figcaption`, `nav`, `h1`): start and end in code points."""

    start: int
    end: int
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Page:
    """Canonical text, one block a line; the blocks that are marked, in order; the facts that it states.

    The text is all that a reader of the document would see, verbatim: what is no story is marked, never cut.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    facts: tuple[Fact, ...] = ()
