"""The groups that a report names, known to a pack or not, and which of them "the group", "it" or "its" takes up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import name_head
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Filler, SpeakerKind

_IN_NAME = ("compound", "flat", "amod", "nummod", "punct")
_GROUPS = (ActorKind.GROUP, ActorKind.UNIT)
#: "calling itself X", "styling themselves X": the verbs, the pronouns, and how the name hangs on the verb.
_CALLING = frozenset(
    {"calling", "calls", "called", "styling", "styles", "styled", "naming", "names", "named"}
)
_SELVES = frozenset({"itself", "themselves"})
_CALLED = frozenset({"xcomp", "obj", "obl", "appos", "dep", "ccomp", "oprd"})


@dataclass(frozen=True, slots=True)
class Group:
    """One mention of a named group: its head word, the name's words start..end, and its id where a pack knows it;
    `full` are the words of the whole name where this is a short one."""

    head: Token
    start: int
    end: int
    name: str
    actor: str | None = None
    full: tuple[int, int] | None = None


def named_groups(context: Context) -> tuple[Group, ...]:
    """All mentions of named armed and political groups in text order."""
    called = _called_groups(context)
    found = [g for token in context.doc if (g := _mention(context, token, called)) is not None]
    return tuple(_with_short_names(context, found))


def _with_short_names(context: Context, found: list[Group]) -> Iterator[Group]:
    """The mentions with those that "the" and one word of a name make: "the Column" is the one Column told before."""
    mentions = {g.head.i: g for g in found}
    full: dict[str, dict[str, Group]] = {}
    for token in context.doc:
        group = mentions.get(token.i) or (_short(token) if token.text in full else None)
        if group is None:
            continue
        longer = full.get(token.text, {})
        if group.end - group.start == 1 and group.actor is None and len(longer) == 1:
            whole = next(iter(longer.values()))
            group = replace(group, name=whole.name, actor=whole.actor, full=(whole.start, whole.end))
        elif group.end - group.start > 1:
            full.setdefault(token.text, {}).setdefault(group.name.lower(), group)
        if token.i in mentions or group.name != token.text:
            yield group


def _short(token: Token) -> Group | None:
    """A capitalised word alone behind "the"."""
    alone = all(
        c.dep_ in ("det", "case", "punct", "conj", "cc", "appos", "acl:relcl") for c in token.children
    )
    named = token.text[:1].isupper() and token.i > 0 and token.nbor(-1).lower_ == "the"
    if not alone or not named or token.dep_ in ("compound", "flat") or token.ent_type_ == "LOC":
        return None
    return Group(token, token.i, token.i + 1, token.text)


def _mention(context: Context, token: Token, called: frozenset[str]) -> Group | None:
    hit = next((h for h in context.names if h.start <= token.idx < h.end), None)
    if hit is not None:
        kind, role = context.packs.actors[hit.id].kind, context.packs.role(hit.id)
        if kind not in _GROUPS and role is not SpeakerKind.ARMED_GROUP:
            return None
        words = context.doc.char_span(hit.start, hit.end, alignment_mode="expand")
        if words is None or words.root.i != token.i:
            return None
        return Group(token, words.start, words.end, context.packs.actors[hit.id].name, hit.id)
    if (token.dep_ in ("flat", "amod") and token.head.pos_ == "PROPN") or _ends_a_name(token, called):
        return None
    if token.text in context.governed:
        return None
    if not (token.text in called or is_group_name(token)) or token.pos_ not in ("PROPN", "NOUN"):
        return None
    start, end = name_words(token)
    end = max(end, _end_of_name(context, token))
    if not any(t.text[:1].isupper() for t in context.doc[start:end]):
        return None
    return Group(token, start, end, context.doc[start:end].text.replace("\n", " "))


def _end_of_name(context: Context, head: Token) -> int:
    """The end of a name that goes on with "of" and another name: "Sons of the River", not "Brigade 9 of the Front"."""
    for child in head.children:
        if not _is_of(child) or not 1 < child.i - head.i < 5:
            continue
        start, end = name_words(child)
        between = context.doc[head.i + 1 : start]
        known = any(
            h.start < context.doc[end - 1].idx and context.doc[start].idx < h.end for h in context.names
        )
        if all(t.lower_ in ("of", "the") for t in between) and not known and child.text[:1].isupper():
            return end
    return head.i + 1


def _ends_a_name(token: Token, called: frozenset[str]) -> bool:
    """Whether a word ends a name that another heads: "River" of "Sons of the River"."""
    return _is_of(token) and (token.head.text in called or is_group_name(token.head))


def _is_of(token: Token) -> bool:
    return (
        token.dep_ == "nmod"
        and token.pos_ == "PROPN"
        and token.head.text[:1].isupper()
        and [c.lower_ for c in token.children if c.dep_ == "case"] == ["of"]
    )


def is_group_name(token: Token) -> bool:
    """Whether a name says of itself that it is a group's: "Thorn Brigades", "the Marsh movement"."""
    words = load_lexicon().relations["group-names"]
    if token.lemma_.lower() not in words and token.lower_ not in words:
        return False
    named = [c for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.pos_ == "PROPN"]
    entities = {c.ent_type_ for c in named} | {token.ent_type_}
    return bool(named) and (token.text[:1].isupper() or "LOC" not in entities)


def name_words(head: Token) -> tuple[int, int]:
    """The words of the name around its head: its entity, and names and hyphens tied to it."""
    own = [head.i]
    for child in head.children:
        if (
            child.dep_ in _IN_NAME
            and (child.text[:1].isupper() or child.dep_ == "flat")
            and abs(child.i - head.i) < 7
        ):
            own += [t.i for t in child.subtree if t.dep_ in _IN_NAME]
    entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
    if entity is not None and entity.label_ != "LOC":
        own += [entity.start, entity.end - 1]
    start, end = min(own), max(own) + 1
    while start < head.i and (head.doc[start].pos_ == "DET" or head.doc[start].text in '-–(,"“'):
        start += 1
    while end - 1 > head.i and head.doc[end - 1].text in ')-–,"”':
        end -= 1
    return start, end


def _called_groups(context: Context) -> frozenset[str]:
    """Heads of names that the report calls a group: in apposition, beside the noun, or "calling itself"."""
    found = set(context.armed)
    groups = context.lexicon.people["group"]
    for token in context.doc:
        if token.lower_ in _SELVES and token.head.lower_ in _CALLING:
            found |= {c.text for c in token.head.children if c.pos_ == "PROPN" and c.dep_ in _CALLED}
        if token.lemma_.lower() == "claim" and token.pos_ == "VERB":
            found |= {c.text for c in token.children if c.dep_ == "nsubj" and c.ent_type_ in ("ORG", "PER")}
        if token.lower_ == "name" and context.doc[token.i - 1].lower_ == "the":
            found |= {c.text for c in token.children if c.dep_ == "nmod" and c.pos_ == "PROPN"}
        if token.pos_ != "NOUN" or token.lemma_.lower() not in groups:
            continue
        names = [name_head(token.head)] if token.dep_ == "appos" else []
        names += [c for c in token.children if c.dep_ in ("appos", "flat")]
        names += [c for c in token.children if c.dep_ == "compound" and c.ent_type_ in ("ORG", "PER")]
        found |= {n.text for n in names if n.pos_ == "PROPN" and n.ent_type_ != "LOC"}
    short = set[str]()
    for token in context.doc:
        if (
            token.dep_ in ("appos", "conj")
            and token.text.isupper()
            and len(token) > 1
            and token.head.text in found
        ):
            short.add(token.text)
    return frozenset(found | short)


def taken_up(context: Context, token: Token) -> Group | None:
    """The group that "the group", "it" or "its" takes up: the one named last before it, less those that another
    is only described by ("X, which is linked to Y")."""
    start = token.left_edge.i if token.pos_ == "NOUN" else token.i
    before = [g for g in context.groups if g.end <= start and not describes(g.head)]
    return before[-1] if before else None


def describes(head: Token) -> bool:
    doc = head.doc
    if head.dep_ in ("compound", "amod") and head.head.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"):
        groups = load_lexicon().people["group"]
        return head.head.lemma_.lower() not in groups or doc[head.right_edge.i + 1].text in "-–"
    words = load_lexicon().relations["ties"]
    above = head.head
    if head.dep_ == "nmod" and above.lemma_.lower() in load_lexicon().people["person"]:
        return True
    return head.dep_ in ("obl", "nmod", "obl:agent", "nmod:poss") and (
        above.lemma_.lower() in words or above.lower_ in words
    )


def as_filler(context: Context, group: Group, words: Token | None = None) -> Filler:
    """The group as a filler; `words` is the pronoun or noun that stands for it."""
    span = context.word(words) if words is not None else context.span(group.start, group.end)
    return Filler(span, group.name, group.actor)


def mentions_of(context: Context, head: Token) -> Iterator[Group]:
    """Group mentions whose name holds this word."""
    return (g for g in context.groups if g.start <= head.i < g.end)


def is_several(token: Token) -> bool:
    """ "they", "both", "the two groups": who takes up groups that were named side by side."""
    if token.lower_ in ("they", "both") and token.dep_.startswith("nsubj"):
        return True
    return token.tag_ == "NNS" and any(c.lower_ in ("two", "three", "both") for c in token.children)


def last_listed(context: Context, token: Token) -> list[Group]:
    """The groups named side by side last before a word ("A, B and the C"); none where the last one stands alone."""
    before = [g for g in context.groups if token.i - 120 <= g.start and g.end <= token.left_edge.i]
    found = before[-1:]
    for group in reversed(before[:-1]):
        between = context.doc[group.end : found[0].start]
        if not all(t.lower_ in ("and", "or", "the", ",") or t.is_quote for t in between):
            break
        found.insert(0, group)
    return found if len(found) > 1 else []
