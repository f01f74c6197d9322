"""Words of a sentence to who is meant: actors in noun phrases, their spans, the codes of their state and sector.

The lists are `events_actors.yaml`.
"""

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from ascribe.extract.phrases import core, parts

_LISTS = Path(__file__).with_name("events_actors.yaml")
#: Adjectives of these endings take an -s for the people.
_PEOPLE = re.compile(r"(?:an|i)$|^(?:Serb|Croat|Kurd|Turk|Dane|Swede|Finn|Pole|Slovak|Greek|Czech|Briton)$")
_OWN = frozenset({"their", "its", "his", "her"})
_TRIMMED = ("det", "punct", "case", "cc")
_INSIDE = ("compound", "amod", "flat", "nmod:poss", "nmod", "appos", "nummod", "flat:name")


@dataclass(frozen=True, slots=True)
class Codes:
    """Code of the state or body, and of the sector; empty where the words say neither."""

    state: str
    sector: str


@cache
def _lists() -> Any:
    return yaml.safe_load(_LISTS.read_text(encoding="utf-8"))


@cache
def _states() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, words in _lists()["states"].items():
        for word in words:
            names[word] = code
            if _PEOPLE.search(word):
                names[word + "s"] = code
    return names


@cache
def _sectors() -> dict[str, str]:
    return {word: code for code, words in reversed(_lists()["sectors"].items()) for word in words}


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """One pattern for all names of a kind, the longer first."""
    words = sorted(_states() if kind == "states" else _sectors(), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})(?![\w])")


@cache
def _dates() -> frozenset[str]:
    return frozenset(
        word.lower() for word in [*calendar.day_name, *calendar.month_name, *calendar.month_abbr]
    )


@cache
def _heads() -> frozenset[str]:
    return frozenset(_lists()["others"]) | {word for word in _sectors() if " " not in word}


def codes(text: str) -> Codes:
    """The codes of an actor's words: of the first state named, and of the sector whose words tell most."""
    state = _pattern("states").search(text)
    found = {_sectors()[m.group()] for m in _pattern("sectors").finditer(text.lower())}
    sector = next((code for code in _lists()["sectors"] if code in found), "")
    return Codes(_states()[state.group()] if state else "", sector)


def is_actor(token: Token) -> bool:
    """Whether a word can stand for somebody who acts: a name, a people, a body, an office."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "NUM"):
        return False
    if token.text in _states() or (token.pos_ != "ADJ" and token.lower_ in _heads()):
        return True
    return bool(token.ent_type_) and token.pos_ in ("PROPN", "NOUN", "ADJ")


def is_place(token: Token) -> bool:
    """Whether a word is a place's, which stands for its people only where nobody else is named."""
    return token.lower_ in _lists()["places"]


def is_name(token: Token) -> bool:
    """Whether a word is a name that the reader has no kind for and that is no date's."""
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.lower_ not in _dates()


def is_own(head: Token, *, mutual: bool) -> bool:
    """Whether a phrase takes up those who act themselves ("their countries"; of a mutual act "the two sides", "each
    other")."""
    words = {child.lower_ for child in head.children}
    return bool(words & ({*_OWN, "two", "both", "each", "other"} if mutual else _OWN)) and not head.ent_type_


def whole(token: Token) -> Token:
    """The head of the largest actor's phrase that a word stands in ("Ruritanian" of "Ruritanian soldiers")."""
    while token.dep_ in _INSIDE and token.head.i != token.i and _names(token.head):
        if token.dep_ in ("nmod", "appos") and token.i > token.head.i and not is_actor(token.head):
            break
        token = token.head
    return token


def _names(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and is_actor(token)


def actors(words: Iterable[Token], stands: Callable[[Token], bool] = is_actor) -> Iterator[Token]:
    """The heads of the phrases of those that words stand for, in order, each once."""
    seen = set()
    for word in words:
        if stands(word):
            head = whole(word)
            if head.i not in seen:
                seen.add(head.i)
                yield head


def phrase(head: Token) -> tuple[int, int]:
    """The characters [start, end) of a phrase without its article and clauses."""
    start, end = core(head)
    doc = head.doc
    while start < head.i and (doc[start].dep_ in _TRIMMED or doc[start].is_space or doc[start].is_punct):
        start += 1
    while end - 1 > head.i and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "case"
    ):
        end -= 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def spans(heads: Iterable[Token]) -> list[tuple[int, int]]:
    """The spans of phrases, of what is coordinated with them, and of the body that they belong to ("members of")."""
    every = [part for head in heads for part in parts(head)]
    every += [c for part in every for c in part.children if c.dep_ == "nmod" and _of(c) and is_actor(c)]
    return list(dict.fromkeys(map(phrase, every)))


def _of(token: Token) -> bool:
    return any(child.lower_ == "of" for child in token.children if child.dep_ == "case")
