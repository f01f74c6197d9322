"""Whom somebody has accused so far, and whose side a speaker is on: what "denied the charge" is about, and for whom."""

import re
from collections.abc import Iterable

from ascribe.extract.context import Context
from ascribe.extract.speakers import spoken_for
from ascribe.extract.speech import is_a_person
from ascribe.extract.states import are_forces, is_of_a_state, is_of_some_state, nation
from ascribe.extract.told import Told
from ascribe.model import Filler, Proposition, Span, Speaker, SpeakerKind, Stance, Statement

_GENERIC = frozenset(
    "the and for front army group movement brigade brigades force forces party people liberation national popular "
    "government ministry state united islamic resistance council command".split()
)
#: What a group's speaker says of its men ("the group's snipers").
_OF_ITS_OWN = re.compile(
    r"(?:its|their|our|the (?:group|movement|militia|organi[sz]ation|front|brigade)['’]s) ", re.I
)


class Charges:
    """Accusations in the order in which they were found."""

    def __init__(self, told: Told) -> None:
        self._by_id = {p.id: p for _, p in told.pairs}
        self._found: list[tuple[int, Proposition, Filler, str]] = []

    def add(self, said: Iterable[Statement]) -> None:
        """Take up the accusations among some statements."""
        for one in said:
            proposition = self._by_id.get(one.proposition or "")
            if one.stance is Stance.ACCUSES and one.actor is not None and proposition is not None:
                self._found.append((one.evidence.start, proposition, one.actor, one.speaker.name))

    def against(self, context: Context, who: Speaker, before: int) -> tuple[Proposition, Filler] | None:
        """The last accusation before a code point against a speaker or those it speaks for, by somebody else."""
        own = [
            found
            for found in self._found
            if found[0] <= before and found[3] != who.name and speaks_for(context, who, found[2])
        ]
        if not own:
            return None
        last = max(own, key=lambda found: found[0])
        return last[1], last[2]


def speaks_for(context: Context, who: Speaker, actor: Filler) -> bool:
    """Whether an actor is the speaker itself, or the state or group that it speaks for."""
    if actor.actor is not None and actor.actor in (who.actor, who.affiliation):
        return True
    if who.span is None:
        return False
    if (who.span.start, who.span.end) == (actor.span.start, actor.span.end):
        return True
    words = actor.via[-1] if actor.via else actor.span
    if who.kind is SpeakerKind.ARMED_GROUP and is_its_own(actor):
        return True
    group = spoken_for(context, who)
    if group is not None and (group.name == actor.name or (group.actor and group.actor == actor.actor)):
        return True
    tied = set(re.split(r"\W+", words.quote.lower())) & context.lexicon.roles["no-agent-before"]
    state = nation(context, who.span) if is_of_a_state(who.kind) and not tied else None
    if state is not None and state == nation(context, words) and are_forces(context, words):
        return True
    names = {w for w in re.findall(r"[^\W\d_]{3,}", actor.name) if w[0].isupper()}
    own = {w for w in names if w.lower() not in _GENERIC and not is_of_some_state(context, w)}
    said = set(re.findall(r"[^\W\d_]{3,}", f"{who.name} {who.span.quote}"))
    return bool(own) and own <= said


def is_its_own(actor: Filler) -> bool:
    """Whether a phrase means a speaker's own men or arms ("its jets", "the group's snipers")."""
    words = actor.via[-1] if actor.via else actor.span
    return _OF_ITS_OWN.match(words.quote) is not None


def body(context: Context, who: Speaker, own: Filler | None = None) -> Filler | None:
    """Whom a speaker speaks as: itself (`own`, as its words name it); of a person who speaks for others, the state or
    body that it is of."""
    if who.span is None:
        return None
    group = spoken_for(context, who)
    if group is not None:
        return Filler(who.span, group.name, group.actor)
    person = is_a_person(context, who)
    state = nation(context, who.span) if is_of_a_state(who.kind) else None
    if person and who.affiliation is not None and not (state and _begins_with_a_state(context, who.span)):
        return Filler(who.span, context.packs.actors[who.affiliation].name, who.affiliation)
    if state is not None:
        return Filler(who.span, state)
    if person and who.kind is not SpeakerKind.UNKNOWN:
        return None
    if own is not None:
        return own
    name = context.packs.actors[who.actor].name if who.actor else who.name
    return Filler(who.span, name, who.actor)


def _begins_with_a_state(context: Context, words: Span) -> bool:
    """Whether a phrase begins with a state that no pack knows ("Norland's mission to the United Nations")."""
    first = re.match(r"(?:the )?([^\W\d_]+)", words.quote, re.I)
    if first is None or not is_of_some_state(context, first[1]):
        return False
    at = words.start + first.start(1)
    return context.actor_at(at, at + len(first[1])) is None
