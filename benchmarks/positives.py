"""How often a short true report of violence loses its happening because its words are doubted, or hidden by a topic.

    python -m benchmarks.positives [FILE.yaml]

The counterpart of `benchmarks.negatives`: a reader that finds nothing has no false happenings either. Each paragraph is
read under the same neutral heading, once as Ascribe reads and once with nothing doubted and no topic hiding anything;
a paragraph is lost where only the second finds a happening.
"""

import sys
from pathlib import Path
from unittest.mock import patch

from ascribe.extract.literal import Literal
from ascribe.extract.topics import Topics
from ascribe.pipeline import Pipeline
from benchmarks.negatives import found, paragraphs

PARAGRAPHS = Path(__file__).parent / "positives.yaml"


def main() -> int:
    if len(sys.argv) > 2:
        print("usage: python -m benchmarks.positives [FILE.yaml]", file=sys.stderr)
        return 2
    every = list(paragraphs(Path(sys.argv[1]) if len(sys.argv) == 2 else PARAGRAPHS))
    pipeline = Pipeline()
    read = [bool(found(pipeline, text)) for _, text in every]
    with (
        patch.object(Literal, "doubted", lambda *_: frozenset()),
        patch.object(Topics, "hides", lambda *_: False),
    ):
        free = [bool(found(pipeline, text)) for _, text in every]
    for (register, text), with_doubt, without in zip(every, read, free, strict=True):
        if without and not with_doubt:
            print(f"  {register}: {text}")
    lost = sum(free) - sum(read)
    print(f"{sum(read)} of {len(every)} read; {lost} of {sum(free)} lost ({100 * lost / sum(free):.1f} %)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
