"""A name with another name of the same actor beside it in, the names apart out.

"X, codenamed Y", "X, also known as Y", "X (Y)", "the group calling itself X".
"""

import re
from functools import cache

from ascribe.knowledge.naming import load_naming

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\s*")
_CALLED = re.compile(
    r"^.{0,40}\b(?:calling|styling|naming) (?:itself|themselves|himself|herself)\s+(?:the\s+)?", re.I
)
_EDGES = " ,;:–—-\"'“”‘’«»„‟"


def names_of(words: str) -> tuple[str, ...]:
    """The names that the words give one actor: one where they give no other, the first as it stands."""
    called = _CALLED.sub("", words)
    bracketed = _BRACKETS.findall(called)
    parts = _between().split(_BRACKETS.sub(" ", called))
    found = [part.strip(_EDGES) for part in (*parts, *bracketed)]
    return tuple(dict.fromkeys(part for part in found if part)) or (words,)


@cache
def _between() -> re.Pattern[str]:
    words = "|".join(re.escape(alias) for alias in load_naming().aliases)
    return re.compile(rf"[,\s]+(?:{words})\s+(?:as\s+)?(?=\S)", re.I)
