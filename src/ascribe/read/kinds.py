"""What a line is by itself, whatever stands around it, as far as that can be told.

Comes in: a `Line`. Goes out: its `SectionKind`, or None. `Draft` holds the lines of one text with the kinds
found so far; what the format marked is never changed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ascribe.model import SectionKind
from ascribe.read.agencies import agencies, is_credit
from ascribe.read.chrome import chrome
from ascribe.read.dates import calendar, find_dates, is_numeric_date, without_dates
from ascribe.read.lines import Line
from ascribe.read.phrases import fold

#: Capitals of at least so many words are a cross-link, of fewer a sub-heading.
LINK_WORDS = 6
#: A dated line of more words says something else as well.
STAMP_WORDS = 14
#: A line longer than this is never a prompt or a menu, whatever it begins with.
CHROME_WORDS = 40
#: So many characters are a paragraph, which no rule of lines looks into; of a stamp, a name or a byline.
LONGEST, LONGEST_SIGN = 1500, 200
#: The credit that ends a caption stands in so many last characters.
CREDIT_CHARACTERS = 160
#: A short line that comes so often is of the page: a running header, the name of a channel.
REPEATED = 3

#: One of these stands in every credit; most paragraphs hold none and need no closer look.
_CREDIT_SIGNS = re.compile(r"[/(\[©:]|[—–-]\s?[A-Z]|\b(?:via|through)\b")
_NO_WORDS = re.compile(r"^(?:[\W\d_]|(?<=\d)[KkMm]\b)*$")
_TWEET = re.compile(r"[—–-]\s?(?P<name>.{1,80}?)\s?\(@\w{1,20}\)\s+\S+ \d{1,2}, \d{4}\W*$")
_QUOTE_MARKS = re.compile(r"[\"“”«»]")
#: "VNA" alone under a headline: an agency that no table knows.
_ACRONYM = re.compile(r"^[A-Z]{2,5}$")
_AGENCY_LINE = re.compile(r"^\W*(?:by )?(?:the )?([A-Z][\w./ -]{1,30})\W*$", re.I)
_OUTLET = re.compile(r"\b(?:news|agency|service|press|times|post|radio|tv|television|media|wire)\b", re.I)


@dataclass
class Draft:
    """The lines of a text and what each is so far; `fixed` are the lines that the format itself marked."""

    lines: Sequence[Line]
    kinds: list[SectionKind | None]
    fixed: frozenset[int] = frozenset()
    shouted: bool = False
    title: int | None = None
    #: Index of a line -> name of the outlet or agency whose text begins there.
    opened: dict[int, str | None] = field(default_factory=dict)

    def set(self, index: int, kind: SectionKind | None) -> None:
        """Say what a line is, unless the format did."""
        if index not in self.fixed:
            self.kinds[index] = kind

    def is_open(self, index: int) -> bool:
        """Whether nothing is known of a line yet."""
        return self.kinds[index] is None

    def is_story(self, index: int) -> bool:
        """Whether a line is (or will be, for want of anything else) a paragraph of the story."""
        return self.kinds[index] in (None, SectionKind.BODY, SectionKind.BACKGROUND, SectionKind.WIRE)

    def story(self) -> list[int]:
        """The paragraphs of the story: open or body, and told in sentences."""
        return [
            i
            for i, line in enumerate(self.lines)
            if self.is_story(i) and (line.is_prose or line.ends_sentence)
        ]


def draft(parts: Sequence[Line], marked: dict[int, SectionKind]) -> Draft:
    """Every line with what it is by itself."""
    shouted = sum(line.is_capitals for line in parts) > len(parts) / 2
    often = _repeated(parts)
    kinds = [
        marked.get(i) or (SectionKind.BOILERPLATE if line.folded in often else of_itself(line, shouted))
        for i, line in enumerate(parts)
    ]
    return Draft(parts, kinds, frozenset(marked), shouted)


def of_itself(line: Line, shouted: bool = False) -> SectionKind | None:
    """What a line is whatever stands around it, if that can be told."""
    if len(line.text) > LONGEST or is_stamp(line):
        return None
    if _NO_WORDS.match(line.text) or is_chrome(line):
        return SectionKind.BOILERPLATE
    table = chrome()
    if table.translation.match(line.text, line.folded):
        return SectionKind.TRANSLATION
    if is_credit(line.text):
        return SectionKind.BYLINE
    if table.notes.match(line.text, line.folded):
        return SectionKind.NOTE
    if _TWEET.search(line.text):
        return SectionKind.QUOTATION
    if is_caption(line.text):
        return SectionKind.CAPTION
    if not shouted and line.is_capitals and line.words >= LINK_WORDS:
        return SectionKind.BOILERPLATE
    return None


def is_chrome(line: Line) -> bool:
    """Whether a line is a menu word, a share button, a prompt to subscribe and the like."""
    if line.words > CHROME_WORDS or is_caption(line.text):
        return False
    return chrome().boilerplate.match(line.text, line.folded) or _is_prompt(line)


def _is_prompt(line: Line) -> bool:
    """The site speaks to its reader of its own things; nobody is quoted."""
    prompts, words = chrome().prompts, line.folded.split()
    if not words or _QUOTE_MARKS.search(line.text) or not prompts.things.search(line.folded):
        return False
    if words[0] in prompts.verbs:
        return True
    return not prompts.address.isdisjoint(words) and calendar().speech_words.isdisjoint(words)


def is_caption(text: str) -> bool:
    """Whether a line is the words under a picture: it ends in a credit or begins as captions do."""
    if text[:40].lower().startswith(chrome().caption_begins):
        return True
    end = text[-CREDIT_CHARACTERS:]
    return bool(_CREDIT_SIGNS.search(end) and chrome().captions.search(end))


#: A name, every word of it written like one.
_NAME = re.compile(r"[^\W\d_a-z][\w’'&-]*(?: (?:of|the|and|de|[^\W\d_a-z][\w’'&-]*)){0,5}")


def is_stamp(line: Line) -> bool:
    """Whether a line holds a date and next to nothing else ("Posted: 3 May 2021, 10:15 UTC")."""
    if len(line.text) > LONGEST_SIGN or line.words > STAMP_WORDS or "©" in line.text:
        return False
    if not next(find_dates(line.text), None) and not is_numeric_date(line.text):
        return False
    if _NAME.fullmatch(without_dates(line.text).strip(" ,|·•–—-()")):
        return True  # "14 June 2034, Coast News Agency"
    rest = fold(re.sub(r"\d+", " ", without_dates(line.text))).split()
    return sum(word not in calendar().stamp_words for word in rest) <= 2


def is_relative_stamp(line: Line) -> bool:
    """Whether a line says how long ago something was posted, and nothing else."""
    shape = calendar().relative
    return bool(shape and shape.match(line.text))


def is_byline(line: Line) -> bool:
    """Whether a line says who wrote the text."""
    if len(line.text) > LONGEST_SIGN:
        return False
    agency = _AGENCY_LINE.match(line.text)
    return bool(agency and agency[1].casefold() in agencies().folded) or bool(
        chrome().bylines.search(line.text)
    )


def is_names(line: Line) -> bool:
    """Whether a line looks like the names of persons and nothing else."""
    if len(line.text) > LONGEST_SIGN:
        return False
    return bool(_ACRONYM.match(line.text) or chrome().names.search(line.text))


def signing_outlet(line: Line) -> str | None:
    """The agency or outlet that signs a byline, if it is no person."""
    match = _AGENCY_LINE.match(line.text)
    if match is None:
        return None
    name = match[1]
    is_outlet = name in agencies().names or _ACRONYM.match(name) or _OUTLET.search(name)
    return name if is_outlet else None


def poster(text: str) -> str | None:
    """The name under a quoted post."""
    match = _TWEET.search(text)
    return match["name"].strip(" —–-") or None if match else None


def _repeated(parts: Iterable[Line]) -> frozenset[str]:
    """Folded lines that the page repeats as its own: running headers, channel names, buttons."""
    short = Counter(line.folded for line in parts if line.words <= 10 and not line.ends_sentence)
    return frozenset(words for words, count in short.items() if count >= REPEATED and words)
