"""Relations between actors that no pack knows, sentence by sentence: what each states, and what states none."""

from pathlib import Path

import pytest
import yaml
from telling import Read

CASES = yaml.safe_load((Path(__file__).parent / "relations.yaml").read_text(encoding="utf-8"))

Tied = tuple[str, str, str]


def _alike(one: Tied, other: Tied) -> bool:
    """The same relation of the same two, a name given more or less fully."""
    return one[1] == other[1] and all(x in y or y in x for x, y in ((one[0], other[0]), (one[2], other[2])))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:70] for case in CASES])
def test_a_sentence_states_these_relations_and_no_other(told: Read, case: dict[str, list[str]]) -> None:
    found = told(str(case["text"])).relations
    wanted = [tuple(part.strip() for part in line.split("|")) for line in case["states"]]
    assert [w for w in wanted if not any(_alike(w, f) for f in found)] == [], found
    assert [f for f in found if not any(_alike(w, f) for w in wanted)] == []
