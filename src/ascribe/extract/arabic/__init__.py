"""A report in Arabic to its `Reading`, as `extract` gives it for English: a shallow reader of lists and patterns.

There is no parser behind it. Words are looked up in `knowledge/arabic`, groups of nouns are cut by their form, verbs
take the groups beside them. Where a pattern does not fit nothing is said; confidence is low by intent (`telling`).

    words -> speech (acts) and mentions -> happenings -> propositions; acts and patterns of blame -> statements
"""

from dataclasses import replace

from ascribe.extract.arabic.authors import author, own_deeds
from ascribe.extract.arabic.case import Case
from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.finding import mentions
from ascribe.extract.arabic.joining import join
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.places import places_in
from ascribe.extract.arabic.responsibility import responsibility
from ascribe.extract.arabic.speakers import Voices
from ascribe.extract.arabic.speaking import Act, speech
from ascribe.extract.arabic.statements import statements
from ascribe.extract.arabic.telling import Told, told
from ascribe.extract.arabic.ties import relations, tallies
from ascribe.extract.arabic.words import Marked, sentences
from ascribe.extract.context import readable
from ascribe.knowledge.arabic import load_arabic
from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.packs import Packs
from ascribe.model import ActorKind, Kind, Place, Proposition, Reading, Report, Stance, Statement
from ascribe.parse.timex import arabic as times

__all__ = ["extract", "place_names"]


#: Kinds whose doer, named by a speaker, is an accusation.
_ACCUSED = frozenset({Kind.ATTACK, Kind.DESTRUCTION, Kind.ABDUCTION})


def extract(report: Report, packs: Packs, gazetteer: Gazetteer) -> Reading:
    """Everything that a report in Arabic says, as far as it is read."""
    context = context_of(report, packs, gazetteer)
    voices = Voices(context)
    speech(context, voices)  # once to know who is named in full somewhere
    acts = speech(context, voices)
    found = mentions(context, acts)
    _deny(acts, found)
    writer = author(context, voices)
    if writer is not None:
        own_deeds(context, found, writer)
    story = told(context, join(context, found))
    case = Case(context, acts, story, found, voices, writer)
    counted = list(tallies(case))
    own = list(responsibility(case))
    said = _distinct([*own, *statements(case, own)])
    return Reading(
        report=report.id,
        propositions=_outlets_agents(story, acts, found),
        statements=said,
        tallies=tuple(counted),
        relations=tuple({relation.id: relation for relation in relations(case)}.values()),
    )


def context_of(report: Report, packs: Packs, gazetteer: Gazetteer) -> Context:
    """The report with its words looked up."""
    arabic, text = load_arabic(), readable(report)
    people = frozenset(actor.id for actor in packs.actors.values() if actor.kind is ActorKind.PERSON)
    marked = Marked(tuple(packs.index.find(text)), times.find(text), people)
    return Context(
        report, packs, arabic, gazetteer, tuple(sentences(report, text, arabic, marked)), marked.times
    )


def place_names(report: Report, packs: Packs, gazetteer: Gazetteer) -> list[Place]:
    """All names of places in a report, for what they say about where it is set."""
    context = context_of(report, packs, gazetteer)
    return [one.place for sentence in context.sentences for one in places_in(context, sentence)]


def _deny(acts: list[Act], found: list[Mention]) -> None:
    """Mark what stands in the words of a denial: it is not told as having happened."""
    for mention in found:
        held = [a for a in acts if a.holds(mention.sentence, mention.i)]
        mention.denied = bool(held) and held[-1].stance is Stance.DENIES and not mention.definite


def _outlets_agents(story: Told, acts: list[Act], found: list[Mention]) -> tuple[Proposition, ...]:
    """The propositions; an agent that only a speaker names is the speaker's word and no slot of the outlet's."""
    spoken = {
        a.span.start for m in found if any(act.holds(m.sentence, m.i) for act in acts) for a in m.agents
    }
    return tuple(
        replace(
            one,
            agents=tuple(
                a for a in one.agents if a.span.start not in spoken or happening.kind not in _ACCUSED
            ),
        )
        for happening, one in story.pairs
    )


def _distinct(said: list[Statement]) -> tuple[Statement, ...]:
    """One statement per id, and one word of a speaker on an agent of a happening."""
    found: dict[object, Statement] = {}
    claimed = {s.proposition for s in said if s.stance is Stance.CLAIMS and s.speaker.named}
    for statement in said:
        if (
            statement.stance is Stance.CLAIMS
            and statement.proposition in claimed
            and not statement.speaker.named
        ):
            continue  # "two groups claimed", which are named beside
        key: object = statement.id
        if statement.facet == "agent":
            actor = (statement.actor.actor or statement.actor.name) if statement.actor else None
            key = (statement.proposition, statement.stance, statement.speaker.name, actor)
        found.setdefault(key, statement)
    return tuple(sorted(found.values(), key=lambda s: (s.evidence.start, s.evidence.end, s.facet, s.id)))
