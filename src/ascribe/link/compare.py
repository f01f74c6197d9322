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
from ascribe.link.weights import Weights

_EARTH_RADIUS_KM = 6371.0
_SLACK = timedelta(days=1)
#: Shared rare words that make the words of two passages strong evidence, and how much of the shorter they
#: must be.
_STRONG_WORDS, _STRONG_SHARE = 3, 0.35
_COPY_WORDS, _COPY_SHARE = 6, 0.8

#: How much of the shorter story's rare words two versions of one story share, and two stories of one matter.
_VERSIONS_SHARE, _MATTER_SHARE, _STORY_WORDS = 0.5, 0.2, 8
_DATED = frozenset({"same-day", "within-a-day", "narrow-overlap", "wide-overlap", "disjoint"})

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
    """Whether a pair is one happening by itself: not ruled out, heavy enough, and held by enough independent
    legs.

    Never on the actors, the means or the harm alone. A dated pair stands on two of when, where, target and
    words, and on target or words where the place is unknown. An undated one needs the target or strong words,
    and besides the place a detail that two happenings there would hardly share; without a place, target and
    words together.
    """
    if comparison.ruled_out or comparison.weight < weights.threshold:
        return False
    when, where = comparison.condition("when"), comparison.condition("where")
    target, words = comparison.condition("targets"), comparison.condition("words")
    strong_words = words in ("strong", "copy")
    same_story = comparison.condition("story") == "versions"
    placed = where in ("same", "near", "shared", "contained")
    aimed = target in ("same", "head")
    if when in _DATED:
        dated = when != "disjoint"
        return sum((dated, placed, aimed, strong_words)) >= 2 and (
            where != "unknown" or aimed or strong_words
        )
    if not placed:
        return words == "copy" or (target == "same" and (strong_words or same_story))
    if not (aimed or strong_words or same_story):
        return False
    hinted = when in ("same-words", "same-weekday") or comparison.condition("harm") in (
        "equal",
        "equal-small",
    )
    return strong_words or same_story or (aimed and (hinted or words == "some"))


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
        and found["where"] == "same"
        and found["targets"] in ("same", "head")
    )


def _when(a: Facts, b: Facts, weights: Weights) -> Finding:
    if not (a.first or a.last) or not (b.first or b.last):
        return _undated(a, b), {}
    if (a.last and b.first and b.first - a.last > _SLACK) or (
        b.last and a.first and a.first - b.last > _SLACK
    ):
        return "disjoint", {}
    if a.span_days is None or b.span_days is None:
        return "unknown", {}
    if a.span_days == b.span_days == 0:
        return ("same-day" if a.first == b.first else "within-a-day"), {}
    widest = max(a.span_days, b.span_days)
    if widest > weights.wide_days:
        return "unknown", {}
    return ("narrow-overlap" if widest <= weights.narrow_days else "wide-overlap"), {}


def _undated(a: Facts, b: Facts) -> str:
    if a.weekday is not None and b.weekday is not None:
        return "same-weekday" if a.weekday == b.weekday else "other-weekday"
    return "same-words" if a.when_words and a.when_words == b.when_words else "unknown"


def _where(a: Facts, b: Facts, weights: Weights) -> Finding:
    if not a.loci or not b.loci:
        return "unknown", {}
    keys_a, keys_b = {locus.key for locus in a.loci}, {locus.key for locus in b.loci}
    if keys_a == keys_b:
        return ("same" if any(locus.precision != "country" for locus in a.loci) else "contained"), {}
    if keys_a & keys_b:
        return "shared", {}
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
    shorter = min(len(a.story), len(b.story))
    if shorter < _STORY_WORDS:
        return "unknown", {}
    share = len(a.story & b.story) / shorter
    return (
        "versions" if share >= _VERSIONS_SHARE else "one-matter" if share >= _MATTER_SHARE else "unknown"
    ), {}


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
}
