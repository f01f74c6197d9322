"""Packs load, say what is wrong with them, and keep apart what must stay apart."""

from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.packs import Packs, load_packs
from ascribe.model import ActorKind, RelationKind, SpeakerKind


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def pack(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "varnia.yaml"
    path.write_text(text, encoding="utf-8")
    return path


GOOD = """
pack: varnia
source: field notes
actors:
  - {id: varnia, kind: state, name: Varnia, country: VN, adjectives: [Varnian], metonyms: [Port Varn]}
  - id: tide
    kind: group
    role: armed-group
    name: Tide Brigades
    names: [{text: ألوية المد, source: their channel}, {text: Brigade 9, within: VN}]
    relations: [{to: varnia, kind: backed-by, since: "2021-03", reference: a court}]
"""


def test_an_entry_becomes_an_actor_with_names_role_and_relations(tmp_path: Path) -> None:
    packs = load_packs([pack(tmp_path, GOOD)])
    tide = packs.actors["tide"]
    assert tide.kind is ActorKind.GROUP
    assert [(name.text, name.language, name.script, name.source) for name in tide.names] == [
        ("Tide Brigades", "en", "Latn", "field notes"),
        ("ألوية المد", "ar", "Arab", "their channel"),
        ("Brigade 9", "en", "Latn", "field notes"),
    ]
    assert packs.role("tide") is SpeakerKind.ARMED_GROUP
    assert packs.role("varnia") is None
    (relation,) = packs.relations
    assert (relation.a, relation.kind, relation.b) == ("tide", RelationKind.BACKED_BY, "varnia")
    assert (relation.since, relation.reference) == ("2021-03", "a court")


def test_a_metonym_and_an_adjective_are_no_names(tmp_path: Path) -> None:
    packs = load_packs([pack(tmp_path, GOOD)])
    assert packs.index.match("Port Varn") is None
    assert packs.metonyms.match("Port Varn") == "varnia"
    assert packs.adjectives.match("Varnian") == "varnia"


def test_a_name_may_hold_within_one_country_only(tmp_path: Path) -> None:
    packs = load_packs([pack(tmp_path, GOOD)])
    assert not packs.fits("tide", "brigade 9", ["XX"])
    assert packs.fits("tide", "Brigade 9", ["XX", "VN"])
    assert packs.fits("tide", "Tide Brigades", [])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a list", "a pack is a mapping"),
        ("pack: x", "no list of `actors`"),
        ("actors: [{id: a, kind: group, name: NO}]", "entry 1 (a): False is not a name"),
        ("actors: [{id: a, kind: club, name: A}]", "kind 'club' is none of person, group"),
        ("actors: [{id: a, kind: group, nmae: A}]", "unknown field 'nmae'"),
        ("actors: [{id: a, kind: group}]", "no 'name'"),
        ("actors: [{id: a, kind: group, name: A}, {id: a, kind: group, name: B}]", "already there"),
        ("actors: [{id: a, kind: group, name: A, relations: [{to: b, kind: part-of}]}]", "which no pack has"),
        ("actors: [{id: a, kind: group, name: A, relations: [{to: a, kind: part-of, since: May}]}]", "EDTF"),
        ("actors: [{id: a, kind: group, name: A, relations: [{kind: part-of}]}]", "a relation has no 'to'"),
        ("actors: [{id: a, kind: group, name: A, references: [x]}]", "no such key in `works`"),
        ("actors: [{id: a, kind: group, name: A, numbers: [{unit: herd, number: 3}]}]", "'herd' is none of"),
        (
            "actors: [{id: a, kind: group, name: A, numbers: [{unit: brigade, number: x}]}]",
            "'x' is no number",
        ),
        ("actors: [{id: a, kind: group, name: A, names: B}]", "`names` is a list"),
        ("actors: [{id: a, kind: group, name: A, within: Varnia}]", "is no country"),
        ("actors: [{id: A B, kind: group, name: A}]", "small letters"),
        ("{works: [x], actors: []}", "`works` is a mapping"),
        ("actors: [", "not YAML: line "),
        ("{country: Varnia, actors: []}", "'Varnia' is no country"),
        ("{colour: red, actors: []}", "unknown key at the top 'colour'; known are actors, country"),
    ],
)
def test_a_bad_pack_is_refused_with_file_and_reason(tmp_path: Path, text: str, says: str) -> None:
    path = pack(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        load_packs([path])
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_a_pack_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_bytes(b"\xff\xfeactors: []")
    with pytest.raises(KnowledgeError, match=r"pack\.yaml: not text in UTF-8 \(byte 0\)"):
        load_packs([path])


def test_works_are_cited_by_their_keys_and_numbers_become_names(tmp_path: Path) -> None:
    text = """
pack: varnia
country: VN
works: {court-2021: "Supreme Court of Varnia, Judgment 7, 2021"}
actors:
  - id: tide
    kind: group
    name: Tide Brigades
    names: [{text: ألوية المد, transliteration: Alwiyat al-Madd}]
    numbers: [{unit: brigade, number: 42}]
    references: [court-2021]
    relations: [{to: tide, kind: distinct-from, works: [court-2021]}]
"""
    packs = load_packs([pack(tmp_path, text)])
    tide = packs.actors["tide"]
    assert tide.references == packs.relations[0].works == ("Supreme Court of Varnia, Judgment 7, 2021",)
    assert packs.index.match("Alwiyat al-Madd") == "tide"
    assert {packs.index.match(name) for name in ("42nd Brigade", "Brigade 42", "اللواء ٤٢")} == {"tide"}
    assert packs.fits("tide", "Brigade 42", ["VN"])
    assert not packs.fits("tide", "Brigade 42", ["XX"])
    assert packs.homes == {"tide": "VN"}
    assert packs.relations_of("tide")[0].pack == "varnia"


def test_the_pack_of_iraq_and_syria_cites_works_for_every_actor(packs: Packs) -> None:
    own = [actor for actor in packs.actors.values() if packs.homes.get(actor.id) in ("IQ", "SY")]
    assert len(own) >= 150
    assert [actor.id for actor in own if not actor.references] == []


def test_a_missing_pack_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        load_packs([tmp_path / "none.yaml"])


def test_no_name_of_the_built_in_packs_means_two_actors(packs: Packs) -> None:
    assert packs.index.ambiguous() == {}
    assert packs.adjectives.ambiguous() == {}
    assert packs.metonyms.ambiguous() == {}


def test_groups_of_similar_names_are_different_actors(packs: Packs) -> None:
    assert packs.index.match("Kata'ib Hizballah") == "kataib-hezbollah"
    assert packs.index.match("Hizbullah") == "hezbollah-lebanon"
    assert packs.index.match("Ansar Allah") == "houthis"
    assert packs.index.match("Ansar Allah al-Awfiya") == "harakat-ansar-allah-al-awfiya"
    assert packs.index.match("Hashed al-Shaabi") == packs.index.match("الحشد الشعبي") == "pmf"


def test_every_group_that_speaks_has_a_role(packs: Packs) -> None:
    assert [actor.id for actor in packs.actors.values() if packs.role(actor.id) is None] == []


def test_a_brand_is_not_the_group_behind_it(packs: Packs) -> None:
    brand = packs.actors["islamic-resistance-in-iraq"]
    assert brand.kind is ActorKind.BRAND
    members = {r.a for r in packs.relations if r.b == brand.id and r.kind is RelationKind.MEMBER_OF}
    assert "kataib-hezbollah" in members
