"""Names of places in the sentences: after a word that says where, or of a list that news uses.

The gazetteer knows Arabic names of hundred thousands of places, many of them common words; so a name counts only where
it is listed in `places.yaml`, is a state, or stands after a word like "town of" or "in" and no list of words has it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.words import Sentence, Word, span
from ascribe.knowledge.arabic.tables import bare
from ascribe.model import ActorKind, Place

_MOST_WORDS = 3
_WIDE = frozenset(("محافظه", "ولايه", "اقليم", "ريف", "منطقه"))
#: A name of one word that no list has must have so many people where no word for a place stands before it.
_KNOWN_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Where:
    """A place that words [start, end) of a sentence name; `governed` where they say that something is there."""

    start: int
    end: int
    place: Place
    governed: bool
    exact: bool = True


def places_in(context: Context, sentence: Sentence) -> list[Where]:
    """The places of a sentence in its order; none overlap."""
    found: list[Where] = []
    at = 0
    for i in range(len(sentence.words)):
        if i < at:
            continue
        one = _named(context, sentence, i) or _after_noun(context, sentence, i)
        if one is not None:
            found.append(one)
            at = one.end
    return [
        replace(one, governed=one.governed or _follows(found, n, sentence)) for n, one in enumerate(found)
    ]


def _follows(found: list[Where], n: int, sentence: Sentence) -> bool:
    """ "in the town of X, Y province": what stands right after a place that is governed contains it."""
    if n == 0 or not found[n - 1].governed:
        return False
    return all(
        w.is_mark or w.stem in ("محافظه", "ريف", "قضاء", "ناحيه", "مدينه") or w.adjective is not None
        for w in sentence.words[found[n - 1].end : found[n].start]
    )


def _named(context: Context, sentence: Sentence, i: int) -> Where | None:
    """A place that the list of news names has, a state, or one that the gazetteer has after "in"."""
    word = sentence.words[i]
    if (
        word.is_mark
        or word.particle
        or word.time
        or word.number is not None
        or (word.inside and not word.name)
    ):
        return None
    after_noun = _noun_before(context, sentence, i)
    for end in range(min(i + _MOST_WORDS, len(sentence.words)), i, -1):
        words = sentence.words[i:end]
        if any(w.is_mark or ((w.conj or w.prep) and w.i > i) for w in words):
            continue
        key = " ".join(bare(w.plain) if n else bare_of(w) for n, w in enumerate(words))
        name = context.arabic.places.get(key) or (after_noun and context.arabic.places_after.get(key))
        if name:
            return _where(context, sentence, i, end, name)
    if word.name is not None and context.packs.actors[word.name.id].kind is ActorKind.STATE:
        found = _where(context, sentence, i, word.name_end, context.packs.actors[word.name.id].name)
        return found if found.governed else None
    return None if after_noun or word.name is not None else _of_gazetteer(context, sentence, i)


def bare_of(word: Word) -> str:
    """A word without what is written onto it, its article too."""
    return (
        word.stem
        if word.article
        else bare(word.plain[len(word.plain) - len(word.stem) :] if word.conj or word.prep else word.plain)
    )


def _of_gazetteer(context: Context, sentence: Sentence, i: int) -> Where | None:
    """One unknown word right after "in", "near" or a compass word, that is the name of a town of some size."""
    word = sentence.words[i]
    if (
        word.nouns
        or word.verbs
        or word.adjective is not None
        or word.inside
        or not _is_governed(context, sentence, i)
    ):
        return None
    quote = context.report.text[word.begin : word.end]
    reading = context.gazetteer.read(quote)
    if reading is None or float(reading.places.people.max()) < _KNOWN_PEOPLE:
        return None
    best = int(reading.places.rows[reading.places.people.argmax()])
    return _where(context, sentence, i, i + 1, context.gazetteer.table.entry(best).name)


def _noun_before(context: Context, sentence: Sentence, i: int) -> bool:
    before = sentence.at(i - 1)
    return before is not None and (
        before.stem in context.arabic.place_nouns or before.plain in context.arabic.place_nouns
    )


def _after_noun(context: Context, sentence: Sentence, i: int) -> Where | None:
    """A name that no list has, after "the town of", "district"; a base or an airport keeps that word in its name."""
    word = sentence.words[i]
    kind = context.arabic.place_nouns.get(word.stem) or context.arabic.place_nouns.get(word.plain)
    first = sentence.at(i + 1)
    if kind is None or (word.article and word.stem not in ("عاصمه",)) or first is None or word.suffix:
        return None
    if _named(context, sentence, i + 1) is not None:
        return None
    end = i + 1
    while (
        end < len(sentence.words)
        and end < i + 1 + _MOST_WORDS
        and _can_name(sentence.words[end], end > i + 1)
    ):
        end += 1
    if end == i + 1:
        return None
    start = i if kind == "point" else i + 1
    words = sentence.words
    begin = words[i].begin if kind == "point" else words[i + 1].begin
    quote = span(context.report, begin, words[end - 1].end)
    name = _gazetteer_name(context, quote.quote)
    place = Place(quote, name or " ".join(quote.quote.split()))
    return Where(start, end, place, _is_governed(context, sentence, i))


def _can_name(word: Word, later: bool) -> bool:
    if (
        word.is_mark
        or word.particle
        or word.time
        or word.conj
        or word.prep
        or word.verbs
        or word.number is not None
    ):
        return False
    if word.nouns or word.adjective is not None:
        return False
    return not later or not word.article


def _gazetteer_name(context: Context, quote: str) -> str:
    """The name under which the gazetteer files a name, "" for an unknown one."""
    reading = context.gazetteer.read(quote)
    if reading is None:
        return ""
    best = int(reading.places.rows[reading.places.people.argmax()])
    return context.gazetteer.table.entry(best).name


def _where(context: Context, sentence: Sentence, i: int, end: int, name: str) -> Where:
    words = sentence.words
    place = Place(span(context.report, words[i].begin, words[end - 1].end), name)
    return Where(i, end, place, _is_governed(context, sentence, i), not _is_beside(context, sentence, i))


def _is_beside(context: Context, sentence: Sentence, i: int) -> bool:
    """ "north of the town", "the countryside of": the place is near, or part of a larger one."""
    before = sentence.words[max(0, i - 2) : i]
    return any(w.stem in context.arabic.words["compass"] or w.stem in _WIDE for w in before)


def _is_governed(context: Context, sentence: Sentence, i: int) -> bool:
    """Whether a word that says where stands before the name, with nouns for places between them."""
    for j in range(i, max(-1, i - 4), -1):
        word = sentence.words[j]
        if word.prep == "ب" or (j < i and word.stem in context.arabic.words["where"] and word.particle):
            return True
        if j < i and not (
            word.stem in context.arabic.place_nouns
            or word.plain in context.arabic.place_nouns
            or word.stem in context.arabic.words["compass"]
            or word.adjective is not None
        ):
            return False
    return False


def outer(found: list[Where]) -> Iterator[Place]:
    """The places themselves."""
    yield from (one.place for one in found)
