"""What format bytes are in: by how they begin, then by what the container states, then by the name's ending."""

import re
from pathlib import PurePosixPath

#: Enough bytes to tell any format by.
HEAD = 4096

_MAGIC = (
    (b"%PDF", "application/pdf"),
    (b"WARC/1.", "application/warc"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"SQLite format 3", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-elf"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
)
#: How messages call what is not read.
NAMES = {
    "application/vnd.sqlite3": "a SQLite database",
    "application/x-elf": "a program",
    "application/x-ole-storage": "an Office document of before 2007",
    "application/rtf": "an RTF document",
    "application/zip": "a ZIP file",
    "application/gzip": "a gzip file",
    "application/pdf": "a PDF",
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/gif": "a GIF picture",
    "text/html": "HTML",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,500}\?>\s*|<!doctype[^>[]*(?:\[.{0,3000}?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.I | re.S,
)
_ENDINGS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".eml": "message/rfc822",
    ".mbox": "application/mbox",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".tar": "application/x-tar",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".wacz": "application/wacz",
}


def ending(source: str) -> str:
    """The ending of a name, lower case, with its dot ("" where there is none); a query is not part of it."""
    return PurePosixPath(source.split("?")[0].split("#")[0]).suffix.lower()


def media_type(head: bytes, source: str, stated: str | None = None) -> str:
    """The media type (IANA's name) of a file by its first `HEAD` bytes, its name and what is stated of it."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[257:262] == b"ustar":
        return "application/x-tar"
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(plain):
        return "text/html"
    if _FEED.match(plain):
        return "application/rss+xml"
    told = (stated or "").split(";")[0].strip().lower()
    return told if told in _ENDINGS.values() else _ENDINGS.get(ending(source), "text/plain")


def files_read() -> frozenset[str]:
    """The endings of files that a folder is searched for."""
    more = {".pdf", ".warc", ".gz", ".zip", ".tgz", ".bz2", ".xz", ".parquet", ".xml", ".zst"}
    return frozenset(_ENDINGS) | more
