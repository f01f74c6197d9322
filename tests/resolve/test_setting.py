"""A happening whose passages name no place takes over those of the scene that it is told in."""

from dataclasses import replace

import builders as build

from ascribe.model import Kind, Means, Moment, Proposition, Report
from ascribe.resolve.setting import BEFORE, STORY, set_scenes

TEXT = """A drone hit the depot in Velna on Sunday and guards arrested two men. The force withdrew without a word.

Days later rockets fell in Tarok. Nobody was hurt when shells landed."""


def _report() -> Report:
    return build.report(TEXT)


def _told(report: Report, words: str, kind: Kind = Kind.ATTACK, where: str | None = None) -> Proposition:
    return build.proposition(report, kind, words, where=[where] if where else [])


def _names(proposition: Proposition) -> list[tuple[str, str]]:
    return [(place.name, place.rule) for place in proposition.places]


def test_the_scene_goes_on_until_another_place_is_named() -> None:
    report = _report()
    found = set_scenes(
        [
            _told(report, "A drone hit the depot in Velna", where="Velna"),
            _told(report, "The force withdrew", Kind.WITHDRAWAL),
            _told(report, "rockets fell in Tarok", where="Tarok"),
            _told(report, "shells landed"),
        ]
    )
    assert [_names(p) for p in found] == [
        [("Velna", "")],
        [("Velna", BEFORE)],
        [("Tarok", "")],
        [("Tarok", BEFORE)],
    ]
    assert all(place.span.quote == place.name for p in found for place in p.places)


def test_what_stands_before_any_scene_is_set_where_the_story_is() -> None:
    report = _report()
    first, second = set_scenes(
        [
            _told(report, "guards arrested two men", Kind.ARREST),
            _told(report, "rockets fell in Tarok", where="Tarok"),
        ]
    )
    assert _names(first) == [("Tarok", STORY)]
    assert _names(second) == [("Tarok", "")]


def test_nothing_is_set_where_no_place_is_named() -> None:
    report = _report()
    [only] = set_scenes([_told(report, "shells landed")])
    assert only.places == ()


def _dated(proposition: Proposition, day: str) -> Proposition:
    return replace(proposition, when=Moment(day))


def test_a_happening_of_another_season_is_of_another_scene() -> None:
    report = _report()
    here = _dated(_told(report, "A drone hit the depot in Velna", where="Velna"), "2031-05-04")
    later = _dated(_told(report, "The force withdrew", Kind.WITHDRAWAL), "2031-05-06")
    long_ago = _dated(_told(report, "rockets fell"), "2029-11")
    assert [len(p.places) for p in set_scenes([here, later, long_ago])] == [1, 1, 0]


def test_a_scene_without_a_date_is_as_recent_as_the_last_thing_told() -> None:
    report = _report()
    here = _told(report, "A drone hit the depot in Velna", where="Velna")
    long_ago = _dated(_told(report, "The force withdrew", Kind.WITHDRAWAL), "2029-11")
    last = _dated(_told(report, "rockets fell in Tarok", where="Tarok"), "2031-05-04")
    assert [len(p.places) for p in set_scenes([here, long_ago, last])] == [1, 0, 1]


def test_bombing_from_the_air_is_not_set_where_rockets_fell() -> None:
    report = _report()
    rockets = replace(_told(report, "rockets fell in Tarok", where="Tarok"), means=Means.ROCKET)
    planes = replace(_told(report, "shells landed"), means=Means.AIRSTRIKE)
    assert [len(p.places) for p in set_scenes([rockets, planes])] == [1, 0]


def test_what_is_only_said_is_set_nowhere() -> None:
    report = _report()
    here = _told(report, "A drone hit the depot in Velna", where="Velna")
    [_, threat] = set_scenes([here, _told(report, "The force withdrew", Kind.THREAT)])
    assert threat.places == ()
