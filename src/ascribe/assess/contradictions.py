"""Voices in, contradictions and what only looks like one out: details that cannot all be true, slot by slot.

A denial contradicts what asserts the same thing; a denial of something that nobody asserted is marked as
near. Counts contradict where their bounds exclude each other; a count that grows from one report to a later
one is an update.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ascribe.assess.grading import supports
from ascribe.assess.voices import AGENT, HAPPENED, Count, Voice, Voices
from ascribe.knowledge.kinship import kin_means, means_in
from ascribe.knowledge.words import rare_words
from ascribe.model import (
    Contradiction,
    ContradictionKind,
    Incident,
    Means,
    NearContradiction,
    NearKind,
    Stance,
    Status,
)

Found = Contradiction | NearContradiction

_VOUCHES = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.CLAIMS, Stance.ACCUSES})
_KINDS = {
    "custody": ContradictionKind.CUSTODY,
    "time": ContradictionKind.TIME,
    "place": ContradictionKind.PLACE,
    "means": ContradictionKind.MEANS,
}
_VERBS = {
    Stance.CLAIMS: "claimed",
    Stance.ACCUSES: "accused",
    Stance.ASSERTS: "accused",
    Stance.CONFIRMS: "accused",
    Stance.DENIES: "denied",
    Stance.CANNOT_CONFIRM: "cannot confirm",
}
_MEANS = "means"


def contrasts(
    incident: Incident, voices: Voices, content: Mapping[str, str], related: frozenset[frozenset[str]]
) -> tuple[tuple[Contradiction, ...], tuple[NearContradiction, ...]]:
    """Contradictions and near ones. `content` has the words of each proposition (by id); `related` are pairs
    of agents of which one may act for the other, so that naming both is no contradiction."""
    by_facet: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices.said:
        by_facet[voice.facet].append(voice)
    found: list[Found] = []
    for facet, said in by_facet.items():
        if facet == AGENT:
            found += [*_agents(said, voices), *_rivals(said, voices, related)]
        elif facet == HAPPENED:
            found += _happened(incident, said, voices, content)
        else:
            found += _counts(facet, said, voices)
            found += _denials(facet, said, voices, HAPPENED in by_facet)
    found += _means(by_facet.get(_MEANS, ()), voices)
    return (
        tuple(f for f in found if isinstance(f, Contradiction)),
        tuple(f for f in found if isinstance(f, NearContradiction)),
    )


def _versions(said: Iterable[Voice], voices: Voices, verbs: bool = False) -> tuple[str, ...]:
    """Each version once with all who give it: "19 (an army official)"."""
    givers: dict[str, list[str]] = defaultdict(list)
    for voice in said:
        verb = _VERBS.get(voice.stance, voice.stance.value)
        text = (
            verb
            if verbs
            else voice.value or ("denied" if voice.stance is Stance.DENIES else voice.stance.value)
        )
        label = voices.label(voice.row)
        if label not in givers[text]:
            givers[text].append(label)
    return tuple(f"{version} ({', '.join(who)})" for version, who in givers.items())


def _entries(said: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(voice.entry for voice in said))


def _agents(said: Sequence[Voice], voices: Voices) -> Iterator[Found]:
    """Accused by one, denied by another; or vouched for by one, while another cannot confirm it."""
    by_agent: dict[str, list[Voice]] = defaultdict(list)
    for voice in said:
        if voice.agent:
            by_agent[voice.agent].append(voice)
    for agent, about in by_agent.items():
        support = [v for v in about if supports(v)]
        denials = [v for v in about if v.stance is Stance.DENIES]
        unsure = [v for v in about if v.stance is Stance.CANNOT_CONFIRM]
        name = f"{AGENT}: {voices.agents[agent]}"
        if support and denials:
            both = support + denials
            yield Contradiction(name, _versions(both, voices, True), _entries(both), ContradictionKind.AGENT)
        if support and unsure:
            both = support + unsure
            why = "who cannot confirm it does not deny it"
            yield NearContradiction(
                name, _versions(both, voices, True), _entries(both), NearKind.UNCONFIRMED, why
            )


def _rivals(
    said: Sequence[Voice], voices: Voices, related: frozenset[frozenset[str]]
) -> Iterator[Contradiction]:  # fmt: skip
    """Two agents claim it, or one claims it and another is accused of it, and neither acts for the other."""
    claims = [v for v in said if v.stance is Stance.CLAIMS and v.agent]
    claimed = {v.agent for v in claims}
    named_with: dict[str, set[str | None]] = defaultdict(set)
    for voice in said:
        if supports(voice):
            named_with[voice.row].add(voice.agent)
    rivals: list[Voice] = []
    for voice in said:
        others = claimed - {voice.agent}
        if not supports(voice) or not others or not _is_proper(voices.agents[voice.agent or ""]):
            continue
        if voice.stance is not Stance.CLAIMS and named_with[voice.row] & claimed:
            continue
        joint = any(c.entry != voice.entry and c.evidence == voice.evidence for c in claims)
        if not joint and not any(frozenset((voice.agent, other)) in related for other in others):
            rivals.append(voice)
    if len({v.agent for v in rivals} | claimed) > 1 and rivals:
        both = list(dict.fromkeys([*claims, *rivals]))
        by_agent: dict[str, list[Voice]] = defaultdict(list)
        for voice in both:
            by_agent[voices.agents[voice.agent or ""]].append(voice)
        versions = tuple(f"{name}: {'; '.join(_versions(v, voices, True))}" for name, v in by_agent.items())
        yield Contradiction(AGENT, versions, _entries(both), ContradictionKind.AGENT)


def _is_proper(name: str) -> bool:
    """Whether an agent goes by a name, not by a description ("terrorists")."""
    letter = next((c for c in name if c.isalpha()), "")
    return bool(letter) and not letter.islower()


def _happened(
    incident: Incident, said: Sequence[Voice], voices: Voices, content: Mapping[str, str]
) -> Iterator[Found]:  # fmt: skip
    """A denial of the happening: of what is asserted, of something else, or of what nobody says has happened.

    Who says that somebody did it says that it happened.
    """
    vouched = [v for v in said if v.stance in _VOUCHES] or [v for v in voices.said if supports(v)]
    told = " ".join([*content.values(), *(v.value or "" for v in voices.said if v.stance in _VOUCHES)])
    direct: list[Voice] = []
    for denial in (v for v in said if v.stance is Stance.DENIES):
        denied = rare_words(denial.value or "")
        both = [*vouched, denial]
        if incident.status not in (Status.HAPPENED, Status.ATTEMPTED):
            kind, why = (
                NearKind.NOT_SAID_TO_HAVE_HAPPENED,
                f"nobody says it was carried out: {incident.status.value}",
            )
            yield NearContradiction(HAPPENED, _versions(both, voices), _entries(both), kind, why)
        elif denied and not denied & rare_words(told):
            kind, why = NearKind.OTHER_FACET, f"denied is {denial.value!r}, which nobody asserts"
            yield NearContradiction(HAPPENED, _versions(both, voices), _entries(both), kind, why)
        else:
            direct.append(denial)
    if direct and vouched:
        both = [*vouched, *direct]
        yield Contradiction(HAPPENED, _versions(both, voices), _entries(both), ContradictionKind.HAPPENED)


#: Facets that name a subject and no version of it: without a value, two statements on them need not be of one thing.
_SUBJECTS = frozenset({"detail", "means", "target", "time", "damage", "motive", "hostages"})


def _denials(facet: str, said: Sequence[Voice], voices: Voices, told: bool) -> Iterator[Found]:
    """Asserted by one and denied by another on the same facet; a denial alone is of something nobody
    asserted."""
    said = [v for v in said if v.value or facet not in _SUBJECTS]
    vouched = [v for v in said if v.stance in _VOUCHES]
    denials = [v for v in said if v.stance is Stance.DENIES]
    if denials and vouched:
        both = vouched + denials
        kind = _KINDS.get(
            facet, ContradictionKind.NUMBER if any(v.count for v in both) else ContradictionKind.OTHER
        )
        yield Contradiction(facet, _versions(both, voices), _entries(both), kind)
    elif denials and told:
        why = f"denied is the {facet}, of which nobody asserts anything; the rest may be true all the same"
        yield NearContradiction(
            facet, _versions(denials, voices), _entries(denials), NearKind.OTHER_FACET, why
        )


def _counts(facet: str, said: Sequence[Voice], voices: Voices) -> Iterator[Found]:
    counted = [v for v in said if v.count and v.stance in _VOUCHES]
    excluded, updated = set[int](), set[int]()
    for (i, a), (j, b) in combinations(enumerate(counted), 2):
        if (
            a.count
            and b.count
            and exclude(a.count, b.count)
            and not (a.row == b.row and a.report == b.report)
        ):
            (updated if _is_update(a, b) else excluded).update((i, j))
    if excluded:
        both = [counted[i] for i in sorted(excluded)]
        yield Contradiction(facet, _versions(both, voices), _entries(both), ContradictionKind.NUMBER)
    if updated:
        both = [counted[i] for i in sorted(updated, key=lambda i: (str(counted[i].said), i))]
        why = "two states of one count, from reports of different times"
        yield NearContradiction(facet, _versions(both, voices), _entries(both), NearKind.UPDATE, why)


def exclude(a: Count, b: Count) -> bool:
    """Whether two counts cannot both be true: their bounds are apart, or a part is more than the whole."""
    if a.of == b.of:
        return _below(a, b) or _below(b, a)
    if a.of and b.of:
        return False
    whole, part = (a, b) if not a.of else (b, a)
    return _below(whole, part)


def _below(a: Count, b: Count) -> bool:
    return a.high is not None and a.high < b.low


def _is_update(a: Voice, b: Voice) -> bool:
    """One speaker in two reports, or a count that grew between two days; a later lower one is a
    correction."""
    if a.report == b.report or not a.count or not b.count:
        return False
    if a.row == b.row:
        return True
    if a.said is None or b.said is None or a.said == b.said:
        return False
    earlier, later = (a, b) if a.said < b.said else (b, a)
    return earlier.count is not None and later.count is not None and _below(earlier.count, later.count)


def _means(said: Sequence[Voice], voices: Voices) -> Iterator[Contradiction]:
    """Versions that state means of which no two are kin."""
    stated = [(v, _stated_means(v)) for v in said if v.stance in _VOUCHES]
    apart: dict[int, Voice] = {}
    for (i, (a, means_a)), (j, (b, means_b)) in combinations(enumerate(stated), 2):
        if (
            means_a
            and means_b
            and a.row != b.row
            and not any(kin_means(x, y) for x in means_a for y in means_b)
        ):
            apart.update({i: a, j: b})
    if apart:
        both = [apart[i] for i in sorted(apart)]
        yield Contradiction(_MEANS, _versions(both, voices), _entries(both), ContradictionKind.MEANS)


def _stated_means(voice: Voice) -> frozenset[Means]:
    if voice.entry == voice.proposition and voice.value:
        return frozenset({Means(voice.value)})
    return means_in(voice.value or voice.evidence.quote)
