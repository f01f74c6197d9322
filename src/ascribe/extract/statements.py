"""Speech acts and happenings to `Statement`s: who says what of which happening, and who is named as its agent."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from ascribe.extract.charges import body, is_its_own, speaks_for
from ascribe.extract.context import Context
from ascribe.extract.mentions import Mention
from ascribe.extract.quantities import read_count
from ascribe.extract.speakers import state_of
from ascribe.extract.speech import Act, innermost, voice
from ascribe.extract.states import are_forces, has_army, is_of_a_state, nation, nation_of_author
from ascribe.extract.status import is_negated
from ascribe.extract.told import AGENTIVE, DEEDS, NEAR, Told
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

#: Sentences back within which a denial finds what it denies.
WIDE = 12
_REAL = frozenset({Status.HAPPENED, Status.ATTEMPTED})


def statements(context: Context, acts: list[Act], told: Told) -> Iterator[Statement]:
    """Statements of all acts; several about one proposition by one act differ in their facet."""
    for act in acts:
        if _spoken_for(context, act):
            continue
        own = [pair for pair in told.within(act.content) if innermost(acts, pair[0].token) is act]
        if act.negated:
            yield from _withheld(context, act, own, told)
        elif own:
            yield from _about(context, replace(act, speaker=voice(acts, own[0][0].token) or act.speaker), own)
        else:
            heard = voice(acts, context.doc[min(act.content)]) if act.content else None
            same = heard is not None and heard.name == act.speaker.name
            found = _detail(context, replace(act, speaker=heard) if heard and same else act, told)
            if found is not None:
                yield found


def _spoken_for(context: Context, act: Act) -> bool:
    """Acts that `responsibility` reads: claims of responsibility, and words under a refusal ("declined to comment")."""
    speech = context.lexicon.speech
    claims = act.cue.lemma_.lower() in speech["claims"] and any(
        c.lemma_.lower() in speech["responsibility"] for c in act.cue.children
    )
    return claims or (
        act.cue.dep_ == "xcomp" and act.cue.head.lemma_.lower() in speech["silence"]["declined"]
    )


def _about(context: Context, act: Act, own: list[tuple[Mention, Proposition]]) -> Iterator[Statement]:
    seen: set[tuple[str, str]] = set()
    for mention, proposition in own:
        evidence = _evidence(context, act, mention)
        base = Statement(
            context.report.id, act.speaker, act.stance, "happened", evidence,
            proposition=proposition.id, hedge=act.hedge, cue=context.word(act.cue),
        )  # fmt: skip
        owned = mention.kind in AGENTIVE and any(same_actor(act, agent) for agent in mention.agents)
        if act.stance is Stance.ASSERTS and owned:
            base = replace(base, stance=Stance.CLAIMS)
        base = hedged(context, base, act, mention)
        promised = act.cue.lemma_.lower() in context.lexicon.speech["commits"]
        for agent in _accused(context, mention) if not promised else []:
            if (proposition.id, agent.name) not in seen:
                seen.add((proposition.id, agent.name))
                stance = _agent_stance(context, act, agent)
                itself = stance is Stance.CLAIMS and is_its_own(agent)
                whose = (body(context, act.speaker) if itself else None) or agent
                yield replace(base, facet="agent", actor=whose, stance=stance)
        for quantity in mention.harm:
            if not _holds(sentence_span(context, act.sentence), quantity.span):
                continue  # a count of other words than the speaker's
            if not _holds(evidence, quantity.span):
                base = replace(base, evidence=sentence_span(context, act.sentence))
            if (proposition.id, quantity.role) not in seen:
                seen.add((proposition.id, quantity.role))
                yield replace(base, facet=quantity.role, quantity=quantity, value=version(quantity))
        facet = _facet(mention)
        if (proposition.id, "told") not in seen:
            seen.add((proposition.id, "told"))
            stance = Stance.DENIES if mention.negated and act.stance is Stance.ASSERTS else base.stance
            if stance is Stance.DENIES and any((proposition.id, a.name) in seen for a in mention.agents):
                continue
            if stance is not Stance.ASSERTS or not mention.harm:
                yield replace(base, facet=facet, stance=stance)


def hedged(context: Context, base: Statement, act: Act, mention: Mention) -> Statement:
    """The statement with how sure it is put, and the word that says so ("suspected rebels", "may have fired")."""
    near = [act.cue, *mention.token.children]
    near += [mention.token.head] if mention.token.dep_ in ("xcomp", "obj") else []
    agents = {(a.span.start, a.span.end) for a in mention.agents}
    near += [t for t in mention.token.sent if t.dep_ == "amod" and any(s <= t.idx < e for s, e in agents)]
    return with_hedge(context, base, [token for token in near if mention.token.i - 12 < token.i])


def with_hedge(context: Context, base: Statement, near: list[Token]) -> Statement:
    """The statement with the first hedge among some words, and how sure that makes it."""
    for certainty, words in context.lexicon.speech["hedges"].items():
        for token in near:
            if token.lower_ in words:
                return replace(base, certainty=certainty, hedge=context.word(token))
    return base


def _holds(words: Span, part: Span) -> bool:
    return words.start <= part.start and part.end <= words.end


def _accused(context: Context, mention: Mention) -> list[Filler]:
    """The agents that a mention names for something that came about and that somebody in particular can have done."""
    if mention.kind not in AGENTIVE or mention.status not in _REAL or mention.negated:
        return []
    spans = [agent.span for agent in mention.agents]
    return [
        agent
        for agent in mention.agents
        if can_be_accused(context, agent)
        and not any(
            s != agent.span and _holds(agent.span, s) for s in spans
        )  # "the X and Y groups" beside X and Y
    ]


def _agent_stance(context: Context, act: Act, agent: Filler) -> Stance:
    """A speaker claims for itself and for the state that it speaks for, and accuses anybody else."""
    if act.stance in (Stance.DENIES, Stance.CANNOT_CONFIRM):
        return act.stance
    own = same_actor(act, agent) or _own_side(context, act, agent) or _own_kind(act.speaker, agent)
    own = own or speaks_for(context, act.speaker, agent)
    return Stance.CLAIMS if own else Stance.ACCUSES


def _own_kind(speaker: Speaker, agent: Filler) -> bool:
    """ "factions carried out 70 attacks, according to statements of the factions": nameless groups that speak of
    their own kind."""
    if speaker.kind is not SpeakerKind.ARMED_GROUP or speaker.named or agent.actor is not None:
        return False
    words = agent.name.lower().split()
    return (
        words[-1].endswith("s")
        and words[-1] in speaker.name.lower().split()
        and not {"rival", "other"} & {*words}
    )


def _own_side(context: Context, act: Act, agent: Filler) -> bool:
    """A state or its forces, named by one who speaks for that state; an armed group is nobody's own side, whatever
    a pack says it is part of."""
    speaker = act.speaker
    if agent.actor is not None and context.packs.role(agent.actor) is SpeakerKind.ARMED_GROUP:
        return False
    if speaker.affiliation is not None and agent.actor is not None:
        return state_of(context, agent.actor) == speaker.affiliation
    if not is_of_a_state(speaker.kind) or not are_forces(context, agent.span):
        return False
    own = nation(context, speaker.span) or nation_of_author(context, speaker)
    other = nation(context, agent.span)
    if other is not None and _is_its_own(speaker, agent):
        return True
    if own is None and other is None and speaker.kind is SpeakerKind.OFFICIAL and not speaker.named:
        return False
    if own is None and other is not None:
        return speaker.kind is SpeakerKind.MILITARY and has_army(context, other)
    return other is None or own == other


def _is_its_own(speaker: Speaker, agent: Filler) -> bool:
    """ "Norland struck, its navy said": the possessor is who acts."""
    named = speaker.span
    return named is not None and named.quote.lower().startswith("its ") and agent.span.end <= named.start


def can_be_accused(context: Context, agent: Filler) -> bool:
    """Somebody in particular: a known actor, a name, or people of a side; not "the attackers" and not a thing."""
    if agent.actor is not None:
        return True
    meant = agent.via[-1] if agent.via else agent.span
    if agent.name in context.states and are_forces(context, meant):
        return True  # "Norlandi artillery", as Norland
    words = context.doc.char_span(meant.start, meant.end, alignment_mode="expand")
    if words is None:
        return False
    head = words.root
    people = context.lexicon.people
    if head.lower_ == "one":  # "at least one of those groups"
        head = next((c for c in head.children if c.dep_ == "nmod" and c.i > head.i), head)
    if head.text.istitle() and any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in head.children):
        return True  # "the Lode Column"
    if head.lower_ in people["anonymous"] or head.lemma_.lower() in people["anonymous"]:
        return False
    return (
        head.ent_type_ != "" or head.pos_ == "PROPN" or head.lower_ in people["acting"] | people["culprits"]
    )


def same_actor(act: Act, agent: Filler) -> bool:
    """Whether the speaker is the agent that it names, or speaks for it by name."""
    speaker = act.speaker
    if agent.actor is not None and agent.actor == speaker.actor:
        return True
    if speaker.span is not None and (agent.span.start, agent.span.end) == (
        speaker.span.start,
        speaker.span.end,
    ):
        return True
    return (
        speaker.named
        and speaker.kind is SpeakerKind.ARMED_GROUP
        and agent.name.lower() in speaker.name.lower()
    )


def version(quantity: Quantity) -> str:
    """A count as words: "7", "7 or more", "5 to 7"."""
    if quantity.high == quantity.low:
        return str(quantity.low)
    return f"{quantity.low} or more" if quantity.high is None else f"{quantity.low} to {quantity.high}"


def _facet(mention: Mention) -> str:
    if mention.kind in (Kind.TRANSFER, Kind.RELEASE):
        return "custody"
    if mention.status is Status.THREATENED:
        return "threat"
    return "happened"


def _evidence(context: Context, act: Act, mention: Mention) -> Span:
    """From the speaker or cue to the end of the clause that is said, inside one sentence."""
    whole = sentence_span(context, act.sentence)
    start = max(whole.start, min(mention.evidence.start, act.cue.idx))
    end = min(whole.end, max(mention.evidence.end, act.cue.idx + len(act.cue)))
    if act.speaker.span is not None and whole.start <= act.speaker.span.start < whole.end:
        start = min(start, act.speaker.span.start)
        end = max(end, min(act.speaker.span.end, whole.end))
    return context.report.span(start, end)


def sentence_span(context: Context, number: int) -> Span:
    """The whole sentence, from its first word to its last."""
    words = context.sentences[number]
    start, end = words.start, words.end
    while context.doc[start].is_space:
        start += 1
    while context.doc[end - 1].is_space:
        end -= 1
    last = context.doc[end - 1]
    return context.report.span(context.doc[start].idx, last.idx + len(last))


def _detail(context: Context, act: Act, told: Told) -> Statement | None:
    """A detail of the happening told last: what a speaker says of it without naming it again."""
    if act.speaker.kind is SpeakerKind.UNKNOWN and act.speaker.named:
        return None
    if act.cue.i in told.by_token or _disowns(context, act):
        return None  # a threat is a happening, and no word on another one; whose deed it was is `responsibility`'s
    facet = _facet_of(context, act)
    stance, quantity = _narrow_denial(context, act, facet), number_said(context, act)
    named = told.last_of(_kinds_named(context, act), act.sentence, WIDE if stance is Stance.DENIES else NEAR)
    proposition = named or told.before(act.sentence)
    if stance is Stance.DENIES and proposition is None:
        proposition = told.asked_of(act.sentence, WIDE)
    if proposition is None or not act.content:
        return None
    if stance is not Stance.DENIES and named is None and proposition.kind not in DEEDS - {Kind.RELEASE}:
        return None
    if stance is Stance.ASSERTS and not quantity and not _factual(context, act):
        return None
    return Statement(
        context.report.id, act.speaker, stance, quantity.role if quantity else facet,
        sentence_span(context, act.sentence), proposition=proposition.id,
        quantity=quantity, value=version(quantity) if quantity else None,
        hedge=act.hedge, cue=context.word(act.cue),
    )  # fmt: skip


def _disowns(context: Context, act: Act) -> bool:
    """ "said it had nothing to do with the rockets", "said it had no hand in it"."""
    lemmas = {context.doc[i].lemma_.lower() for i in act.content}
    without = lemmas & {"no", "not", "any"} and lemmas & set(context.lexicon.speech["part-in-it"])
    return bool(without) or {"nothing", "do", "with"} <= lemmas


def _kinds_named(context: Context, act: Act) -> set[Kind]:
    """The kinds of happenings that words of the content stand for ("any such transfer", "had searched")."""
    found = set[Kind]()
    for token in (context.doc[i] for i in act.content):
        table = context.lexicon.verbs if token.pos_ == "VERB" else context.lexicon.nouns
        if token.pos_ in ("VERB", "NOUN") and token.i != act.cue.i:
            found |= {entry.kind for entry in table.get(token.lemma_.lower(), ()) if len(entry.words) == 1}
    return found - {Kind.OTHER}


def number_said(context: Context, act: Act) -> Quantity | None:
    """ "said it was 19": the number, of what the sentences before counted ("different numbers for those detained")."""
    for token in (context.doc[i] for i in sorted(act.content)):
        own = [c for c in token.children if c.dep_ == "nsubj"]
        counted = own and (
            own[0].lower_ == "it" or own[0].lemma_.lower() in ("number", "toll", "figure", "total")
        )
        if token.pos_ != "NUM" or not counted or not any(c.dep_ == "cop" for c in token.children):
            continue
        bounds = read_count(context.doc[token.left_edge.i : token.i + 1].text) or read_count(token.text)
        role = role_counted(context, act.sentence)
        if bounds and role:
            return Quantity(context.word(token), role, bounds[0], bounds[1])
    return None


def role_counted(context: Context, sentence: int) -> str | None:
    """What the last sentences counted: the harm that a word of theirs does."""
    harm = context.lexicon.tallies["harm"]
    roles = {"killed": "killed", "injured": "wounded", "detained": "detained"}
    for before in reversed(context.sentences[max(0, sentence - 3) : sentence + 1]):
        for token in before:
            if (what := harm.get(token.lemma_.lower())) in roles:
                return roles[what]
    return None


def _facet_of(context: Context, act: Act) -> str:
    """The part of the happening that the words speak of; "detail" where none is known."""
    lemmas = {context.doc[i].lemma_.lower() for i in act.content}
    return next(
        (facet for facet, words in context.lexicon.speech["facets"].items() if lemmas & set(words)), "detail"
    )


def _narrow_denial(context: Context, act: Act, facet: str) -> Stance:
    """ "The forces did not enter": a negated clause about a part of what was told denies that part."""
    told = [context.doc[i] for i in act.content if context.doc[i].dep_ in ("ccomp", "root", "parataxis")]
    if act.stance is Stance.ASSERTS and facet in ("entry", "custody", "means") and any(map(is_negated, told)):
        return Stance.DENIES
    return act.stance


def _factual(context: Context, act: Act) -> bool:
    """Past or progressive clauses tell what was; wishes, demands and opinions in the present do not."""
    past = {"VBD", "VBN", "VBG"}
    return any(context.doc[i].tag_ in past and context.doc[i].pos_ in ("VERB", "AUX") for i in act.content)


def _withheld(
    context: Context, act: Act, own: list[tuple[Mention, Proposition]], told: Told
) -> Iterator[Statement]:
    """ "did not say", "could not confirm": the speaker withholds, and denies nothing."""
    proposition = own[0][1] if own else told.before(act.sentence)
    if proposition is None or act.cue.lemma_.lower() in context.lexicon.speech["claims"]:
        return
    unsure = act.cue.lemma_.lower() in context.lexicon.speech["unsure"]
    stance = Stance.CANNOT_CONFIRM if unsure else Stance.DECLINED
    yield Statement(
        context.report.id, act.speaker, stance, "responsibility" if own and own[0][0].agents else "happened",
        sentence_span(context, act.sentence), proposition=proposition.id, cue=context.word(act.cue),
    )  # fmt: skip
