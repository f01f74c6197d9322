"""Bytes are decoded as what they are, whatever is stated of them, or refused by name of the byte in the way."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import InputError
from ascribe.model import Capture, Fact, FactName
from ascribe.read import report_of
from ascribe.read.encoding import decode

ENGLISH = "The police said that two guards were killed – the “depot” wasn’t safe, café owners said.\n"
WRITTEN = {
    "windows-1256": "قتل حارسان في هجوم بطائرة مسيرة على مستودع للوقود يوم الثلاثاء، وقالت الشرطة إن التحقيق مستمر.",
    "windows-1251": "Двое охранников погибли при ударе беспилотника по складу горючего, сообщила полиция.",
    "koi8-r": "Двое охранников погибли при ударе беспилотника по складу горючего, сообщила полиция.",
    "windows-1252": "Deux gardes ont été tués mardi, a déclaré la police : « l’enquête se poursuit » – à côté.",
    "windows-1255": "שני שומרים נהרגו בתקיפת רחפן על מחסן דלק בנמל, מסרה המשטרה ביום שלישי",
    "windows-1254": "Salı günü düzenlenen saldırıda iki görevli öldü, polis soruşturmanın sürdüğünü açıkladı",
    "gb18030": "两名警卫周二在无人机袭击燃料库时丧生，警方表示调查仍在继续。",
    "shift_jis": "燃料倉庫への無人機攻撃で警備員二人が死亡したと警察が発表した。",
}


@pytest.mark.parametrize("encoding", WRITTEN)
@pytest.mark.parametrize("stated", [None, "utf-8", "nonsense", "right"])
@pytest.mark.parametrize("lead", ["", "Some plain words of English stand in front of it: "])
def test_texts_come_back_as_they_were_written(encoding: str, stated: str | None, lead: str) -> None:
    text = lead + WRITTEN[encoding] + "\n"
    assert decode("t", text.encode(encoding), encoding if stated == "right" else stated) == text


@pytest.mark.parametrize("text", [*WRITTEN.values(), ENGLISH])
@pytest.mark.parametrize("stated", ["iso-8859-1", "windows-1251", "utf-16", "us-ascii"])
def test_valid_utf_8_is_utf_8_whatever_is_stated(text: str, stated: str) -> None:
    assert decode("t", text.encode(), stated) == text


@pytest.mark.parametrize("encoding", ["windows-1256", "windows-1251", "koi8-r", "windows-1255"])
def test_a_western_encoding_stated_of_other_letters_is_not_believed(encoding: str) -> None:
    assert decode("t", WRITTEN[encoding].encode(encoding), "iso-8859-1") == WRITTEN[encoding]


@pytest.mark.parametrize("text", [ENGLISH, "It wasn’t him.", "Cost: €10", "© 2031 Harbour Post"])
def test_latin_1_means_windows_1252(text: str) -> None:
    for stated in ("latin-1", "ISO-8859-1", "us-ascii", None):
        assert decode("t", text.encode("windows-1252"), stated) == text


@pytest.mark.parametrize("name", ["windows-1256", "windows-1251", "windows-1252", "windows-1254"])
@pytest.mark.parametrize("form", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_no_mark(name: str, form: str) -> None:
    assert decode("t", WRITTEN[name].encode(form)) == WRITTEN[name]


def test_markup_declares_its_own() -> None:
    short = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Да'
    assert decode("t", short.encode("windows-1251"), markup=True) == short
    xml = '<?xml version="1.0" encoding="iso-8859-15"?><p>10 €'
    assert decode("t", xml.encode("iso-8859-15"), markup=True) == xml
    # A page that can be read as far as its declaration cannot be in UTF-16.
    assert decode("t", b'<meta charset="utf-16"><p>plain', markup=True).endswith("plain")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"abc \xff def", "byte 0xff at offset 4"),
        (b"Two guards \xff\xfe were killed.", "byte 0xff at offset 11"),
        (b"abc\x00def", "byte 0x00 at offset 3"),
        ("Солдат".encode()[:-1], "ends in the middle of a character"),
        (ENGLISH.encode() + b"\xe9 " + ENGLISH.encode(), "byte 0xe9 at offset"),
        (bytes(range(128, 256)) * 4, "byte 0x80 at offset 0"),
        (b"\xff\xfea", "is not UTF-16"),
    ],
)
def test_what_cannot_be_decoded_without_loss_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        decode("t", data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_page_may_have_a_few_broken_bytes() -> None:
    page = "<p>" + ENGLISH * 30
    assert decode("t", page.encode() + b"\xe9 end", markup=True) == page + "\ufffd end"
    with pytest.raises(InputError):
        decode("t", page.encode() + b"\xe9 end")


def test_noise_is_no_text() -> None:
    noise = random.Random(1)
    for size in (50, 500, 5000):
        with pytest.raises(InputError):
            decode("t", bytes(byte | 0x80 for byte in noise.randbytes(size)))


def test_plain_text_files_are_decoded_by_what_their_container_states() -> None:
    fact = Fact(FactName.CHARSET, "windows-1256", "HTTP Content-Type")
    data = WRITTEN["windows-1256"].encode("windows-1256")
    for facts in ((), (fact,)):
        report = report_of(Capture("t", data, "text/plain", "t", None, facts))
        assert (report.text, report.language) == (WRITTEN["windows-1256"], "ar")


@given(st.text(max_size=200), st.sampled_from([None, "latin-1", "gbk", "utf-16", "x-user-defined"]))
def test_utf_8_comes_back(text: str, stated: str | None) -> None:
    data = text.encode("utf-8", "ignore")
    if not data.isascii() and b"\0" not in data and not text.startswith(("\ufeff", "\ufffe")):
        assert decode("t", data, stated) == data.decode()


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_text_or_an_input_error(data: bytes, markup: bool) -> None:
    try:
        decode("t", data, "windows-1251", markup=markup)
    except InputError as error:
        assert "\n" not in str(error)
