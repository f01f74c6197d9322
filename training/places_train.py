"""Train what recognises names of places and what chooses among those of a name: two sets of weights, as YAML.

    python -m training.places_train GEO/dev_lgl.jsonl GEO/dev_trnews.jsonl GEO/dev_geovirus.jsonl --parses FOLDER

In: JSON Lines with `text`, `url`, `corpus` and `toponyms` (`start`, `end`, `lat`, `lon`), see `benchmarks/geo.py`.
Out: `toponym_weights.yaml` (logistic regression over proposals) and `place_weights.yaml` (a conditional log-linear
model over the candidates of a name) in `ascribe/resolve`; figures of four-fold cross-validation by document first.
`--parses` keeps the parsed texts in a folder for the next run.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import Doc

from ascribe import parse
from ascribe.knowledge.gazetteer import KINDS, Gazetteer, kilometres
from ascribe.knowledge.gazetteer.table import Floats
from ascribe.knowledge.packs import load_packs
from ascribe.resolve import place_choice, toponyms
from ascribe.resolve.place_choice import Choice, Mention, senses_of
from ascribe.resolve.place_evidence import FEATURES
from ascribe.resolve.places import spoken_of, world_of

FOLDS = 4
#: A place within so many kilometres of the true point is right (the measure of the field).
RIGHT_KM = 161.0
#: Of several candidates near the true point those count that are at most so much further off than the closest.
SLACK_KM = 30.0
#: Strength of the prior that weights are zero (of places: that they are the starting ones).
PRIOR = 0.5
#: A name that no candidate of the gazetteer fits teaches little: most are places that it lacks, not false friends.
UNLISTED = 0.25
#: Added to the constant of recognition: a missed name costs its resolution too, so recall is worth more than precision.
EAGER = 0.4
START = {
    "people": 8.0,
    "country": 8.0,
    "province": 6.0,
    "county": 4.0,
    "province named after its city": -3.0,
    "region": 6.0,
    "site": 5.0,
    "other name": -2.0,
    "in what follows": 3.0,
    "near others": 2.0,
    "near home": 3.0,
    "country told of": 1.0,
}
#: Not learned. The corpora have few reports that are set in a country by its adjective alone, and lists ("Kenya,
#: Uganda") that look like what contains a place; few of their capitals speak for a government; and a name that nothing
#: else speaks for is seldom a false friend in the news.
FIXED = {
    "capital": 4.5,
    "country told of": 5.0,
    "in what follows": 6.0,
    "not in what follows": -2.0,
    "nothing": 5.0,
}
_COARSE = [KINDS.index(kind) for kind in ("country", "province", "region")]


@dataclass(frozen=True, slots=True)
class Text:
    """One text with all that is learned from: proposals with labels, senses with theirs."""

    corpus: str
    marks: Floats
    named: Floats
    choice: Choice
    right: list[Floats | None]
    counted: list[int]


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("files", nargs="+", type=Path)
    arguments.add_argument("--parses", type=Path)
    arguments.add_argument("--check", action="store_true", help="print figures, write nothing")
    given = arguments.parse_args()
    texts = [text for path in given.files for text in read(path, given.parses)]
    cross_validate(texts)
    if not given.check:
        write(toponyms.WEIGHTS, toponyms.MARKS, fit_names(texts))
        write(place_choice.WEIGHTS, FEATURES, fit_choice(texts))


def read(path: Path, parses: Path | None) -> Iterable[Text]:
    gazetteer, packs = Gazetteer.load(), load_packs()
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for record, doc in zip(records, parsed(records, parses), strict=True):
        proposals = toponyms.Proposer(doc, gazetteer).proposals()
        gold = {(t["start"], t["end"]) for t in record["toponyms"]}
        spans = [(doc[p.start : p.end].start_char, doc[p.start : p.end].end_char) for p in proposals]
        world = world_of(record["text"], record["url"] or "", spoken_of(record["text"], packs), gazetteer)
        known = [
            t for t in record["toponyms"] if record["text"][t["start"] : t["end"]] not in toponyms.demonyms()
        ]
        mentions = [mention(record["text"], t, gazetteer) for t in known]
        choice = Choice(senses_of(mentions, gazetteer), world, gazetteer)
        yield Text(
            record["corpus"],
            np.array([p.marks for p in proposals]).reshape(-1, len(toponyms.MARKS)),
            np.array([span in gold for span in spans], np.float64),
            choice,
            [right(sense, known) for sense in choice.senses],
            [sum(known[n]["lat"] is not None for n in sense.mentions) for sense in choice.senses],
        )


def parsed(records: Sequence[Any], parses: Path | None) -> Iterable[Doc]:
    """The texts, parsed; from the folder where they are kept, if they are."""
    nlp: Any = None
    vocab = spacy.blank("en").vocab
    for record in records:
        kept = parses / f"{record['id']}.spacy" if parses else None
        if kept and kept.exists():
            yield Doc(vocab).from_bytes(kept.read_bytes())
            continue
        nlp = nlp or parse.load()
        data = nlp(record["text"]).to_bytes(exclude=["user_data"])
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data)
        yield Doc(vocab).from_bytes(data)


def mention(text: str, told: Any, gazetteer: Gazetteer) -> Mention:
    start, end = told["start"], told["end"]
    return Mention(start, end, text[start:end], toponyms.container(text, end, gazetteer))


def right(sense: place_choice.Sense, told: Sequence[Any]) -> Floats | None:
    """How often each candidate of a sense (last: none) is right; None where nothing can be learned of it."""
    if sense.name is None:
        return None
    places = sense.name.reading.places
    found = np.zeros(len(places) + 1)
    for number in sense.mentions:
        if told[number]["lat"] is None:
            found[-1] += UNLISTED
            continue
        far = kilometres(told[number]["lat"], told[number]["lon"], places.latitude, places.longitude)
        if far.min() <= RIGHT_KM:
            found[:-1] += far <= min(RIGHT_KM, far.min() + SLACK_KM)
        elif not np.isin(places.kind, _COARSE).any():  # a coarse place may have another middle there
            found[-1] += UNLISTED
    return found if found.any() else None


def cross_validate(texts: Sequence[Text]) -> None:
    counts: dict[str, Floats] = defaultdict(lambda: np.zeros(7))
    for fold in range(FOLDS):
        learn = [text for n, text in enumerate(texts) if n % FOLDS != fold]
        names, choice = fit_names(learn), fit_choice(learn)
        for text in texts[fold::FOLDS]:
            counts[text.corpus] += score(text, names, choice)
    for corpus, (hit, said, true, good, resolved, asked, _) in counts.items():
        p, r = hit / said, hit / true
        print(f"{corpus:10s} proposals P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}", end="   ")
        print(f"gold names: resolved {good / resolved:.3f}, all {good / asked:.3f} of {asked:.0f}")


def score(text: Text, names: Floats, choice: Floats) -> Floats:
    """Counts of one text: proposals right, made, there; names right, resolved, asked; 0."""
    said = text.marks @ names > 0
    good = resolved = 0.0
    for sense, row, told in zip(text.choice.senses, text.choice.made(choice), text.right, strict=True):
        if row is not None:
            asked = sum(1 for _ in sense.mentions)
            resolved += asked
            good += min(asked, told[row]) if told is not None else 0
    hit = float((said * text.named).sum())
    return np.array([hit, said.sum(), text.named.sum(), good, resolved, sum(text.counted), 0])


def fit_names(texts: Sequence[Text]) -> Floats:
    """Logistic regression by Newton's method."""
    rows, named = np.concatenate([t.marks for t in texts]), np.concatenate([t.named for t in texts])
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + PRIOR * np.eye(len(weights))
        weights -= np.linalg.solve(curve, rows.T @ (chance - named) + PRIOR * weights)
    weights[toponyms.MARKS.index("always")] += EAGER
    return weights


def fit_choice(texts: Sequence[Text], rounds: int = 3) -> Floats:
    """Weights that make the right candidates likely, given what the present weights choose for the other names."""
    weights = np.array([(START | FIXED).get(name, 0.0) for name in FEATURES])
    for _ in range(rounds):
        cases = []
        for text in texts:
            told = text.choice.evidence(text.choice.made(weights))
            cases += [
                (x, y) for x, y in zip(told, text.right, strict=True) if x is not None and y is not None
            ]
        weights = ascend(cases, weights)
    return weights


def ascend(
    cases: Sequence[tuple[Floats, Floats]], start: Floats, steps: int = 400, pace: float = 0.08
) -> Floats:
    """Maximise the likelihood of the right candidates (Adam); a name counts by the root of its mentions."""
    sizes = [len(x) for x, _ in cases]
    rows, first = np.concatenate([x for x, _ in cases]), np.cumsum([0, *sizes[:-1]])
    own = np.repeat(np.arange(len(cases)), sizes)
    weight = np.repeat([np.sqrt(y.max()) for _, y in cases], sizes)
    right_ = np.concatenate([y / y.max() for _, y in cases])
    free = np.array([name not in FIXED for name in FEATURES])
    weights, mean, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        points = rows @ weights
        raised = np.exp(points - np.maximum.reduceat(points, first)[own])
        chance = raised / np.add.reduceat(raised, first)[own]
        wanted = chance * right_
        wanted /= np.maximum(np.add.reduceat(wanted, first)[own], 1e-12)
        slope = ((chance - wanted) * weight) @ rows / len(cases) + PRIOR * (weights - start) / len(cases)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights -= free * pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def write(path: Path, names: Sequence[str], weights: Floats) -> None:
    head = "# Made by training/places_train.py: how much each speaks for, in log-odds; 0 says nothing.\n"
    lines = (f"{json.dumps(name)}: {weight:.2f}\n" for name, weight in zip(names, weights, strict=True))
    path.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
