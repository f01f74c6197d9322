"""Why two happenings are one incident or two, as lines for people and as JSON."""

import json

from ascribe.joining import Why
from ascribe.link.evidence import Comparison


def print_why(found: Why, most: int) -> None:
    """The verdict, and the heaviest comparisons with every piece of evidence and its weight in bits."""
    print(found.verdict)
    for comparison in found.comparisons[:most]:
        print(f"\n{comparison.a}  {comparison.b}  {comparison.weight:+.1f} bits in all")
        if comparison.ruled_out:
            print(f"  never one: {comparison.ruled_out}")
        for evidence in sorted(comparison.evidence, key=lambda e: -abs(e.weight)):
            if evidence.weight:
                print(f"  {evidence.weight:+6.1f}  {evidence.comparison:<9}{evidence.words}")
    if len(found.comparisons) > most:
        print(f"\nand {len(found.comparisons) - most} more comparisons (--json)")


def print_why_json(found: Why) -> None:
    """One line of JSON with all comparisons."""
    comparisons = [_plain(comparison) for comparison in found.comparisons]
    print(
        json.dumps(
            {"joined": found.joined, "verdict": found.verdict, "comparisons": comparisons}, ensure_ascii=False
        )
    )


def _plain(comparison: Comparison) -> dict[str, object]:
    return {
        "a": comparison.a,
        "b": comparison.b,
        "weight": round(comparison.weight, 2),
        "ruled_out": comparison.ruled_out,
        "evidence": [
            {"comparison": e.comparison, "level": e.condition, "weight": round(e.weight, 2), "words": e.words}
            for e in comparison.evidence
        ],
    }
