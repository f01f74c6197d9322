"""Document frequencies for linking: `src/ascribe/link/frequencies.tsv`.

    python -m training.linking_words DOCS.jsonl [DOCS.jsonl ...] > src/ascribe/link/frequencies.tsv

Each file is a collection: JSON Lines with "text", and "title" where there is one. A word gets the share of documents
that hold it in the collection where it is commonest, so that "embassy" says little although reports of crime lack it.
Words of fewer than five documents are left out: names of persons, mostly.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ascribe.link.story import names_of, words_of
from ascribe.model import Report

_FEWEST = 5
#: Of 1,000 documents so many make a word worth listing: rarer ones count as the rarest.
_RAREST = 0.6


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def report_of_row(row: dict[str, Any]) -> Report:
    """A report of a row's words alone, its title as its first paragraph."""
    title = row.get("title") or None
    text = f"{title}\n\n{row['text']}" if title else row["text"]
    return Report(str(row["id"]), str(row["id"]), "", text, title=title, language="en")


def shares(texts: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Of 1,000 documents, how many hold each word (or two words of a name)."""
    counts: Counter[str] = Counter()
    total = 0
    for row in texts:
        text = report_of_row(row).text
        counts.update({*words_of(text), *names_of(text)})
        total += 1
    return {word: 1000 * n / total for word, n in counts.items() if n >= _FEWEST}


def commonest(collections: Iterable[dict[str, float]]) -> dict[str, float]:
    """Each word with its share where it is largest."""
    found: dict[str, float] = {}
    for collection in collections:
        for word, share in collection.items():
            found[word] = max(share, found.get(word, 0.0))
    return found


def main(names: list[str]) -> None:
    found = commonest(shares(read_rows(Path(name))) for name in names)
    print(
        "# word or two words of a name <tab> of 1,000 documents so many hold it; made by training.linking_words"
    )
    for word, share in sorted(found.items()):
        if share > _RAREST:
            print(f"{word}\t{share:.3g}")


if __name__ == "__main__":
    main(sys.argv[1:])
