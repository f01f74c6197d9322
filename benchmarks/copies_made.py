"""Texts made for `benchmarks.copies`: edited copies, filled forms, and as many reports as wanted."""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ascribe.model import Report

EDIT_RATES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4)
_SYLLABLES = "ka ro min tel sa vor en du lis pra ga no shi ter um bel co da fi han jo lu mar os pe ri su ta vi wen".split()
_GRAMMAR = "the of and to in a that for on with as was by at from it were he said has have an not be are who had".split()
_FORMULAS = (
    "police said in a statement that", "no group has claimed responsibility for", "on condition of anonymity because",
    "was taken to hospital in critical condition", "the investigation is continuing and", "according to local media",
    "did not immediately respond to a request for comment", "security forces cordoned off the area after",
)  # fmt: skip


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


#: Forms that one office fills again and again, with {slots}.
FORMS = (
    """Dear Madam Speaker: (Dear Mr. President:)

    On {day}, at the direction of {head}, forces of the Republic of {country} carried out {act} against {count} sites in {place} that are used by {group}.

    These strikes followed the attack of {day2} on {base}, in which {count2} members of the mission were wounded. {group} and groups that belong to it have carried out at least {count3} attacks since {month}.

    The strikes were meant to deter further attacks, and were carried out in a manner designed to limit the risk of escalation and to avoid civilian harm. They were taken in keeping with the right of self-defense under Article 12 of the Charter of the League.

    I have directed this action consistent with my responsibility to protect citizens at home and abroad and as Commander in Chief. I am providing this report as part of my efforts to keep the Assembly fully informed, consistent with the Statute on the Use of Force (Law 48-112). I appreciate the support of the Assembly in this action.

    Sincerely, {head}""",
    """{place} Police are investigating a shooting that left {count} people wounded on {day}.

    Officers were called to the {count2}00 block of {street} at about {hour} p.m. and found {name}, {age}, with a gunshot wound to the {part}. {name} was taken to {base} hospital, where doctors listed {age2}-year-old {name2} in stable condition.

    Detectives have not determined a motive, and no arrests have been made. The investigation is in its early stages.

    Anyone with information is asked to call the {place} Police Department at {hour}55-01{age} or to send a tip without giving a name.""",
    """The Ministry of Defense announced on {day} that its air defense units shot down {count} drones over {place} Province.

    The ministry said that the drones were launched by {group} from the direction of {base} at {hour} p.m. and that fragments damaged {count2} houses in {street}. No casualties were reported.

    The ministry said that its forces would continue to carry out the tasks of defending the country, its people and its skies against any threat.""",
    """{group} said on {day} that its fighters attacked {base} near {place} with {count} rockets, and that the strike hit its target.

    In a statement posted on its channel, the group said that the operation was carried out in support of the oppressed people of {country} and in response to the massacres of {month}.

    It said that operations would go on until the last soldier of {head} leaves {street}. There is no power but with God.""",
)  # fmt: skip
_INDENT = re.compile(r"\n +")


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

    return re.sub(r"\{(\w+)\}", fill, _INDENT.sub("\n", form))
