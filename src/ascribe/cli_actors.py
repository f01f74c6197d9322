"""The commands on actors: list and show them, judge whether two are the same, take a judgement back."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ascribe import settings
from ascribe.arguments import DEFAULT_LEDGER, JsonOption, LedgerOption, PackOption, existing, pipeline_with
from ascribe.terminal.console import say

if TYPE_CHECKING:
    from ascribe.actors import Register
    from ascribe.ledger import Ledger
    from ascribe.model import Decision

ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="An id or a name.", show_default=False)]
BecauseOption = Annotated[str, typer.Option("--because", help="The reason.", metavar="WHY")]
ByOption = Annotated[
    str, typer.Option("--by", envvar=settings.ANALYST.variable, help=settings.ANALYST.help, metavar="NAME")
]


def actors(
    name: Annotated[
        str | None,
        typer.Argument(metavar="ACTOR", help="An id or a name; without one, all.", show_default=False),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
    unnamed: Annotated[bool, typer.Option("--unnamed", help="Also those that no report names.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the actors, or show one: its names with their sources, its relations over time, what is judged of it."""
    from ascribe.terminal.actors import print_actor, print_actor_json, print_actors
    from ascribe.terminal.console import out

    with existing(ledger) as opened:
        register = _register(opened, pack)
        if name is None:
            print_actors(register, unnamed=unnamed, as_json=as_json)
        elif as_json:
            print_actor_json(register, register.find(name))
        else:
            print_actor(out(), register, register.find(name))


def link(
    a: ActorArgument,
    b: ActorArgument,
    because: BecauseOption,
    same: Annotated[bool, typer.Option("--same", help="They are one.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are two.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="It cannot be said.")] = False,
    by: ByOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Judge whether two actors are the same, with the reason; nothing is merged, and `unlink` takes it back."""
    from ascribe.actors import judge
    from ascribe.model import Verdict

    verdicts = {Verdict.SAME: same, Verdict.DIFFERENT: different, Verdict.UNSURE: unsure}
    chosen = [verdict for verdict, given in verdicts.items() if given]
    if len(chosen) != 1:
        raise typer.BadParameter("Give one of --same, --different and --unsure.")
    with existing(ledger) as opened:
        register = _register(opened, pack)
        one, other = register.to_link(a, b)
        decision = judge(chosen[0], one, other, by or getpass.getuser(), because)
        opened.add_decision(decision)
    print(decision.id)
    say(
        f"{register.book.name(one)} ({one}) and {register.book.name(other)} ({other}): {decision.verdict.value}"
    )


def unlink(
    a: ActorArgument,
    b: ActorArgument,
    because: BecauseOption,
    by: ByOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
    pack: PackOption = None,
) -> None:
    """Take back what is judged of two actors; the judgement and its undoing both stay on record."""
    from ascribe.actors import undo
    from ascribe.errors import NotFoundError
    from ascribe.resolve.judgements import Judgements

    with existing(ledger) as opened:
        register = _register(opened, pack)
        one, other = register.find(a), register.find(b)
        judged = register.judgements.between(one, other)
        if judged is None:
            raise NotFoundError(f"{one} and {other}: nothing is judged of them: see `ascribe actors {one}`")
        decision = undo(judged, by or getpass.getuser(), because)
        opened.add_decision(decision)
        earlier = Judgements.of(opened.decisions()).between(one, other)
    print(decision.id)
    say(f"undone: {_in_words(judged)}")
    if earlier is not None:
        say(f"an earlier judgement holds again: {_in_words(earlier)}: `ascribe unlink` takes it back too")


def _in_words(decision: "Decision") -> str:
    return f"{decision.verdict.value}, by {decision.who}, {decision.when[:10]}: {decision.why}"


def _register(ledger: "Ledger", pack: PackOption) -> "Register":
    from ascribe.actors import Register

    return Register.of(ledger, pipeline_with(pack).knowledge())


packs = typer.Typer(help="Knowledge packs: the actors that are known before reading.", no_args_is_help=True)


@packs.command("check")
def packs_check(
    files: Annotated[
        list[Path], typer.Argument(help="Packs of your own.", metavar="PACK...", show_default=False)
    ],
) -> None:
    """Say what is wrong with packs, or how many actors they bring, and which of their names mean others as well."""
    from ascribe.knowledge.lexicon import load_lexicon
    from ascribe.knowledge.names import fold
    from ascribe.knowledge.packs import builtin_paths, load_packs
    from ascribe.terminal.words import counted

    own, every = load_packs(files), load_packs([*builtin_paths(), *files])
    load_lexicon(packs=tuple(files))
    shared = {name: ids for name, ids in every.index.ambiguous().items() if not ids.isdisjoint(own.actors)}
    for name, ids in shared.items():
        bound = all((identity, name) in every.within for identity in ids)
        advice = "told apart by `within`" if bound else "not told apart in every report: give each a `within`"
        written = [n.text for i in sorted(ids) for n in every.actors[i].names if fold(n.text) == name]
        print(f"{written[0] if written else name}: is a name of {', '.join(sorted(ids))}: {advice}")
    names = sum(len(actor.names) for actor in own.actors.values())
    found = (
        counted(len(own.actors), "actor"),
        counted(names, "name"),
        counted(len(own.relations), "relation"),
    )
    say(f"{', '.join(found)}: all is well")
