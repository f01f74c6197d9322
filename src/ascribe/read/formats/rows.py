"""Rows of tables as reports: which column is the text, and a row's `Page`.

Comes in: a row as a mapping of column names to values. Goes out: a `Capture` of the row's JSON with the
columns that were used as a fact, and from that the `Page`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

from ascribe.errors import InputError, LeftOutError
from ascribe.model import Capture, Fact, FactName, SectionKind
from ascribe.read.formats import page_reader
from ascribe.read.jsonstream import canonical
from ascribe.read.media import HEAD, content_type
from ascribe.read.opened import Opened
from ascribe.read.options import Options
from ascribe.read.page import Mark, Page

ROW = "application/vnd.ascribe.row+json"
#: So many bad rows are told one by one, the rest is counted.
TOLD = 50
#: So many columns are listed in a message.
_LISTED = 30
_NOT_NAME = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$")
_FACTS = (
    ("title", FactName.TITLE),
    ("published", FactName.PUBLISHED),
    ("publisher", FactName.PUBLISHER),
    ("address", FactName.ADDRESS),
    ("author", FactName.AUTHOR),
    ("language", FactName.LANGUAGE),
)

Row = Mapping[str, Any]


@cache
def known_names() -> dict[str, dict[str, int]]:
    """What a report needs -> the column names for it, folded, with their rank; from `columns.yaml`."""
    text = resources.files("ascribe.read.formats").joinpath("columns.yaml").read_text("utf-8")
    table = yaml.safe_load(text)
    return {
        ours: {_folded(name): rank for rank, name in reversed(list(enumerate(names)))}
        for ours, names in table.items()
    }


def _folded(name: str) -> str:
    return _NOT_NAME.sub(" ", _CAMEL.sub(" ", name)).strip().casefold()


def choose(columns: tuple[str, ...], given: Mapping[str, str], source: str) -> dict[str, str]:
    """What a report needs -> the column that has it: as given, else by its name.

    Raises InputError where a given column is not there or where no column is plainly the text.
    """
    names = known_names()
    for ours, column in given.items():
        if ours not in names:
            raise InputError(source, f"{ours!r} is nothing that a column can hold: {', '.join(names)}")
        if column and column not in columns:
            raise InputError(source, f"has no column {column!r} for {ours}: it has {_list(columns)}")
    chosen = {ours: column for ours, column in given.items() if column}
    for ours, known in names.items():
        if ours not in given:
            ranked = [(known[_folded(column)], column) for column in columns if _folded(column) in known]
            if ranked:
                chosen[ours] = min(ranked)[1]
    if "text" not in chosen:
        raise InputError(
            source,
            f"no column is plainly the text of a report: name it with --column text=NAME; it has {_list(columns)}",
        )
    return chosen


def _list(columns: tuple[str, ...]) -> str:
    more = f" and {len(columns) - _LISTED:,} more" if len(columns) > _LISTED else ""
    return ", ".join(" ".join(column.split())[:60] for column in columns[:_LISTED]) + more


@dataclass
class Rows:
    """Turns the rows of one table into captures, and counts those that do not become one."""

    opened: Opened
    options: Options
    bad: int = 0
    empty: int = 0
    _chosen: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def capture(self, row: Row, number: int) -> Capture | None:
        """A row as a capture, None where its text is empty; raises InputError where it cannot be one."""
        source = f"{self.opened.source}!/row {number}"
        flat = dict(_flat(row))
        columns = tuple(flat)
        if columns not in self._chosen:
            if len(self._chosen) > 1000:
                self._chosen.clear()
            # The first row speaks for the table, a later one for itself.
            told = source if self._chosen else self.opened.source
            self._chosen[columns] = choose(columns, self.options.columns, told)
        chosen = self._chosen[columns]
        if not cell(flat[chosen["text"]]).strip():
            self.empty += 1
            return None
        data = canonical(source, row)
        if len(data) > self.options.limits.report:
            raise InputError(
                source, f"has {len(data):,} bytes, more than the {self.options.limits.report:,} of a report"
            )
        given = "as given" if self.options.columns else "by their names"
        facts = (*self.opened.facts, Fact(FactName.COLUMNS, json.dumps(chosen, ensure_ascii=False), given))
        captured = _value(flat, chosen, "captured")
        return Capture(
            source,
            data,
            ROW,
            self._address(flat, chosen, number),
            captured if _ISO.match(captured) else self.opened.captured,
            facts,
        )

    def _address(self, flat: Row, chosen: Mapping[str, str], number: int) -> str:
        if address := _value(flat, chosen, "address"):
            return address
        return f"{self.opened.address}!/{_value(flat, chosen, 'id') or f'row {number}'}"

    def refuse(self, number: int, why: str) -> Iterator[InputError]:
        """The line for a bad row, while there are few of them."""
        self.bad += 1
        if self.bad <= TOLD:
            yield InputError(f"{self.opened.source}!/row {number}", why)

    def ends(self) -> Iterator[InputError]:
        """What was not told row by row."""
        if self.bad > TOLD:
            yield InputError(self.opened.source, f"has {self.bad - TOLD:,} more rows that cannot be read")
        if self.empty:
            rows = "row" if self.empty == 1 else "rows"
            yield LeftOutError(self.opened.source, f"leaves out {self.empty:,} {rows} without text")


def _flat(row: Row, before: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """The columns of a row; of an object in it "name.part"."""
    for name, value in row.items():
        if isinstance(value, dict) and value and depth < 3:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield f"{before}{name}", value


def _value(flat: Row, chosen: Mapping[str, str], ours: str) -> str:
    return cell(flat.get(chosen[ours])).strip() if ours in chosen else ""


def cell(value: Any) -> str:
    """What a cell says: text as it stands, a list of texts one a line, anything else as JSON."""
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "\n".join(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return json.dumps(value, ensure_ascii=False, default=str)


def page(capture: Capture) -> Page:
    """The title and text of a row, and what its other columns state of it."""
    try:
        told = next(fact.value for fact in capture.facts if fact.name is FactName.COLUMNS)
        flat, chosen = dict(_flat(json.loads(capture.data))), json.loads(told)
        text = cell(flat[chosen["text"]]).strip("\n")
    except (StopIteration, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(capture.source, f"is no row as Ascribe keeps them ({error!r})") from error
    facts = tuple(
        Fact(name, value, f"column {chosen[ours]}")
        for ours, name in _FACTS
        if (value := _value(flat, chosen, ours))
    )
    title = " ".join(_value(flat, chosen, "title").split())
    reader = (
        page_reader("text/html")
        if content_type(text[:HEAD].encode("utf-8", "replace")) == "text/html"
        else None
    )
    if reader is None:
        return headed(title, text, facts)
    utf8 = Fact(FactName.CHARSET, "utf-8", "a cell of text")
    found = reader(Capture(capture.source, text.encode(), "text/html", capture.address, facts=(utf8,)))
    return Page(found.text, found.marks, (*facts, *found.facts))


def headed(title: str, text: str, facts: tuple[Fact, ...] = ()) -> Page:
    """A text under its title, unless it begins with it."""
    if not title or " ".join(text[: len(title) * 2 + 20].split()).startswith(title):
        return Page(text, facts=facts)
    return Page(f"{title}\n\n{text}", (Mark(0, len(title), SectionKind.HEADLINE),), facts)
