"""Names, descriptions, times and counts of texts.

    python -m benchmarks.entities FILE.jsonl [FILE ...] > predicted.jsonl

In: an object a line with `id` and `text` (gold fields are ignored). Out, a line each: `{"id", "entities": [...]}` with
`{"start", "end", "type"}` for each, offsets in code points, types as the corpus has them, no entity inside another. A
linear-chain tagger weighs what `entity_words` shows of each word; `training.entities` makes its weights.
"""

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.entity_arms import arms
from benchmarks.entity_words import Describer, plain
from benchmarks.tagger import Tagger

WEIGHTS = Path(__file__).with_name("entities.npz")


def entities(text: str, describer: Describer, tagger: Tagger) -> list[dict[str, Any]]:
    """The entities of a text."""
    words = describer.words(plain(text))
    found = list(tagger.spans(words))
    return [
        {"start": words.offsets[start][0], "end": words.offsets[end - 1][1], "type": kind}
        for start, end, kind in sorted([*found, *arms(text, words, found)])
    ]


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: python -m benchmarks.entities FILE.jsonl [FILE ...] > predicted.jsonl", file=sys.stderr)
        return 2
    describer, tagger = Describer(), Tagger.load(WEIGHTS)
    for path in map(Path, sys.argv[1:]):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                found = {"id": record["id"], "entities": entities(record["text"], describer, tagger)}
            except (ValueError, KeyError, TypeError) as error:
                print(f"entities: {path}, line {number}: {error!r}: left out", file=sys.stderr)
                continue
            print(json.dumps(found, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
