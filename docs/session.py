"""Run the README's session on the bundled sample and write it into the README.

    python docs/session.py

What stands between the two `session` marks of README.md is replaced by the commands below with what they print.
Everything else of the README is left alone.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ascribe.sample import FOLDER

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- session -->", "<!-- /session -->"
#: `CALLED_OFF` stands for the id of the raid that was called off.
COMMANDS = (
    "ascribe read sample --pack sample/pack.yaml",
    "ascribe incidents --kind attack --since 2031-03-01",
    "ascribe show CALLED_OFF",
)
WIDTH = 100


def run(command: str, folder: Path) -> str:
    """What a command prints, data and talk together, in a folder that holds the sample."""
    arguments = shlex.split(command)[1:]
    found = subprocess.run(
        [sys.executable, "-m", "ascribe.cli", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(WIDTH), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in found.stdout.splitlines())


def called_off(folder: Path) -> str:
    """The id of the raid that was called off, short as people type it."""
    lines = run("ascribe incidents --kind raid --json", folder).splitlines()
    raids = [json.loads(line) for line in lines if line.startswith("{")]
    return next(raid["id"] for raid in raids if raid["status"] == "called-off")[:12]


def session() -> str:
    """The commands and what they print."""
    with tempfile.TemporaryDirectory(prefix="ascribe-session-") as name:
        folder = Path(name)
        shutil.copytree(FOLDER, folder / "sample", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        parts = []
        for command in COMMANDS:
            if "CALLED_OFF" in command:
                command = command.replace("CALLED_OFF", called_off(folder))
            parts.append(f"$ {command}\n{run(command, folder)}".rstrip())
    return "\n\n".join(parts)


def main() -> None:
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n```text\n{session()}\n```\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
