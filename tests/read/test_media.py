"""The format of a file is told by its bytes first, then by what is stated of it, then by its name."""

import gzip
import io
import zipfile

import pytest

from ascribe.read.media import DOCX, file_type, is_wanted, media_type


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "application/epub+zip" if name == "mimetype" else "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<!DOCTYPE html><html>", "page.txt", "text/html"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?><html>", "page", "text/html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "page.html", "application/rss+xml"),
        (b"<?xml version='1.0'?><urlset>", "sitemap.xml", "application/xml"),
        (b"%PDF-1.4", "report.docx", "application/pdf"),
        (b"Words of a report.", "report", "text/plain"),
        (b"a,b\n1,2\n", "table.CSV", "text/csv"),
        (b'{"a": 1}', "-", "application/json"),
        (b'[{"a": 1}]', "-", "application/json"),
        (b'["quoted" words in brackets]', "-", "text/plain"),
        (b"From: a pasted story\nDate: today\n\nWords", "-", "text/plain"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), "x.gz", "application/warc"),
        (gzip.compress(b"words", mtime=0), "x.gz", "application/gzip"),
        (zipped("a.txt"), "x.docx", "application/zip"),
        (zipped("[Content_Types].xml", "word/document.xml"), "x.zip", DOCX),
        (zipped("datapackage.json", "archive/data.warc.gz"), "x.zip", "application/wacz"),
        (zipped("mimetype", "a.xhtml"), "x.epub", "application/epub+zip"),
        (zipped("a.txt")[:-10], "x.zip", "application/zip"),
    ],
)
def test_the_format_is_told(data: bytes, name: str, kind: str) -> None:
    file = io.BytesIO(data)
    assert file_type(file, name) == kind
    assert file.tell() == 0


def test_what_is_stated_counts_before_the_name_and_after_the_bytes() -> None:
    assert media_type(b"words", "page.txt", "text/html; charset=utf-8") == "text/html"
    assert media_type(b"%PDF", "page.txt", "text/html") == "application/pdf"
    assert media_type(b"words", "page.html?x=1.txt") == "text/html"


def test_members_without_a_telling_name_are_wanted_for_what_they_hold() -> None:
    assert is_wanted(b"<html>", "news?id=3")
    assert is_wanted(b"words", "story.txt")
    assert not is_wanted(b"words", "README")
    assert not is_wanted(b"\xff\xd8\xff", "story")
