"""Inputs for `fuzz.py`: small valid files of every format, made by code, and what is done to them.

A reader's name, a seed and a number come in; the name and the bytes of a file go out, the same ones each time.
What is packed (a ZIP file, a web archive, a mail) is changed inside, outside, or both: a bit that is changed
outside mostly ends at a checksum.
"""

import bz2
import gzip
import io
import json
import lzma
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.fuzz_words import (
    DOCX_WORDS,
    HTML_WORDS,
    JSON_WORDS,
    MAIL_WORDS,
    PACKED_WORDS,
    PDF_WORDS,
    TEXT_WORDS,
    WARC_WORDS,
    XML_WORDS,
)

Part = tuple[str, bytes]

STORY = """Guards killed in Port Emmer

PORT EMMER (VNA) - Two guards were killed on Tuesday, 4 March 2031, when a drone hit a depot, police said.

"We shot it down," a spokesman of the Marsh Brigade said; قال المتحدث إن الهجوم وقع يوم الثلاثاء. © Tamar News
"""
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Guards killed - Tamar News</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Guards killed", "datePublished":
"2031-03-04T08:00:00Z", "author": [{"name": "A. Marr"}]}</script><meta property="og:title" content="Guards"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Guards killed</h1><time datetime="2031-03-04">4 March</time><p>Two
<b>guards</b> were killed<br>on Tuesday, police said.</p><figure><img src="a.jpg"><figcaption>The depot. Photo: VNA
</figcaption></figure><table><tr><td>1<td>2</table><ul><li>one</ul><p style="display:none">no</p></article></body>"""
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tamar News</title><item>
<title>Guards killed</title><link>https://news.example/1</link><guid>1</guid><pubDate>Tue, 04 Mar 2031 08:00:00 +0200
</pubDate><description><![CDATA[<p>Two guards were killed.</p>]]></description></item><item><title>Two &amp;
more</title><description>Text &lt;b&gt;bold&lt;/b&gt;</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tamar</title><entry><id>urn:1</id><title type="html">Guards
</title><updated>2031-03-04T08:00:00Z</updated><author><name>A. Marr</name></author><content type="xhtml"><div
xmlns="http://www.w3.org/1999/xhtml"><p>Two guards.</p></div></content></entry></feed>"""
MAIL = """From: Press <press@tamar.example>\nTo: desk@news.example\nSubject: =?utf-8?B?R3VhcmRzIGtpbGxlZA==?=
Date: Tue, 04 Mar 2031 08:00:00 +0200\nMessage-ID: <1@tamar.example>\nMIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"\n\n--b1\nContent-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable\n\nTwo guards were killed=20on Tuesday.\n--b1\nContent-Type: text/html
\n<p>Two <i>guards</i></p>\n--b1\nContent-Type: text/plain; name="=?utf-8?Q?note=2Etxt?="
Content-Disposition: attachment; filename*=utf-8''note.txt\nContent-Transfer-Encoding: base64\n\nR3VhcmRzIGtpbGxlZC4=
--b1\nContent-Type: message/rfc822\n\nSubject: Fwd\nFrom: a@b.example\n\nInner.\n--b1--\n"""
SAVED = """From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example/1\nSubject: Guards\nDate: Tue, 4 Mar
 2031 08:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="--b"

----b\nContent-Type: text/html
Content-Transfer-Encoding: quoted-printable\nContent-Location: https://news.example/1\n
<html><body><p>Two guards=\n were killed.</p></body></html>\n----b--\n"""
CSV = 'title,text,published,url\n"Guards, killed","Two guards\nwere killed ""here"".",2031-03-04,https://a.example/1\n'
ROW = {
    "title": "Guards killed",
    "text": "Two guards were killed.",
    "published": "2031-03-04",
    "id": 7,
    "x": {"y": [1]},
}
MESSAGE = {
    "id": 1, "type": "message", "date": "2031-03-04T10:30:00", "date_unixtime": "1930375800", "from": "Marsh",
    "edited": "2031-03-04T11:00:00", "edited_unixtime": "1930377600", "forwarded_from": "Brigade",
    "text": ["Our drones ", {"type": "bold", "text": "struck"}, " the depot."], "reactions": [{"count": 3}],
    "poll": {"question": "Who?", "answers": [{"text": "They", "voters": 1}]},
}  # fmt: skip
CHANNEL = {
    "name": "Marsh Brigade",
    "type": "public_channel",
    "id": 1700000001,
    "messages": [MESSAGE, MESSAGE],
}
ACCOUNT = {"about": "Telegram data", "chats": {"about": "x", "list": [CHANNEL]}, "left_chats": {"list": []}}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD = [
    ("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
     '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
     f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/></Types>'),
    ("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type='
     f'"{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'),
    ("word/document.xml", f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Guards'
     "</w:t></w:r></w:p><w:p><w:r><w:t>Two guards</w:t><w:br/><w:t>killed.</w:t></w:r><w:del><w:r><w:t>no</w:t></w:r>"
     "</w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"),
    ("word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type='
     f'"{_OFFICE}/footnotes" Target="footnotes.xml"/><Relationship Id="r2" Type="{_OFFICE}/hyperlink" Target='
     '"https://evil.example/" TargetMode="External"/></Relationships>'),
    ("word/footnotes.xml", f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p>'
     "</w:footnote></w:footnotes>"),
]  # fmt: skip
PDF = """%PDF-1.4
1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj
3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>\nendobj
4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>
endobj\n5 0 obj\n<< /Length 118 >>\nstream
BT /F1 18 Tf 72 780 Td (Guards killed) Tj 0 -40 Td /F1 10 Tf (Two guards were) Tj 0 -12 Td (killed in the har-) Tj ET
endstream\nendobj\n6 0 obj\n<< /Title (Guards) /Author (Press) >>\nendobj
trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n0\n%%EOF\n"""


@dataclass(frozen=True, slots=True)
class Seed:
    """A valid file: its name, its parts, how they become its bytes, and words of its format."""

    name: str
    parts: tuple[Part, ...]
    pack: Callable[[Sequence[Part]], bytes]
    tokens: tuple[bytes, ...]


def _first(parts: Sequence[Part]) -> bytes:
    return parts[0][1]


def _zip(parts: Sequence[Part], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def _deflated(parts: Sequence[Part]) -> bytes:
    return _zip(parts, zipfile.ZIP_DEFLATED)


def _tar(parts: Sequence[Part]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in parts:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


def _zstd(data: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    out.close = lambda: None  # type: ignore[method-assign]
    with ZstdWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


def _warc(parts: Sequence[Part], pack: Callable[[bytes], bytes] = bytes) -> bytes:
    """Records of web pages; a part's name is the record's address, its data the answer of the server."""
    head = (
        "WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    records = [head.encode()]
    for number, (address, data) in enumerate(parts, 1):
        kind = "response" if data.startswith(b"HTTP") else "resource"
        of_type = "application/http; msgtype=response" if kind == "response" else "text/html"
        headers = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2031-03-04T08:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {of_type}\r\nContent-Length: {len(data)}\r\n\r\n"
        )
        records.append(headers.encode("utf-8", "replace") + data + b"\r\n\r\n")
    return b"".join(map(pack, records))


def _warc_gz(parts: Sequence[Part]) -> bytes:
    return _warc(parts, _gzip)


def _wacz(parts: Sequence[Part]) -> bytes:
    about = json.dumps({"profile": "data-package", "resources": [{"name": "data.warc.gz"}]}).encode()
    inner = [
        ("datapackage.json", about),
        ("archive/data.warc.gz", _warc_gz(parts)),
        ("pages/pages.jsonl", b"{}"),
    ]
    return _zip(inner)


def _parquet(parts: Sequence[Part]) -> bytes:
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    columns = {name: [data.decode("utf-8", "replace"), None] for name, data in parts}
    columns["n"] = [1, 2]  # type: ignore[list-item]
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


@cache
def seeds() -> dict[str, tuple[Seed, ...]]:
    """Reader -> valid files of its formats."""
    story, page = STORY.encode(), PAGE.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    chunked = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
        + b"%x\r\n%s\r\n0\r\n\r\n" % (len(_gzip(page)), _gzip(page))
    )
    members = (
        ("a.txt", story),
        ("dir/b.html", page),
        ("c.zip", _zip([("d.txt", story)])),
        ("e.jpg", b"\xff\xd8\xff"),
    )
    web = (("https://news.example/1", answer), ("https://news.example/2", chunked), ("urn:3", page))
    mails = f"From a@b.example Tue Mar  4 08:00:00 2031\n{MAIL}\nFrom c Tue Mar  4 09:00:00 2031\nSubject: Two\n\nx\n"
    parts = {name: text.encode() for name, text in WORD}

    def plain(name: str, text: str | bytes, words: tuple[bytes, ...]) -> Seed:
        return Seed(name, (("", text if isinstance(text, bytes) else text.encode()),), _first, words)

    def packed(name: str, pack: Callable[[bytes], bytes]) -> Seed:
        return Seed(name, (("", story),), lambda parts: pack(parts[0][1]), PACKED_WORDS)

    pdfs = (plain("a.pdf", PDF, PDF_WORDS),)
    return {
        "text": (
            plain("a.txt", STORY, TEXT_WORDS),
            *(plain("a.txt", STORY.encode(name, "replace"), TEXT_WORDS) for name in ("utf-16", "cp1256", "cp1252")),
        ),
        "html": (plain("a.html", PAGE, HTML_WORDS), plain("b.htm", PAGE.encode("utf-16"), HTML_WORDS)),
        "feed": (plain("a.rss", RSS, XML_WORDS), plain("a.atom", ATOM, XML_WORDS)),
        "mail": (plain("a.eml", MAIL, MAIL_WORDS), plain("a.mht", SAVED, MAIL_WORDS)),
        "mailbox": (plain("a.mbox", mails, MAIL_WORDS),),
        "csv": (plain("a.csv", CSV, TEXT_WORDS), plain("a.tsv", CSV.replace(",", "\t"), TEXT_WORDS)),
        "jsonl": (plain("a.jsonl", 2 * f"{json.dumps(ROW)}\n", JSON_WORDS),),
        "json": (
            plain("a.json", json.dumps([ROW, ROW]), JSON_WORDS),
            plain("b.json", json.dumps({"meta": {"n": 2}, "articles": [ROW]}), JSON_WORDS),
            plain("c.json", json.dumps(ROW).encode("utf-16"), JSON_WORDS),
        ),
        "telegram": (
            plain("result.json", json.dumps(CHANNEL), JSON_WORDS),
            plain("result.json", json.dumps(ACCOUNT, indent=1), JSON_WORDS),
        ),
        "parquet": (Seed("a.parquet", (("title", b"Guards"), ("text", story)), _parquet, PACKED_WORDS),),
        "zip": (Seed("a.zip", members, _zip, PACKED_WORDS), Seed("b.zip", members, _deflated, PACKED_WORDS)),
        "tar": (
            Seed("a.tar", members, _tar, PACKED_WORDS),
            Seed("a.tar.gz", members, lambda parts: _gzip(_tar(parts)), PACKED_WORDS),
        ),
        "packed": (
            packed("a.txt.gz", _gzip), packed("a.txt.bz2", bz2.compress), packed("a.txt.zst", _zstd),
            packed("a.txt.xz", lambda data: lzma.compress(data, preset=0)),
        ),
        "warc": (Seed("a.warc", web, _warc, WARC_WORDS), Seed("a.warc.gz", web, _warc_gz, WARC_WORDS)),
        "wacz": (Seed("a.wacz", web, _wacz, (*WARC_WORDS, *PACKED_WORDS)),),
        "docx": (Seed("a.docx", tuple(parts.items()), _zip, DOCX_WORDS),),
        "pdf": pdfs,
        "pdf-inside": pdfs,
        "raw": tuple(plain(name, b"", PACKED_WORDS) for name in ("a", "a.txt", "a.html", "a.csv", "a.json", "a.eml")),
    }  # fmt: skip


_NUMBERS = (0, 1, 127, 128, 255, 256, 32767, 65535, 2**31 - 1, 2**31, 2**32 - 1, 2**62, 2**63 - 1, 2**64 - 1)
_DIGITS = re.compile(rb"\d+")
_WRITTEN = (
    b"0",
    b"-1",
    b"99999999",
    b"4294967296",
    b"18446744073709551616",
    b"1e308",
    b"0" * 300,
    b"9" * 4400,
)


def _mutated(rng: Random, data: bytes, tokens: tuple[bytes, ...], other: bytes) -> bytes:
    """Bytes with one thing done to them."""
    at = rng.randrange(len(data) + 1)
    end = min(len(data), at + (rng.randrange(1, 9) if rng.random() < 0.7 else rng.randrange(1, 400)))
    match rng.randrange(10):
        case 0 if data:
            at = min(at, len(data) - 1)
            return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at] if rng.random() < 0.7 else data[at:]
        case 2:
            return data[:at] + data[end:]
        case 3:
            to = rng.randrange(len(data) + 1)
            return data[:to] + data[at:end] * rng.choice((1, 1, 2, 5, 40)) + data[to:]
        case 4:
            return (
                data[:at]
                + rng.randbytes(rng.choice((1, 2, 4, 16)))
                + data[end if rng.random() < 0.5 else at :]
            )
        case 5:
            return data[:at] + other[rng.randrange(len(other) + 1) :]
        case 6:
            width = rng.choice((1, 2, 4, 8))
            number = (rng.choice(_NUMBERS) % 256**width).to_bytes(width, rng.choice(("little", "big")))
            return data[:at] + number + data[at + width :]
        case 7 if found := [match.span() for match in _DIGITS.finditer(data)][:200]:
            begin, stop = rng.choice(found)
            return data[:begin] + rng.choice(_WRITTEN) + data[stop:]
        case 8:
            times = rng.choice((2, 10, 10, 60, 60, 400, 3000)) if rng.random() < 0.15 else 1
            repeated = b"".join(rng.choices(tokens, k=rng.choice((1, 1, 2, 3))))
            return data[:at] + repeated * times + data[at:]
        case _:
            return data[:at] + rng.choice(tokens) + data[end:]


def made(reader: str, seed: int, number: int) -> tuple[str, bytes]:
    """The name and the bytes of an input; the same ones for the same reader, seed and number."""
    rng = Random(f"{seed}/{reader}/{number}")
    every = seeds()
    chosen = rng.choice(every[reader])
    name = chosen.name
    if rng.random() < 0.03:
        name = rng.choice(every[rng.choice(tuple(every))]).name
    if reader == "raw" or rng.random() < 0.02:
        magic = rng.choice(chosen.tokens) if rng.random() < 0.5 else b""
        return name, magic + rng.randbytes(rng.choice((0, 1, 8, 40, 300)))
    parts, inside = list(chosen.parts), chosen.pack is not _first and rng.random() < 0.6
    other = (
        rng.choice(rng.choice(every[rng.choice(tuple(every))]).parts)[1]
        if rng.random() < 0.2
        else chosen.parts[-1][1]
    )
    if inside:
        for _ in range(rng.choice((1, 1, 2, 4))):
            index = rng.randrange(len(parts))
            called, data = parts[index]
            if rng.random() < 0.1:
                called = _mutated(rng, called.encode(), chosen.tokens, other).decode("latin-1")
            else:
                data = _mutated(rng, data, chosen.tokens, other)
            parts[index] = (called, data)
    try:
        data = chosen.pack(parts)
    except (ValueError, OverflowError, struct.error):
        data = chosen.pack(chosen.parts)  # a name that the writer of the format refuses
    if not inside or rng.random() < 0.2:
        for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
            data = _mutated(rng, data, chosen.tokens, other)
    return name, data
