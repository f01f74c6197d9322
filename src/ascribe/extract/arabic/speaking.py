"""Who says what in a sentence: verbs of speech, participles that go on with them, "according to", "X: ..."."""

from dataclasses import dataclass, replace

from ascribe.extract.arabic.clauses import accuser, after_subject, ending_at, subject
from ascribe.extract.arabic.context import Context, opens_clause, verb_at
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.speakers import Voices
from ascribe.extract.arabic.words import Sentence
from ascribe.knowledge.arabic import VerbForm
from ascribe.model import Speaker, Stance

_COMPLEMENT_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Act:
    """One act of speech: the cue's index, words [start, end) that are said, and whether a clause ("that") says them."""

    sentence: Sentence
    speaker: Speaker
    stance: Stance
    cue: int
    start: int
    end: int
    clausal: bool
    negated: bool = False
    blames: bool = False
    begin: int = 0

    def holds(self, sentence: Sentence, i: int) -> bool:
        """Whether a word is said here."""
        return sentence is self.sentence and self.start <= i < self.end

    def said(self, i: int) -> bool:
        """Whether a word stands between the cue and a clause that is said: what is there belongs to the saying."""
        return self.clausal and self.cue <= i < self.start


def speech(context: Context, voices: Voices) -> list[Act]:
    """All acts in text order; a speaker that a sentence leaves out is the last one."""
    voices.last = None
    return [act for sentence in context.sentences for act in _acts(context, sentence, voices)]


def _acts(context: Context, sentence: Sentence, voices: Voices) -> list[Act]:
    found: list[Act] = []
    headed = _headed(context, sentence, voices)
    if headed is not None:
        found.append(headed)
    for i in range(len(sentence.words)):
        act = _verb(context, sentence, i, voices) or _participle(context, sentence, i, voices, found)
        if act is None:
            act = _according(context, sentence, i, voices)
        if act is not None:
            found.append(act)
    return _bounded(found)


def _bounded(found: list[Act]) -> list[Act]:
    """Acts whose content ends where the next one begins that goes on with the sentence."""
    bounded = []
    for n, act in enumerate(found):
        later = [
            o.begin or o.cue for o in found[n + 1 :] if o.start > o.cue and (o.begin or o.cue) > act.start
        ]
        bounded.append(replace(act, end=min([act.end, *later])))
    return [act for act in bounded if act.end > act.start or act.negated]


def _headed(context: Context, sentence: Sentence, voices: Voices) -> Act | None:
    """ "The ministry: ..." at the start of a headline or a sentence."""
    group = group_at(sentence, 0, context.arabic)
    if group is None:
        return None
    mark = sentence.at(group.end)
    if mark is None or mark.text != ":" or group.end + 2 > len(sentence.words):
        return None
    if group.first.name is not None and group.first.name.id in context.packs.countries:
        told = sentence.words[group.end + 1].noun("event")
        if told is not None:  # "Mali: release of ..." says where
            return None
    speaker = voices.speaker(group, strict=True)
    if speaker is None or group.first.noun("event") is not None:
        return None
    return Act(sentence, speaker, Stance.ASSERTS, 0, group.end + 1, len(sentence.words), False)


def _verb(context: Context, sentence: Sentence, i: int, voices: Voices) -> Act | None:
    form = next((f for f in verb_at(sentence, i) if f.verb.role == "speech"), None)
    if form is None or form.verb.stance is None:
        _remember(context, sentence, i, voices)
        return None
    before = sentence.at(i - 1)
    if before is not None and before.stem in context.arabic.words["relatives"]:
        return None
    if sentence.words[i].time or _is_own_voice(sentence, i) or _describes(context, sentence, i, form):
        return None
    accuses = form.verb.stance is Stance.ACCUSES
    groups = accuser(context, sentence, i)[0] if accuses else subject(context, sentence, i)
    after = after_subject(context, sentence, i, groups)
    start, clausal = _complement(context, sentence, after)
    if form.verb.that and not clausal:
        return None
    speaker = _speaker(context, sentence, i, groups, voices, form)
    if speaker is None:
        return None
    negated = before is not None and before.particle and before.stem in context.arabic.words["negations"]
    first = min([i, *(g.start for g in groups)])
    return Act(
        sentence,
        speaker,
        form.verb.stance,
        i,
        start,
        len(sentence.words),
        clausal,
        negated,
        begin=max(first, 0),
    )


def _remember(context: Context, sentence: Sentence, i: int, voices: Voices) -> None:
    """Who acts in words ("condemned") is who goes on to speak where the next verb names nobody."""
    if any(f.verb.lemma in _WORDY for f in verb_at(sentence, i)):
        for group in subject(context, sentence, i)[:1]:
            voices.speaker(group, strict=True)


_WORDY = frozenset(
    (
        "ادان",
        "ندد",
        "استنكر",
        "اعرب",
        "وصف",
        "رحب",
        "دعا",
        "طالب",
        "توعد",
        "هدد",
        "تعهد",
        "تبني",
        "انتقد",
        "اعترف",
    )
)


def _is_own_voice(sentence: Sentence, i: int) -> bool:
    """ "We stress that", which stands in what somebody says."""
    word = sentence.words[i]
    return all(f.imperfect and f.plural for f in word.verbs) and word.stem.startswith("ن")


def _describes(context: Context, sentence: Sentence, i: int, form: VerbForm) -> bool:
    """ "groups that say", without a word for "that": an imperfect after an indefinite noun inside a clause."""
    before = sentence.at(i - 1)
    if before is None or not form.imperfect or before.is_mark or before.particle:
        return False
    group = ending_at(context, sentence, i)
    indefinite = group is not None and not any(
        w.article or w.name or not (w.nouns or w.adjective) for w in group.words
    )
    return indefinite and group is not None and group.start > 0


def _speaker(
    context: Context, sentence: Sentence, i: int, groups: list[Group], voices: Voices, form: VerbForm
) -> Speaker | None:
    """The subject of a verb of speech; the last speaker where the verb goes on and names none."""
    spoken = [s for g in groups if (s := voices.speaker(g)) is not None]
    if spoken:
        return voices.through(sentence, i, spoken, groups, form.verb.lemma)
    if groups:
        return None
    passive = form.passive is True
    return None if passive or not opens_clause(sentence, i) else voices.last


def _complement(context: Context, sentence: Sentence, after: int) -> tuple[int, bool]:
    """Where what is said begins after the subject, and whether a clause says it."""
    words = sentence.words
    for j in range(after, min(len(words), after + _COMPLEMENT_WITHIN)):
        if words[j].stem in context.arabic.words["that"] and words[j].particle:
            return j + 1, True
        if words[j].text == ":" and j + 1 < len(words):
            return j + 1, True
        if verb_at(sentence, j) and j > after and not _inserted(context, sentence, j):
            break
    return after, False


def _inserted(context: Context, sentence: Sentence, j: int) -> bool:
    """A verb of a clause about the speaker ("who asked not to be named")."""
    before = sentence.at(j - 1)
    return before is not None and (
        before.stem in context.arabic.words["relatives"]
        or before.stem in ("لم", "بيان", "نشره", "في")
        or not before.is_mark
    )


def _participle(context: Context, sentence: Sentence, i: int, voices: Voices, found: list[Act]) -> Act | None:
    """ "adding that": goes on with the speaker of the sentence."""
    word = sentence.words[i]
    if word.is_mark or word.article or word.prep or word.plain.lstrip("و") not in context.arabic.participles:
        return None
    stance = context.arabic.participles[word.plain.lstrip("و")]
    if not word.plain.endswith(("ا", "ه", "ين")) or voices.last is None or i == 0:
        return None
    if not found and not any(verb_at(sentence, j) for j in range(i)):
        return None
    after = i + 1
    start, clausal = _complement(context, sentence, after)
    if stance is None or stance is Stance.ACCUSES:
        start, clausal = after, False
    speaker = found[-1].speaker if found else voices.last
    return Act(
        sentence,
        speaker,
        stance or Stance.ACCUSES,
        i,
        start,
        len(sentence.words),
        clausal,
        blames=stance is None,
        begin=i,
    )


def _according(context: Context, sentence: Sentence, i: int, voices: Voices) -> Act | None:
    """ "according to X": of what stands before it in the sentence, or, at the start, of what comes after."""
    word = sentence.words[i]
    if word.is_mark or not (
        word.plain in context.arabic.words["according"] or word.stem in context.arabic.words["according"]
    ):
        return None
    following = sentence.at(i + 1)
    if word.stem in ("نقلا", "استنادا") and (following is None or following.plain not in ("عن", "الي")):
        return None
    group = _cited(context, sentence, i + 1)
    if group is None:
        return None
    speaker = voices.speaker(group, strict=True)
    if speaker is None:
        return None
    if any(f.verb.lemma == "نقل" for w in sentence.words[i + 1 : group.start] for f in w.verbs):
        speaker = voices.through(sentence, i, [speaker], [group], "نقل")
    if i <= 1:
        start = group.end + (sentence.words[group.end].is_mark if group.end < len(sentence.words) else 0)
        while start < len(sentence.words) and sentence.words[start].particle:
            start += 1
        return Act(sentence, speaker, Stance.ASSERTS, i, start, len(sentence.words), False)
    start = 0
    return Act(sentence, speaker, Stance.ASSERTS, i, start, i, False)


def _cited(context: Context, sentence: Sentence, i: int) -> Group | None:
    """The group after "according to", past "what ... said" and "for the"."""
    for j in range(i, min(i + 6, len(sentence.words))):
        word = sentence.words[j]
        if word.is_mark:
            return None
        if word.particle or any(f.verb.role in ("speech", "other") for f in verb_at(sentence, j)):
            continue
        group = group_at(sentence, j, context.arabic)
        if group is not None and not group.first.noun("word"):
            return group
    return None
