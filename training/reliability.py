"""How far the extractor's confidence can be trusted: a reliability diagram of reports not trained on.

    python -m training.reliability ANNOTATIONS... --reports FOLDER... --muc4 DEV.jsonl --plot docs/reliability.svg

As `training.happenings`: documents are folds, and each happening gets its confidence from weights that have not seen
its report. Goes out: a table of bins (mean confidence, share that an annotator took for a happening that is told,
count), the expected calibration error (Naeini et al. 2015; bins of equal width) and the Brier score, and the diagram.
"""

import argparse
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path

from ascribe.extract.weights import weigh
from training.happenings import Document, documents, held_out, joined, verdicts

BINS = 10
_SIDE, _EDGE = 320, 44

#: Of one happening: its confidence, and whether it is one that is told.
Judged = tuple[float, bool]


def judged(found: Sequence[Document], folds: int) -> Iterator[Judged]:
    """Confidence and truth of every happening, by weights of the other folds."""
    for document, joining, acceptance in held_out(found, folds):
        for [own], right in verdicts(document, joined(document, joining)):
            yield 1 / (1 + exp(-weigh(own, acceptance))), right == 0


def bins(pairs: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and count of each bin of equal width that is not empty."""
    found = []
    for number in range(BINS):
        own = [(sure, right) for sure, right in pairs if min(int(sure * BINS), BINS - 1) == number]
        if own:
            found.append((sum(s for s, _ in own) / len(own), sum(r for _, r in own) / len(own), len(own)))
    return found


def calibration_error(rows: Sequence[tuple[float, float, int]]) -> float:
    """Expected calibration error: the mean gap between confidence and share right, weighted by count."""
    return sum(abs(sure - right) * count for sure, right, count in rows) / sum(n for *_, n in rows)


def diagram(rows: Sequence[tuple[float, float, int]]) -> str:
    """The reliability diagram as SVG: the diagonal is perfect calibration, a dot's area is its count."""
    most = max(count for *_, count in rows)
    size = _SIDE + 2 * _EDGE
    dots = "\n".join(
        f'<circle cx="{_x(sure):.1f}" cy="{_y(right):.1f}" r="{3 + 9 * (count / most) ** 0.5:.1f}" fill="#2b6cb0" '
        f'fill-opacity="0.75"><title>{sure:.2f} sure, {right:.2f} right, {count} happenings</title></circle>'
        for sure, right, count in rows
    )
    marks = "\n".join(
        f'<text x="{_x(value):.0f}" y="{_y(0) + 18:.0f}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{_x(0) - 8:.0f}" y="{_y(value) + 4:.0f}" text-anchor="end">{value:.1f}</text>'
        for value in (0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"
  font-family="sans-serif" font-size="12">
<title>Reliability of the extractor's confidence</title>
<rect width="{size}" height="{size}" fill="#fff"/>
<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>
<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#aaa" stroke-dasharray="4 4"/>
{marks}
{dots}
<text x="{size / 2:.0f}" y="{size - 8}" text-anchor="middle">confidence</text>
<text x="14" y="{size / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {size / 2:.0f})">share right</text>
</svg>
"""


def _x(value: float) -> float:
    return _EDGE + value * _SIDE


def _y(value: float) -> float:
    return _EDGE + (1 - value) * _SIDE


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("annotations", type=Path, nargs="+")
    parser.add_argument("--reports", type=Path, nargs="+", required=True)
    parser.add_argument("--muc4", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    pairs = list(judged(list(documents(args.annotations, args.reports, args.muc4)), args.folds))
    rows = bins(pairs)
    for sure, right, count in rows:
        print(f"confidence {sure:.2f}  right {right:.2f}  of {count}")
    brier = sum((sure - right) ** 2 for sure, right in pairs) / len(pairs)
    print(f"{len(pairs)} happenings: calibration error {calibration_error(rows):.3f}, Brier {brier:.3f}")
    if args.plot:
        args.plot.write_text(diagram(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
