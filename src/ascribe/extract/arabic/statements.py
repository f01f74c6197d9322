"""Acts of speech and happenings to `Statement`s: who says what of which happening, and whom they name as its agent."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ascribe.extract.arabic.case import Case
from ascribe.extract.arabic.claims import speaks_for
from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.groups import Group
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.speaking import Act
from ascribe.extract.arabic.words import Sentence, span
from ascribe.model import (
    Filler,
    Kind,
    Proposition,
    Quantity,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
)

_AGENTIVE = frozenset({Kind.ATTACK, Kind.DESTRUCTION, Kind.ABDUCTION})
_REAL = (Status.HAPPENED, Status.ATTEMPTED)
#: What a report says of people or things that belong to the happening told before, without naming it again.
_NEAR = frozenset({"doer"})


def statements(case: Case, read: Iterable[Statement]) -> Iterator[Statement]:
    """Statements of all acts but those whose cue `responsibility` has read."""
    read = list(read)
    cues = {s.cue.start for s in read if s.cue is not None}
    if case.writer is not None:
        yield from _written(case, *case.writer)
    for act in case.acts:
        if (
            act.negated
            or act.blames
            or act.stance is Stance.ACCUSES
            or act.sentence.words[act.cue].begin in cues
        ):
            continue
        own = [
            m
            for m in case.mentions
            if act.holds(m.sentence, m.i) and _innermost(case, m.sentence, m.i) is act
        ]
        pairs = [(m, p) for m in own if (p := case.told.of(m)) is not None]
        counts = list(_counted(case, act))
        if _is_read(act, read):
            pairs = [pair for pair in pairs if pair[0].agents]
            yield from (s for s in _about(case, act, pairs, counts) if s.facet not in ("happened", "detail"))
        elif pairs or counts:
            yield from _about(case, act, pairs, counts)
        else:
            yield from _detail(case, act)


def _is_read(act: Act, read: Iterable[Statement]) -> bool:
    """Whether what an act says has been read as blame, a claim or a denial of the same speaker."""
    words = act.sentence.words
    start, end = words[min(act.start, len(words) - 1)].start, words[act.end - 1].end
    return any(
        s.speaker.name == act.speaker.name and s.cue is not None and start <= s.cue.start < end for s in read
    )


def _written(case: Case, writer: Speaker, own: Filler) -> Iterator[Statement]:
    """What a statement tells of its own people, who issues it claims."""
    for mention in case.mentions:
        proposition = case.told.of(mention)
        for agent in mention.agents if proposition is not None and mention.kind in _AGENTIVE else ():
            if proposition is not None and agent.name == own.name:
                yield Statement(
                    case.context.report.id, writer, Stance.CLAIMS, "agent", mention.evidence,
                    proposition=proposition.id, actor=agent,
                )  # fmt: skip


def _innermost(case: Case, sentence: Sentence, i: int) -> Act | None:
    held = [a for a in case.acts if a.holds(sentence, i)]
    cited = [a for a in held if a.cue > i]
    return (held[-1] if not cited else cited[0]) if held else None


def _counted(case: Case, act: Act) -> Iterator[tuple[Quantity, Proposition]]:
    """The counts that stand in the words of an act, with the happening that they are of."""
    words = act.sentence.words
    for mention in case.mentions:
        proposition = case.told.of(mention)
        for quantity in mention.harm if mention.sentence is act.sentence and proposition is not None else ():
            i = next(w.i for w in words if w.end > quantity.span.start)
            if (
                proposition is not None
                and act.holds(mention.sentence, i)
                and _innermost(case, act.sentence, i) is act
            ):
                yield quantity, proposition


def _about(
    case: Case, act: Act, pairs: list[tuple[Mention, Proposition]], counts: list[tuple[Quantity, Proposition]]
) -> Iterator[Statement]:
    context = case.context
    seen: set[tuple[str, str]] = set()
    for mention, proposition in pairs:
        base = Statement(
            context.report.id, act.speaker, act.stance, "happened", _evidence(context, act),
            proposition=proposition.id, cue=_cue(context, act),
        )  # fmt: skip
        certainty, hedge = _hedge(context, act, mention)
        base = replace(base, certainty=certainty, hedge=hedge)
        theirs = _of_the_speaker(case, act, mention)
        if theirs is not None and (proposition.id, theirs.name) not in seen:
            seen.add((proposition.id, theirs.name))
            yield replace(base, facet="agent", actor=theirs, stance=Stance.CLAIMS)
        for agent in _accused(mention) if theirs is None else ():
            if (proposition.id, agent.name) not in seen:
                seen.add((proposition.id, agent.name))
                yield replace(
                    base, facet="agent", actor=agent, stance=_agent_stance(act, agent, mention.doers)
                )
        own = _own_deed(case, act, mention)
        if own is not None:
            seen.add((proposition.id, "told"))
            yield replace(base, facet="agent", actor=own, stance=Stance.CLAIMS)
    yield from _of_counts(case, act, counts, seen)
    yield from _of_the_rest(case, act, pairs, seen)


def _of_counts(
    case: Case, act: Act, counts: list[tuple[Quantity, Proposition]], seen: set[tuple[str, str]]
) -> Iterator[Statement]:
    """What is said of how many came to harm; adds to `seen` what each tells of."""
    context = case.context
    for quantity, proposition in counts:
        if (proposition.id, quantity.role) not in seen:
            seen.add((proposition.id, quantity.role))
            yield Statement(
                context.report.id, act.speaker, act.stance, quantity.role, _evidence(context, act),
                proposition=proposition.id, value=_version(quantity), quantity=quantity, cue=_cue(context, act),
            )  # fmt: skip


def _of_the_rest(
    case: Case, act: Act, pairs: list[tuple[Mention, Proposition]], seen: set[tuple[str, str]]
) -> Iterator[Statement]:
    """What is told of happenings of which neither a count nor the speaker's own deed is `seen`."""
    context = case.context
    for _, proposition in pairs:
        spoken = [name for one, name in seen if one == proposition.id]
        if not any(name in ("killed", "wounded", "detained", "told") for name in spoken):
            seen.add((proposition.id, "told"))
            yield Statement(
                context.report.id, act.speaker, act.stance, _facet(pairs, proposition), _evidence(context, act),
                proposition=proposition.id, cue=_cue(context, act),
            )  # fmt: skip


def _of_the_speaker(case: Case, act: Act, mention: Mention) -> Filler | None:
    """ "X said that its forces had struck": the group that the speaker speaks for, with its own forces for words."""
    if mention.kind not in _AGENTIVE or mention.status not in _REAL or not act.clausal:
        return None
    own = next((g for g in mention.doers if g.first.suffix in ("ه", "ها", "هم") and g.has("side")), None)
    return speaks_for(case, act.speaker) if own is not None else None


def _own_deed(case: Case, act: Act, mention: Mention) -> Filler | None:
    """ "X said that it had carried out": who speaks is who did it."""
    before = mention.sentence.at(mention.i - 1)
    if before is not None and before.plain == "قد":
        before = mention.sentence.at(mention.i - 2)
    if (
        before is None
        or before.plain not in ("انه", "انها", "انهم", "اننا", "بانها", "بانه")
        or mention.doers
    ):
        return None
    if mention.result or mention.status not in _REAL or not act.clausal or mention.kind not in _AGENTIVE:
        return None
    return speaks_for(case, act.speaker)


def _facet(pairs: list[tuple[Mention, Proposition]], proposition: Proposition) -> str:
    """What is said of one that is only taken up is a detail."""
    return "detail" if all(m.anaphor for m, p in pairs if p is proposition) else "happened"


def _cue(context: Context, act: Act) -> Span:
    word = act.sentence.words[act.cue]
    return span(context.report, word.begin, word.end)


def _evidence(context: Context, act: Act) -> Span:
    """From the speaker or the cue to the end of what is said, inside one sentence."""
    words = act.sentence.words
    start = min(words[act.cue].begin, words[min(act.start, len(words) - 1)].begin)
    end = max(words[act.end - 1].end, words[act.cue].end)
    if act.speaker.span is not None and act.sentence.start <= act.speaker.span.start < act.sentence.end:
        start, end = min(start, act.speaker.span.start), max(end, act.speaker.span.end)
    return span(context.report, start, end)


def _accused(mention: Mention) -> list[Filler]:
    """The agents of something that came about and that somebody in particular can have done."""
    if mention.kind not in _AGENTIVE or mention.status not in _REAL or mention.negated:
        return []
    doers = {g.begin for g in mention.doers if g.has("faceless") and known_beside(g) is None}
    return [a for a in mention.agents if a.span.start not in doers]


def known_beside(group: Group) -> object:
    """The known name that stands with a word for people ("gunmen of X")."""
    return next((w.name for w in group.words if w.name is not None), None)


#: Speakers who speak for forces of their state.
_FOR_A_STATE = frozenset({SpeakerKind.MILITARY, SpeakerKind.POLICE, SpeakerKind.OFFICIAL})


def _own_forces(act: Act, agent: Filler, doers: list[Group]) -> bool:
    """ "The command said that army aircraft struck": forces of no other state are the speaker's own."""
    group = next((g for g in doers if g.begin == agent.span.start), None)
    if (
        act.speaker.kind not in _FOR_A_STATE
        or not act.speaker.named
        or group is None
        or agent.actor is not None
    ):
        return False
    forces = any(
        f.noun.lemma in ("قوه", "جيش", "طيران", "شرطه", "مدفعيه", "مفرزه") for f in group.first.nouns
    )
    return forces and not any(
        w.adjective is not None and w.adjective.english[0].isupper() for w in group.words
    )


def _agent_stance(act: Act, agent: Filler, doers: list[Group]) -> Stance:
    """A speaker claims for itself and accuses anybody else."""
    if act.stance in (Stance.DENIES, Stance.CANNOT_CONFIRM):
        return act.stance
    speaker = act.speaker
    if _own_forces(act, agent, doers):
        return Stance.CLAIMS
    own = (agent.actor is not None and agent.actor == speaker.actor) or (
        speaker.span is not None and agent.span.start == speaker.span.start
    )
    same = speaker.named and speaker.kind is SpeakerKind.ARMED_GROUP and agent.name in speaker.name
    return Stance.CLAIMS if own or same else Stance.ACCUSES


def _hedge(context: Context, act: Act, mention: Mention) -> tuple[str, Span | None]:
    """How sure it is put, and the word that says so ("is believed", "perhaps")."""
    for word in mention.sentence.words[max(act.start - 1, mention.start, 0) : mention.i]:
        for certainty, words in context.arabic.certainties.items():
            if (word.stem in words or word.plain in words) and word.stem != "قد":
                return certainty, span(context.report, word.begin, word.end)
    return "stated", None


def _version(quantity: Quantity) -> str:
    if quantity.high == quantity.low:
        return str(quantity.low)
    return f"{quantity.low} or more" if quantity.high is None else f"{quantity.low} to {quantity.high}"


def _detail(case: Case, act: Act) -> Iterator[Statement]:
    """What a speaker says of those who did it or whom it hit, without naming the happening again."""
    about = case.told.before(act.sentence.end) if _speaks_of(act) else None
    if about is None or not act.clausal:
        return
    yield Statement(
        case.context.report.id, act.speaker, act.stance, "detail", _evidence(case.context, act),
        proposition=about.id, cue=_cue(case.context, act),
    )  # fmt: skip


def _speaks_of(act: Act) -> bool:
    """Whether the words speak of attackers, victims, the dead: people whom only a happening makes so."""
    sentence: Sentence = act.sentence
    for word in sentence.words[act.start : act.end]:
        if word.article and (word.has("doer") or any(f.noun.lemma in _VICTIMS for f in word.nouns)):
            return True
    return False


_VICTIMS = frozenset(("ضحيه", "قتيل", "جريح", "مهاجم", "منفذ"))
