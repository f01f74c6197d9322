"""The commands on incidents: list them, explain why happenings are one or two, join and split them, take that back."""

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ascribe.arguments import (
    DEFAULT_LEDGER,
    JsonOption,
    LedgerOption,
    PackOption,
    existing,
    pipeline_with,
    read_options,
)
from ascribe.cli_actors import BecauseOption, ByOption
from ascribe.errors import AscribeError, LeftOutError
from ascribe.terminal.console import complain, say

if TYPE_CHECKING:
    from ascribe.ledger import Ledger
    from ascribe.model import Decision, Incident, Reading

HappeningArgument = Annotated[
    str,
    typer.Argument(
        metavar="HAPPENING", help="An incident, a report or a proposition, by its id.", show_default=False
    ),
]
#: So many comparisons are printed; --json has all.
_SHOWN = 3


def incidents(
    ledger: LedgerOption = DEFAULT_LEDGER,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only of this kind (attack, arrest ...); may be repeated.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Only what may have happened on this day or later.", metavar="DATE")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Only what may have happened on this day or before.", metavar="DATE")
    ] = None,
    text: Annotated[str | None, typer.Option(help="Only where title, place or words hold this.")] = None,
    inside: Annotated[
        list[str] | None,
        typer.Option("--in", help="Of these files, without a ledger; may be repeated.", metavar="PATH"),
    ] = None,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the incidents: of the ledger, or of files that are read for this alone."""
    from ascribe.publish.lines import line
    from ascribe.selection import Wanted, select
    from ascribe.terminal.console import out
    from ascribe.terminal.incidents import print_incidents

    wanted = Wanted.of(kind or (), since, until, text)
    known, readings, failed = _of_files(inside, pack) if inside else (*_of_ledger(ledger), False)
    found = list(select(known, readings, wanted))
    if as_json:
        from ascribe.model import to_dict

        for incident in found:
            print(line(to_dict(incident)))
    else:
        if found:
            print_incidents(out(), found)
        say(f"{len(found)} incident{'' if len(found) == 1 else 's'}" + ("" if found else " found"))
    if failed:
        raise typer.Exit(1)


def _of_ledger(where: str) -> "tuple[list[Incident], list[Reading]]":
    with existing(where) as opened:
        found = list(opened.incidents()), list(opened.readings())
        is_linked = opened.is_linked()
    if not is_linked:
        complain(
            "reading was stopped before its end: incidents of what it read come with the next `ascribe read`"
        )
    return found


def _of_files(paths: Sequence[str], pack: PackOption) -> "tuple[list[Incident], list[Reading], bool]":
    """The incidents of files, their readings, and whether any file could not be read."""
    from ascribe.batch import extract_all
    from ascribe.pipeline import derive

    reports, readings, failed = [], [], False
    pipeline = pipeline_with(pack)
    for found in extract_all(paths, pipeline, read_options(None, allow_private=False)):
        if isinstance(found, AscribeError):
            complain(str(found))
            failed = failed or not isinstance(found, LeftOutError)
            continue
        reports.append(found[0])
        readings.append(found[1])
    return derive(reports, readings, packs=pipeline.knowledge())[0], readings, failed


def why(
    a: HappeningArgument,
    b: HappeningArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    as_json: JsonOption = False,
) -> None:
    """Say why two happenings are one incident, or why they are two: what was compared and what it weighs."""
    from ascribe.joining import happenings
    from ascribe.joining import why as explain
    from ascribe.terminal.why import print_why, print_why_json

    with existing(ledger) as opened:
        found = explain(opened, happenings(opened, a), happenings(opened, b))
    if as_json:
        print_why_json(found)
    else:
        print_why(found, _SHOWN)


def join(
    a: HappeningArgument,
    b: HappeningArgument,
    because: BecauseOption,
    by: ByOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Decide that two happenings are one incident; `undo` takes it back."""
    from ascribe.joining import join as joined

    with existing(ledger) as opened:
        _decide(opened, joined(opened, a, b, by or getpass.getuser(), because), pack)


def split(
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="An incident, by its id.", show_default=False)
    ],
    part: Annotated[
        str,
        typer.Argument(
            metavar="PART", help="The report or proposition that tells of another.", show_default=False
        ),
    ],
    because: BecauseOption,
    by: ByOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Decide that what a report tells in an incident is another happening; `undo` takes it back."""
    from ascribe.joining import split as parted

    with existing(ledger) as opened:
        _decide(opened, parted(opened, incident, part, by or getpass.getuser(), because), pack)


def undo(
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="A decision, by its id.", show_default=False)
    ],
    because: BecauseOption,
    by: ByOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Take a decision back, whatever it is of; it and its undoing both stay on record."""
    from ascribe.joining import take_back

    with existing(ledger) as opened:
        undoing, earlier = take_back(opened, decision, by or getpass.getuser(), because)
        _decide(opened, undoing, pack)
    say(f"undone: {earlier.verdict.value}, by {earlier.who}, {earlier.when[:10]}: {earlier.why}")


def _decide(ledger: "Ledger", decision: "Decision", pack: PackOption) -> None:
    """Keep a decision and link again."""
    from ascribe.pipeline import relink

    ledger.add_decision(decision)
    count = relink(ledger, pipeline_with(pack).knowledge())
    print(decision.id)
    say(f"{count} incident{'' if count == 1 else 's'} now")
