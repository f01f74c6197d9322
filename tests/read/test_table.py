"""Tables give a report for each row: which column is what is given or told by its name, and kept as a fact."""

import csv
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, FactName, Report, SectionKind
from ascribe.read import Limits, Options, read_paths, report_of
from ascribe.read.opened import Opened
from ascribe.read.unpack import _inside, _Unpacked

TEXT = "Two guards were killed in Port Emmer on Tuesday, police said."
ROW = {
    "URL": "https://news.example/1",
    "Headline": "Guards killed in Port Emmer",
    "Full Text": TEXT,
    "pub_date": "2031-03-04",
    "Outlet": "Tamar News",
    "byline": "A. Writer",
    "scraped_at": "2031-03-05T08:00:00Z",
}


def read(
    data: bytes, name: str = "news.csv", columns: Mapping[str, str] | None = None, **limits: int
) -> list[Capture | InputError]:
    options = Options(columns=columns or {}, limits=Limits(**limits))
    opened = Opened(name, f"/desk/{name}", io.BytesIO(data))
    return list(_inside(opened, options, _Unpacked(name, len(data), options)))


def texts(found: list[Capture | InputError]) -> list[str]:
    return [report_of(item).text for item in found if isinstance(item, Capture)]


def errors(found: list[Capture | InputError]) -> list[str]:
    return [str(item) for item in found if isinstance(item, InputError)]


def table(*rows: Mapping[str, Any], encoding: str = "utf-8", **dialect: Any) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def parquet(*rows: Mapping[str, Any]) -> bytes:
    pyarrow = pytest.importorskip("pyarrow", reason="the parquet extra is not installed")
    from pyarrow import parquet as written

    out = io.BytesIO()
    written.write_table(pyarrow.Table.from_pylist(list(rows)), out)
    return out.getvalue()


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


FORMS = {
    "news.csv": table(ROW),
    "semicolons.csv": table(ROW, delimiter=";"),
    "tabs.tsv": table(ROW, delimiter="\t"),
    "pipes.csv": table(ROW, delimiter="|", quoting=csv.QUOTE_ALL),
    "mark.csv": table(ROW, encoding="utf-8-sig"),
    "utf16.csv": table(ROW, encoding="utf-16"),
    "utf16le.csv": table(ROW, encoding="utf-16-le"),
    "news.jsonl": lines(ROW),
    "news.ndjson": lines(ROW),
    "lines.json": lines(ROW, ROW)[: len(lines(ROW))] + b"\n",
    "list.json": json.dumps([ROW], indent=1).encode(),
    "object.json": json.dumps({"total": 1, "articles": [ROW], "next": None}).encode(),
    "single.json": json.dumps(ROW).encode(),
}


@pytest.mark.parametrize("name", [*FORMS, "news.parquet"])
def test_a_row_is_a_report_with_its_facts(name: str) -> None:
    [capture] = read(FORMS.get(name) or parquet(ROW), name)
    assert isinstance(capture, Capture), capture
    report = report_of(capture)
    assert report.text == f"Guards killed in Port Emmer\n\n{TEXT}"
    assert report.sections[0].kind is SectionKind.HEADLINE
    assert (report.title, report.publisher) == ("Guards killed in Port Emmer", "Tamar News")
    assert report.address == "https://news.example/1"
    assert report.captured == "2031-03-05T08:00:00Z"
    facts = {fact.name: fact for fact in report.facts}
    assert (facts[FactName.PUBLISHED].value, facts[FactName.PUBLISHED].where) == (
        "2031-03-04",
        "column pub_date",
    )
    assert facts[FactName.AUTHOR].value == "A. Writer"
    chosen = json.loads(facts[FactName.COLUMNS].value)
    assert chosen == {
        "text": "Full Text", "title": "Headline", "published": "pub_date", "publisher": "Outlet",
        "address": "URL", "author": "byline", "captured": "scraped_at",
    }  # fmt: skip


def test_columns_can_be_given_and_the_others_are_told_by_name() -> None:
    rows = [{"a": "no", "b": TEXT, "title": "T", "key": "7"}]
    [capture] = read(table(*rows), columns={"text": "b", "title": ""})
    assert isinstance(capture, Capture)
    report = report_of(capture)
    assert report.text == TEXT
    assert report.address == "/desk/news.csv!/7"
    assert [fact.where for fact in report.facts if fact.name is FactName.COLUMNS] == ["as given"]


def test_without_url_and_id_a_row_is_named_by_its_number() -> None:
    found = read(table({"text": TEXT}, {"text": TEXT + "!"}))
    assert [item.address for item in found if isinstance(item, Capture)] == [
        "/desk/news.csv!/row 1", "/desk/news.csv!/row 2",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["news.csv", "news.jsonl", "list.json", "single.json", "news.parquet"])
def test_without_a_text_column_one_line_lists_the_columns(name: str) -> None:
    row = {"code": "1", "notes": "x"}
    data = {"news.csv": table(row, row), "news.jsonl": lines(row, row), "list.json": json.dumps([row, row]).encode(),
            "single.json": json.dumps(row).encode()}.get(name) or parquet(row, row)  # fmt: skip
    assert errors(read(data, name)) == [
        f"{name}: no column is plainly the text of a report: name it with --column text=NAME; it has code, notes"
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"text": "gone"}, "has no column 'gone' for text: it has text"),
        ({"words": "text"}, "'words' is nothing that"),
    ],
)
def test_a_mapping_that_does_not_fit_is_one_line(columns: Mapping[str, str], words: str) -> None:
    [line] = errors(read(table({"text": TEXT}, {"text": TEXT}), columns=columns))
    assert words in line


def test_quotes_and_line_breaks_in_cells() -> None:
    text = 'First "line"\n\nSecond; line, with\ttabs\r\nand a third'
    assert texts(read(table({"id": "1", "text": text, "more": "x"}))) == [text.replace("\r\n", "\n")]


def test_bad_rows_leave_the_others() -> None:
    data = b'id,text\n1,one\n2,two,three\n3\n\n4,"four" x\n5,five\n6,\n7,"never closed\n'
    found = read(data)
    assert texts(found) == ["one", "five"]
    assert [line.split(": ")[0] for line in errors(found)] == [
        "news.csv!/row 2", "news.csv!/row 3", "news.csv!/row 4", "news.csv!/row 7", "news.csv",
    ]  # fmt: skip
    assert isinstance(found[-1], LeftOutError)
    assert str(found[-1]) == "news.csv: leaves out 1 row without text"


def test_many_bad_rows_are_counted() -> None:
    found = read(b"id,text\n" + b"1,2,3\n" * 500 + b"1,one\n")
    assert len(errors(found)) == 51
    assert errors(found)[-1] == "news.csv: has 450 more rows that cannot be read"
    assert texts(found) == ["one"]


def test_bad_lines_leave_the_others() -> None:
    data = (
        lines({"text": "one"})
        + b"{broken\n[1]\n\n\xff\n"
        + lines({"body": "two"}, {"nothing": 1}, {"text": None})
    )
    found = read(data, "news.jsonl")
    assert texts(found) == ["one", "two"]
    assert [line.split(":")[0] for line in errors(found)] == [
        *(f"news.jsonl!/row {n}" for n in (2, 3, 4, 6)),
        "news.jsonl",
    ]


@pytest.mark.parametrize("encoding", ["cp1251", "cp1256", "iso8859-9"])
def test_encodings_are_detected(encoding: str) -> None:
    words = {
        "cp1251": "Двое охранников убиты в порту Эммер во вторник, сообщила полиция. ",
        "cp1256": "قتل حارسان في هجوم على مستودع في الميناء يوم الثلاثاء حسب الشرطة. ",
        "iso8859-9": "Salı günü limanda iki güvenlik görevlisi öldürüldü, dedi polis şefi. ",
    }[encoding]
    text = (words * 30).strip()
    assert texts(read(table({"id": "1", "text": text}, encoding=encoding))) == [text]


def test_a_broken_byte_costs_its_row_only() -> None:
    data = table(*({"id": n, "text": f"Größe {n}"} for n in range(3))).replace(
        b"Gr\xc3\xb6\xc3\x9fe 1", b"Gr\xc3 1"
    )
    found = read(data)
    assert texts(found) == ["Größe 0", "Größe 2"]
    assert errors(found) == ["news.csv!/row 2: has bytes that are not UTF-8"]


def test_html_in_a_cell_is_left_as_text_unless_it_is_a_page() -> None:
    assert texts(read(table({"id": "1", "text": "<p>Two guards</p>"}))) == ["<p>Two guards</p>"]


def test_a_list_of_paragraphs_and_columns_inside_objects() -> None:
    row = {"article": {"text": ["One.", "Two."]}, "link": "https://news.example/1"}
    [capture] = read(lines(row), "news.jsonl", {"text": "article.text"})
    assert isinstance(capture, Capture)
    assert report_of(capture).text == "One.\nTwo."


def test_parquet_keeps_moments() -> None:
    from datetime import datetime

    [capture] = read(parquet({"text": TEXT, "date": datetime(2031, 3, 4, 8, 30)}), "news.parquet")
    assert isinstance(capture, Capture)
    assert [f.value for f in report_of(capture).facts if f.name is FactName.PUBLISHED] == [
        "2031-03-04T08:30:00"
    ]


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    [line] = errors(read(b"PAR1" + bytes(20), "news.parquet"))
    assert line == "news.parquet: is Parquet, which needs pyarrow: pip install 'ascribe[parquet]'"


def test_a_row_that_is_too_large_and_a_file_without_lines() -> None:
    found = read(lines({"text": "x" * 2000}, {"text": "y"}), "news.jsonl", report=2500)
    assert len(texts(found)) == 2
    [line] = errors(read(b'{"text": "' + b"x" * 9000, "news.jsonl", report=2500))
    assert "has a line of more than 2,500 bytes" in line
    [line] = errors(read(b"text\n" + b"x" * 9000, report=2500))
    assert "has a line of more than 2,500 characters" in line


def test_the_same_row_is_the_same_report(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(table(ROW))
    found = list(read_paths([str(tmp_path)]))
    assert len({report.id for report in found if isinstance(report, Report)}) == 1


SEEDS = list(FORMS.items())


@fuzzing(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 500), st.binary(max_size=6)), max_size=6))
def test_any_damage_is_an_input_error(seed: tuple[str, bytes], changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(seed[1])
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _read_all(bytes(data), seed[0])


@fuzzing(max_examples=200, deadline=None)
@given(st.binary(), st.sampled_from([name for name, _ in SEEDS]))
def test_any_bytes_are_an_input_error(data: bytes, name: str) -> None:
    _read_all(b"text,id\n" * (name == "news.csv") + data, name)


@fuzzing(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=4)), min_size=1, max_size=4))
def test_damaged_parquet_is_an_input_error(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(parquet(ROW))
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _read_all(bytes(data), "news.parquet")


def _read_all(data: bytes, name: str) -> None:
    for item in read(data, name, report=1_000_000):
        if isinstance(item, Capture):
            try:
                report_of(item)
            except InputError:
                continue


def test_a_table_from_standard_input_is_one_where_its_columns_are_named() -> None:
    data = b"Nr;Story\n1;" + TEXT.encode() + b"\n"
    [capture] = read(data, "standard input", columns={"text": "Story"})
    assert isinstance(capture, Capture)
    assert capture.source == "standard input!/row 1"
    [whole] = read(data, "standard input")
    assert isinstance(whole, Capture)
    assert whole.media_type == "text/plain"
