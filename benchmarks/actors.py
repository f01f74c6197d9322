"""Whether written variants of names find the actor they mean, and look-alikes do not.

    python -m benchmarks.actors [FILE.yaml] [--half NAME] [--errors]

Without a file: `benchmarks/actors.yaml`, whose head says how it was made. Prints, for each part, how many names are
right and how many look-alikes are joined.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ascribe.knowledge.packs import load_packs
from ascribe.resolve.actors import Actors
from ascribe.resolve.matching import are_alike


class Outcome(NamedTuple):
    """One case: its sort, whether it is right, whether two actors were joined that are different, and how it reads."""

    sort: str
    right: bool
    joined: bool
    line: str


def outcomes(half: dict[str, list[dict[str, Any]]]) -> Iterator[Outcome]:
    """What becomes of each case of a half."""
    packs = load_packs()
    for sort, cases in half.items():
        for case in cases:
            if "alike" in case:
                found = are_alike(case["name"], case["other"])
                line = f"{case['name']} | {case['other']}: alike {found}, should be {case['alike']}"
                yield Outcome(sort, found == case["alike"], found and not case["alike"], line)
                continue
            actor = Actors.of(packs, case["in"], []).identify(case["name"])
            wrong = actor is not None and actor != case["is"]
            yield Outcome(
                sort, actor == case["is"], wrong, f"{case['name']}: {actor}, should be {case['is']}"
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).with_suffix(".yaml"))
    parser.add_argument("--half", help="only this part of the file")
    parser.add_argument("--errors", action="store_true", help="print every case that is not right")
    options = parser.parse_args()
    for name, half in yaml.safe_load(options.file.read_text(encoding="utf-8")).items():
        if options.half not in (None, name):
            continue
        found = list(outcomes(half))
        right, every = Counter(o.sort for o in found if o.right), Counter(o.sort for o in found)
        share = sum(right.values()) / len(found)
        joined = sum(o.joined for o in found)
        print(
            f"{name}: {sum(right.values())} of {len(found)} right ({share:.3f}), {joined} joined that differ"
        )
        print("  " + ", ".join(f"{sort} {right[sort]}/{every[sort]}" for sort in every))
        for outcome in found:
            if options.errors and not outcome.right:
                print(f"  {'JOINED ' if outcome.joined else ''}{outcome.sort}: {outcome.line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
