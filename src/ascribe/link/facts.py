"""A reading in, the `Facts` of its propositions out: what linking compares, computed once. What is no
incident has none."""

from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.knowledge.kinship import is_stated, kind_family
from ascribe.knowledge.names import fold
from ascribe.knowledge.words import head_word, is_generic_head, rare_words, stems, weekday
from ascribe.link.story import Story
from ascribe.model import Filler, Kind, Means, Moment, Place, Proposition, Reading, Status

#: Kinds and statuses that make no incident: nothing in particular, or nothing that is said to have been.
_NO_INCIDENT_KINDS = frozenset({Kind.OTHER})
_NO_INCIDENT_STATUSES = frozenset({Status.HYPOTHETICAL, Status.GENERAL})
#: What is told as having begun.
_PAST = frozenset({Status.HAPPENED, Status.ATTEMPTED})
#: A report's day is that of its own clock.
_CLOCKS = timedelta(days=1)
_COARSE = frozenset({"country", "province"})


@dataclass(frozen=True, slots=True)
class Locus:
    """One place of a happening: its key (gazetteer id or folded name), what contains it, its point
    (degrees)."""

    key: str
    name: str
    country: str | None
    province: str | None
    precision: str | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What linking compares of one proposition.

    `loci` are its finest places (a country beside a city of it says nothing more), `containers` the folded
    names and ids of every place told, `target_keys` actors and full names, `harm` counts as (role, of whom,
    low, high), of whom "" being everybody; `rare` are rare words of its passages, `said` those of everything
    that its report says; `story` is the whole report's, `published` its last possible day, where they are known.
    """

    id: str
    report: str
    kind: Kind
    family: str
    means: Means | None
    status: Status
    series: bool
    first: date | None
    last: date | None
    weekday: int | None
    when_words: str
    loci: tuple[Locus, ...]
    containers: frozenset[str]
    target_keys: frozenset[str]
    target_heads: frozenset[str]
    target_words: frozenset[str]
    agents: frozenset[str]
    harm: tuple[tuple[str, str, int, int | None], ...]
    rare: frozenset[str]
    said: frozenset[str]
    story: Story | None = None
    published: date | None = None

    @property
    def span_days(self) -> int | None:
        """Days from first to last possible day, 0 for one day; None where either end is unknown."""
        return (self.last - self.first).days if self.first and self.last else None


def is_incident(proposition: Proposition) -> bool:
    """Whether a proposition tells of a happening at all."""
    return proposition.kind not in _NO_INCIDENT_KINDS and proposition.status not in _NO_INCIDENT_STATUSES


def facts_of(reading: Reading, story: Story | None = None) -> tuple[Facts, ...]:
    """The facts of every proposition of a reading that is a happening.

    `story` is that of the reading's report: it says of which day the report is, so that nothing that it tells as
    past may be later.
    """
    said = words_said(reading)
    return tuple(
        _facts(proposition, said, story) for proposition in reading.propositions if is_incident(proposition)
    )


def words_said(reading: Reading) -> frozenset[str]:
    """The rare words of every passage that a reading rests on, which versions of one story share."""
    passages = {span.quote for p in reading.propositions for span in (p.evidence, *p.mentions)}
    passages.update(statement.evidence.quote for statement in reading.statements)
    return frozenset().union(*(rare_words(quote) for quote in passages))


def _facts(proposition: Proposition, said: frozenset[str], story: Story | None) -> Facts:
    names = [target.name for target in proposition.targets]
    heads = {head for name in names if (head := head_word(name))}
    places = tuple(_locus(place) for place in proposition.places if place.role == "where")
    published = story.published if story else None
    first, last, words = _when(proposition.when)
    if proposition.status in _PAST:
        last = _no_later(first, last, published)
    return Facts(
        id=proposition.id,
        report=proposition.report,
        kind=proposition.kind,
        family=kind_family(proposition.kind),
        means=proposition.means if is_stated(proposition.means) else None,
        status=proposition.status,
        series=proposition.series,
        first=first,
        last=last,
        weekday=first.weekday() if first and first == last else weekday(words),
        when_words=fold(words),
        loci=_finest(places),
        containers=frozenset(key for place in places for key in (place.key, fold(place.name))),
        target_keys=frozenset(_key(target) for target in proposition.targets),
        target_heads=frozenset(head for head in heads if not is_generic_head(head)),
        target_words=frozenset(word for name in names for word in stems(name)),
        agents=frozenset(_key(agent) for agent in proposition.agents),
        harm=tuple((q.role, _of(q.of), q.low, q.high) for q in proposition.harm),
        rare=_rare(proposition),
        said=said,
        story=story,
        published=published,
    )


def _of(of: str) -> str:
    """Whom a count is of: "" for people in general, else the head of the words ("nurse")."""
    head = head_word(of) if of else None
    return head if head and not is_generic_head(head) else ""


def _key(filler: Filler) -> str:
    return filler.actor or fold(filler.name)


def _when(moment: Moment | None) -> tuple[date | None, date | None, str]:
    return (moment.first, moment.last, moment.words) if moment else (None, None, "")


def _no_later(first: date | None, last: date | None, published: date | None) -> date | None:
    """The last possible day of what a report tells as past: that of the report, the next one where clocks differ."""
    if published is None:
        return last
    bound = published + _CLOCKS
    if first is not None and first > bound:  # the report's day or the happening's is wrong: keep what is said
        return last
    return min(last, bound) if last else bound


def _locus(place: Place) -> Locus:
    point = None
    if place.latitude is not None and place.longitude is not None and place.precision not in _COARSE:
        point = (place.latitude, place.longitude)
    province = fold(place.province) if place.province else None
    return Locus(
        place.gazetteer or fold(place.name), place.name, place.country, province, place.precision, point
    )


def _finest(places: tuple[Locus, ...]) -> tuple[Locus, ...]:
    """The places that contain none of the others, each once, by key."""
    kept = {p.key: p for p in places if not any(contains(p, other) for other in places if other.key != p.key)}
    return tuple(kept[key] for key in sorted(kept))


def contains(outer: Locus, inner: Locus) -> bool:
    """Whether one place is the country or the province of the other, by what the gazetteer says of both."""
    if outer.precision == "country":
        return inner.precision != "country" and outer.country is not None and outer.country == inner.country
    if outer.precision == "province" and inner.precision not in _COARSE:
        return inner.province is not None and inner.province in (fold(outer.name), outer.province)
    return False


def _rare(proposition: Proposition) -> frozenset[str]:
    """The rare words of every passage about it, less those that its own places, targets and agents count
    for."""
    passages = {span.quote for span in (proposition.evidence, *proposition.mentions)}
    slots = (
        *(p.name for p in proposition.places),
        *(f.name for f in (*proposition.targets, *proposition.agents)),
    )
    counted = {word for name in slots for word in stems(name)}
    return frozenset().union(*(rare_words(quote) for quote in passages)) - counted
