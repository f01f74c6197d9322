"""A host tells where its outlet is at home, or nothing."""

from ascribe.knowledge.gazetteer import Gazetteer
from ascribe.knowledge.outlets import Seat, seat_of


def test_a_paper_is_at_home_in_its_town() -> None:
    assert seat_of("www.dallasnews.com") == Seat("US", "TX", "Dallas")
    assert seat_of("news.rudaw.net") == Seat("IQ")


def test_else_the_top_level_domain_tells_the_country() -> None:
    assert seat_of("an.unheard-of.co.uk") == Seat("GB")
    assert seat_of("paper.example.no") == Seat("NO")


def test_what_tells_nothing_has_no_seat() -> None:
    assert seat_of("unheard-of.com") is None
    assert seat_of("channel.tv") is None
    assert seat_of("") is None


def test_every_town_of_the_list_is_in_the_gazetteer() -> None:
    from ascribe.knowledge.outlets import _listed

    gazetteer = Gazetteer.load()
    for seat in {seat for seat in _listed().values() if seat.town}:
        reading = gazetteer.read(seat.town)
        assert reading is not None, seat
        area = gazetteer.table.areas.index((seat.country, seat.admin1))
        assert (reading.places.area == area).any(), seat
