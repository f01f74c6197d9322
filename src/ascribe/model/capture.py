"""`Capture`: one document as it came in, before anything is read: its bytes, what they are, and the `Fact`s
that its container or the network states of it.

A web page is one capture, and so is each response of a web archive, each message of a channel, each row of a
table, each entry of a feed.
"""

from dataclasses import dataclass
from enum import StrEnum


class FactName(StrEnum):
    """What a page or its container can state of a document; values are kept verbatim."""

    ADDRESS = "address"
    AUTHOR = "author"
    CHANNEL = "channel"
    CHARSET = "charset"
    COLUMNS = "columns"
    COPYRIGHT = "copyright"
    CREDIT = "credit"
    EDITED = "edited"
    FORWARDED_FROM = "forwarded-from"
    LANGUAGE = "language"
    MESSAGE = "message"
    ORDER = "order"
    PUBLISHED = "published"
    PUBLISHER = "publisher"
    RECORD = "record"
    REPLY_TO = "reply-to"
    TITLE = "title"
    TRANSLATED_FROM = "translated-from"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something stated of a document: its name, the value as written, and where ("JSON-LD datePublished")."""

    name: FactName
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One document as captured; reading it again needs nothing else.

    `source` names it in messages ("batch.zip!/a.html"), `address` is what names the document at its source
    and stays the same when it is captured again: a URL, a file's path, a channel and message number.
    `media_type` is IANA's name of the format of `data`; `captured` is ISO 8601 or None.
    """

    source: str
    data: bytes
    media_type: str
    address: str
    captured: str | None = None
    facts: tuple[Fact, ...] = ()
