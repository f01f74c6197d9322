"""The list of contradictions, by incident: the detail, each version with who gives it; or JSON Lines."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ascribe.model import Contradiction, NearContradiction, to_dict
from ascribe.overview import ContradictionRow
from ascribe.publish.lines import line
from ascribe.terminal.console import out, say
from ascribe.terminal.words import counted, days, short


def print_contradictions(rows: Sequence[ContradictionRow], *, as_json: bool) -> None:
    """Incident after incident, what disagrees in it; near ones say why both can be true."""
    if as_json:
        for row in rows:
            print(line({"incident": row.incident.id, "near": row.is_near, **to_dict(row.found)}))
        return
    console = out()
    for incident, held in groupby(rows, key=lambda row: row.incident):
        console.print(Text(incident.title, style="bold"))
        console.print(Text(f"{short(incident.id)} · {days(incident.when)}", style="dim"))
        for row in held:
            print_versions(console, row.found)
    found = sum(not row.is_near for row in rows)
    near = f", {len(rows) - found} that only look like one" if len(rows) > found else ""
    say(counted(found, "contradiction") + near)


def print_versions(console: Console, found: Contradiction | NearContradiction) -> None:
    """The detail, and each version on a line of its own."""
    plain = isinstance(found, NearContradiction) or found.kind.value in found.about
    kind = "" if plain else f" ({found.kind.value})"
    console.print(Text(f"  {found.about}{kind}"))
    for version in found.versions:
        console.print(Padding(Text(f"· {version}"), (0, 0, 0, 4), expand=False))
    if isinstance(found, NearContradiction):
        console.print(
            Padding(Text(f"no contradiction: {found.why}", style="dim"), (0, 0, 0, 4), expand=False)
        )
