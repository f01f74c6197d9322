"""Mentions and the time expressions of the text in, each expression given to the mentions that it dates.

A time dates the nearest mention above it in the tree, as far as its own clause goes: the time of an act of saying, of
another clause or of a noun that is no mention ("the elections on Monday") dates no happening. "Two days after the raid"
dates none by itself: it ties what it stands beside to what it counts from (`Counted`).
"""

from collections.abc import Sequence

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.mentions import Counted, Mention, ancestors, clause_head
from ascribe.parse.timevalue import Apart, TimeExpression

#: Relations that head a clause that qualifies a noun, and those that head another clause.
_OF_NOUNS = ("acl", "acl:relcl")
_CLAUSES = ("advcl", "ccomp", "csubj", "parataxis")


def share(context: Context, mentions: Sequence[Mention]) -> None:
    """Fill the times of all mentions in place, and what they count from."""
    by_token = {mention.token.i: mention for mention in mentions}
    for time in context.times:
        token = time_token(context, time)
        if token is None:
            continue
        if isinstance(time.value, Apart):
            _tie(context, time, time.value, mentions, by_token)
            continue
        for mention in _dated(context, token, mentions, by_token):
            if mention.token.i != token.i:
                mention.times.append(time)


def time_token(context: Context, time: TimeExpression) -> Token | None:
    """The syntactic head of a time expression."""
    words = context.doc.char_span(time.start, time.end, alignment_mode="expand")
    return words.root if words is not None else None


def _dated(
    context: Context, token: Token, mentions: Sequence[Mention], by_token: dict[int, Mention]
) -> list[Mention]:
    """The mentions that a time word dates."""
    framed = [
        mention
        for mention in mentions
        if (frame := context.frames.get(mention.token.i))
        and any(role.label == "ARGM-TMP" and role.start <= token.i < role.end for role in frame.roles)
    ]
    below = token
    for above in ancestors(token):
        if above.i in by_token:
            return framed or [by_token[above.i]]
        if _stands_outside(token, above):
            below = above
            continue
        if _has_its_own(context, above, below):
            return []
        if above.dep_ in (*_OF_NOUNS, *_CLAUSES):
            own = by_token.get(above.head.i) if above.dep_ in _OF_NOUNS else None
            return framed or _in_clause(above, mentions) or ([own] if own else [])
        below = above
    return framed or _in_clause(context.doc[_clause(token)], mentions)


def _stands_outside(token: Token, head: Token) -> bool:
    """Whether the word stands before the "which" of a relative clause that the tree has it in."""
    if head.dep_ != "acl:relcl":
        return False
    return any(child.tag_ in ("WDT", "WP", "WRB") and child.i > token.i for child in head.subtree)


def _in_clause(head: Token, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of a clause; of a clause of its own those of participles too, which have no time of their own."""
    if head.dep_ in _OF_NOUNS:
        return [m for m in mentions if m.token.sent == head.sent and _clause(m.token) == head.i]
    top = clause_head(head).i
    return [m for m in mentions if clause_head(m.token).i == top]


def _clause(token: Token) -> int:
    top = token
    while top.head.i != top.i and top.dep_ not in (*_OF_NOUNS, *_CLAUSES):
        top = top.head
    return top.i


def _has_its_own(context: Context, above: Token, below: Token) -> bool:
    """A verb of saying, a verb of reacting to what happened, or a document is what the time dates."""
    lemma = above.lemma_.lower()
    if above.pos_ == "VERB":
        return lemma in context.lexicon.saying or lemma in context.lexicon.speech["reacts"]
    return below.dep_.startswith("nmod") and above.pos_ == "NOUN" and lemma in context.lexicon.cues.documents


# --- So long after or before another happening ----------------------------------------------------------------


def _tie(
    context: Context, time: TimeExpression, value: Apart, mentions: Sequence[Mention],
    by_token: dict[int, Mention],
) -> None:  # fmt: skip
    words = context.doc.char_span(time.start, time.end, alignment_mode="expand")
    if words is None:
        return
    preposition = words[-1]
    base = _base(preposition, mentions, by_token)
    main = _beside(context, preposition, mentions, by_token, base)
    if main is None:
        return
    main.counted.append(Counted(time, value.sense, base))
    if base is not None:
        base.counted.append(Counted(time, -value.sense, main))


def _base(preposition: Token, mentions: Sequence[Mention], by_token: dict[int, Mention]) -> Mention | None:
    """What "after" or "before" governs: a mention itself, the first one in its clause, else the one that a definite
    noun takes up: the happening told most so far."""
    head = preposition.head
    if head.i < preposition.i:
        head = next((t for t in preposition.subtree if t.i > preposition.i), head)
    if head.i in by_token and head.i > preposition.i:
        return by_token[head.i]
    inside = sorted(t.i for t in head.subtree if t.i in by_token and t.i > preposition.i)
    return by_token[inside[0]] if inside else None


def _beside(
    context: Context, preposition: Token, mentions: Sequence[Mention], by_token: dict[int, Mention],
    base: Mention | None,
) -> Mention | None:  # fmt: skip
    """The mention that the words date: above what they count from, else before them in the sentence, else the first
    one after the comma."""
    start = base.token if base else preposition
    for above in ancestors(start):
        if above.i in by_token and by_token[above.i] is not base:
            return by_token[above.i]
    beside = [m for m in mentions if m.token.sent == preposition.sent and m is not base]
    before = [m for m in beside if m.token.i < preposition.i]
    after = [m for m in beside if m.token.i > start.i]
    return before[-1] if before else after[0] if after else None
