"""A reader of hostile files that fails where one of them makes anything happen but a line or a report."""

import socket
import subprocess
import time
from pathlib import Path

import pytest
from hostile import SECONDS, SECRET, Found, Read

from ascribe.errors import InputError
from ascribe.read import Limits, Options, read_paths


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Reads a file of this name that holds these bytes (None: it is there already), in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    Path("secret.txt").write_text(SECRET, encoding="utf-8")
    happened: list[str] = []

    def refuse(*what: object, **_: object) -> None:
        happened.append(repr(what))
        raise OSError("a hostile file made the reader do this")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    start = subprocess.Popen.__init__

    def guarded(self: object, command: list[str], **more: object) -> None:
        if not str(command[-1]).endswith("pdf_work.py"):
            refuse(command)
        start(self, command, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(subprocess.Popen, "__init__", guarded)

    def found(name: str, data: bytes | None = None, **limits: int) -> Found:
        if data is not None:
            Path(name).write_bytes(data)
        before, begun = sorted(tmp_path.rglob("*")), time.process_time()
        items = list(read_paths([name], Options(limits=Limits(**limits))))
        assert time.process_time() - begun < SECONDS
        assert sorted(tmp_path.rglob("*")) == before
        assert happened == []
        for item in items:
            if isinstance(item, InputError):
                assert str(item).startswith(item.source)
                assert str(item).isprintable()
            else:
                assert SECRET not in item.text
        return items

    return found
