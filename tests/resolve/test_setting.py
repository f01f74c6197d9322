"""A happening whose passages name no place takes over those of the scene that it is told in."""

import builders as build

from ascribe.model import Kind, Proposition, Report
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
