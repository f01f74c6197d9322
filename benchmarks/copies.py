"""How well copies are found, to the paragraph: made ones, real ones, forms that are none, and at scale.

    python -m benchmarks.copies [--corpus DOCS.jsonl] [--reports FOLDER] [--scale 100000] [--only PART ...]

`made`: paragraphs of a corpus are cut, put in another order, edited (0 to 40 per cent of the words) and put after
a lead-in or into another story; without --corpus ({"id", "text"} a line) the corpus is made too. `real`: the pairs
of `copies_pairs.yaml` in a folder of reports. `forms`: letters and notices that one office fills many times.
`scale`: so many paragraphs, with copies at the end. Paragraphs of fewer than ten words are not counted.
"""

import argparse
import json
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from ascribe.assess.copies import Copy, CopyIndex, CopyKind
from ascribe.assess.copies.paragraphs import paragraphs
from ascribe.model import Report
from ascribe.read import read_bytes
from benchmarks.copies_made import EDIT_RATES, Made, Vocabulary, copy_of, edited, filled, forms, report

_PAIRS = Path(__file__).with_name("copies_pairs.yaml")
_FEWEST_WORDS = 10
_COPIES, _HOSTS, _PLANTED = 300, 100, 500


def corpus(path: Path | None) -> list[tuple[str, ...]]:
    """Paragraphs of every text of a corpus, or of a thousand made ones."""
    if path is None:
        return list(Vocabulary(20_000, 1).reports(1000))
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    parts = [tuple(p for p in text.split("\n") if len(p.split()) >= _FEWEST_WORDS) for text in texts]
    return _unlike([part for part in parts if len(part) >= 3])


def _unlike(texts: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Without texts that share a tenth of their five-word runs with any other: natural copies have no truth."""
    units = [set().union(*(_runs(p) for p in text)) for text in texts]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        for run in unit:
            holders[run].append(number)
    common: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= 20:
            common.update((a, b) for a in held for b in held if a != b)
    alike = {a for (a, _), shared in common.items() if shared >= 0.1 * len(units[a])}
    return [text for number, text in enumerate(texts) if number not in alike]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(5)), strict=False))


def made(
    texts: Sequence[tuple[str, ...]], rate: float, indexed: Iterable[Report]
) -> tuple[Counter[str], float]:
    """Counts of expected, found, said and true pairs, and the share of sources of which any pair was found."""
    dice, index = random.Random(7), CopyIndex()
    for one in indexed:
        index.add(one)
    words = [word for text in texts[:200] for p in text for word in p.split()]
    sources, hosts = texts[:-_HOSTS], texts[-_HOSTS:]
    counts: Counter[str] = Counter()
    reached = 0
    for number in range(_COPIES):
        at = dice.randrange(len(sources))
        one = copy_of(sources[at], dice.choice(hosts), rate, words, dice)
        copies = index.add(report(one.text, f"copy {number} {rate}"))
        before = counts["found"]
        _count(one, at, copies, sources, counts)
        reached += counts["found"] > before
    return counts, reached / _COPIES


def _count(
    one: Made, at: int, copies: Iterable[Copy], sources: Sequence[tuple[str, ...]], counts: Counter[str]
) -> None:
    """Pairs with the source are expected; others are true where the paragraph before its edits stands there."""
    places = {report("", f"source {n}").id: n for n in (at, *range(len(sources)))}
    starts = {start: i for i, (start, _) in enumerate(paragraphs(report(one.text, "")))}
    expected = {(i, at, j) for i, j in enumerate(one.sources) if j is not None}
    said = set()
    for copy in copies:
        if (n := places.get(copy.of)) is None:
            continue
        theirs = {start: i for i, (start, _) in enumerate(paragraphs(report("\n\n".join(sources[n]), "")))}
        said |= {(starts[p.start], n, theirs[p.of]) for p in copy.paragraphs}
    true = {(i, n, j) for i, n, j in said if (i, n, j) in expected or _stands(one.before[i], sources[n][j])}
    counts.update(expected=len(expected), found=len(expected & said), said=len(said), true=len(true))


def _stands(text: str, other: str) -> bool:
    """Whether half of the five-word runs of the shorter text stand in the other: the truth for texts that the
    corpus itself has twice."""
    a, b = _runs(text), _runs(other)
    return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))


def show_made(path: Path | None) -> None:
    texts = corpus(path)
    random.Random(3).shuffle(texts)
    indexed = [report("\n\n".join(text), f"source {n}") for n, text in enumerate(texts[:-_HOSTS])]
    print(f"made: {_COPIES} copies a rate, {len(indexed)} texts in the index")
    print("edited   precision   recall   pairs expected   texts found")
    for rate in EDIT_RATES:
        counts, reached = made(texts, rate, indexed)
        precision = counts["true"] / max(counts["said"], 1)
        recall = counts["found"] / max(counts["expected"], 1)
        print(f"{rate:6.0%} {precision:11.3f} {recall:8.3f} {counts['expected']:16d} {reached:13.3f}")


def show_real(folder: Path) -> None:
    index, names = CopyIndex(), {}
    said: dict[frozenset[tuple[str, int]], Copy] = {}
    for path in sorted(folder.glob("*.txt")):
        one = read_bytes(path.name, path.read_bytes())
        for copy in index.add(one):
            other, stem = names[copy.of]
            print(
                f"  {path.stem} : {stem}: {copy.kind.value}, {copy.share:.2f} of {copy.share_of:.2f}; {copy.reason}"
            )
            for pair in copy.paragraphs:
                lines = (path.stem, _line(one, pair.start)), (stem, _line(other, pair.of))
                said[frozenset(lines)] = copy
        names[one.id] = one, path.stem
    same, either = _truth()
    true = same & said.keys()
    wrong = said.keys() - same - either
    print(
        f"real: precision {1 - len(wrong) / max(1, len(said.keys() - either)):.3f}, recall {len(true) / len(same):.3f} "
        f"({len(same)} pairs of paragraphs, {len(wrong)} wrong, {len(names)} reports)"
    )


def _truth() -> tuple[set[frozenset[tuple[str, int]]], set[frozenset[tuple[str, int]]]]:
    found: tuple[set[frozenset[tuple[str, int]]], ...] = (set(), set())
    for row in yaml.safe_load(_PAIRS.read_text(encoding="utf-8")):
        for kind, into in zip(("same", "either"), found, strict=True):
            into |= {frozenset(((row["a"], x), (row["b"], y))) for x, y in row.get(kind, ())}
    return found[0], found[1]


def _line(one: Report, start: int) -> int:
    return one.text.count("\n", 0, start) + 1


def show_forms(fills: int = 60) -> None:
    """Every pair of fills of one form is a chance to be wrong."""
    vocabulary, dice = Vocabulary(20_000, 5), random.Random(5)
    print("forms: pairs of fills   joined   paragraphs joined")
    for number, form in enumerate(forms()):
        index, kinds, pairs = CopyIndex(), Counter[CopyKind](), 0
        for i in range(fills):
            for copy in index.add(report(filled(form, vocabulary, dice), f"form {number} {i}")):
                kinds[copy.kind] += 1
                pairs += len(copy.paragraphs)
        joined = sum(kinds.values()) - kinds[CopyKind.NONE]
        print(f"  form {number}: {fills * (fills - 1) // 2:14d} {joined:8d} {pairs:19d}")


def show_scale(most: int) -> None:
    vocabulary, dice, index = Vocabulary(50_000, 11), random.Random(11), CopyIndex()
    marks = [n for n in (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000) if n < most] + [most]
    kept: list[str] = []
    print("scale: paragraphs   CPU s   ms a paragraph   memory MB   entries")
    spent = last = 0.0
    before, number = 0, 0
    for mark in marks:
        while index.paragraphs < mark:
            text = next(vocabulary.reports(1))
            if dice.random() < _PLANTED * 10 / most and len(kept) < _PLANTED:
                kept.append(text[0])
            one = report("\n\n".join(text), f"made {number}")
            number += 1
            began = time.process_time()
            index.add(one)
            spent += time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = 1000 * (spent - last) / (index.paragraphs - before)
        print(
            f"{index.paragraphs:17d} {spent:9.1f} {each:16.3f} {memory:11.0f} {index.entries:9d}", flush=True
        )
        last, before = spent, index.paragraphs
    _find_planted(index, kept, vocabulary, dice)


def _find_planted(index: CopyIndex, kept: Sequence[str], vocabulary: Vocabulary, dice: random.Random) -> None:
    """Copies of paragraphs from all over the index, a fifth of their words edited."""
    found, extra = 0, 0
    began = time.process_time()
    for number, text in enumerate(kept):
        one = report(edited(text, 0.2, vocabulary.words, dice), f"planted {number}")
        joined = defaultdict(int, {copy.of: len(copy.paragraphs) for copy in index.add(one)})
        found += bool(joined)
        extra += max(0, len(joined) - 1)
    each = 1000 * (time.process_time() - began) / max(1, len(kept))
    print(f"planted copies, 20 % edited: {found} of {len(kept)} found, {extra} false, {each:.2f} ms each")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--scale", type=int, default=20_000)
    parser.add_argument("--only", nargs="+", default=["made", "real", "forms", "scale"])
    given = parser.parse_args(arguments)
    if "made" in given.only:
        show_made(given.corpus)
    if "real" in given.only and given.reports:
        show_real(given.reports)
    if "forms" in given.only:
        show_forms()
    if "scale" in given.only:
        show_scale(given.scale)


if __name__ == "__main__":
    main(sys.argv[1:])
