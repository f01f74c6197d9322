"""How often Ascribe finds a happening where none is told: sports, markets, films, cyber, anniversaries and the like.

    python -m benchmarks.negatives [FILE.yaml]

Each paragraph is read twice: alone, as a report of its own, and behind a sentence that does tell of an attack, since a
report about violence has paragraphs about other things. Every proposition counts whose status is neither hypothetical
nor general; the share is that of the paragraphs with one or more. Must be at most 2 % alone.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from ascribe.model import Proposition, Status
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

PARAGRAPHS = Path(__file__).parent / "negatives.yaml"
TITLE = "Notes of the day\n\nMarch 5, 2031\n\n"
LEAD = "Rebels shelled an army base near Tarn Bridge on Monday, killing four soldiers, the army said.\n\n"
_UNTOLD = frozenset({Status.HYPOTHETICAL, Status.GENERAL})


def found(pipeline: Pipeline, paragraph: str, lead: str = "") -> list[Proposition]:
    """The happenings that are read in a paragraph."""
    text = f"{TITLE}{lead}{paragraph}\n"
    report = read_bytes("negative.txt", text.encode(), None)
    begin = report.text.index(paragraph[:40])
    told = (p for p in pipeline.reading(report).propositions if p.status not in _UNTOLD)
    return [p for p in told if p.evidence.start >= begin]


def paragraphs(path: Path = PARAGRAPHS) -> Iterator[tuple[str, str]]:
    """(domain, paragraph) of each paragraph of the file."""
    for domain, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for text in texts:
            yield domain, text


def main() -> int:
    if len(sys.argv) > 2:
        print("usage: python -m benchmarks.negatives [FILE.yaml]", file=sys.stderr)
        return 2
    every = list(paragraphs(Path(sys.argv[1]) if len(sys.argv) == 2 else PARAGRAPHS))
    pipeline = Pipeline()
    for how, lead in (("alone", ""), ("in a report of an attack", LEAD)):
        wrong = 0
        for domain, text in every:
            false = found(pipeline, text, lead)
            wrong += bool(false)
            for p in false:
                print(f"  {domain}: {p.kind.value} ({p.confidence:.2f}): {p.evidence.quote}")
        print(f"{how}: {wrong} of {len(every)} paragraphs, {100 * wrong / len(every):.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
