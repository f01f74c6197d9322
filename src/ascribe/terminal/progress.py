"""A line of progress on stderr while something long goes on; nothing where stderr is no terminal."""

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ascribe.terminal.console import talk

T = TypeVar("T")


def watched(items: Iterable[T], doing: str) -> Iterator[T]:
    """The items, with progress shown while they are worked on."""
    console = talk()
    if not console.is_terminal:
        yield from items
        return
    columns = (TextColumn(doing), BarColumn(bar_width=30), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=len(items) if isinstance(items, Sized) else None)
        for item in items:
            yield item
            progress.advance(task)
