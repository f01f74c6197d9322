"""Readings and packs in, the actors that the reports name out: each with its names, its mentions, its relations.

Who is in the packs is that actor. A name that no pack knows is an actor of its own in the whole ledger, by its folded
writing alone; who is not named ("gunmen") is one of that report only. Two actors are never merged: `Judgements` say
which people take for the same.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from ascribe.knowledge.lexicon import load_lexicon
from ascribe.knowledge.names import fold
from ascribe.knowledge.naming import load_naming
from ascribe.knowledge.packs import PackRelation, Packs, load_packs
from ascribe.knowledge.scripts import script_of
from ascribe.model import (
    Actor,
    ActorKind,
    Filler,
    Name,
    Reading,
    Relation,
    RelationKind,
    Span,
    Speaker,
    Stance,
    content_id,
)

#: What may follow a name that is no part of it.
_BEHIND = re.compile(
    r"(?:\s+(?:fighters|militants|rebels|gunmen|militiamen|troops|forces|groups?|militias?|movement))+$"
)
_BEFORE = re.compile(
    r"^(?:fighters|militants|gunmen|militiamen|rebels|members|insurgents) (?:of|from) (?:the )?(?-i:(?=[^\W\d_a-z]))",
    re.I,
)
_ARTICLE = re.compile(r"^(?:al|el|ul|ad|an|ar|as|ash|at|az)[-‐]")
_TIED = re.compile(
    r"[-‐](?:backed|led|linked|aligned|affiliated|supported|allied|sponsored|run|controlled)$", re.I
)
#: Some of those who act, where they are: "Police in Teskar".
_SOME = re.compile(r"[A-Za-z]+ (?:in|from|at|near) .+")
#: Words inside a name that carry no capital.
_PARTICLES = frozenset("the of and for in on al el wal bin ibn abu de del la las los y e-".split())
_LANGUAGES = {"Latn": "en", "Arab": "ar", "Cyrl": "ru", "Hebr": "he"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a report names an actor: the words, the name read from them, and what the actor does there (agent, target,
    speaker, blamed, claims, counted, related)."""

    report: str
    span: Span
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A dated relation of two actors (ids) and by whose word: a pack with the works that it cites, or the words of a
    report. `since` and `until` are EDTF."""

    a: str
    kind: RelationKind
    b: str
    since: str | None = None
    until: str | None = None
    according_to: str = ""
    works: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(slots=True)
class Known:
    """An actor of the ledger: `report` is set where it is not named and so of one report only."""

    actor: Actor
    in_packs: bool
    report: str | None = None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that name it, in the order met."""
        return tuple(dict.fromkeys(mention.report for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Book:
    """All actors that reports name, by id, and the relations that packs and reports state between any two."""

    actors: dict[str, Known]
    ties: tuple[Tie, ...]
    packs: Packs

    def ties_of(self, actor: str) -> tuple[Tie, ...]:
        """The relations of an actor, by the day since which they are said to hold, undated ones last."""
        own = (tie for tie in self.ties if actor in (tie.a, tie.b))
        return tuple(sorted(own, key=lambda tie: (tie.since or "~", tie.kind, tie.a, tie.b)))

    def name(self, actor: str) -> str:
        """How an actor is called."""
        if actor in self.packs.actors:
            return self.packs.actors[actor].name
        return self.actors[actor].actor.name if actor in self.actors else actor

    def behind(self, actor: str) -> tuple[Tie, ...]:
        """The relations that say who stands behind a name: whom it is a front of, and who are its members, if it is a
        name under which others act."""
        kind = self.packs.actors[actor].kind if actor in self.packs.actors else ActorKind.UNKNOWN
        under = kind in (ActorKind.BRAND, ActorKind.UNKNOWN)
        joined = (RelationKind.MEMBER_OF, RelationKind.PART_OF)
        return tuple(
            tie
            for tie in self.ties_of(actor)
            if (tie.kind is RelationKind.FRONT_OF and tie.a == actor)
            or (under and tie.kind in joined and tie.b == actor)
        )


def book(readings: Iterable[Reading], packs: Packs) -> Book:
    """The actors of all these readings."""
    actors: dict[str, Known] = {}
    ties = [_from_pack(relation) for relation in packs.relations]
    for reading in readings:
        for mention, actor, kind in _mentions(reading):
            known = actors.get(actor)
            if known is None:
                is_local = actor.startswith("act-") and actor != own_id(mention.name, "")
                local = reading.report if is_local else None
                known = actors[actor] = Known(
                    _actor(actor, mention, kind, packs), actor in packs.actors, local
                )
            known.mentions.append(mention)
        ties += [tie for relation in reading.relations if (tie := _from_report(relation)) is not None]
    return Book(actors, tuple(ties), packs)


def actor_id(filler: Filler, report: str) -> str:
    """The id of who a filler names: of the packs, of the name, or of this report where it is no name."""
    return filler.actor or own_id(filler.name, report)


def own_id(name: str, report: str) -> str:
    """The id of an actor that no pack knows: of its folded name; of the report too, where it is no name."""
    bare = _bare(name)
    return content_id("act", fold(bare)) if is_named(bare) else content_id("act", report, fold(name))


def is_named(name: str) -> bool:
    """Whether words are a name: all that count have capitals, or are of a script without.

    A noun of those who act is none, though a sentence may begin with it; nor is an office, a creed, a part of the
    world, a title with a family name.
    """
    bare = _BEFORE.sub("", _BEHIND.sub("", name))
    words = [_ARTICLE.sub("", word) for word in bare.split() if word.lower() not in _PARTICLES]
    if not words or words[-1].lower() in _anonymous() or bare != bare.rstrip(" ,;"):
        return False
    titles, rest = _titled(bare)
    if (len(words) == 1 and _is_common(words[0])) or (titles and len(rest) == 1):
        return False
    if _is_office(bare) or fold(bare) in load_naming().regions or _SOME.fullmatch(bare):
        return False
    return all(_is_capital(word) for word in words)


def _is_common(word: str) -> bool:
    """Whether one word alone is a noun of those who act or speak, a title, an initial, a creed or a nationality."""
    plain = word.lower().rstrip(".")
    return (
        plain in _common()
        or plain in load_naming().titles
        or (len(plain) == 1 and plain.isascii())
        or fold(word) in load_naming().modifiers
        or bool(load_packs().adjectives.ids(word))
    )


def _is_office(name: str) -> bool:
    """Whether words end with what an office is called."""
    words = name.lower().split()
    return any(" ".join(words[-n:]) in load_naming().offices for n in (1, 3))


def _bare(name: str) -> str:
    """A name without what stands before or behind it and is no part of it."""
    return _without_title(_BEFORE.sub("", _BEHIND.sub("", name)))


def _without_title(name: str) -> str:
    """A person's name without the titles before it, where it has two words more: "Prime Minister Adan Merk"."""
    titles, rest = _titled(name)
    return " ".join(rest) if titles and len(rest) > 1 else name


def _titled(name: str) -> tuple[list[str], list[str]]:
    """The titles before a person's name, and the name; no titles for what is called after somebody ("Imam Ali
    Brigades") or has words like "of"."""
    words = name.split()
    at = 0
    while at < len(words) - 1 and words[at].lower().rstrip(".") in _title_words():
        at += 1
    rest = words[at:]
    is_body = bool(rest) and (rest[-1].lower() in _common() or fold(rest[-1]) in load_naming().sorts)
    if is_body or any(word.lower() in ("of", "for", "and", "in", "the") for word in rest):
        return [], words
    return words[:at], rest


@cache
def _title_words() -> frozenset[str]:
    return frozenset(piece for title in load_naming().titles for piece in title.split())


def _is_capital(word: str) -> bool:
    """Whether a word is written as in a name: "Iran-backed" is not."""
    letters = word.strip("\"'“”‘’«»(),.")
    if script_of(letters) in ("Arab", "Hebr"):
        return True
    return (letters[:1].isupper() or letters[:1].isdigit()) and not _TIED.search(letters)


@cache
def _anonymous() -> frozenset[str]:
    return load_lexicon().people["anonymous"]


@cache
def _common() -> frozenset[str]:
    """Nouns of those who act and speak, which a sentence may begin with: "Guards fled", "Court says"."""
    lexicon = load_lexicon()
    speak = {word for words in lexicon.speakers.values() for word in words}
    people = (lexicon.people[name] for name in ("acting", "group", "person"))
    classes = (
        lexicon.classes[name] for name in ("person-noun", "crowd-body", "forces-body", "judges", "official")
    )
    return frozenset(speak).union(*people, *classes)


def _mentions(reading: Reading) -> Iterator[tuple[Mention, str, ActorKind]]:
    """Who acts, speaks or is counted; of what is hit only actors of the packs and those who act elsewhere in it."""
    acting = list(_acting(reading))
    known = {actor for _, actor, _ in acting}
    yield from acting
    for proposition in reading.propositions:
        for hit in proposition.targets:
            actor = actor_id(hit, reading.report)
            if hit.actor is not None or actor in known:
                found = Mention(reading.report, hit.span, hit.span.quote, "target")
                yield found, actor, ActorKind.UNKNOWN


def _acting(reading: Reading) -> Iterator[tuple[Mention, str, ActorKind]]:
    group, person, unknown = ActorKind.GROUP, ActorKind.PERSON, ActorKind.UNKNOWN
    fillers: list[tuple[Filler, str, ActorKind]] = []
    for proposition in reading.propositions:
        fillers += [(agent, "agent", unknown) for agent in proposition.agents]
    for statement in reading.statements:
        if statement.actor is not None:
            claims = statement.stance is Stance.CLAIMS
            fillers.append((statement.actor, "claims" if claims else "blamed", group if claims else unknown))
    for tally in reading.tallies:
        fillers += [
            (filler, "counted", unknown) for filler in (tally.by, tally.against) if filler is not None
        ]
    for relation in reading.relations:
        leader = person if relation.kind is RelationKind.LED_BY else unknown
        fillers.append((relation.a, "related", unknown))
        if relation.kind is not RelationKind.ALSO_CALLED:
            fillers.append((relation.b, "related", leader))
    for filler, role, kind in fillers:
        name = filler.name if filler.actor is None else filler.span.quote
        yield Mention(reading.report, filler.span, name, role), actor_id(filler, reading.report), kind
    for speaker in _speakers(reading):
        if speaker.named and speaker.span is not None:
            actor = speaker.actor or _speaker_id(speaker.name, reading.report)
            yield Mention(reading.report, speaker.span, speaker.name, "speaker"), actor, unknown


def _speaker_id(name: str, report: str) -> str:
    """The id of a named speaker that no pack knows; a family name alone is somebody of this report only."""
    return own_id(name, report) if len(name.split()) > 1 else content_id("act", report, fold(name))


def _speakers(reading: Reading) -> Iterator[Speaker]:
    yield from (statement.speaker for statement in reading.statements)
    yield from (tally.speaker for tally in reading.tallies if tally.speaker)
    yield from (relation.speaker for relation in reading.relations if relation.speaker)


def _actor(identity: str, mention: Mention, kind: ActorKind, packs: Packs) -> Actor:
    if identity in packs.actors:
        return packs.actors[identity]
    bare = _bare(mention.name)
    name = bare if is_named(bare) else mention.name
    script = script_of(name)
    return Actor(identity, kind, name, (Name(name, _LANGUAGES[script], script, mention.report),))


def _from_pack(relation: PackRelation) -> Tie:
    said = ": ".join(part for part in (f"pack {relation.pack}", relation.reference) if part)
    return Tie(relation.a, relation.kind, relation.b, relation.since, relation.until, said, relation.works)


def _from_report(relation: Relation) -> Tie | None:
    """What a report says of two actors; that one is also called otherwise is a name, and no second actor."""
    if relation.kind is RelationKind.ALSO_CALLED:
        return None
    a, b = actor_id(relation.a, relation.report), actor_id(relation.b, relation.report)
    by = (
        relation.speaker.name
        if relation.speaker is not None and relation.speaker.name
        else "the report itself"
    )
    since = relation.since.edtf if relation.since is not None else None
    return Tie(a, relation.kind, b, since, None, by, (), relation.evidence)
