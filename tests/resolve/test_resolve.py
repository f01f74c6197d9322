"""A reading gets ids for what it names, keeps the report's words, and nothing unnamed is identified."""

from dataclasses import replace
from pathlib import Path

import pytest

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.packs import Packs, load_packs
from ascribe.model import (
    Filler,
    Kind,
    Known,
    Moment,
    Place,
    Proposition,
    Published,
    Reading,
    Report,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
)
from ascribe.resolve import resolve
from ascribe.resolve.actors import Actors
from ascribe.resolve.places import countries_of

PACK = """
actors:
  - {id: varnia, kind: state, name: Varnia, country: IQ, names: [Republic of Varnia], adjectives: [Varnian], metonyms: [Port Varn]}
  - {id: tide, kind: group, role: armed-group, name: Tide Brigades, names: [Kataib al-Madd, TB]}
  - {id: guard, kind: body, role: military, name: Coast Guard, within: IQ}
  - {id: orsan, kind: person, role: official, name: Selim Orsan, names: [Orsan]}
"""  # noqa: E501
TEXT = (
    "PORT VARN, Varnia - The Tide Brigades struck Mosul on Sunday, a Varnian official said. "
    "Selim Orsan spoke in Tripoli, Lebanon. Orsan said they will strike on Friday. "
    "That day it rained in Ramadi."
)


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    path = tmp_path / "varnia.yaml"
    path.write_text(PACK, encoding="utf-8")
    return load_packs([path])


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def report(published: Published) -> Report:
    return Report(Report.identity("0"), "varn.txt", "0", TEXT, published=published, language="en")


DATED = report(Published(Known.STATED, Moment("2023-11-21")))


def span(words: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def filler(words: str) -> Filler:
    return Filler(DATED.span(*span(words)), words)


def place(words: str) -> Place:
    return Place(DATED.span(*span(words)), words)


def proposition(**slots: object) -> Proposition:
    evidence = DATED.span(*span("struck"))
    return Proposition(DATED.id, Kind.ATTACK, evidence, **slots)  # type: ignore[arg-type]


def moment(words: str) -> Moment:
    return Moment(None, words, *span(words))


def one(proposition: Proposition, packs: Packs, gazetteer: Gazetteer, on: Report = DATED) -> Proposition:
    reading = Reading(on.id, (proposition,))
    (resolved,) = resolve(reading, on, packs, gazetteer).propositions
    assert resolved.id == proposition.id
    return resolved


def test_an_agent_gets_its_actor_and_that_actors_name(packs: Packs, gazetteer: Gazetteer) -> None:
    (agent,) = one(proposition(agents=(filler("The Tide Brigades"),)), packs, gazetteer).agents
    assert (agent.actor, agent.name, agent.span.quote) == ("tide", "Tide Brigades", "The Tide Brigades")


def test_a_weekday_is_counted_from_the_publication(packs: Packs, gazetteer: Gazetteer) -> None:
    when = one(proposition(when=moment("on Sunday")), packs, gazetteer).when
    assert when is not None
    assert (when.edtf, when.words, when.anchor) == ("2023-11-19", "on Sunday", "2023-11-21")


def test_a_planned_act_lies_ahead(packs: Packs, gazetteer: Gazetteer) -> None:
    planned = proposition(when=moment("on Friday"), status=Status.PLANNED)
    when = one(planned, packs, gazetteer).when
    assert when is not None and when.edtf == "2023-11-24"


def test_that_day_is_the_day_before_it_in_the_text(packs: Packs, gazetteer: Gazetteer) -> None:
    when = one(proposition(when=moment("That day")), packs, gazetteer).when
    assert when is not None and when.edtf == "2023-11-24"


def test_an_unknown_publication_dates_nothing(packs: Packs, gazetteer: Gazetteer) -> None:
    page = Published(Known.UNKNOWN, Moment("2022-01-22"), "the page's header")
    when = one(proposition(when=moment("on Sunday")), packs, gazetteer, report(page)).when
    assert when is not None
    assert (when.edtf, when.rule) == (None, "no-anchor")


def test_places_get_entries_by_the_report_and_by_what_follows(packs: Packs, gazetteer: Gazetteer) -> None:
    places = (place("Ramadi"), place("Tripoli"))
    ramadi, tripoli = one(proposition(places=places), packs, gazetteer).places
    assert (ramadi.country, ramadi.province, ramadi.precision, ramadi.name) == (
        "IQ",
        "Anbar",
        "city",
        "Ramadi",
    )
    assert tripoli.country == "LB"
    assert ramadi.latitude == pytest.approx(33.42, abs=0.05)


def test_an_unknown_place_keeps_its_words_and_gets_no_point(packs: Packs, gazetteer: Gazetteer) -> None:
    (unknown,) = one(proposition(places=(place("PORT VARN"),)), packs, gazetteer).places
    assert unknown == place("PORT VARN")


def test_only_a_named_speaker_is_identified(packs: Packs, gazetteer: Gazetteer) -> None:
    def says(speaker: Speaker) -> Statement:
        return Statement(DATED.id, speaker, Stance.ASSERTS, "happened", DATED.span(*span("struck")))

    words = DATED.span(*span("a Varnian official"))
    unnamed = Speaker(words.quote, SpeakerKind.OFFICIAL, False, words, actor="varnia")
    named = Speaker("Orsan", SpeakerKind.OFFICIAL, True, DATED.span(*span("Orsan", 1)))
    reading = Reading(DATED.id, statements=(says(unnamed), says(named)))
    first, second = resolve(reading, DATED, packs, gazetteer).statements
    assert first.speaker.actor is None
    assert second.speaker.actor == "orsan"


def test_resolving_twice_is_resolving_once(packs: Packs, gazetteer: Gazetteer) -> None:
    full = proposition(
        agents=(filler("The Tide Brigades"),), places=(place("Tripoli"),), when=moment("on Sunday")
    )
    once = resolve(Reading(DATED.id, (full,)), DATED, packs, gazetteer)
    assert resolve(once, DATED, packs, gazetteer) == once


def test_the_countries_of_a_text_come_most_spoken_of_first(packs: Packs) -> None:
    assert countries_of(TEXT, packs) == ("IQ",)
    builtin = load_packs()
    assert countries_of("Iraqi troops left Syria. Iraq and Baghdad were quiet.", builtin)[:2] == ("IQ", "SY")


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Kataib al-Madd", "tide"),
        ("the Tide Brigades militia", "tide"),
        ("Varnia-backed Tide Brigades fighters", "tide"),
        ("Tide Brigades headquarters", None),
        ("the headquarters of the Tide Brigades", None),
        ("anti-Tide Brigades forces", None),
        ("Tide Brigades-linked militants", None),
        ("Varnia", "varnia"),
        ("the Varnian government", "varnia"),
        ("Varnia's government", "varnia"),
        ("Port Varn", "varnia"),
        ("Varnian forces", None),
        ("pro-Varnia militias", None),
        ("eastern Varnia", None),
        ("President Selim Orsan", "orsan"),
        ("President Orsan", "orsan"),
        ("Demir Orsan", None),
        ("Coast Guard", "guard"),
        ("nobody", None),
    ],
)
def test_a_phrase_is_an_actor_only_where_the_actor_is_its_head(
    packs: Packs, name: str, actor: str | None
) -> None:
    assert Actors.of(packs, ("IQ",), ()).identify(name) == actor


def test_a_name_of_one_country_means_nothing_elsewhere(packs: Packs) -> None:
    assert Actors.of(packs, ("FR",), ()).identify("Coast Guard") is None


def test_a_family_name_alone_is_whom_the_report_names_in_full(packs: Packs) -> None:
    actors = Actors.of(packs, (), ["Lena Maro", "Tide Brigades", "Ines Tal", "Boris Tal"])
    speaker = Speaker("Maro", SpeakerKind.WITNESS, True, DATED.span(0, 4))
    assert actors.speaker(speaker).name == "Lena Maro"
    assert actors.speaker(Speaker("Tal", SpeakerKind.WITNESS, True, DATED.span(0, 4))).name == "Tal"


def test_a_place_so_far_from_a_named_one_is_moved_and_less_exact(packs: Packs, gazetteer: Gazetteer) -> None:
    text = "Rockets fell 40 kilometers north of Ramadi in Iraq."
    on = replace(DATED, text=text, sections=())
    at = text.index("Ramadi")
    ramadi = Place(on.span(at, at + 6), "Ramadi")
    (moved,) = one(proposition(places=(ramadi,)), packs, gazetteer, on).places
    assert (moved.precision, moved.name) == ("province", "Ramadi")
    assert moved.latitude == pytest.approx(33.43 + 40 / 111.2, abs=0.05)
