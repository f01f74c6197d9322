"""A time dates the happening of its own clause; "two days after" ties one happening to another."""

import pytest
from telling import Read

from ascribe.model import Kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels raided a village near Darrow on Monday.", "on Monday"),
        ("On Monday, rebels raided a village near Darrow.", "On Monday"),
        ("Officials said the raid on the village took place on Monday.", "on Monday"),
        ("Rebels raided a village where a child born in 2011 lived.", None),
        ("The president on Monday condemned a raid on a village near Darrow.", None),
        ("Rebels raided a village ahead of elections scheduled for Monday.", None),
    ],
)
def test_a_time_dates_what_its_clause_tells(told: Read, text: str, words: str | None) -> None:
    when = told(text).happening.when
    assert (when.words if when else None) == words


@pytest.mark.parametrize(
    ("text", "later", "order"),
    [
        ("Rebels raided Darrow two days after gunmen kidnapped a judge in Selmere.", Kind.RAID, "after"),
        ("Two days after gunmen kidnapped a judge in Selmere, rebels raided Darrow.", Kind.RAID, "after"),
        ("Rebels raided Darrow hours before gunmen kidnapped a judge in Selmere.", Kind.RAID, "before"),
    ],
)
def test_so_long_after_another_happening(told: Read, text: str, later: Kind, order: str) -> None:
    found = {p.kind: p for p in told(text).propositions}
    raid, kidnapping = found[later], found[Kind.ABDUCTION]
    assert raid.when is not None and (raid.when.anchor, raid.when.rule) == (kidnapping.id, order)


def test_the_other_is_counted_from_the_one_that_has_a_date(told: Read) -> None:
    text = "Rebels raided Darrow on Sunday, two days after gunmen kidnapped a judge in Selmere."
    found = {p.kind: p for p in told(text).propositions}
    raid, kidnapping = found[Kind.RAID], found[Kind.ABDUCTION]
    assert raid.when is not None and raid.when.words == "on Sunday"
    assert raid.when.edtf == "2031-03-02"
    assert kidnapping.when is not None and (kidnapping.when.edtf, kidnapping.when.anchor) == (
        "2031-02-28",
        "2031-03-02",
    )
