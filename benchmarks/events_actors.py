"""Words of a sentence to who is meant: actors in noun phrases, their spans, the codes of their state and sector.

The lists are `events_actors.yaml`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from ascribe.extract.phrases import core, parts

_LISTS = Path(__file__).with_name("events_actors.yaml")
#: Adjectives of these endings take an -s for the people.
_PEOPLE = re.compile(r"(?:an|i|ian|ish men|ese)$|^(?:Serb|Croat|Kurd|Turk|Dane|Swede|Finn|Pole|Slovak|Greek|Czech|Briton)$")
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


def is_own(head: Token) -> bool:
    """Whether a phrase takes up those who act themselves ("their countries", "the two sides", "each other")."""
    words = {child.lower_ for child in head.children}
    return bool(words & {"their", "its", "his", "her", "two", "both", "each", "other"}) and not head.ent_type_


def whole(token: Token) -> Token:
    """The head of the largest actor's phrase that a word stands in ("Ruritanian" of "Ruritanian soldiers")."""
    while token.dep_ in _INSIDE and token.head.i != token.i and _names(token.head):
        if token.dep_ in ("nmod", "appos") and token.i > token.head.i and not is_actor(token.head):
            break
        token = token.head
    return token


def _names(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and is_actor(token)


def actors(words: Iterable[Token], *, places: bool = False) -> Iterator[Token]:
    """The heads of the actors' phrases that words name, in order, each once; or of the places."""
    seen = set()
    for word in words:
        if is_place(word) if places else is_actor(word):
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
    while end - 1 > head.i and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].dep_ == "case"):
        end -= 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def spans(heads: Iterable[Token]) -> list[tuple[int, int]]:
    """The spans of phrases and of what is coordinated with them."""
    return list(dict.fromkeys(phrase(part) for head in heads for part in parts(head)))
