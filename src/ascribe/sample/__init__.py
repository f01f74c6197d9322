"""A dozen reports about a country that does not exist, with what makes real ones hard; and their demo.

One agency text in two outlets, a front name, two counts of the detained, a denial of something narrower,
"could not confirm", refusals, running totals, a raid called off, a page date that is not the story's.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ascribe.errors import AscribeError
from ascribe.ledger import Ledger

FOLDER = Path(__file__).parent
PACK = FOLDER / "pack.yaml"


def run(say: Callable[[str], None]) -> None:
    """Run the commands of a first session on the sample, in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="ascribe-demo-") as folder:
        ledger = str(Path(folder) / "demo.db")
        _step(say, ["read", FOLDER.name, "--pack", f"{FOLDER.name}/{PACK.name}", "--ledger", ledger])
        _step(say, ["incidents", "--ledger", ledger])
        if richest := _richest(ledger):
            _step(say, ["show", richest, "--ledger", ledger])
        _step(say, ["verify", "--ledger", ledger])


def _step(say: Callable[[str], None], arguments: Sequence[str]) -> None:
    """One command, shown as a person would type it."""
    shown = ["demo.db" if a.endswith("demo.db") else a for a in arguments]
    say(f"\n$ ascribe {' '.join(shown)}")
    sys.stdout.flush()
    command = [sys.executable, "-P", "-m", "ascribe.cli", *arguments]
    if subprocess.run(command, cwd=FOLDER.parent, check=False).returncode:
        raise AscribeError(f"demo: `ascribe {arguments[0]}` failed")


def _richest(where: str) -> str | None:
    """The incident that most reports tell, and of those the one of which most is said."""
    with Ledger.open(where, create=False) as ledger:
        reports = {incident.id: len(incident.reports) for incident in ledger.incidents()}
        assessments = list(ledger.assessments())
    best = max(assessments, key=lambda a: (reports[a.incident], len(a.matrix), a.incident), default=None)
    return best.incident if best else None
