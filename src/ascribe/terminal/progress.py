"""What is going on, on stderr while it goes on: nothing where stderr is no terminal, and never on stdout."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from ascribe.pipeline import Fate, Outcome
from ascribe.terminal.console import talk
from ascribe.terminal.words import counted, tail

#: A rate tells something after so many seconds.
SETTLED = 2.0


@dataclass(slots=True)
class Watch:
    """The line of a batch: how far, how many documents, how fast, how many failed, and what is read now."""

    progress: Progress
    task: TaskID
    #: Characters of a name that fit beside the figures.
    room: int
    begun: float = field(default_factory=monotonic)
    documents: int = 0
    failed: int = 0
    opened: int = 0

    def source(self, name: str) -> None:
        """A source is opened; all before it are done."""
        self.progress.update(self.task, completed=self.opened, name=tail(name, self.room))
        self.opened += 1

    def document(self, outcome: Outcome) -> None:
        """A document is done."""
        self.documents += 1
        self.failed += outcome.fate is Fate.FAILED
        seconds = monotonic() - self.begun
        figures = [counted(self.documents, "document")]
        figures += [f"{self.documents / seconds:,.1f}/s"] if seconds >= SETTLED else []
        figures += [f"{self.failed:,} failed"] if self.failed else []
        name = tail(outcome.source, self.room)
        self.progress.update(self.task, figures=" · ".join(figures), name=name)


@contextmanager
def watching(doing: str, total: int | None) -> Iterator[Watch]:
    """The line of a batch of so many sources; gone when the batch ends, however it ends."""
    console = talk()
    few = (BarColumn(bar_width=16), MofNCompleteColumn()) if total is None or total > 1 else ()
    columns = (SpinnerColumn(), TextColumn(doing), *few, TextColumn("{task.fields[figures]}"))
    room = max(console.width - len(doing) - (70 if few else 45), 12)
    with Progress(
        *columns, TextColumn("{task.fields[name]}", style="dim"),
        console=console, transient=True, disable=not console.is_terminal,
    ) as progress:  # fmt: skip
        yield Watch(progress, progress.add_task(doing, total=total, figures="", name=""), room)


@contextmanager
def working(doing: str) -> Iterator[None]:
    """A line for something that goes on for a while and cannot say how far it is."""
    console = talk()
    if not console.is_terminal:
        yield
        return
    with console.status(doing):
        yield
