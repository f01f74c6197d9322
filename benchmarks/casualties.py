"""How many an article's shooting killed and injured, for the scorer in `casualties/`.

    python -m benchmarks.casualties DOCS.jsonl > pred.jsonl
    python -m benchmarks.casualties DOCS.jsonl --gold GOLD.jsonl

The first form writes the two counts of each article ({"id", "title", "text"}): a softmax regression (`casualties.npz`)
over the signs of `benchmarks.casualties_words`. The second fits the regression and prints what it reaches on incidents
that it was not fitted on (five folds by incident, articles within a week); it writes the regression of all of them.
"""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ascribe.errors import AscribeError
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes
from benchmarks.casualties_words import signs
from benchmarks.linking import Row, rows

Floats = npt.NDArray[np.float32]
Model = dict[str, Floats]
WEIGHTS = Path(__file__).with_name("casualties.npz")
#: The highest count that the regression can give; higher ones are as rare as one article in a hundred.
HIGHEST = {"killed": 5, "injured": 7}
#: Signs in fewer articles are left out: names and turns of one story.
_ARTICLES = 20
_STEPS, _RATE, _PENALTY = 150, 0.02, 3e-3
_FOLDS, _WEEK = 5, 7


def signs_of(pipeline: Pipeline, row: Row) -> set[str]:
    """The signs of an article, with those of its reading where it can be read."""
    title = row.get("title") or ""
    try:
        reading = pipeline.reading(read_bytes(f"{row['id']}.txt", f"{title}\n\n{row['text']}".encode(), None))
    except AscribeError as error:
        print(f"casualties: {row['id']}: read by its words only: {error}", file=sys.stderr)
        reading = None
    return signs(title, row["text"], reading)


def matrix(found: Sequence[set[str]], vocabulary: Sequence[str]) -> Floats:
    """A row for each article: counts weigh one, words 0.3; the last column is the bias."""
    place = {sign: n for n, sign in enumerate(vocabulary)}
    weighed = np.zeros((len(found), len(place) + 1), np.float32)
    weighed[:, -1] = 1
    for line, own in enumerate(found):
        for sign in own & place.keys():
            counts = sign.startswith("read ") or " first " in sign or " most " in sign
            weighed[line, place[sign]] = 1.0 if counts else 0.3
    return weighed


def fitted(found: Sequence[set[str]], gold: Sequence[Row]) -> tuple[list[str], Model]:
    """The signs that are weighed and the weights for each count, by Adam on the penalised likelihood."""
    common = Counter(chain.from_iterable(found))
    vocabulary = sorted(sign for sign, number in common.items() if number >= _ARTICLES)
    weighed = matrix(found, vocabulary)
    return vocabulary, {
        name: _softmax(weighed, np.array([min(row[name], high) for row in gold]), high + 1)
        for name, high in HIGHEST.items()
    }


def _softmax(weighed: Floats, counts: npt.NDArray[np.int64], classes: int) -> Floats:
    weights = np.zeros((weighed.shape[1], classes), np.float32)
    mean, square, right = weights * 0, weights * 0, np.eye(classes, dtype=np.float32)[counts]
    for step in range(1, _STEPS + 1):
        scores = weighed @ weights
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        slope = weighed.T @ (chances - right) / len(counts) + _PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = _RATE / (1 + (step > 100))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def counted(found: Sequence[set[str]], vocabulary: Sequence[str], model: Model) -> list[dict[str, int]]:
    """The likeliest count of each kind for each article."""
    weighed = matrix(found, vocabulary)
    best = {name: (weighed @ model[name]).argmax(1) for name in HIGHEST}
    return [{name: int(best[name][line]) for name in HIGHEST} for line in range(len(found))]


def held_out(found: Sequence[set[str]], gold: Sequence[Row]) -> dict[str, float]:
    """Exact accuracy on the incidents of each fold, by what the others teach."""
    folds = [zlib.crc32(row["incident"].encode()) % _FOLDS for row in gold]
    right: list[dict[str, bool]] = []
    for fold in range(_FOLDS):
        kept = [n for n, own in enumerate(folds) if own != fold]
        asked = [n for n, own in enumerate(folds) if own == fold and gold[n]["lag_days"] <= _WEEK]
        vocabulary, model = fitted([found[n] for n in kept], [gold[n] for n in kept])
        told = counted([found[n] for n in asked], vocabulary, model)
        right += [{k: row[k] == gold[n][k] for k in HIGHEST} for n, row in zip(asked, told, strict=True)]
    exact = {name: sum(row[name] for row in right) / len(right) for name in HIGHEST}
    return exact | {"both": sum(all(row.values()) for row in right) / len(right)}


def fit(articles: Sequence[Row], gold: dict[str, Row]) -> None:
    pipeline = Pipeline()
    found = [signs_of(pipeline, row) for row in articles]
    lines = [gold[row["id"]] for row in articles]
    print(json.dumps(held_out(found, lines)))
    store(*fitted(found, lines))


def store(vocabulary: Sequence[str], model: Model) -> None:
    arrays = {name: weights.astype(np.float16) for name, weights in model.items()}
    np.savez_compressed(WEIGHTS, vocabulary=np.array("\n".join(vocabulary)), **arrays)  # type: ignore[arg-type]


def load() -> tuple[list[str], Model]:
    with np.load(WEIGHTS) as arrays:
        return str(arrays["vocabulary"]).split("\n"), {n: arrays[n].astype(np.float32) for n in HIGHEST}


def main(arguments: list[str]) -> None:
    articles = list(rows(Path(arguments[0])))
    if arguments[1:2] == ["--gold"]:
        fit(articles, {row["id"]: row for row in rows(Path(arguments[2]))})
        return
    pipeline, (vocabulary, model) = Pipeline(), load()
    for row in articles:
        told = counted([signs_of(pipeline, row)], vocabulary, model)[0]
        print(json.dumps({"id": row["id"], **told}))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (AscribeError, OSError, ValueError, IndexError) as error:
        sys.exit(f"casualties: {error}")
