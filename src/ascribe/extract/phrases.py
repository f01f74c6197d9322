"""Noun phrases: where they begin and end, their names, their heads, their coordinated parts."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, name_head
from ascribe.extract.groups import Group, mentions_of, taken_up
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import ActorKind, Filler, Span, SpeakerKind

#: What hangs on a noun and is no part of its name: clauses, appositions, coordinated parts, marks.
_TRAILING = frozenset(
    {"acl:relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "dep", "case", "cop", "nsubj",
     "discourse", "ccomp", "nsubj:pass", "aux", "mark", "advmod", "obl", "list", "orphan", "xcomp"}
)  # fmt: skip
_PRONOUN_TAGS = frozenset({"PRP", "WP", "WDT", "EX", "PRP$", "WP$"})
#: Verbs of which a group's name is what it is called: "calling itself X", "known as X".
_NAMING = frozenset({"calling", "known", "called", "named", "dubbed", "styling", "nicknamed"})
_QUOTES = "\"“”'‘’«»"


def core(head: Token) -> tuple[int, int]:
    """Words [start, end) of a noun phrase around its head: modifiers before it, prepositional phrases after it."""
    start = end = head.i
    for child in head.children:
        if child.dep_ in _TRAILING or (
            child.dep_ == "nmod" and child.i > head.i and not (_short(child) and _belongs(child))
        ):
            if child.dep_ == "advmod" and child.i < head.i:
                start = min(start, child.left_edge.i)
            continue
        if child.i < head.i:
            start = min(start, child.left_edge.i)
        else:
            end = max(end, core(child)[1] - 1 if child.pos_ in ("NOUN", "PROPN") else child.right_edge.i)
    return start, end + 1


def _belongs(child: Token) -> bool:
    """A prepositional phrase that says which one, not where it acts ("behind the attack")."""
    case = [c.lower_ for c in child.children if c.dep_ == "case"]
    return not case or case[0] in ("of", "in", "from", "at", "near", "for", "with", "within", "to")


def _short(child: Token) -> bool:
    return child.right_edge.i - child.left_edge.i < 12


def is_name(token: Token) -> bool:
    """Whether the phrase of this head is a proper name."""
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def parts(head: Token) -> Iterator[Token]:
    """The head and everything coordinated with it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from parts(child)


def coordinated(context: Context, head: Token) -> Iterator[Token]:
    """`parts`, less the conjuncts inside one name ("Islamic State of Iraq and Syria")."""
    for part in parts(head):
        inside = any(h.start < part.idx < h.end and h.start <= head.idx < h.end for h in context.names)
        if part.i == head.i or not inside:
            yield part


def name_of(context: Context, head: Token) -> Span:
    """The words to look up for a phrase: its core without article, possessor pronoun and counting words."""
    start, end = core(head)
    start = max([start, *(c.i + 1 for c in head.children if c.dep_ == "case" and c.i < head.i)])
    while start < head.i and (
        (context.doc[start].dep_ in ("det", "punct", "case", "cc") and context.doc[start].head.i == head.i)
        or (
            context.doc[start].tag_ in ("PRP$", "WP$", "DT", "PDT", "WDT")
            and context.doc[start].pos_ != "NUM"
        )
        or context.doc[start].is_space
        or context.doc[start].text in _QUOTES
        or _is_outcome(context.doc[start])
    ):
        start += 1
    if start > 1 and context.doc[start - 1].text in "-–" and not context.doc[start - 2].whitespace_:
        start -= 2  # "X-backed militias", whatever the tree makes of X
    while end - 1 > head.i and (context.doc[end - 1].is_punct or context.doc[end - 1].is_space):
        end -= 1
    return context.span(start, end)


def _is_outcome(token: Token) -> bool:
    """The "dead" of "shot dead two policemen"."""
    return (
        token.lower_ == "dead"
        and token.i > 0
        and token.nbor(-1).lower_ in ("shot", "shoot", "shooting", "shoots")
    )


def filler(context: Context, head: Token) -> Filler | None:
    """The filler of a role, or None for what names nobody (pronouns without an antecedent, bare numbers)."""
    if _is_those(head):
        span = context.span(head.i, max(c.right_edge.i for c in children(head, "acl", "nmod")) + 1)
        return Filler(span, clean(span.quote))
    if (
        head.tag_ in _PRONOUN_TAGS
        or head.pos_
        in (
            "PRON",
            "DET",
            "ADP",
            "PUNCT",
            "SPACE",
            "VERB",
            "AUX",
            "ADV",
        )
    ) and not head.like_num:
        return None
    named = _named_beside(context, head)
    if named is not None:
        return named
    span = name_of(context, head)
    known = _known_group(context, head)
    if known is not None:
        return Filler(span, context.packs.actors[known].name, known)
    short = next((g for g in mentions_of(context, head) if g.full is not None and g.head.i == head.i), None)
    if short is not None and short.full is not None:
        return Filler(span, short.name, short.actor, (context.span(*short.full),))
    unknown = own_group(context, head)
    if unknown is not None:
        return Filler(span, unknown.name, unknown.actor)
    return Filler(span, clean(span.quote), _own_actor(context, head, span))


def _is_those(head: Token) -> bool:
    """ "those detained", "some of the guards": a word that stands for those that its complement says."""
    short = [c for c in children(head, "acl", "nmod") if c.right_edge.i - head.i < 7]
    return head.lower_ in ("those", "some", "many", "several", "most", "others") and bool(short)


def _own_actor(context: Context, head: Token, span: Span) -> str | None:
    """The actor that the whole phrase is: its name covers the head, and more than a modifier ("Syrian rebels")."""
    hits = [
        h for h in context.names if h.start < span.end and h.end > span.start and h.start <= head.idx < h.end
    ]
    return max(hits, key=lambda h: h.end - h.start).id if hits else None


def _named_beside(context: Context, head: Token) -> Filler | None:
    """The name that stands with a describing noun: "the militia X", "the 'X' group", "the governor, Ali Rida"."""
    people = context.lexicon.people
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or not (
        lemma in people["group"] or lemma in people["person"] or head.lower_ in people["group"]
    ):
        return None
    person = lemma in people["person"]
    for child in head.children:
        if child.dep_ not in ("appos", "flat", "compound", "nmod", "amod") or not is_name(child):
            continue
        if child.dep_ in ("nmod", "amod") and any(c.dep_ == "case" for c in child.children):
            continue
        hit = next((h for h in context.names if h.start < child.idx + len(child) and h.end > child.idx), None)
        state = hit is not None and context.packs.actors[hit.id].kind is ActorKind.STATE
        if hit is not None and not state and (child.dep_ != "compound" or not person):
            return Filler(
                context.report.span(hit.start, hit.end), context.report.text[hit.start : hit.end], hit.id
            )
        entity = next(
            (
                e
                for e in head.doc[child.left_edge.i : child.right_edge.i + 1].ents
                if e.start <= child.i < e.end
            ),
            None,
        )
        wanted = ("PER",) if person else ("ORG",)
        if entity is not None and entity.label_ in wanted and child.dep_ in ("appos", "flat", "compound"):
            span = context.span(entity.start, entity.end)
            return Filler(span, clean(span.quote), None)
    return None


def own_group(context: Context, head: Token) -> Group | None:
    """The group that a noun stands for although no pack knows it: "a faction calling itself X", "a militia known as X",
    "the extremist group X", "the group" after X."""
    if head.pos_ != "NOUN":
        return None
    beside = [
        c for v in head.children if v.dep_ in ("acl", "acl:relcl") and v.lower_ in _NAMING for c in v.children
    ]
    if head.lemma_.lower() in context.lexicon.people["group"]:
        beside += [c for c in head.children if c.dep_ in ("flat", "appos", "compound")]
        beside += [name_head(head.head)] if head.dep_ == "appos" else []
    beside += [head] if any(g.full for g in mentions_of(context, head)) else []
    found = next(
        (g for c in beside if c.pos_ == "PROPN" or c.i == head.i for g in mentions_of(context, c)), None
    )
    if found is None and is_taken_up(context, head):
        return taken_up(context, head)
    return found


def is_taken_up(context: Context, head: Token) -> bool:
    """ "the group", "this militia" with nothing that says which."""
    if head.lemma_.lower() not in context.lexicon.roles["groups-meant"] or head.tag_ != "NN":
        return False
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children):
        return False
    return not any(
        is_name(c) or c.dep_ in ("acl", "acl:relcl", "nmod", "amod")
        for c in head.children
        if c.dep_ != "conj"
    )


def _known_group(context: Context, head: Token) -> str | None:
    """Which armed group "the group" or "the militia" takes up: the last one named before it."""
    if head.lemma_.lower() not in context.lexicon.roles["groups-meant"] or head.tag_ != "NN":
        return None
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children):
        return None
    if any(
        c.dep_ in ("nmod", "acl:relcl", "acl") and context.doc[head.i + 1].text != "," for c in head.children
    ):
        return None
    if any(c.dep_ in ("compound", "flat", "appos") and c.pos_ == "PROPN" for c in head.children):
        return None
    phrase = head.left_edge.idx
    before = [
        h for h in context.names
        if h.end <= phrase and context.packs.role(h.id) is SpeakerKind.ARMED_GROUP and not _is_backer(context, h.end)
    ]  # fmt: skip
    return before[-1].id if before else None


def _is_backer(context: Context, end: int) -> bool:
    """A name that only describes another ("the al-Qaida-linked group")."""
    return bool(re.match(r"[-–]\w", context.report.text[end : end + 2]))


def clean(words: str) -> str:
    """One line, without quotation marks and a possessive ending."""
    text = re.sub(r"\s+", " ", words)
    text = re.sub(r"['’]s?$", "", re.sub(r"[\"“”«»]", "", text)).strip(" ,;:")
    return text if "." in text[:-1] else text.rstrip(".")


def head_words(filler_: Filler) -> set[str]:
    """Content words of a filler, lower case: what two mentions of one thing share."""
    return {
        w
        for w in re.findall(r"\w+", filler_.name.lower())
        if len(w) > 2 and w not in load_lexicon().roles["no-content"]
    }
