"""Web archives (WARC 1.0 and 1.1, packed or not, and WACZ): the pages and documents in them, one at a time.

Comes in: an open archive. Goes out: an `Opened` for each document of status 200, with its address, the moment
of its capture, its record's id and the charset that the server stated. Pictures, styles, scripts, other
statuses and revisits of the same page are counted in one line. After a damaged record reading goes on at the
next one. Memory holds one record at a time.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.stream_io import BrotliReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from ascribe.errors import InputError, LeftOutError, printable
from ascribe.model import Fact, FactName
from ascribe.read.formats.archive import open_zip, zip_member
from ascribe.read.media import DOCX, HEAD, content_type, file_type
from ascribe.read.opened import Opened
from ascribe.read.options import MIB, Options
from ascribe.read.packed import DAMAGED, STREAMS, beginning, part

#: Media types that servers state of documents, and what the reader takes them for.
_DOCUMENTS = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "application/pdf": "application/pdf",
    "application/rss+xml": "application/rss+xml",
    "application/atom+xml": "application/atom+xml",
    DOCX: DOCX,
    "message/rfc822": "message/rfc822",
}
#: Stated of anything, so that only the bytes can tell.
_ANYTHING = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"})
_HTTP_OK = 200
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_RECORD = b"WARC/1."

_PICTURES = "pictures, styles, scripts and data"
_STATUS = "answers other than 200"
_REVISIT = "revisits of a page that is archived elsewhere"
_EMPTY = "empty pages"


def unpack(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The documents of a WARC file."""
    omitted: Counter[str] = Counter()
    for record in _records(opened, omitted):
        if isinstance(record, InputError):
            yield record
            continue
        try:
            document = _document(record, opened, options, omitted)
        except InputError as error:
            yield error
            continue
        if document is not None:
            yield document
    if omitted:
        parts = ", ".join(f"{count:,} {what}" for what, count in omitted.items())
        yield LeftOutError(opened.source, f"leaves out {parts}")


def unpack_wacz(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The WARC files of a WACZ; its indexes, logs and page lists say nothing that is not in them."""
    found = False
    with open_zip(opened, options) as archive:
        for info in archive.infolist():
            if not info.filename.lower().endswith((".warc", ".warc.gz", ".wacz")):
                continue
            found = True
            try:
                file = zip_member(archive, info, opened, options)
            except InputError as error:
                yield error
                continue
            if file is not None:
                with file:
                    source = f"{opened.source}!/{printable(info.filename)}"
                    yield Opened(source, source, file, captured=opened.captured, depth=opened.depth + 1)
    if not found:
        raise InputError(opened.source, "holds no WARC file: export it again from the archiver")


def _records(opened: Opened, omitted: Counter[str]) -> Iterator[WarcRecord | InputError]:
    """Every record with a document in it; where one is damaged, its error, and the records after it."""
    file, at = opened.file, 0
    kind = content_type(file.read(HEAD)) or ""
    size = file.seek(0, 2)
    told = False  # of damage that no good record has ended yet
    while at < size:
        start, last = at, at
        try:
            for record in ArchiveIterator(part(file, start, size - start), fsspec_args=False):
                last, told = start + record.stream_pos, False
                if record.record_type == WarcRecordType.revisit:
                    omitted[_REVISIT] += 1
                elif record.record_type in _WITH_DOCUMENT:
                    yield record
            if not _ends(file, kind, last, size):
                yield _broken(opened, last, "the file ends in the middle of a record")
            return
        except (UnicodeError, *DAMAGED) as error:
            found = _next_record(file, kind, last + 1, size)
            if not told:
                yield _broken(opened, last, " ".join(str(error).split()))
            told = True
            at = size if found is None else found


_WITH_DOCUMENT = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)


def _broken(opened: Opened, at: int, why: str) -> InputError:
    return InputError(
        opened.source, f"is damaged after byte {at:,} ({why}): get it again; what can be read of it is read"
    )


def _ends(file: BinaryIO, kind: str, at: int, size: int) -> bool:
    """Whether a file whose last known record begins at a byte ends with a whole record."""
    if kind == "application/warc":
        file.seek(max(0, size - 4))
        return file.read(4) in (b"\r\n\r\n", b"\n\r\n\n") or size == 0
    if kind != "application/gzip":
        return True
    file.seek(at)
    member, begun = zlib.decompressobj(31), False
    while block := file.read(MIB):
        while block:
            begun = True
            try:
                member.decompress(block, MIB)
            except zlib.error:
                return False
            block = member.unconsumed_tail
            if member.eof:
                block = member.unused_data.lstrip(b"\0")
                member, begun = zlib.decompressobj(31), False
    return not begun


def _next_record(file: BinaryIO, kind: str, at: int, size: int) -> int | None:
    """Where the next record begins, at a byte or after it; None where there is none."""
    mark = {"application/gzip": b"\x1f\x8b\x08", "application/zstd": b"\x28\xb5\x2f\xfd"}.get(kind, _RECORD)
    while at < size:
        file.seek(at)
        block = file.read(MIB)
        found = block.find(mark)
        while found >= 0:
            here = at + found
            inside = beginning(kind, part(file, here, size - here), len(_RECORD)) if kind in STREAMS else mark
            if inside == _RECORD:
                return here
            found = block.find(mark, found + 1)
        if len(block) < len(mark):
            return None
        at += len(block) - len(mark) + 1
    return None


def _document(record: WarcRecord, opened: Opened, options: Options, omitted: Counter[str]) -> Opened | None:
    """The document of a record; None where it is of no kind that is read, which is counted."""
    headers = record.headers
    address = (headers.get("WARC-Target-URI") or "").strip("<> \t")
    if not address:
        raise _broken(opened, record.stream_pos, "a record without an address")
    source = f"{opened.source}!/{printable(address)}"
    response = record.record_type == WarcRecordType.response
    http = record.http_headers if response and record.is_http else None
    if response and http is None:
        if record.is_http:
            raise InputError(source, "is damaged: an answer without HTTP headers")
        omitted[_PICTURES] += 1
        return None
    if http is not None and http.status_code != _HTTP_OK:
        omitted[_STATUS] += 1
        return None
    stated = (http if http is not None else headers).get("Content-Type") or ""
    told = stated.split(";")[0].strip().lower()
    aside = address.startswith(("urn:", "metadata:")) or address.split("?")[0].endswith("/robots.txt")
    if aside or (told not in _DOCUMENTS and told not in _ANYTHING):
        omitted[_PICTURES] += 1
        return None
    data = _payload(record, source, options)
    if not data.strip():
        omitted[_EMPTY] += 1
        return None
    kind = _kind(data, told)
    if kind is None:
        omitted[_PICTURES] += 1
        return None
    facts = _facts(record, stated, opened)
    captured = headers.get("WARC-Date") or opened.captured
    return Opened(source, address, io.BytesIO(data), kind, captured, facts, opened.depth + 1)


def _kind(data: bytes, told: str) -> str | None:
    """What a payload is: by its bytes where they tell, else as the server says."""
    if content_type(data[:HEAD]):
        kind = file_type(io.BytesIO(data), "")
        return kind if kind in _DOCUMENTS else None
    return _DOCUMENTS.get(told)


def _facts(record: WarcRecord, stated: str, opened: Opened) -> tuple[Fact, ...]:
    facts = list(opened.facts)
    if record.record_id:
        facts.append(Fact(FactName.RECORD, record.record_id, "WARC-Record-ID"))
    if charset := re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", stated, re.I):
        facts.append(Fact(FactName.CHARSET, charset[1], "Content-Type in the WARC"))
    return tuple(facts)


def _payload(record: WarcRecord, source: str, options: Options) -> bytes:
    """The body of a record without the encodings of its transfer; raises InputError where it is too long."""
    most = options.limits.report
    try:
        data: bytes = record.reader.read(most + 1)
    except DAMAGED as error:
        raise InputError(source, f"is damaged ({error}): get the archive again") from error
    if len(data) > most:
        raise _too_long(source, options)
    if len(data) < record.content_length:
        raise InputError(
            source, f"is cut off: {len(data):,} of {record.content_length:,} bytes: get the archive again"
        )
    http = record.http_headers if record.is_http else None
    if http is None:
        return data
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        data = _joined(data)
    for encoding in reversed((http.get("Content-Encoding") or "").lower().split(",")):
        data = decoded(encoding.strip(), data, source, options)
    return data


def _joined(data: bytes) -> bytes:
    """The chunks of a body as one; archivers often have joined them already."""
    parts: list[bytes] = []
    at = 0
    while chunk := _CHUNK.match(data, at):
        length = int(chunk[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(data[chunk.end() : chunk.end() + length])
        at = chunk.end() + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1 if data[at : at + 1] == b"\n" else 0
    return data


def decoded(encoding: str, data: bytes, source: str, options: Options) -> bytes:
    """A body without one content encoding; as it stands where an archiver has undone the encoding already."""
    most = options.limits.report
    try:
        if encoding in ("gzip", "x-gzip", "deflate"):
            found = _inflated(data, most + 1)
        elif encoding == "br":
            found = BrotliReader(io.BytesIO(data)).read(most + 1)
        elif encoding == "zstd":
            found = ZstdReader(io.BytesIO(data)).read(most + 1)
        else:
            return data
    except DAMAGED as error:
        if content_type(data[:HEAD]) or data[:HEAD].isascii():
            return data
        raise InputError(source, f"is damaged: its body is not {encoding} ({error})") from error
    if len(found) > most:
        raise _too_long(source, options)
    return bytes(found)


def _inflated(data: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(data, most)
    except zlib.error:
        return zlib.decompressobj(-15).decompress(data, most)


def _too_long(source: str, options: Options) -> InputError:
    return InputError(source, f"has more than the {options.limits.report:,} bytes of a report: not read")
