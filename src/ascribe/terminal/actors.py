"""Actors as people read them: the list, one actor with names and relations over time, who stands behind a name."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.actors import Register, judged_json, tie_json
from ascribe.model import Actor, Decision, RelationKind, Verdict, bounds, to_dict
from ascribe.publish.lines import line
from ascribe.resolve.book import Known, Tie
from ascribe.terminal.console import out, say
from ascribe.terminal.words import clip, counted, days, short

#: Mentions of an actor that are shown.
MENTIONS = 12
JUDGED = {
    Verdict.SAME: "judged the same as",
    Verdict.DIFFERENT: "judged different from",
    Verdict.UNSURE: "judged perhaps the same as",
}
_BEHIND = {
    RelationKind.FRONT_OF: "front of",
    RelationKind.MEMBER_OF: "member",
    RelationKind.PART_OF: "part",
}


def print_actors(register: Register, *, unnamed: bool, as_json: bool) -> None:
    """One row an actor: id, kind, name, in how many reports, what it is judged to be."""
    entries = [e for e in register.book.actors.values() if unnamed or e.report is None]
    entries.sort(key=lambda e: (-len(e.reports), e.actor.name.casefold(), e.actor.id))
    if as_json:
        for entry in entries:
            print(line(_row_json(register, entry)))
        return
    judged = {e.actor.id: _judged_briefly(register, e.actor.id) for e in entries}
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    columns = [("id", 28), ("kind", 7), ("name", None), ("rep", 3)]
    for heading, width in [*columns, ("judged", 26)] if any(judged.values()) else columns:
        table.add_column(heading, max_width=width, overflow="fold", ratio=None if width else 1)
    for entry in entries:
        actor = entry.actor
        name = actor.name if entry.report is None else f"{actor.name} (in {short(entry.report)})"
        identity = short(actor.id) if actor.id.startswith("act-") else actor.id
        row = [identity, actor.kind.value, clip(name, 60), str(len(entry.reports))]
        table.add_row(*row, *([judged[actor.id]] if any(judged.values()) else []))
    if entries:
        out().print(table)
    say(counted(len(entries), "actor"))


def _judged_briefly(register: Register, actor: str) -> str:
    return "; ".join(f"{JUDGED[d.verdict]} {register.book.name(o)}" for o, d in register.judgements.on(actor))


def _row_json(register: Register, entry: Known) -> dict[str, object]:
    return {
        "id": entry.actor.id,
        "kind": entry.actor.kind.value,
        "name": entry.actor.name,
        "in_packs": entry.in_packs,
        "report": entry.report,
        "reports": list(entry.reports),
        "mentions": len(entry.mentions),
        "judged": [judged_json(o, d) for o, d in register.judgements.on(entry.actor.id)],
    }


def print_actor(console: Console, register: Register, identity: str) -> None:
    """One actor: names with their sources, relations over time, judgements, proposals, where it is named."""
    book = register.book
    entry = book.actors.get(identity)
    actor = entry.actor if entry else book.packs.actors[identity]
    console.print(Text(actor.name, style="bold"))
    known = "in the packs" if identity in book.packs.actors else "no pack knows it"
    local = f" · no full name: of {entry.report} only" if entry and entry.report else ""
    count = counted(len(entry.reports) if entry else 0, "report")
    console.print(f"{identity} · {actor.kind.value} · {known} · {count}{local}", style="dim")
    if actor.note:
        console.print(actor.note)
    _names(console, actor, entry)
    _ties(console, register, identity)
    _judged(console, register, identity)
    for number, work in enumerate(actor.references):
        if not number:
            console.print("\nReferences", style="bold")
        _indented(console, Text(work), 2)
    _mentions(console, entry)


def _names(console: Console, actor: Actor, entry: Known | None) -> None:
    console.print("\nNames", style="bold")
    for name in actor.names:
        latin = f" · {name.transliteration}" if name.transliteration else ""
        source = f" · {name.source}" if name.source else ""
        _indented(
            console, Text.assemble(name.text, (f"{latin} · {name.language}-{name.script}{source}", "dim")), 2
        )
    if entry is None:
        return
    written = Counter(clip(mention.name, 60) for mention in entry.mentions)
    _indented(
        console, "in reports: " + ", ".join(f"{name} ({count})" for name, count in written.most_common(8)), 2
    )


def _ties(console: Console, register: Register, identity: str) -> None:
    ties = by_pair(register.book.ties_of(identity))
    console.print(f"\nRelations: {len(ties) or 'none'}", style="bold")
    for same in ties:
        a, b = register.book.name(same[0].a), register.book.name(same[0].b)
        _indented(console, Text(f"{a} — {same[0].kind.value} — {b}"), 2)
        _said(console, same, 4)


def by_pair(ties: Iterable[Tie]) -> list[list[Tie]]:
    """The ties that relate the same two actors in the same way, together, in the order of the first of each."""
    found: dict[tuple[str, str, str], list[Tie]] = {}
    for tie in ties:
        found.setdefault((tie.a, tie.kind.value, tie.b), []).append(tie)
    return list(found.values())


def _said(console: Console, ties: Iterable[Tie], indent: int, when: str | None = None) -> None:
    """Each date that is given of a relation once, with all who give it; `when`: of the incident beside it."""
    by_date: dict[str, list[Tie]] = {}
    for tie in ties:
        later = " (after this incident)" if _is_after(tie.since, when) else ""
        by_date.setdefault(_dates(tie) + later, []).append(tie)
    for dates, given in by_date.items():
        _indented(console, Text(dates, style="bold"), indent)
        for tie in {(t.according_to, t.works, t.span): t for t in given}.values():
            _sources(console, tie, indent + 2)


def _dates(tie: Tie) -> str:
    since = (
        f"since {tie.since}" if tie.since and "/" not in tie.since else days(tie.since) if tie.since else ""
    )
    until = f"until {tie.until}" if tie.until else ""
    return ", ".join(part for part in (since, until) if part) or "no date"


def _sources(console: Console, tie: Tie, indent: int) -> None:
    """By whose word, with the works that are cited or the words of the report."""
    cited = f" [{'; '.join(tie.works)}]" if tie.works else ""
    _indented(console, Text(f"according to {tie.according_to}{cited}", style="dim"), indent)
    if tie.span is not None:
        words = f"“{tie.span.quote}” {short(tie.span.report)} [{tie.span.start}:{tie.span.end}]"
        _indented(console, Text(words, style="dim"), indent)


def _judged(console: Console, register: Register, identity: str) -> None:
    judged, alike = list(register.judgements.on(identity)), register.alike(identity)
    if judged or alike:
        console.print("\nThe same actor?", style="bold")
    for other, decision in judged:
        _indented(console, Text(judged_words(register, other, decision)), 2)
    for other in alike:
        _indented(
            console, Text(f"may be {register.book.name(other)} ({other}): judge with `ascribe link`"), 2
        )


def judged_words(register: Register, other: str, decision: Decision) -> str:
    """A judgement in words: verdict, other actor, who, when, why."""
    return (
        f"{JUDGED[decision.verdict]} {register.book.name(other)} ({other}) by {decision.who}, "
        f"{decision.when[:10]}: {decision.why} [{short(decision.id)}]"
    )


def _mentions(console: Console, entry: Known | None) -> None:
    mentions = entry.mentions if entry else []
    console.print(f"\nNamed: {len(mentions) or 'nowhere in this ledger'}", style="bold")
    places = Counter((m.role, clip(m.span.quote, 90), m.report, m.span.start, m.span.end) for m in mentions)
    for (role, quote, report, start, end), times in list(places.items())[:MENTIONS]:
        where = f"{short(report)} [{start}:{end}]" + (f" in {times} entries" if times > 1 else "")
        _indented(console, Text.assemble(f"{role}: “{quote}” ", (where, "dim")), 2)
    if len(places) > MENTIONS:
        console.print(f"  and in {counted(len(places) - MENTIONS, 'more place')}: --json has them all")


def print_actor_json(register: Register, identity: str) -> None:
    """The same as one JSON object."""
    entry = register.book.actors.get(identity)
    actor = entry.actor if entry else register.book.packs.actors[identity]
    value = {
        "actor": to_dict(actor),
        "in_packs": identity in register.book.packs.actors,
        "report": entry.report if entry else None,
        "reports": list(entry.reports) if entry else [],
        "relations": [tie_json(register.book, tie) for tie in register.book.ties_of(identity)],
        "judged": [judged_json(other, d) for other, d in register.judgements.on(identity)],
        "alike": register.alike(identity),
        "mentions": [to_dict(mention) for mention in entry.mentions] if entry else [],
    }
    print(json.dumps(value, ensure_ascii=False))


def print_behind(console: Console, register: Register, identity: str, when: str | None) -> None:
    """Beside a candidate: what it is judged to be, and which groups are said to stand behind the name, since when and
    according to whom. Different dates stand beside each other; the candidate stays who was named."""
    for other, decision in register.judgements.on(identity):
        _indented(console, Text(judged_words(register, other, decision)), 4)
    ties = register.book.behind(identity)
    if ties:
        _indented(console, "behind this name are said to stand:", 4)
    for same in by_pair(ties):
        other = same[0].b if same[0].kind is RelationKind.FRONT_OF else same[0].a
        _indented(console, Text(f"{register.book.name(other)} — {_BEHIND[same[0].kind]}"), 6)
        _said(console, same, 8, when)


def behind_json(register: Register, identity: str) -> Iterator[dict[str, object]]:
    """Who is said to stand behind a name, as relations."""
    yield from (tie_json(register.book, tie) for tie in register.book.behind(identity))


def _is_after(since: str | None, when: str | None) -> bool:
    if since is None or when is None:
        return False
    first, last = bounds(since)[0], bounds(when)[1]
    return first is not None and last is not None and first > last


def _indented(console: Console, words: Text | str, by: int) -> None:
    console.print(Padding(words, (0, 0, 0, by), expand=False))
