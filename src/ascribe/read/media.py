"""What format bytes are in: by how they begin, then by what the container states, then by the name's ending.

A ZIP file may be an archive, a Word document or a web archive, and a gzip file a tar or a WARC: `file_type`
looks inside.
"""

import re
import struct
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from ascribe.read.packed import STREAMS, beginning

#: Enough bytes to tell any format by.
HEAD = 4096
#: A ZIP file whose list of members is longer is an archive, whatever they are called.
_LONG_LIST = 4 * 1024 * 1024

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TELEGRAM = "application/vnd.telegram.export+json"
MAIL = "message/rfc822"
_OFFICE = "application/vnd.openxmlformats-officedocument."

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
    "application/x-ole-storage": "an Office document of before 2007, or one with a password",
    "application/rtf": "an RTF document",
    "application/zip": "a ZIP file",
    "application/gzip": "a gzip file",
    "application/x-7z-compressed": "a 7-Zip archive",
    "application/vnd.rar": "a RAR archive",
    "application/pdf": "a PDF",
    "application/xml": "XML, but neither a feed nor a web page",
    "application/epub+zip": "an e-book (EPUB)",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    f"{_OFFICE}spreadsheetml.sheet": "an Excel workbook",
    f"{_OFFICE}presentationml.presentation": "a PowerPoint presentation",
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/gif": "a GIF picture",
    "image/svg+xml": "an SVG picture",
    "text/html": "HTML",
}
#: What to do about them, where saving the text is not the best there is.
ADVICE = {
    "application/x-7z-compressed": "unpack it and read the folder",
    "application/vnd.rar": "unpack it and read the folder",
    "application/x-ole-storage": "save it as .docx, without a password",
    "application/rtf": "save it as .docx",
    "application/vnd.oasis.opendocument.text": "save it as .docx",
    "application/vnd.oasis.opendocument.spreadsheet": "save its sheet as .csv",
    f"{_OFFICE}spreadsheetml.sheet": "save its sheet as .csv (UTF-8)",
    f"{_OFFICE}presentationml.presentation": "save it as .pdf",
    "image/png": "run OCR first and save the text",
    "image/jpeg": "run OCR first and save the text",
    "image/gif": "run OCR first and save the text",
    "image/svg+xml": "save it as .pdf",
}
_LEAD = rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?"
#: Atomic and possessive, so that whatever is repeated in front of the root is looked at once.
_COMMENT = rb"<!--(?>.{0,2000}?-->)\s*+"
_HTML = re.compile(_LEAD + rb"(?:" + _COMMENT + rb")*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FEED = re.compile(
    _LEAD + rb"(?:" + _COMMENT + rb"|<\?(?>[^>]{0,500}\?>)\s*+"
    rb"|<!doctype(?>[^>[]*+(?:\[.{0,3000}?\]\s*+)?>)\s*+)*+<(?:rss|feed|rdf:RDF)\b",
    re.I | re.S,
)
_XML = re.compile(rb"\s*<\?xml\s")
_SVG = re.compile(_LEAD + rb"<svg\b", re.I)
_CHATS = (
    rb"personal_chat|bot_chat|saved_messages|replies|verification_codes|"
    rb"private_group|private_supergroup|public_supergroup|private_channel|public_channel"
)
_TELEGRAM = re.compile(
    rb'\s*\{.*?(?:"type"\s*:\s*"(?:' + _CHATS + rb')".*?"messages"\s*:\s*\['
    rb'|"messages"\s*:\s*\[\s*\{\s*"id"\s*:\s*-?\d+\s*,\s*"type"\s*:\s*"(?:message|service)"'
    rb'|"about"\s*:\s*"[^"]*Telegram[^"]*".*?"(?:personal_information|chats|left_chats|contacts)"\s*:)',
    re.S,
)
_MAILBOX = re.compile(rb"From \S[^\r\n]{0,200}\d{4}[^\r\n]{0,20}\r?\n[A-Za-z-]{2,40}:[ \t]")
_HEADERS = re.compile(rb"(?:[A-Za-z0-9-]{2,60}:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*+)+")
_OF_MAIL = re.compile(rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.I | re.M)
_JSON = re.compile(rb'\s*(?:\{\s*"[^"]*"\s*:|\[\s*\{\s*")')

_ENDINGS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".htm": "text/html",
    ".html": "text/html",
    ".xhtml": "text/html",
    ".eml": MAIL,
    ".mht": MAIL,
    ".mhtml": MAIL,
    ".mbox": "application/mbox",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".json": "application/json",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".tar": "application/x-tar",
    ".docx": DOCX,
    ".wacz": "application/wacz",
}
#: What lies behind these is told by its first bytes alone.
_PACKED_ENDINGS = frozenset(
    {".pdf", ".warc", ".gz", ".zip", ".tgz", ".bz2", ".xz", ".zst", ".parquet", ".xml", ".docm"}
)


def ending(source: str) -> str:
    """The ending of a name, lower case, with its dot ("" where there is none); a query is not part of it."""
    return PurePosixPath(source.split("?")[0].split("#")[0]).suffix.lower()


def media_type(head: bytes, source: str, stated: str | None = None) -> str:
    """The media type (IANA's name) of a file by its first `HEAD` bytes, its name and what is stated of it."""
    if found := content_type(head):
        return found
    told = (stated or "").split(";")[0].strip().lower()
    named = told if told in _ENDINGS.values() else _ENDINGS.get(ending(source))
    return named or _by_first_lines(head) or "text/plain"


def content_type(head: bytes) -> str | None:
    """The media type that the first bytes leave no doubt about."""
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
    if _SVG.match(plain):
        return "image/svg+xml"
    if _XML.match(plain):
        return "application/xml"
    return TELEGRAM if _TELEGRAM.match(plain) else None


def file_type(file: BinaryIO, source: str, stated: str | None = None) -> str:
    """The media type of an open file, seen from inside where it is packed; the file is left at its beginning."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    kind = media_type(head, source, stated)
    if kind == "application/zip":
        return _zip_type(file)
    if kind in STREAMS:
        inside = content_type(beginning(kind, file, HEAD))
        return inside if inside in ("application/warc", "application/x-tar") else kind
    return kind


def is_wanted(head: bytes, name: str) -> bool:
    """Whether a member of an archive is of a format that is read: by its ending, or by its first bytes."""
    if ending(name) in files_read():
        return True
    return (content_type(head) or _by_first_lines(head) or "") in _READ


def files_read() -> frozenset[str]:
    """The endings of files that a folder is searched for."""
    return frozenset(_ENDINGS) | _PACKED_ENDINGS


_READ = frozenset(
    {*_ENDINGS.values(), *STREAMS, TELEGRAM, "application/pdf", "application/warc", "application/zip"}
    | {"application/vnd.apache.parquet"}
) - {"text/plain"}


def _by_first_lines(head: bytes) -> str | None:
    """What a text without a telling name is, where its first lines can be nothing else."""
    if _MAILBOX.match(head):
        return "application/mbox"
    headers = _HEADERS.match(head)
    if headers and _OF_MAIL.search(headers.group()) and headers.group().count(b"\n") > 2:
        return MAIL
    return "application/json" if _JSON.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _zip_type(file: BinaryIO) -> str:
    """What a ZIP file is by what lies in it; left alone where it is damaged."""
    _, size = zip_directory(file)
    try:
        if size > _LONG_LIST:
            return "application/zip"
        with zipfile.ZipFile(file) as archive:
            return _by_members(archive, frozenset(archive.namelist()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError):
        return "application/zip"
    finally:
        file.seek(0)


def _by_members(archive: zipfile.ZipFile, names: frozenset[str]) -> str:
    if "[Content_Types].xml" in names:
        folders = (("word/", "wordprocessingml.document"), ("xl/", "spreadsheetml.sheet"))
        for folder, kind in (*folders, ("ppt/", "presentationml.presentation")):
            if any(name.startswith(folder) for name in names):
                return _OFFICE + kind
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        told = archive.read("mimetype").decode("ascii", "replace").strip()
        return told if told in NAMES else "application/zip"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "application/wacz"
    return "application/zip"


def zip_directory(file: BinaryIO) -> tuple[int, int]:
    """How many members a ZIP file states and how many bytes its list of them has; (0, 0) where it has none."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read(65_557)
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06", 0, max(0, len(tail) - 18))
    if at < 0:
        return 0, 0
    members, length = struct.unpack_from("<HL", tail, at + 10)
    far = tail.rfind(b"PK\x06\x06", 0, at)
    if far >= 0 and far + 56 <= at:
        members, length = struct.unpack_from("<QQ", tail, far + 32)
    return members, length
