"""Who a pronoun that says something is: whom it takes up, or else the last speaker that it fits."""

from collections.abc import Container, Sequence

from spacy.tokens import Token

from ascribe.extract.antecedents import antecedent
from ascribe.extract.context import Context
from ascribe.extract.speakers import speaker
from ascribe.model import Speaker, SpeakerKind


def speaking(
    context: Context, pronoun: Token, content: Container[int], before: Sequence[Speaker]
) -> Speaker | None:
    """The speaker that a pronoun stands for; `content` are the words it says, in which nobody says them, and `before`
    the speakers told of so far."""
    words = antecedent(context, pronoun)
    if words and words[-1].i not in content:
        found = speaker(context, words[-1])
        if found.named or found.kind is not SpeakerKind.UNKNOWN:
            return found
    return _last_that_fits(context, pronoun, before)


def _last_that_fits(context: Context, pronoun: Token, before: Sequence[Speaker]) -> Speaker | None:
    """The last speaker that fits a pronoun, as a person or as a body."""
    word = pronoun.lower_
    for found in reversed(before):
        if found.is_outlet:
            continue
        person = found.named and found.span is not None and is_a_person(context, found)
        plural = (found.count or 2) > 1 if not found.named else False
        if word in ("he", "she", "i") and (person or _is_somebody(context, found)):
            return found
        if word in ("they", "we") and (plural or not person):
            return found
        if word in ("it",) and not person:
            return found
        if word == "who":
            return found
    return None


def _is_somebody(context: Context, found: Speaker) -> bool:
    """One unnamed person: "a spokesman", "the officer", and not "the army"."""
    words = (
        context.doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
        if found.span
        else None
    )
    people = context.lexicon.people["person"] | {"source"}
    return words is not None and found.count == 1 and words.root.lemma_.lower() in people


def is_a_person(context: Context, found: Speaker) -> bool:
    """Whether the speaker's phrase names a person."""
    span = found.span
    words = context.doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
    return words is not None and any(e.label_ == "PER" for e in words.ents)
