"""How often a word stands in reports of violence and in other news: shipped, never counted from a ledger, so that
two reports are compared the same way whatever else has been read.

`frequencies.tsv` is made by `training.linking`: a word (or two words of a name), and of 1,000 documents of the
collection where it is commonest how many hold it. A word that is not in it is as rare as the rarest.
"""

from functools import cache
from importlib import resources
from math import log

from ascribe.errors import KnowledgeError

#: Of 1,000 documents so many hold a word that the list leaves out.
_RAREST = 0.6
_FILE = "frequencies.tsv"


@cache
def _per_mille() -> dict[str, float]:
    text = (resources.files("ascribe.link") / _FILE).read_text(encoding="utf-8")
    try:
        rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
        return {word: float(count) for word, count in rows}
    except ValueError as error:
        raise KnowledgeError(f"{_FILE}: {error}") from error


def rarity(word: str) -> float:
    """The inverse document frequency of a folded and stemmed word, or of two words of a name, in nats."""
    return log(1000 / _per_mille().get(word, _RAREST))
