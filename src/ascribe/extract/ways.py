"""Where a way of accusing, claiming or denying (`ways.yaml`) stands in a sentence, and whom its words name.

Comes in: the word that a way begins with. Goes out: the heads of those said to have done it, and the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import children, is_passive, subject
from ascribe.extract.told import Told
from ascribe.knowledge.lexicon.ways import Item, Purpose, Slot, Way

#: Words that may stand between two items of a way.
_GAP = 6
_NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
_INSIDE = ("compound", "amod", "nummod", "det", "nmod:poss", "flat", "punct", "advmod")
_NONE = frozenset("no not n't never none nothing neither nor without nobody hardly".split())


@dataclass(frozen=True, slots=True)
class Wording:
    """A way found: the heads of those it names, the words of its items, and whether one of them is denied."""

    way: Way
    actors: tuple[Token, ...]
    words: tuple[Token, ...]
    negated: bool


def wordings(context: Context, told: Told, token: Token) -> Iterator[Wording]:
    """The ways that begin with a word: of each purpose the one with the most words."""
    ways = context.lexicon.ways.by_word
    own = dict.fromkeys((*ways.get(token.lemma_.lower(), ()), *ways.get(token.lower_, ())))
    seen = set[Purpose]()
    for way in sorted(own, key=lambda way: -len(way.rest)):
        if way.purpose not in seen and _may_begin(context, token, way):
            found = _found(context, told, token, way)
            if found is not None:
                seen.add(way.purpose)
                yield found


def _may_begin(context: Context, token: Token, way: Way) -> bool:
    """Whether the word is used as the way uses it: as a verb, but for nouns of accusing and for what something is."""
    if way.copular:
        return _is_said_to_be(context, token, way)
    if token.pos_ == "VERB":
        return token.dep_ != "amod"
    if way.purpose is Purpose.CLEARS and token.pos_ == "ADV":
        return True  # "nowhere near"
    if way.purpose is Purpose.SAID and token.pos_ == "NOUN" and token.dep_ == "nsubj":
        return True  # "the order came from"
    return token.pos_ == "NOUN" and token.lemma_.lower() in context.lexicon.ways.charges


def _found(context: Context, told: Told, token: Token, way: Way) -> Wording | None:
    actors: list[Token] = []
    if way.actor_first or way.culprit_first:
        own = _said_of(token)
        culprit = own is not None and own.lemma_.lower() in context.lexicon.people["anonymous"]
        if own is None or (way.culprit_first and not culprit):
            return None
        actors += [own] if way.actor_first else []
    words, at = [token], token
    for item in way.rest:
        got = _next(context, told, token, at, item)
        if got is None:
            if item.optional:
                continue
            return None
        if item.slot in (Slot.ACTOR, Slot.OWNER):
            actors.append(got)
        else:
            words.append(got)
        at = got if got.i > at.i and at.i != token.i else at if item.slot else max(at, got, key=lambda t: t.i)
    return Wording(way, tuple(actors), tuple(words), any(_is_denied(word) for word in words))


def _next(context: Context, told: Told, anchor: Token, at: Token, item: Item) -> Token | None:
    if item.slot is Slot.ACTOR:
        return _object(anchor) if at.i == anchor.i else _behind(at)
    if item.slot is Slot.OWNER:
        return _owner(anchor, at)
    for token in _following(anchor, at):
        if item.slot is Slot.DEED:
            if _is_deed(context, told, anchor, token):
                return token
        elif {token.lower_, token.lemma_.lower()} & item.words or (
            item.charge and token.lower_ in context.lexicon.ways.it and _is_object(anchor, token)
        ):
            return token
    relative = [c for c in children(anchor, "obj") if item.charge and c.tag_ in ("WDT", "WP")]
    return relative[0] if relative else _raised(context, anchor, item)


def _is_deed(context: Context, told: Told, anchor: Token, token: Token) -> bool:
    """Whether a word is a happening that is told, or a pronoun for one, and no clause of its own."""
    if token.lower_ in ("it", "this", "them", "that", "both", "either"):
        return _is_object(anchor, token)
    noun = token.pos_ == "NOUN" and any(c.dep_ == "det" for c in token.children)
    if token.i not in told.by_token and not (noun and token.lemma_.lower() in context.lexicon.nouns):
        return False
    while token.i != anchor.i and token.head.i != token.i:
        if token.dep_ in ("ccomp", "acl:relcl", "parataxis", "advcl", "nsubj"):
            return False
        token = token.head
    return True


def _is_object(anchor: Token, token: Token) -> bool:
    if token.i == anchor.i + 1 and token.dep_ not in ("mark", "case"):
        return token.lower_ != "that" or token.doc[min(token.i + 1, token.sent.end - 1)].is_quote
    return token.dep_ in ("obj", "obl") and token.head.i == anchor.i


def _raised(context: Context, anchor: Token, item: Item) -> Token | None:
    """The subject of a passive, or the noun that a clause modifies, which is the object otherwise ("fingers were
    pointed at", "a charge that X denies")."""
    passive = children(anchor, "nsubj:pass")
    above = [anchor.head] if anchor.dep_ in ("acl", "acl:relcl") else []
    for token in [*passive, *above]:
        if {token.lower_, token.lemma_.lower()} & item.words:
            return token
    return None


def _following(anchor: Token, at: Token) -> Iterator[Token]:
    """Words behind one, as far as a way may reach: inside the sentence and, for verbs, inside their clause."""
    left = _GAP
    complete = any(c.dep_ in ("obj", "obl", "ccomp", "xcomp") for c in anchor.children)
    for token in anchor.doc[at.i + 1 : anchor.sent.end]:
        if token.text in (";", ":") or left == 0:
            return
        if token.is_punct or token.is_space or token.is_quote:
            continue
        if complete and token.dep_ == "conj" and token.pos_ == "VERB" and token.head.i == anchor.i:
            return
        left -= 1
        yield token


def _object(anchor: Token) -> Token | None:
    """Whom a verb has as its object: the subject in the passive, the noun that its clause modifies."""
    own = children(anchor, "obj", "iobj")
    relative = [c for c in own if c.tag_ in ("WDT", "WP")]
    if anchor.dep_ == "acl:relcl" and (relative or not own) and not is_passive(anchor):
        return anchor.head
    if is_passive(anchor):
        return subject(anchor)
    if not own and anchor.dep_ == "acl:relcl":
        return anchor.head
    return own[0] if own else None


def _behind(at: Token) -> Token | None:
    """The head of the noun phrase behind a word: what its preposition belongs to, or the next noun's."""
    if at.dep_ in ("case", "mark") and at.head.i > at.i and at.head.pos_ in _NOUNS:
        return at.head
    for token in at.doc[at.i + 1 : min(at.i + 6, at.sent.end)]:
        if token.pos_ not in _NOUNS:
            continue
        while token.dep_ in _INSIDE and token.head.i > token.i and token.head.pos_ in _NOUNS:
            token = token.head
        return token
    return None


def _owner(anchor: Token, at: Token) -> Token | None:
    """Whose the word behind is: the possessor of the anchor itself, or of the noun that follows."""
    own = children(anchor, "nmod:poss")
    if own:
        return own[0]
    for token in _following(anchor, at):
        if token.dep_ == "nmod:poss" and token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def _is_said_to_be(context: Context, token: Token, way: Way) -> bool:
    """Whether something is said to be this: with "be" before it, or as what it is called."""
    held = token.head if token.dep_ in ("case", "advmod") else token
    if any(c.dep_ == "cop" or (c.lemma_.lower() == "be" and c.dep_ != "aux:pass") for c in held.children):
        return True
    called = token.head.lemma_.lower() in context.lexicon.speech["brands"]
    return called and not way.actor_first and token.dep_ in ("xcomp", "obl")


def _said_of(token: Token) -> Token | None:
    """Of whom a predicate is said."""
    held = token.head if token.dep_ in ("case", "advmod") and token.head.pos_ not in ("VERB",) else token
    own = next((c for c in held.children if c.dep_.startswith("nsubj")), None)
    if own is None:
        own = subject(held)
    return own


def _is_denied(token: Token) -> bool:
    """Whether a "no" or "not" stands on the word itself or on its verb."""
    if any(c.lower_ in _NONE for c in token.children):
        return True
    held = token.head if token.dep_ in ("case", "obj", "xcomp") else token
    own = [c for c in held.children if c.dep_.startswith("nsubj")]
    return any(c.lower_ in _NONE for c in held.children) or any(
        o.lower_ in _NONE or any(g.lower_ in _NONE for g in o.children) for o in own
    )
