"""Names in, one folded form out: `fold`, and `NameIndex`, which finds known names in running text.

Folding takes away what varies between writings of one name (case, accents, ayn, hyphens, articles, the usual
transliteration habits, Arabic letter forms) and no more: it is a normal form, not a phonetic code.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
_LETTERS = rf"[\w{_MARKS}]"
_APOSTROPHES = "'’‘`´ʿʾʼʻ′"
#: A word with its inner apostrophes, or a dotted abbreviation ("U.S.").
_TOKEN = re.compile(rf"(?:\b[^\W\d_]\.)+[^\W\d_]\b\.?|{_LETTERS}+(?:[{_APOSTROPHES}]{_LETTERS}+)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.I)
_DROPPED = str.maketrans("", "", _APOSTROPHES + ".ـ")
#: What may stand between the words of one name.
_GAP = re.compile(r"[ \t\u00a0\u200c\u200e\u200f]{0,2}\n?[ \t\u00a0]{0,2}|\s?[-–‐“”\"«»]\s?|[’']\s")

_ARTICLES = frozenset({"the", "al", "el", "ul"})
#: The article before a sun letter, an article only when a hyphen follows it.
_SUN_ARTICLES = frozenset(
    {"ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "en", "er", "es", "esh", "et", "ez"}
    | {"ur", "us", "uz"}
)

_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_FORMS = str.maketrans("ٱىةکیھۀە", "ايهكيههه")
#: Conjunctions and prepositions written as one with the following word.
_ARABIC_CLITICS = "وفبلك"

#: Whole words whose spellings no letter rule brings together.
_WORDS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"m[ou]h?[ae]?m+[aeiu]d", "muhammad"),
        (r"h[ei]zb?b[aou]l+ah?", "hezbollah"),
        (r"h(?:ou|o|u)ss?(?:ei|ai|ay|ey|i|e)n", "husain"),
        (r"y(?:ou|o|u)ss?[eiu]f", "yusuf"),
        (r"ab(?:du|da|do|de)l?lah?", "abdullah"),
        (r"ahm[ae]d", "ahmad"),
        (r"(?:o|u)mar", "umar"),
        (r"(?:o|u)s+ama", "usama"),
        (r"hash[ei]?d", "hashd"),
        (r"abd", "abdul"),
        (r"kad(?:h)?[ei]mi", "kadimi"),
        (r"defence", "defense"),
        (r"centre", "center"),
    )
)
_ABDUL = re.compile(r"abd[aeou]l-?(?=[a-z]{3})")
#: Letter rules, applied in this order to Latin words of four letters or more.
_SPELLINGS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"isation", "ization"),
        (r"(?:iyy|iy|ey|eyy|i)(?:ah|eh|a)$", "iya"),
        (r"(?<=[a-z]{4})[ae]h$", "a"),
        (r"ee", "i"),
        (r"oo|ou", "u"),
        (r"ae|ei|[ae]y(?![aeiouy]|$)", "ai"),
        (r"dj", "j"),
        (r"(?<=[a-z])dh|dh(?=[a-z])", "d"),
        (r"gh(?!t)", "g"),
        (r"(\w)\1+", r"\1"),
        (r"(?<=[aeiou])([^aeiou]+)e(?=[^aeiouy])", r"\1i"),
        (r"([^aeiou])o(?=[^aeiou\s]{1,3}[aeiou])", r"\1u"),
    )
)
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=1 << 17)
def _pieces(word: str) -> tuple[str, ...]:
    """The folded pieces of one word as it stands in text: none for an article, two for "Abdulwahab"."""
    word = _POSSESSIVE.sub("", word).translate(_DROPPED)
    plain = "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(c))
    if not plain or plain in _ARTICLES:
        return ()
    if plain.isdecimal():
        return (str(int(plain)),)  # digits of any script
    if _ARABIC.search(plain):
        return (_arabic(plain),)
    if plain.isascii() and plain.isalpha():
        return _latin(plain)
    return (_ORDINAL.sub(r"\1", plain),)


def _arabic(word: str) -> str:
    word = word.translate(_ARABIC_FORMS)
    return word[2:] if word.startswith("ال") and len(word) > 4 and word != "الله" else word


def _latin(word: str) -> tuple[str, ...]:
    for pattern, form in _WORDS:
        if pattern.fullmatch(word):
            return (form,)
    servant = _ABDUL.match(word)
    if servant:
        return ("abdul", *_latin(word[servant.end() :]))
    if len(word) >= 4:
        for pattern, form in _SPELLINGS:
            word = pattern.sub(form, word)
    return (word,)


def _is_sun_article(word: str, following: str) -> bool:
    return following == "-" and word.lower() in _SUN_ARTICLES


def fold(name: str) -> str:
    """The form in which the writings of one name meet: words by one space, "" where nothing is left."""
    pieces: list[str] = []
    words = list(_TOKEN.finditer(name))
    for token in words:
        if not _is_sun_article(token[0], name[token.end() : token.end() + 1]):
            pieces.extend(_pieces(token[0]))
    return " ".join(pieces) if pieces else " ".join(token[0].casefold() for token in words)


@dataclass(frozen=True, slots=True)
class NameHit:
    """A known name in running text: start and end in code points, and the id it stands for."""

    start: int
    end: int
    id: str


@dataclass(slots=True)
class _Node:
    """One step of the trie of folded words; `ends` are the names that end here: (id, name as written)."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


class NameIndex:
    """Names and the ids they stand for.

    An acronym is found only in its own capitals, a name of one or two words only where its capitals are kept,
    a longer one in any case; so "badr" or "is" in a sentence is nobody. "The Hill" needs its article.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._root = _Node()
        self._ids: dict[str, set[str]] = {}
        for name, identity in names:
            self._add(name, identity)

    def _add(self, name: str, identity: str) -> None:
        key = fold(name)
        if not key:
            return
        self._ids.setdefault(key, set()).add(identity)
        node = self._root
        for piece in key.split():
            node = node.next.setdefault(piece, _Node())
        node.ends.append((identity, name))

    def ids(self, name: str) -> frozenset[str]:
        """Every id that goes by this name."""
        return frozenset(self._ids.get(fold(name), ()))

    def match(self, name: str) -> str | None:
        """The one id that goes by this name, whatever its case; None for an unknown or an ambiguous name."""
        ids = self._ids.get(fold(name), ())
        return next(iter(ids)) if len(ids) == 1 else None

    def ambiguous(self) -> dict[str, frozenset[str]]:
        """The folded names that more than one id goes by."""
        return {key: frozenset(ids) for key, ids in self._ids.items() if len(ids) > 1}

    def find(self, text: str) -> list[NameHit]:
        """The known names in running text, longest first at each place, never overlapping, in text order."""
        tokens = list(_TOKEN.finditer(text))
        caseless = text.islower()
        hits: list[NameHit] = []
        roots, i = self._root.next, 0
        while i < len(tokens):
            pieces = _pieces(tokens[i][0])
            if pieces and (pieces[0] in roots or _ARABIC.match(pieces[0])):
                end, hit = self._longest(text, tokens, i, caseless)
                if hit:
                    hits.append(hit)
                    i = end
                    continue
            i += 1
        return hits

    def _longest(
        self, text: str, tokens: list[re.Match[str]], first: int, caseless: bool
    ) -> tuple[int, NameHit | None]:
        """The longest name that starts at a token, with the index of the token after it."""
        skip, node = self._enter(_pieces(tokens[first][0]))
        found: tuple[int, NameHit | None] = (first + 1, None)
        last = first
        while node is not None:
            identity = _allowed(node.ends, text, tokens, first, last, caseless)
            if identity is not None and not (last == first and _ends_a_name(text, tokens, first)):
                found = (last + 1, NameHit(_start(text, tokens, first) + skip, _end(tokens[last]), identity))
            last, node = _step(node, text, tokens, last)
        return found

    def _enter(self, pieces: tuple[str, ...]) -> tuple[int, _Node | None]:
        """The node of a first word; an Arabic word is tried without its clitic where it is unknown."""
        node = _walk(self._root, pieces)
        word = pieces[0]
        if node is None and _ARABIC.match(word) and word[0] in _ARABIC_CLITICS and len(word) > 3:
            return 1, _walk(self._root, (_arabic(word[1:]),))
        return 0, node


def _walk(node: _Node | None, pieces: tuple[str, ...]) -> _Node | None:
    for piece in pieces:
        if node is None:
            return None
        node = node.next.get(piece)
    return node


def _step(node: _Node, text: str, tokens: list[re.Match[str]], last: int) -> tuple[int, _Node | None]:
    """The node of the next word that is no article, or None where the name cannot go on."""
    following = last + 1
    while node.next and following < len(tokens):
        if not _GAP.fullmatch(text, tokens[following - 1].end(), tokens[following].start()):
            return last, None
        after = text[tokens[following].end() : tokens[following].end() + 1]
        pieces = _pieces(tokens[following][0])
        if pieces and not _is_sun_article(tokens[following][0], after):
            return following, _walk(node, pieces)
        following += 1
    return last, None


def _allowed(
    ends: list[tuple[str, str]], text: str, tokens: list[re.Match[str]], first: int, last: int, caseless: bool
) -> str | None:
    """The one id whose name may be written as the text writes it."""
    if not ends:
        return None
    written = text[tokens[first].start() : tokens[last].end()]
    titled = text[: tokens[first].start()].endswith("The ")
    ids = {
        identity
        for identity, name in ends
        if _case_fits(name, written, caseless) and (titled or not _TITLE.fullmatch(name))
    }
    if len(ids) != 1 or (len(written) <= 3 and written.isupper() and _in_capitals(tokens, first)):
        return None
    return ids.pop()


#: A title that only its article tells from a common word.
_TITLE = re.compile(r"The \w+")


def _case_fits(name: str, written: str, caseless: bool) -> bool:
    letters = name.replace(".", "").replace("-", "")
    if len(letters) <= 5 and letters.isupper():
        return _POSSESSIVE.sub("", written).replace(".", "").replace("-", "") == letters
    if caseless or not any(c.isupper() for c in name):
        return True
    if len(name.split()) >= 3:
        return True
    capital = next((word[0] for word in written.split() if word[0].isalpha()), "")
    return capital.isupper() and (written.isupper() or _capitals(written) >= _capitals(_bare(name)))


def _bare(name: str) -> str:
    """The name without a leading English article, which carries no capital of the name."""
    return name[4:] if name[:4].lower() == "the " else name


def _capitals(words: str) -> int:
    return sum(word[:1].isupper() for word in re.split(r"[\s-]+", words) if word.lower() not in _ARTICLES)


def _in_capitals(tokens: list[re.Match[str]], i: int) -> bool:
    """Whether a neighbouring word is in capitals too: then capitals say nothing."""
    near = tokens[max(i - 1, 0) : i] + tokens[i + 1 : i + 2]
    return any(len(token[0]) >= 4 and token[0].isupper() for token in near)


def _ends_a_name(text: str, tokens: list[re.Match[str]], i: int) -> bool:
    """Whether a word is the end of a longer name by its article ("Ain al-Asad" is not "Asad")."""
    if i < 2 or text[tokens[i - 1].end() : tokens[i].start()] != "-":
        return False
    article, before = tokens[i - 1][0].lower(), tokens[i - 2]
    joined = text[before.end() : tokens[i - 1].start()] == " "
    return article in _ARTICLES | _SUN_ARTICLES and joined and before[0][:1].isupper()


def _start(text: str, tokens: list[re.Match[str]], first: int) -> int:
    """Where the name begins: with the Arabic article that stands before its first word, never with "the"."""
    start = tokens[first].start()
    if first:
        before = tokens[first - 1]
        gap = text[before.end() : start]
        word = before[0].lower()
        hyphened = gap == "-" and (word in _SUN_ARTICLES or word in _ARTICLES)
        if hyphened or (gap == " " and word in ("al", "el")):
            return before.start()
    return start


def _end(token: re.Match[str]) -> int:
    return token.end() - len(token[0]) + len(_POSSESSIVE.sub("", token[0]))
