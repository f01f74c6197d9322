"""Claims of responsibility in Arabic, and that nobody has claimed."""

from collections.abc import Iterator

from ascribe.extract.arabic.case import NEGATIONS, Case, act_of, statement, word_of
from ascribe.extract.arabic.clauses import after_subject, clause_end, subject
from ascribe.extract.arabic.context import verb_at
from ascribe.extract.arabic.deeds import may_act
from ascribe.extract.arabic.groups import Group, groups_after
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.words import Sentence
from ascribe.model import Filler, Proposition, Speaker, Stance, Statement


def claim(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X claimed the attack", "X announced its responsibility for", and that nobody has."""
    act = act_of(sentence, i, "claim", "announce")
    if not act:
        return
    end = clause_end(case.context, sentence, i)
    groups = _claimants(case, sentence, i, end)
    start = after_subject(case.context, sentence, i, groups)
    named = word_of(case, sentence, i + 1, end, "responsibility")
    if act == "announce" and (named is None or _clause_between(case, sentence, i, named)):
        return
    if act == "claim" and named is None and not _claims_a_deed(case, sentence, i, end):
        return
    if named is not None and groups and groups[0].start > named:
        return
    about = case.about(sentence, min(start, named or start), end)
    before = sentence.at(i - 1)
    negated = before is not None and before.stem in NEGATIONS and before.particle and before.plain != "ما"
    if negated:
        yield from _unclaimed(case, sentence, i, end, groups, about)
        return
    for group in groups:
        if about is None or group.has("nobody") or not may_act(group):
            continue
        speaker = case.voices.speaker(group)
        if speaker is None:
            continue
        yield statement(case, sentence, i, end, speaker, Stance.CLAIMS, about, filler(case.context, group))


def _clause_between(case: Case, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause ("that ...") begins among words: what is said there is not announced as one's own."""
    that = case.context.arabic.words["that"]
    return any(w.particle and w.stem in that for w in sentence.words[start + 1 : end])


def admitted(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X said that it is the group responsible for the attack"."""
    word = sentence.words[i]
    if not any(f.noun.lemma == "مسؤول" for f in word.nouns) and word.stem not in ("مسؤوله", "مسؤول"):
        return
    own = [
        w
        for w in sentence.words[max(0, i - 3) : i]
        if w.particle and w.plain in ("انه", "انها", "انهم", "بانها", "بانه")
    ]
    after = sentence.at(i + 1)
    act = next((a for a in reversed(case.acts) if own and a.sentence is sentence and a.cue < own[0].i), None)
    if act is None or after is None or after.plain != "عن":
        return
    end = clause_end(case.context, sentence, i)
    about = case.about(sentence, i, end)
    actor = speaks_for(case, act.speaker)
    if about is not None and actor is not None:
        yield statement(case, sentence, own[0].i, end, act.speaker, Stance.CLAIMS, about, actor)


def speaks_for(case: Case, speaker: Speaker) -> Filler | None:
    """The group that a speaker is or speaks for."""
    if speaker.span is None:
        return None
    for group in case.context.groups:
        if speaker.span.start <= group.begin and group.close <= speaker.span.end:
            return filler(case.context, group)
    return None


def _claimants(case: Case, sentence: Sentence, i: int, end: int) -> list[Group]:
    """The subject, with what is joined to it after an insertion between commas ("X, which is ..., and Y")."""
    groups = subject(case.context, sentence, i)
    if not groups:
        return groups
    whole = any(w.plain == "كل" for w in sentence.words[i + 1 : groups[0].start])
    for j in range(groups[-1].end, end) if whole else ():
        word = sentence.words[j]
        if word.conj and not word.particle and not verb_at(sentence, j) and sentence.words[j - 1].is_mark:
            groups += list(groups_after(sentence, j, case.context.arabic))
            break
    return groups


def _claims_a_deed(case: Case, sentence: Sentence, i: int, end: int) -> bool:
    """Whether a mention of a happening stands after the verb in its clause."""
    return any(m.sentence is sentence and i < m.i < end for m in case.mentions)


def _unclaimed(
    case: Case, sentence: Sentence, i: int, end: int, groups: list[Group], about: Proposition | None
) -> Iterator[Statement]:
    """ "No side has claimed", "the group has not claimed"."""
    if about is None:
        return
    nobody = any(w.plain in ("اي", "احد", "ايه") for w in sentence.words[i + 1 : i + 4]) or any(
        g.has("nobody") for g in groups
    )
    voice = case.voice(sentence, i)
    if nobody or not groups:
        if nobody:
            yield statement(case, sentence, i - 1, end, voice, Stance.NO_CLAIM, about)
        return
    for group in groups:
        yield statement(
            case, sentence, i - 1, end, voice, Stance.NO_CLAIM, about, filler(case.context, group)
        )
