"""A name leads to every place that goes by it, the files are small and quick, and bad ones are refused."""

import time
from pathlib import Path

import numpy as np
import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer import Entry, Gazetteer, demonyms, kilometres
from ascribe.knowledge.gazetteer.lookup import readings
from ascribe.knowledge.gazetteer.table import FILE, HERE, Row, key, write_table

PACK = "places:\n  - {id: base, name: Fort Varn, kind: point, country: VN, latitude: 1.5, longitude: 2.5}\n"
ROWS = [
    Row(1, "Varnia", "VN", "", 2, 3, 5000000, "country", (key("Varnia"),)),
    Row(
        2, "Varnia City", "VN", "01", 1, 2, 900000, "city", (key("Varnia City"), key("Varnia")), capital=True
    ),
    Row(3, "Twinton", "VN", "01", 1.1, 2.1, 60000, "city", (key("Twinton"),)),
    Row(4, "Twinton", "OT", "02", 50, 50, 400000, "city", (key("Twinton"),)),
    Row(0, "Ostshire", "OT", "02", 50.2, 50.2, 900000, "province", (key("Ostshire"),)),
    Row(0, "Reed County", "OT", "02", 50.3, 50.2, 9000, "county", (key("Reed County"), key("Reed"))),
]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    write_table(tmp_path / "places.npz", ROWS)
    (tmp_path / "places.yaml").write_text(PACK)
    return Gazetteer.load(tmp_path / "places.npz", tmp_path / "places.yaml")


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.load()


def entries(gazetteer: Gazetteer, name: str) -> list[Entry]:
    reading = gazetteer.read(name)
    return [] if reading is None else [gazetteer.entry(int(r), reading.kind) for r in reading.places.rows]


def test_a_name_leads_to_all_its_places(small: Gazetteer) -> None:
    assert [(e.id, e.kind, e.country) for e in entries(small, "Varnia")] == [
        ("gn:1", "country", "VN"),
        ("gn:2", "city", "VN"),
    ]
    assert {e.country for e in entries(small, "TWINTON")} == {"VN", "OT"}


def test_an_entry_keeps_what_its_row_says(small: Gazetteer) -> None:
    twinton = next(e for e in entries(small, "Twinton") if e.country == "OT")
    assert twinton == Entry("gn:4", "Twinton", "city", "OT", "Ostshire", 50, 50, 400000, "02")
    (reed,) = entries(small, "Reed")
    assert (reed.id, reed.kind, reed.province) == ("gn:OT.02/Reed County", "county", "Ostshire")


def test_the_name_it_is_filed_under_is_told_from_others(small: Gazetteer) -> None:
    assert small.table.find("Varnia").main.tolist() == [True, False]
    assert small.table.find("Reed").main.tolist() == [False]
    assert small.table.find("Varnia").capital.tolist() == [False, True]


def test_unknown_names_are_none(small: Gazetteer) -> None:
    assert small.read("Nowhere") is None
    assert small.read("") is None
    assert not small.is_place("Nowhere")
    assert small.is_place("the Fort Varn")


def test_a_pack_place_has_its_own_precision(small: Gazetteer) -> None:
    (entry,) = entries(small, "fort varn")
    assert (entry.id, entry.kind, entry.latitude, entry.longitude) == ("pack:base", "point", 1.5, 2.5)


def test_a_province_named_after_its_city_is_not_the_city(small: Gazetteer) -> None:
    found = entries(small, "Twinton province")
    assert {(e.kind, e.id) for e in found} == {("province", "gn:3/province"), ("province", "gn:4/province")}


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("southern Twinton", ("Twinton", None)),
        ("the border town of Twinton", ("Twinton", "city")),
        ("Reed County", ("Reed", "county")),
        ("County Reed", ("Reed", "county")),
        ("the city of Twinton", ("Twinton", "city")),
        ("Ostshire province", ("Ostshire", "province")),
    ],
)
def test_words_about_a_name_say_what_is_asked_for(name: str, last: tuple[str, str | None]) -> None:
    assert readings(name)[-1] == last


def test_an_abbreviation_is_a_province_as_it_is_written(world: Gazetteer) -> None:
    assert [e.name for e in entries(world, "Miss.")] == ["Mississippi"]
    assert world.abbreviated("miss.") is None
    assert [e.name for e in entries(world, "NSW")] == ["New South Wales"]


def test_a_word_for_residents_tells_their_country_and_is_no_country_itself() -> None:
    assert demonyms()["Norwegians"] == "NO"
    assert demonyms()["Sri Lankan"] == "LK"
    assert "Philippines" not in demonyms()


def test_kilometres_of_a_degree() -> None:
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.19, abs=0.1)
    assert kilometres(10, 20, 10, 20) == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("places: [{id: a, name: A, kind: spot, latitude: 1, longitude: 2}]", "kind is one of"),
        ("places: [{id: a, name: A, kind: point, longitude: 2}]", "latitude"),
        ("places: [{id: a, name: A, kind: point, lat: 1, latitude: 1, longitude: 2}]", "unknown field"),
        ("names: []", "no pack of places"),
    ],
)
def test_a_bad_pack_of_places_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "places.yaml").write_text(text)
    with pytest.raises(KnowledgeError, match=says):
        Gazetteer.load(HERE / FILE, tmp_path / "places.yaml")


def test_a_foreign_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.npz").write_bytes(b"no arrays")
    with pytest.raises(KnowledgeError, match="no gazetteer table"):
        Gazetteer.load(tmp_path / "t.npz")
    np.savez(tmp_path / "t.npz", ids=np.array([1]))
    with pytest.raises(KnowledgeError, match="the arrays are not"):
        Gazetteer.load(tmp_path / "t.npz")


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_table(tmp_path / name, ROWS)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_the_built_in_table_is_small_and_quick() -> None:
    start = time.process_time()
    Gazetteer.load()
    assert time.process_time() - start < 2.0
    assert (HERE / FILE).stat().st_size < 12_000_000


def test_the_built_in_keys_are_those_of_the_present_folding(world: Gazetteer) -> None:
    rows = range(0, len(world.table.arrays["area"]), 500)
    lost = [r for r in rows if r not in world.table.find(world.table.entry(r).name).rows]
    assert len(lost) <= len(rows) // 100, "build the gazetteer again: training/build_gazetteer.py"


@pytest.mark.parametrize(
    "name", ["Iraq", "Lower Shabelle", "Texas", "Syria", "Al-Tanf", "Bab el-Mandeb", "Heathrow"]
)
def test_names_that_news_of_the_world_uses_are_there(world: Gazetteer, name: str) -> None:
    assert entries(world, name)


def test_a_city_knows_its_governorate(world: Gazetteer) -> None:
    assert any(e.province == "Anbar" for e in entries(world, "Ramadi"))
