"""The dateline that opens a story: "SOVEN, Karelia (AP) —", "(CNN)", "Tamar News/", "SOVEN Bomb blasts".

Comes in: a first paragraph. Goes out: how many characters of it are dateline, and the agency or outlet it
names.
"""

import re
from dataclasses import dataclass

from ascribe.read.agencies import agencies, agency_name

#: A dateline is over after so many characters.
LONGEST = 90

_UPPER = r"(?=[\"“‘']?[^\W\d_a-z])"
_DASH = r"(?:--+|[-–—:])"
_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]+"
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_REST = r"(?:,\s*(?:[^\W\d_][\w.'’]*\s?){1,3}|,?\s+\d{1,2}\b(?:\s[^\W\d_]+\.?)?(?:,?\s\d{2,4})?|,\s*\d{4})"
_COUNTRY = rf"(?:\s?\({_CAPITALS}(?:\s{_CAPITALS})?\)(?=,))?"
_BRACKETS = r"\((?P<agency>[^()]{2,40})\)"

_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        # (CNN) -
        rf"{_BRACKETS}\s*{_DASH}?\s+(?=\S)",
        # SOVEN, Karelia, May 3 (AP) —, SOVEN (KARELIA), 3 MAY 31 --
        rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}){_COUNTRY}{_REST}{{0,3}}\s*(?:{_BRACKETS})?"
        rf"\s*{_DASH}+\s+(?:\[TEXT\]\s+)?(?=\S)",
        rf"(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,4}}){_REST}{{0,3}}\s*{_BRACKETS}\s+(?=\S)",
        # Soven, Karelia (CNN) —, Soven (Reuters)
        rf"(?P<place>{_NAME}(?:[ ]{_NAME}){{0,3}}){_REST}{{0,3}}\s*{_BRACKETS}\s*{_DASH}?\s+{_UPPER}",
        # Soven – Security forces
        rf"(?P<place>{_NAME}(?:[ ]{_NAME}){{0,2}}){_REST}{{0,2}}\s*(?:--+|[–—])\s+{_UPPER}",
        # Tamar News/ Two men
        rf"(?P<outlet>{_NAME}(?:[ ][\w'’]+){{0,3}})\s?/\s+{_UPPER}",
    )
)
#: SOVEN Bomb blasts: capitals without any mark, so only before a sentence's first word.
_BARE = re.compile(
    rf"(?P<place>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,2}})\s+(?=[\"“‘']?[^\W\d_a-z](?:[a-z]|\s[a-z]))"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Length of the dateline in its paragraph (code points, no white space after it), and who signs it.

    `is_sure` where brackets hold the agency and a place or a dash stands beside them: so opens a story, and
    hardly anything else.
    """

    length: int
    agency: str | None
    is_sure: bool = False


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, if it does."""
    head = paragraph[: LONGEST + 20]
    for shape in _SHAPES:
        match = shape.match(head)
        if match and match.end() <= LONGEST and _holds(match):
            return _found(match)
    match = _BARE.match(head)
    if match and _holds(match) and len(match["place"]) > 3:
        return _found(match)
    return None


def _holds(match: "re.Match[str]") -> bool:
    """Whether what stands where the place should is one: no acronym that opens many sentences."""
    groups = match.groupdict()
    if groups.get("agency") and "place" not in groups:
        return groups["agency"] in agencies().names or groups["agency"].isupper()
    first = (groups.get("place") or "").split(" ")[0]
    return first.strip(".:") not in agencies().not_places


def _found(match: "re.Match[str]") -> Dateline:
    groups = match.groupdict()
    signed = groups.get("agency") or groups.get("outlet")
    sure = bool(groups.get("agency") and (groups.get("place") or groups["agency"] in agencies().names))
    return Dateline(len(match.group().rstrip()), agency_name(signed) if signed else None, sure)
