"""Every `Span` and every located `Moment` inside a value, with the path to it ("agents.0.span")."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TypeVar

from ascribe.model.moment import Moment
from ascribe.model.report import Span

T = TypeVar("T")


def spans(value: object) -> Iterator[tuple[str, Span]]:
    """Path and span of all words that the value rests on, in the order of its fields."""
    return _walk(value, Span, "")


def moments(value: object) -> Iterator[tuple[str, Moment]]:
    """Path and moment of all times in the value that stand at a place of the text."""
    return (found for found in _walk(value, Moment, "") if found[1].start is not None)


def _walk(value: object, wanted: type[T], path: str) -> Iterator[tuple[str, T]]:
    if isinstance(value, wanted):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _walk(getattr(value, field.name), wanted, f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, tuple | list):
        for position, item in enumerate(value):
            yield from _walk(item, wanted, f"{path}.{position}".lstrip("."))
