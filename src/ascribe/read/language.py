"""Which language a text is in: by its script, and for Latin letters by its most frequent words.

Light on purpose: it decides whether the reader can read a report at all. "und" where nothing is clear.
"""

import re

from ascribe.read.chrome import chrome

#: So many characters decide; more text changes nothing.
SAMPLE = 20_000
#: Of the letters, so many must be of a script for it to decide.
SCRIPT_SHARE = 0.5
#: Of the words, so many must be stop words of a language for it to be that language.
STOP_SHARE = 0.12
#: In texts of fewer words (a headline and a line), half of that is enough: names crowd the stop words out.
FEW_WORDS = 60
#: In texts of fewer words, one stop word is enough.
SHORT_WORDS = 12

#: The languages that the reader reads.
READ = frozenset({"en"})

_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """BCP 47 code of the language of a text, "und" where it cannot be told."""
    sample = text[:SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if not letters:
        return "und"
    for code, pattern in chrome().scripts.items():
        if len(pattern.findall(sample)) > letters * SCRIPT_SHARE:
            return _of_arabic_letters(sample) if code == "ar" else code
    return _of_latin_letters([word.lower() for word in _WORD.findall(sample)])


def language_name(code: str) -> str:
    """A language's English name ("Arabic"), or the code where the table has none."""
    return chrome().languages.get(code, code)


def _of_arabic_letters(sample: str) -> str:
    """Persian has letters that Arabic has not, in most sentences."""
    persian = sum(c in chrome().persian_letters for c in sample)
    return "fa" if persian > len(sample) / 100 else "ar"


def _of_latin_letters(words: list[str]) -> str:
    counts = {code: sum(word in stops for word in words) for code, stops in chrome().stop_words.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    if len(words) < SHORT_WORDS:
        return best if counts[best] else _short(words)
    share = STOP_SHARE if len(words) >= FEW_WORDS else STOP_SHARE / 2
    return best if counts[best] >= share * len(words) else "und"


def _short(words: list[str]) -> str:
    """A few plain letters and no stop word: nothing speaks against English."""
    return "en" if words and all(word.isascii() for word in words) else "und"
