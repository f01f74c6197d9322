"""Harm in counts: killed, wounded, detained, by mention, with the bounds of the words."""

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import is_passive, preposition, subject
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import coordinated, core
from ascribe.extract.quantities import read_count
from ascribe.model import Quantity

_COUNTED_ROLES = ("killed", "wounded", "detained")


def measure(context: Context, mentions: list[Mention]) -> None:
    """Add counts of harm to the mentions that say them, in place."""
    for mention in mentions:
        role = mention.entry.effect
        if role not in _COUNTED_ROLES:
            continue
        if mention.token.pos_ in ("NOUN", "PROPN"):
            heads = [c for c in mention.token.children if c.dep_ == "nmod" and preposition(c) == "of"]
            heads = [p for head in heads for p in coordinated(context, head)]
        else:
            heads = _harmed(context, mention.token)
        quantity = _sum(context, heads, role)
        if quantity is not None and not (mention.negated and quantity.low):
            mention.harm.append(quantity)
    _adjectives(context, mentions)


def _sum(context: Context, heads: list[Token], role: str) -> Quantity | None:
    """The count of coordinated phrases together: "a medic and two policemen" are three; open where one is uncounted."""
    found = [(head, count_of(context, head, role)) for head in heads]
    counted = [quantity for _, quantity in found if quantity is not None]
    if not counted or len(found) == 1:
        return counted[0] if counted else None
    harmed = [head for head, quantity in found if quantity is not None or _is_person(context, head)]
    highs = [quantity.high for quantity in counted]
    open_ = len(harmed) > len(counted) or None in highs
    span = context.report.span(min(q.span.start for q in counted), max(q.span.end for q in counted))
    low = sum(quantity.low for quantity in counted)
    high = None if open_ else sum(high for high in highs if high is not None)
    return Quantity(span, role, low, high, of=counted[0].of)


def _is_person(context: Context, head: Token) -> bool:
    if head.lower_ == "old" and head.i > 1 and head.nbor(-1).text == "-":
        return True  # "a 16-year-old"
    nouns = context.lexicon.classes["person-noun"]
    return head.ent_type_ == "PER" or head.lower_ in nouns or head.lemma_.lower() in nouns


def _harmed(context: Context, token: Token) -> list[Token]:
    if _befalls(token) or token.lemma_.lower() in ("die", "perish"):
        own = subject(token)
        return list(coordinated(context, own)) if own is not None else []
    if token.dep_ == "xcomp" and token.tag_ == "VBN":
        return [p for c in token.head.children if c.dep_ == "obj" for p in coordinated(context, c)]
    return [p for c in token.children if c.dep_ == "obj" for p in coordinated(context, c)]


def _befalls(token: Token) -> bool:
    """Whether the verb's subject comes to the harm; also in "was shot and killed"."""
    shared = token.dep_ == "conj" and token.tag_ == "VBN" and not any(c.dep_ == "obj" for c in token.children)
    return is_passive(token) or (shared and token.head.pos_ == "VERB" and is_passive(token.head))


def count_of(context: Context, head: Token, role: str) -> Quantity | None:
    """The count that a noun phrase gives: its number, one for a single person, zero for "nobody"."""
    rules = context.lexicon.harm
    weapon = any(head.lemma_.lower() in words for words in context.lexicon.means.values())
    if head.lower_ in rules["things"] or (weapon and not head.lower_.endswith(("man", "men"))):
        return None
    start = core(head)[0]
    words = context.doc[start : head.i + 1]
    text = words.text
    if any(t.lower_ in ("no", "nobody", "none") for t in words):
        return Quantity(context.span(start, head.i + 1), role, 0, 0, of=head.text)
    counting = any(t.pos_ == "NUM" or t.lower_ in rules["counting"] for t in words)
    bounds = read_count(text) if counting else None
    if bounds is None:
        singular = head.tag_ in ("NN", "NNP") and head.pos_ in ("NOUN", "PROPN")
        person = _is_person(context, head)
        article = any(t.lower_ in ("a", "an", "one") for t in words)
        if not (singular and (article or person)) or head.lower_ in rules["many-as-one"]:
            return None
        bounds = (1, 1)
    return Quantity(context.span(start, head.i + 1), role, bounds[0], bounds[1], of=head.text)


def _adjectives(context: Context, mentions: list[Mention]) -> None:
    """Counts without a verb of harm ("29 dead", "no casualties", "a toll of 31"), given to the sentence's happening or
    the last one."""
    last: Mention | None = None
    for number, sentence in enumerate(context.sentences):
        own = [m for m in mentions if m.sentence == number]
        real = [m for m in own if not m.negated]
        told = real[0] if real else last or (own[0] if own else None)
        taken = {m.token.i for m in own}
        for token in sentence if told is not None else ():
            if told is not None:
                told.harm += _reported_zero(context, token) + _toll(context, token)
                told.harm += _counted_adjective(context, token) if token.i not in taken else []
        last = real[-1] if real else (last if last and number - last.sentence <= 1 else None)


def _counted_adjective(context: Context, token: Token) -> list[Quantity]:
    role = context.lexicon.harm["adjectives"].get(token.lower_)
    if role is None or token.pos_ not in ("ADJ", "VERB"):
        return []
    head = token.head if token.dep_ == "amod" else _counted(token)
    quantity = count_of(context, head, role) if head is not None else None
    return [quantity] if quantity is not None else []


def _reported_zero(context: Context, token: Token) -> list[Quantity]:
    """ "no casualties", "without causing any injuries"."""
    roles = context.lexicon.harm["none"].get(token.lemma_.lower(), ())
    determiners = {c.lower_ for c in token.children if c.dep_ == "det"}
    without = any(c.lower_ == "without" for above in (token, token.head) for c in above.children)
    if not roles or not ("no" in determiners or without):
        return []
    span = context.span(token.left_edge.i, token.i + 1)
    return [Quantity(span, role, 0, 0, of=token.text) for role in roles]


def _toll(context: Context, token: Token) -> list[Quantity]:
    """ "the death toll rose to 31", "a toll of 31": the number that stands with the word."""
    if token.lemma_.lower() not in context.lexicon.harm["tolls"]:
        return []
    near = [*token.children, *(token.head.children if token.dep_ == "nsubj" else ())]
    number = next((c for c in near if c.pos_ == "NUM" and preposition(c) in ("to", "of", "at", "")), None)
    bounds = read_count(number.text) if number is not None else None
    if number is None or bounds is None:
        return []
    return [Quantity(context.word(number), "killed", bounds[0], bounds[1], of=token.text)]


def _counted(token: Token) -> Token | None:
    """The counted noun of a predicative adjective ("three people were dead", "29 dead", "one dead and three hurt",
    "a man was pronounced dead")."""
    if token.dep_ == "xcomp" and token.i and token.nbor(-1).pos_ == "NUM":
        return token.nbor(-1)
    found = [c for c in token.children if c.dep_ in ("nsubj", "nummod")]
    if not found and token.dep_ == "xcomp":
        found = [c for c in token.head.children if c.dep_ in ("obj", "nsubj:pass")]
    return found[0] if found else None
