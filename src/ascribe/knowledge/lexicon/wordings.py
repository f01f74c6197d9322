"""Wordings of relations, `wordings.yaml`: each a pattern over the words of a sentence, read into a regular expression.

A sentence is matched as a row of cells, one for each word or name: `|commander|LEADERS|MEMBERS| `. What a cell holds
says who makes the row; here is only how a wording is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ascribe.errors import KnowledgeError
from ascribe.model import RelationKind

BUILTIN = Path(__file__).parent / "wordings.yaml"

#: An article or possessive and what else may stand before a noun.
_BEFORE_NOUN = r"(?:\|(?:\S*\|)?DET\|\S* )?(?:\|(?:\S*\|)?MOD\|\S* ){0,4}?"
#: What may stand between a person's name and the next comma: an age, another name.
_ASIDE = (
    r"(?:\|,\| (?:\|(?:\S*\|)?AGE\|\S* |\|(?:\S*\|)?alias\|\S* \S+ |\|(?:\S*\|)?known\|\S* \|as\| \S+ )){0,2}"
)
_ITEM = re.compile(r"(?:(?P<role>[ab]):)?(?P<cells>[^\s:?*+]+)(?P<many>[?*+]?)")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: `pattern` has the groups a and b; of each of `needs` some cell must have a name for it to match."""

    kind: RelationKind
    words: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...] = ()


def load_wordings(path: Path = BUILTIN) -> tuple[Wording, ...]:
    """The wordings of a file in its order; raises KnowledgeError naming the one that is wrong."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path.name}: cannot be read: {error}") from error
    return tuple(_wording(row, path.name) for row in rows)


def _wording(row: Mapping[str, Any], file: str) -> Wording:
    words = str(row.get("words", ""))
    try:
        kind = RelationKind(str(row.get("is")))
    except ValueError as error:
        raise KnowledgeError(f"{file}: {words}: {row.get('is')} is no relation") from error
    roles = re.findall(r"\b([ab]):", words)
    if sorted(roles) != ["a", "b"]:
        raise KnowledgeError(f"{file}: {words}: needs one a: and one b:")
    items = words.split()
    pattern = re.compile("".join(_item(item, file, words) for item in items))
    return Wording(kind, words, pattern, tuple(_needs(items)))


def _needs(items: Sequence[str]) -> Iterator[frozenset[str]]:
    """The names of the cells that must be there."""
    for read in map(_ITEM.fullmatch, items):
        if read is not None and read["cells"] not in ("~", "ANY", "ASIDE") and read["many"] in ("", "+"):
            yield frozenset(read["cells"].split("|"))


def _item(item: str, file: str, words: str) -> str:
    if item == "~":
        return _BEFORE_NOUN
    if item == "ASIDE":
        return _ASIDE
    read = _ITEM.fullmatch(item)
    if read is None:
        raise KnowledgeError(f"{file}: {words}: cannot be read at {item!r}")
    cell = _cell(read["cells"].split("|"))
    if read["many"] == "+":
        cell = rf"(?:{cell}(?:(?:\|,\| )?(?:\|and\|\S* )?{_BEFORE_NOUN}{cell}(?:{_cell(['KIND'])})?)*)"
    if read["role"]:
        cell = f"(?P<{read['role']}>{cell})"
    return cell + {"*": "{0,12}?", "?": "?"}.get(read["many"], "")


def _cell(names: list[str]) -> str:
    if names == ["ANY"]:
        return r"(?:\S+ )"
    return r"(?:\|(?:\S*\|)?(?:" + "|".join(map(re.escape, names)) + r")\|\S* )"
