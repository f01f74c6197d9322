"""Whose statement, communiqué or letter a whole report is; most are an outlet's and nobody's.

Comes in: a parsed report. Goes out: the speaker of every sentence that nobody else says, or None. Shown by the
title ("Statement by ..."), by a letterhead with a mark ("FOR IMMEDIATE RELEASE") or a signature, or by a signature in
capitals below a text that says "I" or "we".
"""

import re
from collections import Counter
from collections.abc import Iterator

from ascribe.extract.context import Context
from ascribe.extract.phrases import core
from ascribe.extract.speakers import kind_of_words, state_of
from ascribe.model import ActorKind, Span, Speaker, SpeakerKind

#: Lines above the text that may be a letterhead, and words that such a line has at most.
_HEAD_LINES, _HEAD_WORDS = 9, 14
_TITLE = re.compile(
    r"^\W*(?:(?:Press|Official|Joint|War|Military|Media) )?"
    r"(?:Statement|Remarks|Letter|Message|Readout|Briefing|Communiqu[ée]|Bulletin|Declaration|Release)\b"
    r"[^\n]{0,40}?\b(?:from|by|issued by|(?<=Statement )of|(?<=\d )of|(?<=Communiqu. )of|(?<=Declaration )of)"
    r" (?:the )?(?P<who>[A-Z][^\n,]*?)(?= (?:on|to|about|regarding|following|at|concerning|after)\b|[,\n]|$)",
    re.M | re.I,
)
_SIGNATURE = re.compile(
    r"\n\s*(?P<who>[A-Z]{2,}(?:[\s-](?:[A-Z]\.|[A-Z]{2,}\.?)){1,5})\s*(?:\n[^\n]{0,60})?\s*$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|My|we|We|our|Our)\b")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def document_speaker(context: Context) -> Speaker | None:
    """Whose the whole text is; None for a report of an outlet."""
    named = _person(context, _titled(context)) or _headed(context) or _signed(context)
    if named is None:
        return None
    actor = context.actor_at(named.start, named.end)
    line = context.report.text[context.report.text.rfind("\n", 0, named.start) + 1 : named.end]
    kind = kind_of_words(context, line, actor)
    known = context.packs.actors[actor].kind if actor else None
    return Speaker(
        re.sub(r"\s+", " ", named.quote),
        kind if kind is not SpeakerKind.UNKNOWN else SpeakerKind.OFFICIAL,
        named=True,
        span=named,
        count=1,
        affiliation=_state_of_author(context, named),
        actor=actor if known is not ActorKind.STATE else None,
    )


def _titled(context: Context) -> Span | None:
    """Who is named by a title that says whose statement it is."""
    text = context.report.text
    title = _TITLE.search(text[:400])
    if title is None or not title["who"][0].isupper():
        return None
    span = context.report.span(title.start("who"), title.end("who"))
    words = {w.lower() for w in re.findall(r"[^\W_]+", span.quote)}
    if context.doc.text[: span.start].strip() and not context.doc.text[span.start : span.end].strip():
        return None  # boilerplate below what is read, which is blank in the parsed text
    entities = context.doc.char_span(span.start, span.end, alignment_mode="expand")
    known = kind_of_words(context, span.quote, None) is not SpeakerKind.UNKNOWN
    named = entities is not None and any(t.ent_type_ in ("PER", "ORG") for t in entities)
    return span if known or named or words & set(context.lexicon.speech["documents"]["bodies"]) else None


def _person(context: Context, named: Span | None) -> Span | None:
    """The person of a title that names one with an office ("Spokesperson Adela Rook")."""
    words = context.doc.char_span(named.start, named.end, alignment_mode="expand") if named else None
    people = [e for e in words.ents if e.label_ == "PER"] if words is not None else []
    return context.report.span(people[-1].start_char, people[-1].end_char) if people else named


def _headed(context: Context) -> Span | None:
    """Who issues a text with a letterhead and a mark, a salutation, a closing or a signature."""
    rules = context.lexicon.speech["documents"]
    lines = list(_head(context.report.text))
    marked = any(_begins(line.quote, rules["marks"]) for line in _spans(context, lines))
    shown = marked or _closed(context.report.text, rules)
    bodies = set(rules["bodies"])
    heads = [
        line
        for line in _spans(context, lines)
        if bodies & {w.lower() for w in re.findall(r"[^\W_]+", line.quote)}
        and _is_name(context, line)
        and not _begins(line.quote, rules["marks"])
    ]
    if not shown:
        return None
    own = _named_again(context, heads)
    if own is not None:
        return own
    if heads and len(_FIRST_PERSON.findall(_unquoted(context.report.text))) < 2:
        return heads[0]
    return _subject_of_title(context) if marked and not heads else None


def _head(text: str) -> Iterator[tuple[int, int]]:
    """The short lines above the first paragraph."""
    for number, line in enumerate(_LINE.finditer(text)):
        if number >= _HEAD_LINES or len(line[0].split()) > _HEAD_WORDS:
            return
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        yield start, start + len(line[0].strip())


def _spans(context: Context, lines: list[tuple[int, int]]) -> list[Span]:
    return [context.report.span(start, end) for start, end in lines]


def _begins(line: str, words: list[str]) -> bool:
    low = line.lower().strip(" *#-:")
    return any(re.match(re.escape(word) + r"(?!\w)", low) for word in words if word != "no.") or bool(
        re.match(r"no\. ?\d", low)
    )


def _closed(text: str, rules: dict[str, list[str]]) -> bool:
    """Whether the last lines close a letter or a release, or sign it with a rank or an office."""
    last = [line.strip().lower() for line in text.rstrip().splitlines() if line.strip()][-5:]
    if any(line.rstrip(",.") in rules["closings"] or line in rules["closings"] for line in last):
        return True
    short = [line for line in last[-3:] if len(line.split()) <= 8 and not line.endswith((".", "!", "”", '"'))]
    signed = [line for line in short if set(re.findall(r"[\w-]+", line)) & set(rules["signs"])]
    return len(short) >= 2 and bool(signed)


def _is_name(context: Context, line: Span) -> bool:
    """Whether a line is written as a name: its long words have capitals, no verb is in it, no full stop ends it."""
    words = [w for w in re.findall(r"[^\W\d_]+", line.quote) if len(w) > 3]
    read = context.doc.char_span(line.start, line.end, alignment_mode="expand")
    tells = read is not None and any(t.pos_ in ("VERB", "AUX") for t in read)
    return bool(words) and not line.quote.endswith(".") and all(w[0].isupper() for w in words) and not tells


def _named_again(context: Context, heads: list[Span]) -> Span | None:
    """The first subject in the text that is one of the letterhead's lines, or part of one ("The General Staff")."""
    lines = [_fold(head.quote) for head in heads]
    below = heads[-1].end if heads else len(context.report.text)
    for token in context.doc:
        if token.idx <= below or not token.dep_.startswith("nsubj") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        start, end = core(token)
        words = context.span(start + (context.doc[start].lower_ == "the"), end)
        own = _fold(words.quote)
        if len(own.split()) > 1 and any(own in line or line in own for line in lines):
            return words
    return None


def _fold(words: str) -> str:
    return re.sub(r"^the ", "", re.sub(r"\W+", " ", words.lower()).strip())


def _subject_of_title(context: Context) -> Span | None:
    """Who does what the title of a release says ("Northern Command conducts strikes")."""
    title = context.report.title or ""
    at = context.report.text.find(title) if title else -1
    words = context.doc.char_span(at, at + len(title), alignment_mode="expand") if at >= 0 else None
    for token in words if words is not None else ():
        if token.dep_.startswith("nsubj") and (token.pos_ == "PROPN" or token.ent_type_ == "ORG"):
            start, end = core(token)
            return context.span(start, end)
    return None


def _signed(context: Context) -> Span | None:
    """Who signs in capitals a text that says "I" or "we" outside quotation marks."""
    text = context.report.text
    signed = _SIGNATURE.search(text)
    if signed is None or len(_FIRST_PERSON.findall(_unquoted(text))) < 2:
        return None
    return context.report.span(signed.start("who"), signed.end("who"))


def _unquoted(text: str) -> str:
    return re.sub(r"[\"“][^\"“”]*[\"”]", "", text)


def _state_of_author(context: Context, named: Span) -> str | None:
    """The state that the author's name holds, or the one that the text speaks of most, bodies of it counted in."""
    own = [h.id for h in context.names if h.start < named.end and h.end > named.start]
    found = [state for actor in own if (state := state_of(context, actor)) is not None]
    if found:
        return found[0]
    if any(context.packs.role(actor) is SpeakerKind.ARMED_GROUP for actor in own):
        return None
    states = Counter(state for hit in context.names if (state := state_of(context, hit.id)) is not None)
    return states.most_common(1)[0][0] if states else None
