"""Small builders of nouns for tests: every span is found in its report's text, so every quote is its slice.

    report = build.report("Officials said a drone hit the depot in Velna on Sunday.")
    strike = build.proposition(report, Kind.ATTACK, "a drone hit the depot", targets=["the depot"],
    where=["Velna"]) reading = build.reading(report, [strike], [build.statement(report, officials,
    Stance.ASSERTS, "happened", "said")])

`told` builds a report around the slots of one proposition, for tests that need no text of their own.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from ascribe.model import (
    Filler,
    Kind,
    Known,
    Means,
    Moment,
    Place,
    Proposition,
    Published,
    Quantity,
    Reading,
    Relation,
    RelationKind,
    Report,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    Status,
)

#: Places of the fictional country of Karsia ("KX") and one of its neighbour Ostrana ("OX"), as a gazetteer
#: has them.
PLACES: dict[str, dict[str, Any]] = {
    "Velna": {
        "gazetteer": "g:velna",
        "country": "KX",
        "province": "Velna Province",
        "latitude": 10.0,
        "longitude": 20.0,
        "precision": "city",
    },
    "Velna Province": {
        "gazetteer": "g:velna-p",
        "country": "KX",
        "province": "Velna Province",
        "precision": "province",
    },
    "Tarok": {
        "gazetteer": "g:tarok",
        "country": "KX",
        "province": "Tarok Province",
        "latitude": 13.0,
        "longitude": 24.0,
        "precision": "city",
    },
    "Mirdan": {
        "gazetteer": "g:mirdan",
        "country": "KX",
        "province": "Velna Province",
        "latitude": 10.3,
        "longitude": 20.2,
        "precision": "city",
    },
    "Karsia": {"gazetteer": "g:karsia", "country": "KX", "precision": "country"},
    "Ostrana City": {
        "gazetteer": "g:ostrana",
        "country": "OX",
        "province": "Ostrana",
        "latitude": 11.0,
        "longitude": 40.0,
        "precision": "city",
    },
}


def report(text: str, *, source: str = "", published: str | None = None, **fields: Any) -> Report:
    """A report of a text; `published` is EDTF and counts as stated."""
    sha256 = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()
    date = Published(Known.STATED, Moment(published)) if published else Published(Known.UNKNOWN)
    return Report(Report.identity(sha256), source or "test.txt", sha256, text, published=date, **fields)


def span(of: Report, words: str, nth: int = 0) -> Span:
    """The span of the nth occurrence of words in a report."""
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(words, start + 1)
    return of.span(start, start + len(words))


def filler(of: Report, words: str, name: str | None = None, actor: str | None = None) -> Filler:
    return Filler(span(of, words), name or words, actor)


def place(of: Report, words: str, **fields: Any) -> Place:
    """A place by its words; those of `PLACES` come resolved, unless fields say otherwise."""
    return Place(span(of, words), words, **{**PLACES.get(words, {}), **fields})


def count(of: Report, words: str, role: str, low: int, high: int | None = -1, whose: str = "") -> Quantity:
    """A count; without `high` it is exact, with None it is open."""
    return Quantity(span(of, words), role, low, low if high == -1 else high, whose)


def proposition(
    of: Report,
    kind: Kind,
    evidence: str,
    *,
    when: str | Moment | None = None,
    where: Iterable[str | Place] = (),
    targets: Iterable[str | Filler] = (),
    agents: Iterable[str | Filler] = (),
    **fields: Any,
) -> Proposition:
    """A proposition; names may be given as the words of the text, a moment as EDTF."""
    return Proposition(
        of.id,
        kind,
        span(of, evidence),
        when=Moment(when) if isinstance(when, str) else when,
        places=tuple(p if isinstance(p, Place) else place(of, p) for p in where),
        targets=tuple(t if isinstance(t, Filler) else filler(of, t) for t in targets),
        agents=tuple(a if isinstance(a, Filler) else filler(of, a) for a in agents),
        **fields,
    )


def speaker(
    of: Report, words: str, kind: SpeakerKind = SpeakerKind.OFFICIAL, *, named: bool = False, **fields: Any
) -> Speaker:
    return Speaker(fields.pop("name", words), kind, named, span(of, words), **fields)


def outlet(name: str = "the outlet") -> Speaker:
    return Speaker(name, SpeakerKind.MEDIA, True)


def statement(
    of: Report,
    by: Speaker,
    stance: Stance,
    facet: str,
    evidence: str,
    about: Proposition | None = None,
    **fields: Any,
) -> Statement:
    return Statement(
        of.id, by, stance, facet, span(of, evidence), proposition=about.id if about else None, **fields
    )


def reading(
    of: Report, propositions: Sequence[Proposition] = (), statements: Sequence[Statement] = (), **fields: Any
) -> Reading:
    return Reading(of.id, tuple(propositions), tuple(statements), **fields)


def told(
    name: str,
    *,
    kind: Kind = Kind.ATTACK,
    means: Means | None = Means.DRONE,
    status: Status = Status.HAPPENED,
    when: str | Moment | None = "2031-05-04",
    where: Sequence[str] = ("Velna",),
    targets: Sequence[str] = ("the grain depot",),
    agents: Sequence[str] = (),
    words: str = "It came at dawn",
    **fields: Any,
) -> Reading:
    """The reading of a report that tells of one happening in its own words; `name` makes the report its
    own."""
    text = f"{name}\n{words}.\n" + "\n".join([*where, *targets, *agents])
    of = report(text, source=name)
    return reading(
        of,
        [
            proposition(
                of,
                kind,
                words,
                means=means,
                status=status,
                when=when,
                where=where,
                targets=targets,
                agents=agents,
                **fields,
            )
        ],
    )


def relation(
    of: Report, a: str, kind: str, b: str, actors: tuple[str | None, str | None] = (None, None)
) -> Relation:
    """A relation between two names of a text, with the actors that they resolve to."""
    first, second = filler(of, a, actor=actors[0]), filler(of, b, actor=actors[1])
    return Relation(of.id, first, RelationKind(kind), second, first.span)
