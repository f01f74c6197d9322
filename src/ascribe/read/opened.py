"""`Opened`: a file that is open for reading, wherever it comes from: a path, an address, inside an archive."""

from dataclasses import dataclass
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
