"""JSON-LD as pages write it: whole, in lists and graphs, and broken.

The texts of the scripts come in; `Thing`s go out: objects with their names in lower case. What cannot be
parsed after the usual repairs is searched for the few values that stand in it once and only once.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

Thing = Mapping[str, Any]

#: A script longer than this is no data of a page; more things than this are a catalogue.
LONGEST = 4 * 1024 * 1024
MOST = 2000

_COMMENTS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_GAP = re.compile(r"[\s,;]*")
_LAST_COMMA = re.compile(r",(\s*[}\]])")
_SALVAGED = ("datePublished", "dateModified", "headline", "inLanguage")
_ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w*(?:Article|Posting|Report))"')


def things(scripts: Sequence[str], leads_on: Collection[str]) -> Iterator[Thing]:
    """The objects that scripts describe the page with, in their order; not what those only mention."""
    count = 0
    for script in scripts:
        waiting = list(_values(script[:LONGEST]))
        while waiting and count < MOST:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value[:MOST]
            elif isinstance(value, dict):
                count += 1
                thing = {str(key).lower(): held for key, held in value.items()}
                yield thing
                waiting[:0] = [thing[key] for key in leads_on if isinstance(thing.get(key), (dict, list))]


def article(
    found: Sequence[Thing], articles: Collection[str], pages: Collection[str], is_own: Callable[[Thing], bool]
) -> Thing | None:
    """The article that the page is: the one that says so, else the only one, else the page itself."""
    stories = [thing for thing in found if types(thing) & set(articles)]
    own = [thing for thing in stories if is_own(thing)]
    if own or len(stories) == 1:
        return (own or stories)[0]
    dated = [thing for thing in found if types(thing) & set(pages) and thing.get("datepublished")]
    return dated[0] if not stories and len(dated) == 1 else None


def types(thing: Thing) -> set[str]:
    """The types of a thing, lower case, without the address of the vocabulary."""
    stated = thing.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return {one.rpartition("/")[2].removeprefix("schema:").lower() for one in listed if isinstance(one, str)}


def text_of(thing: Thing, key: str) -> str | None:
    """A value as text: itself, or the name or address of the object that stands for it."""
    return next(names(thing, key, ()), None)


def names(thing: Thing, key: str, everything: Sequence[Thing]) -> Iterator[str]:
    """Values as text, each of a list, verbatim; references are looked up in `everything`."""
    held = thing.get(key)
    for value in (held if isinstance(held, list) else [held])[:50]:
        if isinstance(value, dict):
            inner = {str(name).lower(): one for name, one in value.items()}
            if "name" not in inner and "@id" in inner:
                inner = dict(
                    next((t for t in everything if t.get("@id") == inner["@id"] and "name" in t), inner)
                )
            value = next((inner[name] for name in ("name", "@value", "url", "@id") if inner.get(name)), None)
            value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value.strip():
            # "\\ud800" is half a character, which no text can hold.
            yield value.strip().encode("utf-8", "replace").decode()


def _values(script: str) -> Iterator[Any]:
    """The values of a script: one, or several one after another."""
    text = _COMMENTS.sub("", script).strip().rstrip(";")
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _LAST_COMMA.sub(r"\1", text)):
        found: list[Any] = []
        at = 0
        try:
            while at < len(attempt) and len(found) < MOST:
                value, at = decoder.raw_decode(attempt, at)
                found.append(value)
                gap = _GAP.match(attempt, at)
                at = gap.end() if gap else at
        except (ValueError, RecursionError):
            continue
        yield from found
        return
    yield from _salvaged(text)


def _salvaged(text: str) -> Iterator[Any]:
    """The values of a broken script that stand in it once, where it is of one article."""
    kinds = _ARTICLE.findall(text)
    if len(kinds) != 1:
        return
    found = {"@type": kinds[0]}
    for name in _SALVAGED:
        values = re.findall(rf'"{name}"\s*:\s*"([^"\n]{{1,300}})"', text)
        if len(values) == 1:
            found[name] = values[0]
    yield found
