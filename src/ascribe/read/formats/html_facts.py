"""What a page states of itself: when it was published, by whom, where; each `Fact` with the tag that says so.

Comes in: the parsed page and its blocks. Goes out: facts with their values verbatim, best first: data of the
article itself (JSON-LD) before tags for other sites (OpenGraph), those before what stands in the text. The
names of tags are in `facts.yaml`. Data of other articles on the page, and addresses that are only a site's
root, are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import yaml
from resiliparse.parse.html import HTMLTree

from ascribe.errors import KnowledgeError
from ascribe.model import Fact, FactName, SectionKind
from ascribe.read.chrome import fold
from ascribe.read.formats.html_kinds import ABOVE_TITLE, Kinded
from ascribe.read.formats.html_table import html_table
from ascribe.read.formats.html_walk import Time, Walked
from ascribe.read.formats.jsonld import Thing, article, names, text_of, things, types

#: A value longer than this is no name, date or address.
LONGEST = 2000
#: What stands between a title and the name of the site in <title>.
_DIVIDERS = (" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", ": ")

_OF_META = {
    "published": FactName.PUBLISHED,
    "updated": FactName.UPDATED,
    "author": FactName.AUTHOR,
    "publisher": FactName.PUBLISHER,
    "title": FactName.TITLE,
    "address": FactName.ADDRESS,
    "language": FactName.LANGUAGE,
    "copyright": FactName.COPYRIGHT,
    "credit": FactName.CREDIT,
}


@dataclass(frozen=True)
class FactTable:
    """Everything that `facts.yaml` holds; see the comments there."""

    meta: tuple[tuple[FactName, str], ...]
    articles: frozenset[str]
    pages: frozenset[str]
    leads_on: frozenset[str]
    mirrors: tuple[str, ...]
    host_prefixes: frozenset[str]


@cache
def fact_table() -> FactTable:
    """The table, read once; raises KnowledgeError where the file does not hold what it must."""
    text = resources.files("ascribe.read.formats").joinpath("facts.yaml").read_text("utf-8")
    try:
        raw: dict[str, Any] = yaml.safe_load(text)
        return FactTable(
            tuple((_OF_META[group], name) for group, found in raw["meta"].items() for name in found),
            frozenset(raw["articles"]),
            frozenset(raw["pages"]),
            frozenset(raw["leads_on"]),
            tuple(raw["mirrors"]),
            frozenset(raw["host_prefixes"]),
        )
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise KnowledgeError(f"read/formats/facts.yaml: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Stated:
    """What the head of a page and its data say: <meta> by lower-case name, JSON-LD, <title>, canonical link,
    language, and the microdata in the text (property and value)."""

    meta: dict[str, list[str]]
    things: tuple[Thing, ...]
    title: str
    canonical: str | None
    language: str | None
    properties: tuple[tuple[str, str], ...]

    @staticmethod
    def of(tree: HTMLTree) -> "Stated":
        """Everything that a parsed page states."""
        document: Any = tree.document
        root = document.query_selector("html")
        link = document.query_selector("link[rel~='canonical' i]")
        scripts = document.query_selector_all("script[type*='ld+json' i]").values()
        table = fact_table()
        return Stated(
            meta=_metas(document),
            things=tuple(things([node.text or "" for node in scripts], table.leads_on)),
            title=" ".join((tree.title or "").split()),
            canonical=_attribute(link, "href"),
            language=_attribute(root, "lang") or _attribute(root, "xml:lang"),
            properties=tuple(_properties(document, table.articles)),
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """The page's own words for its title: as stated for other sites, and <title> whole and in parts."""
        found = [value for name, value in self._of_meta(FactName.TITLE)]
        found += [self.title, *(part for divider in _DIVIDERS for part in _parts(self.title, divider))]
        stories = [thing for thing in self.things if types(thing) & fact_table().articles]
        if len(stories) == 1:
            found.append(text_of(stories[0], "headline") or "")
        return tuple(dict.fromkeys(value for value in found if len(value.split()) > 1))

    @property
    def authors(self) -> tuple[str, ...]:
        """Who the page says wrote it, in <meta> and in the data of every article on it."""
        stories = [thing for thing in self.things if types(thing) & fact_table().articles]
        found = [value for _, value in self._of_meta(FactName.AUTHOR)]
        return (*found, *(name for thing in stories for name in names(thing, "author", self.things)))

    def _of_meta(self, wanted: FactName) -> Iterator[tuple[str, str]]:
        for fact, name in fact_table().meta:
            if fact is wanted:
                yield from ((name, value) for value in self.meta.get(name, ()))

    def facts(self, wanted: FactName) -> Iterator[Fact]:
        """The facts of one name that <meta> tags state."""
        return (Fact(wanted, value, f"meta {name}") for name, value in self._of_meta(wanted))


def facts_of(said: Stated, walked: Walked, found: Kinded, address: str) -> tuple[Fact, ...]:
    """Every fact of a page, best first within its name; `address` is where the page came from."""
    own = _own_article(said, walked, found, address)
    facts = [*_titles(said, walked, found, own), *_of_article(own, said.things)]
    for name in FactName:
        if name not in (FactName.TITLE, FactName.ADDRESS):
            facts += said.facts(name)
    facts += (Fact(_PROPERTIES[name], value, f"itemprop {name}") for name, value in said.properties)
    facts += _times(walked, found)
    if said.language:
        facts.append(Fact(FactName.LANGUAGE, said.language, "html[lang]"))
    facts += _addresses(said, own, address)
    return tuple(dict.fromkeys(fact for fact in facts if 0 < len(fact.value) <= LONGEST))


_PROPERTIES = {
    "datePublished": FactName.PUBLISHED,
    "dateModified": FactName.UPDATED,
    "author": FactName.AUTHOR,
    "publisher": FactName.PUBLISHER,
    "headline": FactName.TITLE,
    "copyrightHolder": FactName.COPYRIGHT,
}


def _metas(document: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in document.query_selector_all("meta[content]").values():
        value = (node.getattr("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if value and (name := node.getattr(attribute)):
                found.setdefault(name.strip().lower(), []).append(value)
                break
    return found


def _properties(document: Any, articles: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Microdata of an article, in the order of the page: not of its comments or of related items."""
    wanted = ", ".join(f"[itemprop~='{name}']" for name in _PROPERTIES)
    for node in document.query_selector_all(wanted).values():
        scope = node.parent_element and node.parent_element.closest("[itemscope]")
        kind = (scope.getattr("itemtype") or "").rstrip("/").rpartition("/")[2].lower() if scope else ""
        if kind not in articles or (node.tag == "meta" and not node.getattr("content")):
            continue
        inner = node.query_selector("[itemprop~='name']")
        value = node.getattr("content") or node.getattr("datetime") or (inner or node).text_content or ""
        if inner is not None and inner.getattr("content"):
            value = inner.getattr("content") or ""
        for name in (node.getattr("itemprop") or "").split():
            if name in _PROPERTIES and value.strip():
                yield name, " ".join(value.split())


def _attribute(node: Any, name: str) -> str | None:
    value = node.getattr(name) if node is not None else None
    return value.strip() if value and value.strip() else None


def _own_article(said: Stated, walked: Walked, found: Kinded, address: str) -> Thing | None:
    """The data of the article that the page is, of all that its data speaks of."""
    shown = walked.blocks[found.title].text if found.title is not None else ""
    titles = {fold(title) for title in (shown, *said.titles) if title}
    addresses = {_plain(value) for value in (said.canonical, *said.meta.get("og:url", ()), address) if value}
    table = fact_table()
    return article(
        said.things,
        table.articles,
        table.pages,
        lambda thing: (
            _plain(text_of(thing, "url") or text_of(thing, "@id") or "") in addresses
            or _plain(text_of(thing, "mainentityofpage") or "") in addresses
            or fold(text_of(thing, "headline") or text_of(thing, "name") or "-") in titles
        ),
    )


def _of_article(own: Thing | None, everything: Sequence[Thing]) -> Iterator[Fact]:
    if own is None:
        return
    for key, shown, name in _OF_ARTICLE:
        for value in names(own, key, everything):
            yield Fact(name, value, f"JSON-LD {shown}")


_OF_ARTICLE = (
    ("datepublished", "datePublished", FactName.PUBLISHED),
    ("datemodified", "dateModified", FactName.UPDATED),
    ("author", "author", FactName.AUTHOR),
    ("creator", "creator", FactName.AUTHOR),
    ("publisher", "publisher", FactName.PUBLISHER),
    ("inlanguage", "inLanguage", FactName.LANGUAGE),
    ("credittext", "creditText", FactName.CREDIT),
    ("sourceorganization", "sourceOrganization", FactName.CREDIT),
    ("provider", "provider", FactName.CREDIT),
    ("copyrightnotice", "copyrightNotice", FactName.COPYRIGHT),
    ("copyrightholder", "copyrightHolder", FactName.COPYRIGHT),
)


def _titles(said: Stated, walked: Walked, found: Kinded, own: Thing | None) -> Iterator[Fact]:
    """The visible title, then as stated, then <title> without the name of the site."""
    if found.title is not None:
        yield Fact(FactName.TITLE, walked.blocks[found.title].text, "headline of the page")
    if own and (headline := text_of(own, "headline")):
        yield Fact(FactName.TITLE, headline, "JSON-LD headline")
    yield from said.facts(FactName.TITLE)
    sites = {fold(fact.value) for fact in said.facts(FactName.PUBLISHER)}
    sites |= {fold(value) for thing in said.things for value in names(thing, "publisher", said.things)}
    for divider in _DIVIDERS:
        parts = _parts(said.title, divider)
        for part, rest in (parts, parts[::-1]) if parts else ():
            if fold(rest) in sites or (len(rest.split()) <= 3 < len(part.split()) and divider != ": "):
                yield Fact(FactName.TITLE, part, "title")
                return
    yield Fact(FactName.TITLE, said.title, "title")


def _parts(title: str, divider: str) -> tuple[str, ...]:
    """A title cut at its last divider."""
    first, found, last = title.rpartition(divider)
    return (first.strip(), last.strip()) if found and first.strip() and last.strip() else ()


def _times(walked: Walked, found: Kinded) -> Iterator[Fact]:
    """<time> elements that belong to the story: marked as its date, or between its title and its prose."""
    title = found.title or 0
    headings = [i for i, kind in enumerate(found.kinds) if i > title and kind is SectionKind.HEADLINE]
    # A time right above a further heading is that of an entry of a live page.
    end = min([title + 8, *headings[:1], *([found.first] if found.first is not None else [])])
    for time in walked.times:
        kind = found.kinds[min(time.block, len(found.kinds) - 1)]
        if not time.value or kind is SectionKind.BOILERPLATE:
            continue
        if time.pubdate:
            yield Fact(FactName.PUBLISHED, time.value, "time[pubdate]")
        elif title - ABOVE_TITLE <= time.block <= end and time.block + 1 not in headings and kind is not None:
            name = FactName.UPDATED if _is_update(time, walked) else FactName.PUBLISHED
            yield Fact(name, time.value, "time[datetime]")


def _is_update(time: Time, walked: Walked) -> bool:
    """Whether the words right before a time, or its own, call it that of a change.

    A class that names both ("published updated") is of a page that was never changed.
    """
    before = walked.blocks[time.block - 1].text if 0 < time.block <= len(walked.blocks) else ""
    own = walked.blocks[time.block].text if time.block < len(walked.blocks) else ""
    named = "published" if "publish" in time.names.casefold() else time.names
    near = (before if len(before) < 40 else "", time.words, named, own if len(own) < 80 else "")
    words = " ".join(near).casefold()
    at = max(words.rfind(word) for word in html_table().updated_words)
    return at >= 0 and "publish" not in words[at:]


def _addresses(said: Stated, own: Thing | None, address: str) -> Iterator[Fact]:
    """Where the page says that it stands. Another site's address is a credit: the page is a copy."""
    stated = [("link[rel=canonical]", said.canonical or "")]
    stated += [(fact.where, fact.value) for fact in said.facts(FactName.ADDRESS)]
    if own:
        stated.append(("JSON-LD url", text_of(own, "url") or ""))
        stated.append(("JSON-LD mainEntityOfPage", text_of(own, "mainentityofpage") or ""))
    base = address if "://" in address[:9] else ""
    for where, value in stated:
        whole = _absolute(base, value)
        if whole is None:
            continue
        foreign = bool(base) and not _same_site(base, whole)
        yield Fact(FactName.CREDIT if foreign else FactName.ADDRESS, whole, where)


def _absolute(base: str, value: str) -> str | None:
    """An address as a whole, without its fragment; None for what is none, or only the root of a site."""
    try:
        whole = urldefrag(urljoin(base, value)).url
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "\n" in value:
        return None
    is_root = parts.path in ("", "/") and not parts.query
    return None if not value or is_root else whole


def _same_site(one: str, other: str) -> bool:
    hosts = []
    for address in (one, other):
        labels = (urlsplit(address).hostname or "").split(".")
        while len(labels) > 2 and labels[0] in fact_table().host_prefixes:
            labels = labels[1:]
        hosts.append(".".join(labels))
    served = any(hosts[0] == host or hosts[0].endswith("." + host) for host in fact_table().mirrors)
    return served or hosts[0] == hosts[1] or any(a.endswith("." + b) for a, b in (hosts, hosts[::-1]))


def _plain(address: str) -> str:
    """An address as far as it tells pages apart: no scheme, prefix, fragment or last slash."""
    whole = address.split("#")[0].partition("://")[2] or address
    return whole.removeprefix("www.").rstrip("/").lower()
