"""`Incident`s and their `Assessment`s: derived, never stored as truth, rebuilt from reports and decisions."""

from dataclasses import dataclass
from enum import StrEnum

from ascribe.model.ids import content_id
from ascribe.model.statement import Kind, Means, SpeakerKind, Stance, Status


@dataclass(frozen=True, slots=True)
class Link:
    """Why two propositions are taken for one happening: the evidence by comparison, with its weight in
    bits."""

    a: str
    b: str
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """A happening assembled from propositions of one or many reports."""

    propositions: tuple[str, ...]
    kind: Kind
    title: str
    means: Means | None = None
    status: Status = Status.HAPPENED
    when: str | None = None
    where: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    series: bool = False
    links: tuple[Link, ...] = ()

    @property
    def id(self) -> str:
        """Of its earliest proposition id, so that a further report rarely changes it."""
        return content_id("inc", min(self.propositions))


class Grade(StrEnum):
    """How firmly an agent is tied to an incident, best first; an ordinal rule, never a number.

    `CLAIMED_UNDER_FRONT`: claimed in a name under which others are said to act; who they are is another question.
    """

    CLAIMED = "claimed"
    CLAIMED_UNDER_FRONT = "claimed-under-front"
    ACCUSED_ON_RECORD = "accused-on-record"
    ACCUSED_BY_UNNAMED_OFFICIALS = "accused-by-unnamed-officials"
    ACCUSED_BY_OTHERS = "accused-by-others"
    STATED_BY_OUTLET = "stated-by-outlet"
    SUSPECTED = "suspected"
    UNKNOWN = "unknown"


class ContradictionKind(StrEnum):
    """Which detail the versions of a contradiction are of."""

    NUMBER = "number"
    AGENT = "agent"
    HAPPENED = "happened"
    CUSTODY = "custody"
    MEANS = "means"
    TIME = "time"
    PLACE = "place"
    TARGET = "target"
    OTHER = "other"


class NearKind(StrEnum):
    """Why what looks like a contradiction is none.

    `OTHER_FACET`: the denial is of something that nobody asserted; `NARROWER`: of a special case only;
    `NOT_SAID_TO_HAVE_HAPPENED`: all agree that it did not; `UPDATE`: a count grew between two reports; `SUM`: one
    count is the sum of the others; `UNCONFIRMED`: one vouches for it, another cannot.
    """

    OTHER_FACET = "other-facet"
    NARROWER = "narrower"
    NOT_SAID_TO_HAVE_HAPPENED = "not-said-to-have-happened"
    UPDATE = "update"
    SUM = "sum"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker of the matrix. `key` is unique in it: the name of a named speaker, name and report of an
    unnamed.

    `report` is None for a named speaker, who may speak in several reports; `origins` are those that carry the
    words.
    """

    key: str
    label: str
    kind: SpeakerKind
    named: bool
    report: str | None = None
    count: int | None = None
    affiliation: str | None = None
    via: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One speaker (key of a row) on one column of the matrix, with the entries that say it.

    `statements` are ids of statements, or of the proposition where the outlet itself tells it as a fact.
    """

    speaker: str
    column: str
    stance: Stance
    value: str | None
    statements: tuple[str, ...]
    hedged: bool = False
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The grade that is left of a candidate when one text origin is left out."""

    origin: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agent that somebody named: the grade, who supports and who disputes it, from how many origins.

    Speakers are keys of rows. `origins` counts supports that differ in both text origin and speaker; `rule`
    says in words which statement gave the grade; `without` has the grade without each origin in turn, and
    `without_best_origin` the lowest of these. `own_word` is what the agent itself says of it, None where no report
    has a word of it: an accusation that stands alone.
    """

    agent: str
    grade: Grade
    origins: int
    supported_by: tuple[str, ...]
    disputed_by: tuple[str, ...]
    without_best_origin: Grade
    actor: str | None = None
    rule: str = ""
    unconfirmed_by: tuple[str, ...] = ()
    without: tuple[LeftOut, ...] = ()
    own_word: Stance | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one column of the matrix, with all who give it (keys of rows).

    `origins` counts those that differ in both text origin and speaker: copies and quotations add nothing.
    """

    column: str
    stance: Stance
    value: str | None
    speakers: tuple[str, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Carried:
    """A text origin: the outlet or agency that it is of, and the reports that carry it."""

    origin: str
    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """When something was first said of an incident: the day (ISO 8601), and how many days after it happened.

    `days_after` is None where the incident has no single day.
    """

    day: str
    speaker: str
    column: str
    stance: Stance
    value: str | None
    statements: tuple[str, ...]
    days_after: int | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Versions of one detail that cannot all be true, each with who gives it, and the statements behind
    them."""

    about: str
    versions: tuple[str, ...]
    statements: tuple[str, ...]
    kind: ContradictionKind = ContradictionKind.OTHER


@dataclass(frozen=True, slots=True)
class NearContradiction:
    """What looks like a contradiction and is none: the versions, and in words why all can be true."""

    about: str
    versions: tuple[str, ...]
    statements: tuple[str, ...]
    kind: NearKind
    why: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What may be said of an incident: the matrix, the candidates with their grades, the contradictions.

    `origins` counts the text origins that carry any of it, `carried` names them; `history` is what was first said
    when, where the day is known.
    """

    incident: str
    matrix: tuple[Cell, ...]
    candidates: tuple[Candidate, ...]
    contradictions: tuple[Contradiction, ...]
    origins: int
    rows: tuple[Row, ...] = ()
    near: tuple[NearContradiction, ...] = ()
    versions: tuple[Version, ...] = ()
    carried: tuple[Carried, ...] = ()
    history: tuple[Turn, ...] = ()
