"""The actors of a ledger: known ones, named ones that no pack knows, unnamed ones of one report; who stands behind."""

from pathlib import Path

import builders as build
import pytest

from ascribe.knowledge.packs import Packs, load_packs
from ascribe.model import ActorKind, Kind, Moment, RelationKind, SpeakerKind, Stance
from ascribe.resolve.book import Book, book, is_named, own_id

PACK = """
pack: varnia
works: {study: "Q. Quill, Fronts of the Varn, Port Press, 2032"}
actors:
  - {id: tide, kind: group, name: Tide Brigades}
  - {id: salt, kind: group, name: Salt Column}
  - id: dawn
    kind: brand
    name: Dawn Resistance
    relations: [{to: tide, kind: front-of, since: "2031-01", reference: researchers, works: [study]}]
"""


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    path = tmp_path / "varnia.yaml"
    path.write_text(PACK, encoding="utf-8")
    return load_packs([path])


@pytest.fixture
def found(packs: Packs) -> Book:
    one = build.report(
        "The Dawn Resistance claimed it. The Marsh Column of gunmen did it, said Ora Pell. Gunmen fled. "
        "The Tide Brigades have been behind the Dawn Resistance since February 2031.",
        source="one.txt",
    )
    raid = build.proposition(one, Kind.RAID, "did it", agents=["The Marsh Column", "Gunmen"])
    pell = build.speaker(one, "Ora Pell", SpeakerKind.WITNESS, named=True)
    said = build.statement(one, pell, Stance.ASSERTS, "agent", "said", raid)
    dawn = build.filler(one, "Dawn Resistance", actor="dawn")
    claim = build.statement(one, build.outlet(), Stance.CLAIMS, "agent", "claimed it", raid, actor=dawn)
    front = build.relation(one, "Dawn Resistance", "front-of", "Tide Brigades", ("dawn", "tide"))
    dated = type(front)(front.report, front.a, front.kind, front.b, front.evidence, Moment("2031-02"))
    two = build.report("Marsh Column fighters and gunmen came again.", source="two.txt")
    again = build.proposition(two, Kind.RAID, "came again", agents=["Marsh Column fighters", "gunmen"])
    readings = [build.reading(one, [raid], [said, claim], relations=(dated,)), build.reading(two, [again])]
    return book(readings, packs)


def test_a_named_group_that_no_pack_knows_is_one_actor_of_the_ledger(found: Book) -> None:
    marsh = found.actors[own_id("Marsh Column", "")]
    assert marsh.actor.name == "The Marsh Column"
    assert (marsh.in_packs, marsh.report, len(marsh.reports)) == (False, None, 2)


def test_who_is_not_named_is_of_one_report_only(found: Book) -> None:
    gunmen = [entry for entry in found.actors.values() if entry.actor.name.lower() == "gunmen"]
    assert len(gunmen) == 2
    assert {entry.report for entry in gunmen} == {entry.reports[0] for entry in gunmen}


def test_known_actors_keep_the_words_of_the_reports(found: Book) -> None:
    dawn = found.actors["dawn"]
    assert dawn.in_packs
    assert {mention.role for mention in dawn.mentions} == {"claims", "related"}
    assert {mention.name for mention in dawn.mentions} == {"Dawn Resistance"}
    assert found.actors[own_id("Ora Pell", "")].actor.kind is ActorKind.UNKNOWN


def test_two_start_dates_of_a_front_stay_two_each_with_its_source(found: Book) -> None:
    behind = found.behind("dawn")
    assert [(tie.kind, tie.b, tie.since) for tie in behind] == [
        (RelationKind.FRONT_OF, "tide", "2031-01"),
        (RelationKind.FRONT_OF, "tide", "2031-02"),
    ]
    assert behind[0].according_to == "pack varnia: researchers"
    assert behind[0].works == ("Q. Quill, Fronts of the Varn, Port Press, 2032",)
    assert behind[1].according_to == "the report itself"
    assert behind[1].span is not None
    assert found.behind("tide") == ()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Marsh Column", True),
        ("the Marsh Column militia", True),
        ("Harakat al-Madd", True),
        ("al-Madd", True),
        ("كتائب المد", True),
        ("gunmen", False),
        ("Gunmen", False),
        ("Guards", False),
        ("Salt Column of the Coast", True),
        ("Iran-backed militias", False),
        ("Iraqi forces", False),
        ("Foreign bases in Varnia", False),
        ("Unknown Assailants", False),
        ("force of the Marsh Column", False),
        ("Varnian soldiers", False),
        ("", False),
    ],
)
def test_a_name_has_capitals_throughout(words: str, named: bool) -> None:
    assert is_named(words) is named


@pytest.mark.parametrize(
    "words",
    ["Shia militias", "Africa", "Court", "Varnian Prime Minister", "Secretary of State", "Police in Velna", "V", "Col",
     "President Pell", "Crowds"],
)  # fmt: skip
def test_a_creed_a_part_of_the_world_an_office_or_a_common_noun_is_no_name(words: str) -> None:
    assert not is_named(words)


@pytest.mark.parametrize(
    "words", ["Sons of the River", "Imam Pell Brigades", "General Staff", "Army of the Coast"]
)
def test_a_name_may_hold_such_words(words: str) -> None:
    assert is_named(words)


def test_a_title_before_a_full_name_makes_no_other_actor() -> None:
    assert own_id("Prime Minister Ora Pell", "rep-1") == own_id("Ora Pell", "rep-2")
    assert own_id("Col. Pell", "rep-1") != own_id("Col. Pell", "rep-2")


def test_fighters_of_a_group_are_the_group() -> None:
    assert own_id("Fighters of the Marsh Column", "rep-1") == own_id("Marsh Column", "rep-2")
