"""A source to the `Capture`s in it: one for a page, many for an archive, a feed, a table or a channel.

What cannot be read comes out as the `InputError` that says why, in its place; the rest goes on.
"""

from collections.abc import Iterator

from ascribe.errors import InputError
from ascribe.model import Capture
from ascribe.read.formats import unpacker
from ascribe.read.media import HEAD, media_type
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.source import Source


def captures(source: Source, options: Options) -> Iterator[Capture | InputError]:
    """Every document in a source, in its order, archives inside archives included."""
    try:
        with source.open(options) as opened:
            yield from _inside(opened, options)
    except InputError as error:
        yield error


def _inside(opened: Opened, options: Options) -> Iterator[Capture | InputError]:
    try:
        head = opened.file.read(HEAD)
        opened.file.seek(0)
        kind = media_type(head, opened.source, opened.stated_type)
        unpack = unpacker(kind)
        if unpack is None:
            yield _document(opened, kind, options)
            return
        if opened.depth >= options.limits.depth:
            raise InputError(
                opened.source, f"lies in {opened.depth} archives, more than are looked into: unpack it first"
            )
        for found in unpack(opened, options):
            if isinstance(found, Opened):
                yield from _inside(found, options)
            else:
                yield found
    except InputError as error:
        yield error


def _document(opened: Opened, kind: str, options: Options) -> Capture:
    most = options.limits.report
    size = opened.file.seek(0, 2)
    if size > most:
        raise InputError(opened.source, f"has {size:,} bytes, more than the {most:,} of a report: split it")
    opened.file.seek(0)
    return Capture(opened.source, opened.file.read(most), kind, opened.address, opened.captured, opened.facts)
