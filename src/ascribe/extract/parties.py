"""Who the words of a relation name: the name, the name that a describing noun stands for, the one taken up."""

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import subject
from ascribe.extract.groups import as_filler, mentions_of, taken_up
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler

_PRONOUNS = frozenset("it its itself they them their".split())
_RELATIVE = frozenset({"WDT", "WP", "WP$"})


def party(context: Context, head: Token) -> Filler | None:
    """Who a phrase or pronoun names; a group by its name alone, however it is described."""
    if head.lower_ in _PRONOUNS or takes_up(context, head):
        group = taken_up(context, head)
        if group is not None:
            return as_filler(context, group, head)
    if head.tag_ in _RELATIVE:
        clause = head.head
        return party(context, clause.head) if clause.dep_ == "acl:relcl" else None
    group = next(iter(mentions_of(context, head)), None)
    if group is None:
        calling = (v for v in head.children if v.dep_ == "acl" and v.lower_ == "calling")
        names = (c for v in calling for c in v.children if c.dep_ == "obj" and c.pos_ == "PROPN")
        group = next((g for n in names for g in mentions_of(context, n)), None)
    return as_filler(context, group) if group is not None else filler(context, head)


def takes_up(context: Context, head: Token) -> bool:
    """ "the group", "the militia": a noun that says no name and takes one up."""
    if head.tag_ != "NN" or head.lemma_.lower() not in context.lexicon.roles["groups-meant"]:
        return False
    if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in head.children):
        return False
    return not any(
        is_name(c) or c.dep_ in ("acl", "acl:relcl", "nmod") for c in head.children if c.dep_ != "conj"
    )


def owner(context: Context, noun: Token) -> Filler | None:
    """Who a describing noun is about: a name beside it or in apposition, the subject it is said of, the group that
    it takes up, else the noun itself."""
    relations = load_lexicon().relations
    found = None if noun.lemma_.lower() in relations["tie-nouns"] else party(context, noun)
    if found is not None and (found.actor is not None or is_named(found)) and noun.lower_ not in _PRONOUNS:
        described = noun.pos_ == "NOUN" and found.span.start <= noun.idx < found.span.end
        if (
            not described
            or next(iter(mentions_of(context, noun)), None) is not None
            or takes_up(context, noun)
        ):
            return found
    if noun.dep_ == "appos" and (is_name(noun.head) or noun.head.lower_ in load_lexicon().people["acting"]):
        return owner(context, body_before(context, noun, noun.head))
    if any(c.dep_ == "cop" for c in noun.children):
        own = subject(noun)
        said = party(context, own) if own is not None and own.i != noun.i else None
        if said is not None:
            return said
    if noun.pos_ == "PROPN":
        return found
    span = context.word(noun)
    return found if found is not None and found.actor else Filler(span, clean(span.quote))


def body_before(context: Context, noun: Token, head: Token) -> Token:
    """What a describing noun of a group stands for: the last of coordinated names before it; where the parse hangs
    it on a person ("X, the head of Y, a militia"), the name between the two."""
    nearest = [p for p in coordinated(context, head) if p.i < noun.i][-1:]
    found = nearest[0] if nearest else head
    if found.ent_type_ != "PER" or next(iter(mentions_of(context, found)), None) is not None:
        return found
    between = [g.head for g in context.groups if found.i < g.start and g.end <= noun.i]
    between += [
        e.root for e in context.doc.ents if e.label_ == "ORG" and found.i < e.start and e.end <= noun.i
    ]
    return max(between, key=lambda t: t.i, default=found)


def is_named(found: Filler) -> bool:
    """Whether a filler is a name and no describing words."""
    words = found.name.split()
    if not words:
        return False
    last = load_lexicon().relations["group-names"]
    own = words[-1].split("-")[-1] if words[-1].lower().startswith(("al-", "el-", "ul-")) else words[-1]
    return own[:1].isupper() or (words[0][:1].isupper() and words[-1] in last and "-" not in words[0])


def is_side(context: Context, found: Filler | None, head: Token, one: bool = False) -> bool:
    """Somebody who can be tied to another: an actor, a name, or a noun of those who act (in the plural, where it
    is not `one` that is told apart)."""
    if found is None:
        return False
    if found.actor is not None or next(iter(mentions_of(context, head)), None) is not None:
        return True
    sides = (
        load_lexicon().people["acting"] | load_lexicon().classes["groups"] | load_lexicon().relations["sides"]
    )
    if head.pos_ == "NOUN" and not takes_up(context, head) and found.span.start <= head.idx < found.span.end:
        plural = one or head.tag_ == "NNS" or head.lower_ in ("leadership", "bloc", "government", "army")
        return plural and (head.lower_ in sides or head.lemma_.lower() in sides)
    return is_named(found)
