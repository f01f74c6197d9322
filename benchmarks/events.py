"""Political events of sentences, in the format of the scorer beside them: PLOVER's classes, source and target.

    python -m benchmarks.events SENTENCES.jsonl > pred.jsonl

Most such acts (talks, promises, sanctions) are no kinds of Ascribe's own: the reader's tree says who does what to whom,
the lexicon of acts beside this file (`events_acts.yaml`) which class that is.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ascribe.parse import load
from benchmarks.events_actors import codes, spans
from benchmarks.events_acts import Act, acts, mode


def coded(act: Act, doc: Doc) -> dict[str, Any]:
    """An act as the scorer reads it."""
    source, target = spans(act.source), spans(act.target)
    return {
        "event": act.event,
        "mode": mode(act, doc),
        "source": source,
        "target": target,
        "source_code": next((c for s in source if (c := codes(doc.text[slice(*s)]).state)), ""),
        "target_code": next((c for s in target if (c := codes(doc.text[slice(*s)]).state)), ""),
    }


def predictions(rows: Iterable[dict[str, Any]], nlp: Language) -> Iterator[dict[str, Any]]:
    """One line of each sentence: its id and its events."""
    for row in rows:
        doc = nlp(row["text"])
        yield {"id": row["id"], "events": [coded(act, doc) for act in acts(doc)]}


def main() -> int:
    if len(sys.argv) < 2:
        print("usage: python -m benchmarks.events FILE.jsonl ...", file=sys.stderr)
        return 2
    nlp = load()
    for name in sys.argv[1:]:
        lines = Path(name).read_text(encoding="utf-8").splitlines()
        for prediction in predictions((json.loads(line) for line in lines if line.strip()), nlp):
            print(json.dumps(prediction))
    return 0


if __name__ == "__main__":
    sys.exit(main())
