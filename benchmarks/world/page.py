"""Sentences with what they say in, a report and its reading out; the same sentences make the page of a copy."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ascribe.model import (
    Filler,
    Kind,
    Known,
    Means,
    Moment,
    Place,
    Proposition,
    Published,
    Quantity,
    Reading,
    Relation,
    RelationKind,
    Report,
    Section,
    SectionKind,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    content_id,
)
from benchmarks.world.truth import COUNTRY, Group, Town


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, in the words of the sentence."""

    words: str
    kind: SpeakerKind
    named: bool
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Says:
    """What a speaker says in a sentence of the happening that the page tells."""

    voice: Voice
    stance: Stance
    facet: str
    value: str | None = None
    count: tuple[str, int, int | None] | None = None
    agent: Group | None = None
    certainty: str = "stated"


@dataclass(frozen=True, slots=True)
class Tells:
    """What the outlet itself tells in a sentence: one happening with its slots; `town` None is a province only."""

    happening: int
    means: Means | None
    target: str
    when: Moment | None
    town: Town | None
    province: str
    background: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph of one sentence, and what it says."""

    text: str
    tells: Tells | None = None
    says: tuple[Says, ...] = ()
    front: tuple[Group, Group] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A page to be written: `credit` names the agency whose text stands on it, `copy_of` the page it is taken from."""

    outlet: str
    day: date
    headline: str
    sentences: tuple[Sentence, ...]
    credit: str = ""
    copy_of: "Story | None" = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A story as a report with its reading; `happenings` gives the number of the happening of each proposition."""

    story: Story
    report: Report
    reading: Reading
    happenings: dict[str, int]


def page(story: Story) -> Page:
    """The report of a story, every span in its text, and what it says."""
    text, starts = story.headline, []
    for sentence in story.sentences:
        starts.append(len(text) + 1)
        text = f"{text}\n{sentence.text}"
    sha256 = content_id("txt", story.outlet, story.day.isoformat(), text)
    sections = [Section(SectionKind.HEADLINE, 0, len(story.headline))]
    if story.credit:
        sections.append(Section(SectionKind.WIRE, starts[0], len(text), origin=story.credit))
    report = Report(
        Report.identity(sha256), f"{story.outlet}-{sha256[-6:]}.txt", sha256, text, story.headline, story.outlet,
        Published(Known.STATED, Moment(story.day.isoformat())), "en", sections=tuple(sections),
    )  # fmt: skip
    return _read(story, report, starts)


def _read(story: Story, report: Report, starts: Sequence[int]) -> Page:
    propositions, statements, relations, happenings = [], [], [], {}
    about: Proposition | None = None
    for sentence, start in zip(story.sentences, starts, strict=True):
        whole = report.span(start, start + len(sentence.text))
        if sentence.tells:
            told = _proposition(sentence.tells, whole, report)
            propositions.append(told)
            happenings[told.id] = sentence.tells.happening
            about = about or told
        statements += [_statement(says, whole, report, about) for says in sentence.says]
        if sentence.front:
            a, b = (Filler(_span(report, whole, g.name), g.name, g.id) for g in sentence.front)
            relations.append(Relation(report.id, a, RelationKind.FRONT_OF, b, whole))
    first, *rest = propositions
    harm = tuple(s.quantity for s in statements if s.quantity and s.facet in ("killed", "wounded"))
    propositions = [replace(first, harm=harm), *rest]
    reading = Reading(report.id, tuple(propositions), tuple(statements), relations=tuple(relations))
    return Page(story, report, reading, happenings)


def _proposition(tells: Tells, whole: Span, report: Report) -> Proposition:
    if tells.town:
        where = Place(
            _span(report, whole, tells.town.name), tells.town.name, tells.town.id, COUNTRY, tells.town.province,
            tells.town.latitude, tells.town.longitude, "city",
        )  # fmt: skip
    else:
        name = tells.province
        where = Place(_span(report, whole, name), name, f"g:{name}", COUNTRY, name, precision="province")
    target = Filler(_span(report, whole, tells.target), f"the {tells.target}")
    return Proposition(
        report.id, Kind.ATTACK, whole, tells.means, when=tells.when, targets=(target,), places=(where,),
        background=tells.background,
    )  # fmt: skip


def _statement(says: Says, whole: Span, report: Report, about: Proposition | None) -> Statement:
    voice = says.voice
    speaker = Speaker(
        voice.words, voice.kind, voice.named, _span(report, whole, voice.words), actor=voice.actor
    )
    quantity = None
    if says.count:
        words, low, high = says.count
        quantity = Quantity(_span(report, whole, words), says.facet, low, high)
    agent = (
        Filler(_span(report, whole, says.agent.name), says.agent.name, says.agent.id) if says.agent else None
    )
    return Statement(
        report.id, speaker, says.stance, says.facet, whole, about.id if about else None, says.value, quantity,
        agent, says.certainty,
    )  # fmt: skip


def _span(report: Report, whole: Span, words: str) -> Span:
    start = report.text.index(words, whole.start)
    return report.span(start, start + len(words))
