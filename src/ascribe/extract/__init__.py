"""A parsed report to its `Reading`: what happened, who says so, counts over time, and relations between actors.

Pure: takes a report, its parse and knowledge, returns values whose every span is the report's own words. Actors,
places and times stay words here; `resolve` says which are meant.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ascribe.extract import harm, mentions, slots, status, times
from ascribe.extract.bridging import bridge
from ascribe.extract.context import Context, readable
from ascribe.extract.descriptions import name_descriptions
from ascribe.extract.joining import join
from ascribe.extract.mentions import Mention
from ascribe.extract.pronouns import give_pronouns, take_up
from ascribe.extract.propositions import propositions
from ascribe.extract.relations import relations
from ascribe.extract.responsibility import responsibility
from ascribe.extract.speech import Act, acts
from ascribe.extract.statements import statements
from ascribe.extract.states import give_doers, give_forces
from ascribe.extract.tallies import tallies
from ascribe.extract.told import Told
from ascribe.knowledge.lexicon import Lexicon
from ascribe.knowledge.packs import Packs
from ascribe.model import Proposition, Reading, Report, Speaker, Stance, Statement, Tally
from ascribe.parse import timex


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the sentences, before anything is joined: mentions of happenings, acts of speech, counts."""

    context: Context
    mentions: list[Mention]
    acts: list[Act]
    tallies: tuple[Tally, ...]


def extract(report: Report, doc: Doc, packs: Packs, lexicon: Lexicon) -> Reading:
    """Everything the report says; `doc` is the parse of `readable(report)`."""
    found = find(report, doc, packs, lexicon)
    context, speech_acts = found.context, found.acts
    pairs = propositions(context, join(context, found.mentions))
    told = Told(pairs)
    stated = list(statements(context, speech_acts, told))
    said = [*responsibility(context, speech_acts, told, stated), *stated]
    return Reading(
        report=report.id,
        propositions=_outlets_agents([p for _, p in pairs], said, context.author),
        statements=_distinct(said),
        tallies=found.tallies,
        relations=tuple(relations(context, speech_acts)),
    )


def find(report: Report, doc: Doc, packs: Packs, lexicon: Lexicon) -> Found:
    """Mentions with their slots, status and harm; acts of speech; counts over time."""
    context = Context(
        report, doc, packs, lexicon, tuple(timex.find(doc.text)), tuple(packs.index.find(doc.text))
    )
    found = mentions.find(context)
    slots.fill(context, found)
    times.share(context, found)
    for mention in found:
        status.judge(context, mention)
    harm.measure(context, found)
    speech_acts = acts(context)
    give_pronouns(context, found, speech_acts)
    give_forces(context, found)
    give_doers(context, found)
    take_up(context, found)
    name_descriptions(context, found)
    bridge(context, found)
    denials = [act.content for act in speech_acts if act.stance is Stance.DENIES]
    counted = tuple(tallies(context, speech_acts))
    running = {(t.quantity.span.start, t.quantity.span.end) for t in counted if t.what != "troops"}
    for mention in found:
        mention.denied = any(mention.token.i in content for content in denials)
        inside = any(start <= mention.token.idx < end for start, end in running)
        mention.series |= inside or any((q.span.start, q.span.end) in running for q in mention.harm)
    return Found(context, found, speech_acts, counted)


def _outlets_agents(
    found: list[Proposition], said: list[Statement], author: Speaker | None
) -> tuple[Proposition, ...]:
    """An agent that only a speaker names is the speaker's word and no slot of the outlet's telling.

    Whose letter or statement the whole report is, the report tells by itself.
    """
    spoken = {
        (s.proposition, (s.actor.span.start, s.actor.span.end))
        for s in said
        if s.facet == "agent" and s.actor and s.speaker != author
    }
    return tuple(
        replace(p, agents=tuple(a for a in p.agents if (p.id, (a.span.start, a.span.end)) not in spoken))
        for p in found
    )


def _is_nameless(statement: Statement) -> bool:
    """A claim by "an armed group" that the report names elsewhere."""
    return statement.actor is not None and statement.actor.actor is None and not statement.speaker.named


def _is_told_again(one: Statement, before: Iterable[Statement]) -> bool:
    """Whether the same speaker claims or denies the same in the same sentence, under a longer or shorter name."""
    if one.stance not in (Stance.CLAIMS, Stance.DENIES) or one.actor is None:
        return False
    return any(
        (other.stance, other.proposition, other.evidence) == (one.stance, one.proposition, one.evidence)
        and other.actor is not None
        and (other.actor.name in one.actor.name or one.actor.name in other.actor.name)
        for other in before
    )


def _distinct(said: list[Statement]) -> tuple[Statement, ...]:
    """One statement per id, and one word of a speaker on an agent per sentence: the act's own word comes first."""
    found: dict[object, Statement] = {}
    claimed = {s.proposition for s in said if s.stance is Stance.CLAIMS and s.actor and s.actor.actor}
    disowned = {
        (s.proposition, s.speaker.name) for s in said if s.stance is Stance.DENIES and s.facet == "agent"
    }
    for statement in said:
        if (
            statement.stance is Stance.DENIES
            and statement.facet != "agent"
            and (statement.proposition, statement.speaker.name) in disowned
        ):
            continue
        if statement.stance is Stance.CLAIMS and statement.proposition in claimed and _is_nameless(statement):
            continue
        key: object = statement.id
        if statement.facet == "agent":
            actor = (statement.actor.actor or statement.actor.name.lower()) if statement.actor else None
            key = (statement.proposition, statement.stance, statement.speaker.name, actor)
        if statement.facet == "agent" and _is_told_again(statement, found.values()):
            continue
        found.setdefault(key, statement)
    return tuple(sorted(found.values(), key=lambda s: (s.evidence.start, s.evidence.end, s.facet, s.id)))


__all__ = ["extract", "find", "readable"]
