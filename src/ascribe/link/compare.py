"""Two `Facts` in, the evidence that they are one happening out: by comparison, in bits and in words.

Each comparison finds one level of `weights.yaml`; the sum of their weights and the prior is the match weight.
What no weight may outvote is a reason to rule the pair out.
"""

from collections.abc import Callable
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from ascribe.knowledge.kinship import kin_kinds, kin_means
from ascribe.knowledge.words import stems
from ascribe.link.evidence import Comparison, Evidence
from ascribe.link.facts import Facts, Locus, contains
from ascribe.link.stories import compare_stories, shipped
from ascribe.link.weights import Weights

_EARTH_RADIUS_KM = 6371.0
#: Points further apart are not of one city.
_ONE_CITY_KM = 25.0
_SLACK = timedelta(days=1)
#: Shared rare words that make the words of two passages strong evidence, and how much of the shorter they
#: must be.
_STRONG_WORDS, _STRONG_SHARE = 3, 0.35
_COPY_WORDS, _COPY_SHARE = 6, 0.8

#: How much of the shorter story's rare words two versions of one story share, and two stories of one matter.
_VERSIONS_SHARE, _MATTER_SHARE, _STORY_WORDS = 0.5, 0.2, 8
_DATED = frozenset({"same-day", "within-a-day", "narrow-overlap", "wide-overlap"})

#: Stories weigh at least so many bits where they are versions of one, or of one matter.
_STORY_BITS = {"versions": 2.5, "one-matter": -2.0}
#: Reports of one happening follow one another within so many days; more is another round of news.
_REPORTED_DAYS = {"same-days": 3, "same-month": 31}

#: A level's condition, and what its label is filled with.
Finding = tuple[str, dict[str, str]]


def compare(a: Facts, b: Facts, weights: Weights) -> Comparison:
    """The evidence for and against two propositions being one happening; the order of the two does not
    matter."""
    a, b = sorted((a, b), key=lambda facts: facts.id)
    found = tuple(_evidence(name, finder(a, b, weights), weights) for name, finder in _COMPARISONS.items())
    by_name = {e.comparison: e.condition for e in found}
    return Comparison(
        a.id, b.id, weights.prior + sum(e.weight for e in found), found, _ruled_out(a, b, by_name)
    )  # fmt: skip


def may_join(comparison: Comparison, weights: Weights) -> bool:
    """Whether a pair is one happening by itself: not ruled out, heavy enough, and held by two independent legs.

    The legs are when, where, the target, the words of the passages, the whole story and a large count. Never on the
    actors, the kind, the means or a small count alone, and never on day and story alone: a report tells many things.
    """
    if comparison.ruled_out or comparison.weight < weights.threshold:
        return False
    identifying = (
        comparison.condition("where") in ("same", "same-several", "near", "shared", "contained"),
        comparison.condition("targets") in ("same", "head"),
        comparison.condition("words") in ("strong", "copy"),
    )
    supporting = (
        comparison.condition("when") in _DATED,
        comparison.condition("story") == "versions",
        comparison.condition("harm") == "equal",
    )
    return any(identifying) and sum(identifying) + sum(supporting) >= 2


def _evidence(name: str, finding: Finding, weights: Weights) -> Evidence:
    condition, fill = finding
    level = weights.level(name, condition)
    words = level.label
    for key, value in fill.items():
        words = words.replace("{" + key + "}", value)
    return Evidence(name, condition, level.weight, words)


def _ruled_out(a: Facts, b: Facts, found: dict[str, str]) -> str | None:
    if a.report == b.report:
        return "two happenings of one report"
    if a.series != b.series:
        return "a series is not one happening"
    if found["kind"] == "other":
        return "kinds exclude each other"
    if found["when"] == "disjoint":
        return "dates apart"
    if found["where"] == "other-country":
        return "different countries"
    if found["means"] == "exclusive" and not _one_but_for_means(found):
        return "means exclude each other"
    return None


def _one_but_for_means(found: dict[str, str]) -> bool:
    """Two versions of the means of one happening: everything else that identifies it agrees."""
    return (
        found["when"] in ("same-day", "same-weekday")
        and found["where"] in ("same", "same-several", "shared", "part")
        and found["targets"] in ("same", "head")
    )


def _when(a: Facts, b: Facts, weights: Weights) -> Finding:
    if a.first is None or b.first is None:
        if _apart(a, b):
            return "disjoint", {}
        return _undated(a, b), {}
    if _apart(a, b):
        return "disjoint", {}
    if a.span_days is None or b.span_days is None:
        return "unstated", {}
    if a.span_days == b.span_days == 0:
        return ("same-day" if a.first == b.first else "within-a-day"), {}
    widest = max(a.span_days, b.span_days)
    if widest > weights.wide_days:
        return "unstated", {}
    return ("narrow-overlap" if widest <= weights.narrow_days else "wide-overlap"), {}


def _undated(a: Facts, b: Facts) -> str:
    if a.weekday is not None and b.weekday is not None:
        return "same-weekday" if a.weekday == b.weekday else "other-weekday"
    return "same-words" if a.when_words and a.when_words == b.when_words else "unstated"


def _apart(a: Facts, b: Facts) -> bool:
    """Whether one ended before the other began, as far as is known of either."""
    return bool(
        (a.last and b.first and b.first - a.last > _SLACK)
        or (b.last and a.first and a.first - b.last > _SLACK)
    )


def _where(a: Facts, b: Facts, weights: Weights) -> Finding:
    if not a.loci or not b.loci:
        return "unknown", {}
    keys_a, keys_b = {locus.key for locus in a.loci}, {locus.key for locus in b.loci}
    if keys_a == keys_b:
        if all(locus.precision == "country" for locus in a.loci):
            return "contained", {}
        return ("same" if len(keys_a) == 1 else "same-several"), {}
    if keys_a & keys_b:
        return ("part" if _is_part(a, b) else "shared"), {}
    km = _closest_km(a.loci, b.loci)
    if km is not None and km <= weights.near_km:
        return "near", {}
    if _contained(a, b):
        return "contained", {}
    if km is not None and km <= weights.region_km:
        return "region", {}
    countries_a, countries_b = _countries(a), _countries(b)
    if not countries_a or not countries_b:
        return "other-names", {}
    return ("same-country" if countries_a & countries_b else "other-country"), {}


def _is_part(a: Facts, b: Facts) -> bool:
    """Whether one happened in some of the places that the other did, and the rest are other cities: what is told of
    two cities is not what is told of one of them."""
    shared = {locus.key for locus in a.loci} & {locus.key for locus in b.loci}
    rests = [[locus for locus in facts.loci if locus.key not in shared] for facts in (a, b)]
    if bool(rests[0]) == bool(rests[1]):
        return False
    common = tuple(locus for locus in a.loci if locus.key in shared)
    apart = [_closest_km((locus,), common) for locus in (*rests[0], *rests[1])]
    return all(km is not None and km > _ONE_CITY_KM for km in apart)


def _contained(a: Facts, b: Facts) -> bool:
    if any(contains(x, y) or contains(y, x) for x in a.loci for y in b.loci):
        return True
    if {x.key for x in a.loci} & b.containers or {y.key for y in b.loci} & a.containers:
        return True
    return any(_name_within(x.name, y.name) for x in a.loci for y in b.loci)


def _name_within(a: str, b: str) -> bool:
    """Whether one name holds every word of the other ("Velna air base" and "Velna")."""
    words_a, words_b = set(stems(a)), set(stems(b))
    return bool(words_a and words_b) and (words_a <= words_b or words_b <= words_a)


def _countries(facts: Facts) -> set[str]:
    return {locus.country for locus in facts.loci if locus.country}


def _closest_km(some: tuple[Locus, ...], others: tuple[Locus, ...]) -> float | None:
    distances = [distance_km(x.point, y.point) for x in some for y in others if x.point and y.point]
    return min(distances, default=None)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees, in kilometres."""
    (lat_a, lon_a), (lat_b, lon_b) = (map(radians, point) for point in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def _targets(a: Facts, b: Facts, _: Weights) -> Finding:
    if not a.target_keys or not b.target_keys:
        return "unknown", {}
    if a.target_keys & b.target_keys:
        return "same", {}
    if a.target_heads & b.target_words or b.target_heads & a.target_words:
        return "head", {}
    return ("words" if a.target_words & b.target_words else "other"), {}


def _means(a: Facts, b: Facts, _: Weights) -> Finding:
    if a.means is None or b.means is None:
        return "unknown", {}
    if a.means == b.means:
        return "same", {}
    return ("kin" if kin_means(a.means, b.means) else "exclusive"), {}


def _kind(a: Facts, b: Facts, _: Weights) -> Finding:
    if a.kind == b.kind:
        return "same", {}
    return ("kin" if kin_kinds(a.kind, b.kind) else "other"), {}


def _status(a: Facts, b: Facts, _: Weights) -> Finding:
    return ("same" if a.status == b.status else "other"), {}


def _harm(a: Facts, b: Facts, _: Weights) -> Finding:
    """The best-agreeing role decides: updates move single counts, a coincidence of a large one is rare."""
    ranked = ("equal", "equal-small", "compatible", "conflicting", "far")
    found = [
        (ranked.index(_counts((low, high), (other_low, other_high))), role)
        for role, of, low, high in a.harm
        for other_role, other_of, other_low, other_high in b.harm
        if role == other_role and of == other_of
    ]
    if not found:
        return "unknown", {}
    best = min(rank for rank, _ in found)
    return ranked[best], {"roles": " and ".join(sorted({role for rank, role in found if rank == best}))}


def _counts(a: tuple[int, int | None], b: tuple[int, int | None]) -> str:
    if a == b and a[1] is not None:
        return "equal" if a[0] > 4 else "equal-small"
    if (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1]):
        return "compatible"
    low, high = sorted((a[0], b[0]))
    return "far" if high > 5 * max(low, 1) else "conflicting"


def _agents(a: Facts, b: Facts, _: Weights) -> Finding:
    if not a.agents or not b.agents:
        return "unknown", {}
    return ("same" if a.agents & b.agents else "other"), {}


def _words(a: Facts, b: Facts, _: Weights) -> Finding:
    shorter = min(len(a.rare), len(b.rare))
    shared = a.rare & b.rare
    fill = {"words": ", ".join(sorted(shared)[:4])}
    if not shared:
        return ("none" if shorter >= 3 else "unknown"), {}
    if len(shared) >= _COPY_WORDS and len(shared) >= _COPY_SHARE * shorter:
        return "copy", fill
    if len(shared) >= _STRONG_WORDS and len(shared) >= _STRONG_SHARE * shorter:
        return "strong", fill
    return "some", fill


def _story(a: Facts, b: Facts, _: Weights) -> Finding:
    """Whether the whole reports are of one matter; by the passages read of them where the reports are not given."""
    if a.story and b.story:
        weight = compare_stories(a.story, b.story, shipped()).weight
        return next((level for level, least in _STORY_BITS.items() if weight >= least), "other-matter"), {}
    shorter = min(len(a.said), len(b.said))
    if shorter < _STORY_WORDS:
        return "unknown", {}
    share = len(a.said & b.said) / shorter
    return (
        "versions" if share >= _VERSIONS_SHARE else "one-matter" if share >= _MATTER_SHARE else "unknown"
    ), {}


def _reported(a: Facts, b: Facts, _: Weights) -> Finding:
    """How far apart the reports are, where the time of a happening is not known: news is told while it is new."""
    if not a.published or not b.published or (_is_dated(a) and _is_dated(b)):
        return "unknown", {}
    apart = abs((a.published - b.published).days)
    return next((level for level, most in _REPORTED_DAYS.items() if apart <= most), "apart"), {}


def _is_dated(facts: Facts) -> bool:
    return facts.first is not None and facts.last is not None


_COMPARISONS: dict[str, Callable[[Facts, Facts, Weights], Finding]] = {
    "when": _when,
    "where": _where,
    "targets": _targets,
    "means": _means,
    "kind": _kind,
    "status": _status,
    "harm": _harm,
    "agents": _agents,
    "words": _words,
    "story": _story,
    "reported": _reported,
}
