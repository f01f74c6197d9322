"""What decides what a reading holds, as one digest: the version, the code and data of the stages, further packs.

Comes in: the paths of the packs that a user gives. Goes out: SHA-256 in hexadecimal. Readings that carry the same
digest were made alike; the ledger tells by it which are outdated.
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from ascribe import __version__
from ascribe.errors import KnowledgeError

#: The stages that decide it.
_STAGES = ("assess", "extract", "knowledge", "link", "parse", "read", "resolve")
#: Endings of their files, code and data.
_DATA = (".py", ".yaml", ".json", ".onnx", ".txt", ".tsv", ".npz", ".gz")


def fingerprint(packs: Sequence[Path] = ()) -> str:
    """SHA-256 over the version, every file of the stages and the packs given.

    Raises KnowledgeError for a pack that cannot be read.
    """
    total = hashlib.sha256(__version__.encode())
    for name, data in _data_files():
        total.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    for path in packs:
        total.update(b"pack\0" + hashlib.sha256(_pack_bytes(path)).digest())
    return total.hexdigest()


def _data_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of the files of the stages, in order."""
    root = resources.files("ascribe")
    for folder in _STAGES:
        yield from sorted(_files_in(root / folder, folder))


def _files_in(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        return
    for item in folder.iterdir():
        name = f"{path}/{item.name}"
        if item.is_dir():
            yield from _files_in(item, name)
        elif item.name.endswith(_DATA):
            yield name, item.read_bytes()


def _pack_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnowledgeError(f"{path}: pack cannot be read: {error.strerror or error}") from error
