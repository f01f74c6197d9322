"""Make a world, tell it, link and assess the reports, print the figures: see the package's own words."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import benchmarks.world
from benchmarks.world.measure import Figures, measure
from benchmarks.world.telling import Settings, Telling, tell
from benchmarks.world.truth import make_world


def main() -> int:
    asked = _arguments()
    if asked.text:
        _write(asked.text, _telling(asked))
    elif asked.only == "scale":
        _scale(asked)
    elif asked.only == "sweep":
        _sweep(asked)
    else:
        figures = measure(_telling(asked), given=asked.given)
        print(json.dumps(asdict(figures)) if asked.json else _words(figures))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=benchmarks.world.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--happenings", type=int, default=1000)
    parser.add_argument("--copying", type=float, default=0.5, help="share of reports that are copies")
    parser.add_argument("--lying", type=float, default=0.1, help="share of what officials and accused say")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", default="1000,3000,10000", help="for --only scale")
    parser.add_argument("--only", choices=("scale", "sweep"))
    parser.add_argument("--given", action="store_true", help="assess the true incidents, without linking")
    parser.add_argument("--text", type=Path, help="write the reports as text files into this folder")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _telling(asked: argparse.Namespace) -> Telling:
    settings = Settings(copying=asked.copying, lying=asked.lying)
    return tell(make_world(asked.happenings, asked.seed), settings)


def _words(figures: Figures) -> str:
    counts = ", ".join(f"{number:,} {name}" for name, number in figures.counts.items())
    lines = [counts, "linking B-cubed  precision {:.4f}  recall {:.4f}  F1 {:.4f}".format(*figures.linking)]
    grades = figures.grades
    lines.append(f"grades           precision {grades.precision:.4f}  recall {grades.recall:.4f}")
    lines += [
        f"  {grade:<30} the doer (or its front) in {right:,} of {named:,}: {right / named:.3f}"
        for grade, (right, named) in figures.true_agents.items()
    ]
    lines += [
        f"contradictions, {kind:<9} precision {s.precision:.4f}  recall {s.recall:.4f}  of {s.wanted:,}"
        for kind, s in figures.contradictions.items()
    ]
    updates = figures.updates
    told_apart = f"precision {updates.precision:.4f}  recall {updates.recall:.4f}  of {updates.wanted:,}"
    lines.append(f"updates told apart        {told_apart}")
    lines.append(
        f"candidates with more origins than originals {figures.overcounted} of {figures.candidates:,}; "
        f"{figures.overcounted_where_joined} more where two happenings were taken for one"
    )
    spent = ", ".join(f"{stage} {seconds:.1f} s" for stage, seconds in figures.seconds.items())
    lines.append(f"processor time: {spent}; at most {figures.megabytes:,.0f} MB")
    return "\n".join(lines)


def _scale(asked: argparse.Namespace) -> None:
    """Each size in a process of its own, so that the memory is its own."""
    print("happenings  reports   statements  F1      origins s  link s   assess s  MB")
    for size in asked.sizes.split(","):
        command = [sys.executable, "-m", "benchmarks.world", "--json", "--happenings", size]
        command += ["--copying", str(asked.copying), "--lying", str(asked.lying), "--seed", str(asked.seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        f = json.loads(done.stdout)
        spent, counts = f["seconds"], f["counts"]
        print(
            f"{counts['happenings']:<11,} {counts['reports']:<9,} {counts['statements']:<11,} {f['linking'][2]:.4f}"
            f"  {spent['origins']:<10.1f} {spent['link']:<8.1f} {spent['assess']:<9.1f} {f['megabytes']:,.0f}",
            flush=True,
        )


def _sweep(asked: argparse.Namespace) -> None:
    print(
        "copying lying  linking F1  grades P/R     number P/R     agent P/R      happened P/R   overcounted"
    )
    for copying in (0.0, 0.25, 0.5, 0.75):
        for lying in (0.0, 0.1, 0.3, 0.5):
            settings = Settings(copying=copying, lying=lying)
            f = measure(tell(make_world(asked.happenings, asked.seed), settings), given=asked.given)
            held = [f.grades, *(f.contradictions.get(k) for k in ("number", "agent", "happened"))]
            scores = "  ".join(f"{s.precision:.3f} / {s.recall:.3f}" if s else "-            " for s in held)
            print(f"{copying:<7} {lying:<6} {f.linking[2]:.4f}      {scores}  {f.overcounted}", flush=True)


def _write(folder: Path, telling: Telling) -> None:
    """The reports as text, and `truth.jsonl`: for each file its happenings and the outlet it is copied from."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for page in telling.pages:
            (folder / page.report.source).write_text(page.report.text, encoding="utf-8")
            row = {
                "file": page.report.source,
                "published": page.story.day.isoformat(),
                "happenings": sorted(set(page.happenings.values())),
                "copied_from": page.story.copy_of.outlet if page.story.copy_of else None,
            }
            print(json.dumps(row), file=truth)


if __name__ == "__main__":
    sys.exit(main())
