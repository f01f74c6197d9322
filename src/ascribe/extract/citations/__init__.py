"""Who is cited for what: candidates of (source, cue, content) by the tree and the lexicon of cues.

Comes in: a parsed text. Goes out: a `Citation` for every word that may say that somebody says, thinks, wants, judges or
shows something; `is_cited` chooses among them by rules. `speech` makes acts of those that take a stance.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ascribe.extract.citations.choice import is_cited
from ascribe.extract.citations.frame import Citation
from ascribe.extract.citations.others import by_according, by_adjective, by_adverb, by_colon, by_noun
from ascribe.extract.citations.quotes import give_quotations
from ascribe.extract.citations.traits import give_traits
from ascribe.extract.citations.verbs import by_verb
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.lexicon.cues import Cues


def citations(doc: Doc) -> list[Citation]:
    """All candidates of a text in the order of their cues, with the quotations that are theirs."""
    cues = load_lexicon().cues
    found = [c for sentence in doc.sents for token in sentence for c in _at(cues, token)]
    give_quotations(doc, found)
    return [c for c in found if c.content]


def _at(cues: Cues, token: Token) -> Iterator[Citation]:
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        yield from by_according(token)
    elif token.pos_ in ("VERB", "AUX") and token.tag_.startswith("VB"):
        yield from by_verb(cues, token)
    elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "JJ"):
        yield from by_adjective(cues, token)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from by_noun(cues, token)
    elif token.lower_ in cues.adverbs:
        yield from by_adverb(token)
    elif token.text == ":":
        yield from by_colon(token)


__all__ = ["Citation", "citations", "give_traits", "is_cited"]
