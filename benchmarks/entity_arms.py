"""Weapons and platforms that the tagger saw too few of: nouns of the lexicon's classes, and ships by their prefix.

In: words and what they show, and the runs that are taken. Out: further runs, of none of these words.
"""

from collections.abc import Iterable, Iterator, Sequence

from ascribe.knowledge.lexicon import load_lexicon
from benchmarks.tagger import Words

_WEAPONS = ("explosive", "projectile", "arms", "blade")
_PLATFORMS = ("aircraft", "warship")
#: Of these classes: what is no thing, or nobody's weapon by itself.
_NOT = frozenset(
    "arm arms charge charges device devices tool tools blast explosion petrol club clubs mine load material materials"
    " equipment cache caches troops soldiers marines battalion column fleet armour carrier money kit"
    " contingent bomber bombers".split()
)
_MORE_WEAPONS = frozenset("vbied vbieds munition munitions artillery weapon weapons".split())
_MORE_PLATFORMS = frozenset(
    "bombers bomber warplane warplanes frigate submarine tank tanks gunship gunships".split()
)
_AIR = frozenset("drone drones uav uavs".split())
_SHIPS = frozenset("USS HMS FS HMAS INS HMCS HNLMS".split())
_MODIFIERS = frozenset({"dep=compound", "dep=amod", "dep=punct"})


def arms(text: str, words: Words, taken: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Runs of words [start, end) with their type, that share no word with those taken."""
    held = {n for start, end, _ in taken for n in range(start, end)}
    written = [text[start:end] for start, end in words.offsets]
    classes = load_lexicon().classes
    weapons = frozenset[str]().union(*(classes[c] for c in _WEAPONS)) - _NOT - _AIR | _MORE_WEAPONS
    platforms = frozenset[str]().union(*(classes[c] for c in _PLATFORMS)) - _NOT | _MORE_PLATFORMS | _AIR
    for at, word in enumerate(written):
        if at in held:
            continue
        shown = set(words.shown[at])
        if word in _SHIPS and at + 1 < len(written) and at + 1 not in held and written[at + 1][:1].isupper():
            yield at, at + 2, "MilitaryPlatform"
        elif not shown & {"pos=NOUN", "pos=PROPN"} or (at + 1 in held and "dep=compound" in shown):
            continue
        elif word.lower() in weapons:
            yield _start(words.shown, at, held), at + 1, "Weapon"
        elif word.lower() in platforms:
            yield _start(words.shown, at, held), at + 1, "MilitaryPlatform"


def _start(shown: Sequence[Sequence[str]], at: int, held: set[int]) -> int:
    """The first word of what modifies a noun, hyphens between such words included."""
    start = at
    for before in range(at - 1, -1, -1):
        own = set(shown[before])
        if before in held or not own & _MODIFIERS:
            break
        if "pos=PUNCT" not in own:
            start = before
        elif "w=-" not in own:
            break
    return start
