"""Hash chains: a link is the digest of the link before it and of what its row holds: changes show."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

#: What stands before the first row.
GENESIS = "0" * 64


def link(previous: str, *content: str | None) -> str:
    """SHA-256, in hex, of the previous link and the parts of a row."""
    line = json.dumps([previous, *content], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(line.encode("ascii")).hexdigest()


def digest(text: str) -> str:
    """SHA-256, in hex, of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


#: What of a report's row its link covers; the original bytes are held by `sha256`.
_REPORT = ("id", "source", "address", "media_type", "captured", "facts", "sha256", "text")


def report_link(previous: str, row: Mapping[str, Any]) -> str:
    """The link of a report's row."""
    content = [digest(row[name]) if name == "text" else row[name] for name in _REPORT]
    return link(previous, "report", *content)


#: What of the row of a further capture its link covers.
_CAPTURE = ("report", "source", "address", "media_type", "captured", "facts", "sha256")


def capture_link(previous: str, row: Mapping[str, Any]) -> str:
    """The link of the row of a further capture."""
    return link(previous, "capture", *(row[name] for name in _CAPTURE))


def decision_link(previous: str, identity: str, decision: str) -> str:
    """The link of a decision's row."""
    return link(previous, "decision", identity, decision)
