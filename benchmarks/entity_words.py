"""A text in, what each of its words shows of names and descriptions out: strings and vectors for a tagger to weigh.

The strings say what the parse, the lexicon's classes, the packs, the gazetteer and the grammar of times know of the
word, of its neighbours and of the noun that it stands by; the vectors are the reader's own, of its lowest layers and
of the projections that its trees and roles are made from.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.tokens import Doc, Token

from ascribe import parse
from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.parse import timex
from ascribe.parse.layout import is_wrapped, layout
from ascribe.parse.network import Network, Scores
from ascribe.parse.reader import BATCH_PIECES, words_and_gaps
from ascribe.parse.windows import Window, batches, cut
from benchmarks.tagger import Array, Words

#: Classes of the lexicon that tell what a noun may be.
CLASSES = (
    "groups", "armed", "forces", "authorities", "person-noun", "person", "official", "captives", "wanted", "crowd",
    "weapon", "explosive", "projectile", "arms", "aircraft", "warship", "vehicle", "vessel", "site", "area", "home",
    "facility", "hideout",
)  # fmt: skip
_PEOPLE = ("group", "person", "acting", "anonymous")
#: Relations of the words of one noun phrase to its noun.
_WITHIN = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "case", "flat", "punct", "goeswith", "advmod"}
)
_MOST_WORDS_OF_A_PLACE = 4
_FOOTNOTE = re.compile(r"\[\d+\]")
_CAPITAL = re.compile(r"[A-Z]")
_DIGITS, _SMALL, _LARGE = re.compile(r"\d+"), re.compile(r"[a-z]+"), re.compile(r"[A-Z]+")


def plain(text: str) -> str:
    """The text with the marks of footnotes, which hide where a word ends, blanked: offsets stay."""
    return _FOOTNOTE.sub(lambda mark: " " * len(mark[0]), text)


class Describer:
    """What is slow to load, once."""

    def __init__(self) -> None:
        self._nlp = parse.load()
        self._network: Network = self._nlp.get_pipe("ascribe_reader").network  # type: ignore[attr-defined]
        self._packs = load_packs()
        self._gazetteer = Gazetteer.load()
        lexicon = load_lexicon()
        named = {name: lexicon.classes[name] for name in CLASSES}
        self._classes = named | {f"people:{name}": lexicon.people[name] for name in _PEOPLE}

    def words(self, text: str) -> Words:
        """All words of a text with what they show."""
        doc = self._nlp(text)
        own = [token.i for token in doc if not token.is_space]
        shown = self._shown(doc, own)
        starts = [n for n, i in enumerate(own) if n == 0 or doc[i].sent.start != doc[own[n - 1]].sent.start]
        return Words(
            [(doc[i].idx, doc[i].idx + len(doc[i])) for i in own],
            shown,
            vectors(self._network, doc, own),
            list(pairwise([*starts, len(own)])),
        )

    def _shown(self, doc: Doc, own: Sequence[int]) -> list[list[str]]:
        marks = self._marks(doc)
        local = [self._local(doc[i], marks) for i in own]
        found = []
        for n, i in enumerate(own):
            strings = [f"{key}={value}" for key, value in local[n]]
            for step in (-2, -1, 1, 2):
                near = local[n + step] if 0 <= n + step < len(own) else [("w", "<edge>")]
                keep = ("w", "pos", "shape", "mark", "class") if abs(step) == 1 else ("w", "pos", "mark")
                strings += [f"{step}:{key}={value}" for key, value in near if key in keep]
            found.append([*strings, *self._phrase(doc[i])])
        return found

    def _marks(self, doc: Doc) -> dict[int, list[str]]:
        """What names, places and times cover each word, by where in them it stands."""
        found: dict[int, list[str]] = {}

        def cover(start: int, end: int, what: str) -> None:
            words = doc.char_span(start, end, alignment_mode="expand")
            for token in words if words is not None else ():
                first = "B" if token.i == words.start else "I"
                found.setdefault(token.i, []).append(f"{first}-{what}")

        for hit in self._packs.index.find(doc.text):
            cover(hit.start, hit.end, f"pack-{self._packs.actors[hit.id].kind.value}")
        for hit in self._packs.adjectives.find(doc.text):
            cover(hit.start, hit.end, "adjective")
        for time in timex.find(doc.text):
            cover(time.core, time.end, f"time-{type(time.value).__name__}")
        for start, end in self._places(doc):
            cover(start, end, "place")
        return found

    def _places(self, doc: Doc) -> Iterator[tuple[int, int]]:
        at = 0
        while at < len(doc):
            ends = range(min(len(doc), at + _MOST_WORDS_OF_A_PLACE), at, -1)
            end = next((e for e in ends if self._is_place(doc, at, e)), None)
            if end is not None:
                yield doc[at].idx, doc[end - 1].idx + len(doc[end - 1])
            at = end or at + 1

    def _is_place(self, doc: Doc, start: int, end: int) -> bool:
        words = doc[start:end]
        return bool(
            _CAPITAL.match(words[0].text)
            and _CAPITAL.match(words[-1].text)
            and self._gazetteer.is_place(words.text)
        )

    def _local(self, token: Token, marks: dict[int, list[str]]) -> list[tuple[str, str]]:
        word = token.lower_
        found = [
            ("w", _DIGITS.sub("0", word)), ("lemma", token.lemma_.lower()), ("pos", token.pos_), ("tag", token.tag_),
            ("shape", shape(token.text)), ("end", word[-3:]), ("ent", f"{token.ent_iob_}-{token.ent_type_}"),
        ]  # fmt: skip
        found += [("mark", mark) for mark in marks.get(token.i, ())]
        return found + [("class", name) for name in self._named(token)]

    def _named(self, token: Token) -> list[str]:
        word, lemma = token.lower_, token.lemma_.lower()
        return [name for name, words in self._classes.items() if word in words or lemma in words]

    def _phrase(self, token: Token) -> list[str]:
        """What the noun that a word stands by is, and what that noun does in its sentence."""
        noun = noun_of(token)
        side = "at" if noun.i == token.i else "left" if token.i < noun.i else "right"
        case = next((c.lower_ for c in noun.children if c.dep_ == "case" and c.i < noun.i), "")
        above = noun.head.lemma_.lower()
        found = [
            f"side={side}", f"dep={token.dep_}", f"{side}:noun={noun.lemma_.lower()}", f"{side}:noun-tag={noun.tag_}",
            f"noun-dep={noun.dep_}", f"noun-case={case}", f"noun-above={noun.dep_}:{above}",
            f"{side}:noun-ent={noun.ent_type_}", f"case-above={case}:{noun.head.pos_}",
        ]  # fmt: skip
        found += [f"{side}:noun-class={name}" for name in self._named(noun)]
        if noun.dep_.startswith("nmod"):
            found += [f"of-class={case}:{name}" for name in self._named(noun.head)]
        return found


def noun_of(token: Token) -> Token:
    """The noun whose phrase, less what hangs on prepositions and clauses, holds the word."""
    while token.dep_ in _WITHIN and token.head.i != token.i:
        token = token.head
    return token


def shape(word: str) -> str:
    """Capitals, small letters and digits of a word, runs as one."""
    return _LARGE.sub("X", _SMALL.sub("x", _DIGITS.sub("0", word)))


def vectors(network: Network, doc: Doc, own: list[int]) -> Array:
    """One vector for each word: the reader's lower states and the projections of its upper ones."""
    words, gaps = words_and_gaps(doc, own)
    windows = cut(network.wordpiece(words), words, layout(words, gaps, is_wrapped(doc.text)))
    found: dict[int, Array] = {}
    for group in batches(windows, BATCH_PIECES):
        for window, scores in zip(group, network(group, words), strict=True):
            found[window.start] = _of_window(window, scores)
    return np.concatenate([found[window.start] for window in windows])


def _of_window(window: Window, scores: Scores) -> Array:
    ends = np.array([len(pieces) for pieces in window.pieces]).cumsum()
    states: Any = scores.states
    first = np.concatenate([[0], ends[:-1]])
    low = np.add.reduceat(states[1:-1].astype(np.float32), first) / (ends - first)[:, None]
    parts = (
        low, scores.relation_dependent, scores.relation_head[1:], scores.role_predicate, scores.role_argument,
        scores.entity,
    )  # fmt: skip
    return np.concatenate([np.asarray(part, dtype=np.float32) for part in parts], axis=1)
