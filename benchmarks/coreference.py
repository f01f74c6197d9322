"""Figures of coreference on GUM documents: `python -m benchmarks.coreference FILE.conllu [FILE ...] [--json]`.

Words are the treebank's, everything else the tool's own: sentences, trees, names, references, links. Gold are the
entities of the Entity column that are mentioned more than once (identity, apposition and cataphora; no bridging, no
split antecedents); references that link to nothing are no mentions. Twice: mentions alike where their words are, and
where their head words are (of mentions with one head, the widest is told apart).
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ascribe import parse
from ascribe.extract.coreference import Coreference
from ascribe.extract.references import Reference, references
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from benchmarks.chains import Chain, Score
from training.gum import Document, read_gum


def chains(found: tuple[Reference, ...]) -> list[list[Reference]]:
    """The chains of two and more references."""
    return [[found[number] for number in chain] for chain in Coreference(found).chains()]


def by_words(gold: Document, found: list[list[Reference]]) -> tuple[list[Chain], list[Chain]]:
    """Both sides with mentions as their words."""
    return (
        [frozenset((s, e) for s, e, _ in chain) for chain in gold.chains],
        [frozenset((r.start, r.end) for r in chain) for chain in found],
    )


def by_heads(gold: Document, found: list[list[Reference]]) -> tuple[list[Chain], list[Chain]]:
    """Both sides with mentions as their head words; the wider of two with one head is told apart."""
    most, least = dict[int, int](), dict[int, int]()
    for start, end, head in (m for own in gold.entities.values() for m in own):
        most[head] = max(most.get(head, 0), end - start)
        least[head] = min(least.get(head, end - start), end - start)
    return (
        [frozenset((h, e - s == most[h] > least[h]) for s, e, h in chain) for chain in gold.chains],
        [frozenset((r.head, r.form == "several") for r in chain) for chain in found],
    )


def figures(documents: Iterator[Document]) -> dict[str, Any]:
    """Precision, recall and F1 of each measure, and CoNLL F1."""
    nlp, packs, lexicon = parse.load(), load_packs(), load_lexicon()
    scores = {"words": Score(), "heads": Score()}
    for document in documents:
        doc = document.doc(nlp)
        found = chains(references(doc, packs.index.find(doc.text), lexicon))
        for name, pair in (("words", by_words(document, found)), ("heads", by_heads(document, found))):
            gold, own = ([chain for chain in side if len(chain) > 1] for side in pair)
            scores[name].add(gold, own)
    return {
        name: {
            "mentions": score.mentions.figures,
            "muc": score.muc.figures,
            "b_cubed": score.b_cubed.figures,
            "ceaf_e": score.ceaf.figures,
            "conll": score.conll,
        }
        for name, score in scores.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = figures(d for path in args.files for d in read_gum(path))
    if args.json:
        print(json.dumps(found, indent=1))
        return 0
    for name, rows in found.items():
        print(f"mentions by their {name}: CoNLL F1 {rows.pop('conll'):.3f}")
        for measure, (precision, recall, f1) in rows.items():
            print(f"  {measure:9s} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
