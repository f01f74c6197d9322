"""All mentions of happenings in the sentences, each with the places, times, means and counts of its clause."""

from itertools import pairwise

from ascribe.extract.arabic.clauses import clause_end, clause_start, subject
from ascribe.extract.arabic.context import Context, verb_at
from ascribe.extract.arabic.deeds import deed, may_act
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.masdars import means_of, told
from ascribe.extract.arabic.mentions import VIOLENT, Mention
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.places import places_in
from ascribe.extract.arabic.speaking import Act
from ascribe.extract.arabic.words import Sentence, span
from ascribe.model import Kind, Means, Quantity, Status

_NEGATIONS = frozenset(("لم", "لن", "لا", "ليس", "ما"))
_MEANS_AFTER = 9
_ATTEMPTS = frozenset(("حاول", "كاد"))


def mentions(context: Context, acts: list[Act]) -> list[Mention]:
    """Mentions in text order, without those that are denied or only possible."""
    found: list[Mention] = []
    for sentence in context.sentences:
        own = [m for i in range(len(sentence.words)) if (m := _at(context, sentence, i)) is not None]
        _tallied(context, sentence, own)
        _carry_agents(sentence, own)
        _counts(context, sentence, own)
        _no_harm(context, sentence, own)
        _places(context, sentence, own)
        _times(context, sentence, own, acts)
        found += own
    return found


def _at(context: Context, sentence: Sentence, i: int) -> Mention | None:
    word = sentence.words[i]
    if word.is_mark or word.inside:
        return None
    if any(context.listed("sports", w) for w in sentence.words):
        return None
    if word.plain in _THREATENING:
        return _threat(context, sentence, i)
    mention = deed(context, sentence, i) or told(context, sentence, i)
    if mention is None or _is_figurative(context, sentence, i):
        return None
    _polarity(context, mention)
    if mention.kind in VIOLENT and not mention.armed:
        _means(context, mention)
    if mention.anaphor and not mention.definite and mention.verb and mention.means is not None:
        mention.anaphor = False  # "carried out an operation with drones"
    return mention


_THREATENING = frozenset(("متوعدا", "متوعده", "مهددا", "مهدده"))


def _threat(context: Context, sentence: Sentence, i: int) -> Mention | None:
    """ "threatening to pursue those who did it": a threat of the subject of the verb before."""
    verb = next((j for j in range(i - 1, -1, -1) if verb_at(sentence, j)), None)
    groups = [g for g in subject(context, sentence, verb) if may_act(g)] if verb is not None else []
    if not groups:
        return None
    start, end = clause_start(context, sentence, i), clause_end(context, sentence, i)
    words = sentence.words
    evidence = span(context.report, words[start].begin, words[end - 1].end)
    mention = Mention(sentence, i, Kind.THREAT, start, end, evidence, verb=True)
    mention.agents, mention.doers = [filler(context, g) for g in groups], groups
    targets = [group_at(sentence, w.i, context.arabic) for w in words[i + 1 : end] if w.has("doer")]
    mention.targets = [filler(context, g) for g in targets if g is not None]
    return mention


def _is_figurative(context: Context, sentence: Sentence, i: int) -> bool:
    """ "a sharp attack", "a cyber attack": no violence; what an act answers is only its reason."""
    after = sentence.at(i + 1)
    back = [w.plain for w in sentence.words[max(0, i - 6) : i] if not w.is_mark]
    if ("ردا", "علي") in pairwise(back) or "انتقاما" in back:
        return True
    return after is not None and context.listed("figurative", after)


def _polarity(context: Context, mention: Mention) -> None:
    before = mention.sentence.at(mention.i - 1)
    opening = mention.sentence.words[mention.start : mention.i]
    if any(w.stem in ("اذا", "لو") for w in mention.sentence.words[: mention.i]):
        mention.status = Status.HYPOTHETICAL
    if any(w.plain in ("اي", "منع") for w in opening[-4:]):
        mention.negated = True
    if not mention.verb or before is None:
        return
    if before.stem in _NEGATIONS and before.particle:
        mention.negated = True
    if before.plain == "سوف" or (mention.sentence.words[mention.i].plain.lstrip("و").startswith("سي")):
        mention.status = Status.PLANNED
    for form in mention.sentence.words[mention.i].verbs:
        if form.imperfect and any(
            f.verb.lemma in _ATTEMPTS
            for w in mention.sentence.words[max(0, mention.i - 3) : mention.i]
            for f in w.verbs
        ):
            mention.status = Status.ATTEMPTED


def _means(context: Context, mention: Mention) -> None:
    """The means that a word near the noun or verb names: those after it first."""
    sentence = mention.sentence
    stop = min(mention.end, mention.i + 1 + _MEANS_AFTER)
    for j in (*range(mention.i, stop), *range(max(mention.start, mention.i - 4), mention.i)):
        if j > mention.i and sentence.words[j].is_mark and sentence.words[j].text in "،؛":
            break
        if j > mention.i and verb_at(sentence, j) and not mention.verb and mention.means:
            break
        means = means_of(context, sentence, j)
        if means is not None and _is_weapon(sentence, j, mention):
            mention.means, mention.implied = means, False
            return
    for word in sentence.words[mention.i + 1 : mention.i + 3]:
        if word.adjective is not None and word.adjective.english == "armed":
            mention.means, mention.implied = mention.means or Means.SHOOTING, False


def _is_weapon(sentence: Sentence, j: int, mention: Mention) -> bool:
    """Words that name weapons; "military", "aircraft" of a target do not."""
    word = sentence.words[j]
    return not (word.particle or word.inside) and (j >= mention.i or mention.verb)


def _tallied(context: Context, sentence: Sentence, own: list[Mention]) -> None:
    """ "45 attacks since ...": a count over time, and no happening."""
    since = any(t.bound == "since" and sentence.start <= t.start < sentence.end for t in context.times)
    for mention in own:
        before = sentence.at(mention.i - 1)
        counted = before is not None and ((before.number or 0) > 1 or before.stem in context.arabic.open)
        mention.tallied = since and counted and sentence.words[mention.i].noun("event") is not None
        opening = sentence.words[mention.start : mention.i]
        mention.tallied |= mention.result and any(w.stem == "منذ" for w in opening)


def _carry_agents(sentence: Sentence, own: list[Mention]) -> None:
    """ "The forces raided a house and arrested two": a verb that goes on with "and" has the agents before it."""
    for before, mention in pairwise(own):
        word = sentence.words[mention.start]
        goes_on = word.conj and bool(verb_at(sentence, mention.start)) and mention.start > before.i
        if goes_on and before.agents and not mention.agents and not mention.result and not before.result:
            mention.agents, mention.doers = list(before.agents), list(before.doers)


def _counts(context: Context, sentence: Sentence, own: list[Mention]) -> None:
    """ "29 dead", "five dead and ten wounded": counts whose noun says the harm, for the mention nearest to it."""
    violent = [m for m in own if m.kind in VIOLENT]
    if not violent:
        return
    taken = [(q.span.start, q.span.end) for m in own for q in m.harm]
    i = 0
    while i < len(sentence.words):
        group = group_at(sentence, i, context.arabic)
        role = _role(group) or _victims(sentence, i, group)
        counted = group is not None and group.count is not None and group.count.end < group.end
        if group is None or role is None or group.count is None or not counted or group.first.article:
            i += 1
            continue
        if not any(start < group.close and group.begin < end for start, end in taken):
            nearest = min(violent, key=lambda m: (abs(m.i - i), m.i))
            words = span(context.report, group.begin, group.close)
            nearest.harm.append(Quantity(words, role, group.count.low, group.count.high))
        i = group.end


def _victims(sentence: Sentence, i: int, group: Group | None) -> str | None:
    """ "whose victims were 11 civilians"."""
    before = sentence.at(i - 1)
    if group is None or before is None or not group.has("counts"):
        return None
    return "killed" if any(f.noun.lemma == "ضحيه" for f in before.nouns) and before.suffix else None


def _role(group: Group | None) -> str | None:
    if group is None or group.first.is_mark:
        return None
    return next((f.noun.harm for f in group.first.nouns if f.noun.harm and f.noun.role == "people"), None)


def _no_harm(context: Context, sentence: Sentence, own: list[Mention]) -> None:
    """ "without casualties": nobody killed and nobody wounded."""
    violent = [m for m in own if m.kind in VIOLENT and not m.result]
    words = sentence.words
    for i, word in enumerate(words):
        if word.stem not in ("دون", "بدون") or not violent:
            continue
        after = words[i + 1 : i + 7]
        harmed = [w for w in after if context.listed("no-harm", w)]
        if not harmed or (
            harmed[0].stem in ("خسائر", "اضرار") and not any(context.listed("human", w) for w in after)
        ):
            continue
        quote = span(context.report, word.begin, harmed[0].end)
        target = max((m for m in violent if m.i < i), key=lambda m: m.i, default=violent[0])
        target.harm += [Quantity(quote, role, 0, 0) for role in ("killed", "wounded")]


def _places(context: Context, sentence: Sentence, own: list[Mention]) -> None:
    """Each place that something is said to be at, to the last mention before it in its clause, else the next."""
    found = [one for one in places_in(context, sentence) if one.governed]
    for one in found:
        inside = [m for m in own if m.start <= one.start < max(m.end, m.i + 1)]
        before = [m for m in inside if m.i < one.start] or [m for m in own if m.i < one.start]
        home = before[-1] if before else next(iter(inside or own), None)
        if home is not None:
            home.places.append(one)


def _times(context: Context, sentence: Sentence, own: list[Mention], acts: list[Act]) -> None:
    """Each time to the mention nearest in its clause; the time of saying is that of the speech."""
    for time in context.times:
        if not sentence.start <= time.start < sentence.end:
            continue
        i = next(w.i for w in sentence.words if w.end > time.start)
        if time.bound or any(a.sentence is sentence and a.said(i) for a in acts):
            continue
        inside = [m for m in own if m.start <= i < max(m.end, m.i + 1)] or own
        before = [m for m in inside if m.i < i]
        home = before[-1] if before else (inside[0] if inside else None)
        if home is not None:
            home.times.append(time)


def is_story(mention: Mention) -> bool:
    """Whether a mention tells of something real by itself."""
    return not (mention.negated or mention.denied) and mention.kind is not Kind.OTHER
