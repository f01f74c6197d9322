"""Voices in, contradictions of means, time, place and target out: each by what its words exclude."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from ascribe.assess.contradictions.lengths import apart as lengths_apart
from ascribe.assess.contradictions.lengths import length_of, span_of
from ascribe.assess.contradictions.scene import Scene, around, entries, shortened, versions, vouching
from ascribe.assess.voices import HAPPENED, Voice
from ascribe.knowledge.kinship import kin_means, means_in
from ascribe.knowledge.names import fold
from ascribe.knowledge.sides import side_of
from ascribe.knowledge.words import head_word, is_generic_head, stems
from ascribe.model import Contradiction, ContradictionKind, Means, Place, Proposition, Span, SpeakerKind

_MEANS, _TARGET, _DETAIL = "means", "target", "detail"
#: Facets on which a length of time is a version.
_NUMBERS = frozenset({"killed", "wounded", "detained"})
_NOT = re.compile(r"\b(?:not|rather than|instead of|no)\b", re.IGNORECASE)
_INSIDE = "inside|into|within"
_BESIDE = "near|outside|beside|close to|next to"
_CITY = "city"
#: Details whose words may say who was hit.
_ON_TARGETS = frozenset({"target", "happened", "agent", "motive", "detail"})
_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"(?<!^)\b[A-Z][a-z’'-]{2,}")
#: Whom a strike is said to have been on, in the words that follow it.
_HIT = re.compile(
    r"\b(?:strikes?|attacks?|raids?|assaults?|bombardment|shelling|aggression)\b[^.;,“”\"]{0,24}?"
    r"\b(?:against|on|targeting)\s+(?P<whom>(?:[\w’'-]+\s*){1,6})",
    re.IGNORECASE,
)

Differ = Callable[[Voice, Voice], bool]


def _value(voice: Voice) -> str | None:
    return voice.value


def manners(scene: Scene) -> Iterator[Contradiction]:
    """Versions that state means of which no two are kin, or of which one says that it was not the other."""
    vouched = vouching(scene.voices.said)
    some_deny = any(_stated(v)[1] for v in vouched)
    said = [v for v in vouched if v.facet == _MEANS or (some_deny and v.facet == HAPPENED)]

    def differ(a: Voice, b: Voice) -> bool:
        (means_a, not_a), (means_b, not_b) = _stated(a), _stated(b)
        if not_a & means_b - means_a or not_b & means_a - means_b:
            return True
        on_means = a.facet == b.facet == _MEANS and bool(means_a and means_b)
        return on_means and not any(kin_means(x, y) for x in means_a for y in means_b)

    yield from _versions_apart(_MEANS, said, differ, scene, ContradictionKind.MEANS, _means_words)


def lengths(scene: Scene) -> Iterator[Contradiction]:
    """So long before or after, where two lengths exclude each other ("half an hour before", "hours before").

    On a detail of its own ("warning") they are of one thing; else where they speak of the same people.
    """
    said = [v for v in vouching(scene.voices.said) if v.facet not in _NUMBERS and length_of(_words(v))]
    own = {fold(place.name) for p in scene.propositions.values() for place in p.places}

    def differ(a: Voice, b: Voice) -> bool:
        one, other = length_of(_words(a)), length_of(_words(b))
        same_detail = a.facet == b.facet and a.facet not in (HAPPENED, _DETAIL)
        together = same_detail or bool(_names(a) & _names(b) - own)
        return together and one is not None and other is not None and lengths_apart(one, other)

    yield from _versions_apart("time", said, differ, scene, ContradictionKind.TIME, _length_words)


def days(scene: Scene) -> Iterator[Contradiction]:
    """Days that reports give the happening, where two of them name each another one."""
    told = [
        (p, p.when.first)
        for p in scene.propositions.values()
        if p.when and p.when.first and p.when.first == p.when.last and "?" not in (p.when.edtf or "")
    ]
    if len({day for _, day in told}) > 1:
        given = [(p, str(day)) for p, day in told]
        yield _told_apart("time", given, scene, ContradictionKind.TIME)


def whereabouts(scene: Scene) -> Iterator[Contradiction]:
    """Cities that reports give it, where two name each another one."""
    cities = [(p, own[0]) for p in scene.propositions.values() if (own := _cities(p)) and len(own) == 1]
    if len({place.gazetteer or place.name for _, place in cities}) > 1 and not scene.incident.series:
        given = [(p, place.name) for p, place in cities]
        yield _told_apart("place", given, scene, ContradictionKind.PLACE)


def positions(scene: Scene) -> Iterator[Contradiction]:
    """Inside what was hit by one report, and beside it by another: the words of each about it."""
    heads = {
        head
        for p in scene.propositions.values()
        for target in p.targets
        if (head := head_word(target.name)) and not is_generic_head(head)
    }
    told = [
        (p, span) for p in scene.propositions.values() for span in dict.fromkeys((p.evidence, *p.mentions))
    ]
    apart: dict[Span, Proposition] = {}
    for (p, one), (q, other) in combinations(told, 2):
        if p.report != q.report and _placed_apart(one.quote, other.quote, heads):
            apart.update({one: p, other: q})
    if apart:
        versions_ = tuple(
            f"“{shortened(span.quote)}” ({scene.voices.outlets[p.report]})" for span, p in apart.items()
        )
        about = tuple(dict.fromkeys(p.id for p in apart.values()))
        yield Contradiction("place", versions_, about, ContradictionKind.PLACE)


def sides(scene: Scene) -> Iterator[Contradiction]:
    """Who was hit, where one says an armed group and another the army or civilians."""
    said = [(v, side) for v in vouching(scene.voices.said) if (side := _side(v, scene))]
    named = {v.entry: side for v, side in said}

    def differ(a: Voice, b: Voice) -> bool:
        return named[a.entry] != named[b.entry]

    yield from _versions_apart(
        "target", [v for v, _ in said], differ, scene, ContradictionKind.TARGET, _target_words
    )


def _versions_apart(
    about: str, said: Sequence[Voice], differ: Differ, scene: Scene, kind: ContradictionKind,
    show: Callable[[Voice], str | None] = _value,
) -> Iterator[Contradiction]:  # fmt: skip
    """The voices of different speakers that differ from one another, as one contradiction."""
    apart: dict[int, Voice] = {}
    for (i, a), (j, b) in combinations(enumerate(said), 2):
        if a.row != b.row and differ(a, b):
            apart.update({i: a, j: b})
    if apart:
        both = [replace(voice, facet=about, value=show(voice)) for _, voice in sorted(apart.items())]
        yield Contradiction(about, versions(both, scene), entries(both), kind)


def _told_apart(
    about: str, given: Sequence[tuple[Proposition, str]], scene: Scene, kind: ContradictionKind
) -> Contradiction:  # fmt: skip
    """Versions that the propositions of different reports give in their slots."""
    who: dict[str, list[str]] = {}
    for proposition, value in given:
        label = scene.voices.outlets[proposition.report]
        if label not in who.setdefault(value, []):
            who[value].append(label)
    told = tuple(f"{value} ({', '.join(labels)})" for value, labels in sorted(who.items()))
    return Contradiction(about, told, tuple(p.id for p, _ in given), kind)


def _stated(voice: Voice) -> tuple[frozenset[Means], frozenset[Means]]:
    """The means that a voice states, and those that it says it was not."""
    if voice.entry == voice.proposition and voice.facet == _MEANS and voice.value:
        return frozenset({Means(voice.value)}), frozenset()
    words, *rest = _NOT.split(_words(voice), maxsplit=1)
    return means_in(words), means_in(rest[0]) if rest else frozenset()


def _cities(proposition: Proposition) -> list[Place]:
    """The cities that a proposition itself names, where it names nothing finer."""
    where = [place for place in proposition.places if place.role == "where" and not place.rule]
    return [p for p in where if p.precision == _CITY] if all(p.precision != "point" for p in where) else []


def _placed_apart(one: str, other: str, heads: set[str]) -> bool:
    """Whether one passage says inside of what the other says beside of."""
    (in_a, by_a), (in_b, by_b) = (
        (_after(_INSIDE, words, heads), _after(_BESIDE, words, heads)) for words in (one, other)
    )
    return bool((in_a & by_b) - by_a - in_b or (in_b & by_a) - by_b - in_a)


def _after(words: str, text: str, heads: set[str]) -> frozenset[str]:
    found = re.findall(rf"\b(?:{words})\s+((?:[\w’'-]+\s*){{1,4}})", text, re.IGNORECASE)
    return frozenset(stem for phrase in found for stem in stems(phrase) if stem in heads)


def _words(voice: Voice) -> str:
    return voice.value or voice.evidence.quote


def _names(voice: Voice) -> frozenset[str]:
    """Words in capitals of what a voice says, and its speaker's: the people and bodies that it speaks of."""
    return frozenset(fold(name) for name in _CAPITALS.findall(f"{voice.speaker.name} {voice.evidence.quote}"))


def _length_words(voice: Voice) -> str:
    """The words of a length with what stands around them."""
    words = _words(voice)
    found = span_of(words)
    return around(words, *found) if found else words


def _means_words(voice: Voice) -> str | None:
    """The means that a voice states, with the words around it."""
    if voice.value:
        return voice.value
    for match in _WORD.finditer(voice.evidence.quote):
        if means_in(match[0]):
            return around(voice.evidence.quote, *match.span())
    return None


def _target_words(voice: Voice) -> str | None:
    match = _HIT.search(voice.evidence.quote)
    return voice.value if voice.facet == _TARGET or not match else around(voice.evidence.quote, *match.span())


def _side(voice: Voice, scene: Scene) -> str | None:
    """The one side that a voice says was hit; None where it names none or several."""
    if voice.entry == voice.proposition or voice.facet not in _ON_TARGETS:
        return None
    text = voice.value or "" if voice.facet == _TARGET else ""
    if not text:
        match = _HIT.search(voice.evidence.quote)
        text = match["whom"] if match else ""
    known = scene.ties.known
    hits = known.index.find(text) if text and known else ()
    groups = [
        text[hit.start : hit.end] for hit in hits if known and known.role(hit.id) is SpeakerKind.ARMED_GROUP
    ]
    return side_of(text, armed_groups=groups) if text else None
