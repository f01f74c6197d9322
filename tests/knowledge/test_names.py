"""Writings of one name meet after folding, different names do not, and hits in text are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.knowledge.names import NameIndex, fold

SAME = [
    ["Kataib Varnullah", "Kata'ib Varnullah", "Kataeb Varnullah", "KATA’IB VARNULLAH", "kata'ib varn'ullah"],
    ["Mohammed", "Muhammad", "Mohamed", "Mohammad"],
    ["al-Qaida", "al Qaeda", "Al-Qa'ida", "al-Qaïda"],
    ["al-Shabab", "Al-Shabaab", "ash-Shabab", "the Shabab"],
    ["Hashd al-Shaabi", "Hashed al-Shaabi", "al-Hashd ash-Sha'bi"],
    ["Qassem Soleimani", "Qasem Suleimani", "Qassim Soleimani", "Qasim Sulaymani"],
    ["Abdulwahab al-Saadi", "Abdul-Wahab al-Saadi", "Abd al-Wahab al-Saadi"],
    ["Sulaymaniyah", "Sulaimaniya", "Sulaymaniyya"],
    ["Tartous", "Tartus"],
    ["Hussein", "Hossein", "Husayn", "Hussain"],
    ["U.S.", "US", "U.S"],
    ["45th Brigade", "45 Brigade"],
    ["Mobilisation Forces", "the Mobilization Forces"],
    ["حركة النجباء", "حَرَكَة النُّجَباء"],
    ["إيران", "ايران"],
]
DIFFERENT = [
    ("Mali", "Male"), ("Oman", "Uman"), ("Oman", "Amman"), ("Salah", "Saleh"), ("Niger", "Nigeria"),
    ("Austria", "Australia"), ("Hamas", "Homs"), ("Hama", "Hamas"), ("Iran", "Iraq"), ("Gaza", "Giza"),
    ("Slovakia", "Slovenia"), ("Guinea", "Guyana"), ("Kataib Hezbollah", "Hezbollah"),
    ("Brigade 45", "Brigade 46"),
]  # fmt: skip


@pytest.mark.parametrize("writings", SAME, ids=lambda writings: writings[0])
def test_writings_of_one_name_meet(writings: list[str]) -> None:
    assert len({fold(writing) for writing in writings}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_do_not_meet(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_takes_any_text_and_never_leaves_an_edge(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(
        [
            ("Varn Front", "front"), ("al-Varn", "front"), ("IS", "is"), ("Islamic State of Varnia", "is"),
            ("Badr", "badr"), ("Kataib Badr", "kataib-badr"), ("Imam Ali", "imam"),
            ("U.S.", "us"), ("Twin Name", "a"), ("Twin Name", "b"), ("حركة فارن", "front"),
        ]
    )  # fmt: skip


def found(index: NameIndex, text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.id) for hit in index.find(text)]


def test_the_longest_name_wins_and_hits_do_not_overlap(index: NameIndex) -> None:
    assert found(index, "Kata'ib Badr left; Badr stayed.") == [
        ("Kata'ib Badr", "kataib-badr"),
        ("Badr", "badr"),
    ]


def test_offsets_are_code_points_of_the_text_as_it_stands(index: NameIndex) -> None:
    text = "🔥 é The Varn  Front’s men and al-Varn’s"
    assert found(index, text) == [("Varn  Front", "front"), ("al-Varn", "front")]


def test_short_names_need_their_capitals(index: NameIndex) -> None:
    assert found(index, "this is a full moon, badr in Arabic, an imam ali knew") == [("badr", "badr")][:0]
    assert found(index, "BADR fled, said IS and Imam Ali") == [
        ("BADR", "badr"),
        ("IS", "is"),
        ("Imam Ali", "imam"),
    ]


def test_the_end_of_a_longer_name_is_not_a_name() -> None:
    index = NameIndex([("Varn", "varn"), ("Ora al-Varn", "varn"), ("The Hill", "hill")])
    assert found(index, "at Fort al-Varn; Ora al-Varn and al-Varn met") == [
        ("Ora al-Varn", "varn"),
        ("al-Varn", "varn"),
    ]
    assert found(index, "The Hill reports from Hill Street") == [("Hill", "hill")]


def test_a_long_name_is_found_in_any_case(index: NameIndex) -> None:
    assert found(index, "The islamic state of varnia and ISLAMIC STATE OF VARNIA fell") == [
        ("islamic state of varnia", "is"),
        ("ISLAMIC STATE OF VARNIA", "is"),
    ]


def test_an_acronym_in_a_line_of_capitals_is_nobody(index: NameIndex) -> None:
    assert found(index, "THIS IS WHAT HAPPENED") == []


def test_names_end_at_word_boundaries_and_at_stops(index: NameIndex) -> None:
    assert found(index, "Badriya and Kataib. Badr fell") == [("Badr", "badr")]


def test_dotted_abbreviations_and_arabic_clitics(index: NameIndex) -> None:
    assert found(index, "a U.S.-led raid") == [("U.S.", "us")]
    assert found(index, "قالت وحركة فارن") == [("حركة فارن", "front")]


def test_an_ambiguous_name_is_nobody(index: NameIndex) -> None:
    assert index.match("Twin Name") is None
    assert index.ids("Twin Name") == {"a", "b"}
    assert found(index, "the Twin Name fell") == []
    assert index.ambiguous() == {fold("Twin Name"): {"a", "b"}}


@given(st.text(alphabet="abB adrIS.-'\nقو", max_size=60))
def test_every_hit_is_a_slice_that_matches_its_id(text: str) -> None:
    index = NameIndex([("Badr", "badr"), ("IS", "is"), ("Bad Bar", "bar")])
    end = 0
    for hit in index.find(text):
        assert hit.start >= end
        assert index.match(text[hit.start : hit.end]) == hit.id
        end = hit.end
