"""To what "the driver" belongs, where the words leave it to the reader: the car told of before (`Filler.of`).

Comes in: the mentions with their slots. Goes out: the same; who is told of with "the" and a noun that goes with
something (`bridging.yaml`) has the words of the last such thing before. The name stays as the report gives it.
"""

from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.mentions import Mention
from ascribe.extract.phrases import name_of
from ascribe.model import Filler

#: What somebody belongs to is told of in the same sentence or so many before.
_NEAR = 2
_SAYS_WHOSE = ("nmod", "nmod:poss", "acl", "acl:relcl", "compound", "amod")


def bridge(context: Context, mentions: list[Mention]) -> None:
    """Give those who belong to something told before the words of that."""
    for mention in mentions:
        mention.agents[:] = [_bridged(context, one) for one in mention.agents]
        mention.targets[:] = [_bridged(context, one) for one in mention.targets]


def _bridged(context: Context, who: Filler) -> Filler:
    words = context.doc.char_span(who.span.start, who.span.end, alignment_mode="expand")
    head = words.root if words is not None else None
    if head is None or who.actor or who.via or head.pos_ != "NOUN" or not _is_bare(head):
        return who
    wholes = context.lexicon.bridging.get(head.lemma_.lower(), frozenset())
    whole = _last(context, head, wholes) if wholes else None
    return who if whole is None else replace(who, of=name_of(context, whole))


def _is_bare(head: Token) -> bool:
    """ "the driver" with nothing that says whose."""
    own = list(head.children)
    return any(c.dep_ == "det" and c.lower_ == "the" for c in own) and not any(
        c.dep_ in _SAYS_WHOSE for c in own
    )


def _last(context: Context, head: Token, wholes: frozenset[str]) -> Token | None:
    """The last word for one of some things before another word, in its sentence or near before it."""
    ends = 0
    for at in range(head.left_edge.i - 1, -1, -1):
        token = context.doc[at]
        if token.is_sent_end:
            ends += 1
        if ends > _NEAR:
            return None
        if token.pos_ == "NOUN" and token.lemma_.lower() in wholes and token.dep_ != "compound":
            return token
    return None
