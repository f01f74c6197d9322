"""Denials and silence in Arabic: of one's own part, of somebody's, no comment, what could not be checked."""

from collections.abc import Iterator

from ascribe.extract.arabic.case import NEGATIONS, Case, act_of, statement, word_of
from ascribe.extract.arabic.claims import speaks_for
from ascribe.extract.arabic.clauses import after_subject, clause_end, governed_by, subject
from ascribe.extract.arabic.context import verb_at
from ascribe.extract.arabic.deeds import may_act
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.words import Sentence, span
from ascribe.model import Filler, Speaker, SpeakerKind, Stance, Statement

#: Characters after an office in which the name of its group may go on.
_BESIDE = 2


def _own_state(case: Case, speaker: Speaker) -> Filler | None:
    """The actor or the state that a speaker is or speaks for."""
    own = speaker.actor or speaker.affiliation
    if own is None or speaker.span is None:
        return None
    return Filler(speaker.span, case.context.packs.actors[own].name, own)


def denial(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X denied its involvement in", "X denied the accusations"; what it denies of others is no denial of its own."""
    context = case.context
    act = next((a for a in case.acts if a.sentence is sentence and a.cue == i), None)
    if act is None or act.stance is not Stance.DENIES or act.negated:
        return
    end = clause_end(context, sentence, i)
    groups = subject(context, sentence, i) if verb_at(sentence, i) else []
    start = after_subject(context, sentence, i, groups) if groups else i + 1
    own = _own_part(case, sentence, start, end)
    if own is None:
        return
    about = case.about(sentence, own, end)
    if about is None:
        return
    if not groups:
        denier = speaks_for(case, act.speaker) or _own_state(case, act.speaker)
        if denier is not None:
            yield statement(case, sentence, i, end, act.speaker, Stance.DENIES, about, denier)
    for group in groups:
        actor = _denier(case, group)
        if actor is not None:
            speaker = case.voices.speaker(group) or act.speaker
            yield statement(case, sentence, i, end, speaker, Stance.DENIES, about, actor)
            yield from _accuser(case, sentence, own, end, actor)


def _accuser(case: Case, sentence: Sentence, i: int, end: int, accused: Filler) -> Iterator[Statement]:
    """ "denied the accusations of X": that X accuses is told with it."""
    context = case.context
    if not context.listed("accusation", sentence.words[i]):
        return
    group = group_at(sentence, i, context.arabic)
    whole = group.words if group is not None else sentence.words[i : i + 1]
    speaker = None
    if len(whole) > 1 and (after := group_at(sentence, whole[1].i, context.arabic)) is not None:
        speaker = case.voices.speaker(after)
    for word in whole[1:] if speaker is None else ():
        state = context.packs.adjectives.match(word.adjective.english) if word.adjective is not None else None
        if state in context.packs.countries and state is not None:
            words = span(context.report, word.begin, word.end)
            speaker = Speaker(
                context.packs.actors[state].name, SpeakerKind.OFFICIAL, True, words, actor=state
            )
    about = case.about(sentence, i, end)
    if speaker is not None and about is not None:
        yield statement(case, sentence, i, end, speaker, Stance.ACCUSES, about, accused)


def baseless(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X said that the accusations have no ground": a denial for the state or group that X speaks for."""
    context = case.context
    if not context.listed("accusation", sentence.words[i]):
        return
    act = next((a for a in reversed(case.acts) if a.holds(sentence, i) and a.clausal), None)
    end = clause_end(context, sentence, i)
    if act is None or word_of(case, sentence, i + 1, min(end, i + 9), "baseless") is None:
        return
    about = case.about(sentence, i, end)
    own = act.speaker.affiliation
    if about is None or act.speaker.span is None:
        return
    if own is None:
        yield statement(case, sentence, i, end, act.speaker, Stance.DENIES, about, facet="responsibility")
        return
    actor = Filler(act.speaker.span, context.packs.actors[own].name, own)
    yield statement(case, sentence, i, end, act.speaker, Stance.DENIES, about, actor)


def _own_part(case: Case, sentence: Sentence, start: int, end: int) -> int | None:
    """Where the denier's own part is named: "its involvement", "any link of it to", "the accusations"."""
    involved = word_of(case, sentence, start, end, "involvement")
    accused = word_of(case, sentence, start, end, "accusation")
    first = sentence.at(start)
    deed = first.noun("event") if first is not None and not first.article else None
    if (
        deed is not None
        and not deed.noun.harm
        and any(m.sentence is sentence and m.i == start for m in case.mentions)
    ):
        return start  # "denied targeting civilians"
    if involved is None and accused is None:
        return _own_deed(case, sentence, start, end)
    if accused is not None and (involved is None or accused < involved):
        return accused
    assert involved is not None
    word = sentence.words[involved]
    theirs = any(word.plain.endswith(p) for p in ("ها", "هم", "هما")) or (
        word.plain.endswith("ه") and not word.stem.endswith("ه")
    )
    after = sentence.words[max(start, involved - 3) : involved + 3]
    return involved if theirs or word.suffix or any(w.plain in ("له", "لها", "لهم") for w in after) else None


def _own_deed(case: Case, sentence: Sentence, start: int, end: int) -> int | None:
    """ "denied that its aircraft had carried out raids": a clause about what is its own, with a happening in it."""
    that = next((w.i for w in sentence.words[start:end] if w.plain in ("ان", "انه", "انها", "بان")), None)
    if that is None:
        return None
    own = any(w.suffix in ("ه", "ها", "هم") and w.noun("body") for w in sentence.words[that:end])
    own = own or sentence.words[that].plain in ("انه", "انها")
    told = [m.i for m in case.mentions if m.sentence is sentence and that < m.i < end]
    return told[0] if own and told else None


def _denier(case: Case, group: Group) -> Filler | None:
    """Who denies its own part: an actor, or the state or group that a spokesman or an ambassador speaks for."""
    context = case.context
    if group.first.name is not None:
        return filler(context, group)
    inside = [g for g in context.groups if group.begin < g.begin and g.close <= group.close + _BESIDE]
    if inside and group.has("title"):
        return filler(context, inside[0])
    for word in group.words:
        if word.name is not None and not group.has("group"):
            actor = context.packs.actors[word.name.id]
            return Filler(span(context.report, word.name.start, word.name.end), actor.name, actor.id)
    for word in group.words:
        if word.adjective is not None and group.has("title"):
            state = context.packs.adjectives.match(word.adjective.english)
            if state is not None and state in context.packs.countries:
                name = context.packs.actors[state].name
                return Filler(span(context.report, word.begin, word.end), name, state)
    return filler(context, group) if may_act(group) else None


def not_of(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "the attackers are not of X": somebody denies that X did it."""
    word = sentence.words[i]
    if word.plain not in ("ليسوا", "ليس", "ليست", "لیسوا"):
        return
    voice = case.voice(sentence, i)
    doers = [w for w in sentence.words[max(0, i - 6) : i] if w.has("doer")]
    after = sentence.at(i + 1)
    if voice.is_outlet or not doers or after is None or after.plain != "من":
        return
    end = clause_end(case.context, sentence, i)
    group = group_at(sentence, i + 2, case.context.arabic)
    about = case.about(sentence, doers[0].i, end)
    if group is None or about is None:
        return
    named = next((w for w in group.words if w.name is not None), None)
    if named is not None and named.name is not None:
        actor = case.context.packs.actors[named.name.id]
        accused = Filler(span(case.context.report, named.name.start, named.name.end), actor.name, actor.id)
        yield statement(case, sentence, doers[0].i, group.end, voice, Stance.DENIES, about, accused)


def silence(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X declined to comment", "there was no comment from X", "X did not answer"."""
    context = case.context
    act = act_of(sentence, i, "refuse", "comment", "issue")
    if not act:
        return
    end = clause_end(context, sentence, i)
    before = sentence.at(i - 1)
    negated = before is not None and before.stem in NEGATIONS and before.particle
    comment = word_of(case, sentence, i + 1, end, "comment")
    if (act == "refuse") == negated or (act != "comment" and comment is None):
        return
    groups = subject(context, sentence, i) if act != "issue" else []
    if act == "issue" and comment is not None:
        groups = governed_by(context, sentence, i + 1, ("من", "عن"), end)
    about = case.about(sentence, i, end)
    for group in groups[:1]:
        speaker = case.voices.speaker(group)
        if speaker is not None and about is not None and group.start < (comment or end) + 6:
            yield statement(case, sentence, i, end, speaker, Stance.DECLINED, about, facet="comment")


def unchecked(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X could not verify": an outlet that cannot confirm."""
    if not act_of(sentence, i, "manage"):
        return
    before = sentence.at(i - 1)
    if before is None or before.stem not in NEGATIONS or not before.particle:
        return
    end = clause_end(case.context, sentence, i)
    verified = any(w.stem in ("تحقق", "تاكد") for w in sentence.words[i + 1 : i + 6])
    about = case.about(sentence, i, end)
    if not verified or about is None:
        return
    named = next((w.name for w in sentence.words[i + 1 : i + 4] if w.name is not None), None)
    speaker = case.context.outlet
    if named is not None:
        actor = case.context.packs.actors[named.id]
        role = case.context.packs.role(named.id)
        words = span(case.context.report, named.start, named.end)
        speaker = Speaker(words.quote, role or speaker.kind, True, words, actor=actor.id)
    yield statement(case, sentence, i - 1, end, speaker, Stance.CANNOT_CONFIRM, about, facet="happened")


def unnamed(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X did not say which states", "did not name": silence on who it was."""
    before = sentence.at(i - 1)
    if not act_of(sentence, i, "name") or before is None or before.stem != "لم":
        return
    end = clause_end(case.context, sentence, i)
    groups = subject(case.context, sentence, i)
    about = case.about(sentence, i, end)
    for group in groups[:1]:
        speaker = case.voices.speaker(group)
        if speaker is not None and about is not None:
            yield statement(case, sentence, i - 1, end, speaker, Stance.DECLINED, about, facet="identity")
