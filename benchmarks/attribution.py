"""Every attribution of the documents: its source, its cue, its content, in the format of the scorer beside them.

    python -m benchmarks.attribution DOCS.jsonl [--by weights|rules] > pred.jsonl

Candidates are the extractor's (`ascribe.extract.citations`). `rules` chooses among them as the extractor may;
`weights` (the default) by a log-linear model over their traits, `attribution.yaml`, made by `training.attribution`.
Those weights learn what one corpus counts as an attribution: they are used here and nowhere in the package.
"""

import argparse
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.tokens import Doc

from ascribe import parse
from ascribe.errors import InputError
from ascribe.extract.citations import Citation, citations, give_traits, is_cited

WEIGHTS = Path(__file__).with_name("attribution.yaml")
#: From which sum of weights on a candidate is taken: best partial F1 in cross-validation (`training.attribution`).
LEVEL = -0.4
#: White space and marks that no span begins or ends with.
_EDGES = " \n\t,;:-–—"


def attributions(nlp: Language, text: str, weights: Mapping[str, float] | None) -> list[dict[str, Any]]:
    """What a text attributes to whom; without weights the rules choose."""
    doc = nlp(text)
    found = citations(doc)
    if weights is None:
        return [as_spans(doc, c) for c in found if is_cited(c)]
    give_traits(doc, found)
    return [as_spans(doc, c) for c in found if score(c, weights) > LEVEL]


def score(citation: Citation, weights: Mapping[str, float]) -> float:
    """The sum of the weights of a candidate's traits."""
    return weights["bias"] + sum(weights.get(trait, 0.0) for trait in citation.traits)


def as_spans(doc: Doc, citation: Citation) -> dict[str, Any]:
    """The citation as spans of code points."""
    named = {"source": citation.source, "cue": citation.cue, "content": citation.content}
    return {role: spans(doc, words) for role, words in named.items()}


def spans(doc: Doc, words: Collection[int]) -> list[list[int]]:
    """The pieces that words lie in, white space between them bridged; a new paragraph begins a new piece."""
    pieces: list[list[int]] = []
    last = -1
    for i in sorted(words):
        if doc[i].is_space:
            continue
        end = doc[i].idx + len(doc[i])
        gap = doc[last + 1 : i] if last >= 0 else None
        if gap is not None and all(t.is_space and "\n\n" not in t.text for t in gap):
            pieces[-1][1] = end
        else:
            pieces.append([doc[i].idx, end])
        last = i
    return [piece for piece in (_trimmed(doc.text, *piece) for piece in pieces) if piece]


def _trimmed(text: str, start: int, end: int) -> list[int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES + ".":
        end -= 1
    return [start, end] if end > start else []


def read_weights() -> dict[str, float]:
    """The trained weights, by trait."""
    held = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    return {str(trait): float(weight) for trait, weight in held["weights"].items()}


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file; raises InputError for a line without id and text."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line) if line.strip() else None
            if row is not None:
                found.append({"id": row["id"], **row, "text": row["text"]})
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(
                str(path), f"line {number} is no document with id and text: {error!r}"
            ) from error
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--by", choices=("weights", "rules"), default="weights")
    args = parser.parse_args()
    weights = read_weights() if args.by == "weights" else None
    nlp = parse.load()
    try:
        for row in documents(args.documents):
            found = attributions(nlp, row["text"], weights)
            print(json.dumps({"id": row["id"], "attributions": found}))
    except (InputError, OSError) as error:
        print(f"attribution: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
