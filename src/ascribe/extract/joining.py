"""Join the mentions of one happening inside a report.

Three steps: words that the syntax ties together, definite and bare mentions that take up what was told before
("the blast"), and separate tellings that agree in their slots and conflict in none.
"""

from ascribe.extract.agreement import agreement, content_words
from ascribe.extract.context import Context
from ascribe.extract.happenings import VIOLENT, Happening
from ascribe.extract.mentions import Mention
from ascribe.extract.ties import same_family, tied

#: Agreement that makes two full tellings one happening; counted on the development reports.
ENOUGH = 1.9
#: What a definite article adds ("the attack on the embassy").
TAKEN_UP = 1.5
#: What being the story's first happening adds for words that take something up.
STORY = 0.4


def join(context: Context, mentions: list[Mention]) -> list[Happening]:
    """Happenings in the order of their first mention; every mention is in exactly one."""
    found: list[Happening] = []
    for group in tied(mentions):
        home = _home(context, group, found) or _around(context, group, found)
        if home is None:
            found.append(Happening(list(group.mentions)))
        else:
            home.mentions += group.mentions
    return found


def _around(context: Context, group: Happening, found: list[Happening]) -> Happening | None:
    """A telling with nothing of its own (no time, place, known target or agent) is a detail of the one before it."""
    if group.kind not in VIOLENT or group.series or _specific(group):
        return None
    near = [h for h in found if same_family(h.kind, group.kind) and agreement(context, h, group) > -1.0]
    return max(near, key=lambda h: h.mentions[-1].sentence, default=None)


def _specific(happening: Happening) -> bool:
    slots = ("targets", "agents", "places", "times")
    return any(
        content_words(happening.slot(s)) if s in ("targets", "agents") else happening.slot(s) for s in slots
    )


def _home(context: Context, group: Happening, found: list[Happening]) -> Happening | None:
    lead = group.mentions[0]
    candidates = [
        h for h in found if same_family(h.kind, group.kind) or any(m.entry.anaphor for m in group.mentions)
    ]
    if all(m.entry.anaphor for m in group.mentions) or (
        lead.definite and all(m.bare for m in group.mentions)
    ):
        for happening in _by_closeness(lead, candidates):
            if agreement(context, happening, group) > -1.0:
                return happening
        return None
    taken_up = TAKEN_UP if any(m.definite or m.denied for m in group.mentions) or _only_counts(group) else 0.0
    scored = [
        (agreement(context, h, group) + taken_up - 0.005 * (lead.sentence - h.mentions[-1].sentence), n)
        for n, h in enumerate(candidates)
    ]
    if taken_up and candidates and candidates[0] is found[0]:
        scored[0] = (scored[0][0] + STORY, 0)
    best = max(scored, default=(0.0, 0))
    return candidates[best[1]] if best[0] >= ENOUGH else None


def _only_counts(group: Happening) -> bool:
    """Another count of the harm ("78 people had been killed") tells of the story's happening."""
    lead = group.mentions[0]
    counted = lead.entry.effect in ("killed", "wounded", "detained") and bool(group.slot("harm"))
    return counted and not (
        content_words(group.slot("targets")) or group.slot("places") or group.slot("times")
    )


def _by_closeness(lead: Mention, candidates: list[Happening]) -> list[Happening]:
    """Last told first; a series takes up plural words, a single happening singular ones; the first is the story."""
    plural = lead.token.tag_ in ("NNS", "NNPS")

    def key(happening: Happening) -> tuple[bool, bool, int]:
        distance = lead.sentence - max(m.sentence for m in happening.mentions)
        story = happening is candidates[0]
        return (distance > 2 and not story, happening.series != plural and happening.series, distance)

    return sorted(candidates, key=key)
