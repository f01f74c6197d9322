"""Annotated documents to what a tagger trains on: `python -m training.entity_data --data DEV.jsonl --out FILE.npz`.

In: `{"id", "licence", "text", "entities": [{"start", "end", "type"}]}` a line. Out: of each document the words, what
they show (`benchmarks.entity_words`), IOB2 labels and sentences, and the vectors of all words in half precision. An
entity inside another is left out, and so are types of fewer than FEWEST entities. Needs the package and no torch.
"""

import argparse
import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.entity_words import Describer, plain

FEWEST = 15


def labels(record: dict[str, Any], offsets: Sequence[Sequence[int]], types: Collection[str]) -> list[str]:
    """IOB2 labels of the words; the longest of entities that share words is taken."""
    found = ["O"] * len(offsets)
    for entity in sorted(record["entities"], key=lambda e: (e["start"] - e["end"], e["start"])):
        own = [n for n, (start, end) in enumerate(offsets) if start < entity["end"] and end > entity["start"]]
        if own and entity["type"] in types and all(found[n] == "O" for n in own):
            for n in own:
                found[n] = ("B-" if n == own[0] else "I-") + entity["type"]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    records = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    counts = Counter(entity["type"] for record in records for entity in record["entities"])
    types = {kind for kind, count in counts.items() if count >= FEWEST}
    describer = Describer()
    rows, vectors = [], []
    for record in records:
        words = describer.words(plain(record["text"]))
        vectors.append(words.vectors.astype(np.float16))
        rows.append({
            "id": record["id"], "free": "NC" not in record.get("licence", ""), "offsets": words.offsets,
            "shown": words.shown, "labels": labels(record, words.offsets, types), "sentences": words.sentences,
        })  # fmt: skip
    args.out.parent.mkdir(parents=True, exist_ok=True)
    packed = np.frombuffer(json.dumps(rows).encode(), dtype=np.uint8)
    np.savez_compressed(args.out, documents=packed, vectors=np.concatenate(vectors))


if __name__ == "__main__":
    main()
