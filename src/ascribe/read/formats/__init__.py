"""The readers of formats. Of a document: `Capture` to `Page`. Of a container: `Opened` to what is in it.

Each stands in a module of its own that is imported when the first file of its format comes.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from ascribe.errors import InputError
from ascribe.model import Capture
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.page import Page

PageReader = Callable[[Capture], Page]
#: Gives captures, further files to look into, and what could not be read.
Unpacker = Callable[[Opened, Options], Iterator[Capture | Opened | InputError]]

#: Media type -> module and function that reads one document of it.
_PAGES = {
    "text/plain": "text:page",
    "text/html": "html:page",
    "application/xhtml+xml": "html:page",
    "application/atom+xml;type=entry": "feed:page",
    "application/vnd.telegram.message+json": "telegram:page",
    "application/vnd.ascribe.row+json": "table:page",
    "message/rfc822": "mail:page",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx:page",
    "application/pdf": "pdf:page",
}
#: Media type -> module and function that gives what a container holds.
_CONTAINERS = {
    "application/rss+xml": "feed:unpack",
    "application/atom+xml": "feed:unpack",
    "application/zip": "archive:unpack_zip",
    "application/x-tar": "archive:unpack_tar",
    "application/gzip": "archive:unpack_single",
    "application/x-bzip2": "archive:unpack_single",
    "application/x-xz": "archive:unpack_single",
    "application/zstd": "archive:unpack_single",
    "application/warc": "warc:unpack",
    "application/wacz": "warc:unpack_wacz",
    "application/vnd.telegram.export+json": "telegram:unpack",
    "application/json": "table:unpack_json",
    "application/jsonl": "table:unpack_lines",
    "text/csv": "table:unpack_csv",
    "text/tab-separated-values": "table:unpack_csv",
    "application/vnd.apache.parquet": "table:unpack_parquet",
    "message/rfc822": "mail:unpack",
    "application/mbox": "mail:unpack_mailbox",
}


def page_reader(media_type: str) -> PageReader | None:
    """The reader of a document format; None where there is none."""
    reader: PageReader | None = _named(_PAGES.get(media_type))
    return reader


def unpacker(media_type: str) -> Unpacker | None:
    """The reader of a container format; None where it is none."""
    reader: Unpacker | None = _named(_CONTAINERS.get(media_type))
    return reader


def _named(name: str | None) -> Any:
    if name is None:
        return None
    module, function = name.split(":")
    return getattr(import_module(f"{__name__}.{module}"), function)
