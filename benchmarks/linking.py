"""Which articles report one incident, for the scorer in `linking/`.

    python -m benchmarks.linking FILE [FILE ...] > predictions.jsonl

A file of articles ({"id", "title", "dct", "text"}) gives a cluster for each article: what `ascribe.link` takes for one
matter by words, names, ages, roads and days.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ascribe.errors import AscribeError
from ascribe.link import Story, matters, story_of
from ascribe.model import Known, Moment, Published, Report
from ascribe.resolve import days_named

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def story(row: Row) -> Story:
    """The story of an article; its day is that of the page, where there is one."""
    title, day = row.get("title") or None, row.get("dct")
    published = Published(Known.STATED, Moment(day[:10])) if day else Published(Known.UNKNOWN)
    text = f"{title}\n\n{row['text']}" if title else row["text"]
    report = Report(row["id"], row["id"], "", text, title=title, published=published, language="en")
    return story_of(report, days_named(report))


def articles(found: Iterable[Row]) -> Iterator[Row]:
    """A cluster for every article, named by the first id of it."""
    for group in matters(story(row) for row in found):
        yield from ({"id": name, "cluster": group[0]} for name in group)


def main(names: list[str]) -> None:
    for name in names:
        for line in articles(rows(Path(name))):
            print(json.dumps(line))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (AscribeError, OSError, ValueError) as error:
        sys.exit(f"linking: {error}")
