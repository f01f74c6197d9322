"""Learn which words that may report violence are meant literally, from texts of violence and texts of other things.

    python -m training.literal --violent FILE_OR_FOLDER ... --peaceful FILE_OR_FOLDER ... [--lost 0.03] [--write]

Texts are .txt files, .jsonl files with `text` or `sentences`, .yaml files of paragraphs (`benchmarks/negatives.yaml`)
and .conllu files with `# newdoc`. Every word that the lexicon takes for a happening, whatever it is about, is an
example of its text's kind; a peaceful paragraph is read alone and behind one of a violent text. A logistic regression;
texts are folds, a .yaml file is one as a whole, and the bias is such that of the examples of a violent argument, on the
average of them, that share is doubted which `--lost` says.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from spacy.language import Language

from ascribe import parse
from ascribe.extract.context import Context, readable
from ascribe.extract.fitting import fitting
from ascribe.extract.literal import WEIGHTS, Literal
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.read import read_bytes

#: Words that only violent texts have; a treebank's document with more than one of them is left out.
FEW = 1
#: At most so many examples of a text, texts of an argument (all of what was written for this), characters of a text.
MOST, TEXTS, CHARACTERS = 40, 80, 4000
#: So many paragraphs of a violent text are read alone as well: what is short is not therefore peaceful.
ALONE = 2
PRIOR, STEPS, RATE = 1e-4, 400, 0.05
#: What was written for this: short sentences and paragraphs, of which the violent ones weigh so many times as much.
WRITTEN, WEIGHT = (".txt", ".yaml"), 2.0

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """One word's vector, whether its text tells of violence, and which text and argument it is of."""

    vector: Array
    violent: bool
    text: str
    source: str


def texts(path: Path) -> list[str]:
    """The texts of a file or folder."""
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    held = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [_text(json.loads(line)) for line in held.splitlines() if line.strip()]
    if path.suffix == ".yaml":
        return [text for own in yaml.safe_load(held).values() for text in own]
    if path.suffix == ".conllu":
        return list(_treebank(held))
    return [text for text in held.split("\n\n") if text.strip()]


def _text(row: Mapping[str, Any]) -> str:
    return str(row["text"]) if "text" in row else " ".join(part["text"] for part in row["sentences"])


def _treebank(held: str) -> Iterator[str]:
    violent = load_lexicon().topics["violent"]
    for document in held.split("# newdoc id")[1:]:
        text = " ".join(re.findall(r"^# text = (.*)$", document, re.M))
        if len(violent & set(re.findall(r"[a-z]+", text.lower()))) <= FEW:
            yield text


def examples(nlp: Language, text: str, violent: bool, name: str, begin: int = 0) -> Iterator[Example]:
    """The words of a text, from a code point on, that the lexicon takes for happenings."""
    report = read_bytes("text.txt", text.encode())
    doc = nlp(readable(report))
    context = Context(report, doc, load_packs(), load_lexicon(), (), ())
    literal = Literal(doc)
    lowered: list[str] = []
    for sentence in context.sentences:
        before, lowered = lowered, [t.lower_ for t in sentence]
        for token in sentence:
            if token.idx >= begin and fitting(context, token, lowered, before):
                yield Example(literal.vector(token), violent, name, name.rpartition(" ")[0])


def read(nlp: Language, paths: Sequence[Path], violent: bool, among: Sequence[str] = ()) -> Iterator[Example]:
    """The examples of all texts: some paragraphs of the violent ones also alone, those of .yaml and .txt files that are
    peaceful also behind one of `among`."""
    for path in paths:
        found = texts(path)
        random.Random(1).shuffle(found)
        for number, text in enumerate(found if path.suffix in WRITTEN else found[:TEXTS]):
            name = f"{path.parent.name}/{path.name} {number}"
            yield from list(examples(nlp, text[:CHARACTERS], violent, name))[:MOST]
            if violent and path.suffix not in WRITTEN:
                paragraphs = [p for p in text.split("\n\n") if len(p) > 60]
                for part in random.Random(number).sample(paragraphs, min(ALONE, len(paragraphs))):
                    yield from examples(nlp, part[:CHARACTERS], violent, name)
            if among and path.suffix in WRITTEN:
                lead = random.Random(number).choice(among)
                yield from examples(nlp, f"{lead}\n\n{text}", violent, name, len(lead) + 2)


def fit(features: Array, wanted: Array, weights: Array) -> Array:
    """Weights and bias that make the examples likely."""
    found = np.zeros(features.shape[1] + 1)
    first, second = np.zeros_like(found), np.zeros_like(found)
    weights = weights / weights.sum()
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-(features @ found[:-1] + found[-1])))
        error = (chance - wanted) * weights
        gradient = np.append(features.T @ error + PRIOR * found[:-1], error.sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        found -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return found.astype(np.float32)


def learn(found: Sequence[Example]) -> Array:
    """Weights for vectors as they are: an argument weighs as the root of its examples, both kinds weigh the same."""
    vectors = np.stack([e.vector for e in found])
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-3
    scale = 8 / np.sqrt(vectors.shape[1]) / spread
    wanted = np.array([e.violent for e in found], dtype=np.float32)
    counts = {source: sum(e.source == source for e in found) for source in {e.source for e in found}}
    share = np.array([np.sqrt(1 / counts[e.source]) for e in found], dtype=np.float32)
    share[[e.violent and e.source.endswith(WRITTEN) for e in found]] *= WEIGHT
    share[wanted == 0] *= share[wanted == 1].sum() / share[wanted == 0].sum()
    own = fit((vectors - mean) * scale, wanted, share)
    weights = own[:-1] * scale
    return np.append(weights, own[-1] - mean @ weights).astype(np.float32)


def scores(found: Sequence[Example], folds: int = 5) -> Array:
    """Each example's score by weights that have not seen its text, nor any of its lot of paragraphs (.yaml)."""
    names = sorted({e.text for e in found if not e.source.endswith(".yaml")})
    random.Random(2).shuffle(names)
    fold: dict[str, int | str] = {name: n % folds for n, name in enumerate(names)}
    fold |= {e.text: e.source for e in found if e.source.endswith(".yaml")}
    out = np.zeros(len(found), dtype=np.float32)
    for n in set(fold.values()):
        weights = learn([e for e in found if fold[e.text] != n])
        own = [i for i, e in enumerate(found) if fold[e.text] == n]
        out[own] = np.stack([found[i].vector for i in own]) @ weights[:-1] + weights[-1]
    return out


def threshold(found: Sequence[Example], out: Array, lost: float) -> float:
    """The score below which, on the average of the violent arguments, that share of their examples lies."""
    by = {
        e.source: [s for s, x in zip(out, found, strict=True) if x.source == e.source]
        for e in found
        if e.violent
    }
    points = np.concatenate([np.sort(own) for own in by.values()])
    shares = np.concatenate([np.full(len(own), 1 / len(own) / len(by)) for own in by.values()])
    order = np.argsort(points)
    return float(points[order][np.searchsorted(np.cumsum(shares[order]), lost)])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--violent", type=Path, nargs="+", required=True)
    parser.add_argument("--peaceful", type=Path, nargs="+", required=True)
    parser.add_argument("--lost", type=float, default=0.03)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    nlp = parse.load(1)
    leads = [p for text in texts(args.violent[0]) for p in text.split("\n\n") if 150 < len(p) < 600]
    found = [*read(nlp, args.violent, True), *read(nlp, args.peaceful, False, leads)]
    out = scores(found)
    least = threshold(found, out, args.lost)
    for source in sorted({e.source for e in found}):
        own = [s < least for s, e in zip(out, found, strict=True) if e.source == source]
        print(f"{source}: {len(own)} words, {np.mean(own):.3f} doubted")
    if args.write:
        weights = learn(found)
        weights[-1] -= least
        np.savez(WEIGHTS, weights=weights.astype(np.float16))


if __name__ == "__main__":
    main()
