"""What a report says: `Proposition`s (what may be true or false) and `Statement`s (who says so, and how).

Kinds, means, status and stances follow the annotation scheme of the gold reports; every value is tied to words.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from ascribe.errors import AscribeError
from ascribe.model.ids import content_id
from ascribe.model.moment import Moment
from ascribe.model.report import Span


class Kind(StrEnum):
    """What sort of happening a proposition is about."""

    ATTACK = "attack"
    CLASH = "clash"
    ABDUCTION = "abduction"
    DESTRUCTION = "destruction"
    ARREST = "arrest"
    RELEASE = "release"
    TRANSFER = "transfer"
    RAID = "raid"
    WITHDRAWAL = "withdrawal"
    DEPLOYMENT = "deployment"
    SEIZURE = "seizure"
    SMUGGLING = "smuggling"
    THREAT = "threat"
    ORDER = "order"
    FORMATION = "formation"
    TRUCE = "truce"
    PROTEST = "protest"
    OTHER = "other"


class Means(StrEnum):
    """With what an attack was made; `UNSPECIFIED` where the text does not say."""

    DRONE = "drone"
    ROCKET = "rocket"
    MISSILE = "missile"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMB = "bomb"
    SUICIDE_BOMB = "suicide-bomb"
    SHOOTING = "shooting"
    ASSAULT = "assault"
    ARSON = "arson"
    SABOTAGE = "sabotage"
    UNSPECIFIED = "unspecified"


class Status(StrEnum):
    """Whether it happened; `HYPOTHETICAL` and `GENERAL` are never incidents."""

    HAPPENED = "happened"
    ATTEMPTED = "attempted"
    CALLED_OFF = "called-off"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    GENERAL = "general"


class Stance(StrEnum):
    """What the speaker does with the proposition; `NO_CLAIM` is a stated absence of any claim."""

    ASSERTS = "asserts"
    ACCUSES = "accuses"
    CLAIMS = "claims"
    CONFIRMS = "confirms"
    DENIES = "denies"
    CANNOT_CONFIRM = "cannot-confirm"
    DECLINED = "declined"
    NOT_REACHED = "not-reached"
    NO_CLAIM = "no-claim"


class SpeakerKind(StrEnum):
    """What a speaker is, by the words of the report."""

    OFFICIAL = "official"
    MILITARY = "military"
    POLICE = "police"
    JUDICIARY = "judiciary"
    ARMED_GROUP = "armed-group"
    POLITICAL = "political"
    WITNESS = "witness"
    VICTIM = "victim"
    MEDICAL = "medical"
    MEDIA = "media"
    NGO = "ngo"
    INTERNATIONAL = "international"
    EXPERT = "expert"
    DOCUMENT = "document"
    UNKNOWN = "unknown"


class AgentLogic(StrEnum):
    """How several agents are meant."""

    ALL = "all-of"
    ANY = "any-of"
    ONE = "one-of"


class RelationKind(StrEnum):
    """How two actors are related."""

    MEMBER_OF = "member-of"
    FRONT_OF = "front-of"
    PART_OF = "part-of"
    LED_BY = "led-by"
    BACKED_BY = "backed-by"
    ALSO_CALLED = "also-called"
    ALLIED_WITH = "allied-with"
    DISTINCT_FROM = "distinct-from"


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a role: the words, the name to look up, and the actor they resolve to, if any.

    Where the words are a pronoun or a description, `via` are the words that they take up, one after another: the
    last of these give the name. Where they leave it to the reader what somebody belongs to ("the driver" after "a
    car"), `of` are the words for that.
    """

    span: Span
    name: str
    actor: str | None = None
    via: tuple[Span, ...] = ()
    of: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: the words as a gazetteer would list them, and the entry they resolve to, if any.

    `latitude` and `longitude` are WGS 84 degrees; `precision` is point, district, city, province or country.
    `rule` is empty where the passage itself names the place, else it says why the place is taken over.
    """

    span: Span
    name: str
    gazetteer: str | None = None
    country: str | None = None
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    role: str = "where"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with bounds: "more than a dozen" is low 13, high None (open). Reported zero is 0, 0; silence is none."""

    span: Span
    role: str
    low: int
    high: int | None
    of: str = ""

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise AscribeError(f"{self.span.quote!r}: bounds {self.low} to {self.high} are not a count")


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain of speakers, from the outlet inwards ("Reuters" <- "officials" <- "investigators")."""

    span: Span
    name: str
    kind: SpeakerKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, in the report's words. The outlet itself has no span; the anonymous stay local to the report."""

    name: str
    kind: SpeakerKind
    named: bool
    span: Span | None = None
    count: int | None = None
    affiliation: str | None = None
    anonymity: Span | None = None
    actor: str | None = None
    via: tuple[Hop, ...] = ()

    @property
    def is_outlet(self) -> bool:
        return self.span is None


@dataclass(frozen=True, slots=True)
class Proposition:
    """One happening as one report tells it: its slots, and every passage that is about it."""

    report: str
    kind: Kind
    evidence: Span
    means: Means | None = None
    status: Status = Status.HAPPENED
    when: Moment | None = None
    agents: tuple[Filler, ...] = ()
    agent_logic: AgentLogic = AgentLogic.ALL
    targets: tuple[Filler, ...] = ()
    places: tuple[Place, ...] = ()
    harm: tuple[Quantity, ...] = ()
    series: bool = False
    background: bool = False
    confidence: float = 1.0
    mentions: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """Of the report, the kind and the place of the evidence: better slots do not change it."""
        return content_id("prop", self.report, self.kind, self.evidence.start, self.evidence.end)


@dataclass(frozen=True, slots=True)
class Statement:
    """One speech act about one proposition (None where it is about none that the report tells of).

    `facet` says which part of the proposition is spoken of: happened, agent, killed, wounded, detained, custody,
    entry, motive, means, target, time, place ...; `value` is the version given, `actor` the agent named.
    """

    report: str
    speaker: Speaker
    stance: Stance
    facet: str
    evidence: Span
    proposition: str | None = None
    value: str | None = None
    quantity: Quantity | None = None
    actor: Filler | None = None
    certainty: str = "stated"
    hedge: Span | None = None
    cue: Span | None = None
    said_when: Moment | None = None

    @property
    def id(self) -> str:
        return content_id(
            "stm", self.report, self.stance, self.facet, self.proposition, self.evidence.start, self.evidence.end,
            self.speaker.name, self.actor.name if self.actor else None, self.value,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """A cumulative count over a period; it never turns into incidents."""

    report: str
    what: str
    quantity: Quantity
    evidence: Span
    by: Filler | None = None
    against: Filler | None = None
    places: tuple[Place, ...] = ()
    since: Moment | None = None
    until: Moment | None = None
    speaker: Speaker | None = None

    @property
    def id(self) -> str:
        return content_id(
            "tal", self.report, self.what, self.quantity.low, self.evidence.start, self.evidence.end
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """A link between two actors as a report (or a pack) states it."""

    report: str
    a: Filler
    kind: RelationKind
    b: Filler
    evidence: Span
    since: Moment | None = None
    speaker: Speaker | None = None

    @property
    def id(self) -> str:
        return content_id("rel", self.report, self.a.name, self.kind, self.b.name, self.evidence.start)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one report says."""

    report: str
    propositions: tuple[Proposition, ...] = ()
    statements: tuple[Statement, ...] = ()
    tallies: tuple[Tally, ...] = ()
    relations: tuple[Relation, ...] = ()
    made_by: dict[str, str] = field(default_factory=dict)
