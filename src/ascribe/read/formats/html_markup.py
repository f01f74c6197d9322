"""Markup that would hurt the parser is made harmless before it is parsed; all other markup passes untouched.

Three things cost a parser of HTML more than their length: elements nested without end, tags with thousands of
attributes, and unclosed letters-only tags (`<font>`, `<b>`) that every following paragraph has to open again
(44 KB of those take 2.4 GB). None of them changes what a reader of the page sees.
"""

import re
from itertools import islice

from ascribe.errors import InputError

#: Browsers stop at this depth, too; tags that lie deeper are left out, their text stays.
MAX_DEPTH = 512
#: More tags than a page of a thousand comments has.
MAX_TAGS = 500_000
#: Formatting elements that the parser may open again in all.
MAX_REOPENED = 100_000
MAX_ATTRIBUTES = 256
#: A tag shorter than this cannot have too many attributes.
_LONG_TAG = 4 * MAX_ATTRIBUTES

#: Nothing in it is given back, so that a scan costs its length: a quote that does not end is a plain character.
_QUOTED = r"(?:\"[^\"]*+\"|'[^']*+')"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"'=]++|=\s*+{_QUOTED}|[=\"'])*+)>")
_ATTRIBUTE = re.compile(rf"[^\s=/\"'>]++(?:\s*+=\s*+(?:{_QUOTED}|[^\s>]*+))?+")
_OPTIONAL_END = frozenset(
    "p li td th tr tbody thead tfoot dt dd option optgroup rp rt colgroup body html head "
    "area base br col embed hr img input link meta param source track wbr".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())


def tamed(source: str, markup: str) -> str:
    """The markup, without what would hurt; raises InputError for more tags than any page has."""
    # Behind the last bracket there is no tag to find; without this limit every "<a" would look for one.
    end = markup.rfind(">") + 1
    depth = deepest = open_formats = reopened = tags = 0
    crowded = False
    for match in _TAG.finditer(markup, 0, end):
        closes, name, rest = match.groups()
        tags += 1
        if len(rest) > _LONG_TAG and not crowded:
            crowded = _is_crowded(rest)
        if name in _OPTIONAL_END or name.lower() in _OPTIONAL_END:
            reopened += 0 if closes else open_formats
        elif name.lower() in _FORMATTING:
            open_formats = max(0, open_formats - 1) if closes else open_formats + 1
            depth = max(0, depth - 1) if closes else depth + 1
        elif closes:
            depth = max(0, depth - 1)
        elif not rest.endswith("/"):
            reopened += open_formats
            depth += 1
        if depth > deepest:
            deepest = depth
    if tags > MAX_TAGS:
        raise InputError(source, f"has {tags:,} tags, more than the {MAX_TAGS:,} of a page: save its text")
    head, tail = markup[:end], markup[end:]
    if crowded:
        head = _TAG.sub(_uncrowded, head)
    if reopened > MAX_REOPENED:
        head = _TAG.sub(lambda match: "" if match[2].lower() in _FORMATTING else match.group(), head)
    if deepest > MAX_DEPTH:
        head = _flattened(head)
    return head + tail


def _is_crowded(attributes: str) -> bool:
    return next(islice(_ATTRIBUTE.finditer(attributes), MAX_ATTRIBUTES, None), None) is not None


def _uncrowded(match: "re.Match[str]") -> str:
    crowded = len(match[3]) > _LONG_TAG and _is_crowded(match[3])
    return f"<{match[1]}{match[2]}>" if crowded else match.group()


def _flattened(markup: str) -> str:
    """The markup without the tags that lie deeper than any browser goes."""
    depth = 0

    def keep(match: "re.Match[str]") -> str:
        nonlocal depth
        closes, name, rest = match.groups()
        if name.lower() in _OPTIONAL_END or rest.endswith("/"):
            return match.group()
        if closes:
            depth = max(0, depth - 1)
            return match.group() if depth < MAX_DEPTH else " "
        depth += 1
        return match.group() if depth <= MAX_DEPTH else " "

    return _TAG.sub(keep, markup)
