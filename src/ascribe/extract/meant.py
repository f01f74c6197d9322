"""What a word of claiming, blaming or denying is about, and whom it names: shared by `responsibility`, `accusing`
and `denials`."""

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.grammar import subject
from ascribe.extract.phrases import coordinated, filler
from ascribe.extract.speakers import outlet, speaker
from ascribe.extract.speech import Act, issuer_of, voice
from ascribe.extract.statements import sentence_span
from ascribe.extract.told import AGENTIVE, Told
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.model import Filler, Kind, Proposition, Speaker, Stance, Statement

#: Sentences back within which "the attack", "responsibility" or "comment" finds what it is about.
FAR = 60


def statement_of(
    context: Context, token: Token, number: int, who: Speaker, stance: Stance, facet: str,
    proposition: Proposition | None, actor: Filler | None = None,
) -> Statement:  # fmt: skip
    return Statement(
        context.report.id, who, stance, facet, sentence_span(context, number),
        proposition=proposition.id if proposition else None, actor=actor, cue=context.word(token),
    )  # fmt: skip


def meant(told: Told, token: Token, number: int) -> Proposition | None:
    """The happening under a word, or else in its clause, or else told before; a series last of all.

    "That attack" is the one told in the sentence before; a word of holding somebody is about an abduction.
    """
    own = told.within(frozenset(t.i for t in token.subtree)) or told.within(_clause(token))
    if own:
        pointed = any(c.lower_ in ("that", "those") and c.dep_ == "det" for c in own[0][0].token.children)
        return (told.last_attack(number) if pointed else None) or own[0][1]
    words = {t.lemma_.lower() for t in token.subtree} | {token.lemma_.lower()}
    if words & set(load_lexicon().speech["of-abduction"]):
        return told.before(number, FAR, Kind.ABDUCTION) or told.before(number, FAR)
    return told.before(number, FAR)


def deed(told: Told, token: Token, number: int) -> Proposition | None:
    """The happening that a word puts to somebody: what `meant` finds under it or in its clause if somebody can have
    done it, else the last such deed told before."""
    words = {t.lemma_.lower() for t in token.subtree}
    if words & set(load_lexicon().speech["of-abduction"]):
        return meant(told, token, number)
    clause = _clause(token)
    near = [*told.within(clause & {t.i for t in token.subtree}), *told.within(clause)]
    own = [(m, p) for m, p in near if p.kind in AGENTIVE]
    if own:
        pointed = any(c.lower_ in ("that", "those") and c.dep_ == "det" for c in own[0][0].token.children)
        return (told.last_attack(number) if pointed else None) or own[0][1]
    named = told.named_by(
        [t for t in token.subtree if t.i > token.i and t.dep_ not in ("nsubj", "aux")], number
    )
    if named is not None:
        return named
    found = told.before(number, FAR)
    if found is not None and any(
        p.id == found.id for _, p in told.within(frozenset(t.i for t in token.sent))
    ):
        found = told.before(number - 1, FAR) or found  # told aside, in a relative clause
    if found is not None and found.kind in AGENTIVE:
        return found
    return told.last_of(AGENTIVE, number - 1, FAR) or found


def _clause(token: Token) -> frozenset[int]:
    """The words of a token's sentence that stand in no relative clause that the token is not in."""
    aside = {
        t.i
        for c in token.sent
        if c.dep_ == "acl:relcl" and not c.left_edge.i <= token.i <= c.right_edge.i
        for t in c.subtree
    }
    return frozenset(t.i for t in token.sent if t.i not in aside)


def subjects(context: Context, token: Token) -> list[Token]:
    own = subject(token)
    if own is None:
        return []
    beside = [g for c in own.children if c.dep_ == "appos" for g in c.children if g.dep_ == "conj"]
    return [*coordinated(context, own), *beside]


def voice_of(context: Context, token: Token, acts: list[Act]) -> Speaker:
    """Who says the sentence that the word stands in: the speech act around it, or the outlet."""
    return voice(acts, token) or outlet(context)


def resolved(context: Context, head: Token, acts: list[Act], number: int) -> tuple[Speaker, Filler] | None:
    """Speaker and actor that a claimant's phrase names; a pronoun stands for the last body that spoke."""
    head = issuer_of(context, head)
    found = filler(context, head)
    if found is not None:
        return speaker(context, head), found
    if head.lower_ in ("we", "i") and (who := voice(acts, head)) is not None and who.span is not None:
        return who, Filler(who.span, who.name, who.actor)
    if head.lower_ in ("it", "they", "he", "she", "which", "who"):
        for act in reversed([a for a in acts if a.sentence <= number and a.speaker.span is not None]):
            span = act.speaker.span
            if span is not None and head.idx > span.start:
                actor = act.speaker.actor
                name = context.packs.actors[actor].name if actor else act.speaker.name
                return act.speaker, Filler(span, name, actor)
    return None
