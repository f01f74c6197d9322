"""Writings of a known name find their actor, across spellings and scripts; names that only look alike do not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ascribe.knowledge.packs import Packs, load_packs
from ascribe.resolve.actors import Actors
from ascribe.resolve.aliases import names_of
from ascribe.resolve.likeness import likeness
from ascribe.resolve.matching import are_alike

PACK = """
pack: varnia
country: VN
actors:
  - {id: varnia, kind: state, name: Varnia, country: VN, adjectives: [Varnian]}
  - {id: ostria, kind: state, name: Ostria, country: OS, adjectives: [Ostrian]}
  - {id: guard, kind: body, name: National Guard, names: [NG]}
  - id: tide
    kind: group
    name: Kataib al-Madd
    names: [Tide Brigades, كتائب المد]
    numbers: [{unit: brigade, number: 9}]
    relations: [{to: guard, kind: part-of}]
  - {id: salt, kind: group, name: Salt Column}
  - {id: dawn, kind: group, name: Harakat al-Fajr al-Jadid}
  - {id: hale, kind: person, name: Karim al-Hadi, names: [Abu Zayd, كريم الهادي]}
  - {id: brook, kind: person, name: Hassan al-Wadi}
"""


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    path = tmp_path_factory.mktemp("packs") / "varnia.yaml"
    path.write_text(PACK, encoding="utf-8")
    return load_packs([path])


def identify(packs: Packs, name: str, *countries: str) -> str | None:
    return Actors.of(packs, countries or ("VN",), []).identify(name)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kata'eb el-Madd", "tide"),
        ("Катаиб аль-Мадд", "tide"),
        ("ميليشيا كتائب المد", "tide"),
        ("the Varnian Kataeb al-Madd", "tide"),
        ("Salt Colunm", "salt"),
        ("Harakat al-Fagr al-Jadeed", "dawn"),
        ("حركة الفجر الجديد", "dawn"),
        ("NG Brigade 9", "tide"),
        ("9th Brigade of the National Guard", "tide"),
        ("اللواء ٩", "tide"),
        ("Sheikh Kareem Nasir al-Haadi", "hale"),
        ("Karim al-Hadi, codenamed Abu Zayd", "hale"),
        ("الشيخ كريم الهادى", "hale"),
    ],
)
def test_a_writing_of_a_name_is_its_actor(packs: Packs, name: str, actor: str) -> None:
    assert identify(packs, name) == actor


@pytest.mark.parametrize(
    "name",
    [
        "Saraya al-Madd",
        "Kataib al-Wadd",
        "Ostrian Kataib al-Madd",
        "Kataib al-Madd al-Jadid",
        "Brigade 19",
        "Hussein al-Wadi",
        "Karim al-Wadi",
        "the followers of Karim al-Hadi",
        "Abu Karim al-Hadi",
        "a salt column of the army",
        "مقر كتائب المد",
        "Karim al-Hadi, also known as Hassan al-Wadi",
    ],
)
def test_a_name_that_only_looks_alike_is_nobody(packs: Packs, name: str) -> None:
    assert identify(packs, name) is None


def test_a_number_means_its_unit_only_where_the_report_speaks_of_the_country(packs: Packs) -> None:
    assert identify(packs, "Brigade 9", "VN") == "tide"
    assert identify(packs, "Brigade 9", "OS") is None


def test_names_beside_names_are_told_apart() -> None:
    assert names_of("Karim al-Hadi, codenamed Abu Zayd") == ("Karim al-Hadi", "Abu Zayd")
    assert names_of("Salt Column (SC)") == ("Salt Column", "SC")
    assert names_of("a group calling itself the Salt Column") == ("Salt Column",)
    assert names_of("Salt Column") == ("Salt Column",)


def test_unknown_names_are_proposed_as_the_same_across_scripts() -> None:
    assert are_alike("Liwa Nur al-Bahr", "لواء نور البحر")
    assert are_alike("Faris Daghir al-Nuri", "Fares al-Nuri")
    assert not are_alike("Liwa Nur al-Bahr", "Saraya Nur al-Bahr")
    assert not are_alike("Hassan al-Nuri", "Hussein al-Nuri")


NAMES = st.lists(
    st.sampled_from(
        ["Kataib", "Liwa", "al-Fajr", "Nur", "Salt", "Column", "45", "كتائب", "Бригада", "Hassan", "of"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(NAMES, NAMES)
@example("Kataib Kataib al-Fajr Kataib", "Kataib al-Fajr Kataib Kataib")
def test_likeness_has_no_sides_and_stays_in_bounds(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0.0 <= likeness(one, other) <= 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= likeness(one, other) <= 1.0
