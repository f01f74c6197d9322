"""A name that no pack writes so in, the actor of the packs that it is a writing of out; None where that is not sure.

Comes in: packs, and what the report speaks of. The names of the packs that share the beginning of a telling word with
the name are compared (`likeness`); the most alike is taken if it is alike enough, fits the countries of the report, and
no other actor is nearly as alike. Nationalities, titles and further names of a person are allowed for, one by one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ascribe.knowledge.names import fold
from ascribe.knowledge.naming import load_naming
from ascribe.knowledge.packs import Packs
from ascribe.knowledge.scripts import script_of
from ascribe.model import ActorKind
from ascribe.resolve.likeness import Word, compare, skeleton, word_cost, words

#: So alike must two writings be, and so much more than those of any other actor.
ENOUGH, AHEAD = 0.87, 0.03
#: What the one telling word of a name may cost for each of its letters where it stands alone; more where a word for
#: the sort of body is beside it, and across scripts, where letters differ more.
_ONE_WORD, _ONE_WORD_BESIDE = 0.05, 0.09
#: What a further name of a person costs ("Akram Abbas al-Kaabi"), and how many there may be.
_FURTHER, _MOST_FURTHER = 0.01, 4
#: So many names are kept with what they are alike to.
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class _Known:
    """One name of the packs, ready to be compared."""

    id: str
    name: str
    kind: ActorKind
    words: tuple[Word, ...]
    script: str
    scripts: frozenset[str]
    keys: int
    full: int


class Matcher:
    """The names of the packs, found by the beginnings of their words."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._names: list[_Known] = []
        self._blocks: dict[str, list[int]] = {}
        self._compared: dict[str, tuple[tuple[_Known, str | None, float], ...]] = {}
        self._sorts: dict[str, frozenset[int]] = {}
        for actor in packs.actors.values():
            whole = () if actor.kind is ActorKind.STATE else actor.names
            named = [name for name in whole if not _is_acronym(name.text)]
            compared = {name.text: words(name.text) for name in named}
            self._sorts[actor.id] = _sorts(word for said in compared.values() for word in said)
            scripts = frozenset(name.script for name in named)
            for name in named:
                keys = _keys(compared[name.text])
                for key in keys:
                    self._blocks.setdefault(key, []).append(len(self._names))
                own = compared[name.text]
                self._names.append(
                    _Known(actor.id, name.text, actor.kind, own, name.script, scripts, len(keys), _full(own))
                )

    def best(self, name: str, countries: Collection[str]) -> str | None:
        """The one actor that this is a writing of, in a report that speaks of these countries."""
        best: dict[str, float] = {}
        for known, home, alike in self._ranked(name):
            if self._fits(known, home, countries):
                best[known.id] = max(best.get(known.id, 0.0), alike)
        ranked = sorted(best, key=lambda actor: -best[actor])
        if not ranked or (len(ranked) > 1 and best[ranked[0]] - best[ranked[1]] < AHEAD):
            return None
        return ranked[0]

    def _ranked(self, name: str) -> tuple[tuple[_Known, str | None, float], ...]:
        """Every name that is alike enough, with the nationality that was left out for it; kept for the next time."""
        if name not in self._compared:
            if len(self._compared) > _KEPT:
                self._compared.clear()
            script, found = script_of(name), []
            for said, home in _readings(name, self._packs):
                for known in self._near(said):
                    alike = self._alike(said, known, script)
                    if alike >= ENOUGH:
                        found.append((known, home, alike))
            self._compared[name] = tuple(found)
        return self._compared[name]

    def _near(self, said: Sequence[Word]) -> Iterator[_Known]:
        """The names that begin all telling words but one as these words do."""
        shared: dict[int, int] = {}
        for key in _keys(said):
            for number in self._blocks.get(key, ()):
                shared[number] = shared.get(number, 0) + 1
        full = _full(said)
        for number, count in shared.items():
            known = self._names[number]
            if count < known.keys - 1:
                continue
            if known.kind is ActorKind.PERSON:
                if _begin_alike(said, known.words):
                    yield known
            elif abs(full - known.full) <= 1:
                yield known

    def _fits(self, known: _Known, home: str | None, countries: Collection[str]) -> bool:
        own = self._packs.homes.get(known.id)
        if home is not None and home != own:
            return False
        spoken_of = {*countries, home} if home else countries
        return self._packs.fits(known.id, known.name, spoken_of)

    def _alike(self, said: Sequence[Word], known: _Known, script: str) -> float:
        """How alike; where the script leaves out vowels, only an actor without a name in it is compared across."""
        if script != known.script and script in known.scripts and "Cyrl" not in (script, known.script):
            return 0.0
        if known.kind is ActorKind.PERSON:
            return person_likeness(said, known.words) if min(len(said), len(known.words)) > 1 else 0.0
        alike = compare(said, known.words)
        own, sorts = self._sorts[known.id], _sorts(said)
        if not alike or (own and sorts and own.isdisjoint(sorts)):
            return 0.0
        told = _telling(known.words)
        if len(told) < 2:
            alone = script == known.script and min(len(said), len(known.words)) < 2
            most = _ONE_WORD if alone else _ONE_WORD_BESIDE
            costs = [cost for word in said if (cost := word_cost(word, told[0])) is not None]
            return alike if costs and min(costs) <= most * len(told[0].sound.letters) else 0.0
        return alike


@lru_cache(maxsize=4)
def matcher(packs: Packs) -> Matcher:
    """The matcher of these packs, made once."""
    return Matcher(packs)


def person_likeness(one: Sequence[Word], other: Sequence[Word]) -> float:
    """How alike the names of two people are, where one may have further names between its first and its last."""
    one, other = without_titles(one), without_titles(other)
    if min(len(one), len(other)) < 2:
        return 0.0
    alike = compare(one, other)
    if alike:
        return alike
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    further = len(longer) - len(shorter)
    if not 0 < further <= _MOST_FURTHER or _is_kunya(longer) != _is_kunya(shorter):
        return 0.0
    kept, rest = [longer[0]], list(longer[1:-1])
    for word in shorter[1:-1]:
        while rest and word_cost(rest[0], word) is None:
            rest.pop(0)
        if not rest:
            return 0.0
        kept.append(rest.pop(0))
    return max(0.0, compare([*kept, longer[-1]], shorter) - _FURTHER * further)


def without_titles(name: Sequence[Word]) -> Sequence[Word]:
    """The words of a person's name behind the titles."""
    titles = _titles()
    at = 0
    while at < len(name) - 1 and name[at].folded in titles:
        at += 1
    return name[at:]


def _begin_alike(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether first and last words of two people's names begin with consonants that can be mixed up."""
    one, other = without_titles(one), without_titles(other)
    return all(one[at].consonants[:1] == other[at].consonants[:1] for at in (0, -1))


def _full(name: Sequence[Word]) -> int:
    """How many words are told: two writings of a name have as many, or one more where a common word is misspelt."""
    return len(_telling(name))


def _is_kunya(name: Sequence[Word]) -> bool:
    return name[0].folded in ("abu", "abou", "ابو", "абу")


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(piece for title in load_naming().titles for piece in fold(title).split())


def _readings(name: str, packs: Packs) -> Iterator[tuple[tuple[Word, ...], str | None]]:
    """The words of a name, and those without a nationality before or after them, with its country."""
    said = words(name)
    yield said, None
    for at in (0, -1):
        if len(said) > 1 and (home := _nation(said[at], packs)):
            rest = said[1:] if at == 0 else said[:-1]
            if at == -1 and len(rest) > 1 and rest[-1].folded in ("in", "في", "fi", "в"):
                rest = rest[:-1]
            yield rest, home


def _nation(word: Word, packs: Packs) -> str | None:
    """The country (ISO 3166) that a word names or that its adjective is of."""
    forms = [word.folded, word.folded.removesuffix("ه"), word.folded.removesuffix("يه") + "ي"]
    for form in forms:
        for actor in (*packs.adjectives.ids(form), *packs.index.ids(form)):
            if actor in packs.countries:
                return packs.countries[actor]
    return None


def _keys(name: Iterable[Word]) -> set[str]:
    return {word.number or skeleton(word) for word in _telling(name)}


def _telling(name: Iterable[Word]) -> list[Word]:
    """The words that say which body it is, not what sort of body."""
    naming = load_naming()
    return [word for word in name if word.folded not in naming.weak and word.folded not in naming.sorts]


def _sorts(name: Iterable[Word]) -> frozenset[int]:
    """The sorts of bodies that words of a name say, each by itself: "Kataib", not "brigades", which are of three."""
    naming = load_naming()
    sets = [naming.sorts.get(word.folded, frozenset()) for word in name]
    return frozenset().union(*(found for found in sets if len(found) == 1))


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "").replace("-", "")
    return len(letters) <= 5 and letters.isupper() and letters.isascii()


def are_alike(one: str, other: str) -> bool:
    """Whether two names that no pack knows may be writings of one: a proposal for a person to judge."""
    said, against = words(one), words(other)
    alike = compare(said, against) or person_likeness(said, against)
    return alike >= ENOUGH
