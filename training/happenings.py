"""Learn what joins mentions to one happening, and what makes a happening one that is told, from annotated reports.

    python -m training.happenings ANNOTATIONS... --reports FOLDER... --muc4 DEV.jsonl [--folds 5] [--write]

Annotations are JSON Lines, one report each: `{"doc", "mentions": [[offset, event or null, reason], ...]}` where
`doc` is the stem of a report or the id of a MUC-4 message; the texts themselves stay where they are. Both models
are log-linear over named traits (numpy, a Gaussian prior): `joining.yaml` ranks the happenings told before, with a
new one as a candidate of weight 0; `acceptance.yaml` is the same with one candidate. Documents are folds; the
figures are of documents not trained on.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from ascribe import parse
from ascribe.extract import find, readable
from ascribe.extract.acceptance import qualities
from ascribe.extract.context import Context
from ascribe.extract.happenings import Happening
from ascribe.extract.joining import candidates
from ascribe.extract.ties import tied
from ascribe.extract.traits import traits
from ascribe.extract.weights import weigh
from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.packs import load_packs
from ascribe.read import read_bytes

WEIGHTS = Path("src/ascribe/extract")
NAMED = {"joining": "`traits.py`", "acceptance": "`acceptance.py`"}
#: Strength of the prior that a trait weighs nothing, and Newton steps (it no longer moves after six).
PRIOR, STEPS = 4.0, 10
#: A trait seen less often than this is left out.
FEWEST = 6


@dataclass(frozen=True)
class Telling:
    """Mentions that the syntax ties, with the annotated happening they are of (None: of none)."""

    group: Happening
    event: str | None


@dataclass(frozen=True)
class Document:
    name: str
    context: Context
    tellings: tuple[Telling, ...]


#: Of one choice: traits of each candidate, and the index of the right one (None: a new happening).
Choice = tuple[list[frozenset[str]], int | None]


def documents(annotations: Sequence[Path], reports: Sequence[Path], muc4: Path) -> Iterator[Document]:
    """The annotated reports, parsed, with their tied mentions."""
    nlp, packs, lexicon = parse.load(2), load_packs(), load_lexicon()
    texts = {row["id"]: row["text"] for row in map(json.loads, muc4.open(encoding="utf-8"))}
    for path in (path for folder in reports for path in folder.glob("*.txt")):
        texts[path.stem] = path.read_text(encoding="utf-8")
    rows = [json.loads(line) for path in annotations for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        name, text = row["doc"], texts[row["doc"]]
        report = read_bytes(name, text.encode())
        found = find(report, nlp(readable(report)), packs, lexicon)
        event = {offset: identity for offset, identity, _ in row["mentions"]}
        groups = []
        for group in tied([m for m in found.mentions if m.token.idx in event]):
            ids = Counter(event[m.token.idx] for m in group.mentions if event[m.token.idx])
            groups.append(Telling(group, ids.most_common(1)[0][0] if ids else None))
        yield Document(name, found.context, tuple(groups))


def choices(document: Document, weights: Mapping[str, float] | None = None) -> Iterator[Choice]:
    """What `join` would have to choose at each telling.

    Without weights as if it had been right before, with them after what they have joined: so it learns to go on from
    its own mistakes (Ross, Gordon & Bagnell 2011).
    """
    told: list[tuple[Happening, list[str | None]]] = []
    for telling in document.tellings:
        seen = list(_seen(document, telling, [h for h, _ in told]))
        right = _right(telling.event, [events for _, events in told])
        if seen:
            yield (
                [own for _, own in seen],
                next((n for n, (home, _) in enumerate(seen) if home == right), None),
            )
        home = right if weights is None else _heaviest(seen, weights)
        if home is None:
            told.append((Happening(list(telling.group.mentions)), [telling.event]))
        else:
            told[home][0].mentions.extend(telling.group.mentions)
            told[home][1].append(telling.event)


def _seen(
    document: Document, telling: Telling, before: Sequence[Happening]
) -> Iterator[tuple[int, frozenset[str]]]:
    """The happenings told before that a telling may be of, by number, with the traits of the pair."""
    for number, home in enumerate(before):
        if candidates(telling.group, [home]):
            yield number, traits(document.context, home, telling.group, before[0])


def _right(event: str | None, told: Sequence[Sequence[str | None]]) -> int | None:
    """The happening that holds most tellings of an event, if half of what it holds is of it."""
    held = [(own.count(event), n) for n, own in enumerate(told) if 2 * own.count(event) >= len(own)]
    best = max(held, default=(0, 0), key=lambda pair: pair[0])
    return best[1] if event is not None and best[0] else None


def _heaviest(seen: Iterable[tuple[int, frozenset[str]]], weights: Mapping[str, float]) -> int | None:
    """The happening that weighs most, if more than a new one."""
    score, home = max(((weigh(own, weights), -number) for number, own in seen), default=(0.0, 0))
    return -home if score > 0 else None


def train(made: Sequence[Choice]) -> dict[str, float]:
    """Weights that make the right choices likely: maximum likelihood of a log-linear ranking, with a prior."""
    counts = Counter(trait for seen, _ in made for own in seen for trait in own)
    names = ["bias", *sorted(trait for trait, count in counts.items() if count >= FEWEST)]
    matrix, starts, right = _stacked(made, {name: n for n, name in enumerate(names)})
    of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(matrix)]))
    prior = np.full(len(names), PRIOR)
    prior[0] = 0.0
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        scores = matrix @ weights
        most = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
        chance = np.exp(scores - most[of])
        chance /= (np.add.reduceat(chance, starts) + np.exp(-most))[of]
        expected = chance[:, None] * matrix
        together = np.add.reduceat(expected, starts)
        gradient = (chance - right) @ matrix + prior * weights
        curvature = matrix.T @ expected - together.T @ together + np.diag(prior)
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _stacked(
    made: Sequence[Choice], index: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64]]:
    """One row for each candidate of every choice (bias first), where each choice begins, 1 where it is right."""
    rows = [own for seen, _ in made for own in seen]
    matrix, right = np.zeros((len(rows), len(index))), np.zeros(len(rows))
    matrix[:, 0] = 1.0
    for row, own in enumerate(rows):
        matrix[row, [index[trait] for trait in own if trait in index]] = 1.0
    starts = np.cumsum([0, *(len(seen) for seen, _ in made[:-1])])
    right[[start + n for start, (_, n) in zip(starts, made, strict=True) if n is not None]] = 1.0
    return matrix, starts, right


def joined(document: Document, weights: Mapping[str, float]) -> list[tuple[Happening, list[int]]]:
    """The tellings joined by these weights, as `join` does; with each happening the numbers of its tellings."""
    found: list[tuple[Happening, list[int]]] = []
    for number, telling in enumerate(document.tellings):
        home = _heaviest(_seen(document, telling, [h for h, _ in found]), weights)
        if home is None:
            found.append((Happening(list(telling.group.mentions)), [number]))
        else:
            found[home][0].mentions.extend(telling.group.mentions)
            found[home][1].append(number)
    return found


def links(document: Document, found: Sequence[tuple[Happening, list[int]]]) -> Counter[str]:
    """Pairs of tellings in one happening: found, annotated, both."""
    of = {number: n for n, (_, own) in enumerate(found) for number in own}
    counts: Counter[str] = Counter()
    for a, b in combinations(range(len(document.tellings)), 2):
        event = document.tellings[a].event
        right, made = event is not None and event == document.tellings[b].event, of[a] == of[b]
        counts.update(found=made, annotated=right, both=right and made)
    return counts


def verdicts(document: Document, found: Sequence[tuple[Happening, list[int]]]) -> Iterator[Choice]:
    """Whether each happening found is one that is told: the fullest of each annotated event, and no other."""
    shares = {}
    for n, (_, own) in enumerate(found):
        ids = Counter(e for e in (document.tellings[number].event for number in own) if e)
        if ids:
            shares[n] = ids.most_common(1)[0]
    best: dict[str, int] = {}
    for n, (event, count) in shares.items():
        if event not in best or count > shares[best[event]][1]:
            best[event] = n
    for n, (happening, _) in enumerate(found):
        right = n in shares and best[shares[n][0]] == n
        yield [qualities(document.context, happening)], 0 if right else None


def judged(made: Sequence[Choice], weights: Mapping[str, float]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for [own], right in made:
        accepted = weigh(own, weights) > 0
        counts.update(found=accepted, annotated=right == 0, both=accepted and right == 0)
    return counts


def learn(found: Sequence[Document]) -> tuple[dict[str, float], dict[str, float]]:
    """The weights of joining, and those of acceptance of what they join."""
    made = [choice for document in found for choice in choices(document)]
    first = train(made)
    joining = train([*made, *(choice for document in found for choice in choices(document, first))])
    told = [choice for document in found for choice in verdicts(document, joined(document, joining))]
    return joining, train(told)


def held_out(
    found: Sequence[Document], folds: int
) -> Iterator[tuple[Document, dict[str, float], dict[str, float]]]:
    """Every document with weights of joining and of acceptance that have not seen it."""
    for fold in range(folds):
        joining, acceptance = learn([d for n, d in enumerate(found) if n % folds != fold])
        yield from ((document, joining, acceptance) for document in found[fold::folds])


def figures(counts: Mapping[str, int]) -> str:
    precision = counts["both"] / (counts["found"] or 1)
    recall = counts["both"] / (counts["annotated"] or 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / ((precision + recall) or 1):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotations", type=Path, nargs="+")
    parser.add_argument("--reports", type=Path, nargs="+", required=True)
    parser.add_argument("--muc4", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    found = list(documents(args.annotations, args.reports, args.muc4))
    total, accepted = Counter[str](), Counter[str]()
    for document, joining, acceptance in held_out(found, args.folds):
        together = joined(document, joining)
        total.update(links(document, together))
        accepted.update(judged(list(verdicts(document, together)), acceptance))
    print(f"{len(found)} reports; of reports not trained on:")
    print(f"links {figures(total)}\nhappenings {figures(accepted)}")
    if args.write:
        for name, weights in zip(("joining", "acceptance"), learn(found), strict=True):
            text = f"# Made by `python -m training.happenings`; what the names mean: {NAMED[name]}.\n"
            text += yaml.safe_dump({"weights": weights}, sort_keys=False, allow_unicode=True)
            (WEIGHTS / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
