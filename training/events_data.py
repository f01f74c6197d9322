"""Incident templates to training documents: `python -m training.events_data --muc DEV.jsonl --treebanks DIR --out DIR`.

In: MUC-4 documents with their keys, and treebank sentences as documents in which nothing happens. Out, per casing
(capitals as distributed, and mixed case as the reader's own tags restore it): `docs.jsonl` with words, windows and
labels, `states.npy` with the reader's lower-layer states of every piece (half precision). Needs the package itself
and no torch.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc

from ascribe import parse
from ascribe.parse.events import CONFIDENCES, EFFECTS, TYPES
from ascribe.parse.layout import layout
from ascribe.parse.network import Network
from ascribe.parse.reader import BATCH_PIECES, words_and_gaps
from ascribe.parse.windows import Window, batches, cut
from training.treebanks import read_conllu

#: The head of a message: dateline, then bracketed tags.
_HEAD = re.compile(r"^(.*?)--\s+((?:\[[^\]]+\]\s+)+)", re.S)
#: Slots of the key by role; a victim's name and description are told apart.
SLOTS = {
    "perp_individual_id": "individual",
    "perp_organization_id": "organization",
    "phys_tgt_id": "target",
    "hum_tgt_name": "victim-name",
    "hum_tgt_description": "victim",
    "instrument_id": "instrument",
}
#: Roles whose strings are common nouns: an occurrence far from the incident may mean something else.
_COMMON = ("individual", "target", "victim", "instrument")
_SPELLINGS = {"NO INJURY": "NO INJURY OR DEATH", "NO DEATH": "NO INJURY OR DEATH"}


def body_start(text: str) -> int:
    """Where a message's own text begins, after dateline and tags."""
    head = _HEAD.match(text)
    return head.end() if head else 0


@dataclass(slots=True)
class Marked:
    """One occurrence of a key string: words [start, end), its role and templates, what is known of it."""

    start: int
    end: int
    role: str
    templates: set[int]
    confidences: set[str]
    effects: set[str]
    entities: set[int]


def incident_types(template: dict[str, Any]) -> list[str]:
    """Types of a template that the network knows; the first alternative first."""
    found = [v.lower() for filler in template["slots"]["incident_type"] or () for v in filler["values"]]
    return [t for t in found if t in TYPES]


def marks(doc: Doc, indices: list[int], templates: list[dict[str, Any]]) -> list[Marked]:
    """All occurrences of the key's strings, the longest at each place and role."""
    at = {token: word for word, token in enumerate(indices)}
    found: dict[tuple[int, int, str], Marked] = {}
    entity = 0
    for number, template in enumerate(templates):
        slots = template["slots"]
        for slot, role in SLOTS.items():
            for filler in slots.get(slot) or ():
                entity += 1
                strings = {v for v in filler["values"] if v}
                confidences = (
                    _of(slots, "perp_organization_confidence", strings) if role == "organization" else set()
                )
                effects = _of(slots, "hum_tgt_effect", {*strings, *filler.get("xref", ())})
                effects |= _of(slots, "phys_tgt_effect", strings)
                for string in strings:
                    for start, end in _places(doc, at, string):
                        mark = found.setdefault(
                            (start, end, role), Marked(start, end, role, set(), set(), set(), set())
                        )
                        mark.templates.add(number)
                        mark.confidences |= confidences & set(CONFIDENCES)
                        mark.effects |= {_SPELLINGS.get(e, e) for e in effects} & set(EFFECTS)
                        mark.entities.add(entity)
    return _outermost(list(found.values()))


def _of(slots: dict[str, Any], name: str, strings: set[str]) -> set[str]:
    fillers = slots.get(name) or ()
    return {v for f in fillers if strings & set(f.get("xref", ())) for v in f["values"]}


def _places(doc: Doc, at: dict[int, int], string: str) -> Iterator[tuple[int, int]]:
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, string.split())) + r"(?!\w)"
    for match in re.finditer(pattern, doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is not None and span.start in at and span.end - 1 in at:
            yield at[span.start], at[span.end - 1] + 1


def _outermost(found: list[Marked]) -> list[Marked]:
    """Marks less those inside a longer one of their role, which learn what they are from the inner one."""
    kept: list[Marked] = []
    for mark in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        over = next(
            (k for k in kept if k.role == mark.role and k.start < mark.end and mark.start < k.end), None
        )
        if over is None:
            kept.append(mark)
        elif over.start <= mark.start and mark.end <= over.end:
            for name in ("templates", "confidences", "effects", "entities"):
                getattr(over, name).update(getattr(mark, name))
    return sorted(kept, key=lambda m: (m.start, m.role))


def doubtful(found: list[Marked], sentence: Sequence[int]) -> set[int]:
    """Marks (by index) of common nouns in sentences that tell nothing else of the incident, unless the first."""
    near: dict[int, set[tuple[int, str]]] = defaultdict(set)
    first: dict[int, int] = {}
    for index, mark in enumerate(found):
        for entity in mark.entities:
            first.setdefault(entity, index)
            near[sentence[mark.start]].add((entity, mark.role))
    unsure = set()
    for index, mark in enumerate(found):
        others = {e for e, _ in near[sentence[mark.start]]} - mark.entities
        if mark.role in _COMMON and not others and index not in {first[e] for e in mark.entities}:
            unsure.add(index)
    return unsure


def mixed_case(doc: Doc, indices: list[int], words: list[str]) -> list[str]:
    """Capitals to mixed case by the reader's tags: names keep theirs, short names stay acronyms."""
    found = []
    for index, word in zip(indices, words, strict=True):
        token = doc[index]
        name = token.pos_ == "PROPN" or token.ent_type_
        if not word.isupper() or (name and len(word) <= 5 and _is_acronym(doc, index)):
            found.append(word)
        elif (name and token.pos_ not in ("ADP", "DET", "CCONJ")) or token.is_sent_start:
            found.append(word.title() if "'" not in word else word.capitalize())
        else:
            found.append(word.lower())
    return found


def _is_acronym(doc: Doc, index: int) -> bool:
    before = doc[index - 1].text if index else ""
    vowels = sum(c in "AEIOUY" for c in doc[index].text)
    return (
        before in ("[", "(")
        or vowels == 0
        or doc[index].text in ("ELN", "EPL", "FMLN", "FARC", "UN", "US", "URNG")
    )


def states(network: Network, windows: Sequence[Window], words: list[str]) -> np.ndarray:
    """The reader's lower-layer states of a document's windows, one after another."""
    found = {}
    for group in batches(windows, BATCH_PIECES):
        for window, scores in zip(group, network(group, words), strict=True):
            found[window.start] = scores.states
    return np.concatenate([found[window.start] for window in windows])


def documents(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Messages with their keys, then treebank documents."""
    for path in args.muc:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            start = body_start(record["text"])
            own = {name: record.get(name) for name in ("id", "source", "templates")}
            yield {**own, "text": record["text"][start:]}
    for name in ("en_ewt-train.conllu", "en_gum-permissive-train.conllu") if args.treebanks else ():
        texts: dict[str, list[str]] = defaultdict(list)
        for sentence in read_conllu(args.treebanks / name):
            texts[sentence.document].append(sentence.text)
        for number, (document, sentences) in enumerate(texts.items()):
            if number % args.every == 0:
                text = " ".join(sentences)[:4000]
                yield {
                    "id": document,
                    "text": text if number % (2 * args.every) else text.upper(),
                    "templates": [],
                }
    if args.negatives:
        for number, text in enumerate(args.negatives.read_text(encoding="utf-8").split("\n\n")):
            for casing, own in (("mixed", text.strip()), ("upper", text.strip().upper())):
                yield {"id": f"negative-{number}-{casing}", "text": own, "templates": []}


def labelled(doc: Doc, indices: list[int], words: list[str], record: dict[str, Any]) -> dict[str, Any]:
    """What training needs to know of a document."""
    sentence = np.cumsum([bool(doc[i].is_sent_start) for i in indices]).tolist()
    found = marks(doc, indices, record["templates"])
    unsure = doubtful(found, sentence)
    return {
        "id": record["id"],
        "source": record.get("source"),
        "words": words,
        "offsets": [doc[i].idx for i in indices],
        "sentence": sentence,
        "types": [incident_types(t) for t in record["templates"]],
        "optional": [bool(t["optional"]) for t in record["templates"]],
        "marks": [
            {
                "start": m.start,
                "end": m.end,
                "role": m.role,
                "templates": sorted(m.templates),
                "confidences": sorted(CONFIDENCES.index(c) for c in m.confidences),
                "effects": sorted(EFFECTS.index(e) for e in m.effects),
                "entities": sorted(m.entities),
                "doubtful": n in unsure,
            }
            for n, m in enumerate(found)
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--muc", type=Path, nargs="*", default=[])
    parser.add_argument("--treebanks", type=Path)
    parser.add_argument(
        "--negatives", type=Path, help="paragraphs in which nothing happens, parted by blank lines"
    )
    parser.add_argument("--every", type=int, default=2, help="every how many treebank documents are taken")
    parser.add_argument(
        "--reader", type=Path, required=True, help="folder of a reader.onnx that gives states"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    nlp, network = parse.load(args.threads), Network(args.reader, args.threads)
    kept: list[np.ndarray] = []
    at = 0
    with (args.out / "docs.jsonl").open("w", encoding="utf-8") as out:
        for number, record in enumerate(documents(args)):
            doc = nlp(record["text"])
            indices = [t.i for t in doc if not t.is_space]
            if not indices:
                continue
            found, own = read(doc, indices, record, network, at)
            kept += own
            at += sum(map(len, own))
            out.write(json.dumps(found) + "\n")
            if number % 100 == 0:
                print(number, at, flush=True)
    np.save(args.out / "states.npy", np.concatenate(kept))


def read(
    doc: Doc, indices: list[int], record: dict[str, Any], network: Network, at: int
) -> tuple[dict[str, Any], list[np.ndarray]]:
    """A document's record and the states of its casings, the first of which begins at row `at` of the file."""
    words, gaps = words_and_gaps(doc, indices)
    pieces = network.wordpiece(words)
    found = {**labelled(doc, indices, words, record), "sizes": [len(p) for p in pieces], "casings": []}
    casings = [("own", words)]
    if all(word == word.upper() for word in words):
        casings = [("upper", words), ("mixed", mixed_case(doc, indices, words))]
    kept = []
    for name, variant in casings:
        windows = cut(pieces, variant, layout(variant, gaps, False))
        kept.append(states(network, windows, variant))
        spans = [[w.start, w.end] for w in windows]
        found["casings"].append({"name": name, "at": at, "windows": spans})
        at += len(kept[-1])
    return found, kept


if __name__ == "__main__":
    main()
