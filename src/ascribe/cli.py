"""The commands. Each parses its arguments, calls the library and prints: data on stdout, talk on stderr.

Exit codes: 0 done, 1 something failed (one line each on stderr), 2 wrong usage. Imports stand inside the
commands, so that `--help` does not wait for the network's libraries.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascribe import settings
from ascribe.errors import AscribeError, LeftOutError

if TYPE_CHECKING:
    from ascribe.ledger import Ledger
    from ascribe.pipeline import Outcome, Pipeline

app = typer.Typer(
    name="ascribe",
    help="A ledger of who says who did what to whom, read from news reports of political violence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LedgerOption = Annotated[
    str, typer.Option("--ledger", envvar=settings.LEDGER.variable, help=settings.LEDGER.help, metavar="WHERE")
]
PackOption = Annotated[
    list[Path] | None,
    typer.Option("--pack", help="A further knowledge pack (YAML); may be repeated.", metavar="FILE"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout instead of a table.")]
IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="An id, or the beginning of one.", show_default=False)
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders (their *.txt), or - .", show_default=False),
]
DEFAULT_LEDGER = settings.LEDGER.default


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
    paths: PathsArgument,
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read reports into the ledger; safe to repeat: what is there already is left alone."""
    from ascribe.ledger import Ledger
    from ascribe.pipeline import read_into, relink
    from ascribe.read import Options, find_sources
    from ascribe.terminal.progress import watched

    with Ledger.open(ledger) as opened:
        pipeline = _pipeline(pack)
        read_options = Options(captured=_now())
        outcomes = []
        for source in watched(find_sources(paths), "reading"):
            found = (
                [_failed(source)]
                if isinstance(source, AscribeError)
                else read_into(opened, pipeline, source, read_options)
            )
            for outcome in found:
                _tell(outcome)
                outcomes.append(outcome)
        incidents = None if opened.is_linked() else relink(opened)
    _sum_up(outcomes, incidents, as_json)


@app.command()
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
    as_json: JsonOption = False,
) -> None:
    """List the incidents."""
    from ascribe.publish.lines import line
    from ascribe.selection import Wanted, select
    from ascribe.terminal.console import out
    from ascribe.terminal.incidents import print_incidents

    wanted = Wanted.of(kind or (), since, until, text)
    with _existing(ledger) as opened:
        found = list(select(opened.incidents(), opened.readings(), wanted))
    if as_json:
        from ascribe.model import to_dict

        for incident in found:
            print(line(to_dict(incident)))
        return
    if found:
        print_incidents(out(), found)
    _say(f"{len(found)} incident{'' if len(found) == 1 else 's'}" + ("" if found else " found"))


@app.command()
def show(identity: IdArgument, ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """Show one incident or report with its evidence."""
    from ascribe.terminal.console import out
    from ascribe.terminal.show import print_entry, print_entry_json

    with _existing(ledger) as opened:
        entry = opened.find(identity)
        if as_json:
            print_entry_json(opened, entry)
        else:
            print_entry(out(), opened, entry)


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, or - .", show_default=False)],
    pack: PackOption = None,
) -> None:
    """What reports say, as JSON Lines on stdout; no ledger is touched."""
    from ascribe.pipeline import unread
    from ascribe.publish.jsonl import extract_lines
    from ascribe.read import read_paths

    pipeline, failed = _pipeline(pack), False
    for report in read_paths(files):
        try:
            if isinstance(report, AscribeError):
                raise report
            if note := unread(report):
                _complain(note)
            for text in extract_lines(report, pipeline.reading(report)):
                print(text)
        except AscribeError as error:
            _complain(str(error))
            failed = failed or not isinstance(error, LeftOutError)
    if failed:
        raise typer.Exit(1)


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl", show_default=False)],
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file, or - for stdout.", metavar="PATH")
    ] = "-",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Write everything to a file, with a second file that says which words each cell rests on."""
    from ascribe.publish import jsonl

    if form != "jsonl":
        raise typer.BadParameter(f"{form!r}: the only format so far is jsonl")
    with _existing(ledger) as opened:
        if output == "-":
            for text in jsonl.export(opened):
                print(text)
            _say("lineage is written beside a file only: use -o PATH")
            return
        path = Path(output)
        count = jsonl.write(path, jsonl.export(opened))
        cells = jsonl.write(jsonl.lineage_path(path), jsonl.lineage(opened.readings()))
    _say(f"{count} entries in {path}, {cells} cells with their words in {jsonl.lineage_path(path)}")


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
    """Make everything again from the reports as captured: readings, incidents, assessments."""
    from ascribe.pipeline import packs_left_out
    from ascribe.pipeline import rebuild as run
    from ascribe.terminal.progress import watched

    with _existing(ledger) as opened:
        outcomes = []
        pipeline = _pipeline(pack)
        for name in packs_left_out(opened, pipeline):
            _complain(
                f"{name}: reports were read with this pack: give it again with --pack, or its names are gone"
            )
        for outcome in watched(run(opened, pipeline), "reading again"):
            _tell(outcome)
            outcomes.append(outcome)
        count = sum(1 for _ in opened.incidents())
    _sum_up(outcomes, count, as_json)


@app.command()
def verify(ledger: LedgerOption = DEFAULT_LEDGER, as_json: JsonOption = False) -> None:
    """Check every chain, digest, span and id of the ledger; exit 1 if anything is wrong."""
    import json

    with _existing(ledger) as opened:
        problems = opened.verify()
    if as_json:
        print(json.dumps({"problems": problems}, ensure_ascii=False))
    else:
        for problem in problems:
            print(problem)
    _say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}" if problems else "nothing wrong")
    if problems:
        raise typer.Exit(1)


@app.command()
def demo() -> None:
    """Read the bundled sample (a country that does not exist) and show its richest incident."""
    from ascribe.sample import run

    run(_say)


def main() -> None:
    """The entry point: errors of ours become one line and exit 1; a closed pipe ends quietly."""
    from ascribe.terminal.console import prepare

    prepare()
    try:
        app(prog_name="ascribe")
    except AscribeError as error:
        _complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output is gone (`| head`); Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        _complain("stopped; what was read before is kept")
        sys.exit(130)


@contextmanager
def _existing(where: str) -> Iterator["Ledger"]:
    from ascribe.ledger import Ledger

    with Ledger.open(where, create=False) as opened:
        yield opened


def _pipeline(packs: list[Path] | None) -> "Pipeline":
    from ascribe.pipeline import Pipeline

    named = settings.value_of(settings.PACKS, os.environ)
    extra = [Path(name) for name in named.split(os.pathsep) if name]
    threads = settings.value_of(settings.THREADS, os.environ)
    if not threads.isdecimal() or int(threads) < 1:
        raise AscribeError(
            f"{settings.THREADS.variable}: {threads!r} is not a number of cores: give 1 or more"
        )
    return Pipeline((*extra, *(packs or ())), int(threads))


def _failed(error: AscribeError) -> "Outcome":
    from ascribe.pipeline import Outcome

    return Outcome(getattr(error, "source", ""), error=error)


def _tell(outcome: "Outcome") -> None:
    if outcome.error or outcome.note:
        _complain(str(outcome.error or outcome.note))


def _sum_up(outcomes: "list[Outcome]", incidents: int | None, as_json: bool) -> None:
    """The table at the end (or its JSON), and exit 1 if anything failed."""
    from ascribe.terminal.summary import print_summary, summary

    counts = summary(outcomes)
    if as_json:
        import json

        failures = [{"source": o.source, "error": str(o.error)} for o in outcomes if o.error]
        print(json.dumps({**counts, "incidents": incidents, "failures": failures}, ensure_ascii=False))
    else:
        print_summary(counts, incidents)
    if counts["failed"]:
        raise typer.Exit(1)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _complain(message: str) -> None:
    print("ascribe: " + " ".join(message.split()), file=sys.stderr)


def _say(message: str) -> None:
    print(message, file=sys.stderr)


if __name__ == "__main__":
    main()
