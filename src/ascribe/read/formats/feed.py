"""RSS and Atom feeds: an `Opened` comes in, one `Capture` per entry goes out; and an entry to its `Page`.

The bytes of an entry are a feed of that one entry, cut from the feed as it stands, so that they can be read
again alone and stay the same while the feed around them changes. Documents with entities of their own or with
parts elsewhere are refused. Of a feed that is broken, the entries that are whole are read.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax import ContentHandler, SAXException

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

from ascribe.errors import InputError
from ascribe.model import Capture, Fact, FactName, SectionKind
from ascribe.read.encoding import decode
from ascribe.read.formats.html import blocks_of, laid_out
from ascribe.read.formats.html_kinds import Kinds, kinds_of
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.page import Page

ENTRY = "application/atom+xml;type=entry"
#: More entries than these are an archive, no feed; a longer one (in characters) is no report.
MOST, LONGEST = 100_000, 1024 * 1024
#: A broken feed is repaired up to so many characters: that takes long.
REPAIRED = 2 * 1024 * 1024
#: Document type and root of a feed begin within so many characters.
PROLOG = 20_000

_ROOT = re.compile(r"<(?P<name>(?:[\w.-]+:)?(?:rss|feed|rdf))\b(?P<rest>[^>]*)>", re.I)
#: What an entry begins and ends with, and what hides such marks inside of it.
_MARK = re.compile(
    r"<!\[CDATA\[|<!--|<(?P<close>/?)(?:[\w.-]+:)?(?P<name>item|entry)(?=[\s>/])[^<>]*+>", re.I
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*+(?:\[[^\]]*+\]\s*+)?>", re.I)
_DECLARES = re.compile(r"<!ENTITY\b", re.I)


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed: what stands before its first entry, its entries as written, whether its last one is cut off."""

    head: str
    root: str
    entries: tuple[str, ...]
    is_cut: bool


def unpack(opened: Opened, options: Options) -> Iterator[Capture | Opened | InputError]:
    """Each entry of a feed in its order; raises InputError for a feed that cannot be trusted or has none."""
    data = opened.file.read(options.limits.report + 1)
    if len(data) > options.limits.report:
        raise InputError(
            opened.source, f"has more than the {options.limits.report:,} bytes of a feed: split it"
        )
    stated = next((fact.value for fact in opened.facts if fact.name is FactName.CHARSET), None)
    text = decode(opened.source, data, stated, markup=True)
    broken = _checked(opened.source, text)
    if broken and len(text) > REPAIRED:
        raise InputError(
            opened.source, f"is broken XML ({broken}) and too long to be repaired: fetch it again"
        )
    feed = _cut(text)
    if not feed.entries:
        raise InputError(opened.source, f"holds no entry{': ' + broken if broken else ''}")
    about = _parsed(feed.head)
    for number, entry in enumerate(feed.entries[:MOST], 1):
        yield _capture(opened, number, _alone(feed, entry), about)
    if feed.is_cut or len(feed.entries) > MOST:
        yield InputError(opened.source, f"breaks off in entry {len(feed.entries) + 1}: {broken or 'no end'}")


def page(capture: Capture) -> Page:
    """The text of an entry: its title and its content, or its summary where it has no content."""
    text = decode(capture.source, capture.data, markup=True)
    entry = next(iter(_parsed(text).get("entries") or ()), None)
    if entry is None:
        raise InputError(capture.source, "is no entry of a feed")
    title = blocks_of(capture.source, _as_html(_detail(entry, "title"))).blocks
    body = blocks_of(capture.source, _as_html(_content(entry)))
    if not title and not body.blocks:
        raise InputError(capture.source, "is an entry without title and text: read the page that it links to")
    kinds: Kinds = [SectionKind.HEADLINE, *[None] * len(title)][: len(title)]
    kinds += kinds_of(body, [block.text for block in title[:1]]).kinds if body.blocks else []
    for block in body.blocks[:1]:
        block.gap = True
    return Page(*laid_out([*title, *body.blocks], kinds))


def _checked(source: str, text: str) -> str:
    """What is wrong with the XML ("" where nothing is); raises InputError for what must not be parsed."""
    if any(_DECLARES.search(match.group()) for match in _DOCTYPE.finditer(text[:PROLOG])):
        raise InputError(source, "declares entities of its own, as attacks do: it is not read")
    try:
        parseString(_without_doctype(text).encode("utf-8", "replace"), ContentHandler(), forbid_dtd=False)
    except DefusedXmlException as error:
        raise InputError(
            source, f"holds what attacks hold ({type(error).__name__}): it is not read"
        ) from error
    except SAXException as error:
        return " ".join(str(error).removeprefix("<unknown>:").split())
    except (ValueError, LookupError) as error:
        return " ".join(str(error).split())
    return ""


def _without_doctype(text: str) -> str:
    """A feed without its document type: old ones name a file elsewhere, which is never fetched."""
    return _DOCTYPE.sub("", text[:PROLOG]) + text[PROLOG:]


def _cut(text: str) -> _Feed:
    """The entries of a feed as they stand; marks inside of comments and CDATA do not count."""
    entries: list[str] = []
    begin, at, first = -1, 0, len(text)
    while match := _MARK.search(text, at):
        at = match.end()
        if not match["name"]:
            end = text.find("]]>" if match.group()[2] == "[" else "-->", at)
            at = end + 3 if end >= 0 else len(text)
        elif not match["close"]:
            begin, first = match.start(), min(first, match.start())
        elif begin >= 0:
            entries.append(text[begin:at])
            begin = -1
    root = _ROOT.search(text[: min(first, PROLOG)])
    head = _without_doctype(text[: min(first, LONGEST)])
    return _Feed(head, root.group() if root else "<rss>", tuple(entries), begin >= 0)


def _alone(feed: _Feed, entry: str) -> bytes:
    """An entry as a feed of its own, in UTF-8."""
    name = feed.root[1:].split(None, 1)[0].rstrip(">")
    channel = ("<channel>", "</channel>") if name.lower().endswith("rss") else ("", "")
    lead = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f"{lead}{feed.root}{channel[0]}{entry}{channel[1]}</{name}>\n".encode("utf-8", "replace")


def _parsed(text: str) -> Any:
    """A feed as feedparser reads it: from memory, nothing fetched, no markup rewritten."""
    # As a stream: a string could be taken for an address and fetched.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    stated = {"content-type": "application/xml; charset=utf-8"}
    try:
        return feedparser.parse(
            stream, response_headers=stated, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:  # Its repairs of broken feeds fail in ways of their own: a broken entry is one line.
        return {}


def _capture(opened: Opened, number: int, data: bytes, about: Any) -> Capture | InputError:
    source = f"{opened.source}!/{number}"
    if len(data) > 4 * LONGEST:
        return InputError(
            source, f"has {len(data):,} bytes, more than an entry of a feed: read the page itself"
        )
    entry = next(iter(_parsed(data.decode("utf-8")).get("entries") or ()), None)
    if entry is None:
        return InputError(source, "is broken: this entry cannot be read")
    channel = about.get("feed") or {}
    facts = [*_dates(entry, data), *_people(entry), *_names(entry, channel)]
    link = entry.get("feedburner_origlink") or entry.get("link") or entry.get("id") or ""
    address = link if link.startswith(("http://", "https://")) else f"{opened.address}#{link or number}"
    facts.append(Fact(FactName.ADDRESS, address, "feed link"))
    facts.append(Fact(FactName.RECORD, str(entry.get("id") or number), "feed guid"))
    stated = (Fact(fact.name, _whole(fact.value), fact.where) for fact in facts if fact.value)
    return Capture(source, data, ENTRY, _whole(address), opened.captured, tuple(dict.fromkeys(stated)))


def _dates(entry: Any, data: bytes) -> Iterator[Fact]:
    """Dates as written. In RSS 1.0 and with Dublin Core a plain date is that of publication."""
    published, updated = dict.get(entry, "published"), dict.get(entry, "updated")
    if published:
        yield Fact(FactName.PUBLISHED, published, "feed pubDate" if b"<pubDate" in data else "feed published")
    if updated and b"<dc:date" in data and b"updated>" not in data:
        yield Fact(FactName.PUBLISHED, updated, "feed dc:date")
    elif updated:
        yield Fact(FactName.UPDATED, updated, "feed updated")


def _people(entry: Any) -> Iterator[Fact]:
    people = [person.get("name") or "" for person in entry.get("authors") or () if isinstance(person, dict)]
    for name in people if any(people) else [entry.get("author") or ""]:
        yield Fact(FactName.AUTHOR, name, "feed author")


def _names(entry: Any, channel: Any) -> Iterator[Fact]:
    """Title; the publisher: where the entry came from before this feed, else the feed; language and rights."""
    blocks = blocks_of("", _as_html(_detail(entry, "title"))).blocks
    yield Fact(FactName.TITLE, " ".join(block.text for block in blocks), "feed entry title")
    origin = entry.get("source")
    yield Fact(
        FactName.PUBLISHER, (origin.get("title") or "") if isinstance(origin, dict) else "", "feed source"
    )
    yield Fact(FactName.PUBLISHER, entry.get("publisher") or "", "feed dc:publisher")
    yield Fact(FactName.PUBLISHER, channel.get("title") or "", "feed title")
    yield Fact(FactName.LANGUAGE, entry.get("language") or channel.get("language") or "", "feed language")
    yield Fact(FactName.COPYRIGHT, entry.get("rights") or channel.get("rights") or "", "feed rights")


def _detail(entry: Any, name: str) -> Any:
    return entry.get(f"{name}_detail") or None


def _content(entry: Any) -> Any:
    """The longest of an entry's contents, else its summary."""
    contents = [one for one in entry.get("content") or () if (one.get("value") or "").strip()]
    best = max(contents, key=lambda one: len(one["value"]), default=None)
    return best or _detail(entry, "summary")


def _as_html(detail: Any) -> str:
    """A value as markup: what is plain text keeps its brackets and its line breaks."""
    value = _whole(str((detail or {}).get("value") or ""))
    if (detail or {}).get("type") == "text/plain" and not re.search(r"</?[a-z]+[^>]*>", value, re.I):
        return value.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return value


def _whole(value: str) -> str:
    """A value without halves of characters ("&#xD800;"), which no text can hold."""
    return value.encode("utf-8", "replace").decode()
