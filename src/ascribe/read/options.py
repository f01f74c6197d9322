"""How reading is done: what the user asked for, and the limits that keep one bad file from hurting."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read, in bytes where nothing else is said.

    `report` is one document as captured; `unpacked` all that one source may unpack to, archives inside
    archives included, beyond ten times its own size; `ratio` unpacked to packed bytes of one member beyond
    the first MiB; `depth` archives inside archives; `members` of one archive; `redirects` and `seconds` of
    one address.
    """

    report: int = 32 * MIB
    unpacked: int = 16 * 1024 * MIB
    ratio: int = 200
    depth: int = 4
    members: int = 500_000
    redirects: int = 5
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Options:
    """`captured` is ISO 8601; `columns` maps what a report needs (text, title, published ...) to the columns of
    a table; `allow_private` lets addresses of this machine and its network be fetched."""

    captured: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
