"""Whatever a desk receives to `Report`s: opened, unpacked, decoded, cut into sections, dated by what it says.

    path, address, - -> Source -> Opened -> Capture -> Page -> Report

Bytes come in, `Report`s go out; what cannot be read comes out as the `InputError` that says why, so that one
bad file never stops a batch. What a report says is left to `extract`.
"""

from collections.abc import Iterable, Iterator

from ascribe.errors import InputError
from ascribe.model import Report
from ascribe.read.language import READ, language, language_name
from ascribe.read.options import Limits, Options
from ascribe.read.published import published
from ascribe.read.report import read_bytes, report_of
from ascribe.read.sections import sections
from ascribe.read.source import Source, find_sources
from ascribe.read.unpack import captures

__all__ = [
    "READ",
    "Limits",
    "Options",
    "Source",
    "captures",
    "find_sources",
    "language",
    "language_name",
    "published",
    "read_bytes",
    "read_paths",
    "report_of",
    "sections",
]


def read_paths(paths: Iterable[str], options: Options = Options()) -> Iterator[Report | InputError]:  # noqa: B008
    """Each report, or the error that says why there is none; see `find_sources` for what a path may be."""
    for source in find_sources(paths):
        if isinstance(source, InputError):
            yield source
            continue
        for capture in captures(source, options):
            try:
                yield capture if isinstance(capture, InputError) else report_of(capture)
            except InputError as error:
                yield error
