"""Which pairs of articles copy one another, for the scorer in `neardup/`.

    python -m benchmarks.neardup FILE [FILE ...] > predictions.jsonl

Files of pairs ({"a", "b"}) and of documents ({"id", "text"}) in any order; where no documents are given,
`../linking/*_docs.jsonl` beside the pairs is read. Labels in the pairs are not looked at. The documents are the
collection in which formulas are counted.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ascribe.assess.copies import Formulas, compare
from ascribe.errors import AscribeError

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def predictions(pairs: Iterable[Row], texts: dict[str, str]) -> Iterator[Row]:
    """A score and a label for every pair; raises AscribeError where a document is missing."""
    formulas = Formulas.of(texts.values())
    for pair in pairs:
        a, b = pair["a"], pair["b"]
        if missing := [name for name in (a, b) if name not in texts]:
            raise AscribeError(f"no document {missing[0]!r} in the files given: add the file of documents")
        found = compare(texts[a], texts[b], formulas)
        yield {"a": a, "b": b, "score": round(found.score, 4), "label": found.label.value}


def main(names: list[str]) -> None:
    paths = [Path(name) for name in names]
    pairs: list[Row] = []
    texts: dict[str, str] = {}
    for path in paths:
        for row in rows(path):
            if "a" in row and "b" in row:
                pairs.append(row)
            elif "id" in row and "text" in row:
                texts[row["id"]] = row["text"]
    if not texts:
        beside = {doc for path in paths for doc in path.parent.glob("../linking/*_docs.jsonl")}
        texts = {row["id"]: row["text"] for doc in sorted(beside) for row in rows(doc) if "text" in row}
    for found in predictions(pairs, texts):
        print(json.dumps(found))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (AscribeError, OSError, ValueError) as error:
        sys.exit(f"neardup: {error}")
