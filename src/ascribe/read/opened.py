"""`Opened`: a file that is open for reading, wherever it comes from: a path, an address, inside an archive.

`storable` makes of what such a file states what a ledger can keep.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from ascribe.model import Fact


@dataclass(frozen=True, slots=True)
class Opened:
    """`source` names it in messages, `address` at its source (see `Capture`); `file` can seek.

    `stated_type` is the media type that its container or the network states, which may be wrong.
    """

    source: str
    address: str
    file: BinaryIO
    stated_type: str | None = None
    captured: str | None = None
    facts: tuple[Fact, ...] = ()
    depth: int = 0


def storable(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts without what no database keeps: U+FFFD stands for NULs and for halves of characters."""
    return tuple(
        fact if _is_storable(fact.value) else replace(fact, value=_stored(fact.value)) for fact in facts
    )


def _is_storable(value: str) -> bool:
    return value.isprintable() or value == _stored(value)


def _stored(value: str) -> str:
    return value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
