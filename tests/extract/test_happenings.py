"""What happened: kind, means, agents, targets, and which tellings are one happening."""

import pytest
from telling import Read

from ascribe.model import Kind, Means


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked a police station in Darrow on Monday.", Kind.ATTACK),
        ("Protesters clashed with police in Selmere on Saturday.", Kind.CLASH),
        ("Rebels kidnapped two engineers near Darrow on Monday.", Kind.ABDUCTION),
        ("Police arrested five men in Darrow on Monday.", Kind.ARREST),
        ("The army released three prisoners on Monday.", Kind.RELEASE),
        ("Rebels raided a village near Darrow on Monday.", Kind.RAID),
        ("The army withdrew its troops on Saturday.", Kind.WITHDRAWAL),
        ("The army deployed troops to Darrow on Tuesday.", Kind.DEPLOYMENT),
        ("Rebels seized the town of Darrow on Friday.", Kind.SEIZURE),
        ("Thousands of people protested in Darrow on Sunday.", Kind.PROTEST),
        ("The government and the rebels agreed on a truce on Friday.", Kind.TRUCE),
    ],
)
def test_the_word_says_the_kind(told: Read, text: str, kind: Kind) -> None:
    assert told(text).happening.kind is kind


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A drone hit a depot in Darrow on Monday.", Means.DRONE),
        ("A rocket hit a base in Darrow on Monday.", Means.ROCKET),
        ("A missile hit a base in Darrow on Monday.", Means.MISSILE),
        ("A bomb exploded outside a bank in Darrow on Monday.", Means.BOMB),
        ("A suicide bomber attacked a market in Halvorn on Monday.", Means.SUICIDE_BOMB),
        ("Gunmen shot dead a judge in Selmere on Sunday.", Means.SHOOTING),
        ("Artillery shelling hit a village near Darrow on Wednesday.", Means.SHELLING),
        ("An airstrike hit a camp near Darrow on Monday.", Means.AIRSTRIKE),
        ("Rebels attacked an army base near Darrow on Monday.", Means.UNSPECIFIED),
    ],
)
def test_the_weapon_says_the_means(told: Read, text: str, means: Means) -> None:
    assert told(text).happening.means is means


def test_subject_and_object_are_agent_and_target(told: Read) -> None:
    happening = told("Rebels attacked an army base near Darrow on Monday.").happening
    assert [agent.name for agent in happening.agents] == ["Rebels"]
    assert len(happening.targets) == 1
    assert happening.targets[0].name.startswith("army base")


def test_a_weapon_is_no_agent(told: Read) -> None:
    assert told("A drone hit a depot in Darrow on Monday.").happening.agents == ()


def test_the_words_of_the_time_and_the_place_are_kept(told: Read) -> None:
    happening = told("Gunmen attacked a police station in Darrow on Monday.").happening
    assert happening.when is not None
    assert (happening.when.words, happening.when.edtf) == ("on Monday", "2031-03-03")
    assert [place.name for place in happening.places] == ["Darrow"]


def test_a_later_mention_of_the_attack_is_the_same_happening(told: Read) -> None:
    report = told("A bomb killed a judge in Darrow on Monday. The attack was claimed by the Lode Column.")
    assert len(report.propositions) == 1


def test_a_participle_that_tells_the_harm_is_the_same_happening(told: Read) -> None:
    report = told("A bomb exploded outside a bank in Darrow on Monday, wounding four people.")
    assert len(report.propositions) == 1


def test_two_kinds_at_two_times_are_two_happenings(told: Read) -> None:
    report = told(
        "Gunmen shot dead a judge in Selmere on Sunday. Rebels kidnapped two engineers near Darrow on Monday."
    )
    assert [p.kind for p in report.propositions] == [Kind.ATTACK, Kind.ABDUCTION]


def test_an_earlier_attack_keeps_its_own_date_and_count(told: Read) -> None:
    report = told(
        "A bomb killed three people in Darrow on Tuesday. On June 4, 2029, gunmen killed 17 people in Halvorn."
    )
    assert [(p.when.edtf, p.harm[0].low) for p in report.propositions if p.when] == [
        ("2031-03-04", 3), ("2029-06-04", 17),
    ]  # fmt: skip


def test_attacks_told_as_one_are_a_series(told: Read) -> None:
    assert told("Rebels have carried out several attacks on the base near Darrow this year.").happening.series


def test_a_single_attack_is_no_series(told: Read) -> None:
    assert not told("Rebels attacked an army base near Darrow on Monday.").happening.series


@pytest.mark.parametrize(
    "text",
    [
        "The council approved a new budget for schools. Heavy rain fell in Darrow on Monday.",
        "The team won the cup on Sunday. The prices of fish and bread rose in March.",
        "The teachers' union announced a one-day strike. A fisherman suffered a heart attack.",
    ],
)
def test_a_text_without_violence_tells_nothing(told: Read, text: str) -> None:
    reading = told(text).reading
    assert reading.propositions == reading.statements == reading.tallies == ()


def test_an_air_strike_in_two_words_is_one(told: Read) -> None:
    assert told("An air strike hit a camp near Darrow on Monday.").happening.means is Means.AIRSTRIKE


def test_a_goal_is_no_attack(told: Read) -> None:
    text = "The striker attacked from the left and shot over the bar in Halvorn on Saturday."
    assert told(text).propositions == ()
