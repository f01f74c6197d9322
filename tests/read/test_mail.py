"""Mail gives its body under its subject, and each attachment and forwarded mail as a document of its own."""

import io
import zipfile
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, FactName, Report
from ascribe.read import Options, report_of
from ascribe.read.media import media_type
from ascribe.read.opened import Opened
from ascribe.read.unpack import _inside, _Unpacked

BODY = "Two guards were killed in Port Emmer on Tuesday, police said.\n\n> Was it a drone?\n\n-- \nA. Writer, Tamar\n"


def mail(body: str | None = BODY, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.get("author", "A. Writer <writer@tamar.example>")
    message["Subject"] = headers.get("subject", "Guards killed in Port Emmer")
    message["Date"] = "Tue, 04 Mar 2031 10:30:00 +0300"
    message["Message-ID"] = headers.get("id", "<one@tamar.example>")
    if body is not None:
        message.set_content(body)
    return message


def read(data: bytes | EmailMessage, name: str = "mail.eml") -> list[Capture | InputError]:
    data = data if isinstance(data, bytes) else data.as_bytes()
    opened = Opened(name, f"/desk/{name}", io.BytesIO(data))
    return list(_inside(opened, Options(), _Unpacked(name, len(data), Options())))


def reports(found: list[Capture | InputError]) -> list[Report]:
    return [report_of(item) for item in found if isinstance(item, Capture)]


def test_a_mail_is_a_report_with_its_facts() -> None:
    [report] = reports(read(mail(subject="Тела найдены в порту — два охранника")))
    assert report.text == "Тела найдены в порту — два охранника\n\n" + BODY.rstrip("\n")
    assert report.address == "mid:one@tamar.example"
    facts = {fact.name: fact for fact in report.facts}
    assert report.title == "Тела найдены в порту — два охранника"
    published = facts[FactName.PUBLISHED]
    assert (published.value, published.where) == ("Tue, 04 Mar 2031 10:30:00 +0300", "mail header Date")
    assert facts[FactName.AUTHOR].value == "A. Writer <writer@tamar.example>"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
def test_encodings_of_the_body_are_undone(encoding: str, charset: str) -> None:
    message = mail(None)
    text = "قتل حارسان في هجوم على مستودع في الميناء يوم الثلاثاء حسب الشرطة."
    message.set_content(text, charset=charset, cte=encoding)
    [report] = reports(read(message))
    assert report.text.endswith(text)


def test_plain_text_is_preferred_and_html_is_read() -> None:
    message = mail("Plain words.")
    message.add_alternative("<html><body><p>Rich words.</p></body></html>", subtype="html")
    assert reports(read(message))[0].text == "Guards killed in Port Emmer\n\nPlain words."
    html = mail(None)
    html.set_content("<html><body><p>Two guards&nbsp;killed.</p><p>More.</p></body></html>", subtype="html")
    assert "Two guards\xa0killed." in reports(read(html))[0].text


def test_attachments_are_documents_of_their_own() -> None:
    inner = mail("Forwarded words.", id="<two@tamar.example>", subject="Earlier")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("in.txt", "Packed words.")
    message = mail()
    message.add_attachment("Attached words.", filename="notes.txt")
    message.add_attachment(
        b"<html><body><p>Page words.</p></body></html>", "text", "html", filename="page.html"
    )
    message.add_attachment(packed.getvalue(), "application", "zip", filename="batch.zip")
    message.add_attachment(inner)
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="../../logo.png")
    found = read(message)
    assert [item.source for item in found if isinstance(item, Capture)] == [
        "mail.eml", "mail.eml!/notes.txt", "mail.eml!/page.html", "mail.eml!/batch.zip!/in.txt", "mail.eml!/part 4.eml",
    ]  # fmt: skip
    forwarded = reports(found)[4]
    assert (forwarded.address, forwarded.text) == ("mid:two@tamar.example", "Earlier\n\nForwarded words.")
    [line] = [item for item in found if isinstance(item, InputError)]
    assert isinstance(line, LeftOutError)
    assert str(line) == "mail.eml: leaves out 1 attachment of formats that are not read (logo.png)"


def test_a_mail_with_an_attachment_only_gives_that() -> None:
    message = mail(None, subject="")
    message.make_mixed()
    message.add_attachment("Attached words.", filename="notes.txt")
    assert [report.text for report in reports(read(message))] == ["Attached words.\n"]


def test_encrypted_mail_is_one_line() -> None:
    pgp = MIMEMultipart("encrypted", protocol="application/pgp-encrypted")
    pgp.attach(MIMEApplication(b"Version: 1", "pgp-encrypted"))
    smime = MIMEApplication(b"xx", "pkcs7-mime")
    inline = mail("-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----\n").as_bytes()
    for data in (pgp.as_bytes(), smime.as_bytes()):
        [line] = read(data)
        assert "is encrypted or sealed" in str(line)
    with pytest.raises(InputError, match="is encrypted"):
        reports(read(inline))


def test_a_mailbox_gives_its_mails() -> None:
    mails = [mail(f"Number {n}.\n\nFrom here on.\n", id=f"<{n}@x.example>").as_bytes() for n in range(3)]
    data = b"".join(
        b"From writer@x Tue Mar  4 10:30:00 2031\n" + one.replace(b"\nFrom here", b"\n>From here") + b"\n"
        for one in mails
    )
    found = read(data, "all.mbox")
    assert [report.address for report in reports(found)] == [f"mid:{n}@x.example" for n in range(3)]
    assert reports(found)[1].text.endswith("Number 1.\n\nFrom here on.")
    assert media_type(data[:4096], "Inbox") == "application/mbox"


def test_a_page_saved_as_mhtml_is_the_page() -> None:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://news.example/1"
    message["Subject"] = "Guards killed"
    message["Date"] = "Tue, 04 Mar 2031 10:30:00 +0300"
    html = EmailMessage()
    html.set_content("<html><body><p>Two guards killed in Port Emmer.</p></body></html>", subtype="html")
    message.attach(html)
    [page] = read(message.as_bytes(), "page.mhtml")
    assert isinstance(page, Capture)
    assert (page.address, page.media_type) == ("https://news.example/1", "text/html")
    assert page.captured == "2031-03-04T10:30:00+03:00"


def test_mail_is_told_without_its_ending() -> None:
    assert media_type(mail().as_bytes()[:4096], "saved") == "message/rfc822"
    assert media_type(b"Subject: a poem\nFrom: me\nTo: you\n\nWords", "saved") == "text/plain"
    assert media_type(b"Received: from x\r\nSubject: y\r\nFrom: z\r\n\r\nWords", "saved") == "message/rfc822"


def test_parts_in_parts_too_deep_are_one_line() -> None:
    data = b"Subject: x\n"
    for depth in range(300):
        data += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (depth, depth)
    [line] = read(data)
    assert isinstance(line, InputError)


SEED = mail()
SEED.add_attachment("Attached words.", filename="notes.txt")
SEED.add_attachment(mail("Forwarded."))


@fuzzing(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=8)), max_size=8))
def test_any_damage_is_an_input_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SEED.as_bytes())
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _read_all(bytes(data))


NAMES = st.sampled_from(
    [b"Content-Type", b"Subject", b"Date", b"Content-Transfer-Encoding", b"Content-Disposition", b"From"]
)
VALUES = st.binary(max_size=30) | st.sampled_from(
    [
        b"multipart/mixed; boundary=a",
        b"=?utf-8?b?x?=",
        b"base64",
        b"message/rfc822",
        b"attachment; filename*=x''%zz",
        b"text/html; charset=x",
    ]
)


@fuzzing(max_examples=300, deadline=None)
@given(st.lists(st.tuples(NAMES, VALUES)), st.binary(), st.booleans())
def test_any_headers_are_an_input_error(headers: list[tuple[bytes, bytes]], body: bytes, box: bool) -> None:
    data = b"".join(name + b": " + value + b"\n" for name, value in headers) + b"\n--a\n" + body
    _read_all(b"From x 2031\n" * box + data, "x.mbox" if box else "x.eml")


def _read_all(data: bytes, name: str = "mail.eml") -> None:
    for item in read(data, name):
        if isinstance(item, Capture):
            try:
                report_of(item)
            except InputError:
                continue
