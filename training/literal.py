"""Learn which words that may report violence are meant literally, from texts of violence and texts of other things.

    python -m training.literal --violent FILE_OR_FOLDER ... --peaceful FILE_OR_FOLDER ... [--lost 0.03] [--write]

Texts are .txt files, .jsonl files with `text` or `sentences`, .yaml files of paragraphs (`benchmarks/negatives.yaml`)
and .conllu files with `# newdoc`. Every word that the lexicon takes for a happening, whatever it is about, is an
example of its text's kind. What was written for this (.txt, .yaml) is read alone, under headings that decide nothing
and behind a paragraph of the other kind, so that what stands above a paragraph decides nothing either. Linear
discriminant analysis; texts are folds, a .yaml file is one as a whole, and the bias is such that of the examples of a
violent argument, on the average of them, that share is doubted which `--lost` says.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
from ascribe.extract.topics import CAPS, topics
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.read import read_bytes

#: Words that only violent texts have; a treebank's document with more than one of them is left out.
FEW = 1
#: At most so many examples and characters of a text; texts of a violent and a peaceful argument (but all of what was
#: written for this).
MOST, CHARACTERS, TEXTS = 40, 4000, {True: 80, False: 250}
#: So many paragraphs of a violent text are read by themselves as well: what is short is not therefore peaceful.
ALONE = 3
#: What is added to the variance of each number, in its own units: more makes the weights smaller and more alike. The
#: cues are held back less.
RIDGE, CUES = 1.0, 3.0
#: What was written for this: short sentences and paragraphs.
WRITTEN = (".txt", ".yaml")
#: How much what stands behind a paragraph of the other kind weighs, where it tells of violence.
BEHIND = 0.5
HEADINGS = Path(__file__).with_name("headings.yaml")

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """One word's vector, whether its text tells of violence, which text and argument it is of, and its share."""

    vector: Array
    violent: bool
    text: str
    source: str
    share: float = 1.0


@dataclass(frozen=True)
class Material:
    """What the examples are made with: the reader, headings, paragraphs of either kind."""

    nlp: Language
    headings: Sequence[str]
    peaceful: Sequence[str]
    violent: Sequence[str]

    @cached_property
    def knowledge(self) -> tuple[Any, Any]:
        """Packs and lexicon."""
        return load_packs(), load_lexicon()

    def examples(
        self, above: str, text: str, violent: bool, name: str, share: float = 1.0
    ) -> Iterator[Example]:
        """The words of a text, below another, that the lexicon takes for happenings."""
        report = read_bytes("text.txt", (above + text).encode())
        doc = self.nlp(readable(report))
        context = Context(report, doc, *self.knowledge, (), ())
        literal = Literal(doc, topics(context))
        lowered: list[str] = []
        for sentence in context.sentences:
            before, lowered = lowered, [t.lower_ for t in sentence]
            for token in sentence:
                if token.idx >= len(above) and fitting(context, token, lowered, before):
                    yield Example(literal.vector(token), violent, name, name.rpartition(" ")[0], share)

    def written(self, text: str, violent: bool, name: str) -> Iterator[Example]:
        """The examples of what was written for this: alone, under headings, behind a paragraph of the other kind."""
        chance = random.Random(name)
        first, second, third = chance.sample(self.headings, 3)
        other = chance.choice(self.peaceful if violent else self.violent) + "\n\n"
        for above in ("", first, second if violent else other):
            yield from self.examples(above, text, violent, name)
        yield from self.examples(third + other, text, violent, name, BEHIND if violent else 1.0)

    def found(self, text: str, violent: bool, name: str, whole: bool) -> Iterator[Example]:
        """The examples of a text that was not: of all of it and, where it tells of violence, of parts with and without
        a heading; where it has no paragraphs, of its beginning."""
        yield from list(self.examples("", text[:CHARACTERS], violent, name))[:MOST]
        if violent:
            chance = random.Random(name)
            parts = [p for p in text.split("\n\n") if len(p) > 60]
            parts = (
                [". ".join(text.split(". ")[:2])] if whole else chance.sample(parts, min(ALONE, len(parts)))
            )
            for part in parts:
                for above in ("", chance.choice(self.headings)):
                    yield from self.examples(above, part[: CHARACTERS // 2], violent, name)

    def read(self, paths: Sequence[Path], violent: bool) -> Iterator[Example]:
        """The examples of all texts."""
        for path in paths:
            every = texts(path)
            random.Random(1).shuffle(every)
            whole = all("\n\n" not in text for text in every)
            for number, text in enumerate(every if path.suffix in WRITTEN else every[: TEXTS[violent]]):
                name = f"{path.parent.name}/{path.name} {number}"
                if path.suffix in WRITTEN:
                    yield from self.written(text, violent, name)
                else:
                    yield from self.found(text, violent, name, whole)


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
    return [text.strip() for text in held.split("\n\n") if text.strip()]


def _text(row: Mapping[str, Any]) -> str:
    return str(row["text"]) if "text" in row else " ".join(part["text"] for part in row["sentences"])


def _treebank(held: str) -> Iterator[str]:
    violent = load_lexicon().topics["violent"]
    for document in held.split("# newdoc id")[1:]:
        text = " ".join(re.findall(r"^# text = (.*)$", document, re.M))
        if len(violent & set(re.findall(r"[a-z]+", text.lower()))) <= FEW:
            yield text


def learn(found: Sequence[Example]) -> Array:
    """Weights for vectors as they are, the bias last: an argument weighs as the root of its examples."""
    vectors = np.stack([e.vector for e in found]).astype(np.float32)
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-3
    vectors = (vectors - mean) / spread
    counts = {source: sum(e.source == source for e in found) for source in {e.source for e in found}}
    shares = np.array([e.share / np.sqrt(counts[e.source]) for e in found], dtype=np.float32)
    kinds = np.array([e.violent for e in found])
    for kind in (False, True):
        shares[kinds == kind] /= shares[kinds == kind].sum()
    weighted = vectors * shares[:, None]
    peaceful, violent = weighted[~kinds].sum(0), weighted[kinds].sum(0)
    within = (weighted.T @ vectors - np.outer(peaceful, peaceful) - np.outer(violent, violent)) / 2
    ridge = np.full(vectors.shape[1], RIDGE, dtype=np.float32)
    ridge[-len(CAPS) - 1 :] /= CUES**2
    own = np.linalg.solve(within + np.diag(ridge), violent - peaceful)
    weights = own / spread
    bias = -own @ (violent + peaceful) / 2
    return np.append(weights, bias - mean @ weights).astype(np.float32)


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
    quiet = [p for path in args.peaceful if path.suffix == ".txt" for p in texts(path)]
    leads = [p for text in texts(args.violent[0]) for p in text.split("\n\n") if 150 < len(p) < 600]
    headings = yaml.safe_load(HEADINGS.read_text(encoding="utf-8"))
    material = Material(parse.load(1), headings, quiet, leads)
    found = [*material.read(args.violent, True), *material.read(args.peaceful, False)]
    out = scores(found)
    least = threshold(found, out, args.lost)
    for source in sorted({e.source for e in found}):
        own = [s < least for s, e in zip(out, found, strict=True) if e.source == source]
        print(f"{source}: {len(own)} words, {np.mean(own):.3f} doubted")
    print(f"threshold {least:.2f}")
    if args.write:
        weights = learn(found)
        weights[-1] -= least
        np.savez(WEIGHTS, weights=weights)


if __name__ == "__main__":
    main()
