"""A parsed text in, the names of places in it out, as words: which place each means, `place_choice` says.

Two sources propose: the reader's entities and the gazetteer, which knows the names inside names of organisations
("Velna Province Council") and those that the reader takes for people. What decides is the weighted sum of what speaks
for each proposal (`MARKS`, weights in `toponym_weights.yaml`): a name of people or of a team is no place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span, Token

from ascribe.knowledge.gazetteer import KINDS, Gazetteer, demonyms
from ascribe.knowledge.gazetteer.table import Floats
from ascribe.knowledge.toponyms import toponym_words
from ascribe.resolve.place_choice import Mention, read_weights

WEIGHTS = Path(__file__).parent / "toponym_weights.yaml"
MARKS = (
    "always",
    "place by the reader",
    "part of a place by the reader",
    "more than a place by the reader",
    "organisation by the reader",
    "begins an organisation",
    "inside an organisation",
    "person by the reader",
    "part of a person",
    "listed",
    "listed under another name",
    "people",  # logarithm of the population of its largest place; 1 is 100 million
    "country or province",
    "no proper noun",
    "of several words",
    "ends in a kind of building or road",
    "of one or two letters",
    "in capitals",
    "after a preposition",
    "after 'of'",
    "before what contains it",  # "X, Texas"
    "contains what is before it",
    "goes on in capitals",
    "goes on from capitals",
    "abbreviation",
    "place elsewhere",  # the reader takes the same words for a place elsewhere in the text
    "organisation elsewhere",
    "surname elsewhere",  # the last words of a person's longer name elsewhere
    "after a title or a given name",
    "direction",  # "North", "West" alone
    "begins with a direction",
)
_NUMBER = {mark: number for number, mark in enumerate(MARKS)}
_WORDS = toponym_words()
_MOST_WORDS, _MOST_PEOPLE = 5, 8.0
_COARSE = (KINDS.index("country"), KINDS.index("province"))
_OUTER = re.compile(r"(?:,\s+|\s+\(|,?\s+in\s+)((?:[^\W\d_a-z][\w.’'-]*)(?:[ -][^\W\d_a-z][\w’'-]+){0,3})")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words [start, end) of a Doc that may name a place, and the sum of what speaks for it."""

    start: int
    end: int
    marks: Floats


def toponyms(doc: Doc, gazetteer: Gazetteer, weights: Floats | None = None) -> list[Mention]:
    """The names of places of a text, in its order, none overlapping, each with the name of what contains it."""
    weights = read_weights(WEIGHTS, MARKS) if weights is None else weights
    proposals = Proposer(doc, gazetteer).proposals()
    if not proposals:
        return []
    points = np.array([proposal.marks for proposal in proposals]) @ weights
    found: list[tuple[int, int]] = []
    taken = np.zeros(len(doc), bool)
    for number in np.argsort(-points, kind="stable").tolist():
        proposal = proposals[number]
        if points[number] > 0 and not taken[proposal.start : proposal.end].any():
            taken[proposal.start : proposal.end] = True
            found.append((proposal.start, proposal.end))
    text, words = doc.text, [doc[start:end] for start, end in sorted(found)]
    return [Mention(w.start_char, w.end_char, w.text, container(text, w.end_char, gazetteer)) for w in words]


def container(text: str, end: int, gazetteer: Gazetteer) -> str:
    """The country, province or county that the text names right after a place ("X, Texas", "X in Texas"), or ""."""
    match = _OUTER.match(text, end)
    words = match[1] if match else ""
    while words:
        for name in (words, words.rstrip(".")):
            if contains_others(name, gazetteer):
                return name
        words = words.rpartition(" ")[0]
    return ""


def contains_others(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is first of all that of a country, province or county."""
    if gazetteer.abbreviated(name) is not None:
        return True
    places = gazetteer.table.find(name)
    coarse = np.isin(places.kind, [KINDS.index(kind) for kind in ("country", "province", "county")])
    return bool((coarse & places.main).any())


class Proposer:
    """What may be a name of a place in a Doc, and what speaks for it."""

    def __init__(self, doc: Doc, gazetteer: Gazetteer) -> None:
        # A Doc makes its text anew whenever it is asked for it.
        self.doc, self.text, self.gazetteer = doc, doc.text, gazetteer
        self.entities = {token.i: entity for entity in doc.ents for token in entity}
        self.places = {entity.text.casefold() for entity in doc.ents if entity.label_ == "LOC"}
        self.organisations = {entity.text.casefold() for entity in doc.ents if entity.label_ == "ORG"}
        self.surnames = {
            entity[-1].text.casefold() for entity in doc.ents if entity.label_ == "PER" and len(entity) > 1
        }

    def proposals(self) -> list[Proposal]:
        """Every proposal once, in the order of the text."""
        spans = {span for span in (*self._of_reader(), *self._of_gazetteer()) if span[0] < span[1]}
        return [Proposal(start, end, self.marks(start, end)) for start, end in sorted(spans)]

    def _of_reader(self) -> Iterator[tuple[int, int]]:
        for entity in self.doc.ents:
            if entity.label_ != "LOC":
                continue
            start, end = _trimmed(entity)
            if self.doc[start:end].text in demonyms():
                continue
            yield start, end
            if end > start and (town := _last_part(self.doc, start, end)) is not None:
                yield town

    def _of_gazetteer(self) -> Iterator[tuple[int, int]]:
        """The longest known name from each word with a capital."""
        doc, end = self.doc, 0
        for token in doc:
            if token.i < end or not _capital(token):
                continue
            last = min(len(doc), token.i + _MOST_WORDS)
            for stop in range(last, token.i, -1):
                if _capital(doc[stop - 1]) and self._one_name(token.i, stop) and self._known(token.i, stop):
                    yield token.i, stop
                    end = stop
                    break

    def _one_name(self, start: int, end: int) -> bool:
        return all(_capital(t) or t.lower_ in _WORDS.joining for t in self.doc[start:end])

    def _known(self, start: int, end: int) -> bool:
        text = self.doc[start:end].text
        if text in demonyms():
            return False
        return self.gazetteer.abbreviated(text) is not None or self.gazetteer.is_place(text)

    def marks(self, start: int, end: int) -> Floats:
        """What speaks for or against the words [start, end) as a name of a place, by `MARKS`."""
        found = {"always": 1.0, **self._of_entity(start, end), **self._of_name(start, end)}
        found |= self._of_neighbours(start, end)
        row = np.zeros(len(MARKS))
        for mark, value in found.items():
            row[_NUMBER[mark]] = value
        return row

    def _of_entity(self, start: int, end: int) -> dict[str, float]:
        entity = self.entities.get(start) or self.entities.get(end - 1)
        if entity is None:
            return {}
        first, last = _trimmed(entity)
        whole = (first, last) == (start, end)
        if entity.label_ == "LOC":
            wider = start < first or end > last
            return {
                "place by the reader": whole,
                "part of a place by the reader": not whole and not wider,
                "more than a place by the reader": wider,
            }
        if entity.label_ == "ORG":
            return {
                "organisation by the reader": whole,
                "begins an organisation": not whole and start == first,
                "inside an organisation": not whole and start != first,
            }
        return {"person by the reader": whole, "part of a person": not whole}

    def _of_name(self, start: int, end: int) -> dict[str, float]:
        words, text = self.doc[start:end], self.doc[start:end].text
        short = self.gazetteer.abbreviated(text) is not None
        reading = self.gazetteer.read(text)
        found: dict[str, float] = {
            "no proper noun": words.root.pos_ != "PROPN",
            "of several words": len(words) > 1,
            "ends in a kind of building or road": words[-1].lower_.rstrip(".") in _WORDS.buildings
            and len(words) > 1,
            "of one or two letters": len(text) <= 2 and not short,
            "in capitals": text.isupper() and len(text) > 3,
            "abbreviation": short,
            "direction": text.casefold() in _WORDS.directions,
            "begins with a direction": words[0].lower_ in _WORDS.directions and len(words) > 1,
            "place elsewhere": text.casefold() in self.places,
            "organisation elsewhere": text.casefold() in self.organisations,
            "surname elsewhere": text.casefold() in self.surnames,
        }
        if reading is not None:
            places = reading.places
            found |= {
                "listed": bool(places.main.any()),
                "listed under another name": not places.main.any(),
                "people": float(np.log10(places.people.max() + 1)) / _MOST_PEOPLE,
                "country or province": bool((np.isin(places.kind, _COARSE) & places.main).any()),
            }
        return found

    def _of_neighbours(self, start: int, end: int) -> dict[str, float]:
        doc = self.doc
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        article = before is not None and before.lower_ == "the" and start > 1
        leading = doc[start - 2] if article else before
        last = doc[start:end].end_char
        follows = self.text[last : last + 1] == "," and bool(container(self.text, last, self.gazetteer))
        return {
            "after a preposition": leading is not None and leading.lower_ in _WORDS.prepositions,
            "after 'of'": leading is not None and leading.lower_ == "of",
            "before what contains it": follows,
            "contains what is before it": self._contains(start, end),
            "goes on in capitals": after is not None and _capital(after) and not _apart(doc, end),
            "goes on from capitals": before is not None and _capital(before) and not _apart(doc, start),
            "after a title or a given name": before is not None
            and _in_person(before)
            and not _apart(doc, start),
        }

    def _contains(self, start: int, end: int) -> bool:
        doc = self.doc
        if start < 2 or doc[start - 1].text != "," or not _capital(doc[start - 2]):
            return False
        return contains_others(doc[start:end].text, self.gazetteer)


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and (len(token) > 1 or token.text in ("A", "O"))


def _apart(doc: Doc, at: int) -> bool:
    """Whether a line or a sentence ends between the words before and at this place."""
    return "\n" in doc[at - 1].text_with_ws or bool(doc[at].is_sent_start)


def _in_person(token: Token) -> bool:
    return token.ent_type_ == "PER"


def _trimmed(entity: Span) -> tuple[int, int]:
    """An entity without what is no part of a name at its edges; empty where it has no capital."""
    start, end, doc = entity.start, entity.end, entity.doc
    while start < end and not doc[start].text[:1].isupper() and not doc[start].text[:1].isdigit():
        start += 1
    while start < end and (doc[end - 1].lower_ in _WORDS.edges or doc[end - 1].text in _WORDS.areas):
        end -= 1
    if not any(token.text[:1].isupper() for token in doc[start:end]):
        return start, start
    return start, end


def _last_part(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The name after "City of" or a direction, where an entity has one."""
    for at in range(start, end - 1):
        if doc[at].lower_ == "of" or (at == start and doc[at].lower_ in _WORDS.directions):
            return at + 1, end
    return None
