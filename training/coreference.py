"""The weights of `ascribe.extract.coreference`, from GUM's entities:

    python -m training.coreference TREEBANKS/en_gum-permissive-train.conllu

Each reference of the reader's parse is to take up any earlier mention of its entity, or none where it is the first: the
likelihood of that is climbed by AdaGrad (Duchi, Hazan & Singer 2011), as Durrett & Klein (EMNLP 2013) do. Writes
`coreference.yaml`. Needs the package and no torch.
"""

import argparse
from pathlib import Path

import numpy as np
import yaml

from ascribe import parse
from ascribe.extract import coreference
from ascribe.extract.coreference import Coreference
from ascribe.extract.references import Reference, references
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from training.gum import Document, read_gum

#: Traits seen less often are left out, and so are weights nearer to none.
LEAST_SEEN, LEAST_WEIGHT = 20, 0.1
EPOCHS, RATE, DECAY = 4, 0.1, 30.0
#: What is added for every antecedent, as the likelihood's maximum links too little: chosen on GUM's development part.
BIAS = 1.0
OUT = Path(coreference.__file__).with_suffix(".yaml")
_HEAD = """\
# Made by `python -m training.coreference`; what the names mean: `coreference.py`. Trained on GUM's permissive train
# part: see parse/weights/NOTICE.md for whose work that is. "bias" is added for every antecedent.
"""


def entities_of(found: tuple[Reference, ...], document: Document) -> list[str | None]:
    """The entity of each reference: of the mention of the same words, else of the widest with its head."""
    exact = {(s, e): name for name, own in document.entities.items() for s, e, _ in own}
    wide = sorted((e - s, head, name) for name, own in document.entities.items() for s, e, head in own)
    by_head = {head: name for _, head, name in wide}
    return [
        exact.get((r.start, r.end)) or (None if r.form == "several" else by_head.get(r.head)) for r in found
    ]


class Choices:
    """For each reference the traits of "new" and of its candidates, as numbers, and which of these are right."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.traits: list[int] = []
        self.rows: list[int] = []
        self.choices: list[int] = [0]
        self.right: list[bool] = []

    def add(self, found: tuple[Reference, ...], entities: list[str | None]) -> None:
        """The choices of one document."""
        text = Coreference(found, {"bias": 0.0})
        for number, entity in enumerate(entities):
            near = text.candidates(number)
            right = [entity is not None and entities[before] == entity for before in near]
            self._row(list(text.newness(number)), not any(right))
            for rank, before in enumerate(near):
                self._row(list(text.traits(before, number, rank)), right[rank])
            self.choices.append(len(self.right))

    def _row(self, own: list[str], right: bool) -> None:
        self.rows.append(len(self.traits))
        self.traits += [self.names.setdefault(trait, len(self.names)) for trait in own]
        self.right.append(right)


def train(choices: Choices) -> dict[str, float]:
    """The weights of the traits."""
    ids = np.array(choices.traits)
    rare = np.bincount(ids, minlength=len(choices.names)) < LEAST_SEEN
    ids[rare[ids]] = len(choices.names)
    rows, right = np.array([*choices.rows, len(ids)]), np.array(choices.right)
    weights, squares = np.zeros(len(choices.names) + 1), np.full(len(choices.names) + 1, 1e-6)
    order, count = np.random.default_rng(0), len(choices.choices) - 1
    for _ in range(EPOCHS):
        for number in order.permutation(count):
            start, end = choices.choices[number], choices.choices[number + 1]
            if end - start == 1:
                continue
            own = ids[rows[start] : rows[end]]
            scores = np.add.reduceat(weights[own], rows[start:end] - rows[start])
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            wanted = shares * right[start:end]
            step = np.repeat(shares - wanted / wanted.sum(), np.diff(rows[start : end + 1]))
            np.add.at(squares, own, step * step)
            np.subtract.at(weights, own, RATE / np.sqrt(squares[own]) * (step + DECAY / count * weights[own]))
    found = {name: round(float(weights[n]), 2) for name, n in choices.names.items() if not rare[n]}
    return {name: weight for name, weight in sorted(found.items()) if abs(weight) > LEAST_WEIGHT}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    nlp, packs, lexicon = parse.load(), load_packs(), load_lexicon()
    choices = Choices()
    for document in (d for path in args.files for d in read_gum(path)):
        doc = document.doc(nlp)
        found = references(doc, packs.index.find(doc.text), lexicon)
        choices.add(found, entities_of(found, document))
    table = {"weights": {"bias": BIAS, **train(choices)}}
    args.out.write_text(
        _HEAD + yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
