"""Figures of the reader on treebank files.

    python -m benchmarks.reader --conllu FILE [--roles FILE.jsonl] [--entities FILE.iob2] [--json]

Gold tokens and sentences (windows hold runs of whole sentences of one document): UPOS, UAS, LAS (universal
relations and the subtypes nsubj:pass, obl:agent, aux:pass and nmod:poss; punctuation counts), predicates F1,
argument heads F1 with predicted predicates (every label of the file counts, also those the reader does not know),
entities F1 (exact spans and types). The same in capitals and in lower case. Raw text: the documents' sentences
joined by spaces, paragraphs by blank lines; own tokens and sentences; a word counts where a gold word has the same
characters, and LAS is the F1 of such words with the right head and relation (CoNLL 2018).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ascribe.parse import load
from ascribe.parse.decode import Analysis, analyse
from ascribe.parse.network import Network
from ascribe.parse.windows import WINDOW_PIECES, Window, batches
from training.treebanks import Sentence, add_entities, add_roles, argument_head, read_conllu, scored_relation


def windows(sentences: Sequence[Sentence], network: Network) -> Iterator[tuple[Window, list[Sentence]]]:
    """Runs of whole sentences of one document, as many as fit a window."""
    at, held, pieces = 0, list[Sentence](), list[tuple[int, ...]]()
    for sentence in [*sentences, None]:
        own = network.wordpiece(sentence.words) if sentence else []
        full = sum(map(len, pieces)) + sum(map(len, own)) > WINDOW_PIECES - 2
        if held and (sentence is None or full or sentence.document != held[-1].document):
            yield Window(at, at + len(pieces), tuple(pieces)), held
            at, held, pieces = at + len(pieces), [], []
        if sentence:
            held.append(sentence)
            pieces.extend(own)


def analyses(
    sentences: Sequence[Sentence], network: Network, words: Sequence[str]
) -> Iterator[tuple[list[Sentence], Analysis]]:
    """Each window's sentences with the reader's analysis, gold words and sentence starts given."""
    pairs = list(windows(sentences, network))
    holders = dict(pairs)
    for group in batches([window for window, _ in pairs], 1536):
        for window, scores in zip(group, network(group, words), strict=True):
            held = holders[window]
            starts = np.zeros(len(window.pieces), dtype=bool)
            starts[np.cumsum([0, *(len(s.words) for s in held[:-1])])] = True
            yield held, analyse(network, scores, starts)


def count(held: list[Sentence], found: Analysis, inventory: dict[str, list[str]]) -> Counter[str]:
    """Right, gold and found of each layer in one window."""
    counts: Counter[str] = Counter()
    at = 0
    for sentence in held:
        size = len(sentence.words)
        own = slice(at, at + size)
        heads = np.where(found.heads[own] > 0, found.heads[own] - at, 0)
        relations = [scored_relation(inventory["relations"][n]) for n in found.relations[own]]
        hits = heads == np.array(sentence.heads)
        gold = [scored_relation(r) for r in sentence.relations]
        counts["words"] += size
        counts["uas"] += int(hits.sum())
        counts["las"] += sum(h and a == b for h, a, b in zip(hits, gold, relations, strict=True))
        upos = [inventory["upos"][n] for n in found.upos[own]]
        counts["upos"] += sum(a == b for a, b in zip(sentence.upos, upos, strict=True))
        if sentence.entities is not None:
            counts += scores("entities", spans(sentence.entities), spans(found.entities[at : at + size]))
        if sentence.frames is not None:
            counts += _role_counts(sentence, found, at, inventory["roles"])
        at += size
    return counts


def _role_counts(sentence: Sentence, found: Analysis, at: int, labels: list[str]) -> Counter[str]:
    gold_arguments = {
        (f.predicate, argument_head(sentence.heads, a, b), label)
        for f in sentence.frames or ()
        for a, b, label in f.arguments
    }
    own = [i for i, p in enumerate(found.predicates) if at <= p < at + len(sentence.words)]
    predicates = {int(found.predicates[i]) - at for i in own}
    arguments = {
        (int(found.predicates[i]) - at, word - at, labels[label])
        for i in own
        for word, label in found.roles[i]
    }
    return scores("predicates", {f.predicate for f in sentence.frames or ()}, predicates) + scores(
        "arguments", gold_arguments, arguments
    )


def scores(layer: str, gold: set, found: set) -> Counter[str]:
    """Counts of one layer, as the keys of `f1` name them."""
    return Counter({f"{layer}+": len(gold & found), f"{layer}g": len(gold), f"{layer}p": len(found)})


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """(start, end, type) of the IOB2 tags."""
    found, start = set(), None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and not tag.startswith("I-"):
            found.add((start, index, tags[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = index
    return found


def f1(counts: Counter[str], layer: str) -> float:
    """Two times the hits over gold and found together."""
    return 2 * counts[f"{layer}+"] / max(1, counts[f"{layer}g"] + counts[f"{layer}p"])


def given_tokens(sentences: Sequence[Sentence], network: Network, case: str = "") -> dict[str, float]:
    """Figures with gold words and sentences; `case` upper or lower changes the words first."""
    words = [getattr(word, case)() if case else word for s in sentences for word in s.words]
    total: Counter[str] = Counter()
    for held, found in analyses(sentences, network, words):
        total += count(held, found, network.inventory)
    figures = {name: total[name] / total["words"] for name in ("upos", "uas", "las")}
    for layer in ("predicates", "arguments", "entities"):
        if total[f"{layer}g"]:
            figures[f"{layer}_f1"] = f1(total, layer)
    return figures


def raw_text(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Figures from text alone: word, sentence, UPOS and LAS F1."""
    nlp = load()
    total: Counter[str] = Counter()
    documents: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        documents.setdefault(sentence.document, []).append(sentence)
    for held in documents.values():
        text, gold = _document(held)
        doc = nlp(text)
        found = {
            (t.idx, t.idx + len(t)): (
                t.pos_,
                (t.head.idx, t.head.idx + len(t.head)) if t.head.i != t.i else None,
                scored_relation(t.dep_),
            )
            for t in doc
            if not t.is_space
        }
        total += scores("words", set(gold), set(found))
        same = set(gold) & set(found)
        for layer, pick in (("upos", slice(0, 1)), ("uas", slice(1, 2)), ("las", slice(1, 3))):
            total[f"{layer}+"] += sum(gold[w][pick] == found[w][pick] for w in same)
            total[f"{layer}g"] += len(gold)
            total[f"{layer}p"] += len(found)
        starts = {next(t.idx for t in s if not t.is_space) for s in doc.sents if not s.text.isspace()}
        total += scores("sentences", {at for at, _ in _starts(held)}, starts)
    return {f"raw_{name}": f1(total, name) for name in ("words", "sentences", "upos", "uas", "las")}


def _starts(held: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    at = 0
    for number, sentence in enumerate(held):
        at += (2 if sentence.new_paragraph else 1) if number else 0
        yield at, sentence
        at += len(sentence.text)


def _document(held: Sequence[Sentence]) -> tuple[str, dict[tuple[int, int], tuple]]:
    text = ""
    gold = {}
    for at, sentence in _starts(held):
        text += ("\n\n" if at - len(text) == 2 else " " * (at - len(text))) + sentence.text
        places, cursor = [], at
        for word in sentence.words:
            begin = text.find(word, cursor)
            begin = cursor if begin < 0 else begin
            places.append((begin, begin + len(word)))
            cursor = begin + len(word)
        for index, place in enumerate(places):
            head = sentence.heads[index]
            relation = scored_relation(sentence.relations[index])
            gold[place] = (sentence.upos[index], places[head - 1] if head else None, relation)
    return text, gold


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--conllu", type=Path, required=True)
    parser.add_argument("--roles", type=Path)
    parser.add_argument("--entities", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    sentences = read_conllu(args.conllu)
    if args.roles:
        add_roles(sentences, args.roles)
    if args.entities:
        add_entities(sentences, args.entities)
    network = Network(threads=1)
    figures = given_tokens(sentences, network)
    for case in ("upper", "lower"):
        figures[f"{case}_las"] = given_tokens(sentences, network, case)["las"]
    figures |= raw_text(sentences)
    figures = {name: round(value, 4) for name, value in figures.items()}
    if args.json:
        print(json.dumps(figures))
    else:
        sys.stdout.writelines(f"{name:15} {100 * value:6.2f}\n" for name, value in figures.items())


if __name__ == "__main__":
    main()
