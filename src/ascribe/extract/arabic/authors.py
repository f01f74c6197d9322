"""Whose statement a whole report is, and what it tells of its own people ("our fighters struck")."""

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.groups import Group, group_at
from ascribe.extract.arabic.mentions import Mention
from ascribe.extract.arabic.naming import filler
from ascribe.extract.arabic.speakers import Voices
from ascribe.model import Filler, Speaker

#: Words of the first sentences in which a statement names who issues it.
_OPENING = 12
_ISSUED = frozenset(("صادر", "عن", "من", "صحفي", "رسمي", "هام", "عاجل", "توضيحي"))


def author(context: Context, voices: Voices) -> tuple[Speaker, Filler] | None:
    """Who issues the statement that the whole report is, as its first line says ("Statement issued by X")."""
    if not context.sentences:
        return None
    first = context.sentences[0]
    if first.words[0].stem not in context.arabic.words["documents"] or first.words[0].article:
        return None
    for i in range(1, min(_OPENING, len(first.words))):
        word = first.words[i]
        if word.is_mark or word.particle or word.stem in _ISSUED:
            continue
        group = group_at(first, i, context.arabic)
        speaker = voices.speaker(group) if group is not None else None
        return (speaker, filler(context, group)) if group is not None and speaker is not None else None
    return None


def own_deeds(context: Context, mentions: list[Mention], writer: tuple[Speaker, Filler]) -> None:
    """Give deeds of "our fighters" to who issues the text."""
    for mention in mentions:
        own = [g for g in mention.doers if _is_own(g)]
        for group in own:
            taken = filler(context, group)
            mention.agents = [a for a in mention.agents if a.span.start != taken.span.start]
            mention.agents.append(Filler(taken.span, writer[1].name, writer[1].actor, (writer[1].span,)))


def _is_own(group: Group) -> bool:
    return group.first.suffix == "نا" and group.has("side")
