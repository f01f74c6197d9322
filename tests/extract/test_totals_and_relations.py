"""Running totals are tallies; links between actors are relations."""

from telling import Read

TOTAL = (
    "Armed groups have carried out at least 43 attacks on League troops since January 12, the mission said."
)


def test_a_running_total_is_a_tally_with_its_bounds(told: Read) -> None:
    tally = told(TOTAL).tally
    assert (tally.what, tally.quantity.low, tally.quantity.high) == ("attacks", 43, None)


def test_a_tally_says_by_whom_against_whom_and_who_counts(told: Read) -> None:
    tally = told(TOTAL).tally
    assert tally.by is not None
    assert tally.against is not None
    assert tally.speaker is not None
    assert (tally.by.name, tally.against.actor, tally.speaker.name) == (
        "Armed groups",
        "league-mission",
        "the mission",
    )


def test_a_tally_begins_where_its_words_say(told: Read) -> None:
    since = told(TOTAL).tally.since
    assert since is not None
    assert since.edtf == "2031-01-12/.."


def test_a_running_total_is_no_single_incident(told: Read) -> None:
    assert all(p.series for p in told(TOTAL).propositions)


def test_a_count_of_one_attack_is_no_tally(told: Read) -> None:
    assert told("A bomb killed three people in Darrow on Tuesday.").reading.tallies == ()


def test_led_by(told: Read) -> None:
    report = told("The Marsh Brigade, led by Viktor Hale, attacked an army base on Monday.")
    assert report.relations == {("Marsh Brigade", "led-by", "Viktor Hale")}


def test_backed_by_in_a_compound(told: Read) -> None:
    relation = told("Kesh-backed rebels attacked a convoy near Darrow on Sunday.").relation()
    assert (relation.kind, relation.b.actor) == ("backed-by", "kesh-republic")


def test_part_of(told: Read) -> None:
    report = told("The Marsh Brigade is part of the Territorial Guard. Gunmen attacked its base on Monday.")
    assert report.relations == {("Marsh Brigade", "part-of", "Territorial Guard")}


def test_also_known_as_keeps_the_other_name(told: Read) -> None:
    report = told("The Marsh Brigade, also known as the Reed Men, attacked a base on Monday.")
    assert report.relations == {("Marsh Brigade", "also-called", "Reed Men")}


def test_who_attacks_whom_is_no_relation(told: Read) -> None:
    assert told("The Lode Column attacked an army checkpoint near Darrow on Monday.").relations == set()
