"""Blame in Arabic: who accuses whom of a happening, holds whom responsible, says who stands behind it."""

from collections.abc import Iterator

from ascribe.extract.arabic.case import Case, act_of, statement, word_of
from ascribe.extract.arabic.clauses import accuser, after_subject, clause_end, governed_by, objects, subject
from ascribe.extract.arabic.context import verb_at
from ascribe.extract.arabic.deeds import may_act
from ascribe.extract.arabic.groups import Group, groups_after
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.speaking import Act
from ascribe.extract.arabic.words import Sentence
from ascribe.model import Speaker, SpeakerKind, Stance, Statement


def accusation(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X accused Y of standing behind the attack", of carrying it out; "accusing Y of"."""
    context = case.context
    speech = next((a for a in case.acts if a.sentence is sentence and a.cue == i and not a.blames), None)
    if speech is None or speech.stance is not Stance.ACCUSES:
        return
    end = clause_end(context, sentence, i)
    groups = accuser(context, sentence, i)[0] if verb_at(sentence, i) else []
    start = after_subject(context, sentence, i, groups) if groups else i + 1
    start = _past_apposition(sentence, start, speech)
    accused = _accused(case, sentence, start)
    deed = _deed_word(case, sentence, start, end)
    if deed is None or not accused:
        return
    about = case.about(sentence, deed, end)
    for group in accused:
        if about is not None:
            yield statement(
                case, sentence, i, end, speech.speaker, Stance.ACCUSES, about, filler(context, group)
            )


def _past_apposition(sentence: Sentence, start: int, act: Act) -> int:
    """Past the name in apposition to the accuser."""
    if act.speaker.span is None:
        return start
    while (
        start < len(sentence.words)
        and sentence.words[start].start < act.speaker.span.end
        and (sentence.words[start].start >= act.speaker.span.start)
    ):
        start += 1
    return start


def _accused(case: Case, sentence: Sentence, start: int) -> list[Group]:
    """The object of an accusation: the groups after the verb, or after its subject."""
    context = case.context
    i = start
    while i < len(sentence.words) and (
        sentence.words[i].plain in _CALLED or sentence.words[i].text in '"“«' or _is_called(sentence, i)
    ):
        i += 1
    found = (
        list(groups_after(sentence, i, context.arabic)) if i > start else objects(context, sentence, start)
    )
    return [g for g in found if not g.prep and can_be_blamed(g)]


_BEHIND = frozenset(("وراء", "وراءه", "وراءها", "خلف", "خلفه", "خلفها"))
_CALLED = frozenset(("سماهم", "وصفهم", "اسماهم", "سماها", "وصفها"))


def _is_called(sentence: Sentence, i: int) -> bool:
    """ "those whom he called ..."."""
    after = sentence.at(i + 1)
    return sentence.words[i].plain in ("من", "ما") and after is not None and after.plain in _CALLED


def can_be_blamed(group: Group) -> bool:
    """Somebody who acts, or one unknown name."""
    first, before = group.first, group.sentence.at(group.start - 1)
    if before is not None and before.text in '"“«' and not may_act(group):
        return False
    if first.name is None and group.words[-1].adjective is not None and group.first.plain.endswith("هم"):
        return True
    return may_act(group) or not (
        first.nouns or first.verbs or first.adjective or first.is_mark or first.suffix
    )


def _deed_word(case: Case, sentence: Sentence, start: int, end: int) -> int | None:
    """The index of what somebody is accused of, where that is a deed ("of carrying out")."""
    words = case.context.arabic.words["carrying-out"]
    for j in range(start, end):
        word = sentence.words[j]
        if (word.prep == "ب" and word.stem in words) or (
            word.plain.lstrip("وب") in words and word.prep == "ب"
        ):
            return j
        if (
            word.prep == "ب"
            and word.stem in case.context.arabic.words["aid"]
            and _helps(case, sentence, j, end)
        ):
            return j
    return None


def _helps(case: Case, sentence: Sentence, i: int, end: int) -> bool:
    """Whether it is those who did it that are helped."""
    if any(w.has("doer") for w in sentence.words[i + 1 : i + 4]):
        return True
    return any(m.sentence is sentence and i < m.i < end and m.definite for m in case.mentions)


def held(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "X held Y responsible for", "X laid the blame on Y"."""
    context = case.context
    act = act_of(sentence, i, "blame", "cast")
    participle = next((a for a in case.acts if a.sentence is sentence and a.cue == i and a.blames), None)
    if not act and participle is None:
        return
    end = clause_end(context, sentence, i)
    named = word_of(case, sentence, i + 1, end, "blame" if act == "cast" else "responsibility")
    if named is None:
        return
    groups = subject(context, sentence, i) if act else []
    start = after_subject(context, sentence, i, groups) if groups else i + 1
    if act == "cast":
        accused = governed_by(context, sentence, named + 1, ("علي",), end)
    else:
        accused = [g for g in objects(context, sentence, start) if g.start < named or g.end <= named]
    speaker = _on_record(case, sentence, i) or (
        participle.speaker if participle else next((s for g in groups if (s := case.voices.speaker(g))), None)
    )
    about = case.about(sentence, named, end)
    if speaker is None or about is None or _for_something_else(case, sentence, named):
        return
    for group in accused:
        if can_be_blamed(group) and group.first.stem not in context.arabic.words["blame"]:
            yield statement(case, sentence, i, end, speaker, Stance.ACCUSES, about, filler(context, group))


def _for_something_else(case: Case, sentence: Sentence, named: int) -> bool:
    """ "responsible for protecting": what the noun governs is no happening."""
    after = sentence.at(named + 1)
    if after is None or after.is_mark or after.particle or after.prep or not after.nouns:
        return False
    near = sentence.words[named + 1 : named + 4]
    if any(w.noun("event") or any(f.noun.harm or f.noun.lemma == "ضحيه" for f in w.nouns) for w in near):
        return False
    return not any(m.sentence is sentence and m.i in (named + 1, named + 2) for m in case.mentions)


def bearer(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "Y bears the responsibility for", said by somebody."""
    if not act_of(sentence, i, "bear"):
        return
    end = clause_end(case.context, sentence, i)
    named = word_of(case, sentence, i + 1, min(end, i + 4), "responsibility")
    voice = case.voice(sentence, i)
    if named is None or voice.is_outlet or _for_something_else(case, sentence, named):
        return
    about = case.about(sentence, named, end)
    for group in subject(case.context, sentence, i) if about is not None else []:
        if can_be_blamed(group):
            yield statement(case, sentence, i, end, voice, Stance.ACCUSES, about, filler(case.context, group))


def _on_record(case: Case, sentence: Sentence, i: int) -> Speaker | None:
    """Who says that a state holds somebody responsible: the person who speaks, where one does."""
    held = [a for a in case.acts if a.holds(sentence, i) and a.clausal and a.cue != i and not a.negated]
    return held[-1].speaker if held and held[-1].speaker.kind is not SpeakerKind.MEDIA else None


def behind(case: Case, sentence: Sentence, i: int) -> Iterator[Statement]:
    """ "Y stands behind the attack", said by somebody."""
    if not act_of(sentence, i, "behind"):
        return
    after = sentence.at(i + 1)
    before = sentence.at(i - 1)
    if (
        after is None
        or after.stem != "وراء"
        or before is None
        or before.stem in case.context.arabic.words["relatives"]
    ):
        return
    end = clause_end(case.context, sentence, i)
    about = case.about(sentence, i, end)
    voice = case.voice(sentence, i)
    groups = [
        g
        for g in subject(case.context, sentence, i)
        if may_act(g) and not g.has("doer") and (not g.has("nobody") or len(g.words) > 1)
    ]
    for group in groups if not voice.is_outlet and about is not None else []:
        yield statement(case, sentence, i, end, voice, Stance.ACCUSES, about, filler(case.context, group))
