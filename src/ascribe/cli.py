"""The commands. Each parses its arguments, calls the library and prints: data on stdout, talk on stderr.

Exit codes: 0 done, 1 something failed (one line each on stderr), 2 wrong usage. Imports stand inside the
commands, so that `--help` does not wait for the network's libraries.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascribe.arguments import (
    DEFAULT_LEDGER,
    ColumnOption,
    IdArgument,
    JsonOption,
    LedgerOption,
    OutputOption,
    PackOption,
    PathsArgument,
    PrivateOption,
    existing,
    pipeline_with,
    read_options,
)
from ascribe.cli_actors import actors, link, packs, unlink
from ascribe.cli_assess import contradictions, tallies
from ascribe.cli_incidents import incidents, join, split, undo, why
from ascribe.errors import AscribeError, LeftOutError
from ascribe.terminal.console import complain, say

if TYPE_CHECKING:
    from ascribe.batch import Batch

app = typer.Typer(
    name="ascribe",
    help="A ledger of who says who did what to whom, read from news reports of political violence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_UsageError: type[Exception] = typer.BadParameter.__bases__[
    0
]  # click's, which newer versions of typer hold within


def _version(asked: bool) -> None:
    if asked:
        from ascribe import __version__

        print(f"ascribe {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    """A ledger of who says who did what to whom, read from news reports of political violence."""


@app.command()
def read(
    paths: PathsArgument = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
    column: ColumnOption = None,
    allow_private: PrivateOption = False,
    retry: Annotated[
        Path | None, typer.Option(help="Read what a file of --failed-to names.", metavar="FILE")
    ] = None,
    failed_to: Annotated[
        Path | None, typer.Option(help="Write what failed there, for another try.", metavar="FILE")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports into the ledger. Safe to stop and to repeat: what is there already is left alone."""
    from ascribe.batch import Batch, check_writable, read_failed, read_into_ledger
    from ascribe.ledger import Ledger

    wanted = [*(paths or ()), *(read_failed(retry) if retry else ())]
    if not wanted and not retry:
        raise typer.BadParameter("Missing argument 'PATH...' (or --retry FILE).")
    if failed_to:
        check_writable(failed_to)
    batch, options = Batch(), read_options(column, allow_private=allow_private)
    with Ledger.open(ledger) as opened:
        stop = read_into_ledger(opened, pipeline_with(pack), wanted, options, batch)
    if batch.documents or not stop:
        _sum_up(batch, as_json, failed_to)
    if isinstance(stop, KeyboardInterrupt):
        complain("stopped: what was read is kept; run it again for the rest, it links all when it ends")
        raise typer.Exit(130)
    if stop:
        raise stop
    if batch.failed:
        raise typer.Exit(1)


app.command()(incidents)
app.command()(why)
app.command()(join)
app.command()(split)
app.command()(undo)


@app.command()
def reports(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """List the reports: when published, by whom, their versions and copies."""
    from ascribe.overview import report_rows
    from ascribe.terminal.lists import print_reports

    with existing(ledger) as opened:
        print_reports(list(report_rows(opened)), as_json=as_json)


@app.command()
def sources(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """List who published the reports, from when to when, and whose text they carry."""
    from ascribe.overview import report_rows, source_rows
    from ascribe.terminal.lists import print_sources

    with existing(ledger) as opened:
        print_sources(source_rows(report_rows(opened)), as_json=as_json)


@app.command()
def show(
    identity: IdArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one incident, report or actor with its evidence; of a report also its versions and what changed."""
    from ascribe.terminal.console import out
    from ascribe.terminal.show import find_entry, print_entry, print_entry_json

    with existing(ledger) as opened:
        packs = pipeline_with(pack).knowledge
        entry = find_entry(opened, identity, packs)
        if as_json:
            print_entry_json(opened, entry, packs)
        else:
            print_entry(out(), opened, entry, packs)


app.command()(contradictions)
app.command()(tallies)
app.command()(actors)
app.command()(link)
app.command()(unlink)
app.add_typer(packs, name="packs")


@app.command()
def original(identity: IdArgument, output: OutputOption = "-", ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Write the bytes that a report was read from, as they came in; ID may also be their SHA-256."""
    from ascribe.publish.original import write_bytes

    with existing(ledger) as opened:
        data = opened.original_of(identity)
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_bytes(Path(output), data)
        say(f"{len(data):,} bytes in {output}")


@app.command()
def extract(
    paths: PathsArgument = None,
    pack: PackOption = None,
    column: ColumnOption = None,
    allow_private: PrivateOption = False,
) -> None:
    """What reports say, as JSON Lines on stdout; no ledger is touched. Reads all that `read` does."""
    from ascribe.batch import extract_all
    from ascribe.publish.jsonl import extract_lines

    if not paths:
        raise typer.BadParameter("Missing argument 'PATH...'.")
    failed, options = False, read_options(column, allow_private=allow_private)
    for found in extract_all(paths, pipeline_with(pack), options):
        if isinstance(found, AscribeError):
            complain(str(found))
            failed = failed or not isinstance(found, LeftOutError)
            continue
        for text in extract_lines(*found):
            print(text)
    if failed:
        raise typer.Exit(1)


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl", show_default=False)],
    output: OutputOption = "-",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Write everything to a file, with a second file that says which words each cell rests on."""
    from ascribe.actors import Register, actor_lines
    from ascribe.publish import jsonl

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r}: the only format so far is jsonl")
    with existing(ledger) as opened:
        named = actor_lines(Register.of(opened, pipeline_with(pack).knowledge()))
        if output == "-":
            for text in jsonl.export(opened, named):
                print(text)
            say("lineage is written beside a file only: use -o PATH")
            return
        path = Path(output)
        count = jsonl.write(path, jsonl.export(opened, named))
        cells = jsonl.write(jsonl.lineage_path(path), jsonl.lineage(opened.readings()))
    say(f"{count} entries in {path}, {cells} cells with their words in {jsonl.lineage_path(path)}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of every entry."""
    import json

    from ascribe.model import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command()
def rebuild(
    ledger: LedgerOption = DEFAULT_LEDGER, pack: PackOption = None, as_json: JsonOption = False
) -> None:
    """Make everything again from the reports as captured: readings, incidents, assessments, copies."""
    from ascribe.batch import Batch, rebuild_ledger
    from ascribe.pipeline import packs_left_out

    batch = Batch()
    with existing(ledger) as opened:
        pipeline = pipeline_with(pack)
        for name in packs_left_out(opened, pipeline):
            complain(
                f"{name}: reports were read with this pack: give it again with --pack, or its names are gone"
            )
        rebuild_ledger(opened, pipeline, batch)
    _sum_up(batch, as_json)
    if batch.failed:
        raise typer.Exit(1)


@app.command()
def verify(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """Check every chain, digest, span and id of the ledger; exit 1 if anything is wrong."""
    import json

    with existing(ledger) as opened:
        problems = opened.verify()
    if as_json:
        print(json.dumps({"problems": problems}, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
    say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}" if problems else "nothing wrong")
    if problems:
        raise typer.Exit(1)


lexicon = typer.Typer(help="The words that report happenings.", no_args_is_help=True)
app.add_typer(lexicon, name="lexicon")


@lexicon.command("check")
def lexicon_check(
    packs: Annotated[
        list[Path] | None,
        typer.Argument(help="Packs with `events`; without any, the built-in lexicon.", metavar="PACK..."),
    ] = None,
) -> None:
    """Say what is wrong with the lexicon or with the events of packs, one line each; exit 1 where anything is."""
    from ascribe.knowledge.lexicon.check import check
    from ascribe.parse.lemmas import load_lemmatizer

    found = check(tuple(packs or ()), load_lemmatizer())
    for line in found:
        print(line)
    say(f"{len(found)} to look at" if found else "all is well")
    if found:
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Read the bundled sample (a country that does not exist) and show its richest incident."""
    from ascribe.sample import run

    run(say)


def main() -> None:
    """The entry point: errors of ours become one line and exit 1, wrong usage one line and exit 2; a closed pipe
    ends quietly."""
    from ascribe.terminal.console import prepare

    prepare()
    try:
        sys.exit(app(prog_name="ascribe", standalone_mode=False))
    except _UsageError as error:
        _complain_of_usage(error)
        sys.exit(2)
    except AscribeError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output is gone (`| head`); Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _complain_of_usage(error: Exception) -> None:
    """What is wrong with the command line, and whose help says what is right; nothing where help was shown."""
    message = error.format_message().removeprefix("Invalid value: ").rstrip(".")  # type: ignore[attr-defined]
    context: typer.Context | None = getattr(error, "ctx", None)
    if message:
        complain(f"{message}: see `{context.command_path if context else 'ascribe'} --help`")


def _sum_up(batch: "Batch", as_json: bool, failed_to: Path | None = None) -> None:
    """The table at the end (or its JSON), and the file of what failed."""
    import json

    from ascribe.terminal.summary import print_summary, summary

    if as_json:
        print(json.dumps(summary(batch), ensure_ascii=False))
    else:
        print_summary(batch)
    if failed_to:
        from ascribe.batch import write_failed

        for name in write_failed(failed_to, batch.failed):
            complain(f"{name}: cannot stand in {failed_to}: give it to `ascribe read` again yourself")


if __name__ == "__main__":
    main()
