"""English words of number and the numbers that they mean, as `numbers.yaml` lists them."""

from pathlib import Path

from ascribe.errors import KnowledgeError
from ascribe.knowledge.mappings import read_mapping

_FILE = Path(__file__).with_name("numbers.yaml")


def _counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


try:
    _written = read_mapping(_FILE)
    #: The words of 0 to 19, in order.
    NAMES: tuple[str, ...] = tuple(_written["units"].split())
    #: Words of a number below 20: "seven", "both", "none".
    UNITS: dict[str, int] = _counted(_written["units"]) | _written["others"]
    #: "twenty" to "ninety".
    TENS: dict[str, int] = _counted(_written["tens"], 20, 10)
    #: "second" to "twelfth".
    ORDINALS: dict[str, int] = _counted(_written["ordinals"], 2)
    #: What multiplies the number before it: "dozen", "hundred".
    SCALES: dict[str, int] = _written["scales"]
    #: Words of open number, with the least that they can mean: "dozens", "several".
    OPEN: dict[str, int] = _written["open"]
except (AttributeError, KeyError, TypeError) as error:
    raise KnowledgeError(f"{_FILE}: no table of numbers: {error}") from error
