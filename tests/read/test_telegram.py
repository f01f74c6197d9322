"""Telegram Desktop exports give one report for each message with words; an edit is a version of the same."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, FactName, Report
from ascribe.read import Limits, Options, read_paths, report_of
from ascribe.read.media import TELEGRAM, file_type
from ascribe.read.opened import Opened
from ascribe.read.unpack import _inside, _Unpacked

CHANNEL = {"name": "Marsh Brigade media", "type": "public_channel", "id": 1700000001}


def message(
    number: int, text: Any = "Our drones struck the depot at Port Emmer.", **more: Any
) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2031-03-04T10:30:00",
        "date_unixtime": "1930375800",
        "from": "Marsh Brigade media",
        "from_id": "channel1700000001",
        "text": text,
        **more,
    }


def export(*messages: dict[str, Any]) -> bytes:
    return json.dumps({**CHANNEL, "messages": list(messages)}, ensure_ascii=False, indent=1).encode()


def read(data: bytes, name: str = "result.json", **limits: int) -> list[Capture | InputError]:
    options = Options(captured="2031-04-01T00:00:00Z", limits=Limits(**limits))
    opened = Opened(name, name, io.BytesIO(data), captured=options.captured)
    return list(_inside(opened, options, _Unpacked(name, len(data), options)))


def reports(data: bytes) -> list[Report]:
    return [report_of(item) for item in read(data) if isinstance(item, Capture)]


def facts(report: Report) -> dict[FactName, str]:
    return {fact.name: fact.value for fact in reversed(report.facts)}


def test_a_message_is_a_report_with_its_facts() -> None:
    [report] = reports(
        export(
            message(
                42,
                edited="2031-03-04T11:00:00",
                edited_unixtime="1930377600",
                forwarded_from="Port Emmer watch",
                reply_to_message_id=41,
                author="Desk",
            )
        )
    )
    assert report.text == "Our drones struck the depot at Port Emmer."
    assert report.address == "telegram:1700000001/42"
    assert report.publisher == "Marsh Brigade media"
    assert report.captured == "2031-04-01T00:00:00Z"
    found = facts(report)
    assert found[FactName.PUBLISHED] == "2031-03-04T07:30:00Z"
    assert found[FactName.EDITED] == "2031-03-04T08:00:00Z"
    assert found[FactName.CHANNEL] == "1700000001"
    assert found[FactName.MESSAGE] == "42"
    assert found[FactName.FORWARDED_FROM] == "Port Emmer watch"
    assert found[FactName.REPLY_TO] == "41"
    assert found[FactName.AUTHOR] == "Desk"
    where = next(fact.where for fact in report.facts if fact.name is FactName.PUBLISHED)
    assert where == "Telegram date_unixtime 1930375800 (date 2031-03-04T10:30:00)"


def test_without_unix_time_the_date_is_kept_as_written() -> None:
    plain = {key: value for key, value in message(1).items() if key != "date_unixtime"}
    [report] = reports(export(plain))
    [fact] = [fact for fact in report.facts if fact.name is FactName.PUBLISHED]
    assert (fact.value, fact.where) == (
        "2031-03-04T10:30:00", "Telegram date, by the clock of the exporting computer",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"text": ["Two ", {"type": "bold", "text": "guards"}, " ", {"type": "link", "text": "here", "href": "x"}]},
         "Two guards here"),
        ({"text": "حزب‌الله \u200fقال"}, "حزب‌الله \u200fقال"),
        ({"text": "", "text_entities": [{"type": "plain", "text": "only here"}]}, "only here"),
        ({"text": "A line\r\nand another", "photo": "photos/1.jpg"}, "A line\nand another"),
        ({"text": "", "poll": {"question": "Who?", "answers": [{"text": "The army", "voters": 3}, {"text": "Others"}]}},
         "Who?\nThe army\nOthers"),
    ],
    ids=["entities", "marks kept", "entities only", "caption", "poll"],
)  # fmt: skip
def test_the_words_are_verbatim(fields: dict[str, Any], text: str) -> None:
    [report] = reports(export(message(1, **fields)))
    assert report.text == text


def test_what_has_no_words_is_counted_and_service_messages_are_not() -> None:
    service = {"id": 3, "type": "service", "action": "pin_message", "text": ""}
    found = read(export(message(1), message(2, ""), service, message(4, " \n")))
    assert [type(item) for item in found] == [Capture, LeftOutError]
    assert str(found[1]) == "result.json: leaves out 2 messages without words"


def test_an_account_gives_all_its_chats() -> None:
    chats = [
        {**CHANNEL, "messages": [message(1)]},
        {
            "name": "Anna",
            "type": "personal_chat",
            "id": 5,
            "messages": [message(1, "I saw it.", **{"from": "Anna"})],
        },
        {"type": "saved_messages", "id": 6, "messages": [message(9, "Noted.")]},
    ]
    left = [{"name": "Old group", "type": "private_supergroup", "id": 7, "messages": [message(2, "Gone.")]}]
    data = json.dumps(
        {
            "about": "Here is the data you requested. Remember: Telegram is ad free.",
            "personal_information": {"user_id": 1, "text": 'a "quoted" } bracket'},
            "contacts": {"about": "x", "list": [{"user_id": n} for n in range(1000)]},
            "chats": {"about": "y", "list": chats},
            "left_chats": {"about": "z", "list": left},
        }
    ).encode()
    found = reports(data)
    assert [report.address for report in found] == [
        f"telegram:{n}" for n in ("1700000001/1", "5/1", "6/9", "7/2")
    ]
    assert [report.publisher for report in found] == ["Marsh Brigade media", None, None, "Old group"]


def test_exporting_again_gives_the_same_report_and_an_edit_another_version() -> None:
    first = reports(export(message(1, reactions=[{"emoji": "x", "count": 1}])))
    again = reports(export(message(0), message(1, reactions=[{"emoji": "x", "count": 9}])))
    renamed = reports(export(message(1)).replace(b'"name": "Marsh', b'"name": "New Marsh'))
    edited = reports(
        export(message(1, "Our drones struck the depot and the bridge.", edited="2031-03-05T00:00:00"))
    )
    assert first[0].id == again[1].id == renamed[0].id
    assert edited[0].id != first[0].id
    assert edited[0].address == first[0].address


def test_the_format_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "anything"
    path.write_bytes(export(message(1)))
    with path.open("rb") as file:
        assert file_type(file, "anything") == TELEGRAM
    [report] = read_paths([str(path)])
    assert isinstance(report, Report)
    padded = json.dumps({"padding": "x" * 9000, **CHANNEL, "messages": [message(1)]}).encode()
    assert [item.address for item in read(padded) if isinstance(item, Capture)] == ["telegram:1700000001/1"]


def test_a_broken_message_leaves_the_others() -> None:
    broken = message(2, [{"type": "bold"}, 7, {"text": ["x"]}], poll={"answers": 5})
    half = message(3, "half \ud83d a character")
    data = json.dumps({**CHANNEL, "messages": [message(1), broken, half, 5, None, message(4)]}).encode()
    found = read(data)
    assert [item.address.rpartition("/")[2] for item in found if isinstance(item, Capture)] == ["1", "4"]
    [first, second] = [str(item) for item in found if isinstance(item, InputError)]
    assert "is no message as Telegram writes them" in first
    assert "result.json!/1700000001/3: holds half of a character (U+D83D)" in second


def test_an_export_that_is_cut_off_gives_what_is_whole() -> None:
    data = export(*(message(n) for n in range(5)))
    found = read(data[:-60])
    assert [type(item) for item in found] == [Capture] * 4 + [InputError]
    assert "is not JSON" in str(found[-1])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{"name": "x", "type": "public_channel", "messages": [' + b"[" * 100_000, "too deep"),
        (
            b'{"name": "x", "type": "public_channel", "messages": [{"id": '
            + b"9" * 9000
            + b', "text": "x"}]}',
            "",
        ),
        (
            b'{"name": "x", "type": "public_channel", "messages": [{"text": "' + b"x" * 3_000_000,
            "more than 1,000,000",
        ),
        (b'{"name": "x", "type": "public_channel", "messages": [{"text": "\xff\xfe"}]}', "is not UTF-8"),
    ],
    ids=["deep", "huge number", "huge value", "bytes"],
)
def test_hostile_json_is_one_line(data: bytes, words: str) -> None:
    found = read(data, report=1_000_000)
    assert len(found) == 1
    assert words in str(found[0])


SEED = export(
    message(1, [{"type": "bold", "text": "a"}, "b"]),
    message(2, poll={"question": "q", "answers": [{"text": "x"}]}),
)


@fuzzing(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=6)), max_size=6), st.integers(0, 2000))
def test_any_damage_is_an_input_error(changes: list[tuple[int, bytes]], cut: int) -> None:
    data = bytearray(SEED)
    for at, new in changes:
        data[at % len(data) : at % len(data) + len(new)] = new
    _read_all(read(bytes(data[: len(data) - cut % 200])))


KEYS = st.sampled_from(["text", "id", "type", "poll", "answers", "question", "date", "from"])
PLAIN = st.none() | st.booleans() | st.integers() | st.text()
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner))


@fuzzing(max_examples=200, deadline=None)
@given(st.lists(JSON))
def test_any_messages_are_reports_or_input_errors(messages: list[Any]) -> None:
    _read_all(read(json.dumps({**CHANNEL, "messages": messages}).encode()))


def _read_all(found: list[Capture | InputError], reader: Callable[[Capture], Report] = report_of) -> None:
    for item in found:
        if isinstance(item, Capture):
            try:
                reader(item)
            except InputError:
                continue
