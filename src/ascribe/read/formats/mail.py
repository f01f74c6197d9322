"""Mail as saved by a mail program (.eml, .mbox, and web pages saved as .mht).

A mail comes in; out goes the mail as one document, and each attachment and forwarded mail as one of its own.
The text is the body's, plain where there is a plain one, under the subject; signatures and quoted lines stay
in it. Python's older mail policy (compat32) parses: the newer one raises on many broken headers of real mail.
"""

import email
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from ascribe.errors import InputError, LeftOutError, printable
from ascribe.model import Capture, Fact, FactName
from ascribe.read.encoding import decode
from ascribe.read.formats import page_reader
from ascribe.read.formats.rows import headed
from ascribe.read.media import HEAD, MAIL, is_wanted
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.page import Page

#: A mail may be larger than a report by its attachments, which come out as documents of their own.
_ATTACHED = 3
#: The most parts of a mail, and how deep they lie in one another.
_PARTS, _DEEP = 1000, 20
#: So many characters of a header are taken apart: words and parameters in it take the square of their number.
_HEADER = 20_000
_LONG = re.compile(rb"^content-(?:type|disposition)[ \t]*:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+", re.I | re.M)
_TEXTS = ("text/plain", "text/html")
_PGP = re.compile(rb"\s*-----BEGIN PGP MESSAGE-----")
_SEPARATOR = re.compile(rb"From \S.*\d{4}")
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, AssertionError)


@dataclass
class Parts:
    """What a mail holds: the parts of its body, and what is attached to it, each with a name."""

    body: list[Message] = field(default_factory=list)
    attached: list[tuple[str, Message]] = field(default_factory=list)


def unpack(opened: Opened, options: Options) -> Iterator[Capture | Opened | InputError]:
    """The mail, then its attachments."""
    data = opened.file.read(options.limits.report * _ATTACHED + 1)
    if len(data) > options.limits.report * _ATTACHED:
        raise InputError(
            opened.source, f"is a mail of more than {len(data) - 1:,} bytes: save its attachments"
        )
    mail = _parsed(opened.source, data)
    if address := saved_page(mail):
        yield _page_of(mail, address, opened)
        return
    parts = parts_of(opened.source, mail)
    if _has_words(opened.source, mail, parts) or not parts.attached:
        name = header(mail, "Message-ID").strip("<> ")
        yield Capture(
            opened.source,
            data,
            MAIL,
            f"mid:{name}" if name else opened.address,
            opened.captured,
            opened.facts,
        )
    yield from _attachments(parts, opened)


def unpack_mailbox(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The mails of an mbox file, one after the other."""
    most = options.limits.report * _ATTACHED
    held: list[bytes] = []
    size = number = 0
    blank = True
    while line := opened.file.readline(most):
        if blank and _SEPARATOR.match(line):
            if held:
                number += 1
                yield _of_mailbox(opened, number, held)
            held, size = [], 0
        else:
            size += len(line)
            if size > most:
                raise InputError(
                    opened.source, f"has a mail of more than {most:,} bytes after mail {number:,}"
                )
            held.append(line[1:] if re.match(rb">+From ", line) else line)
        blank = not line.strip()
    if any(line.strip() for line in held):
        yield _of_mailbox(opened, number + 1, held)
    elif not number:
        raise InputError(opened.source, "is empty: holds no mail")


def _of_mailbox(opened: Opened, number: int, lines: list[bytes]) -> Opened:
    file = io.BytesIO(b"".join(lines))
    source, address = f"{opened.source}!/{number}", f"{opened.address}!/{number}"
    return Opened(source, address, file, MAIL, opened.captured, opened.facts, opened.depth + 1)


def page(capture: Capture) -> Page:
    """The body of a mail under its subject, and what its headers state."""
    mail = _parsed(capture.source, capture.data)
    facts = tuple(
        Fact(name, value, f"mail header {key}")
        for key, name in (
            ("Subject", FactName.TITLE),
            ("Date", FactName.PUBLISHED),
            ("From", FactName.AUTHOR),
            ("Content-Language", FactName.LANGUAGE),
        )
        if (value := header(mail, key))
    )
    pages = list(_bodies(capture, parts_of(capture.source, mail)))
    if len(pages) == 1 and pages[0].marks:
        return Page(pages[0].text, pages[0].marks, facts)
    text = "\n\n".join(found.text.strip("\n") for found in pages)
    return headed(header(mail, "Subject"), text, facts)


def _parsed(source: str, data: bytes) -> Message:
    longest = max((match.end() - match.start() for match in _LONG.finditer(data)), default=0)
    if longest > _HEADER:
        raise InputError(source, f"has a header of {longest:,} characters, which no mail program writes")
    try:
        return email.message_from_bytes(data)
    except _FAULTS as error:
        raise InputError(source, f"is no mail that can be read ({type(error).__name__})") from error


def header(mail: Message, name: str) -> str:
    """A header in one line, its encoded words decoded; "" where there is none."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    try:
        plain = raw.encode("ascii", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        plain = raw
    if len(plain) <= _HEADER:
        with suppress(*_FAULTS):  # a header that is not what it should be says what it says
            plain = str(make_header(decode_header(plain)))
    line = " ".join(plain.encode("utf-8", "replace").decode("utf-8").split())
    return "".join(c for c in line if c.isprintable() or c == " " or ord(c) > 0x7F)


def parts_of(source: str, mail: Message) -> Parts:
    """The parts of a mail, sorted; raises InputError for one that is encrypted."""
    found = Parts()
    try:
        _sort(source, mail, found, 0)
    except InputError:
        raise
    except _FAULTS as error:
        raise InputError(source, f"is a mail whose parts cannot be told apart ({error!r})") from error
    return found


def _sort(source: str, part: Message, found: Parts, depth: int) -> None:
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or (kind.endswith("pkcs7-mime") and not found.body):
        how = "S/MIME" if kind.endswith("pkcs7-mime") else "PGP"
        raise InputError(
            source, f"is encrypted or sealed ({how}): open it in its mail program and save its text"
        )
    if depth > _DEEP or len(found.body) + len(found.attached) > _PARTS:
        raise InputError(
            source, f"has more than {_PARTS:,} parts, or parts in parts too deep: save its attachments"
        )
    if kind.startswith("multipart/") and part.is_multipart():
        inner = [item for item in part.get_payload() if isinstance(item, Message)]
        for item in _alternative(inner) if kind == "multipart/alternative" else inner:
            _sort(source, item, found, depth + 1)
        return
    name = _file_name(part)
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if kind in _TEXTS and not attached:
        if kind == "text/html" and any(body.get_content_type() == "text/html" for body in found.body):
            found.attached.append((f"part {len(found.attached) + 1}.html", part))
        else:
            found.body.append(part)
        return
    ending = {MAIL: ".eml", "text/plain": ".txt", "text/html": ".html"}.get(kind, "")
    found.attached.append((name or f"part {len(found.attached) + 1}{ending}", part))


def _alternative(parts: list[Message]) -> list[Message]:
    """The plain text of parts that say the same, else what comes last, which is the richest."""
    for part in parts:
        if part.get_content_type() == "text/plain" and (_payload(part) or b"").strip():
            return [part]
    return parts[-1:]


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        name = str(make_header(decode_header(name)))
    except _FAULTS:
        name = "attachment"
    return printable(" ".join(name.replace("\\", "/").rpartition("/")[2].split()))


def _payload(part: Message) -> bytes | None:
    """The bytes of a part, its transfer encoding undone."""
    if part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else None
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else None


def _bodies(capture: Capture, parts: Parts) -> Iterator[Page]:
    for part in parts.body:
        data = _payload(part) or b""
        if not data.strip():
            continue
        if _PGP.match(data):
            raise InputError(
                capture.source, "is encrypted (PGP): decrypt it in its mail program and save its text"
            )
        charset = _charset(part)
        reader = page_reader("text/html") if part.get_content_type() == "text/html" else None
        if reader is None:
            text = decode(capture.source, data, charset).replace("\r\n", "\n").replace("\r", "\n")
            yield Page(text)
        else:
            facts = (Fact(FactName.CHARSET, charset, "Content-Type in the mail"),) if charset else ()
            yield reader(Capture(capture.source, data, "text/html", capture.address, facts=facts))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _FAULTS:
        return None


def _has_words(source: str, mail: Message, parts: Parts) -> bool:
    return bool(header(mail, "Subject")) or any((_payload(part) or b"").strip() for part in parts.body)


def _attachments(parts: Parts, opened: Opened) -> Iterator[Opened | InputError]:
    unread: list[str] = []
    for name, part in parts.attached:
        source = f"{opened.source}!/{name}"
        try:
            data = _payload(part)
        except _FAULTS as error:
            yield InputError(source, f"is an attachment that cannot be unpacked ({type(error).__name__})")
            continue
        kind = part.get_content_type()
        if data and (kind in (*_TEXTS, MAIL) or is_wanted(data[:HEAD], name)):
            facts = (*opened.facts, *_sent_with(part))
            address = f"{opened.address}!/{name}"
            yield Opened(source, address, io.BytesIO(data), kind, opened.captured, facts, opened.depth + 1)
        else:
            unread.append(name)
    if unread:
        names = ", ".join(unread[:3]) + (", ..." if len(unread) > 3 else "")
        files = "attachment" if len(unread) == 1 else "attachments"
        yield LeftOutError(
            opened.source, f"leaves out {len(unread):,} {files} of formats that are not read ({names})"
        )


def _sent_with(part: Message) -> Iterator[Fact]:
    if charset := _charset(part):
        yield Fact(FactName.CHARSET, charset, "Content-Type in the mail")


def saved_page(mail: Message) -> str:
    """The address of a web page that a browser saved in the form of a mail; "" for a mail."""
    address = header(mail, "Snapshot-Content-Location")
    if not address and header(mail, "From").lower().startswith("<saved by"):
        address = next((found for part in mail.walk() if (found := header(part, "Content-Location"))), "")
    return address


def _page_of(mail: Message, address: str, opened: Opened) -> Opened:
    part = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    data = _payload(part) if part is not None else None
    if part is None or not data:
        raise InputError(opened.source, "is a saved page without its HTML: save it again")
    try:
        captured: str | None = parsedate_to_datetime(header(mail, "Date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        captured = opened.captured
    return Opened(
        f"{opened.source}!/{printable(address)}", address, io.BytesIO(data), "text/html", captured,
        (*opened.facts, *_sent_with(part)), opened.depth + 1,
    )  # fmt: skip
