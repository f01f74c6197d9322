"""Who a noun phrase says is speaking: name or role words, kind, named or not, how many, since when anonymous."""

import re

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.groups import Group, mentions_of, taken_up
from ascribe.extract.phrases import clean, coordinated, core, filler, own_group
from ascribe.extract.quantities import read_count
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Hop, RelationKind, Span, Speaker, SpeakerKind

_ANONYMITY = re.compile(
    r"(?:(?:on|under)(?: the)? condition of anonymity|requested anonymity|declined to be (?:named|identified)"
    r"|not authori[sz]ed to)[^,.;]*"
)


def outlet(context: Context) -> Speaker:
    """The report's own voice."""
    return Speaker(context.report.publisher or "the outlet", SpeakerKind.MEDIA, named=True)


def speaker(context: Context, head: Token) -> Speaker:
    """The speaker that the phrase of this head names."""
    start, end = core(head)
    whole = _whole(head, end)
    span = context.span(start, whole)
    person = _appended(head) or _person(context, start, whole)
    several = list(coordinated(context, head))
    if len(several) > 1:
        last = core(several[-1])[1]
        span = context.span(start, last if last > start else whole)
    lowered = {t.lower_ for t in context.doc[start : span_end(context, span.end)]}
    anonymous = not person and bool(lowered & context.lexicon.anonymous)
    proper = any(t.pos_ == "PROPN" and t.i == head.i for t in context.doc[start:whole])
    found = None if anonymous or person else filler(context, head)
    actor = found.actor if found else None
    group = (
        own_group(context, head)
        if not person and (head.lemma_.lower() in context.lexicon.people["group"] or _is_short(context, head))
        else None
    )
    if group is None and not person:
        group = next((g for g in mentions_of(context, head) if g.head.i == head.i and g.actor is None), None)
        group = group if group is not None and _bears_arms(context, group) else None
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


def _is_short(context: Context, head: Token) -> bool:
    """Whether a word is the short name of a group told before: "the Column"."""
    return any(group.full for group in mentions_of(context, head))


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


def _appended(head: Token) -> str | None:
    """The person named behind an office and whose it is ("a spokesman for the Column, Jon Rook")."""
    if head.lemma_.lower() not in load_lexicon().people["person"]:
        return None
    own = [c for c in head.children if c.dep_ == "nmod"]
    for name in (g for c in own for g in c.children if g.dep_ == "appos" and g.ent_type_ == "PER"):
        entity = next((e for e in head.doc.ents if e.start <= name.i < e.end), None)
        if entity is not None and head.doc[entity.start - 1].text == ",":
            return entity.text
    return None


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
    groups = [g for g in context.groups if g.start < end and g.end > start]
    for entity in context.doc[start:end].ents:
        owner = entity.end < end and context.doc[entity.end].tag_ == "POS"
        group = any(g.start < entity.end and g.end > entity.start for g in groups)
        if entity.label_ == "PER" and not owner and not group:
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
    if own in context.lexicon.speech["generic"] and (
        _role(context, whole) is SpeakerKind.ARMED_GROUP or _is_of_a_group(context, head)
    ):
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


def spoken_for(context: Context, who: Speaker) -> Group | None:
    """The named group that a spokesman, a leader or a member speaks for; None for other speakers."""
    words = context.doc.char_span(who.span.start, who.span.end, alignment_mode="expand") if who.span else None
    if words is None:
        return None
    heads = [words.root, *(t for t in words if t.dep_ == "nsubj"), words.root.head]
    return next((g for head in heads[:3] if (g := _group_of(context, head)) is not None), None)


def _group_of(context: Context, head: Token) -> Group | None:
    """Whose spokesman a noun says somebody is."""
    if head.lower_ not in context.lexicon.speech["spokesmen"]:
        return None
    own = [c for c in head.children if c.dep_ in ("nmod", "compound", "nmod:poss")]
    named = [g for c in own for g in mentions_of(context, c)]
    taken = [taken_up(context, c) for c in own if c.lower_ in ("its", "their")]
    return next((g for g in (*named, *taken) if g is not None), None)


def _is_of_a_group(context: Context, head: Token) -> bool:
    """Whether a spokesman is one of an armed group that no pack knows ("a spokesman for the Fox Brigade")."""
    group = _group_of(context, head)
    return group is not None and group.actor is None and _bears_arms(context, group)


def _bears_arms(context: Context, group: Group) -> bool:
    """Whether a group that no pack knows is one of those that fight, by its name or by what the report calls it."""
    words = {t.lower_ for t in context.doc[group.start : group.end]}
    if group.actor is not None:
        return context.packs.role(group.actor) is SpeakerKind.ARMED_GROUP
    return group.head.text in context.armed or bool(
        words & {*context.lexicon.speakers[SpeakerKind.ARMED_GROUP], *context.lexicon.speech["fighting"]}
    )


def kind_of_words(context: Context, words: str, actor: str | None) -> SpeakerKind:
    """What a speaker is by its name alone: the actor's role, else the first list that has one of the words."""
    role = _role(context, actor)
    lowered = {w.lower() for w in re.findall(r"[^\W\d_]+", words)} - set(context.lexicon.speech["issued"])
    return role or _first(context, lowered) or SpeakerKind.UNKNOWN


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
