"""Who or what a pronoun stands for, as a filler whose `via` shows the words that it takes up."""

from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.phrases import filler
from ascribe.model import Filler

#: Pronouns that are looked up; "I", "we" and "you" are the speaker's matter, "this" rarely names anybody.
_LOOKED_UP = frozenset("he him she her it they them".split())
#: What must speak more for an antecedent than for the next best, in natural logarithm of odds: chosen on the
#: development reports and the invented ones (`benchmarks.gold`).
LEAST_MARGIN = 0.5


def antecedent(context: Context, pronoun: Token) -> tuple[Token, ...]:
    """The head words that a pronoun takes up one after another, the last of them no pronoun; empty where that is
    unsure or nothing."""
    if pronoun.lower_ not in _LOOKED_UP or pronoun.pos_ not in ("PRON", "DET"):
        return ()
    text = context.coreference
    number = next((n for n, r in enumerate(text.found) if r.head == pronoun.i and r.is_pronoun), None)
    words = list[Token]()
    while number is not None:
        link = text.link(number)
        if link is None or link.margin < LEAST_MARGIN:
            return ()
        number = link.antecedent
        words.append(context.doc[text.found[number].head])
        if not text.found[number].is_pronoun:
            return tuple(words)
    return ()


def meant(context: Context, pronoun: Token) -> Filler | None:
    """Whom or what a pronoun names; None for other words, and where it is unsure."""
    words = antecedent(context, pronoun)
    found = filler(context, words[-1]) if words else None
    if found is None:
        return None
    steps = (*(context.word(word) for word in words[:-1]), found.span)
    return replace(found, span=context.word(pronoun), via=steps)
