"""The commands on what disagrees and on what is counted: contradictions over all incidents, tallies as series."""

from typing import Annotated

import typer

from ascribe.arguments import DEFAULT_LEDGER, JsonOption, LedgerOption, PackOption, existing, pipeline_with


def contradictions(
    ledger: LedgerOption = DEFAULT_LEDGER,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only of this kind (number, agent ...); may be repeated.")
    ] = None,
    near: Annotated[
        bool, typer.Option("--near", help="Also what only looks like one, with why not.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List where reports contradict one another: the detail, the versions, who gives each."""
    from ascribe.overview import contradiction_rows
    from ascribe.terminal.contradictions import print_contradictions

    with existing(ledger) as opened:
        print_contradictions(list(contradiction_rows(opened, kind or (), near=near)), as_json=as_json)


def tallies(
    ledger: LedgerOption = DEFAULT_LEDGER, pack: PackOption = None, as_json: JsonOption = False
) -> None:
    """List the counts over periods, one line a counter, with sums checked and the ledger's own incidents beside."""
    from ascribe.overview import tally_rows
    from ascribe.terminal.tallies import print_tallies

    with existing(ledger) as opened:
        print_tallies(tally_rows(opened, pipeline_with(pack).knowledge()), as_json=as_json)
