"""Bytes to text, in the encoding that they are in: by mark, by what is stated, by what they are.

Bytes come in, with the charset that the network or the container states; the text goes out, every byte of it
decoded, or an `InputError` that names the first byte that is in the way. Names of encodings are read as
browsers read them (WHATWG): latin-1 means windows-1252. What is stated is often wrong, so a reading has to look
like writing: valid UTF-8 is UTF-8 whatever is stated, and words of odd letters only are taken as a sign that
the encoding is another.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from ascribe.errors import InputError

#: A declaration in the text itself (`<meta charset>`, `<?xml encoding?>`) stands within so many bytes.
DECLARED_WITHIN = 8192
#: So much of the text decides whether a reading looks like writing.
SAMPLE = 20_000
#: Of the characters beyond ASCII so many may look odd; of a page, one byte in so many may be broken.
ODD_SHARE = 0.1
BYTES_PER_BROKEN = 1000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]{2,40})"
    rb"|^\s*<\?xml\b[^>]{0,100}?\bencoding\s*=\s*[\"'](?P<xml>[\w.:-]{2,40})",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: Words of one letter in the languages that are written with Latin letters and accents.
_ALONE = frozenset("àáâäåéèêëíìîóòôöúùûüæøıÀÁÂÄÅÉÈÊËÍÌÎÓÒÔÖÚÙÛÜÆØªº")
#: Encodings of languages that are written with plain letters and some with accents.
_LATIN = re.compile(r"cp125[0247]|iso8859-(?:[1-4]|9|1[03-6])$|macintosh|mac-roman")


def decode(source: str, data: bytes, stated: str | None = None, *, markup: bool = False) -> str:
    """The text of bytes, a byte order mark left out; raises InputError where it cannot be had without loss.

    `stated` is the charset that the network or container states. With `markup` a declaration in the text counts
    too, and a few broken bytes become U+FFFD, as every browser shows them.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(source, data, name, len(mark), markup)
    if (text := _utf8_for_sure(data)) is not None:
        return text
    names = [stated, _declared(data) if markup else None]
    decoded: list[str] = []
    for name in _candidates(data, names):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if is_writing(text, name):
            return text
        if name in map(_known, names):
            decoded.append(text)
    if decoded:
        return decoded[0]
    return _strictly(source, data, "utf-8", 0, markup)


def is_writing(text: str, encoding: str) -> bool:
    """Whether a text read in an encoding looks like something that was written in it."""
    sample = text[:SAMPLE]
    if _CONTROL.search(sample):
        return False
    beyond = sum(not c.isascii() for c in sample)
    odd = sum(unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") for c in sample if not c.isascii())
    if encoding.startswith("utf"):
        return odd <= beyond * ODD_SHARE
    letters = _odd_letters_latin(sample) if _LATIN.match(encoding) else _odd_letters(sample)
    return odd + letters <= beyond * ODD_SHARE


def _odd_letters_latin(sample: str) -> int:
    """Letters of words without any plain letter: "Äâîå", "ÿþ"; and marks inside of words."""
    words = (word for word in _WORD.findall(sample) if not word.isascii())
    return sum(len(word) for word in words if not any(c.isascii() for c in word) and word not in _ALONE)


def _odd_letters(sample: str) -> int:
    """Letters of words that mix plain letters with others, or shout in the middle: "пОЛИЦИЯ"."""
    odd = 0
    for word in _WORD.findall(sample):
        if word.isascii():
            continue
        mixed = any(c.isascii() for c in word)
        if mixed or (word[0].islower() and word[1:].isupper()):
            odd += len(word)
    return odd


def _utf8_for_sure(data: bytes) -> str | None:
    """The text of valid UTF-8 that holds something beyond ASCII: no other encoding looks like it by chance."""
    if data.isascii() or b"\0" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _candidates(data: bytes, names: list[str | None]) -> Iterator[str]:
    """Encodings to try, in their order."""
    if b"\0" in data:
        yield from utf16_unmarked(data)
        if not any("16" in (_known(name) or "") for name in names):
            return
    yield from (known for name in names if (known := _known(name)))
    yield "utf-8"
    if not _is_broken_utf8(data):
        guess = detect_encoding(data)
        # One apostrophe in a long English text tells the detector nothing.
        yield guess if guess and guess != "utf-8" else "cp1252"


def utf16_unmarked(data: bytes) -> Iterator[str]:
    """UTF-16 without a mark: white space and plain letters leave a NUL at every other place.

    Plain text in which NULs stray would come out as Chinese, so that is not looked for.
    """
    if len(data) % 2:
        return
    first, second = data[:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    name = "utf-16-le" if second > first else "utf-16-be"
    text = data[:SAMPLE].decode(name, "replace")
    if min(first, second) * 4 < max(first, second) and sum(c < "\u2000" for c in text) >= 0.9 * len(text):
        yield name


def _known(name: str | None) -> str | None:
    """An encoding's name as Python and browsers know it; None for what no browser reads."""
    if not name:
        return None
    mapped: str | None = map_encoding_to_html5(name.strip().strip("\"';,").lower(), fallback_utf8=False)
    return mapped or ("cp1252" if name.strip().lower() in ("latin-1", "latin_1") else None)


def _declared(data: bytes) -> str | None:
    """The charset that markup declares of itself; UTF-16 cannot be meant where that can be read."""
    match = _DECLARED.search(data[:DECLARED_WITHIN])
    if not match:
        return None
    name = (match["meta"] or match["xml"]).decode("ascii")
    return "utf-8" if "16" in (_known(name) or "") else name


def _strictly(source: str, data: bytes, name: str, skip: int, markup: bool) -> str:
    """The text, or the error that names the byte in the way; markup may have a few of those."""
    body = data[skip:]
    try:
        if name == "utf-8" and (nul := body.find(b"\0")) >= 0 and not markup:
            what = f"byte 0x00 at offset {nul + skip}"
            raise InputError(source, f"is binary, or in an unknown encoding ({what}): save it as UTF-8 text")
        return body.decode(name)
    except UnicodeDecodeError as error:
        if markup:
            text = body.decode(name, "replace")
            if text.count("\ufffd") <= 1 + len(body) // BYTES_PER_BROKEN:
                return text
        at = error.start + skip
        shown = name.upper().removesuffix("-LE").removesuffix("-BE")
        cut = at >= len(data) - 1 or error.reason == "unexpected end of data"
        wrong = "ends in the middle of a character" if cut else f"byte 0x{data[at]:02x}"
        raise InputError(source, f"is not {shown}: {wrong} at offset {at}: save it as UTF-8") from error


def _is_broken_utf8(data: bytes) -> bool:
    """Whether data is UTF-8 that is cut off, or with a few bytes broken: most beyond ASCII can be read as such."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not c.isascii() for c in text) >= 3 * broken or _is_cut(data)


def _is_cut(data: bytes) -> bool:
    """Whether all is UTF-8 but two bytes or more at the end; one alone may be a letter of another encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(data) - error.start > 1
    return False
