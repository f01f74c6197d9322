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

#: CAMEO's root of each class, as a whole code.
ROOTS = {
    "AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070", "CONCEDE": "080",
    "RETREAT": "080", "INVESTIGATE": "090", "DEMAND": "100", "DISAPPROVE": "110", "REJECT": "120", "THREATEN": "130",
    "PROTEST": "140", "MOBILIZE": "150", "SANCTION": "160", "COERCE": "170", "ASSAULT": "180", "FIGHT": "190",
}  # fmt: skip


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


def cameo(act: Act, doc: Doc) -> dict[str, str]:
    """An act as PETRARCH's records have it: codes of source and target, CAMEO's root code."""
    sides = []
    for heads in (act.source, act.target):
        found = [codes(doc.text[slice(*span)]) for span in spans(heads)]
        sides.append(next((c.state + c.sector for c in found if c.state), "---"))
    return {"source": sides[0], "target": sides[1], "code": ROOTS[act.event]}


def predictions(rows: Iterable[dict[str, Any]], nlp: Language) -> Iterator[dict[str, Any]]:
    """One line of each sentence: its id and its events."""
    for row in rows:
        doc = nlp(row["text"])
        write = cameo if "category" in row else coded
        yield {"id": row["id"], "events": [write(act, doc) for act in acts(doc)]}


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
