"""The names of a report say together which places they mean; what none of them speaks for stays unknown."""

import re

import pytest

from ascribe.errors import KnowledgeError
from ascribe.knowledge.gazetteer import Entry, Gazetteer
from ascribe.resolve.place_choice import Mention, World, choose, read_weights
from ascribe.resolve.place_evidence import FEATURES
from ascribe.resolve.places import home_of, world_of
from ascribe.resolve.toponyms import container


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def chosen(gazetteer: Gazetteer, text: str, address: str = "", **spoken: float) -> dict[str, Entry | None]:
    """What the words between brackets mean in a text."""
    mentions, plain = [], re.sub(r"[\[\]]", "", text)
    for number, match in enumerate(re.finditer(r"\[([^\]]+)\]", text)):
        start = match.start() - 2 * number
        end = start + len(match[1])
        mentions.append(Mention(start, end, match[1], container(plain, end, gazetteer)))
    world = world_of(plain, address, spoken, gazetteer)
    return dict(zip([m.name for m in mentions], choose(mentions, world, gazetteer), strict=True))


def only(gazetteer: Gazetteer, text: str, address: str = "", **spoken: float) -> Entry:
    found = next(iter(chosen(gazetteer, text, address, **spoken).values()))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "spoken", "kind", "country", "where"),
    [
        ("Iraq", {}, "country", "IQ", (33, 44)),
        ("southern Baghdad", {"IQ": 3}, "city", "IQ", (33.34, 44.4)),
        ("Anbar province", {"IQ": 3}, "province", "IQ", (32.9, 41.6)),
        ("Deir el-Zour", {"SY": 3}, "city", "SY", (35.34, 40.14)),
        ("Hasekeh", {"SY": 3}, "city", "SY", (36.5, 40.75)),
        ("Abu Ghreib", {"IQ": 3}, "city", "IQ", (33.3, 44.18)),
        ("Ayn al-Asad", {"IQ": 3}, "point", "IQ", (33.79, 42.44)),
        ("the Green Zone", {"IQ": 3, "US": 1}, "district", "IQ", (33.31, 44.39)),
        ("Tripoli", {"LB": 3}, "city", "LB", (34.43, 35.84)),
        ("Tripoli", {}, "city", "LY", (32.89, 13.19)),
        ("Paris", {"IQ": 3, "US": 1}, "city", "FR", (48.85, 2.35)),
        ("Washington", {"IQ": 3, "US": 3}, "city", "US", (38.9, -77.04)),
        ("Kiev", {"UA": 3}, "city", "UA", (50.45, 30.52)),
    ],
)
def test_a_name_alone(
    gazetteer: Gazetteer,
    name: str,
    spoken: dict[str, float],
    kind: str,
    country: str,
    where: tuple[float, float],
) -> None:
    entry = only(gazetteer, f"[{name}]", **spoken)
    assert (entry.kind, entry.country) == (kind, country)
    assert (entry.latitude, entry.longitude) == pytest.approx(where, abs=0.1)


def test_what_follows_a_name_contains_it(gazetteer: Gazetteer) -> None:
    assert only(gazetteer, "A shed burned in [Paris], Texas.").admin1 == "TX"
    assert only(gazetteer, "A shed burned in [Paris], Tenn., at noon.").admin1 == "TN"
    assert only(gazetteer, "A shed burned in [London], Ontario.").country == "CA"


def test_a_name_means_one_place_in_a_report(gazetteer: Gazetteer) -> None:
    text = "[Paris], Texas, is quiet. The mayor of [Paris ] slept."
    assert {entry.admin1 for entry in chosen(gazetteer, text).values() if entry} == {"TX"}


def test_the_other_places_of_a_report_decide(gazetteer: Gazetteer) -> None:
    ohio = chosen(gazetteer, "From [Athens] they drove to [Chillicothe] and [Columbus] in [Ohio].")
    greece = chosen(gazetteer, "From [Athens] they sailed to [Piraeus] and [Patras].")
    assert ohio["Athens"] is not None and ohio["Athens"].admin1 == "OH"
    assert greece["Athens"] is not None and greece["Athens"].country == "GR"


def test_the_home_of_the_publisher_decides(gazetteer: Gazetteer) -> None:
    at_home = only(gazetteer, "[Lebanon] won the game.", "https://www.ldnews.com/a")
    abroad = only(gazetteer, "[Lebanon] won the game.", "https://www.naharnet.com/a")
    assert (at_home.admin1, abroad.kind) == ("PA", "country")


def test_an_address_that_says_nothing_is_no_home(gazetteer: Gazetteer) -> None:
    assert home_of("", gazetteer).country == -1
    assert home_of("reports/a.txt", gazetteer).country == -1
    assert gazetteer.table.countries[home_of("https://paper.example.no/x", gazetteer).country] == "NO"


def test_a_country_is_never_its_capital(gazetteer: Gazetteer) -> None:
    for name in ("Luxembourg", "Djibouti", "Kuwait", "Mexico", "Panama", "Guatemala", "Tunisia"):
        assert only(gazetteer, f"[{name}]").kind == "country", name


def test_unknown_names_mean_no_place(gazetteer: Gazetteer) -> None:
    assert list(chosen(gazetteer, "Rockets fell on [Port Varnholm] and [Ostrelgrad].").values()) == [
        None,
        None,
    ]


def test_no_names_no_places(gazetteer: Gazetteer) -> None:
    assert choose([], World({}), gazetteer) == []


def test_weights_of_other_names_are_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "w.yaml").write_text('"people": 1\n')
    with pytest.raises(KnowledgeError, match="train them again"):
        read_weights(tmp_path / "w.yaml", FEATURES)
