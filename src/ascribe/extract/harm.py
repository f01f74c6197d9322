"""Harm in counts: killed, wounded, detained, by mention, with the bounds of the words."""

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import coordinated, core, is_name
from ascribe.extract.quantities import read_count
from ascribe.model import Quantity

_ADJECTIVES = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "killed": "killed",
    "hurt": "wounded",
}
_ZERO_NOUNS = {
    "casualty": ("killed", "wounded"),
    "injury": ("wounded",),
    "death": ("killed",),
    "fatality": ("killed",),
}
_THINGS = frozenset(
    "drone drones missile missiles rocket rockets vehicle vehicles building buildings aircraft".split()
)


def measure(context: Context, mentions: list[Mention]) -> None:
    """Add counts of harm to the mentions that say them, in place."""
    for mention in mentions:
        role = mention.entry.effect
        if role in ("killed", "wounded", "detained") and mention.token.pos_ not in ("NOUN", "PROPN"):
            for head in _harmed(context, mention.token):
                quantity = count_of(context, head, role)
                if quantity is not None and not (mention.negated and quantity.low):
                    mention.harm.append(quantity)
        elif role in ("killed", "detained"):
            for child in mention.token.children:
                if child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children):
                    quantity = count_of(context, child, role)
                    if quantity is not None:
                        mention.harm.append(quantity)
    _adjectives(context, mentions)


def _harmed(context: Context, token: Token) -> list[Token]:
    if is_passive(token) or token.lemma_.lower() in ("die", "perish"):
        own = subject(token)
        return list(coordinated(context, own)) if own is not None else []
    return [p for c in token.children if c.dep_ == "obj" for p in coordinated(context, c)]


def count_of(context: Context, head: Token, role: str) -> Quantity | None:
    """The count that a noun phrase gives: its number, one for a single person, zero for "nobody"."""
    weapon = any(head.lemma_.lower() in words for words in context.lexicon.means.values())
    if head.lower_ in _THINGS or (weapon and not head.lower_.endswith(("man", "men"))):
        return None
    start = core(head)[0]
    words = context.doc[start : head.i + 1]
    text = words.text
    if any(t.lower_ in ("no", "nobody", "none") for t in words):
        return Quantity(context.span(start, head.i + 1), role, 0, 0, of=head.text)
    bounds = read_count(text) if any(t.pos_ == "NUM" or t.lower_ in _COUNTING for t in words) else None
    if bounds is None:
        singular = head.tag_ in ("NN", "NNP") and head.pos_ in ("NOUN", "PROPN")
        person = is_name(head) and head.ent_type_ == "PER"
        article = any(t.lower_ in ("a", "an", "one") for t in words)
        if not (singular and (article or person)) or head.lower_ in ("number", "group", "crowd", "family"):
            return None
        bounds = (1, 1)
    return Quantity(context.span(start, head.i + 1), role, bounds[0], bounds[1], of=head.text)


_COUNTING = frozenset({"no", "nobody", "none", "dozens", "dozen", "scores", "hundreds", "several", "many"})
_COUNTING |= {"thousands", "both", "hundred", "few"}


def _adjectives(context: Context, mentions: list[Mention]) -> None:
    """Counts without a verb of harm ("29 dead", "no casualties"), given to the sentence's happening or the last one."""
    last: Mention | None = None
    for number, sentence in enumerate(context.sentences):
        own = [m for m in mentions if m.sentence == number]
        told = own[0] if own else last
        taken = {m.token.i for m in own}
        for token in sentence if told is not None else ():
            if told is not None and token.i not in taken:
                told.harm += _counted_adjective(context, token) + _reported_zero(context, token)
        last = own[-1] if own else (last if last and number - last.sentence <= 1 else None)


def _counted_adjective(context: Context, token: Token) -> list[Quantity]:
    role = _ADJECTIVES.get(token.lower_)
    if role is None or token.pos_ != "ADJ":
        return []
    head = token.head if token.dep_ == "amod" else _counted(token)
    quantity = count_of(context, head, role) if head is not None else None
    return [quantity] if quantity is not None else []


def _reported_zero(context: Context, token: Token) -> list[Quantity]:
    """ "no casualties", "without causing any injuries"."""
    roles = _ZERO_NOUNS.get(token.lemma_.lower(), ())
    determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
    without = any(c.lower_ == "without" for above in (token, token.head) for c in above.children)
    if not roles or not ("no" in determiners or without):
        return []
    span = context.span(token.left_edge.i, token.i + 1)
    return [Quantity(span, role, 0, 0, of=token.text) for role in roles]


def _counted(token: Token) -> Token | None:
    """The counted noun of a predicative adjective ("three people were dead", "29 dead")."""
    found = [c for c in token.children if c.dep_ in ("nsubj", "nummod")]
    if not found and token.dep_ == "xcomp":
        found = [c for c in token.head.children if c.dep_ == "obj"]
    return found[0] if found else None
