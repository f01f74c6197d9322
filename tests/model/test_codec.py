"""Every noun goes to JSON and back, and its JSON is what the published schema says."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import noun

from ascribe.errors import AscribeError
from ascribe.model import NOUNS, Report, Span, from_json, json_schema, to_dict, to_json

slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def validators() -> dict[str, Any]:
    schema = json_schema()
    return {
        name: jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{kind.__name__}"})
        for name, kind in NOUNS.items()
    }


@pytest.mark.parametrize("name", NOUNS)
@slow
@given(data=st.data())
def test_written_and_read_it_is_the_same(name: str, data: st.DataObject) -> None:
    value = data.draw(noun(name))
    line = to_json(value)
    assert "\n" not in line
    assert from_json(type(value), line) == value
    assert to_json(from_json(type(value), line)) == line


@pytest.mark.parametrize("name", NOUNS)
@slow
@given(data=st.data())
def test_the_schema_takes_what_is_written(name: str, data: st.DataObject, validators: dict[str, Any]) -> None:
    validators[name].validate(to_dict(data.draw(noun(name))))


def test_the_schema_is_one_of_draft_2020_12_and_defines_every_noun() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {kind.__name__ for kind in NOUNS.values()} <= schema["$defs"].keys()


def test_the_schema_refuses_a_report_without_text(validators: dict[str, Any]) -> None:
    plain = to_dict(Report("rep-1", "a.txt", "00", "Rain."))
    validators["report"].validate(plain)
    del plain["text"]
    with pytest.raises(jsonschema.ValidationError, match="'text' is a required property"):
        validators["report"].validate(plain)


@pytest.mark.parametrize("name", sorted(set(NOUNS) - {"reading", "assessment"}))
@slow
@given(data=st.data())
def test_an_entry_carries_its_id_first(name: str, data: st.DataObject) -> None:
    value = data.draw(noun(name))
    assert next(iter(to_dict(value))) == "id"
    assert to_dict(value)["id"] == value.id


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "not a Report: the value: Invalid JSON"),
        ("[]", "not a Report: the value"),
        ('{"id": "rep-1", "source": "a", "sha256": "0"}', "not a Report: text: "),
        ('{"id": "rep-1", "source": "a", "sha256": "0", "text": 3}', "not a Report: text: "),
    ],
)
def test_what_is_no_report_is_refused_with_the_first_fault(line: str, complaint: str) -> None:
    with pytest.raises(AscribeError) as caught:
        from_json(Report, line)
    assert str(caught.value).startswith(complaint)


def test_words_that_do_not_fit_their_place_cannot_be_read() -> None:
    line = json.dumps({"report": "rep-1", "start": 0, "end": 4, "quote": "drone"})
    with pytest.raises(AscribeError):
        from_json(Span, line)
