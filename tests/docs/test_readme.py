"""The README says what is true: its commands and options exist, its session is theirs, its Python runs."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
import typer

from ascribe.cli import app
from ascribe.read.media import files_read

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def written() -> list[str]:
    """Every command line that the README shows, placeholders and all."""
    shown = re.findall(r"^(?:\$| {3}) (ascribe .+)$", README, re.M)
    return [*shown, *re.findall(r"`(ascribe [^`]+)`", README)]


def options(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}


def test_every_command_has_its_line() -> None:
    assert {shlex.split(line)[1] for line in re.findall(r"^\| `(ascribe [^`]+)`", README, re.M)} == set(
        COMMANDS
    )


@pytest.mark.parametrize("line", written())
def test_a_shown_command_exists_with_its_options(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    assert name in COMMANDS
    assert {word for word in arguments if word.startswith("-") and word != "-"} <= options(COMMANDS[name])


def test_the_options_named_beside_a_command_are_its_own() -> None:
    for name, rest in re.findall(r"^\| `ascribe (\w+)[^`]*` \| (.+) \|$", README, re.M):
        assert set(re.findall(r"`(--[\w-]+)`", rest)) <= options(COMMANDS[name]), name


def test_every_format_is_named_by_its_ending() -> None:
    table = README.partition("## What it reads")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\.\w+)`", table)) == files_read()


def session() -> ModuleType:
    spec = importlib.util.spec_from_file_location("session", ROOT / "docs/session.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_session_is_of_the_commands_that_make_it() -> None:
    module = session()
    between = README.partition(module.BEGIN)[2].partition(module.END)[0]
    shown = re.findall(r"^\$ (.+)$", between, re.M)
    assert [re.sub(r"inc-[0-9a-f]+", "CALLED_OFF", line) for line in shown] == list(module.COMMANDS)


def test_the_python_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", README, re.S)
    exec(compile(code, "README.md", "exec"), {})
    assert "Marsh Brigade" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["README.md", "benchmarks/README.md", "training/README.md", "CONTRIBUTING.md"]
)
def test_files_and_modules_that_the_docs_name_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for module in re.findall(r"python -m ((?:benchmarks|training)\.\w+)", text):
        place = ROOT / module.replace(".", "/")
        assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), module
    for path in re.findall(r"`((?:src|docs|training|benchmarks|tests)/[\w./-]+\.\w+)`", text):
        assert (ROOT / path).exists(), path
