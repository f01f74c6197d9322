"""A report in Arabic in, its sentences out: words with what is written onto them taken off, and what each may be.

A word keeps its exact place in the text; `begin` is where the noun or verb itself begins, after "and", "with" or "to"
written as one with it. Nothing is decided here that needs other words.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from ascribe.extract.context import READ
from ascribe.knowledge.arabic import Adjective, Arabic, NounForm, VerbForm, plain
from ascribe.knowledge.arabic.forms import PRONOUNS
from ascribe.knowledge.arabic.letters import letters_before
from ascribe.knowledge.names import NameHit
from ascribe.model import Report, SectionKind, Span
from ascribe.parse.timevalue import TimeExpression

_TOKEN = re.compile(r"\d+(?:[.,٫]\d+)*|[٠-٩]+|[^\W\d_][\w\u064b-\u0652\u0670\u0640]*|[^\w\s]")
_SENTENCE_END = re.compile(r"[.!؟?]+[\"”»']*(?=\s|$)|\n")
_PROCLITICS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")


@dataclass(slots=True)
class Word:
    """One word or mark: its place, its plain spelling, the stem that is looked up, and what it may be.

    `conj`, `prep`, `article` and `suffix` are what is written onto the stem. `name` is the end (index of a word) of the
    known name that begins here, `inside` whether it stands inside one; `time` whether a time expression covers it.
    """

    i: int
    start: int
    end: int
    begin: int
    text: str
    plain: str
    stem: str
    conj: bool = False
    prep: str = ""
    article: bool = False
    suffix: str = ""
    verbs: tuple[VerbForm, ...] = ()
    nouns: tuple[NounForm, ...] = ()
    adjective: Adjective | None = None
    number: int | None = None
    particle: bool = False
    name: NameHit | None = None
    name_end: int = 0
    person: bool = False
    inside: bool = False
    time: bool = False

    @property
    def is_mark(self) -> bool:
        return not (self.text[0].isalnum())

    @property
    def plural(self) -> bool:
        """Whether all its senses as a verb have several for their subject."""
        return bool(self.verbs) and all(form.plural for form in self.verbs)

    @property
    def key(self) -> str:
        """The word without what is written onto it, for lists of small words."""
        return self.stem

    def noun(self, role: str = "") -> NounForm | None:
        """The first sense as a noun (of a role)."""
        return next((form for form in self.nouns if role in ("", form.noun.role)), None)

    def has(self, flag: str) -> bool:
        """Whether a sense as a noun has a flag."""
        return any(flag in form.noun.flags for form in self.nouns)


@dataclass(slots=True)
class Sentence:
    """Words of one sentence in one section; `number` counts the sentences that are read."""

    number: int
    section: SectionKind
    words: list[Word] = field(default_factory=list)

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def at(self, i: int) -> Word | None:
        """The word of an index, None outside."""
        return self.words[i] if 0 <= i < len(self.words) else None


@dataclass(frozen=True, slots=True)
class Marked:
    """What is known beforehand of places in the text: names of actors, times."""

    names: tuple[NameHit, ...]
    times: tuple[TimeExpression, ...]
    people: frozenset[str] = frozenset()


def sentences(report: Report, text: str, arabic: Arabic, marked: Marked) -> list[Sentence]:
    """The sentences of the sections that are read; `text` has everything else blanked (`context.readable`)."""
    found: list[Sentence] = []
    at = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    for end in ends:
        words = [_word(m, at, arabic) for m in _TOKEN.finditer(text[at:end])]
        if any(not word.is_mark for word in words):
            section = _section(report, words[0].start)
            if section in READ:
                found.append(Sentence(len(found), section, words))
        at = end
    for sentence in found:
        for index, word in enumerate(sentence.words):
            word.i = index
        _mark(sentence, marked)
    return found


def _section(report: Report, offset: int) -> SectionKind:
    if not report.sections:
        return SectionKind.BODY
    at = bisect_right([section.start for section in report.sections], offset) - 1
    if at < 0 or offset >= report.sections[at].end:
        return SectionKind.BOILERPLATE
    return report.sections[at].kind


def _mark(sentence: Sentence, marked: Marked) -> None:
    """Write onto the words which names and times cover them."""
    for hit in marked.names:
        inside = [w for w in sentence.words if w.start < hit.end and w.end > hit.start]
        if inside and not any(w.inside or w.name for w in inside):
            inside[0].name, inside[0].name_end = hit, inside[-1].i + 1
            inside[0].begin = max(inside[0].start, hit.start)
            inside[0].person = hit.id in marked.people
            for word in inside[1:]:
                word.inside = True
    for time in marked.times:
        for word in sentence.words:
            word.time |= time.start <= word.start < time.end or word.start <= time.start < word.end


def _word(match: re.Match[str], base: int, arabic: Arabic) -> Word:
    text = match[0]
    start = base + match.start()
    written = plain(text)
    word = Word(0, start, base + match.end(), start, text, written, written)
    if written.replace(".", "").replace(",", "").isdecimal():
        digits = written.replace(",", "").split(".")[0]
        word.number = int(digits) if len(digits) < 10 else None
    elif not word.is_mark:
        _analyse(word, arabic)
    return word


def _analyse(word: Word, arabic: Arabic) -> None:
    """Take off what is written onto a word, as little as possible; what nothing explains stays whole."""
    for conj in _PROCLITICS:
        if not word.plain.startswith(conj) or len(word.plain) - len(conj) < 2:
            continue
        rest = word.plain[len(conj) :]
        if _small(word, rest, conj, arabic):
            return
        if _content(word, rest, conj, arabic):
            return
    _unknown(word, arabic)


def _small(word: Word, rest: str, conj: str, arabic: Arabic) -> bool:
    """A particle, a preposition or a number word."""
    words = arabic.words
    prep = ""
    if rest == "علي" and word.text.endswith("ي"):
        return False  # the name, not "on"
    if rest not in words["particles"] and rest not in words["prepositions"] and rest not in arabic.numbers:
        prep = next((p for p in ("ب", "ل") if rest.startswith(p) and rest[1:] in arabic.numbers), "")
        if not prep and rest not in words["according"]:
            return False
    rest = rest[len(prep) :]
    word.conj, word.stem, word.prep = bool(conj), rest, prep
    word.number = arabic.numbers.get(rest)
    word.particle = word.number is None
    word.begin = _begin(word, len(conj) + len(prep))
    if not conj and not prep:  # "between" is a verb too ("he made clear")
        word.verbs = arabic.verbs.get(rest, ())
    return True


def _content(word: Word, rest: str, conj: str, arabic: Arabic) -> bool:
    """A verb, noun or adjective of the lists."""
    for prep in _PREPOSITIONS:
        if not rest.startswith(prep):
            continue
        body = rest[len(prep) :]
        article = _is_article(word, len(conj) + len(prep)) and len(body) > 3
        stem = body[2:] if article else body
        if prep == "ل" and body.startswith("ل") and len(body) > 3:  # "to the" is written with one alif less
            article, stem = True, body[1:]
        nouns, suffix = _nouns(stem, arabic, article)
        verbs = () if prep or article else arabic.verbs.get(stem, ()) if nouns else _verbs(stem, arabic)
        adjective = arabic.adjectives.get(stem)
        number = arabic.numbers.get(stem) if article else None
        if not (verbs or nouns or adjective or number is not None):
            continue
        word.conj, word.prep, word.article, word.stem, word.suffix = bool(conj), prep, article, stem, suffix
        word.verbs, word.nouns, word.adjective, word.number = verbs, nouns, adjective, number
        word.begin = _begin(word, len(conj) + len(prep))
        return True
    return False


def _is_article(word: Word, at: int) -> bool:
    """Whether the article stands at a letter of the word: a bare alif and lam, no alif with a hamza."""
    where = letters_before(word.text, at)
    return word.plain[at : at + 2] == "ال" and word.text[where] == "ا"


def _verbs(stem: str, arabic: Arabic) -> tuple[VerbForm, ...]:
    """Senses of a verb, with a pronoun written onto it or without."""
    if stem in arabic.verbs:
        return arabic.verbs[stem]
    for pronoun in PRONOUNS:
        base = stem.removesuffix(pronoun)
        if base != stem and len(base) > 2:
            found = arabic.verbs.get(base) or arabic.verbs.get(base + "ا" if base.endswith("و") else "")
            if found:
                return found
            if (
                base.endswith("ا") and base[:-1] + "ي" in arabic.verbs
            ):  # "he claimed it" of a verb in final ya
                return arabic.verbs[base[:-1] + "ي"]
    return ()


def _nouns(stem: str, arabic: Arabic, article: bool) -> tuple[tuple[NounForm, ...], str]:
    """Senses of a noun, and the pronoun written onto it."""
    if stem in arabic.nouns:
        return arabic.nouns[stem], ""
    for pronoun in () if article else PRONOUNS:
        base = stem.removesuffix(pronoun)
        if base != stem and len(base) > 2:
            for stem_ in (base, base[:-1] if base.endswith(("ي", "ا")) else base):
                found = arabic.nouns.get(stem_) or (
                    stem_.endswith("ت") and arabic.nouns.get(stem_[:-1] + "ه")
                )
                if found:
                    return found, pronoun
    return (), ""


def _unknown(word: Word, arabic: Arabic) -> None:
    """A word of no list: only what can hardly be part of it is taken off."""
    match = re.match(
        r"(?P<conj>[وف]?)(?P<prep>[بك]?)(?P<article>ال)(?=\w{3})|(?P<c>[وف]?)(?P<l>ل)ل(?=\w{3})", word.plain
    )
    if match is None:
        if word.plain in arabic.places or word.plain in arabic.places_after:
            return
        if word.plain.startswith("و") and len(word.plain) > 4:
            word.conj, word.stem, word.begin = True, word.plain[1:], _begin(word, 1)
        return
    taken = match.end("prep") if match["article"] else match.end("l")
    if match["article"] and not _is_article(word, taken):
        return
    word.conj = bool(match["conj"] or match["c"])
    word.prep = match["prep"] or match["l"] or ""
    word.article = True
    word.stem = word.plain[match.end() :]
    word.begin = _begin(word, taken)


def _begin(word: Word, letters: int) -> int:
    return word.start + letters_before(word.text, letters)


def span(report: Report, start: int, end: int) -> Span:
    """The span of code points [start, end), less marks and white space at its edges."""
    text = report.text
    while start < end - 1 and (text[start].isspace() or text[start] in ",،:؛;-–—()[]"):
        start += 1
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in ",،:؛;-–—([.!؟?"):
        end -= 1
    return report.span(start, end)
