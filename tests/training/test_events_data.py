"""Keys of incidents to labels of words, on a message about a country that does not exist."""

import numpy as np
import pytest

from ascribe import parse

data = pytest.importorskip("training.events_data")

MESSAGE = (
    "OSTREL, 3 JAN 90 (ORM RADIO) -- [REPORT] [TEXT] GUNMEN OF THE RED VALLEY FRONT [RVF] SHOT MAYOR IVO MAREK. "
    "THE RVF BLEW UP A BRIDGE.\n\nTHE GOVERNMENT WILL BUILD A BRIDGE OVER THE HALVA. THE BRIDGE WILL BE LONG."
)


def filler(*values: str, **more: object) -> dict[str, object]:
    return {"raw": "", "optional": False, "values": list(values), **more}


def template(**slots: list[dict[str, object]]) -> dict[str, object]:
    return {"template": 1, "optional": False, "slots": {"incident_type": [filler("ATTACK")], **slots}}


KEY = [
    template(
        perp_organization_id=[filler("RED VALLEY FRONT", "RVF")],
        perp_organization_confidence=[filler("REPORTED AS FACT", xref=["RED VALLEY FRONT", "RVF"])],
        hum_tgt_name=[filler("IVO MAREK")],
        hum_tgt_description=[filler("MAYOR", xref=["IVO MAREK"])],
        hum_tgt_effect=[filler("DEATH", xref=["IVO MAREK"])],
    ),
    template(phys_tgt_id=[filler("BRIDGE")]),
]


@pytest.fixture(scope="module")
def record() -> dict[str, object]:
    body = MESSAGE[data.body_start(MESSAGE) :]
    doc = parse.load()(body)
    indices = [t.i for t in doc if not t.is_space]
    words = [doc[i].text for i in indices]
    return data.labelled(doc, indices, words, {"id": "x", "templates": KEY})


def marked(record, role: str) -> list[str]:
    return [" ".join(record["words"][m["start"] : m["end"]]) for m in record["marks"] if m["role"] == role]


def test_the_head_of_a_message_is_left_out() -> None:
    assert MESSAGE[data.body_start(MESSAGE) :].startswith("GUNMEN OF")
    assert data.body_start("NO HEAD -- AT ALL") == 0


def test_every_occurrence_of_a_key_string_is_marked(record) -> None:
    assert marked(record, "organization") == ["RED VALLEY FRONT", "RVF", "RVF"]
    assert marked(record, "victim-name") == ["IVO MAREK"]
    assert marked(record, "victim") == ["MAYOR"]
    assert marked(record, "target") == ["BRIDGE"] * 3


def test_a_common_noun_far_from_the_incident_is_doubtful(record) -> None:
    assert [m["doubtful"] for m in record["marks"] if m["role"] == "target"] == [False, True, True]
    assert not any(m["doubtful"] for m in record["marks"] if m["role"] == "organization")


def test_what_the_key_says_of_a_filler_goes_with_its_marks(record) -> None:
    organization = next(m for m in record["marks"] if m["role"] == "organization")
    assert [data.CONFIDENCES[c] for c in organization["confidences"]] == ["REPORTED AS FACT"]
    named = next(m for m in record["marks"] if m["role"] == "victim-name")
    assert [data.EFFECTS[e] for e in named["effects"]] == ["DEATH"]
    assert named["templates"] == [0]
    assert record["types"] == [["attack"], ["attack"]]


def test_mixed_case_keeps_names_and_acronyms() -> None:
    doc = parse.load()("THE SOLDIERS SHOT IVO MAREK. GUERRILLAS OF THE RED FRONT [RVF] FLED.")
    indices = [t.i for t in doc]
    found = data.mixed_case(doc, indices, [t.text for t in doc])
    assert found[:4] == ["The", "soldiers", "shot", "Ivo"]
    assert "RVF" in found
    assert "fled" in found


def test_passages_place_labels_on_their_own_words(record) -> None:
    batches = pytest.importorskip("training.events_batches")
    record = {**record, "sizes": [1] * len(record["words"])}
    cut = record["sentence"].index(3)
    casing = {"name": "upper", "at": 0, "windows": [[0, cut], [cut, len(record["words"])]]}
    (passage,) = batches.passages(record, casing)
    own = batches.gold([passage])
    role = own["role"][0, :, batches.ROLES.index("target")].numpy()
    marks = [m for m in record["marks"] if m["role"] == "target"]
    assert role[marks[0]["start"]] == 1
    assert role[marks[1]["start"]] == batches.NO_LABEL
    assert own["relevant"].tolist() == [1.0]
    assert own["counts"][0].tolist() == [2, 0, 0, 0, 0]
    assert np.flatnonzero(own["event"][0, :, 0].numpy() == 1).max() < cut
