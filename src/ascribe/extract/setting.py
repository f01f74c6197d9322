"""Where a happening is set that does not say it itself: the scene that its telling stands in.

Comes in: propositions in text order. Goes out: the same; one without a place of its own takes over that of the
happening whose scene it continues, with the rule that gave it (`Place.rule`). The words stay those of the passage
that named the place.
"""

from dataclasses import replace

from ascribe.extract.context import Context
from ascribe.extract.happenings import Happening
from ascribe.model import Place, Proposition

Pair = tuple[Happening, Proposition]

BEFORE = "the happening told before"
STORY = "the story's setting"
#: Sentences after which the scene told before is no longer the one that goes on.
REACH = 3


def set_scenes(context: Context, pairs: list[Pair]) -> list[Pair]:
    """The pairs, those without a place set in the scene told just before, else in the story's."""
    story = _story(pairs)
    found: list[Pair] = []
    scene: tuple[int, tuple[Place, ...]] | None = None
    for happening, proposition in pairs:
        sentence = happening.mentions[0].sentence
        own = _where(proposition)
        if own:
            scene = (max(m.sentence for m in happening.mentions), own)
        else:
            near = scene is not None and sentence - scene[0] <= REACH
            given, rule = (scene[1], BEFORE) if scene and near else (story, STORY)
            places = (*proposition.places, *(replace(place, rule=rule) for place in given))
            proposition = replace(proposition, places=places)
        found.append((happening, proposition))
    return found


def _where(proposition: Proposition) -> tuple[Place, ...]:
    return tuple(place for place in proposition.places if place.role == "where")


def _story(pairs: list[Pair]) -> tuple[Place, ...]:
    """The places of the happening that is told most."""
    placed = [pair for pair in pairs if _where(pair[1])]
    best = max(placed, key=lambda pair: len(pair[0].mentions), default=None)
    return _where(best[1]) if best else ()
