"""A name means the place that its context says, a country is a country, and what is unknown stays unknown."""

import gzip
import time
from pathlib import Path

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer import Entry, Gazetteer
from ascribe.knowledge.gazetteer.table import COLUMNS, HERE, key

PACK = "places:\n  - {id: base, name: Fort Varn, kind: point, country: VN, latitude: 1.5, longitude: 2.5}\n"
ROWS = [
    ("gn:1", "Varnia", "VN", "", "2", "3", "5000000", "country", "Varnia"),
    ("gn:2", "Varnia City", "VN", "01", "1", "2", "900000", "city", "Varnia City|Varnia"),
    ("gn:3", "Twinton", "VN", "01", "1.1", "2.1", "60000", "city", "Twinton"),
    ("gn:4", "Twinton", "OT", "02", "50", "50", "400000", "city", "Twinton"),
    ("gn:5", "Hamlet", "OT", "02", "50.1", "50.1", "800", "city", "Hamlet"),
]


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    keyed = [(*row[:8], "|".join(map(key, row[8].split("|")))) for row in ROWS]
    lines = ["\t".join(row) for row in (COLUMNS, *keyed)]
    (tmp_path / "places.tsv.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "places.yaml").write_text(PACK)
    return Gazetteer.load(tmp_path / "places.tsv.gz", tmp_path / "places.yaml")


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer.load()


def found(gazetteer: Gazetteer, name: str, *args: object, **options: object) -> Entry:
    entry = gazetteer.lookup(name, *args, **options)  # type: ignore[arg-type]
    assert entry is not None, name
    return entry


def test_a_country_is_the_country_and_never_its_capital(small: Gazetteer) -> None:
    assert found(small, "Varnia").id == "gn:1"
    assert found(small, "Varnia", ["VN"]).kind == "country"
    assert found(small, "Varnia City").id == "gn:2"


def test_the_country_that_the_report_speaks_of_decides(small: Gazetteer) -> None:
    assert found(small, "Twinton").country == "OT"
    assert found(small, "Twinton", ["VN"]).country == "VN"
    assert found(small, "Twinton", ["OT", "VN"]).country == "OT"


def test_a_place_near_by_decides(small: Gazetteer) -> None:
    assert found(small, "Twinton", near=(1.0, 2.0)).country == "VN"


def test_a_small_place_outside_the_countries_of_the_report_is_not_meant(small: Gazetteer) -> None:
    assert small.lookup("Hamlet", ["VN"]) is None
    assert found(small, "Hamlet", ["OT"]).id == "gn:5"


def test_unknown_names_are_none(small: Gazetteer) -> None:
    assert small.lookup("Nowhere") is None
    assert small.lookup("") is None
    assert not small.is_place("Nowhere")
    assert small.is_place("the Fort Varn")


def test_a_pack_place_has_its_own_precision(small: Gazetteer) -> None:
    entry = found(small, "fort varn", ["VN"])
    assert (entry.id, entry.kind, entry.latitude, entry.longitude) == ("pack:base", "point", 1.5, 2.5)


def test_a_province_named_after_its_city_is_not_the_city(small: Gazetteer) -> None:
    entry = found(small, "Twinton province", ["VN"])
    assert (entry.kind, entry.id) == ("province", "gn:3/province")


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
        Gazetteer.load(HERE / "places.tsv.gz", tmp_path / "places.yaml")


def test_a_foreign_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.gz").write_bytes(b"no gzip")
    with pytest.raises(KnowledgeError, match="no gazetteer table"):
        Gazetteer.load(tmp_path / "t.gz")


def test_the_built_in_table_is_small_and_quick() -> None:
    start = time.process_time()
    Gazetteer.load()
    assert time.process_time() - start < 2.0
    assert sum(path.stat().st_size for path in HERE.glob("*.gz")) < 3_000_000


def test_the_built_in_keys_are_those_of_the_present_folding() -> None:
    lines = gzip.decompress((HERE / "places.tsv.gz").read_bytes()).decode().splitlines()[1:]
    wrong = [
        row for row in (line.split("\t") for line in lines[::50]) if key(row[1]) not in row[8].split("|")
    ]
    assert len(wrong) <= len(lines) // 50 // 100, "build the gazetteer again: training/build_gazetteer.py"


@pytest.mark.parametrize(
    ("name", "countries", "kind", "country", "where"),
    [
        ("Iraq", (), "country", "IQ", (33, 44)),
        ("southern Baghdad", ("IQ",), "city", "IQ", (33.34, 44.4)),
        ("Anbar province", ("IQ",), "province", "IQ", (32.9, 41.6)),
        ("Deir el-Zour", ("SY",), "city", "SY", (35.34, 40.14)),
        ("Hasekeh", ("SY",), "city", "SY", (36.5, 40.75)),
        ("Abu Ghreib", ("IQ",), "city", "IQ", (33.3, 44.18)),
        ("Ayn al-Asad", ("IQ",), "point", "IQ", (33.79, 42.44)),
        ("the Green Zone", ("IQ", "US"), "district", "IQ", (33.31, 44.39)),
        ("Tripoli", ("LB",), "city", "LB", (34.43, 35.84)),
        ("Tripoli", (), "city", "LY", (32.89, 13.19)),
        ("Paris", ("IQ", "US"), "city", "FR", (48.85, 2.35)),
        ("Washington", ("US",), "city", "US", (38.9, -77.04)),
        ("Kiev", ("UA",), "city", "UA", (50.45, 30.52)),
    ],
)
def test_names_as_news_writes_them(
    world: Gazetteer,
    name: str,
    countries: tuple[str, ...],
    kind: str,
    country: str,
    where: tuple[float, float],
) -> None:
    entry = found(world, name, countries)
    assert (entry.kind, entry.country) == (kind, country)
    assert (entry.latitude, entry.longitude) == pytest.approx(where, abs=0.1)


def test_a_city_knows_its_governorate(world: Gazetteer) -> None:
    assert found(world, "Ramadi", ["IQ"]).province == "Anbar"
