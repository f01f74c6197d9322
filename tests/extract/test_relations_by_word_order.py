"""Relations in the wordings of wire reports, where lists and appositions pull the parse apart."""

import pytest
from telling import Read

STATED = [
    (
        "The Iron Heron Brigades, a militia backed by Vessia, claimed the rocket attack, its spokesman Daro Melk said.",
        {("Iron Heron Brigades", "backed-by", "Vessia"), ("Daro Melk", "member-of", "Iron Heron Brigades")},
    ),
    (
        "Police said the attack was planned by Tomas Reeve, commander of the Iron Heron Brigades.",
        {("Iron Heron Brigades", "led-by", "Tomas Reeve")},
    ),
    (
        "The leader of the Iron Heron Brigades, Tomas Reeve, was killed in a drone strike on Monday.",
        {("Iron Heron Brigades", "led-by", "Tomas Reeve")},
    ),
    (
        "A drone strike killed Tomas Reeve, a senior commander in the Iron Heron Brigades, on Monday.",
        {("Tomas Reeve", "member-of", "Iron Heron Brigades")},
    ),
    (
        "Officials say Salt Dawn is a front for the Iron Heron Brigades, which attacked the base on Monday.",
        {("Salt Dawn", "front-of", "Iron Heron Brigades")},
    ),
    (
        "The Iron Heron Brigades, the Marsh Front and the Ostrel Movement have united under an umbrella group called "
        "the Coordination of the Delta, which claimed the attack.",
        {
            ("Iron Heron Brigades", "member-of", "Coordination of the Delta"),
            ("Marsh Front", "member-of", "Coordination of the Delta"),
            ("Ostrel Movement", "member-of", "Coordination of the Delta"),
        },
    ),
    (
        "Fighters of the Iron Heron Brigades, also known as the Blue Scarves, attacked a base on Monday.",
        {("Iron Heron Brigades", "also-called", "Blue Scarves")},
    ),
    (
        "The Iron Heron Brigades attacked a base. The group has links to the Sable Network, officials said.",
        {("Iron Heron Brigades", "allied-with", "Sable Network")},
    ),
    (
        "Governor Pell and his allies Vessia and the Marsh Front were blamed for the attack on the base.",
        {("Pell", "allied-with", "Vessia"), ("Pell", "allied-with", "Marsh Front")},
    ),
    (
        "Rebels attacked the base with weapons, an official said, pointing to support given to the rebels by Kesh.",
        {("rebels", "backed-by", "Kesh")},
    ),
    (
        "The Marsh Front, a splinter of the Iron Heron Brigades, claimed the bombing.",
        {("Marsh Front", "distinct-from", "Iron Heron Brigades")},
    ),
    (
        "The Sable Column was later absorbed into the Territorial Guard. Gunmen attacked its base on Monday.",
        {("Sable Column", "part-of", "Territorial Guard")},
    ),
    (
        "The Marsh Front claimed the attack in a message carried by the group's Reed Wave news agency.",
        {("Reed Wave", "part-of", "Marsh Front")},
    ),
    (
        "Gunmen of the Iron Heron Brigades attacked a base on Monday. "
        "Vessia, which trains militias including the Marsh Front, denied the attack.",
        {("Marsh Front", "backed-by", "Vessia")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), STATED)
def test_a_stated_relation_is_read(told: Read, text: str, stated: set[tuple[str, str, str]]) -> None:
    found = told(text).relations
    assert {
        (a, k, b) for a, k, b in stated if not any(_is(a, x) and k == y and _is(b, z) for x, y, z in found)
    } == set(), found


def _is(name: str, found: str) -> bool:
    return name.lower() in found.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers fought the Marsh Front and affiliated groups near Darrow on Monday.",
        "Parties linked to those factions pressed for the release of the gunmen who attacked the base.",
        "The Defence Ministry spokesman, Ivo Harlan, said the Marsh Front attacked the base.",
        "Militias grew in Vessia, some armed with rockets by smugglers, and attacked bases.",
    ],
)
def test_nobody_in_particular_is_in_no_relation(told: Read, text: str) -> None:
    assert told(text).relations == set()


def test_who_leads_is_the_person_named_last_before_who(told: Read) -> None:
    text = (
        "They withdrew after Governor Milo Strand had heard from the chief of staff of the Territorial Guard, "
        "Abel Kroon, who is also a prominent leader in the Marsh Front. Gunmen attacked the base later."
    )
    assert ("Abel Kroon", "member-of", "Marsh Front") in told(text).relations
    assert not any("Strand" in a for a, _, _ in told(text).relations)


def test_the_drone_chief_of_a_group_does_not_lead_it(told: Read) -> None:
    found = told(
        "The Marsh Front attacked a base after the killing of its drone chief, Abel Kroon."
    ).relations
    assert {kind for _, kind, _ in found} == {"member-of"}


def test_a_relation_is_told_by_the_one_who_says_it(told: Read) -> None:
    relation = told(
        "Officials say Salt Dawn is a front for the Marsh Front, which attacked the base."
    ).relation()
    assert relation.speaker is not None
    assert relation.speaker.name == "Officials"


def test_a_denied_relation_is_none(told: Read) -> None:
    text = "Vessia has long denied supporting the Iron Heron Brigades, which attacked the port on Monday."
    assert told(text).relations == set()


def test_an_accusation_of_backing_is_the_accusers(told: Read) -> None:
    text = (
        "Minister Ada Brandt accused Vessia of financing the Marsh Front, which attacked the port on Monday."
    )
    relation = told(text).relation()
    assert relation.speaker is not None
    assert (relation.a.name, relation.kind, relation.b.name) == ("Marsh Front", "backed-by", "Vessia")
    assert "Brandt" in relation.speaker.name


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "The Iron Heron Brigades, armed and trained by neighbouring Vessia, attacked a post on Friday.",
            ("Iron Heron Brigades", "backed-by", "Vessia"),
        ),
        (
            "The Sable Column, which broke away from the Marsh Front two years ago, claimed the bombing.",
            ("Sable Column", "distinct-from", "Marsh Front"),
        ),
        (
            "The dead man was Joren Pask, deputy head of the Marsh Front, who was shot in a raid.",
            ("Joren Pask", "member-of", "Marsh Front"),
        ),
    ],
)
def test_wordings_of_support_parting_and_rank(told: Read, text: str, stated: tuple[str, str, str]) -> None:
    found = told(text).relations
    assert any(_is(stated[0], a) and k == stated[1] and _is(stated[2], b) for a, k, b in found), found
