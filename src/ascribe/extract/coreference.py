"""References in, what each takes up out: "it", "the officer", "Varn" for one named before, with what speaks for it.

Every reference goes, in the order of the text, to the one before it that the most speaks for (`traits`, weighed by
`coreference.yaml`), or to none: a mention-ranking model (Denis & Baldridge 2008) in which "first named here" is one
more candidate. A link is a likeness inside one report and no identity of actors: `resolve` and people decide on that.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ascribe.extract.references import Reference
from ascribe.extract.weights import read_weights, weigh

#: Sentences back in which a pronoun and another reference look, and how many candidates each looks at.
_REACH = {"pronoun": (4, 24), "other": (3, 10)}
#: Besides these, a description or name looks at the last references that share its name or noun.
_ALIKE = 6
_BINS = ((0, "0"), (1, "1"), (3, "2-3"), (8, "4-8"))


@dataclass(frozen=True, slots=True)
class Link:
    """A reference, by its number, with the one before it that it takes up; `margin` is how much more speaks for that
    than for the next best, or for none (natural logarithm of odds), `reasons` the traits that weigh the most."""

    reference: int
    antecedent: int
    margin: float
    reasons: tuple[str, ...]


class Coreference:
    """What the references of one text take up; each link is made when it is first asked for."""

    def __init__(self, found: Sequence[Reference], table: Mapping[str, float] | None = None) -> None:
        self.found = found
        self._table = weights() if table is None else table
        self._links: dict[int, Link | None] = {}
        self._same_lemma: dict[str, list[int]] = {}
        for number, reference in enumerate(found):
            self._same_lemma.setdefault(reference.lemma, []).append(number)

    def link(self, number: int) -> Link | None:
        """The link of a reference; None for one that takes up nothing before it."""
        if number not in self._links:
            self._links[number] = self._link(number)
        return self._links[number]

    def chain(self, number: int) -> list[int]:
        """A reference, the one that it takes up, the one that this takes up, and so on."""
        chain = [number]
        while (link := self.link(chain[-1])) is not None:
            chain.append(link.antecedent)
        return chain

    def chains(self) -> list[list[int]]:
        """All references that are linked, by chain, in order."""
        first: dict[int, int] = {}
        found: dict[int, list[int]] = {}
        for number in range(len(self.found)):
            link = self.link(number)
            first[number] = number if link is None else first[link.antecedent]
            found.setdefault(first[number], []).append(number)
        return [chain for chain in found.values() if len(chain) > 1]

    def _link(self, number: int) -> Link | None:
        near = self.candidates(number)
        scored = [(weigh(self.traits(b, number, rank), self._table), -rank) for rank, b in enumerate(near)]
        none = sum(self._table.get(trait, 0.0) for trait in self.newness(number))
        scored.sort(reverse=True)
        if not scored or scored[0][0] <= none:
            return None
        best, rank = scored[0][0], -scored[0][1]
        second = max([none, *(score for score, _ in scored[1:2])])
        own = sorted(self.traits(near[rank], number, rank), key=lambda t: -self._table.get(t, 0.0))
        return Link(number, near[rank], best - second, tuple(own[:3]))

    def candidates(self, number: int) -> list[int]:
        """The references before one that it may take up, nearest first."""
        own = self.found[number]
        sentences, most = _REACH["pronoun" if own.is_pronoun else "other"]
        near: list[int] = []
        at = number - 1
        while at >= 0 and own.sentence - self.found[at].sentence <= sentences and len(near) < most:
            if possible(self.found[at], own):
                near.append(at)
            at -= 1
        return near + self._far(number, at)

    def _far(self, number: int, last: int) -> list[int]:
        """The last references up to one that share a name or noun with another, or the first or second person."""
        own = self.found[number]
        if own.is_pronoun and own.form not in ("i", "we", "you"):
            return []
        found: list[int] = []
        for before in range(last, -1, -1):
            other = self.found[before]
            shares = other.form == own.form if own.is_pronoun else not other.is_pronoun and _alike(other, own)
            if shares and possible(other, own):
                found.append(before)
                if len(found) == _ALIKE:
                    break
        return found

    def newness(self, number: int) -> Iterator[str]:
        """What speaks for or against a reference being the first of its chain."""
        own = self.found[number]
        form = own.form
        yield f"new {form}"
        yield f"new {form} {own.role}"
        if own.is_pronoun:
            return
        before = [self.found[n] for n in self._before(own.lemma, number)]
        seen = "seen" if before else "unseen"
        size = own.end - own.start
        yield f"new {form} {seen}"
        yield f"new {form} {own.sort}"
        yield f"new {form} {'long' if size > 6 else 'short' if size < 3 else 'middling'}"
        if form == "name":
            known = "known" if any(r.name == own.name for r in before) else seen
            yield f"new name {known} words {min(3, len(own.name.split()))}"
        if own.sentence <= 2:
            yield f"new {form} lead"
        yield f"new word {form} {own.lemma}"

    def traits(self, before: int, number: int, rank: int) -> Iterator[str]:
        """What speaks for or against one reference taking up another, which is the `rank`th that it may take up."""
        other, own = self.found[before], self.found[number]
        form = own.form
        apart = own.sentence - other.sentence
        distance = next((name for most, name in _BINS if apart <= most), "9-")
        yield f"{form} < {other.form}"
        yield f"{form} distance {distance}"
        yield f"{form} rank {min(rank, 6)}"
        yield f"{form} < {other.role} {'0' if not apart else '1' if apart == 1 else '2-'}"
        yield f"{form} {own.role} < {other.role} {'same sentence' if not apart else 'apart'}"
        yield f"{form} {_agreement('number', other.number, own.number)}"
        yield f"{form} sort {other.sort or '?'} > {own.sort or '?'}"
        if own.is_pronoun:
            told = len(self._before(other.lemma, number)) if not other.is_pronoun else 0
            yield f"{form} told {min(told, 4)}"
            yield from _of_pronoun(other, own, apart)
        elif not other.is_pronoun:
            yield from _of_words(other, own, apart)
        if own.quoted or other.quoted:
            yield f"{form} < {other.form} quoted {own.quoted} {other.quoted}"
        if own.role == "appos" and 0 <= own.start - other.end <= 2:
            yield f"apposition {other.form} {form}"
        if own.paragraph == other.paragraph:
            yield f"{form} same paragraph"

    def _before(self, lemma: str, number: int) -> list[int]:
        """The references of a head word before one."""
        known = self._same_lemma.get(lemma, [])
        return known[: bisect_left(known, number)]


def possible(before: Reference, own: Reference) -> bool:
    """Whether nothing of the language rules it out that one takes up the other."""
    if before.head == own.head or (before.start <= own.start and own.end <= before.end):
        return False
    if own.is_pronoun or before.is_pronoun:
        return not (
            _clash(before.number, own.number)
            or _clash(before.gender, own.gender)
            or _clash_of_sorts(before, own)
        )
    if before.actor and own.actor:
        return before.actor == own.actor
    return True


def _clash(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _clash_of_sorts(before: Reference, own: Reference) -> bool:
    if "person" not in (before.sort, own.sort):
        return False
    return (
        _clash(before.sort, own.sort) and own.form not in ("they", "we") and before.form not in ("they", "we")
    )


def _alike(before: Reference, own: Reference) -> bool:
    if before.actor and before.actor == own.actor:
        return True
    return before.lemma == own.lemma or (
        bool(before.name and own.name) and _name_relation(before, own) != "other"
    )


def _of_pronoun(other: Reference, own: Reference, apart: int) -> Iterator[str]:
    yield f"{own.form} {_agreement('gender', other.gender, own.gender)}"
    if own.reflexive:
        yield f"reflexive {other.role} {min(apart, 1)}"
    elif not apart and own.role == "object" and other.role == "subject":
        yield f"{own.form} object of subject"
    if not other.is_pronoun:
        yield f"{own.form} word {other.lemma}"


def _of_words(other: Reference, own: Reference, apart: int) -> Iterator[str]:
    pair = f"{other.form} {own.form}"
    head = "same head" if own.lemma == other.lemma else "other head"
    extra = (
        "nothing new" if own.words <= other.words else "same new" if own.words & other.words else "all new"
    )
    yield f"{pair} {head}"
    yield f"{own.form} {head} {extra}"
    yield f"{own.form} {head} {'wider' if other.words - own.words else 'full'}"
    if head == "same head":
        yield f"{own.form} same head {extra} {'1' if apart <= 1 else '8' if apart <= 8 else '9-'}"
        yield f"same head {own.form} {own.lemma}"
    if other.name and own.name:
        yield f"name {_name_relation(other, own)}"
        yield f"name {_name_relation(other, own)} {own.sort}"
    if own.actor or other.actor:
        yield f"actor {'same' if own.actor == other.actor else 'one'} {own.form}"
    if head == "other head":
        yield f"{own.form} {own.lemma} < {other.sort}"


def _agreement(what: str, one: str, other: str) -> str:
    return f"{what} {'unknown' if not one or not other else 'same' if one == other else 'other'}"


def _name_relation(before: Reference, own: Reference) -> str:
    """How two names go together: the same, a part at the end or elsewhere, an acronym, or other."""
    one, other = before.name.split(), own.name.split()
    if one == other:
        return "same"
    if not one or not other:
        return "other"
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and set(short) <= set(long):
        return "last" if short[-1] == long[-1] else "first" if short[0] == long[0] else "part"
    letters = "".join(word[0] for word in long if word[0].isalpha())
    if len(short) == 1 and len(long) > 1 and short[0].replace(".", "") == letters:
        return "acronym"
    return "other"


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights."""
    return read_weights("coreference.yaml")
