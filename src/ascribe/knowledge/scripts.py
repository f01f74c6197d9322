"""A word of any script in, how it sounds in Latin letters out, for comparing names across scripts.

Not a transliteration to print: one letter for one sound ("š" for "sh", "x" for "kh"), vowels as far as they are
written. The tables are in `scripts.yaml`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml

_RANGES = {"Arab": "\u0600-\u06ff", "Hebr": "\u0590-\u05ff", "Cyrl": "\u0400-\u04ff"}
_DOUBLED = re.compile(r"([^\W\d])\1+")
#: Letters of Latin alphabets that have no accent to take off.
_LATIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "đ", "ß": "ss", "æ": "a", "ş": "š", "ç": "č"})


@dataclass(frozen=True, slots=True)
class Sound:
    """How a word sounds; `abjad` where its script leaves out short vowels."""

    letters: str
    abjad: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    letters: Mapping[str, Mapping[int, str]]
    abjad: frozenset[str]
    digraphs: tuple[tuple[str, str], ...]


@cache
def _tables() -> _Tables:
    text = (resources.files("ascribe.knowledge") / "scripts.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    letters = {script: {ord(k): v for k, v in table[script].items()} for script in _RANGES}
    digraphs = sorted(table["digraphs"].items(), key=lambda pair: -len(pair[0]))
    return _Tables(letters, frozenset(table["abjad"]), tuple(digraphs))


def script_of(word: str) -> str:
    """The ISO 15924 code of a word's script: Arab, Hebr, Cyrl, or Latn for all others."""
    return next((code for code, reach in _RANGES.items() if re.search(f"[{reach}]", word)), "Latn")


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> Sound:
    """How one word sounds; numbers stay as they are."""
    script, tables = script_of(word), _tables()
    small = word.casefold().translate(_LATIN) if script == "Latn" else word.casefold()
    plain = unicodedata.normalize("NFC", small)
    if script != "Latn":
        plain = plain.translate(tables.letters[script])
    plain = "".join(
        c if c in "šžčđŧ" else unicodedata.normalize("NFKD", c)[0]
        for c in plain
        if not unicodedata.combining(c)
    )
    plain = "".join(c for c in plain if c.isalnum())
    for pair, one in tables.digraphs:
        plain = plain.replace(pair, one)
    return Sound(_DOUBLED.sub(r"\1", plain.replace("c", "k")), script in tables.abjad)
