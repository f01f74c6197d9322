"""Ask Ascribe what the five first reports say, and write `docs/first-reports.md`.

    python docs/first_reports.py ../shared/reports > docs/first-reports.md

`first_reports.yaml` has the questions with the answers of a careful reader; an answer is right where stance, speaker,
actor, version and the kind of happening are. What Ascribe answers to none of them is listed too.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ascribe.model import Proposition, Reading, Report, Statement
from ascribe.pipeline import Pipeline
from ascribe.read import read_bytes

QUESTIONS = Path(__file__).with_suffix(".yaml")
#: Stances of which every answer must be right.
FIRM = ("claims", "denies", "cannot-confirm", "declined", "not-reached", "no-claim")
#: Words of a report that may be shown in a row.
MOST = 5


@dataclass(frozen=True)
class Answer:
    """One question with the statement that answers it best, and whether it is right."""

    question: dict[str, Any]
    statement: Statement | None
    right: bool

    @property
    def firm(self) -> bool:
        return self.question["stance"][0] in FIRM


def answers(report: Report, reading: Reading, questions: list[dict[str, Any]]) -> list[Answer]:
    """Each question with the nearest statement of its passage."""
    kinds = {p.id: p for p in reading.propositions}
    found = []
    for question in questions:
        at = report.text.index(question["at"])
        near = [s for s in reading.statements if s.evidence.start <= at < s.evidence.end]
        ranked = sorted(near, key=lambda s: -sum(marks(question, s, kinds).values()))
        best = ranked[0] if ranked else None
        found.append(Answer(question, best, best is not None and all(marks(question, best, kinds).values())))
    return found


def marks(question: dict[str, Any], said: Statement, kinds: dict[str, Proposition]) -> dict[str, bool]:
    """What of a statement is as the question wants it."""
    of = kinds.get(said.proposition or "")
    whom = said.actor.name if said.actor else ""
    return {
        "stance": said.stance.value in question["stance"],
        "who": _holds(voice(said), question["who"])
        and not (question.get("alone") and " and " in voice(said)),
        "via": "via" not in question or any(_holds(h.name, question["via"]) for h in said.speaker.via),
        "whom": _holds(whom, question["whom"])
        if "whom" in question
        else not whom or "agent" not in said.facet,
        "what": "what" not in question or said.facet in question["what"],
        "value": "value" not in question or said.value == str(question["value"]),
        "of": of is not None and of.kind.value in question["of"] and not _joined(question, of),
    }


def _joined(question: dict[str, Any], of: Proposition) -> bool:
    """Whether the happening also holds words of another one, which it should have been kept apart from."""
    return any(question.get("apart", "\0") in m.quote for m in (of.evidence, *of.mentions))


def _holds(name: str, wanted: str) -> bool:
    return any(part.lower() in name.lower() for part in wanted.split("|"))


def voice(said: Statement) -> str:
    return "the outlet" if said.speaker.is_outlet else said.speaker.name


def row(number: int, answer: Answer, report: Report, kinds: dict[str, Proposition]) -> str:
    """One row of the table; the words are the passage's first ones."""
    said = answer.statement
    if said is None:
        return f"| {number} | {answer.question['ask']} | nothing | {_want(answer.question)} | **wrong** |"
    return (
        f"| {number} | {answer.question['ask']} | {_told(said, kinds)} | "
        f"{_short(answer.question['at'])} [{said.evidence.start}:{said.evidence.end}] | "
        f"{'right' if answer.right else '**wrong**: ' + _want(answer.question)} |"
    )


def _told(said: Statement, kinds: dict[str, Proposition]) -> str:
    of = kinds.get(said.proposition or "")
    via = "".join(f", via {_short(hop.name)}" for hop in said.speaker.via)
    whom = f" {_short(said.actor.name)}" if said.actor else ""
    value = f" = {said.value}" if said.value else ""
    about = f"{said.facet}{value}, {of.kind.value if of else 'nothing told'}"
    return f"{_short(voice(said))}{via}: **{said.stance.value}**{whom} ({about})"


def _want(question: dict[str, Any]) -> str:
    """The right answer, and why Ascribe's is another."""
    whom = f" {question['whom'].split('|')[0]}" if "whom" in question else ""
    value = f" = {question['value']}" if "value" in question else ""
    who = question["who"].split("|")[0]
    cause = f"; {question['cause']}" if "cause" in question else ""
    return f"should be {who}: {' or '.join(question['stance'])}{whom}{value} ({' or '.join(question['of'])}){cause}"


def _short(words: str) -> str:
    """At most `MOST` words."""
    parts = words.split()
    return " ".join(parts[:MOST]) + (" …" if len(parts) > MOST else "")


def beside(reading: Reading, found: list[Answer]) -> list[Statement]:
    """What answers no question: no other facet or happening of an answer's own words."""
    keys = {_key(a.statement) for a in found if a.statement is not None}
    return [s for s in reading.statements if _key(s) not in keys]


def _key(said: Statement) -> tuple[object, ...]:
    """One word of one speaker: its agent and its happening are two facets of it."""
    return said.stance if said.stance.value in FIRM else "", said.speaker.name, said.evidence.start


HEAD = """# The five first reports, stance by stance

Made by `python docs/first_reports.py ../shared/reports > docs/first-reports.md`. The questions and the right answers
are a careful reader's (`first_reports.yaml`), who judged each from the whole report. An answer is right where all of
it is: stance, speaker (with the one it is heard through), the actor named, the version given, the kind of happening
that it is about, and that this is not joined with another one where that was seen. Of several statements of one passage the one
nearest to the right answer is shown, and the rest below the table. The words are cut to five; the offsets are code
points of the evidence in the report as read. These five are development reports: their errors were read.
"""


def page(folder: Path) -> str:
    """The page, from the reports of a folder."""
    pipeline, lines = Pipeline(), list[str]()
    firm, rest, extra = Counter[bool](), Counter[bool](), Counter[str]()
    causes = Counter[str]()
    for part in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")):
        path = folder / f"{part['report']}.txt"
        report = read_bytes(path.name, path.read_bytes(), None)
        reading = pipeline.reading(report)
        found, kinds = answers(report, reading, part["questions"]), {p.id: p for p in reading.propositions}
        causes.update(a.question.get("cause", "other") for a in found if not a.right)
        firm.update(a.right for a in found if a.firm)
        rest.update(a.right for a in found if not a.firm)
        lines += [
            f"\n## {part['report']}\n",
            "| | question | Ascribe's answer | words | judged |",
            "|---:|---|---|---|---|",
        ]
        lines += [row(number, answer, report, kinds) for number, answer in enumerate(found, 1)]
        others = beside(reading, found)
        excused = part.get("beside", {})
        for said in others:
            judged = next((r for words, r in excused.items() if words in said.evidence.quote), "not judged")
            extra[judged.split(":")[0]] += 1
            lines.append(
                f"\nBeside these: {_told(said, kinds)} [{said.evidence.start}:{said.evidence.end}], {judged}."
            )
    lines += ["\n## What is wrong, by cause\n", "| cause | answers |", "|---|---:|"]
    lines += [f"| {cause} | {count} |" for cause, count in causes.most_common()]
    return HEAD + _figures(firm, rest, extra) + "\n".join(lines) + "\n"


def _figures(firm: Counter[bool], rest: Counter[bool], extra: Counter[str]) -> str:
    return (
        "\n| | right | of | must be |\n|---|---:|---:|---|\n"
        f"| claims, denials, cannot-confirm, no-comment, no-claim | {firm[True]} | {firm.total()} | all |\n"
        f"| the rest | {rest[True]} | {rest.total()} | 80 % |\n"
        f"| said beside these | {extra['right']} | {extra.total()} | |\n"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python docs/first_reports.py REPORTS_DIR > docs/first-reports.md")
    sys.stdout.write(page(Path(sys.argv[1])))
