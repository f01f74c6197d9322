"""Contradictions across annotated reports, and what only looks like one: found or not, from statements or from text.

    python -m benchmarks.contradictions GOLD_DIR REPORTS_DIR             # from the annotators' own statements
    python -m benchmarks.contradictions GOLD_DIR REPORTS_DIR --text      # from what Ascribe reads in the texts
    python -m benchmarks.contradictions GOLD_DIR REPORTS_DIR --errors    # with each row and all that was found

A contradiction of the across files is found where one of ours is of the same detail, rests on its reports and gives
two of its versions; a near one is wrong where one of ours sets two of the things against each other that it quotes.
What is found beyond the lists is counted, too: no list of the annotators is complete, so it is to be read, not scored.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ascribe.assess import assess, beside, origins, ties
from ascribe.knowledge.packs import load_packs
from ascribe.knowledge.words import rare_words, stems
from ascribe.model import Contradiction, Reading, Report
from benchmarks.annotated import Annotated, load

#: What words of the annotators' `about` ask of ours: the detail, or the kind of the contradiction.
_ABOUT = {
    "responsibility": ("agent",),
    "where": ("place", "target"),
    "whom": ("target",),
    "hit": ("hits",),
    "when": ("time", "began"),
    "whether": ("happened", "presence", "harm"),
    "warning": ("time",),
}
_YES = frozenset("yes accused accuses accuse claimed claim claims responsible pointed".split())
_NO = frozenset("no not denied denies denial cannot".split())
_COUNTED = {word: str(n) for n, word in enumerate("zero one two three four five six".split())}
#: What the same yes or no weighs, in shared words.
_SAME_STAND = 1.5
_NEAR = frozenset(["near"])
_QUOTED = re.compile(r"'([^']+(?:'[a-z][^']*)*)'")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Found:
    """One contradiction of ours, with the names of the reports that it rests on."""

    contradiction: Contradiction
    reports: frozenset[str]

    @property
    def words(self) -> str:
        found = self.contradiction
        return f"{found.kind.value} · {found.about}: {' | '.join(found.versions)}"


def ours(
    incidents: Iterable[Any], readings: Mapping[str, Reading], reports: Mapping[str, Report], names: Mapping[str, str]
) -> list[Found]:  # fmt: skip
    """The contradictions that `assess` finds."""
    shared, known, listed = origins(reports.values()), ties(readings.values(), load_packs()), list(incidents)
    others = beside(listed, readings)
    where = {s.id: s.report for r in readings.values() for s in (*r.statements, *r.propositions)}
    found = []
    for incident in listed:
        series = others.get(incident.id, ())
        assessed = assess(incident, readings, reports, shared, known=known, beside=series)
        for contradiction in assessed.contradictions:
            told = frozenset(names[where[entry]] for entry in contradiction.statements)
            found.append(Found(contradiction, told))
    return found


def is_found(row: Mapping[str, Any], found: Found) -> bool:
    """Whether one of ours is the contradiction of this row."""
    if not found.reports & set(row["in"]) or not _same_detail(row["about"], found.contradiction):
        return False
    held = [_said_most(version, row["values"]) for version in found.contradiction.versions]
    if any(a and b and a != b for a in held for b in held):
        return True
    denials = [_polarity(version) == "no" for version in found.contradiction.versions]
    return any(denials) and any(a and not no for a, no in zip(held, denials, strict=True))


def _said_most(version: str, values: Sequence[Any]) -> frozenset[int]:
    """Which of the annotators' versions one of ours says; of several the one that it shares most with."""
    shares = [_shared(version, str(value)) for value in values]
    return frozenset(n for n, share in enumerate(shares) if share and share == max(shares))


def is_false(row: Mapping[str, Any], found: Found) -> bool:
    """Whether one of ours sets two of the things against each other that this row says agree."""
    quoted = _QUOTED.findall(row["why"]) or _NUMBER.findall(row["why"])
    if not found.reports <= set(row["in"]) or len(quoted) < 2:
        return False
    held = [frozenset(q for q in quoted if _same_words(v, q)) for v in found.contradiction.versions]
    return len({h for h in held if h}) > 1


def _same_detail(about: str, found: Contradiction) -> bool:
    wanted = {word for name in fold_words(about) for word in _ABOUT.get(name, (name,))}
    return bool(wanted & {*fold_words(found.about), found.kind.value})


def fold_words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _shared(version: str, value: str) -> float:
    """How much of a version of the annotators one of ours has: its number, its yes or no, words of it."""
    told, own = value.partition("(")[0], _polarity(version)
    wanted = _polarity(told)
    if wanted and own and wanted != own:
        return 0
    numbers = set(_NUMBER.findall(told))
    if numbers:
        return len(numbers & set(_NUMBER.findall(version)))
    if version[0].isdigit() and told.split()[0] in _COUNTED:
        return version.split()[0] == _COUNTED[told.split()[0]]
    rest = _content_words(told) - _YES - _NO
    if wanted and own == wanted:
        return _SAME_STAND
    common = len(_content_words(value) & _content_words(version))
    return common or (_SAME_STAND if wanted == "yes" and not rest and own is None else 0)


def _polarity(text: str) -> str | None:
    words = set(fold_words(text))
    return "no" if words & _NO else "yes" if words & _YES else None


def _content_words(text: str) -> set[str]:
    return {word for word in stems(text) if len(word) > 3 or word in _NEAR}


def _same_words(version: str, quoted: str) -> bool:
    numbers = _NUMBER.findall(quoted)
    if numbers:
        return bool(set(numbers) & set(_NUMBER.findall(version)))
    own = rare_words(quoted)
    return bool(own) and len(own & rare_words(version)) * 2 >= len(own)


def from_text(folder: Path, annotated: Annotated) -> list[Found]:
    """What is found when Ascribe reads the reports itself."""
    from ascribe.link import link
    from ascribe.pipeline import Pipeline
    from ascribe.read import read_bytes

    pipeline, reports, readings, names = Pipeline(), {}, {}, {}
    for name in annotated.names.values():
        path = folder / f"{name}.txt"
        report = read_bytes(str(path), path.read_bytes(), None)
        reports[report.id], names[report.id] = report, name
        readings[report.id] = pipeline.reading(report)
    return ours(link(readings.values()), readings, reports, names)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--text", action="store_true", help="from what Ascribe reads in the texts")
    parser.add_argument("--errors", action="store_true", help="print every row and all that was found")
    asked = parser.parse_args()
    annotated = load(asked.gold, asked.reports)
    if asked.text:
        found = from_text(asked.reports, annotated)
    else:
        found = ours(annotated.incidents(), annotated.readings, annotated.reports, annotated.names)
    wanted, near = annotated.listed("contradictions"), annotated.listed("not_contradictions")
    right = {n: [f for f in found if is_found(row, f)] for n, row in enumerate(wanted)}
    false = {n: [f for f in found if is_false(row, f)] for n, row in enumerate(near)}
    beyond = [f for f in found if not any(f in held for held in right.values())]
    if asked.errors:
        for n, row in enumerate(wanted):
            print(
                "found " if right[n] else "MISSED",
                row["about"],
                row["values"],
                *(f"\n    {f.words}" for f in right[n]),
            )
        for n, row in enumerate(near):
            if false[n]:
                print("FALSE ", row["why"], *(f"\n    {f.words}" for f in false[n]))
        for f in beyond:
            print("beyond", sorted(f.reports), f.words)
    print(f"contradictions found {sum(map(bool, right.values()))} of {len(wanted)}")
    print(f"near ones taken for contradictions {sum(map(bool, false.values()))} of {len(near)}")
    print(f"found beyond the lists {len(beyond)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
