"""JSON too large to hold: a walk over its objects and lists that holds one value at a time.

Comes in: an open file (UTF-8, with or without a mark; UTF-16 with one). Whoever walks asks for what the next
value is and takes it whole (`value`), goes through it (`members`, `items`), or leaves it (`skip`). Whatever is
no JSON is an InputError that says where.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ascribe.errors import InputError

_BLOCK = 256 * 1024
_SPACE = re.compile(r"[ \t\r\n]*")
#: Possessive: a place to go back to for each character of a long string would take gigabytes.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]|[^"\[\]{}]++', re.S)
#: A number or word ends only where something else begins.
_SCALAR_END = re.compile(r"[ \t\r\n,\]}]")


class JsonStream:
    """A place in a JSON text. `most` is the size of the largest value that is taken whole, in characters."""

    def __init__(self, file: BinaryIO, source: str, most: int) -> None:
        self._file, self._source, self._most = file, source, most
        self._decoder = json.JSONDecoder(parse_int=integer)
        self._text, self._at, self._passed, self._ended = "", 0, 0, False
        mark = file.read(4)
        encoding = "utf-16" if mark[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
        file.seek(0)
        self._decode = codecs.getincrementaldecoder(encoding)().decode

    def kind(self) -> str:
        """The first character of the next value: `{`, `[`, `"`, ...; "" at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def value(self) -> Any:
        """The next value, whole."""
        if not self.kind():
            raise self._wrong("ends where a value should be")
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._more():
                    continue
                raise self._wrong(f"is not JSON: {error.msg}", error.pos) from error
            except RecursionError as error:
                raise self._wrong("has values in values too deep to read") from error
            if end == len(self._text) and not _SCALAR_END.match(self._text[-1]) and self._more():
                continue
            self._at = end
            return value

    def members(self) -> Iterator[str]:
        """The keys of the next value, an object; whoever asks takes or skips the value of each."""
        self._take("{")
        if self._taken("}"):
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self._wrong("is not JSON: a key that is no text")
            self._take(":")
            yield key
            if self._taken("}"):
                return
            self._take(",")

    def items(self) -> Iterator[int]:
        """The numbers (from 0) of the items of the next value, a list; whoever asks takes or skips each."""
        self._take("[")
        if self._taken("]"):
            return
        number = 0
        while True:
            yield number
            number += 1
            if self._taken("]"):
                return
            self._take(",")

    def skip(self) -> None:
        """Leave the next value out, however large it is."""
        if self.kind() not in ("{", "["):
            self.value()
            return
        depth = 0
        while True:
            match = _TOKEN.match(self._text, self._at)
            if match is None or (match.end() == len(self._text) and match[0][0] not in "[]{}"):
                # The piece may go on in the next block; what is no part of a string can be let go.
                if match is not None and match[0][0] != '"':
                    self._at = match.end()
                if not self._more():
                    raise self._wrong("ends in the middle of a value")
                continue
            self._at = match.end()
            depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match[0], 0)
            if depth == 0:
                return

    def _take(self, character: str) -> None:
        found = self.kind()
        if found != character:
            wrong = f"has {found!r} where {character!r} should be" if found else "ends in the middle"
            raise self._wrong(f"is not JSON: {wrong}")
        self._at += 1

    def _taken(self, character: str) -> bool:
        if self.kind() != character:
            return False
        self._at += 1
        return True

    def _more(self) -> bool:
        """Read on, as much again as is held, so that a large value is not tried too often; False at the end."""
        if self._ended:
            return False
        self._text, self._passed = self._text[self._at :], self._passed + self._at
        self._at = 0
        if len(self._text) > self._most:
            raise self._wrong(f"has a value of more than {self._most:,} characters")
        data = self._file.read(max(_BLOCK, len(self._text)))
        self._ended = not data
        try:
            self._text += self._decode(data, self._ended)
        except UnicodeDecodeError as error:
            raise self._wrong(f"is not {error.encoding.upper()} ({error.reason})") from error
        return not self._ended

    def _wrong(self, what: str, at: int | None = None) -> InputError:
        where = self._passed + (self._at if at is None else at)
        return InputError(self._source, f"{what} (character {where:,})")


def integer(digits: str) -> int | str:
    """A number; one of thousands of digits is none that counts anything, so it stays as it is written."""
    return int(digits) if len(digits) < 4000 else digits


def canonical(source: str, value: Any) -> bytes:
    """A value as JSON bytes that are the same for the same value; raises InputError for half characters."""
    try:
        return json.dumps(
            value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        ).encode()
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        raise InputError(source, f"holds half of a character ({half}): not read") from error
    except (RecursionError, ValueError) as error:
        raise InputError(source, f"cannot be kept as JSON ({error})") from error
