"""Relations between groups that no pack knows, as wire reports put them."""

import pytest
from telling import Read


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Thorn Brigades, an Ostrava-backed militia, attacked a base on Monday.", "backed-by Ostrava"),
        ("The Thorn Brigades, a militia backed by Ostrava, attacked a base on Monday.", "backed-by Ostrava"),
        (
            "The Thorn Brigades attacked a base on Monday. Officials say the group is financed by Ostrava.",
            "backed-by Ostrava",
        ),
        ("The Thorn Brigades, which are loyal to Ostrava, attacked a base on Monday.", "allied-with Ostrava"),
        (
            "The Thorn Brigades, which are linked to the Sable Network, attacked a base.",
            "allied-with Sable Network",
        ),
        ("The Thorn Brigades (TB) claimed responsibility for the attack on the base.", "also-called TB"),
        (
            "The Thorn Brigades claimed the attack. Its spokesman, Ivo Harlan, said the base was a target.",
            "member-of",
        ),
        (
            "The Thorn Brigades claimed the attack. The group's leader, Ivo Harlan, said so on Monday.",
            "led-by Ivo Harlan",
        ),
        (
            "The Thorn Brigades attacked a base. Officials say the group is a front for the Sable Network.",
            "front-of Sable Network",
        ),
    ],
)
def test_a_group_that_no_pack_knows_stands_in_relations(told: Read, text: str, relation: str) -> None:
    found = told(text).relations
    kind, _, other = relation.partition(" ")
    assert any(k == kind and other in b for _, k, b in found), found
    assert any("Thorn Brigades" in (a if other else b) for a, k, b in found if k == kind), found


@pytest.mark.parametrize(
    "text",
    [
        "Lorries were held up by Ostrava police on Monday after a bomb attack.",
        "The defence ministry spokesman, Ivo Harlan, said two soldiers were killed in an attack.",
        "Two people close to the Thorn Brigades said the attack was planned in Ostrava.",
    ],
)
def test_what_ties_nobody_is_no_relation(told: Read, text: str) -> None:
    assert told(text).relations == set()
