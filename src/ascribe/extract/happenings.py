"""Join the mentions of one happening inside a report, and make a `Proposition` of each.

Three steps: words that the syntax ties together ("an attack that killed three"), definite and bare mentions that
take up what was told before ("the blast"), and separate tellings that agree in their slots and conflict in none.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Token

from ascribe.extract.context import Context
from ascribe.extract.mentions import Mention, ancestors
from ascribe.extract.phrases import head_words
from ascribe.extract.slots import time_token
from ascribe.model import (
    ActorKind,
    Filler,
    Kind,
    Means,
    Moment,
    Place,
    Proposition,
    Quantity,
    SectionKind,
    Status,
)

_VIOLENT = frozenset({Kind.ATTACK, Kind.CLASH, Kind.DESTRUCTION})
_KIN_MEANS = (
    frozenset({Means.DRONE, Means.AIRSTRIKE}),
    frozenset({Means.ROCKET, Means.MISSILE, Means.SHELLING}),
    frozenset({Means.BOMB, Means.SUICIDE_BOMB}),
    frozenset({Means.SHOOTING, Means.ASSAULT}),
)
#: Acts that are somebody's or nothing.
_NEED_AGENT = frozenset(
    {Kind.THREAT, Kind.ORDER, Kind.FORMATION, Kind.DEPLOYMENT, Kind.WITHDRAWAL, Kind.SMUGGLING}
)
#: A time that is one day's.
_DAY = re.compile(r"day\b|overnight|night|morning|evening|\d{1,2}\b(?!\d)|today|dawn|noon|a\.m\.|p\.m\.", re.I)
_REAL = frozenset({Status.HAPPENED, Status.ATTEMPTED})
#: Agreement that makes two full tellings one happening; counted on the development reports.
ENOUGH = 1.9
#: What a definite article adds ("the attack on the embassy").
TAKEN_UP = 1.5
#: What being the story's first happening adds for words that take something up.
STORY = 0.4
#: What telling it in the same or the next sentence adds.
NEXT = 0.6


@dataclass(slots=True)
class Happening:
    """Mentions of one happening in text order."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind most specific to the happening: attack before clash, a named act before an anaphor."""
        own = [m for m in self.mentions if not m.entry.anaphor] or self.mentions
        return own[0].kind

    @property
    def means(self) -> Means | None:
        found = [m.means for m in self.mentions if m.means is not None]
        return max(set(found), key=lambda m: (found.count(m), -found.index(m))) if found else None

    @property
    def status(self) -> Status:
        """The first mention that is not merely general speaks for the happening."""
        own = [m.status for m in self.mentions if not m.negated] or [m.status for m in self.mentions]
        if Status.CALLED_OFF in own:
            return Status.CALLED_OFF
        real = [s for s in own if s in _REAL]
        return real[0] if real else own[0]

    @property
    def series(self) -> bool:
        """Told as many: by a word for it ("a wave of"), or as a bare plural that no day holds together."""
        lead = self.mentions[0]
        return lead.series or (lead.plural and not any(_DAY.search(t.words) for t in self.slot("times")))

    def slot(self, name: str) -> list[Any]:
        return [value for m in self.mentions for value in getattr(m, name)]


def join(context: Context, mentions: list[Mention]) -> list[Happening]:
    """Happenings in the order of their first mention; every mention is in exactly one."""
    groups = _tied(mentions)
    found: list[Happening] = []
    for group in groups:
        home = _home(context, group, found)
        if home is None:
            found.append(Happening(list(group.mentions)))
        else:
            home.mentions += group.mentions
    return _absorb(context, found)


def _absorb(context: Context, found: list[Happening]) -> list[Happening]:
    """A telling with nothing of its own (no time, place, known target or agent) is a detail of the one before it."""
    kept: list[Happening] = []
    for happening in found:
        home = None
        if happening.kind in _VIOLENT and not happening.series and not _specific(happening):
            near = [
                h
                for h in kept
                if _same_family(h.kind, happening.kind) and agreement(context, h, happening) > -1.0
            ]
            home = max(near, key=lambda h: h.mentions[-1].sentence, default=None)
        if home is None:
            kept.append(happening)
        else:
            home.mentions += happening.mentions
    return kept


def _specific(happening: Happening) -> bool:
    slots = ("targets", "agents", "places", "times")
    return any(_words(happening.slot(s)) if s in ("targets", "agents") else happening.slot(s) for s in slots)


def _tied(mentions: list[Mention]) -> list[Happening]:
    """Mentions that the syntax makes one: union by the tree."""
    by_token = {m.token.i: n for n, m in enumerate(mentions)}
    parent = list(range(len(mentions)))

    def root(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for number, mention in enumerate(mentions):
        for other in [*_syntactic(mention, by_token), *_same_clause(mentions, number)]:
            a, b = sorted((root(number), root(other)))
            if a != b and _same_family(mentions[a].kind, mentions[b].kind):
                parent[b] = a
    groups: dict[int, Happening] = {}
    for number, mention in enumerate(mentions):
        groups.setdefault(root(number), Happening()).mentions.append(mention)
    return list(groups.values())


def _same_clause(mentions: list[Mention], number: int) -> list[int]:
    """Coordinated nouns of one clause ("blasts and gunfire"): one telling."""
    own = mentions[number]
    return [
        n for n in range(max(0, number - 3), number)
        if mentions[n].evidence == own.evidence and own.token.dep_ == "conj" and own.token.head.i == mentions[n].token.i
    ]  # fmt: skip


def _syntactic(mention: Mention, by_token: dict[int, int]) -> list[int]:
    token = mention.token
    found = []
    if token.pos_ in ("VERB", "ADJ"):
        for child in token.children:
            subject_or_cause = child.dep_ in ("nsubj", "nsubj:pass", "obl:agent", "obj") or (
                child.dep_ == "obl"
                and any(c.lower_ in ("in", "by", "during", "with") for c in child.children)
            )
            if subject_or_cause and child.i in by_token:
                found.append(by_token[child.i])
        if token.dep_ in ("acl", "acl:relcl"):
            inside = [
                t.i
                for t in token.head.subtree
                if t.i < token.i and t.i in by_token and t.pos_ in ("NOUN", "PROPN")
            ]
            found += [by_token[i] for i in inside[-1:]]
    found += _claimed(token, by_token)
    effect = mention.entry.effect in ("killed", "wounded", "damaged")
    child = token
    for above in ancestors(token):
        if not _continues(child, effect):
            break
        if above.i in by_token:
            found.append(by_token[above.i])
            break
        child = above
    return found


def _claimed(token: Token, by_token: dict[int, int]) -> list[int]:
    """What a claimant goes on to say of what it claims ("claimed the attacks, saying it had targeted troops")."""
    saying = token.head
    if token.dep_ != "ccomp" or saying.dep_ not in ("advcl", "conj", "xcomp") or saying.head.lemma_.lower() not in ("claim", "take"):
        return []
    before = [t.i for t in saying.head.subtree if t.i < saying.i and t.i in by_token]
    return [by_token[before[-1]]] if before else []


def _continues(token: Token, effect: bool) -> bool:
    """Whether a word goes on telling what the one above it tells: "hit the roof, injuring one", "series of attacks"."""
    if token.dep_ in ("advcl", "acl", "conj"):
        return (
            effect
            and token.tag_ in ("VBG", "VBN", "VBD")
            and not any(c.dep_ in ("mark", "nsubj") for c in token.children)
        )
    return token.dep_ == "xcomp" or _of(token)


def _of(token: Token) -> bool:
    """ "a series of attacks", "the attack by ... on": one noun's phrase inside the other's."""
    return token.dep_ == "nmod" and any(
        c.lower_ in ("of", "in", "during") for c in token.children if c.dep_ == "case"
    )


def _home(context: Context, group: Happening, found: list[Happening]) -> Happening | None:
    lead = group.mentions[0]
    candidates = [
        h for h in found if _same_family(h.kind, group.kind) or any(m.entry.anaphor for m in group.mentions)
    ]
    if all(m.entry.anaphor for m in group.mentions) or (
        lead.definite and all(m.bare for m in group.mentions)
    ):
        for happening in _by_closeness(context, lead, candidates):
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
    return counted and not (_words(group.slot("targets")) or group.slot("places") or group.slot("times"))


def _by_closeness(context: Context, lead: Mention, candidates: list[Happening]) -> list[Happening]:
    """Last told first; a series takes up plural words, a single happening singular ones; the first is the story."""
    plural = lead.token.tag_ in ("NNS", "NNPS")

    def key(happening: Happening) -> tuple[bool, bool, int]:
        distance = lead.sentence - max(m.sentence for m in happening.mentions)
        story = happening is candidates[0]
        return (distance > 2 and not story, happening.series != plural and happening.series, distance)

    return sorted(candidates, key=key)


def agreement(context: Context, a: Happening, b: Happening) -> float:
    """How far two tellings agree; conflicts weigh more than agreements."""
    if a.status is Status.CALLED_OFF and b.status is Status.HAPPENED and b.kind is not a.kind:
        return -9.0
    score = 0.5 if a.kind is b.kind else 0.0
    score += _means(a.means, b.means)
    score += _times(context, a, b)
    score += _names(_towns(context, a), _towns(context, b), 1.0, -1.0)
    score += _names(_words(a.slot("targets")), _words(b.slot("targets")), 1.5, -1.25)
    score += _names(
        _words(a.slot("agents")), _words(b.slot("agents")), 0.5, -0.25 if b.mentions[0].definite else -0.75
    )
    score += _counts(a.slot("harm"), b.slot("harm"))
    if a.mentions[0].series != b.mentions[0].series:
        score -= 1.5
    if b.mentions[0].sentence - a.mentions[-1].sentence <= 1 and not _another(b.mentions[0]):
        score += NEXT
    if _headline(context, a) and b.mentions[0].sentence <= 2:
        score += 1.5
    return score


def _another(mention: Mention) -> bool:
    """Words that set a happening apart from the one before: "another blast", "a second attack", "also struck"."""
    words = {c.lower_ for c in mention.token.children} | {
        c.lower_ for c in mention.token.head.children if mention.token.dep_ in ("obj", "nsubj")
    }
    return bool(
        words
        & {
            "another",
            "second",
            "third",
            "also",
            "separately",
            "earlier",
            "previous",
            "other",
            "later",
            "similar",
        }
    )


def _means(a: Means | None, b: Means | None) -> float:
    if a is None or b is None:
        return 0.0
    if a is b:
        return 0.75
    return 0.0 if any({a, b} <= kin for kin in _KIN_MEANS) else -2.0


def _times(context: Context, a: Happening, b: Happening) -> float:
    own, other = ({_time_key(t.words) for t in h.slot("times")} for h in (a, b))
    if not own or not other:
        return 0.0
    return 1.0 if own & other else -1.5


def _towns(context: Context, happening: Happening) -> set[str]:
    """Places less wide than a country: a country neither joins nor parts two happenings."""
    names = {p.name.lower() for p in happening.slot("places")}
    return {n for n in names if not _is_state(context, n)}


def _is_state(context: Context, name: str) -> bool:
    actor = context.packs.index.match(name.title()) or context.packs.index.match(name)
    return actor is not None and context.packs.actors[actor].kind is ActorKind.STATE


def _time_key(words: str) -> str:
    return words.lower().removeprefix("on ").removeprefix("in ").removesuffix("'s").removesuffix("’s").strip()


def _names(a: set[str], b: set[str], same: float, other: float) -> float:
    if not a or not b:
        return 0.0
    return same if a & b else other


def _words(fillers: list[Filler]) -> set[str]:
    return {w for f in fillers for w in (head_words(f) | ({f.actor} if f.actor else set()))}


def _counts(a: list[Quantity], b: list[Quantity]) -> float:
    pairs = [(x, y) for x in a for y in b if x.role == y.role]
    if not pairs:
        return 0.0
    same = [x for x, y in pairs if (x.low, x.high) == (y.low, y.high)]
    return (0.75 if max(x.low for x in same) > 1 else 0.25) if same else -0.5


def _headline(context: Context, happening: Happening) -> bool:
    return context.section(happening.mentions[0].token.idx) is SectionKind.HEADLINE


def _same_family(a: Kind, b: Kind) -> bool:
    return a is b or {a, b} <= _VIOLENT


def propositions(context: Context, found: list[Happening]) -> list[tuple[Happening, Proposition]]:
    """Happenings that tell enough, with a proposition of its own words; two of one clause keep their phrases."""
    made: dict[str, tuple[Happening, Proposition]] = {}
    for happening in found:
        one = proposition(context, happening)
        if one is not None and one.id in made:
            token = happening.mentions[0].token
            one = replace(one, evidence=context.span(token.left_edge.i, token.right_edge.i + 1))
        if one is not None:
            made.setdefault(one.id, (happening, one))
    return list(made.values())


def proposition(context: Context, happening: Happening) -> Proposition | None:
    """The proposition of a happening; None where it is a bare or merely general word."""
    own = [m for m in happening.mentions if not (m.negated or m.denied or m.entry.anaphor)]
    if not own or all(m.bare and m.means is None for m in own) or happening.status is Status.GENERAL:
        return None
    if happening.kind in _NEED_AGENT and not happening.slot("agents"):
        return None
    best = max(own, key=lambda m: (m.status in _REAL, _fullness(m), -m.token.i))
    means = happening.means
    if means is None and happening.kind is Kind.ATTACK:
        means = Means.UNSPECIFIED
    return Proposition(
        report=context.report.id,
        kind=happening.kind,
        evidence=best.evidence,
        means=means if happening.kind in _VIOLENT | {Kind.ABDUCTION} else None,
        status=happening.status,
        when=_when(happening),
        agents=_distinct(happening.slot("agents")),
        targets=_distinct(happening.slot("targets")),
        places=_distinct_places(happening.slot("places")),
        harm=_harm(happening.slot("harm")),
        series=happening.series,
        background=context.section(own[0].token.idx) is SectionKind.BACKGROUND,
        mentions=tuple(m.evidence for m in happening.mentions),
    )


def _fullness(mention: Mention) -> int:
    slots = (mention.agents, mention.targets, mention.places, mention.times, mention.harm)
    return sum(map(bool, slots)) - (mention.token.pos_ in ("NOUN", "PROPN"))


def _when(happening: Happening) -> Moment | None:
    """The first time told, left as words: `resolve` reads them against the anchor of their section."""
    times = happening.slot("times")
    if not times:
        return None
    first = times[0]
    return Moment(None, words=first.words, start=first.start, end=first.end)


def _distinct(fillers: list[Filler]) -> tuple[Filler, ...]:
    found: dict[str, Filler] = {}
    for one in fillers:
        found.setdefault(one.actor or one.name.lower(), one)
    return tuple(found.values())


def _distinct_places(places: list[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.name.lower(), place)
    return tuple(found.values())


def _harm(quantities: list[Quantity]) -> tuple[Quantity, ...]:
    """One count per role: the first one told; other versions are statements of their own."""
    found: dict[str, Quantity] = {}
    for quantity in quantities:
        found.setdefault(quantity.role, quantity)
    return tuple(found.values())


__all__ = ["Happening", "agreement", "join", "proposition", "time_token"]
