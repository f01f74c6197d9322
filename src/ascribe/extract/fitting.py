"""Which entry of the lexicon a word of a sentence fits: its phrase is complete and its conditions hold.

Comes in: a word of a parsed sentence. Goes out: the first entry found by it that fits, or None. What the conditions
mean is said in `events.yaml`.
"""

from collections.abc import Callable, Iterator, Mapping

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import by_agents, children, is_passive, preposition, subject
from ascribe.extract.phrases import parts
from ascribe.knowledge.lexicon import Entry, load_lexicon, predicate
from ascribe.model import Kind

#: The words of the sentence, and of the one before.
Around = tuple[list[str], list[str]]
#: Kinds that are told after what they put an end to: what they need may stand in the sentence before.
_AFTERWARDS = frozenset({Kind.RELEASE, Kind.TRANSFER})
#: How far the words of a phrase stand from its predicate at most.
_NEAR = 5
_PARTICLES = frozenset("up off out over away down back in on into through apart".split())
_MODIFIERS = ("compound", "amod", "flat", "nummod", "nmod:poss", "nmod:unmarked", "det", "advmod")


def fitting(context: Context, token: Token, lowered: list[str], before: list[str]) -> Entry | None:
    """The entry that a word stands for; `lowered` are the words of its sentence, `before` those of the one before."""
    lemma = token.lemma_.lower()
    if token.tag_.startswith("VB"):
        lemma = context.lexicon.lemma(token.lower_, lemma)
    if token.pos_ in ("VERB", "ADJ") and token.tag_.startswith("VB"):
        candidates = context.lexicon.verbs.get(lemma, ())
        if _is_named(token):
            candidates = (*context.lexicon.nouns.get(token.lower_, ()), *candidates)
    elif is_noun(token) and token.dep_ != "compound":
        candidates = context.lexicon.nouns.get(lemma, ())
    else:
        return None
    return next(
        (e for e in candidates if _phrase(token, e) and _holds(context, token, e, (lowered, before))), None
    )


def _is_named(token: Token) -> bool:
    """A verb in "-ing" that stands as a noun ("weeks of fighting")."""
    governed = any(c.dep_ in ("case", "det", "amod") for c in token.children)
    return token.tag_ == "VBG" and token.dep_ in ("nmod", "obl", "nsubj", "obj") and governed


def _phrase(token: Token, entry: Entry) -> bool:
    """Whether the other words of a phrase stand with the predicate."""
    if len(entry.words) == 1:
        return True
    if is_noun(token):
        others = [word for word in entry.words if word != predicate("nouns", entry.words)]
        near = [t for t in token.subtree if abs(token.i - t.i) <= _NEAR]
        near += list(token.children)
    else:
        others = list(entry.words[1:])
        near = [t for t in token.subtree if abs(t.i - token.i) <= _NEAR]
        near += [*token.children, *_conjoined_object(token)]
    return all(any(_is_word(token, t, word) for t in near) for word in others)


def _is_word(verb: Token, token: Token, word: str) -> bool:
    """A particle must hang on the verb or follow it; other words may stand anywhere near."""
    if word not in _PARTICLES:
        return word in (token.lower_, token.lemma_.lower())
    tied = token.head.i == verb.i or (token.dep_ == "case" and token.head.head.i == verb.i)
    return token.lower_ == word and token.i > verb.i and (tied or token.i == verb.i + 1)


def _conjoined_object(verb: Token) -> Iterator[Token]:
    """The object that a verb shares with the one that it is coordinated with or hangs on ("was seized and taken")."""
    if verb.dep_ == "conj" and not children(verb, "obj"):
        yield from children(verb.head, "obj")


def _holds(context: Context, token: Token, entry: Entry, around: Around) -> bool:
    return all(
        _CONDITIONS[name](context, token, entry, context.lexicon.conditions[classes], around)
        for name, classes in entry.conditions.items()
    )


Condition = Callable[[Context, Token, Entry, frozenset[str], Around], bool]


def _subject(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    return any(is_of(head, words) for head in _subjects(token))


def _object(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    return any(is_of(head, words) for head in _objects(token, entry))


def _who(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    return any(is_of(head, words) for head in (*_subjects(token), *_objects(token, entry)))


def _to(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    return any(is_of(part, words) for c in children(token, "obl", "nmod") for part in parts(c))


def _of(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    tied = [c for c in token.children if c.dep_ in (*_MODIFIERS, "nmod", "acl")]
    tied += [token.head] if token.dep_ == "nsubj" and token.head.pos_ == "ADJ" else []
    return any(is_of(part, words) for c in tied for part in parts(c))


def _aux(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    return any(c.lower_ in words for c in children(token, "aux"))


def _then(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    behind = [t for t in token.subtree if t.i > token.i]
    return any(_own(t) & words for t in behind) or _phrases_in(" ".join(t.lower_ for t in behind), words)


def _near(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    """Another word than the predicate's own; a phrase may hold the predicate. Harm may be told after the deed."""
    own = {token.lower_, *entry.words}
    told = around if entry.effect or entry.kind in _AFTERWARDS else around[:1]
    return any((word in words and word not in own) for some in told for word in some) or any(
        _phrases_in(" ".join(some), words) for some in told
    )


def _unless(context: Context, token: Token, entry: Entry, words: frozenset[str], around: Around) -> bool:
    """None of the words stands with the predicate, and it is inside none of the phrases."""
    tied = [*_subjects(token), *_objects(token, entry), *token.children]
    tied += [token.head] if token.dep_ in ("amod", "compound", "nmod", "acl") or is_noun(token) else []
    tied += [g for c in token.children for g in c.children if g.dep_ == "compound"]
    if any(_own(t) & words for t in tied if t.i != token.i):
        return False
    window = context.doc[max(token.sent.start, token.i - 3) : min(token.sent.end, token.i + 4)]
    beside = " ".join(t.lower_ for t in window)
    return not any(token.lower_ in word.split() and word in beside for word in words if " " in word)


_CONDITIONS: Mapping[str, Condition] = {
    "subject": _subject, "object": _object, "who": _who, "to": _to, "of": _of, "aux": _aux, "then": _then,
    "near": _near, "unless": _unless,
}  # fmt: skip


def _phrases_in(text: str, words: frozenset[str]) -> bool:
    return any(" " in word and f" {word} " in f" {text} " for word in words)


def is_of(head: Token, words: frozenset[str]) -> bool:
    """Whether a phrase is of a class: by its head, what modifies it, what it counts, or the name that it is.

    Things are no people, whatever stands before them ("military vehicles").
    """
    if _own(head) & words:
        return True
    if "<PER>" in words and _own(head) & load_lexicon().classes["things"]:
        return False
    if any(_own(c) & words for c in head.children if c.dep_ in _MODIFIERS or _counts(head, c)):
        return True
    number = head.pos_ == "NUM" and "<NUM>" in words
    return number or f"<{head.ent_type_}>" in words


def _counts(head: Token, child: Token) -> bool:
    """What a number or a word like "group" counts ("312 of its members", "a group of men")."""
    return child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children)


def _own(token: Token) -> set[str]:
    return {token.lower_, token.lemma_.lower()}


def _subjects(token: Token) -> list[Token]:
    """Who does it: the subject, or "by" whom in the passive; of a noun its "by" phrase and possessor."""
    if is_noun(token):
        return [p for c in (*by_agents(token), *children(token, "nmod:poss")) for p in parts(c)]
    if is_passive(token):
        return [p for c in by_agents(token) for p in parts(c)]
    own = subject(token)
    return list(parts(own)) if own is not None else []


def _objects(token: Token, entry: Entry) -> list[Token]:
    """What it is done to: the object, in the passive the subject; behind the preposition that ends a phrase ("make off
    with"); of a noun what stands behind its "of"."""
    if is_noun(token):
        return [
            p
            for c in children(token, "nmod", "compound")
            if _counts(token, c) or c.dep_ == "compound"
            for p in parts(c)
        ]
    if is_passive(token):
        own = subject(token)
        return list(parts(own)) if own is not None else []
    found = [*children(token, "obj", "iobj"), *_conjoined_object(token)]
    found += [c for c in children(token, "obl") if len(entry.words) > 1 and preposition(c) == entry.words[-1]]
    return [p for c in found for p in parts(c)]


def is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")
