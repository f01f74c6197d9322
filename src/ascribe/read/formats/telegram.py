"""Telegram Desktop exports (`result.json`): one chat or a whole account comes in, its messages go out.

Each message with words becomes a `Capture`: its JSON without what changes while nobody edits it (reactions,
votes), so that exporting again gives the same bytes and an edit gives others under the same address,
"telegram:CHAT/MESSAGE". Memory holds one message at a time.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, Fact, FactName
from ascribe.read.jsonstream import JsonStream, canonical
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.page import Page

MESSAGE = "application/vnd.telegram.message+json"
#: Lists of chats in the export of an account; the second is of chats that the account has left.
_LISTS = ("chats", "left_chats")
#: What changes without an edit.
_PASSING = frozenset({"reactions"})
_VOTES = frozenset({"voters", "total_voters", "chosen"})
#: Chats whose name is no publisher's: a person's, or the account's own.
_PRIVATE = frozenset({"personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"})


def unpack(opened: Opened, options: Options) -> Iterator[Capture | InputError]:
    """The messages of an export, in its order."""
    stream = JsonStream(opened.file, opened.source, options.limits.report)
    wordless = [0]
    found = False
    head: dict[str, Any] = {}
    try:
        for key in stream.members():
            if key == "messages" and stream.kind() == "[":
                found = True
                yield from _messages(stream, head, opened, wordless)
            elif key in _LISTS and stream.kind() == "{":
                found = True
                yield from _chats(stream, opened, wordless)
            else:
                _note(stream, key, head)
    finally:
        opened.file.seek(0)
    if not found:
        raise InputError(opened.source, "holds no messages: export the chat again, as machine-readable JSON")
    if wordless[0]:
        messages = "message" if wordless[0] == 1 else "messages"
        yield LeftOutError(opened.source, f"leaves out {wordless[0]:,} {messages} without words")


def is_export(opened: Opened, options: Options) -> bool:
    """Whether a JSON file is an export, by its keys; the file is left at its beginning."""
    stream = JsonStream(opened.file, opened.source, options.limits.report)
    try:
        if stream.kind() != "{":
            return False
        for key in stream.members():
            if (key == "messages" and stream.kind() == "[") or (key in _LISTS and stream.kind() == "{"):
                return True
            stream.skip()
        return False
    except InputError:
        return False
    finally:
        opened.file.seek(0)


def page(capture: Capture) -> Page:
    """The words of a message and the facts that Telegram states of it."""
    try:
        held = json.loads(capture.data)
        message, chat = held["message"], held["chat"]
        return Page(words(message), facts=tuple(_facts(message, chat)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(capture.source, f"is no message as Ascribe keeps them ({error})") from error


def _chats(stream: JsonStream, opened: Opened, wordless: list[int]) -> Iterator[Capture | InputError]:
    for key in stream.members():
        if key != "list" or stream.kind() != "[":
            stream.skip()
            continue
        for _ in stream.items():
            head: dict[str, Any] = {}
            for name in stream.members():
                if name == "messages" and stream.kind() == "[":
                    yield from _messages(stream, head, opened, wordless)
                else:
                    _note(stream, name, head)


def _note(stream: JsonStream, key: str, head: dict[str, Any]) -> None:
    """Keep what names a chat, leave the rest."""
    if stream.kind() in ("{", "["):
        stream.skip()
    else:
        head[key] = stream.value()


def _messages(
    stream: JsonStream, chat: dict[str, Any], opened: Opened, wordless: list[int]
) -> Iterator[Capture | InputError]:
    for number in stream.items():
        message = stream.value()
        if not isinstance(message, dict) or message.get("type", "message") != "message":
            continue
        try:
            if words(message).strip():
                yield _capture(message, chat, opened, number)
            else:
                wordless[0] += 1
        except InputError as error:
            yield error
        except (TypeError, AttributeError, KeyError, RecursionError) as error:
            yield InputError(
                f"{opened.source}!/{number}", f"is no message as Telegram writes them ({error!r})"
            )


def _capture(message: dict[str, Any], chat: dict[str, Any], opened: Opened, number: int) -> Capture:
    identity, told = _identity(chat), message.get("id", f"item {number}")
    source = f"{opened.source}!/{identity}/{told}"
    kept = {key: value for key, value in message.items() if key not in _PASSING}
    if isinstance(kept.get("poll"), dict):
        kept["poll"] = _without_votes(kept["poll"])
    data = canonical(source, {"chat": identity, "message": kept})
    return Capture(
        source, data, MESSAGE, f"telegram:{identity}/{told}", opened.captured, (*opened.facts, *_named(chat))
    )


def _identity(chat: dict[str, Any]) -> str:
    return str(chat.get("id") or chat.get("name") or "unnamed")


def _named(chat: dict[str, Any]) -> Iterator[Fact]:
    """The chat's name, as whoever publishes in it: not among the message's own bytes, since chats get renamed."""
    name = chat.get("name")
    if isinstance(name, str) and name.strip() and chat.get("type") not in _PRIVATE:
        yield Fact(FactName.PUBLISHER, name, "Telegram name of the chat")


def _without_votes(poll: Any) -> Any:
    if isinstance(poll, dict):
        return {key: _without_votes(value) for key, value in poll.items() if key not in _VOTES}
    return [_without_votes(item) for item in poll] if isinstance(poll, list) else poll


def words(message: dict[str, Any]) -> str:
    """The text of a message, verbatim; of a poll its question and answers, one a line."""
    text = message.get("text", "")
    if not text and isinstance(message.get("text_entities"), list):
        text = message["text_entities"]
    parts = [text] if isinstance(text, str) else [_piece(piece) for piece in text]
    lines = ["".join(parts)]
    poll = message.get("poll")
    if isinstance(poll, dict):
        answers = [answer for answer in poll.get("answers", []) if isinstance(answer, dict)]
        lines += [_piece(poll.get("question", "")), *(_piece(answer.get("text", "")) for answer in answers)]
    return "\n".join(line for line in lines if line).replace("\r\n", "\n").replace("\r", "\n")


def _piece(piece: Any) -> str:
    """The words of a piece of text: plain, or with what it is (bold, link ...)."""
    found = piece.get("text", "") if isinstance(piece, dict) else piece
    if isinstance(found, list):
        return "".join(_piece(part) for part in found)
    return found if isinstance(found, str) else ""


def _facts(message: dict[str, Any], chat: str) -> Iterator[Fact]:
    yield Fact(FactName.CHANNEL, chat, "Telegram chat id")
    if "id" in message:
        yield Fact(FactName.MESSAGE, str(message["id"]), "Telegram message id")
    yield from _moment(message, "date", FactName.PUBLISHED)
    yield from _moment(message, "edited", FactName.EDITED)
    for key, name in (
        ("author", FactName.AUTHOR),
        ("from", FactName.AUTHOR),
        ("forwarded_from", FactName.FORWARDED_FROM),
        ("saved_from", FactName.FORWARDED_FROM),
        ("reply_to_message_id", FactName.REPLY_TO),
    ):
        value = message.get(key)
        if isinstance(value, str | int) and str(value).strip():
            yield Fact(name, str(value), f"Telegram {key}")


def _moment(message: dict[str, Any], key: str, name: FactName) -> Iterator[Fact]:
    """A moment in UTC where the export has it so; else as written, by the clock of whoever exported."""
    local, unix = message.get(key), str(message.get(f"{key}_unixtime", ""))
    if unix.isdecimal() and len(unix) < 12 and 0 < int(unix) < 2**36:
        moment = datetime.fromtimestamp(int(unix), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield Fact(name, moment, f"Telegram {key}_unixtime {unix} ({key} {local})")
    elif isinstance(local, str) and not local.startswith("1970-01-01"):
        yield Fact(name, local, f"Telegram {key}, by the clock of the exporting computer")
