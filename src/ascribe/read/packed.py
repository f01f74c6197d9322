"""Packed bytes as files: gzip, bzip2, xz and Zstandard streams, and copies that can seek, within limits.

Comes in: an open file of a packed format. Goes out: what it holds, never more than the limits allow and never
under a name on disk. Damage in any of the formats comes out as `InputError`.
"""

import bz2
import gzip
import io
import lzma
import tempfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from ascribe.errors import InputError
from ascribe.read.options import MIB, Limits

#: A member is held in memory up to so many bytes, on disk beyond.
IN_MEMORY = 8 * MIB
_BLOCK = 256 * 1024

#: What the libraries raise on bytes that are not what they should be (MemoryError: a forged window size).
DAMAGED = (EOFError, OSError, ValueError, MemoryError, zlib.error, lzma.LZMAError)


class Readable(Protocol):
    """All that is asked of a stream."""

    def read(self, size: int, /) -> bytes: ...


def _zstd(file: BinaryIO) -> Readable:
    from fastwarc.stream_io import ZstdReader

    return cast(Readable, ZstdReader(file))


#: Media type of a packed stream -> what unpacks it.
STREAMS: dict[str, Callable[[BinaryIO], Readable]] = {
    "application/gzip": lambda file: cast(Readable, gzip.GzipFile(fileobj=file, mode="rb")),
    "application/x-bzip2": lambda file: cast(Readable, bz2.BZ2File(file, "rb")),
    "application/x-xz": lambda file: cast(Readable, lzma.LZMAFile(file, "rb")),  # noqa: SIM115 - closed with what it reads
    "application/zstd": _zstd,
}


def beginning(kind: str, file: BinaryIO, size: int) -> bytes:
    """The first bytes that a packed stream holds, also of one that is cut off; `file` is left at its beginning."""
    file.seek(0)
    packed = file.read(MIB)
    file.seek(0)
    try:
        if kind == "application/gzip":
            return zlib.decompressobj(31).decompress(packed, size)
        if kind == "application/x-bzip2":
            return bz2.BZ2Decompressor().decompress(packed, size)
        if kind == "application/x-xz":
            return lzma.LZMADecompressor().decompress(packed, size)
        return bytes(_zstd(io.BytesIO(packed)).read(size))
    except DAMAGED:
        return b""


def spooled(
    stream: Readable, source: str, limits: Limits, packed: Callable[[], int], head: bytes = b""
) -> BinaryIO:
    """A copy of a stream that can seek; the caller closes it.

    `packed` says how many packed bytes gave what has come so far, `head` has been read of the stream already.
    Raises InputError where the stream is damaged or grows out of proportion.
    """
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by the caller
    try:
        block, size = head or stream.read(_BLOCK), 0
        while block:
            size += len(block)
            if size > limits.unpacked or size > MIB + limits.ratio * packed():
                raise InputError(source, f"unpacks to {size:,} bytes and more, as zip bombs do: not read")
            file.write(block)
            block = stream.read(_BLOCK)
    except BaseException as error:
        file.close()
        if isinstance(error, DAMAGED):
            raise damaged(source, error) from error
        raise
    file.seek(0)
    return cast(BinaryIO, file)


def damaged(source: str, error: BaseException) -> InputError:
    """The line for bytes that end too early or do not unpack."""
    what = " ".join(str(error).split())[:120] or type(error).__name__
    return InputError(source, f"is damaged or cut off ({what}): get it again, or unpack what can be saved")


class Slice(io.RawIOBase):
    """Part of a file as a file: bytes that lie there unpacked need no copy."""

    def __init__(self, file: BinaryIO, start: int, length: int) -> None:
        self._file, self._start, self._length, self._at = file, start, length, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer)).cast("B")
        size = max(0, min(len(view), self._length - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(size)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)


def part(file: BinaryIO, start: int, length: int) -> BinaryIO:
    """A buffered `Slice`."""
    return cast(BinaryIO, io.BufferedReader(Slice(file, start, length), _BLOCK))
