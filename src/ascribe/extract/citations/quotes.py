"""Gives each quotation of a text to the citation whose words it is, over sentences and paragraphs."""

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from ascribe.extract.citations.frame import Citation, phrase_of
from ascribe.extract.citations.marks import Quotation, quotations

_QUOTING = frozenset({"say", "tell", "speak", "think", "unknown", "know", "judge", "show"})
_SAYING = frozenset({"say", "tell", "speak"})
#: Words from which on a quotation counts as one that cites nobody else inside it.
_LONG = 8


def give_quotations(doc: Doc, found: Sequence[Citation]) -> None:
    """Each quotation to the cue whose it is; one that no cue stands by goes on from the one before.

    Citations inside a long quotation get the trait "quoted", those that a quotation was given to "quotation".
    """
    regions = [(q, words) for q in quotations(doc.text) if (words := _words(doc, q)) is not None]
    inside = {i for _, words in regions if len(words) > _LONG for i in range(words.start, words.end)}
    for c in found:
        if c.head.i in inside:
            c.traits.add("quoted")
    speaking = [c for c in found if c.form == "verb" and c.classes & _QUOTING and "quoted" not in c.traits]
    for c in speaking:
        if c.who is not None and c.who.i in inside and c.classes & _SAYING:
            _speaks_behind(c)
    last: Citation | None = None
    at = 0
    for quotation, words in regions:
        owner = _owner(doc, words, speaking)
        others = [c for c in speaking if c is not last]
        if owner is None and last is not None and _goes_on(doc[at : words.start], quotation, others):
            owner = last
        if owner is None and len(words) > _LONG:
            owner = _introduced(doc, words, speaking)
        if owner is None:
            continue
        owner.traits.add("quotation")
        owner.content = (owner.content | set(range(words.start, words.end))) - owner.cue - owner.source
        last, at = owner, words.end


def _words(doc: Doc, quotation: Quotation) -> Span | None:
    return doc.char_span(quotation.start, quotation.end, alignment_mode="expand")


def _speaks_behind(c: Citation) -> None:
    """A subject in the words quoted is none: who speaks stands behind the verb ("...," said X)."""
    doc = c.head.doc
    near = doc[c.head.i + 1 : c.head.i + 6]
    after: Token | None = next((t for t in near if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if after is None:
        return
    while after.head.i > c.head.i and after.dep_ in ("compound", "flat", "amod", "nmod:poss"):
        after = after.head
    own = frozenset(phrase_of(after))
    c.who, c.source, c.content = after, own, (c.content | c.source) - own


def _owner(doc: Doc, words: Span, speaking: Sequence[Citation]) -> Citation | None:
    """The cue whose content the quotation is in, right after it, or before it with a comma or colon."""
    holds = [c for c in speaking if {words.start + 1, words.end - 2} & c.content]
    if holds:
        return min(holds, key=lambda c: len(c.content))
    end = min(words.end + 40, doc[words.end - 1].sent.end)
    after = next((c for c in speaking if words.end <= c.head.i < end and _is_next(doc, words.end, c)), None)
    if after is not None or doc[words.start - 1].text not in (",", ":", "that"):
        return after
    begin = doc[words.start].sent.start
    return next((c for c in reversed(speaking) if begin <= c.head.i < words.start), None)


def _is_next(doc: Doc, start: int, c: Citation) -> bool:
    """Nothing but the source with its attributes, and marks, between a quotation and its cue."""
    between = [doc[i] for i in range(start, c.head.i) if i not in c.source and i not in c.cue]
    return len(between) < 3 or all(t.is_punct or t.is_space or t.pos_ == "ADV" for t in between)


def _goes_on(between: Span, quotation: Quotation, others: Sequence[Citation]) -> bool:
    """Nobody else begins to speak between two quotations: same paragraph, or the next that begins with one."""
    if len(between) < 4:
        return True
    if any(between.start <= c.head.i < between.end for c in others):
        return False
    breaks = between.text.count("\n\n")
    return breaks == 0 or (breaks == 1 and quotation.leads)


def _introduced(doc: Doc, words: Span, speaking: Sequence[Citation]) -> Citation | None:
    """The cue of the sentence before that ended with a colon."""
    before = words.start - 1
    while before > 0 and doc[before].is_space:
        before -= 1
    if before < 0 or doc[before].text != ":":
        return None
    begin = doc[before].sent.start
    return next((c for c in reversed(speaking) if begin <= c.head.i < before), None)
