"""The list of tallies as series: what is counted, each counter's points in order, sums, own incidents beside."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ascribe.model import TallyLine, TallyPoint, TallySeries, to_dict
from ascribe.publish.lines import line
from ascribe.terminal.console import out, say
from ascribe.terminal.words import counted, short

#: So many incidents of the ledger are named beside a series.
NAMED = 6


def print_tallies(rows: Sequence[TallySeries], *, as_json: bool) -> None:
    """Series after series; a tally is never an incident and never added to them."""
    if as_json:
        for row in rows:
            print(line(to_dict(row)))
        return
    console = out()
    for row in rows:
        _print(console, row)
    points = sum(len(line_.points) for row in rows for line_ in row.lines)
    say(f"{counted(points, 'count')} in {counted(len(rows), 'series', 'series')}")


def _print(console: Console, row: TallySeries) -> None:
    console.print(Text(_heading(row), style="bold"))
    for held in row.lines:
        console.print(Padding(Text(_line(held)), (0, 0, 0, 2), expand=False))
    for total in row.sums:
        verdict = "the parts add up" if total.holds else "the parts do not add up"
        console.print(Padding(Text(f"{total.words}: {verdict}", style="dim"), (0, 0, 0, 4), expand=False))
    for apart in row.contradictions:
        console.print(Padding(Text(f"cannot both be true: {apart}", style="red"), (0, 0, 0, 4), expand=False))
    if row.incidents:
        named = ", ".join(short(identity) for identity in row.incidents[:NAMED])
        more = " …" if len(row.incidents) > NAMED else ""
        beside = f"in this ledger {counted(len(row.incidents), 'incident')} of that scope: {named}{more}"
        console.print(Padding(Text(beside, style="dim"), (0, 0, 0, 4), expand=False))


def _heading(row: TallySeries) -> str:
    parts = [row.what]
    parts += [f"by {row.by}"] if row.by else []
    parts += [f"against {row.against}"] if row.against else []
    place = [", ".join(row.where)] if row.where else []
    since = [f"since {row.since}"] if row.since else []
    return " · ".join([" ".join(parts), *place, *since])


def _line(held: TallyLine) -> str:
    return f"{held.counter}: " + "; ".join(dict.fromkeys(_point(point) for point in held.points))


def _point(point: TallyPoint) -> str:
    if point.high is None:
        number = f"{point.low:,} or more"
    else:
        number = f"{point.low:,}" if point.low == point.high else f"{point.low:,} to {point.high:,}"
    day = f" by {point.day}" if point.day else ""
    return number + (f" in {', '.join(point.where)}" if point.where else "") + day
