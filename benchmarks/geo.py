"""Names of places in news and where they are, in the format of the geoparsing corpora (LGL, TR-News, GeoWebNews).

    python -m benchmarks.geo DOCS.jsonl > pred.jsonl
    python -m benchmarks.geo DOCS.jsonl --gold-spans > pred.jsonl

In: one document a line with `text`, `url`, `corpus` (and `toponyms` for `--gold-spans`, whose names alone are resolved,
without their places). Out: `id` and `toponyms` with `start`, `end` (code points), `lat`, `lon` (degrees or null) and
`geonameid`. `--no-home` leaves out what is known of the publisher, `--parses FOLDER` keeps the parsed texts there.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ascribe.knowledge.gazetteer import Entry, Gazetteer, demonyms
from ascribe.knowledge.packs import load_packs
from ascribe.resolve.place_choice import Mention, choose
from ascribe.resolve.places import spoken_of, world_of
from ascribe.resolve.toponyms import container, toponyms

#: Corpora whose annotators mark "Iraqi" as a name of Iraq. For the tool it is none: it says whose, not where.
MARK_DEMONYMS = frozenset({"lgl", "trnews"})
_WORD = re.compile(r"[^\W\d_a-z][\w-]*")


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("--gold-spans", action="store_true")
    arguments.add_argument("--no-home", action="store_true")
    arguments.add_argument("--parses", type=Path)
    given = arguments.parse_args()
    gazetteer, packs = Gazetteer.load(), load_packs()
    records = [json.loads(line) for line in given.documents.read_text(encoding="utf-8").splitlines() if line]
    docs = None if given.gold_spans else parsed(records, given.parses)
    for record in records:
        text, address = record["text"], "" if given.no_home else record.get("url") or ""
        world = world_of(text, address, spoken_of(text, packs), gazetteer)
        names = marked(record, gazetteer) if docs is None else toponyms(next(docs), gazetteer)
        extra = list(residents(text, names)) if record["corpus"] in MARK_DEMONYMS else []
        names = [name for name in names if name.name not in demonyms()]
        found = [*zip(names, choose(names, world, gazetteer), strict=True)]
        found += [(name, gazetteer.country(demonyms()[name.name])) for name in extra]
        found.sort(key=lambda pair: pair[0].start)
        print(json.dumps({"id": record["id"], "toponyms": [written(*pair) for pair in found]}))


def parsed(records: Sequence[Any], parses: Path | None) -> Iterator[Any]:
    """The parsed texts; `training.places_train` keeps them in the same way."""
    from training.places_train import parsed

    return iter(parsed(records, parses))


def marked(record: Any, gazetteer: Gazetteer) -> list[Mention]:
    """The names that the corpus marks."""
    text = record["text"]
    spans = [(told["start"], told["end"]) for told in record["toponyms"]]
    return [Mention(a, b, text[a:b], container(text, b, gazetteer)) for a, b in spans]


def residents(text: str, names: Sequence[Mention]) -> Iterator[Mention]:
    """Words for what belongs to a country or who lives there: of given names, else of the text outside them."""
    yield from (name for name in names if name.name in demonyms())
    at = 0
    for match in _WORD.finditer(text):
        if match.start() < at:
            continue
        pair = re.match(r"[\w-]+ [^\W\d_a-z][\w-]*", text[match.start() :])
        for words in (pair[0] if pair else "", match[0]):
            end = match.start() + len(words)
            taken = any(name.start < end and match.start() < name.end for name in names)
            if words in demonyms() and not taken:
                yield Mention(match.start(), end, words)
                at = end
                break


def written(name: Mention, entry: Entry | None) -> dict[str, Any]:
    known = entry is not None and entry.id.removeprefix("gn:").isdigit()
    return {
        "start": name.start,
        "end": name.end,
        "lat": entry.latitude if entry else None,
        "lon": entry.longitude if entry else None,
        "geonameid": entry.id.removeprefix("gn:") if entry and known else None,
    }


if __name__ == "__main__":
    main()
