"""Bytes become canonical text, or an error that says what to do."""

import codecs
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Report
from ascribe.read import language, read_bytes

TITLE = "Guards killed in Port Emmer"
TEXT = "Guards killed in Port Emmer\n\nTwo guards were killed on Tuesday, police in Port Emmer said.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    report = read_bytes("t", data)
    assert report.text == TEXT
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.id == Report.identity(report.sha256)
    assert report.title == "Guards killed in Port Emmer"


def test_nothing_but_line_breaks_is_changed() -> None:
    odd = "A\u00a0b\u200cc\u200f d\u00ad e\u0301 \ufb01 \u2028 end of it, said the guards of the depot"
    assert read_bytes("t", odd.encode()).text == odd


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "white space only"),
        (b"abc \xff def", "byte 0xff at offset 4"),
        (codecs.BOM_UTF8 + b"abc \xe9", "at offset 7"),
        (b"abc\x00def", "byte 0x00 at offset 3"),
        (b"%PDF-1.7 ...", "is a damaged PDF"),
        (b"PK\x03\x04....", "is a ZIP file"),
        (b"<!DOCTYPE html><html>", "a page without any text"),
        (b"\x1b[31mred", "U+001B"),
        (b"x" * 300_000, "a line of 300,000 characters"),
        (b"word word\n" * 1_000_000, "bytes, more than"),
        (b"word\n" * 60_000, "has 60,001 lines"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes("some/file.txt", data)
    message = str(caught.value)
    assert words in message
    assert message.startswith("some/file.txt: ")
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "en"),
        ("Bomb kills three", "en"),
        ("قتل شخصان في هجوم بطائرة مسيرة على مستودع للوقود", "ar"),
        ("دو نفر در حمله پهپادی به انبار سوخت کشته شدند و چند نفر زخمی شدند گزارش", "fa"),
        ("Двое охранников погибли при ударе беспилотника по складу", "ru"),
        (
            "Dos guardias murieron en un ataque con dron contra un depósito de la ciudad, dijo la policía",
            "es",
        ),
        (
            "Zwei Wachleute wurden bei einem Angriff auf das Lager in der Stadt getötet, so die Polizei",
            "de",
        ),
        ("12345 !!!", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language(text) == code


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_an_input_error(data: bytes) -> None:
    try:
        report = read_bytes("t", data)
    except InputError as error:
        assert "\n" not in str(error)
        return
    assert report.text.strip()
    for section in report.sections:
        report.span(section.start, section.end)


@given(st.text(min_size=1, max_size=300))
def test_any_text_gives_a_report_or_an_input_error(text: str) -> None:
    try:
        data = text.encode()
        report = read_bytes("t", data)
    except (InputError, UnicodeEncodeError):
        return
    assert report.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    moment = report.published.moment
    if moment is not None and moment.start is not None:
        assert report.text[moment.start : moment.end] == moment.words


def test_publisher_and_translation() -> None:
    body = (
        "Two guards were killed on Tuesday when a drone hit a depot in Port Emmer, police in the city said."
    )
    page = f"{TITLE}\n\nSOVEN (AP) — {body}\n\n© 2031 Harbour Post. All rights reserved.\n"
    assert read_bytes("t", page.encode()).publisher == "Harbour Post"
    page = f"{TITLE}\n\nSOVEN (AP) — {body}\n\nThis is a translation of the original Arabic.\n"
    report = read_bytes("t", page.encode())
    assert (report.publisher, report.translated_from) == ("Associated Press", "ar")
