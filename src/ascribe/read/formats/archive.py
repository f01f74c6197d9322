"""Archives and packed files: a file comes in, its members go out as `Opened` files, in the archive's order.

No member is ever written under its name, and no link is followed: members are copied, within limits, to
nameless temporary files. What is no document (pictures, styles, programs) is counted in one line at the end,
and so is what cannot be had (members with a password, names that lead outside, links).
"""

import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import PurePosixPath
from typing import BinaryIO, Self

from ascribe.errors import InputError, LeftOutError, printable
from ascribe.read.media import HEAD, content_type, file_type, is_wanted, zip_directory
from ascribe.read.opened import Opened
from ascribe.read.options import MIB, Options
from ascribe.read.packed import DAMAGED, STREAMS, Readable, damaged, part, spooled
from ascribe.read.saved import is_of_page

#: The list of members of a ZIP file has about so many bytes each, at least.
_ENTRY = 46
_LOCAL_HEADER = 30
#: The longest name or extended header of a tar member.
_TAR_HEADER = MIB
_NAMED = 3
#: A page and the folder that a browser saved beside it lie in so many folders at most.
_LEVELS = 20
#: Files that operating systems put into folders for themselves.
_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini"})

_UNREAD = "formats that are not read"
_LINKS = "links and devices are never followed"
_OUTSIDE = "names that lead outside the archive"
_EMPTY = "nothing in them"
_OF_PAGE = "of a saved page beside them"
_LOCKED = "a password is needed; unpack with it and read the folder"
_METHOD = "is packed by a method that is not known here: unpack it and read the folder"


class _Omitted:
    """Members that do not come out, by reason: a line for each reason when the archive is done."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._names: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}

    def add(self, reason: str, name: str) -> None:
        self._counts[reason] = self._counts.get(reason, 0) + 1
        names = self._names.setdefault(reason, [])
        if len(names) < _NAMED:
            names.append(printable(name))

    def lines(self) -> Iterator[InputError]:
        for reason, names in self._names.items():
            count = self._counts[reason]
            more = ", ..." if count > len(names) else ""
            files = "file" if count == 1 else "files"
            kind = LeftOutError if reason in (_UNREAD, _LINKS, _OF_PAGE) else InputError
            yield kind(self._source, f"leaves out {count:,} {files}: {reason} ({', '.join(names)}{more})")


def unpack_zip(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The members of a ZIP file."""
    archive = open_zip(opened, options)
    omitted = _Omitted(opened.source)
    with archive:
        names = frozenset(archive.namelist())
        for info in archive.infolist():
            if info.filename.endswith("/") or _is_junk(info.filename):
                continue
            if reason := _why_not(info, names):
                omitted.add(reason, info.filename)
                continue
            try:
                file = zip_member(archive, info, opened, options)
            except InputError as error:
                yield error
                continue
            if file is None:
                omitted.add(_UNREAD, info.filename)
                continue
            with file:
                yield _member(opened, info.filename, file)
    yield from omitted.lines()


def open_zip(opened: Opened, options: Options) -> zipfile.ZipFile:
    """The archive, open; raises InputError for one that is damaged, too long or a bomb."""
    members, size = zip_directory(opened.file)
    if max(members, size // (2 * _ENTRY)) > options.limits.members:
        raise _too_many(opened, options)
    try:
        archive = zipfile.ZipFile(opened.file)
    except (zipfile.BadZipFile, NotImplementedError, struct.error, *DAMAGED) as error:
        raise damaged(opened.source, error) from error
    infos = archive.infolist()
    if len(infos) > options.limits.members:
        raise _too_many(opened, options)
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    for (start, length), (following, _) in pairwise(spans):
        if start + _LOCAL_HEADER + length > following:
            raise InputError(opened.source, "holds members that overlap, as zip bombs do: not unpacked")
    return archive


def _why_not(info: zipfile.ZipInfo, names: frozenset[str]) -> str | None:
    """Why a member is not read; `names` are those of all."""
    folders = accumulate(info.filename.split("/", _LEVELS)[:-1], "{}/{}".format)
    if any(is_of_page(folder, names) for folder in folders):
        return _OF_PAGE
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return _LINKS
    if _leads_outside(info.filename):
        return _OUTSIDE
    if info.flag_bits & 0x1:
        return _LOCKED
    return None if info.file_size else _EMPTY


def zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, opened: Opened, options: Options
) -> BinaryIO | None:
    """A member as a file, None where it is of a format that is not read."""
    source = _name(opened.source, info.filename)
    try:
        with archive.open(info) as stream:
            head = stream.read(HEAD)
            if not is_wanted(head, info.filename):
                return None
            if info.compress_type == zipfile.ZIP_STORED and (file := _stored(opened.file, info)):
                return file
            return spooled(stream, source, options.limits, lambda: info.compress_size, head)
    except NotImplementedError as error:
        raise InputError(source, _METHOD) from error
    except (zipfile.BadZipFile, RuntimeError, struct.error, *DAMAGED) as error:
        raise damaged(source, error) from error


def _stored(file: BinaryIO, info: zipfile.ZipInfo) -> BinaryIO | None:
    """A large member that lies in the archive as it is; None where it is small enough for a checked copy."""
    if info.file_size <= MIB or info.compress_size != info.file_size:
        return None
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER)
    name, extra = struct.unpack_from("<HH", header, 26)
    return part(file, info.header_offset + _LOCAL_HEADER + name + extra, info.file_size)


def unpack_tar(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The members of a tar archive, packed or not."""
    kind = content_type(opened.file.read(HEAD)) or ""
    opened.file.seek(0)
    stream = STREAMS[kind](opened.file) if kind in STREAMS else opened.file
    omitted = _Omitted(opened.source)
    header = _header_class()
    count = 0
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=header) as archive:  # type: ignore[call-overload]
            for info in archive:
                archive.members = []  # the list of all that was read is kept nowhere
                count += 1
                if count > options.limits.members:
                    raise _too_many(opened, options)
                yield from _tar_member(archive, info, opened, options, omitted)
    except (tarfile.TarError, *DAMAGED) as error:
        header.problem = str(error) or type(error).__name__
    if header.problem:
        yield damaged(opened.source, tarfile.TarError(f"{header.problem} after {count:,} members"))
    yield from omitted.lines()


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, opened: Opened, options: Options, omitted: _Omitted
) -> Iterator[Opened | InputError]:
    if info.isdir() or _is_junk(info.name):
        return
    if not info.isreg() or info.issparse():
        omitted.add(_LINKS, info.name)
        return
    if _leads_outside(info.name):
        omitted.add(_OUTSIDE, info.name)
        return
    if not info.size:
        omitted.add(_EMPTY, info.name)
        return
    source = _name(opened.source, info.name)
    stream = archive.extractfile(info)
    if stream is None:
        return
    head = stream.read(HEAD)
    if not is_wanted(head, info.name):
        omitted.add(_UNREAD, info.name)
        return
    before = opened.file.tell()
    with spooled(stream, source, options.limits, lambda: opened.file.tell() - before + MIB, head) as file:
        yield _member(opened, info.name, file)


class _Header(tarfile.TarInfo):
    problem: str | None = None


def _header_class() -> type[_Header]:
    """A reader of tar headers that remembers what is wrong with the last one, which `tarfile` takes for the end."""

    class Header(_Header):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            try:
                info = super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as error:
                # A block of zeros ends an archive.
                ends = len(buf) == tarfile.BLOCKSIZE and not bytes(buf).strip(b"\0")
                Header.problem = None if ends else f"{error}, no end mark" if not buf else str(error)
                raise
            Header.problem = None
            if not (info.isreg() or info.isdir()) and info.size > _TAR_HEADER:
                Header.problem = f"a header of {info.size:,} bytes"
                raise tarfile.ReadError(Header.problem)
            return info

    return Header


def unpack_single(opened: Opened, options: Options) -> Iterator[Opened | InputError]:
    """The one file that a gzip, bzip2, xz or Zstandard stream holds."""
    kind = file_type(opened.file, opened.source)
    name = PurePosixPath(opened.source.replace("\\", "/")).name
    inner = PurePosixPath(name).stem if PurePosixPath(name).suffix else name
    file_of = opened.file
    try:
        stream: Readable = STREAMS[kind](file_of)
        file = spooled(stream, opened.source, options.limits, file_of.tell)
    except DAMAGED as error:
        raise damaged(opened.source, error) from error
    with file:
        yield _member(opened, inner, file)


def _name(archive: str, member: str) -> str:
    return f"{archive}!/{printable(member).removeprefix('./')}"


def _member(opened: Opened, name: str, file: BinaryIO) -> Opened:
    return Opened(
        source=_name(opened.source, name),
        address=_name(opened.address, name),
        file=file,
        captured=opened.captured,
        facts=opened.facts,
        depth=opened.depth + 1,
    )


def _is_junk(name: str) -> bool:
    parts = name.lower().split("/")
    return "__macosx" in parts or parts[-1] in _JUNK or parts[-1].startswith("._")


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or parts[0].endswith(":") or "\0" in name


def _too_many(opened: Opened, options: Options) -> InputError:
    most = options.limits.members
    return InputError(opened.source, f"has more than {most:,} members: unpack it and read its folders")
