"""Who a noun phrase says is speaking: name or role words, kind, named or not, how many, since when anonymous."""

import re
from collections import Counter
from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.phrases import clean, coordinated, core, filler, own_group
from ascribe.extract.quantities import read_count
from ascribe.model import ActorKind, Hop, RelationKind, Span, Speaker, SpeakerKind

_ANONYMITY = re.compile(
    r"(?:(?:on|under)(?: the)? condition of anonymity|requested anonymity|declined to be (?:named|identified)"
    r"|not authori[sz]ed to)[^,.;]*"
)


def outlet(context: Context) -> Speaker:
    """The report's own voice."""
    return Speaker(context.report.publisher or "the outlet", SpeakerKind.MEDIA, named=True)


def document_speaker(context: Context) -> Speaker | None:
    """Whose statement or letter the whole report is: named in its title ("Statement by ..."), or signed in capitals
    at the end of a text that says "I" or "we" outside quotation marks."""
    text = context.report.text
    title = _STATEMENT.search(text[:400])
    if title is not None:
        words = context.doc.char_span(title.start("who"), title.end("who"), alignment_mode="expand")
        if words is None or words.root.is_space:  # not read: boilerplate is blank in the parsed text
            return None
        return replace(speaker(context, words.root), affiliation=_commonest_state(context))
    plain = re.sub(r"[\"“][^\"“”]*[\"”]", "", text)
    signed = _SIGNATURE.search(text)
    if signed is None or len(_FIRST_PERSON.findall(plain)) < 2:
        return None
    span = context.report.span(signed.start("who"), signed.end("who"))
    state = _commonest_state(context)
    return Speaker(span.quote, SpeakerKind.OFFICIAL, named=True, span=span, count=1, affiliation=state)


def _commonest_state(context: Context) -> str | None:
    """The state that a text speaks of most, bodies of it counted in: whose statement an official text is."""
    states = Counter(state for hit in context.names if (state := state_of(context, hit.id)) is not None)
    return states.most_common(1)[0][0] if states else None


_STATEMENT = re.compile(
    r"^\W*(?:Press )?(?:Statement|Remarks|Letter|Message|Readout|Briefing|Communiqu[ée])\b"
    r"[^\n]{0,40}?\b(?:from|by|(?<=Statement )of) (?:the )?"
    r"(?P<who>[A-Z][^\n,]*?)(?= (?:on|to|about|regarding|following|at)\b|[,\n]|$)",
    re.M,
)
_SIGNATURE = re.compile(
    r"\n\s*(?P<who>[A-Z]{2,}(?:\s(?:[A-Z]\.|[A-Z]{2,}\.?)){1,5})\s*(?:\n[^\n]{0,60})?\s*$"
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|My|we|We|our|Our)\b")


def speaker(context: Context, head: Token) -> Speaker:
    """The speaker that the phrase of this head names."""
    start, end = core(head)
    whole = _whole(head, end)
    span = context.span(start, whole)
    person = _person(context, start, whole)
    several = list(coordinated(context, head))
    if len(several) > 1:
        last = core(several[-1])[1]
        span = context.span(start, last)
    lowered = {t.lower_ for t in context.doc[start : span_end(context, span.end)]}
    anonymous = not person and bool(lowered & context.lexicon.anonymous)
    proper = any(t.pos_ == "PROPN" and t.i == head.i for t in context.doc[start:whole])
    found = None if anonymous or person else filler(context, head)
    actor = found.actor if found else None
    group = (
        own_group(context, head)
        if not person and head.lemma_.lower() in context.lexicon.people["group"]
        else None
    )
    if group is not None:
        return Speaker(clean(group.name), SpeakerKind.ARMED_GROUP, True, span, 1, actor=group.actor)
    named = bool(person) or (not anonymous and (proper or actor is not None or head.ent_type_ != ""))
    return Speaker(
        name=clean(person or _without_article(span.quote) if named else span.quote),
        kind=kind_of(context, head, lowered, actor),
        named=named,
        span=span,
        count=_count(context, head, start, named),
        affiliation=_affiliation(context, span.start, span.end),
        actor=actor if named else None,
        anonymity=_anonymity(context, head),
    )


def _affiliation(context: Context, start: int, end: int) -> str | None:
    """The state or body whose speaker it is: the one named in the phrase, or the state that body is part of."""
    hits = [h.id for h in context.names if h.start < end and h.end > start]
    states = [state for actor in hits if (state := state_of(context, actor)) is not None]
    return states[0] if states else hits[0] if hits else None


def state_of(context: Context, actor: str) -> str | None:
    """The state that an actor is, or that the body is part of by the packs, however many steps up."""
    seen: set[str] = set()
    while actor not in seen:
        if context.packs.actors[actor].kind is ActorKind.STATE:
            return actor
        seen.add(actor)
        wholes = [r.b for r in context.packs.relations if r.a == actor and r.kind is RelationKind.PART_OF]
        actor = wholes[0] if wholes else actor
    return None


def span_end(context: Context, offset: int) -> int:
    """The index after the word that ends at a code point."""
    words = context.doc.char_span(max(0, offset - 1), offset, alignment_mode="expand")
    return words.end if words is not None else len(context.doc)


def _whole(head: Token, end: int) -> int:
    """The end of the phrase with a name in apposition ("spokesman Bassem al-Awadi", "the governor, Ali Rida")."""
    for child in head.children:
        if child.dep_ in ("appos", "flat") and child.ent_type_ == "PER" and child.i > head.i:
            end = max(end, core(child)[1])
    doc = head.doc
    while (
        end < head.sent.end
        and doc[end].ent_type_ == "PER"
        and (doc[end].ent_iob_ == "I" or doc[end - 1].ent_type_ != "PER")
    ):
        end += 1
    return end


def _person(context: Context, start: int, end: int) -> str | None:
    for entity in context.doc[start:end].ents:
        if entity.label_ == "PER" and not (entity.end < end and context.doc[entity.end].tag_ == "POS"):
            return entity.text
    return None


def kind_of(context: Context, head: Token, lowered: set[str], actor: str | None) -> SpeakerKind:
    """By the head word; generic heads ("official", "source") by what stands before them; else by the actor's role."""
    own = head.lower_
    if actor is None and head.pos_ == "PROPN" and head.text in context.armed:
        return SpeakerKind.ARMED_GROUP
    if (
        actor is not None
        and (role := _role(context, actor)) is not None
        and own not in context.lexicon.speech["generic"]
    ):
        return role
    modifiers = {t.lower_ for t in head.subtree if t.i <= head.i} | lowered
    whole = context.actor_at(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
    if own in context.lexicon.speech["generic"] and _role(context, whole) is SpeakerKind.ARMED_GROUP:
        return SpeakerKind.ARMED_GROUP
    if own in context.lexicon.speech["generic"]:
        if own in ("statement", "statements"):
            return _role(context, actor) or _first(context, modifiers - {own}) or SpeakerKind.DOCUMENT
        if own in ("source", "sources") and not modifiers & _all_words(context, own):
            return SpeakerKind.UNKNOWN
        return (
            _first(context, modifiers - {own, "group", "agency"}, skip=SpeakerKind.OFFICIAL)
            or _first(context, {own})
            or SpeakerKind.OFFICIAL
        )
    return (
        _first(context, {own})
        or _role(context, actor)
        or _first(context, modifiers)
        or (SpeakerKind.OFFICIAL if head.ent_type_ else SpeakerKind.UNKNOWN)
    )


def _all_words(context: Context, own: str) -> set[str]:
    return {w for words in context.lexicon.speakers.values() for w in words} - {own}


def _role(context: Context, actor: str | None) -> SpeakerKind | None:
    return context.packs.role(actor) if actor else None


def _first(context: Context, words: set[str], skip: SpeakerKind | None = None) -> SpeakerKind | None:
    for kind, known in context.lexicon.speakers.items():
        if kind is not skip and words & set(known):
            return kind
    return None


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)


def _count(context: Context, head: Token, start: int, named: bool) -> int | None:
    bounds = read_count(" ".join(t.text for t in context.doc[start : head.i] if t.pos_ == "NUM"))
    if bounds and bounds[0] == bounds[1]:
        return bounds[0]
    return (
        1
        if head.tag_ in ("NN", "NNP")
        and (named or context.doc[start].lower_ in ("a", "an", "one", "the", "another"))
        else None
    )


def _anonymity(context: Context, head: Token) -> Span | None:
    sentence = head.sent
    match = _ANONYMITY.search(sentence.text)
    if match is None:
        return None
    at = sentence.start_char + match.start()
    return context.report.span(at, at + len(match[0].rstrip()))


def via(speaker_: Speaker, hop: Speaker) -> Speaker:
    """The same speaker, heard through another one."""
    if hop.span is None or hop.name == speaker_.name:
        return speaker_
    chain = (*hop.via, Hop(hop.span, hop.name, hop.kind), *speaker_.via)
    return Speaker(
        speaker_.name, speaker_.kind, speaker_.named, speaker_.span, speaker_.count, speaker_.affiliation,
        speaker_.anonymity, speaker_.actor, chain,
    )  # fmt: skip
