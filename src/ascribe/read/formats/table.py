"""Tables: CSV, TSV, JSON Lines, JSON and Parquet come in, one capture for each row goes out.

Rows are read one after the other, so that a table of any length needs the memory of one row. A row that is
broken is one line, and the next one is read.
"""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, BinaryIO

from resiliparse.parse.encoding import detect_encoding

from ascribe.errors import InputError
from ascribe.model import Capture
from ascribe.read.encoding import is_writing, utf16_unmarked
from ascribe.read.formats import rows, telegram
from ascribe.read.formats.rows import Rows
from ascribe.read.jsonstream import JsonStream, integer
from ascribe.read.opened import Opened
from ascribe.read.options import MIB, Options

page = rows.page

_DELIMITERS = (",", "\t", ";", "|")
#: What tables are in that are not in Unicode, where the detector has no idea.
_EIGHT_BITS = ("cp1251", "cp1256", "cp1252")
#: So many records tell how a table is written.
_SAMPLE_ROWS = 30
_BATCH = 16

Found = Iterator[Capture | InputError]


def unpack_csv(opened: Opened, options: Options) -> Found:
    """The rows of a CSV or TSV file, whatever separates its cells, with its first row as names of columns."""
    most = options.limits.report
    csv.field_size_limit(max(csv.field_size_limit(), most))
    encoding, sample = _encoding(opened.file)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(opened.file, codec, errors="surrogateescape", newline="")
    try:
        lines = _lines(text, opened.source, most)
        delimiter = _delimiter(sample, opened.source)
        records = _records(csv.reader(lines, delimiter=delimiter, strict=True))
        header = next(records, None)
        if not isinstance(header, list):
            raise InputError(opened.source, f"has no row of column names ({header or 'it is empty'})")
        yield from _rows(records, _names(header), Rows(opened, options), encoding)
    except UnicodeError as error:
        raise InputError(opened.source, f"is not {encoding.upper()} ({error})") from error
    finally:
        text.detach()


def _rows(records: Iterable[list[str] | csv.Error], names: list[str], table: Rows, encoding: str) -> Found:
    for number, record in enumerate(records, 1):
        if isinstance(record, csv.Error):
            yield from table.refuse(number, f"cannot be read ({record}): check its quotation marks")
        elif len(record) != len(names):
            why = f"has {len(record):,} cells where the table has {len(names):,} columns: check its quotation marks"
            yield from table.refuse(number, why)
        elif any(map(_is_broken, record)):
            yield from table.refuse(number, f"has bytes that are not {encoding.upper()}")
        else:
            yield from _row(dict(zip(names, record, strict=True)), number, table)
    yield from table.ends()


def _row(row: Any, number: int, table: Rows) -> Found:
    """A row as a capture, or the line that says why it is none; a table without a text ends here."""
    if not isinstance(row, dict):
        yield from table.refuse(number, f"is no object with columns but {json.dumps(row, default=str)[:40]}")
        return
    try:
        capture = table.capture(row, number)
    except InputError as error:
        if error.source == table.opened.source:
            raise
        yield from table.refuse(number, error.reason)
        return
    except RecursionError:
        yield from table.refuse(number, "has values in values too deep to read")
        return
    if capture is not None:
        yield capture


def _encoding(file: BinaryIO) -> tuple[str, str]:
    """The encoding of a table, by its mark or its first MiB, and the text of that."""
    head = file.read(MIB)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", codecs.getincrementaldecoder("utf-16")("replace").decode(head)
    for encoding in utf16_unmarked(head):
        return encoding, codecs.getincrementaldecoder(encoding)("replace").decode(head)
    try:
        return "utf-8", codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        text = head.decode("utf-8-sig", "replace")
    if 3 * text.count("\ufffd") > sum(not c.isascii() for c in text):
        for name in dict.fromkeys((detect_encoding(head) or "utf-8", *_EIGHT_BITS)):
            if name != "utf-8" and is_writing(found := head.decode(name, "replace"), name):
                return name, found
    # UTF-8 with a few broken rows.
    return "utf-8", text


def _lines(text: io.TextIOWrapper, source: str, most: int) -> Iterator[str]:
    while line := text.readline(most):
        if len(line) >= most:
            raise InputError(
                source, f"has a line of more than {most:,} characters: it is no table of reports"
            )
        yield line.replace("\0", "\ufffd") if "\0" in line else line


def _delimiter(sample: str, source: str) -> str:
    """What separates cells: what gives the most records with as many cells as the first."""
    best, score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        lines = sample.splitlines(keepends=True)[: 50 * _SAMPLE_ROWS]
        records = _records(csv.reader(lines, delimiter=delimiter, strict=True))
        widths = [
            len(record)
            for record, _ in zip(records, range(_SAMPLE_ROWS), strict=False)
            if isinstance(record, list)
        ]
        if widths and widths[0] > 1:
            found = (100 * widths.count(widths[0]) // len(widths), widths[0])
            best, score = max((best, score), (delimiter, found), key=lambda pair: pair[1])
    return best


def _records(reader: Any) -> Iterator[list[str] | csv.Error]:
    """The records of a reader without empty ones; where one is broken, its error, and the next ones."""
    while True:
        try:
            record: list[str] = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if any(record):
            yield record


def _names(header: list[str]) -> list[str]:
    """Column names that are all different and none of them empty."""
    names: list[str] = []
    for number, name in enumerate(header, 1):
        plain = "".join("\ufffd" if _is_broken(c) else c for c in name.strip()) or f"column {number}"
        names.append(plain if plain not in names else f"{plain} ({number})")
    return names


def _is_broken(text: str) -> bool:
    """Whether a text holds bytes that could not be decoded."""
    return not text.isascii() and any("\udc80" <= c <= "\udcff" for c in text)


def unpack_lines(opened: Opened, options: Options) -> Found:
    """The objects of a JSON Lines file."""
    table, most = Rows(opened, options), options.limits.report
    number = 0
    while line := opened.file.readline(most + 1):
        if len(line) > most:
            raise InputError(
                opened.source, f"has a line of more than {most:,} bytes: it is no table of reports"
            )
        line = line.removeprefix(codecs.BOM_UTF8) if number == 0 else line
        if not line.strip():
            continue
        number += 1
        try:
            row = json.loads(line.decode("utf-8"), parse_int=integer)
        except (ValueError, RecursionError) as error:
            yield from table.refuse(number, f"is not JSON in UTF-8 ({error})")
            continue
        yield from _row(row, number, table)
    if not number:
        raise InputError(opened.source, "is empty: nothing to read")
    yield from table.ends()


def unpack_json(opened: Opened, options: Options) -> Found:
    """The objects of a JSON file: a list of them, an object with lists of them, one object, or many in lines."""
    if telegram.is_export(opened, options):
        yield from telegram.unpack(opened, options)
        return
    stream = JsonStream(opened.file, opened.source, options.limits.report)
    kind = stream.kind()
    if kind == "{":
        stream.skip()
        several = stream.kind() != ""
        opened.file.seek(0)
        yield from unpack_lines(opened, options) if several else _of_object(opened, options)
    elif kind == "[":
        table = Rows(opened, options)
        for number in stream.items():
            yield from _row(stream.value(), number + 1, table)
        yield from table.ends()
    else:
        raise InputError(opened.source, "is no JSON object or list: nothing to read" if kind else "is empty")


def _of_object(opened: Opened, options: Options) -> Found:
    """The rows in the lists of an object ({"articles": [...]}), or the object as the only row."""
    table, number = Rows(opened, options), 0
    stream = JsonStream(opened.file, opened.source, options.limits.report)
    for _ in stream.members():
        if stream.kind() != "[":
            stream.skip()
            continue
        for _ in stream.items():
            if stream.kind() != "{":
                stream.skip()
                continue
            number += 1
            yield from _row(stream.value(), number, table)
    if not number:
        opened.file.seek(0)
        yield from _row(JsonStream(opened.file, opened.source, options.limits.report).value(), 1, table)
    yield from table.ends()


def unpack_parquet(opened: Opened, options: Options) -> Found:
    """The rows of a Parquet file; needs pyarrow."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            opened.source, "is Parquet, which needs pyarrow: pip install 'ascribe[parquet]'"
        ) from error
    table, number, unpacked = Rows(opened, options), 0, 0
    most = MIB + options.limits.ratio * opened.file.seek(0, 2)
    opened.file.seek(0)
    try:
        file = parquet.ParquetFile(opened.file, thrift_string_size_limit=10 * MIB, pre_buffer=False)
        for batch in file.iter_batches(batch_size=_BATCH, use_threads=False):
            if batch.nbytes > _BATCH * options.limits.report:
                raise InputError(opened.source, f"has rows of more than {options.limits.report:,} bytes")
            found = list(_batch(batch, number, table))
            number += batch.num_rows
            # Rows may share their values in the file, and have none that take any room.
            held = sum(len(item.data) for item in found if isinstance(item, Capture))
            unpacked += max(batch.nbytes, held)
            if unpacked > most:
                raise InputError(opened.source, f"unpacks to {unpacked:,} bytes and more, as zip bombs do")
            yield from found
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        what = " ".join(str(error).split())[:120]
        raise InputError(opened.source, f"is damaged or no Parquet that can be read ({what})") from error
    yield from table.ends()


def _batch(batch: Any, before: int, table: Rows) -> Found:
    for number, row in enumerate(batch.to_pylist(), before + 1):
        yield from _row({name: _plain(value) for name, value in row.items()}, number, table)


def _plain(value: Any) -> Any:
    """A value as JSON has it; moments in ISO 8601, bytes as the text that they are."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
