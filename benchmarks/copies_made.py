"""Texts made for `benchmarks.copies`: edited copies, filled forms, and as many reports as wanted."""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from ascribe.model import Report

EDIT_RATES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)
_SYLLABLES = (
    "ka ro min tel sa vor en du lis pra ga no shi ter um bel co da fi han jo lu mar os pe ri su ta vi wen"
).split()
_GRAMMAR = (
    "the of and to in a that for on with as was by at from it were he said has have an not be are who had"
).split()
_FORMULAS = (
    "police said in a statement that",
    "no group has claimed responsibility for",
    "on condition of anonymity because",
    "was taken to hospital in critical condition",
    "the investigation is continuing and",
    "according to local media",
    "did not immediately respond to a request for comment",
    "security forces cordoned off the area after",
)


def report(text: str, name: str) -> Report:
    """A report of a text without sections; its id is that of its name."""
    return Report(Report.identity(hashlib.sha256(name.encode()).hexdigest()), name, "0" * 64, text)


@dataclass(frozen=True, slots=True)
class Made:
    """A copy made of a text: its paragraphs, the number of the source's paragraph that each comes from (None: it
    is not from the source), and what each was before it was edited."""

    paragraphs: tuple[str, ...]
    sources: tuple[int | None, ...]
    before: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def edited(text: str, rate: float, words: Sequence[str], dice: random.Random) -> str:
    """A text with a share of its words replaced (of five edits three), left out or followed by another."""
    out = []
    for word in text.split():
        if dice.random() >= rate:
            out.append(word)
            continue
        edit = dice.random()
        if edit < 0.6:
            out.append(dice.choice(words))
        elif edit < 0.8:
            out += [word, dice.choice(words)]
    return " ".join(out)


def copy_of(
    source: Sequence[str], host: Sequence[str], rate: float, words: Sequence[str], dice: random.Random
) -> Made:
    """A copy of some paragraphs: cut, at times put in another order, edited, and after a lead-in or in the midst
    of another story."""
    kept = max(1, round(len(source) * dice.uniform(0.4, 1.0)))
    first = dice.randrange(len(source) - kept + 1)
    numbers = list(range(first, first + kept))
    if dice.random() < 0.3:
        dice.shuffle(numbers)
    rows = [(edited(source[i], rate, words, dice), i, source[i]) for i in numbers]
    around = [(p, None, p) for p in (host if dice.random() < 0.5 else host[:1])]
    cut = dice.randrange(len(around) + 1) if len(around) > 1 else 1
    whole = [*around[:cut], *rows, *around[cut:]]
    return Made(tuple(w[0] for w in whole), tuple(w[1] for w in whole), tuple(w[2] for w in whole))


class Vocabulary:
    """Words of a made-up language, drawn as often as words of a real one are (Zipf), with names and figures."""

    def __init__(self, size: int, seed: int) -> None:
        dice = random.Random(seed)
        made = dict.fromkeys(_GRAMMAR)
        while len(made) < size:
            made["".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3, 3, 4))))] = None
        self.words = list(made)
        weights = 1.0 / np.arange(1, size + 1)
        self._until = np.cumsum(weights / weights.sum())
        self._draw = np.random.default_rng(seed)

    def paragraphs(self, count: int) -> Iterator[str]:
        """Paragraphs of 15 to 85 words in sentences, one in six with a formula, one word in twelve a name."""
        lengths = self._draw.integers(15, 86, count)
        ids = np.searchsorted(self._until, self._draw.random(int(lengths.sum())))
        names = self._draw.random(len(ids)) < 1 / 12
        at = 0
        for number, length in enumerate(lengths.tolist()):
            words = [
                self.words[i].capitalize() if name and i > 30 else self.words[i]
                for i, name in zip(
                    ids[at : at + length].tolist(), names[at : at + length].tolist(), strict=True
                )
            ]
            at += length
            if number % 6 == 0:
                words[3:3] = _FORMULAS[number // 6 % len(_FORMULAS)].split()
            for stop in range(0, len(words), 20):
                words[stop] = words[stop].capitalize()
                words[min(stop + 19, len(words) - 1)] += "."
            yield " ".join(words)

    def reports(self, count: int, size: int = 10) -> Iterator[tuple[str, ...]]:
        """The paragraphs of reports."""
        for _ in range(count):
            yield tuple(self.paragraphs(size))


_FORMS = Path(__file__).with_name("copies_forms.yaml")


def forms() -> list[str]:
    """Forms that one office fills again and again, with {slots}."""
    return list(yaml.safe_load(_FORMS.read_text(encoding="utf-8")))


def filled(form: str, vocabulary: Vocabulary, dice: random.Random) -> str:
    """A form filled by chance."""

    def fill(slot: re.Match[str]) -> str:
        kind = slot.group(1).rstrip("23")
        if kind in ("count", "age"):
            return str(dice.randint(2, 89))
        if kind == "hour":
            return str(dice.randint(1, 11))
        if kind in ("day", "month"):
            month = dice.choice("January March April June August October December".split())
            return month if kind == "month" else f"{month} {dice.randint(1, 28)}, {dice.randint(2019, 2035)}"
        words = dice.sample(vocabulary.words[500:], 2 if kind in ("name", "group", "head", "base") else 1)
        return " ".join(word.capitalize() for word in words)

    return re.sub(r"\{(\w+)\}", fill, form)
