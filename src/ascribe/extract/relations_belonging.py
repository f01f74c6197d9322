"""Who leads, belongs to or is part of what: led-by, member-of, part-of."""

from collections.abc import Iterator

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, preposition, subject
from ascribe.extract.groups import as_filler, name_words
from ascribe.extract.parties import body_before, is_named, is_side, owner, party
from ascribe.extract.phrases import clean, coordinated, filler, is_name
from ascribe.extract.relations_cells import taken_body
from ascribe.model import ActorKind, Filler, RelationKind

Found = Iterator[tuple[Filler, RelationKind, Filler]]


def led(context: Context, token: Token) -> Found:
    """ "a group led by X", "X, who heads Y"."""
    if context.lexicon.lemma(token.lower_, token.lemma_.lower()) not in context.lexicon.relations["leads"]:
        return
    if token.pos_ != "VERB":
        return
    by = [c for c in children(token, "obl:agent", "obl") if preposition(c) == "by"]
    person = [c for c in by if c.ent_type_ == "PER" or any(g.ent_type_ == "PER" for g in c.children)]
    if person:
        own = subject(token)
        pairs = (
            [(token.head, person[0])] if token.dep_.startswith("acl") else [(own, person[0])] if own else []
        )
    else:
        own = subject(token)
        pairs = [(c, own) for c in children(token, "obj") if own is not None and is_name(c)]
    for group, leader in pairs:
        a, b = owner(context, group), _person(context, leader)
        if a and b and is_side(context, a, group, one=True):
            yield a, RelationKind.LED_BY, b


def _person(context: Context, head: Token) -> Filler | None:
    """The person that a phrase names: itself or the name beside a title ("a local chieftain, X")."""
    for token in [head, *children(head, "appos", "flat")]:
        if token.ent_type_ == "PER":
            return filler(context, token)
    return None


def posts(context: Context, token: Token) -> Found:
    """ "Reed commander Ali Hasan", "its commander, X", "the leader of the Y, X", "X, head of Y", "a Y member, X"."""
    relations = context.lexicon.relations
    lemma = token.lemma_.lower()
    if lemma not in relations["leaders"] | relations["members"] or token.pos_ not in ("NOUN", "PROPN"):
        return
    person = _holder(token)
    if person is None:
        return
    b = filler(context, person)
    group = _body(token)
    a = (
        (_whose(context, group) if group.tag_ == "PRP$" else _named(context, group))
        if group is not None
        else None
    )
    if a is None or b is None or group is None or person.i == group.i:
        return
    if _leads(token, group, lemma in relations["leaders"]):
        yield a, RelationKind.LED_BY, b
    elif lemma in relations["members"] and _has_members(context, a, group):
        yield b, RelationKind.MEMBER_OF, a


def _has_members(context: Context, found: Filler, group: Token) -> bool:
    """An armed or political group; officials of states and ministries are not called members."""
    words = found.name.lower().split()
    if (
        words[-1] in context.lexicon.relations["no-members"]
        or set(words) & context.lexicon.relations["public"]
    ):
        return False
    if found.actor is not None:
        return any(g.actor == found.actor for g in context.groups)
    return any(g.name == found.name for g in context.groups)


def _holder(token: Token) -> Token | None:
    """The person whose post it is."""
    person = next((c for c in token.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PER"), None)
    if person is None and token.dep_ in ("compound", "appos", "amod") and token.head.ent_type_ == "PER":
        person = token.head
    above = token.head
    if person is None and token.dep_ == "nmod" and above.lower_ == "one":  # "one of its commanders, X"
        person = next((c for c in above.children if c.dep_ == "appos" and c.ent_type_ == "PER"), None)
    if person is None and token.dep_ == "nsubj":  # "said its spokesman, X"
        after = [
            c for c in above.children if c.dep_ == "nsubj" and c.ent_type_ == "PER" and 0 < c.i - token.i < 4
        ]
        person = after[0] if after else None
    if person is None:
        uses = [v for v in children(token, "acl:relcl") if v.lemma_.lower() in ("use", "go", "give", "call")]
        names = [
            n for v in uses for c in children(v, "obj", "obl") for n in [c, *children(c, "appos", "flat")]
        ]
        person = next((n for n in names if n.ent_type_ == "PER" or n.pos_ == "PROPN"), None)
    if person is None and any(c.dep_ == "cop" for c in token.children):
        who = next((c for c in children(token, "nsubj") if c.tag_ == "WP"), None)
        person = _before_who(who) if who is not None else subject(token)
        person = person if person is not None and person.ent_type_ == "PER" else None
    return person


def _before_who(pronoun: Token) -> Token | None:
    """The person named last before "who"."""
    people = [
        e
        for e in pronoun.doc.ents
        if e.label_ == "PER" and e.end <= pronoun.i and e.start >= pronoun.sent.start
    ]
    return people[-1].root if people else None


def _body(token: Token) -> Token | None:
    """Whose post it is: a name or "the group's" before it, "its", or what stands behind "of" and "in"."""
    for child in token.children:
        if child.tag_ == "PRP$" and child.lower_ in ("its", "their"):
            return child
        if child.dep_ in ("nmod:poss", "compound", "amod", "nmod:unmarked") and child.i < token.i:
            if (is_name(child) and child.ent_type_ not in ("PER",)) or child.lemma_.lower() in (
                "group",
                "movement",
            ):
                return child
            if child.ent_type_ == "PER" and child.doc.has_annotation("DEP") and child.dep_ == "compound":
                return child
    behind = [c for c in children(token, "nmod") if preposition(c) in ("of", "in", "with", "within", "for")]
    return next((c for c in behind if c.ent_type_ != "LOC"), None)


def _leads(token: Token, group: Token, is_leader: bool) -> bool:
    """The leader, not one of several: "a Y commander", "one of its commanders", "deputy", "senior" are members."""
    words = {c.lower_ for c in token.children}
    narrow = any(c.dep_ == "compound" and c.pos_ == "NOUN" and c.i != group.i for c in token.children)
    return is_leader and token.tag_ in ("NN", "NNP") and not narrow and not words & {
        "a", "an", "deputy", "vice", "senior", "prominent", "local", "top", "former", "field", "regional",
    }  # fmt: skip


def _named(context: Context, noun: Token) -> Filler | None:
    """The group that a phrase names: itself, or the name in apposition ("the rebel group Fastaqim")."""
    for child in [noun, *noun.children]:
        if (child.i == noun.i or child.dep_ in ("appos", "flat")) and is_name(child):
            found = party(context, child)
            state = (
                found is not None
                and found.actor
                and context.packs.actors[found.actor].kind is ActorKind.STATE
            )
            if found is not None and not state and (child.ent_type_ != "LOC" or found.actor):
                return found
    found = party(context, noun)
    return found if found is not None and is_named(found) and noun.ent_type_ != "LOC" else None


def _whose(context: Context, pronoun: Token) -> Filler | None:
    """The group or body that "its" takes up."""
    group = taken_body(context, pronoun) if pronoun.lower_ in ("its", "their") else None
    return as_filler(context, group, pronoun) if group is not None else None


def parts(context: Context, token: Token) -> Found:
    """ "Brigade 45 of the PMF", "X, part of the Y", "Y's Fast Unit", "its political wing, the X bloc"."""
    lemma = token.lemma_.lower()
    under = lemma == "group" and any(preposition(c) == "under" for c in children(token, "nmod", "obl"))
    if lemma not in context.lexicon.relations["parts"] and not under:
        return
    wholes = [
        c
        for c in children(token, "nmod", "obl")
        if preposition(c) in ("of", "under", "within") and c.tag_ != "WDT"
    ] + children(token, "nmod:poss")
    if token.dep_ == "acl:relcl" and any(c.tag_ == "WDT" for c in children(token, "nmod")):
        wholes.append(body_before(context, token, token.head))
    names = [c for c in children(token, "appos", "flat") if is_name(c)]
    for whole in wholes:
        b = _whose(context, whole) if whole.tag_ == "PRP$" else _named(context, whole)
        if b is None and whole.dep_ != "nmod:poss" and token.dep_ == "acl:relcl":
            b = owner(context, whole)
        for a in [party(context, n) for n in names] or [_part(context, token)]:
            if a and b and (a.actor or is_named(a)) and (b.actor or is_named(b)) and a.name != b.name:
                yield a, RelationKind.PART_OF, b


def _part(context: Context, token: Token) -> Filler | None:
    """What the part is: its own name ("Fast Unit"), or who it is said of."""
    capital = [c for c in token.children if c.dep_ in ("compound", "amod", "nummod") and c.text[:1].isupper()]
    if token.text[:1].isupper() and capital:
        return short(context, token)
    return owner(context, token)


def short(context: Context, head: Token) -> Filler:
    span = context.span(*name_words(head))
    return Filler(span, clean(span.quote), context.actor_at(span.start, span.end))


def joins(context: Context, token: Token) -> Found:
    """ "was absorbed into the X", "belongs to the X", "factions within the X"."""
    lemma = context.lexicon.lemma(token.lower_, token.lemma_.lower())
    if token.dep_ == "nmod" and preposition(token) == "within" and is_name(token):
        sides, wholes = [token.head], [token]
    elif lemma in context.lexicon.relations["joins"] and token.pos_ == "VERB":
        own = subject(token)
        sides = [own] if own is not None else []
        wholes = [
            c for c in children(token, "obl") if preposition(c) in ("into", "in", "to", "with") and is_name(c)
        ]
    else:
        return
    for side, whole in ((s, w) for s in sides for w in wholes):
        a, b = owner(context, side), _named(context, whole)
        if a and b and whole.ent_type_ != "LOC" and is_side(context, a, side):
            yield a, RelationKind.PART_OF, b


def umbrellas(context: Context, token: Token) -> Found:
    """ "the X, an umbrella group of Y-backed militias", "a coalition of militias"."""
    words = context.lexicon.relations["umbrella"]
    if token.lemma_.lower() not in words or token.pos_ not in ("NOUN", "PROPN"):
        return
    members = [c for c in children(token, "nmod") if preposition(c) == "of" and c.tag_ == "NNS"]
    b = (
        owner(context, token)
        if token.dep_ == "appos" or any(c.dep_ == "cop" for c in token.children)
        else None
    )
    for member in members:
        a = owner(context, member)
        if b and a and is_named(b) and is_side(context, a, member) and member.pos_ == "NOUN":
            yield a, RelationKind.MEMBER_OF if _has_members(context, b, token) else RelationKind.PART_OF, b


def under(context: Context, token: Token) -> Found:
    """ "factions such as A and B united under a front called C", "use names under the C": members of a front."""
    if token.lower_ != "under" or token.dep_ != "case":
        return
    held = token.head
    front = next((h for h in context.names if held.left_edge.idx <= h.start < held.right_edge.idx + 1), None)
    verb = next((t for t in (held.head, held.head.head) if t.pos_ == "VERB"), None)
    own = (
        subject(verb)
        if verb is not None and verb.lemma_.lower() in context.lexicon.relations["banding"]
        else None
    )
    if front is None or own is None:
        return
    b = Filler(
        context.report.span(front.start, front.end), context.report.text[front.start : front.end], front.id
    )
    members = [
        p
        for c in (own, *children(own, "nmod", "appos", "obl"))
        for p in coordinated(context, c)
        if is_name(p)
    ]
    for member in members:
        a = filler(context, member)
        if a is not None and a.actor != b.actor:
            yield a, RelationKind.MEMBER_OF, b
