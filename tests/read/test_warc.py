"""Web archives give their documents with address and moment of capture; damage costs the damaged record."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, FactName
from ascribe.read import Limits, Options, Source, captures
from ascribe.read.opened import Opened
from ascribe.read.unpack import _inside, _Unpacked

PAGE = b"<!DOCTYPE html><html><body><h1>Guards killed</h1><p>Two guards were killed in Port Emmer.</p></body></html>"
Found = list[Capture | InputError]


def warc(*records: dict[str, Any], packed: bool = True, version: str = "1.0") -> tuple[bytes, list[int]]:
    """A WARC file of records, and where each begins."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version=version)
    begins = []
    for number, record in enumerate(records):
        begins.append(out.tell())
        kind = record.get("kind", "response")
        headers = None
        if kind in ("response", "revisit", "request"):
            line = record.get("status", "200 OK" if kind != "request" else "GET / HTTP/1.1")
            stated = ("Content-Type", record.get("type", "text/html; charset=windows-1251"))
            headers = StatusAndHeaders(
                line, [stated, *record.get("headers", [])], protocol="HTTP/1.1" if kind != "request" else ""
            )
        writer.write_record(
            writer.create_warc_record(
                record.get("uri", f"https://news.example/{number}"),
                kind,
                payload=io.BytesIO(record.get("body", PAGE)),
                length=len(record.get("body", PAGE)),
                http_headers=headers,
                warc_content_type=record.get("type", "") if headers is None else "",
                warc_headers_dict={"WARC-Date": "2031-03-04T08:00:00Z"},
            )
        )
    return out.getvalue(), begins


def read(data: bytes, name: str = "crawl.warc.gz", **limits: int) -> Found:
    options = Options(limits=Limits(**limits))
    opened = Opened(name, name, io.BytesIO(data))
    return list(_inside(opened, options, _Unpacked(name, len(data), options)))


def pages(found: Found) -> list[str]:
    return [item.address for item in found if isinstance(item, Capture)]


def errors(found: Found) -> list[str]:
    return [str(item) for item in found if isinstance(item, InputError)]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_page_with_its_address_moment_and_record(packed: bool, version: str) -> None:
    [page] = read(warc({}, packed=packed, version=version)[0])
    assert isinstance(page, Capture)
    assert (page.address, page.media_type, page.data) == ("https://news.example/0", "text/html", PAGE)
    assert page.source == "crawl.warc.gz!/https://news.example/0"
    assert page.captured == "2031-03-04T08:00:00Z"
    facts = {fact.name: fact.value for fact in page.facts}
    assert facts[FactName.CHARSET] == "windows-1251"
    assert facts[FactName.RECORD].startswith("<urn:uuid:")


def test_what_is_no_document_is_counted_in_one_line() -> None:
    found = read(
        warc(
            {"kind": "request", "body": b""},
            {},
            {"type": "image/png", "body": b"\x89PNG\r\n"},
            {"type": "text/html", "body": b"\x89PNG\r\n"},
            {"type": "text/css", "body": b"a{}"},
            {"status": "404 Not Found"},
            {"status": "301 Moved"},
            {"kind": "revisit"},
            {"body": b""},
            {"type": "text/plain", "body": b"User-agent: *", "uri": "https://news.example/robots.txt"},
            {"kind": "metadata", "type": "application/warc-fields", "body": b"via: x"},
        )[0]
    )
    assert pages(found) == ["https://news.example/1"]
    [line] = found[1:]
    assert isinstance(line, LeftOutError)
    assert str(line) == (
        "crawl.warc.gz: leaves out 4 pictures, styles, scripts and data, 2 answers other than 200, "
        "1 revisits of a page that is archived elsewhere, 1 empty pages"
    )


def test_texts_converted_and_resources_are_documents() -> None:
    found = read(
        warc(
            {"kind": "conversion", "type": "text/plain", "body": b"Two guards were killed."},
            {"kind": "resource", "type": "text/html"},
            {"type": "application/pdf", "body": b"%PDF-1.4 x"},
            {"type": "application/octet-stream"},
        )[0]
    )
    assert [item.media_type for item in found if isinstance(item, Capture)] == [
        "text/plain", "text/html", "application/pdf", "text/html",
    ]  # fmt: skip


def _chunked(data: bytes) -> bytes:
    return b"5\r\n" + data[:5] + b"\r\n" + b"%x;x=y\r\n" % len(data[5:]) + data[5:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Transfer-Encoding", "chunked")], _chunked(PAGE)),
        ([("Transfer-Encoding", "chunked")], PAGE),
        ([("Content-Encoding", "gzip")], gzip.compress(PAGE)),
        ([("Content-Encoding", "gzip")], PAGE),
        ([("Content-Encoding", "br")], brotli.compress(PAGE)),
        ([("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")], _chunked(brotli.compress(PAGE))),
    ],
    ids=["chunked", "joined already", "gzip", "unpacked already", "br", "br in chunks"],
)
def test_transfer_and_content_encodings_are_undone(headers: list[tuple[str, str]], body: bytes) -> None:
    [page] = read(warc({"headers": headers, "body": body})[0])
    assert isinstance(page, Capture)
    assert page.data == PAGE


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)], ids=["gzip", "br"]
)
def test_a_page_that_is_a_bomb_is_not_read(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    body = pack(b"<html>" + b"0" * 20_000_000)
    found = read(warc({"headers": [("Content-Encoding", encoding)], "body": body}, {})[0], report=1_000_000)
    assert pages(found) == ["https://news.example/1"]
    assert "has more than the 1,000,000 bytes of a report" in errors(found)[0]


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_leaves_the_others(packed: bool) -> None:
    data, begins = warc({}, {}, {}, {}, packed=packed)
    for at, new in ((begins[1] + (100 if packed else 0), b"\x55" * 30), (begins[1], b"\x55" * 8)):
        broken = bytearray(data)
        broken[at : at + len(new)] = new
        found = read(bytes(broken))
        assert pages(found) == [f"https://news.example/{n}" for n in (0, 2, 3)]
        assert len(errors(found)) == 1
        assert f"is damaged after byte {begins[0]:,}" in errors(found)[0]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_an_archive_that_is_cut_off_gives_what_is_whole(packed: bool, share: float) -> None:
    data, begins = warc({}, {}, {}, packed=packed)
    cut = begins[2] + int((len(data) - begins[2]) * share)
    found = read(data[:cut])
    assert pages(found) == ["https://news.example/0", "https://news.example/1"]
    assert any("damaged" in line or "cut off" in line for line in errors(found)), errors(found)


def test_a_whole_archive_has_no_errors(tmp_path: Path) -> None:
    data, _ = warc(*({"body": PAGE + b"x" * n} for n in range(50)))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data)
    found = list(captures(Source(str(path), path), Options()))
    assert len(pages(found)) == 50
    assert errors(found) == []


def test_a_wacz_is_the_archives_in_it() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"x"))
        archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        archive.writestr("archive/data.warc.gz", warc({}, {})[0])
        archive.writestr("archive/more.warc.gz", warc({"uri": "https://news.example/more"})[0])
    found = read(out.getvalue(), "crawl.wacz")
    assert pages(found) == [f"https://news.example/{name}" for name in ("0", "1", "more")]
    assert found[0].source == "crawl.wacz!/archive/data.warc.gz!/https://news.example/0"
    assert errors(found) == []


SEEDS = [
    warc({}, {"headers": [("Content-Encoding", "gzip")], "body": gzip.compress(PAGE)}, {}, packed=p)[0]
    for p in (True, False)
]
CHANGES = st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=8)), max_size=5)


@fuzzing(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), CHANGES, st.integers(0, 5_000))
def test_any_damage_is_an_input_error(seed: bytes, changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(seed)
    for at, new in changes:
        at %= len(data)
        data[at : at + len(new)] = new
    for item in read(bytes(data[: len(data) - cut % 300])):
        assert isinstance(item, Capture | InputError)


@fuzzing(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_are_an_input_error(data: bytes) -> None:
    for item in read(b"WARC/1.0\r\n" + data):
        assert isinstance(item, Capture | InputError)
