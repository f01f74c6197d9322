"""Mentions to happenings: what one sentence ties, then, in the order of the text, what takes up or repeats one."""

from dataclasses import dataclass, field
from typing import Any

from ascribe.extract.arabic.context import Context
from ascribe.extract.arabic.mentions import VIOLENT, Mention
from ascribe.knowledge.names import fold
from ascribe.model import Filler, Kind, Means, SectionKind, Status

_REAL = (Status.HAPPENED, Status.ATTEMPTED)
#: Sentences after a headline in which its happening is told in full.
_LEDE = 2
_ONE_BY_ONE = frozenset({Kind.ABDUCTION, Kind.ARREST, Kind.RAID, Kind.RELEASE})


@dataclass(slots=True)
class Happening:
    """Mentions of one happening in text order."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def lead(self) -> Mention:
        """The first mention that names what happened by itself."""
        own = [m for m in self.mentions if not (m.anaphor or m.result)] or [
            m for m in self.mentions if not m.anaphor
        ]
        return (own or self.mentions)[0]

    @property
    def kind(self) -> Kind:
        return self.lead.kind

    @property
    def means(self) -> Means | None:
        said = [m.means for m in self.mentions if m.means is not None and (m.armed or not m.implied)]
        found = said or [m.means for m in self.mentions if m.means is not None]
        return max(set(found), key=lambda m: (found.count(m), -found.index(m))) if found else None

    @property
    def status(self) -> Status:
        own = [m.status for m in self.mentions if not (m.negated or m.anaphor)] or [
            m.status for m in self.mentions
        ]
        real = [s for s in own if s in _REAL]
        return real[0] if real else own[0]

    def slot(self, name: str) -> list[Any]:
        """All values of a slot in text order."""
        return [value for m in self.mentions for value in getattr(m, name)]


def join(context: Context, mentions: list[Mention]) -> list[Happening]:
    """Happenings in the order of their first mention; every mention that is not negated is in at most one."""
    found: list[Happening] = []
    for group in _tied([m for m in mentions if not m.negated]):
        home = _home(group, found)
        if all(m.tallied for m in group):
            continue
        if home is not None:
            home.mentions += group
        elif not all(m.anaphor for m in group):
            found.append(Happening(group))
    return found


def _tied(mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence in groups that are of one happening."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        own = [g for g in groups if g[0].sentence is mention.sentence]
        home = next((g for g in reversed(own) if _is_tied(g, mention)), None)
        if home is not None:
            home.append(mention)
        else:
            groups.append([mention])
    return groups


def _is_tied(group: list[Mention], mention: Mention) -> bool:
    last = group[-1]
    if mention.kind not in VIOLENT or not any(m.kind in VIOLENT for m in group):
        return mention.kind is last.kind and not _apart(last, mention)
    if mention.result or mention.anaphor or all(m.result for m in group):
        return not _differ_in_agents(group, mention)
    if mention.status is not last.status and mention.status not in _REAL:
        return False
    return not _apart(last, mention) and not _differ_in_agents(group, mention)


def _apart(one: Mention, other: Mention) -> bool:
    """Two acts told side by side: each by a verb with an object or place of its own."""
    both = one.verb and other.verb and not (one.result or other.result)
    return both and bool(one.targets) and bool(other.targets) and not _shares(one.targets, other.targets)


def _differ_in_agents(group: list[Mention], mention: Mention) -> bool:
    agents = [a for m in group for a in m.agents]
    return (
        bool(agents) and bool(mention.agents) and not _shares(agents, mention.agents) and not mention.result
    )


def _home(group: list[Mention], found: list[Happening]) -> Happening | None:
    """The happening told before that a group of mentions is of."""
    lead = next((m for m in group if not (m.anaphor or m.result)), group[0])
    candidates = [h for h in found if _same_family(h, group, lead)]
    if not candidates:
        return None
    if (any(m.definite or m.anaphor for m in group if not m.result) and not lead.verb) or lead.definite:
        return _taken_up(group, candidates, lead)
    if any(tells_another(m) for m in group):
        return None
    alone = (
        sum(h.kind in VIOLENT for h in found) == 1
        and lead.kind in VIOLENT
        and not any(m.series for m in group)
    )
    best = [h for h in candidates if _repeats(h, group, alone)]
    return best[-1] if best else None


_ANOTHER = frozenset(
    ("منفصل", "منفصله", "اخر", "اخري", "ثان", "ثاني", "مماثل", "مماثله", "سابق", "سابقه", "سابقا")
)


def tells_another(mention: Mention) -> bool:
    """ "in a separate incident", "a similar attack", "earlier": the words say that it is another one."""
    words = mention.sentence.words
    return any(w.stem in _ANOTHER for w in words[mention.start : mention.i + 6] if not w.nouns or w.adjective)


def _same_family(happening: Happening, group: list[Mention], lead: Mention) -> bool:
    if all(m.anaphor for m in group):
        return True
    violent = happening.kind in VIOLENT and lead.kind in VIOLENT
    if violent and Kind.CLASH in (happening.kind, lead.kind) and happening.kind is not lead.kind:
        return lead.definite or lead.result
    return violent or happening.kind is lead.kind


def _taken_up(group: list[Mention], candidates: list[Happening], lead: Mention) -> Happening | None:
    """A definite one takes up what was told: the last that nothing speaks against, else the one told most."""
    fitting = [h for h in candidates if not _conflicts(h, group)]
    if not fitting:
        return None
    same = [h for h in fitting if h.kind is lead.kind] or fitting
    if lead.anaphor:
        return same[-1]
    return max(same, key=lambda h: (_shared(h, group), len(h.mentions), -h.mentions[0].sentence.number))


def _repeats(happening: Happening, group: list[Mention], alone: bool) -> bool:
    """An indefinite one repeats what a headline told, or what shares its place or its count, where nothing differs;
    where the report tells of one act of violence alone, it is that one."""
    if _conflicts(happening, group):
        return False
    first, here = happening.mentions[0].sentence, group[0].sentence
    headline = first.section is SectionKind.HEADLINE and here.number - first.number <= _LEDE
    if all(m.result for m in group):
        return headline or here.number - happening.mentions[-1].sentence.number <= 1
    if headline and happening.mentions[-1].sentence is first:
        return True
    if _shared(happening, group) > (1 if happening.kind in _ONE_BY_ONE else 0):
        return True
    return alone and happening.kind is group[0].kind and not any(m.times for m in group)


def _shared(happening: Happening, group: list[Mention]) -> int:
    """How many slots share a value."""
    other = Happening(group)
    places = {p.place.name for p in happening.slot("places")} & {p.place.name for p in other.slot("places")}
    harm = {(q.role, q.low) for q in happening.slot("harm") if q.low} & {
        (q.role, q.low) for q in other.slot("harm")
    }
    targets = _shares(happening.slot("targets"), other.slot("targets"))
    agents = _shares(happening.slot("agents"), other.slot("agents"))
    times = {fold(t.words) for t in happening.slot("times")} & {fold(t.words) for t in other.slot("times")}
    return bool(places) + bool(harm) + targets + agents + bool(times)


def _conflicts(happening: Happening, group: list[Mention]) -> bool:
    """Whether both say different places, or different means, and share none; what was told as past is another."""
    other = Happening(group)
    if happening.status is not other.status and other.status not in _REAL:
        return True
    places, here = ({p.place.name for p in h.slot("places") if p.exact} for h in (happening, other))
    if places and here and not places & here and not all(m.definite or m.result for m in group):
        return True
    things, hit = (_things(h) for h in (happening, other))
    if things and hit and not things & hit and not any(m.definite and not m.result for m in group):
        return True
    one, two = happening.means, other.means
    coarse = {Means.SHOOTING, Means.ASSAULT, None}
    if one is not two and one not in coarse and two not in coarse and not _kin(one, two):
        return True
    return (
        bool(happening.slot("times") and other.slot("times"))
        and any(
            getattr(t.value, "which", 0)
            or getattr(t.value, "count", 0) < -1
            or getattr(t.value, "unit", "day") in ("month", "year", "week")
            for t in other.slot("times")
        )
        and not _shared(happening, group)
    )


def _things(happening: Happening) -> set[str]:
    """The sorts of things and sites that are hit."""
    heads = [g.first for m in happening.mentions for g in m.victims]
    return {f.noun.lemma for head in heads for f in head.nouns if f.noun.role in ("thing", "place")}


_KIN = (
    {Means.BOMB, Means.SUICIDE_BOMB},
    {Means.AIRSTRIKE, Means.DRONE, Means.MISSILE, Means.SHELLING},
    {Means.ROCKET, Means.MISSILE, Means.SHELLING, Means.AIRSTRIKE},
)


def _kin(one: Means | None, two: Means | None) -> bool:
    return any(one in kin and two in kin for kin in _KIN)


def _shares(ones: list[Filler], others: list[Filler]) -> bool:
    """Whether one name stands on both sides, in full or as part of the other."""
    names, their = ({a.actor or fold(a.name) for a in fillers} for fillers in (ones, others))
    return any(a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in names for b in their)
