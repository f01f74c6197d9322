"""Verbs that tell of a happening: who did it, to whom, with what."""

from collections.abc import Iterator

from ascribe.extract.arabic.clauses import (
    after_subject,
    clause_end,
    clause_start,
    ending_at,
    governed_by,
    objects,
    subject,
    verb_has_object,
)
from ascribe.extract.arabic.context import Context, verb_at
from ascribe.extract.arabic.groups import Group
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.words import Sentence, span
from ascribe.knowledge.arabic import Verb, VerbForm
from ascribe.model import Kind, Means, Quantity, Status

_NEEDED_WITHIN = 6


def deed(context: Context, sentence: Sentence, i: int) -> Mention | None:
    """The mention that a verb at this word makes, if it tells of a happening."""
    for form in verb_at(sentence, i):
        if form.verb.role == "event" and not form.verb.light and _fits(context, sentence, i, form.verb):
            return _mention(context, sentence, i, form)
    return None


def light(context: Context, sentence: Sentence, i: int) -> Verb | None:
    """The verb whose subject or object tells what happened ("carried out an attack", "clashes broke out")."""
    forms = verb_at(sentence, i)
    return next((form.verb for form in forms if form.verb.light), None)


def _fits(context: Context, sentence: Sentence, i: int, verb: Verb) -> bool:
    """Whether the words that a verb needs stand with it."""
    if not verb.needs:
        return True
    near = sentence.words[max(0, i - 3) : i] if not verb.state else sentence.words[max(0, i - 4) : i]
    near = near + sentence.words[i + 1 : i + 1 + _NEEDED_WITHIN]
    for word in near:
        lemmas = {f.noun.lemma for f in word.nouns} | {word.stem}
        if word.adjective is not None:
            lemmas.add(word.adjective.lemma)
        if lemmas & verb.needs:
            return True
        if word.i > i and verb_at(sentence, word.i):
            return False
    return False


def _mention(context: Context, sentence: Sentence, i: int, form: VerbForm) -> Mention | None:
    verb = form.verb
    subjects = subject(context, sentence, i)
    if subjects and subjects[0].first.stem in verb.needs and not verb.state:
        subjects = []  # "released" is two words: the second is no subject
    if sentence.words[i].conj and form.passive is not True:
        subjects = _carried_on(context, sentence, i, subjects)
    passive = form.passive is True or (
        form.passive is None and _is_passive(context, sentence, i, verb, subjects)
    )
    done_to, doers = (subjects, []) if passive or verb.state else ([], subjects)
    end = clause_end(context, sentence, i)
    if not (passive or verb.state):
        done_to = _objects(context, sentence, i, verb, subjects, end)
        before = (
            ending_at(context, sentence, i - 1)
            if verb_has_object(sentence.words[i]) and _relative(context, sentence, i)
            else None
        )
        done_to = [before] if before is not None else done_to
    elif passive:
        doers = governed_by(context, sentence, i + 1, ("علي يد",), end)
    start = clause_start(context, sentence, i)
    words = sentence.words
    assert verb.kind is not None
    mention = Mention(
        sentence, i, verb.kind, start, end, span(context.report, words[start].begin, words[end - 1].end),
        means=verb.means, verb=True, result=bool(verb.harm) and (passive or verb.state),
    )  # fmt: skip
    mention.armed = verb.means not in (None, Means.BOMB) and bool(verb.needs)
    _roles(context, mention, doers, done_to, verb)
    return mention if _is_violence(context, sentence, verb, subjects, done_to, passive) else None


def _is_violence(
    context: Context,
    sentence: Sentence,
    verb: Verb,
    subjects: list[Group],
    done_to: list[Group],
    passive: bool,
) -> bool:
    """A campaign "targets" regions too, and a shot may hit a goal: somebody acts, with a weapon, or people are hurt."""
    if verb.harm == "wounded" and not (passive or verb.state):
        return any(g.has("counts") for g in done_to)
    if verb.needs or verb.harm or verb.kind is not Kind.ATTACK or not subjects or passive:
        return True
    lead = subjects[0]
    return may_act(lead) or lead.has("weapon") or lead.first.noun("event") is not None


def _carried_on(context: Context, sentence: Sentence, i: int, own: list[Group]) -> list[Group]:
    """The subject of a verb that goes on with "and": where its only noun is no force, the force that acts before it."""
    if own and (
        own[-1].start < i
        or any(_is_force(g) or g.has("side") for g in own)
        or objects(context, sentence, own[-1].end)
    ):
        return own
    for j in range(i - 1, -1, -1):
        groups = [g for g in subject(context, sentence, j) if may_act(g)] if verb_at(sentence, j) else []
        if groups and (not own or _is_force(groups[0])):
            return groups
    return own


def _relative(context: Context, sentence: Sentence, i: int) -> bool:
    before = sentence.at(i - 1)
    return before is not None and before.stem in context.arabic.words["relatives"]


def _is_passive(context: Context, sentence: Sentence, i: int, verb: Verb, subjects: list[Group]) -> bool:
    """A verb whose writing leaves it open is passive where its only noun is somebody that it would be done to."""
    if not verb.harm and verb.kind not in (Kind.ABDUCTION, Kind.ARREST):
        return False
    if not subjects:
        return False
    last = subjects[-1]
    if last.start < i:
        return all(not _is_doer(g) for g in subjects) and not objects(context, sentence, i + 1)
    if subjects[0].count is not None or not any(map(_is_doer, subjects)):
        return not objects(context, sentence, last.end)
    return not objects(context, sentence, last.end) and not _is_force(subjects[0])


def _is_doer(group: Group) -> bool:
    return group.first.has("side") or group.first.name is not None


def _is_force(group: Group) -> bool:
    return group.first.noun("body") is not None or group.first.name is not None


def _objects(
    context: Context, sentence: Sentence, i: int, verb: Verb, subjects: list[Group], end: int
) -> list[Group]:
    start = after_subject(context, sentence, i, subjects)
    if verb.to:
        found = governed_by(context, sentence, start, verb.to, end)
        if not found and "object" in verb.to:
            found = objects(context, sentence, start)
        if not found and "سراح" in verb.to:
            found = [g for g in objects(context, sentence, start) if g.first.stem != "سراح"]
        return found
    if verb_has_object(sentence.words[i]):
        return []
    return objects(context, sentence, start)


def _roles(context: Context, mention: Mention, doers: list[Group], done_to: list[Group], verb: Verb) -> None:
    """Fill agents, targets and harm from the groups."""
    doers = [g for g in doers if not g.has("weapon") and not g.has("nobody")]
    done_to = [g for g in done_to if not g.has("weapon") and not (verb.needs and g.first.stem in verb.needs)]
    mention.doers, mention.victims = doers, done_to
    mention.agents = [filler(context, g) for g in doers if may_act(g)]
    mention.targets = [filler(context, g) for g in done_to if may_be_hit(g, named=verb.one)]
    if verb.harm:
        mention.harm = list(harm(context, done_to, verb.harm, verb.one))
    if verb.kind is Kind.ATTACK and verb.harm == "killed" and doers and _is_shootout(mention, doers, done_to):
        mention.kind = Kind.CLASH
    if verb.kind is Kind.WITHDRAWAL and not any(g.first.noun("body") or g.first.name for g in doers):
        mention.agents = []
    if verb.kind is Kind.THREAT and not mention.agents:
        mention.status = Status.GENERAL


def may_act(group: Group) -> bool:
    """Whether a group is somebody who acts: people of a side, a body, a name; no thing and no mere victim."""
    head = group.first
    if head.name is not None:
        return True
    if head.noun("thing") is not None:
        return False
    if head.nouns:
        return head.has("side") or head.has("title") or head.has("doer")
    return _is_name(group)


def _is_name(group: Group) -> bool:
    """Two words or more that no list has: a name of somebody."""
    words = group.words
    return len(words) > 1 and all(
        not (w.nouns or w.verbs or w.adjective or w.is_mark or w.number is not None or w.prep) for w in words
    )


def may_be_hit(group: Group, named: bool = False) -> bool:
    """Whether a group is somebody or something that is hit; `named` where a bare unknown name will do."""
    head = group.first
    if head.is_mark or head.has("weapon") or head.has("other") or head.noun("event") is not None:
        return False
    if (
        head.name is not None
        or head.noun("people")
        or head.noun("body")
        or head.noun("thing")
        or head.noun("place")
    ):
        return True
    return not head.nouns and (named or _is_name(group) or head.article) and head.number is None


def _is_shootout(mention: Mention, doers: list[Group], done_to: list[Group]) -> bool:
    """Forces of a state that kill attackers, or those told of before ("before forces killed them")."""
    if done_to and _are_attackers(done_to[0]):
        return True
    forces = any(f.noun.lemma in ("قوه", "شرطه", "جيش") for g in doers for f in g.first.nouns)
    armed = bool(done_to) and any(f.noun.lemma == "مسلح" for f in done_to[0].first.nouns)
    return forces and (armed or (not done_to and mention.sentence.words[mention.i].plain.endswith("هم")))


def _are_attackers(group: Group) -> bool:
    return any(
        w.has("doer") or any(f.noun.lemma in ("ارهابي", "انتحاري") for f in w.nouns) for w in group.words
    )


def harm(context: Context, groups: list[Group], role: str, one: bool = False) -> Iterator[Quantity]:
    """The counts of people among the groups; a single named one counts where the verb says so."""
    for group in groups:
        own = next((f.noun.harm for f in group.first.nouns if f.noun.harm), "")
        if group.count is not None and (group.has("counts") or not group.first.nouns):
            words = span(
                context.report, group.begin, max(group.close, group.sentence.words[group.count.end - 1].end)
            )
            yield Quantity(words, own or role, group.count.low, group.count.high)
        elif (one and _is_one(group)) or (group.first.article and group.first.stem in _ORDINALS):
            yield Quantity(span(context.report, group.begin, group.close), role, 1, 1)


#: "the fourth" of several told before: one more.
_ORDINALS = frozenset(("اول", "ثاني", "ثالث", "رابع", "خامس", "سادس"))


def _is_one(group: Group) -> bool:
    """Whether a group without a count is one person: a name, an indefinite noun, a title."""
    if not group.first.article and (group.first.noun("people") or not group.first.nouns):
        return True
    return group.has("title") and group.noun is not None and group.noun.number == 1
