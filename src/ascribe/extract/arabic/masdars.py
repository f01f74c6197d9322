"""Nouns that tell of a happening ("an attack on", "the killing of", "a raid that aircraft carried out")."""

from ascribe.extract.arabic.clauses import after_subject, clause_end, clause_start, governed_by, subject
from ascribe.extract.arabic.context import Context, opens_clause, verb_at
from ascribe.extract.arabic.deeds import harm, light, may_act, may_be_hit
from ascribe.extract.arabic.groups import Group, groups_after
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.naming import filler, state_beside
from ascribe.extract.arabic.words import Sentence, span
from ascribe.knowledge.arabic import NounForm
from ascribe.model import Filler, Kind, Means, Status

#: How far before a noun the verb that carries it may stand ("carried out, on Sunday, a raid").
_BACK = 12
_FORCES = frozenset(("قوه", "جيش", "طيران", "مدفعيه", "طائره", "مسيره"))
_BEFORE = {"محاوله": Status.ATTEMPTED, "احباط": Status.ATTEMPTED, "احتمال": Status.HYPOTHETICAL, "خطه": Status.PLANNED,
           "مخطط": Status.PLANNED, "تهديد": Status.THREATENED}  # fmt: skip


def told(context: Context, sentence: Sentence, i: int) -> Mention | None:
    """The mention that a noun at this word makes, if it tells of a happening."""
    word = sentence.words[i]
    form = word.noun("event")
    if form is None or word.inside or word.name is not None or (word.verbs and verb_at(sentence, i)):
        return None
    if word.time or word.suffix:
        return None
    before = sentence.at(i - 1)
    if form.noun.object == "weapon" and any(
        w.stem in ("وقف", "هدنه") for w in sentence.words[max(0, i - 3) : i]
    ):
        return None  # a ceasefire
    if form.noun.after and not (before and any(v.verb.lemma in form.noun.after for v in before.verbs)):
        return None
    start, end = clause_start(context, sentence, i), clause_end(context, sentence, i)
    kind = form.noun.kind or Kind.OTHER
    evidence = span(context.report, sentence.words[start].begin, sentence.words[end - 1].end)
    mention = Mention(sentence, i, kind, start, end, evidence, form.noun.means)
    mention.definite = word.article or _of_known(sentence, i)
    mention.anaphor = "anaphor" in form.noun.flags
    single = "one" in form.noun.flags and not form.noun.after
    mention.result = bool(form.noun.harm) and not single and kind is Kind.ATTACK
    mention.series = form.number == 3 and kind is not Kind.CLASH
    if form.noun.object == "weapon" and not _weapon(context, mention):
        return None
    if "modified" in form.noun.flags and not _is_modified(context, sentence, i) and not mention.definite:
        return None
    _complements(context, mention, form)
    _status(context, mention)
    return None if _is_of_words(mention) else mention


def _is_of_words(mention: Mention) -> bool:
    """An attack of one holder of an office "on" another, with no weapon, is one of words."""
    sides = (mention.doers, mention.victims)
    return mention.means is None and all(sides) and all(g.has("title") for side in sides for g in side)


def _of_known(sentence: Sentence, i: int) -> bool:
    """ "the attack of Ahvaz": made definite by a name or an article in the genitive."""
    after = sentence.at(i + 1)
    return (
        after is not None
        and not after.is_mark
        and not after.prep
        and not after.conj
        and (after.article and after.adjective is None and not after.nouns)
    )


def _weapon(context: Context, mention: Mention) -> bool:
    """ "the firing of", "the fall of": what is fired gives the means; other things make no happening."""
    for word in mention.sentence.words[mention.i + 1 : mention.i + 5]:
        if word.conj:
            return False
        lemmas = {f.noun.lemma for f in word.nouns} | {word.stem}
        for lemma, means in _FIRED.items():
            if lemma in lemmas:
                mention.means = means
                return True
        if word.particle or word.is_mark:
            return False
    return False


_FIRED = {
    "نار": Means.SHOOTING,
    "رصاص": Means.SHOOTING,
    "صاروخ": Means.ROCKET,
    "قذيفه": Means.SHELLING,
    "مسيره": Means.DRONE,
}


def _is_modified(context: Context, sentence: Sentence, i: int) -> bool:
    """Whether a word for a weapon or for arms stands within the same group."""
    for word in sentence.words[i + 1 : i + 6]:
        if word.is_mark or verb_at(sentence, word.i):
            return False
        if means_of(context, sentence, word.i) is not None or (
            word.adjective and word.adjective.english in ("armed", "fierce")
        ):
            return True
    return False


def means_of(context: Context, sentence: Sentence, i: int) -> Means | None:
    """The means that a word names."""
    word = sentence.words[i]
    lemmas = {f.noun.lemma for f in word.nouns} | {word.stem}
    if word.adjective is not None:
        lemmas.add(word.adjective.lemma)
    return next((means for means, words in context.arabic.means.items() if lemmas & words), None)


def _complements(context: Context, mention: Mention, form: NounForm) -> None:
    """Who and what stand after the noun, before "which", or carry it as a verb."""
    sentence, i, noun = mention.sentence, mention.i, form.noun
    after = sentence.at(i + 1)
    free = after is not None and not after.prep and not sentence.words[i].article
    genitive = list(groups_after(sentence, i + 1, context.arabic)) if free else []
    genitive = [g for g in genitive if g.start == i + 1 or g.sentence.words[g.start].conj]
    if noun.object == "means-or-target":
        genitive = [g for g in genitive if all(means_of(context, sentence, w.i) is None for w in g.words)]
    if noun.object in ("target", "means-or-target") and genitive:
        _genitive(context, mention, genitive, form)
    if "between" in noun.flags:
        _parties(context, mention)
    if noun.to:
        groups = governed_by(context, sentence, i + 1, noun.to, mention.end)
        mention.victims = groups
        _add_targets(context, mention, groups)
        if noun.harm:
            mention.harm = list(harm(context, groups, noun.harm))
    _nationality(context, mention)
    _carried_by(context, mention)
    _by(context, mention)


def _genitive(context: Context, mention: Mention, groups: list[Group], form: NounForm) -> None:
    """ "the shelling of": by forces or of a place; "the killing of": of people."""
    head = groups[0].first
    forces = any(f.noun.lemma in _FORCES for f in head.nouns)
    if form.noun.kind is Kind.ATTACK and not form.noun.harm and forces:
        _add_agents(context, mention, groups)
        return
    mention.victims = groups
    _add_targets(context, mention, groups)
    if form.noun.harm:
        mention.harm = list(
            harm(context, groups, form.noun.harm, "one" in form.noun.flags and form.number == 1)
        )


def _parties(context: Context, mention: Mention) -> None:
    """ "clashes between X and Y": both are agents."""
    sentence = mention.sentence
    for j in range(mention.i + 1, mention.end):
        if sentence.words[j].plain == "بين":
            groups = list(groups_after(sentence, j + 1, context.arabic))
            _add_agents(context, mention, groups)
            return
        if verb_at(sentence, j):
            return


def _nationality(context: Context, mention: Mention) -> None:
    """ "an Israeli raid": the state that an adjective of the noun names."""
    for word in mention.sentence.words[mention.i + 1 : mention.i + 4]:
        if word.adjective is None or word.prep or word.conj:
            return
        if word.adjective.lemma in context.arabic.words["no-state"]:
            continue
        state = context.packs.adjectives.match(word.adjective.english)
        if state is not None and state in context.packs.countries:
            mention.agents.append(
                Filler(span(context.report, word.begin, word.end), context.packs.actors[state].name, state)
            )
            return


def _carried_by(context: Context, mention: Mention) -> None:
    """The subject of "carried out" before the noun, or of "which ... carried out" after it."""
    sentence = mention.sentence
    for j in range(mention.i - 1, max(-1, mention.i - _BACK), -1):
        verb = light(context, sentence, j)
        if verb is None:
            if verb_at(sentence, j):
                return
            continue
        subjects = subject(context, sentence, j)
        if verb.suffers:
            if any(w.prep == "ل" for w in sentence.words[mention.i : mention.i + 1]):
                _add_targets(context, mention, subjects)
        elif not verb.state and after_subject(context, sentence, j, subjects) <= mention.i:
            _add_agents(context, mention, subjects)
        mention.verb = True
        return


def _by(context: Context, mention: Mention) -> None:
    """ "by", "at the hands of", "which gunmen carried out", with the target of "which hit"."""
    sentence = mention.sentence
    for j in range(mention.i + 1, min(mention.end, mention.i + 20)):
        word = sentence.words[j]
        if word.plain in ("قبل", "يد", "ايدي") and j and sentence.words[j - 1].plain in ("من", "علي"):
            _add_agents(context, mention, list(groups_after(sentence, j + 1, context.arabic)))
            return
        verb = light(context, sentence, j)
        if verb is not None and not verb.state and not opens_clause_with_and(sentence, j):
            _add_agents(context, mention, list(groups_after(sentence, j + 1, context.arabic)))
            return


def opens_clause_with_and(sentence: Sentence, j: int) -> bool:
    """Whether a verb goes on with another clause."""
    return opens_clause(sentence, j) and sentence.words[j].conj


def _add_agents(context: Context, mention: Mention, groups: list[Group]) -> None:
    for group in groups:
        state = state_beside(context, group) if group.has("weapon") else None
        if state is not None:  # "Turkish aircraft"
            words = span(context.report, group.begin, group.close)
            mention.agents.append(Filler(words, context.packs.actors[state].name, state))
        elif may_act(group) and not group.has("nobody") and not group.has("weapon"):
            mention.doers.append(group)
            mention.agents.append(filler(context, group))


def _add_targets(context: Context, mention: Mention, groups: list[Group]) -> None:
    mention.targets += [filler(context, g) for g in groups if may_be_hit(g)]


def _status(context: Context, mention: Mention) -> None:
    """Attempted, planned, threatened or only possible, by the word before the noun; nothing after "any" or "no"."""
    sentence = mention.sentence
    for j in range(mention.i - 1, max(-1, mention.i - 3), -1):
        word = sentence.words[j]
        if word.stem in _BEFORE or word.plain in _BEFORE:
            mention.status = _BEFORE.get(word.stem) or _BEFORE[word.plain]
        if word.stem in ("اي", "عدم", "دون", "ايه", "حال"):
            mention.negated = True
