"""What the steps of `extract` share: one report, its parse, and what knowledge says about its words.

Built once per report; read-only afterwards.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from ascribe.extract.grammar import name_head
from ascribe.knowledge.lexicon import Lexicon
from ascribe.knowledge.names import NameHit
from ascribe.knowledge.packs import Packs
from ascribe.model import Report, SectionKind, Span, Speaker, SpeakerKind
from ascribe.parse.frames import Frame
from ascribe.parse.timevalue import TimeExpression

if TYPE_CHECKING:
    from ascribe.extract.citations import Citation
    from ascribe.extract.coreference import Coreference
    from ascribe.extract.groups import Group
    from ascribe.extract.relations_names import Name

#: Sections that are read for what they say.
READ = frozenset(
    {SectionKind.HEADLINE, SectionKind.BODY, SectionKind.BACKGROUND, SectionKind.QUOTATION, SectionKind.WIRE}
)


def readable(report: Report) -> str:
    """The text with everything that is not read (datelines, boilerplate, captions) blanked: offsets stay the same."""
    if not report.sections:
        return report.text
    pieces, at = list[str](), 0
    for section in report.sections:
        pieces.append(_blank(report.text[at : section.start]))
        own = report.text[section.start : section.end]
        pieces.append(own if section.kind in READ else _blank(own))
        at = section.end
    return "".join(pieces) + _blank(report.text[at:])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


@dataclass(frozen=True)
class Context:
    """One report with its parse; `times` and `names` are in text order and do not overlap."""

    report: Report
    doc: Doc
    packs: Packs
    lexicon: Lexicon
    times: tuple[TimeExpression, ...]
    names: tuple[NameHit, ...]
    _section_starts: list[int] = field(default_factory=list)

    @cached_property
    def sentences(self) -> tuple[Words, ...]:
        """Sentences of the sections that are read, in order; a repeated headline is read once."""
        found, seen = [], set[str]()
        for sentence in self.doc.sents:
            words = [t for t in sentence if not t.is_space]
            if not words:
                continue
            text = " ".join(t.text for t in words)
            if any(self.section(t.idx) in READ for t in (words[0], words[-1])) and text not in seen:
                seen.add(text)
                found.append(sentence)
        return tuple(found)

    @cached_property
    def frames(self) -> dict[int, Frame]:
        """PropBank frames by the index of their predicate."""
        return {frame.predicate: frame for frame in self.doc._.frames}

    @cached_property
    def order(self) -> dict[int, int]:
        """Sentence number by the index of its first word."""
        return {sentence.start: number for number, sentence in enumerate(self.sentences)}

    @cached_property
    def armed(self) -> frozenset[str]:
        """Last words of names that the report calls an armed group ("the Shield, a rebel group", "the Fox militia")."""
        found = set()
        words = set(self.lexicon.speakers[SpeakerKind.ARMED_GROUP])
        for token in self.doc:
            if token.pos_ != "NOUN":
                continue
            near = {
                token.lemma_.lower(),
                *(c.lower_ for c in token.children if c.dep_ in ("compound", "amod")),
            }
            if not near & words or not near & self.lexicon.people["group"]:
                continue
            names = [name_head(token.head)] if token.dep_ == "appos" else []
            names += [c for c in token.children if c.dep_ in ("appos", "flat", "compound")]
            if any(c.dep_ == "cop" for c in token.children):  # "X is a militia"
                names += [c for c in token.children if c.dep_ == "nsubj"]
            found |= {name.text for name in names if name.pos_ == "PROPN"}
        return frozenset(found)

    @cached_property
    def author(self) -> Speaker | None:
        """Whose statement or letter the whole report is; None for a report of an outlet."""
        from ascribe.extract.authors import document_speaker

        return document_speaker(self)

    @cached_property
    def states(self) -> frozenset[str]:
        """Names that the report uses as states."""
        from ascribe.extract.states import states_named

        return states_named(self)

    @cached_property
    def cited(self) -> "dict[int, Citation]":
        """Who is cited for what, by the index of the cue."""
        from ascribe.extract.citations import citations, is_cited

        return {c.head.i: c for c in citations(self.doc) if is_cited(c)}

    @cached_property
    def governed(self) -> frozenset[str]:
        """Names that the report gives a government, an army or an embassy: no groups."""
        bodies = self.lexicon.roles["state-governs"]
        owners = ("compound", "amod", "nmod:poss")
        return frozenset(
            t.text for t in self.doc if t.dep_ in owners and t.pos_ == "PROPN" and t.head.lower_ in bodies
        )

    @cached_property
    def groups(self) -> "tuple[Group, ...]":
        """Mentions of named groups in text order."""
        from ascribe.extract.groups import named_groups

        return named_groups(self)

    @cached_property
    def named(self) -> "dict[int, Name]":
        """The names that relations are told of, by their first word."""
        from ascribe.extract.relations_names import names_told

        return names_told(self)

    @cached_property
    def coreference(self) -> "Coreference":
        """What pronouns and descriptions take up; each is looked for when it is first asked for."""
        from ascribe.extract.coreference import Coreference
        from ascribe.extract.references import references

        return Coreference(references(self.doc, self.names, self.lexicon))

    def section(self, offset: int) -> SectionKind:
        """The kind of section that a code point stands in; body where the report has no sections."""
        if not self.report.sections:
            return SectionKind.BODY
        starts = [section.start for section in self.report.sections]
        at = bisect_right(starts, offset) - 1
        if at < 0 or offset >= self.report.sections[at].end:
            return SectionKind.BOILERPLATE
        return self.report.sections[at].kind

    def span(self, start: int, end: int) -> Span:
        """The span of words start..end, less white space and quotation marks or commas at its edges."""
        words = [t for t in self.doc[start:end] if not t.is_space] or list(
            self.doc[start : max(end, start + 1)]
        )
        while len(words) > 1 and words[0].text in ",;:-–—)":
            words.pop(0)
        while len(words) > 1 and words[-1].text in ",;:-–—(.":
            words.pop()
        return self.report.span(words[0].idx, words[-1].idx + len(words[-1]))

    def word(self, token: Token) -> Span:
        """The span of one word."""
        return self.report.span(token.idx, token.idx + len(token))

    def actor_at(self, start: int, end: int) -> str | None:
        """The pack actor whose name covers the most of these code points."""
        hits = [hit for hit in self.names if hit.start < end and hit.end > start]
        return max(hits, key=lambda h: h.end - h.start).id if hits else None
