"""The nouns as JSON and back, and the JSON Schema of each (`ascribe schema`)."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ascribe.errors import AscribeError
from ascribe.model.actor import Actor
from ascribe.model.decision import Decision
from ascribe.model.incident import Assessment, Incident
from ascribe.model.report import Report
from ascribe.model.statement import Proposition, Reading, Relation, Statement, Tally

T = TypeVar("T")

#: The nouns that travel, by the name they have in files.
NOUNS: dict[str, type] = {
    "report": Report,
    "reading": Reading,
    "proposition": Proposition,
    "statement": Statement,
    "tally": Tally,
    "relation": Relation,
    "actor": Actor,
    "incident": Incident,
    "assessment": Assessment,
    "decision": Decision,
}


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(noun: type) -> TypeAdapter[Any]:
    """The adapter of a noun, made when it is first asked for."""
    if noun not in _ADAPTERS:
        _ADAPTERS[noun] = TypeAdapter(noun)
    return _ADAPTERS[noun]


def to_dict(value: object) -> dict[str, Any]:
    """Plain JSON types; an entry that has an id of its content carries it."""
    plain: dict[str, Any] = _adapter(type(value)).dump_python(value, mode="json")
    identity = getattr(value, "id", None)
    return {"id": identity, **plain} if identity is not None else plain


def to_json(value: object) -> str:
    """One line of JSON, keys in the order of the fields: the same value gives the same bytes."""
    return json.dumps(to_dict(value), ensure_ascii=False, separators=(",", ":"))


def from_json(noun: type[T], line: str | bytes) -> T:
    """The value that `to_json` wrote; raises AscribeError with the first thing that is wrong."""
    try:
        value: T = _adapter(noun).validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the value"
        raise AscribeError(f"not a {noun.__name__}: {where}: {first['msg']}") from error
    return value


def json_schema() -> dict[str, Any]:
    """One JSON Schema (draft 2020-12) that defines every noun under `$defs`."""
    definitions: dict[str, Any] = {}
    for name, noun in NOUNS.items():
        schema = _adapter(noun).json_schema(mode="serialization", ref_template="#/$defs/{model}")
        definitions.update(schema.pop("$defs", {}))
        schema["title"] = name
        definitions[noun.__name__] = schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ascribe",
        "description": "The nouns of Ascribe as JSON. Offsets count code points, ends are exclusive.",
        "$defs": dict(sorted(definitions.items())),
    }
