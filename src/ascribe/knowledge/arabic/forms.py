"""Arabic stems in, the forms that news prose writes of them out: regular inflection, by a few tables.

Everything is in the plain spelling of `letters`. Forms that no text would tell apart are made once; a form may be of
several stems, which is for the reader to sort out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

#: Persons of the perfect and of the imperfect that a report uses, and whether they are a plural.
_PERFECT = (("", False), ("ت", False), ("ا", True), ("تا", True), ("وا", True), ("ن", True), ("نا", True))
_IMPERFECT = (
    ("ي", "", False), ("ت", "", False), ("ن", "", True), ("ي", "ون", True), ("ي", "وا", True), ("ي", "ان", True),
    ("ت", "ان", True), ("ي", "ن", True), ("ي", "ا", True),
)  # fmt: skip
#: Pronouns written onto a verb or a noun.
PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ه")


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: whether its subject is several, whether it is an imperfect, and whether it can only be
    passive (None: the writing does not say)."""

    text: str
    plural: bool
    imperfect: bool
    passive: bool | None = None


def verb_forms(perfect: str, imperfect: str = "", short: str = "", passive: str = "") -> Iterator[Form]:
    """Every form of a verb from its perfect ("he did"); the stem of its imperfect is made where none is given."""
    weak = perfect.endswith("ي")
    for ending, plural in _PERFECT:
        stem = perfect[:-1] if weak and ending in ("ت", "وا", "تا") else perfect
        yield Form(stem + ending, plural, False, False if passive else None)
        if passive:
            yield Form(passive + ending, plural, False, True)
    stem = imperfect or (perfect[1:] if perfect.startswith("ا") and len(perfect) > 3 else perfect)
    for prefix, ending, plural in _IMPERFECT:
        base = stem[:-1] if stem[-1] in "يو" and ending in ("ون", "وا") else stem
        for future in ("", "س"):
            yield Form(future + prefix + base + ending, plural, True)
    cut = short or (stem[:-1] if stem[-1] in "يو" else "")
    if cut:
        yield from (Form(prefix + cut, False, True) for prefix in "يتن")


def noun_forms(singular: str, plural: str = "") -> Iterator[tuple[str, int]]:
    """Every form of a noun with its number: 1, 2 (dual) or 3 (plural)."""
    stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
    yield singular, 1
    if not singular.endswith(("ه", "ا", "ء")):
        yield singular + "ا", 1
    yield from ((stem + ending, 2) for ending in ("ان", "ين"))
    if plural == "ون":
        yield from ((singular + ending, 3) for ending in ("ون", "ين", "و", "ي"))
    elif plural == "ات":
        yield stem.removesuffix("ت") + "ات", 3
    elif plural:
        yield plural, 3
        if not plural.endswith(("ه", "ا", "ء", "ي", "ات")):
            yield plural + "ا", 3


def adjective_forms(masculine: str) -> Iterator[str]:
    """Every form of an adjective."""
    for ending in ("", "ا", "ه", "ان", "ين", "تان", "تين", "ون", "ات"):
        yield masculine + ending
