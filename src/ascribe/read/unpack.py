"""A source to the `Capture`s in it: one for a page, many for an archive, a feed, a table or a channel.

What cannot be read comes out as the `InputError` that says why, in its place; the rest goes on. A container
may state what no ledger keeps as an address or a moment: the one is escaped, the other left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ascribe.errors import InputError, printable
from ascribe.model import Capture
from ascribe.read.formats import unpacker
from ascribe.read.media import ending, file_type
from ascribe.read.opened import Opened, storable
from ascribe.read.options import Options
from ascribe.read.source import Source

#: A source may unpack to so many times its own size before `Limits.unpacked` is counted.
_GROWTH = 10
#: A moment as ISO 8601 has it, as far as a ledger looks at it.
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.,]{2,18} ?(?:Z|[+-][0-9:]{2,8})?)?")


class _TooMuchError(InputError):
    """Ends the whole source: what is still in it would only be more of it."""


class _Unpacked:
    """How much a source has unpacked to, archives inside archives included."""

    def __init__(self, source: str, size: int, options: Options) -> None:
        self._source, self._bytes = source, 0
        self._most = options.limits.unpacked + _GROWTH * size

    def add(self, opened: Opened) -> None:
        """Count a file; raises _TooMuchError where it is too much."""
        self._bytes += _size(opened)
        if self._bytes > self._most:
            raise _TooMuchError(
                self._source, f"unpacks to more than {self._most:,} bytes: unpack it, then read the folder"
            )


def captures(source: Source, options: Options) -> Iterator[Capture | InputError]:
    """Every document in a source, in its order, archives inside archives included."""
    try:
        with source.open(options) as opened:
            unpacked = _Unpacked(opened.source, _size(opened), options)
            yield from _inside(opened, options, unpacked)
    except InputError as error:
        yield error


def _inside(opened: Opened, options: Options, unpacked: _Unpacked) -> Iterator[Capture | InputError]:
    try:
        kind = _kind(opened, options)
        unpack = unpacker(kind)
        if unpack is None:
            yield _kept(_document(opened, kind, options))
            return
        if opened.depth >= options.limits.depth:
            raise InputError(
                opened.source, f"lies in {opened.depth} archives, more than are looked into: unpack it first"
            )
        is_empty = True
        for found in unpack(opened, options):
            is_empty = False
            if isinstance(found, Opened):
                unpacked.add(found)
                yield from _inside(found, options, unpacked)
            else:
                yield _kept(found) if isinstance(found, Capture) else found
        if is_empty:
            raise InputError(opened.source, "is empty: there is nothing in it to read")
    except _TooMuchError:
        raise
    except InputError as error:
        yield error


def _kind(opened: Opened, options: Options) -> str:
    """The media type of a file; text without a telling name is a table where the user names its columns."""
    kind = file_type(opened.file, opened.source, opened.stated_type)
    is_table = kind == "text/plain" and options.columns and not ending(opened.source)
    return "text/csv" if is_table else kind


def _kept(capture: Capture) -> Capture:
    """A capture that a ledger can keep: no control characters in its address, a moment that is one."""
    if capture.captured is not None and not _MOMENT.fullmatch(capture.captured):
        capture = replace(capture, captured=None)
    source, address, facts = printable(capture.source), printable(capture.address), storable(capture.facts)
    return replace(capture, source=source, address=address, facts=facts)


def _size(opened: Opened) -> int:
    size = opened.file.seek(0, 2)
    opened.file.seek(0)
    return size


def _document(opened: Opened, kind: str, options: Options) -> Capture:
    most = options.limits.report
    size = _size(opened)
    if size > most:
        raise InputError(opened.source, f"has {size:,} bytes, more than the {most:,} of a report: split it")
    return Capture(opened.source, opened.file.read(most), kind, opened.address, opened.captured, opened.facts)
