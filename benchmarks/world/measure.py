"""A telling in, how well it is linked and assessed out: against what happened and what was truly said."""

import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ascribe.assess import assess, beside, origins, ties
from ascribe.assess.contradictions.counts import exclude
from ascribe.assess.voices import Count
from ascribe.knowledge.kinship import kin_means, means_in
from ascribe.link import link
from ascribe.model import Assessment, ContradictionKind, Grade, Incident, Kind, NearKind, SpeakerKind, Stance
from benchmarks.world.telling import Act, Telling

_OFFICIALS = frozenset({SpeakerKind.OFFICIAL, SpeakerKind.POLICE})
_ORDER = tuple(Grade)


@dataclass(slots=True)
class Score:
    """Right, found and wanted, for precision and recall."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Figures:
    """What was measured; `seconds` are of processor time by stage, `megabytes` the most memory held."""

    counts: dict[str, int]
    linking: tuple[float, float, float] = (0.0, 0.0, 0.0)
    grades: Score = field(default_factory=Score)
    true_agents: dict[str, tuple[int, int]] = field(default_factory=dict)
    contradictions: dict[str, Score] = field(default_factory=dict)
    updates: Score = field(default_factory=Score)
    overcounted: int = 0
    overcounted_where_joined: int = 0
    candidates: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    megabytes: float = 0.0


def measure(telling: Telling, *, given: bool = False) -> Figures:
    """Link and assess all reports of a telling, and compare with the truth; `given` takes the true incidents."""
    truth = {p: h for page in telling.pages for p, h in page.happenings.items()}
    readings = {p.report.id: p.reading for p in telling.pages}
    reports = {p.report.id: p.report for p in telling.pages}
    figures = Figures(_counts(telling))
    with _timed(figures, "origins"):
        shared = origins(reports.values())
    with _timed(figures, "link"):
        incidents = _true_incidents(telling, truth) if given else link(readings.values())
    with _timed(figures, "assess"):
        known, others = ties(readings.values()), beside(incidents, readings)
        assessed = [
            assess(i, readings, reports, shared, known=known, beside=others.get(i.id, ())) for i in incidents
        ]
    figures.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.linking = b_cubed([i.propositions for i in incidents], truth)
    _compare(figures, telling, incidents, assessed, truth)
    return figures


def _true_incidents(telling: Telling, truth: Mapping[str, int]) -> tuple[Incident, ...]:
    """Every happening with just the propositions that tell of it."""
    held: dict[int, list[str]] = defaultdict(list)
    home = {p.id: p.report for page in telling.pages for p in page.reading.propositions}
    for proposition, happening in truth.items():
        held[happening].append(proposition)
    return tuple(
        Incident(
            tuple(sorted(members)),
            Kind.ATTACK,
            f"happening {number}",
            when=telling.world.happenings[number].day.isoformat(),
            reports=tuple(sorted({home[p] for p in members})),
        )
        for number, members in sorted(held.items())
    )


def _counts(telling: Telling) -> dict[str, int]:
    copies = sum(page.story.copy_of is not None for page in telling.pages)
    return {
        "happenings": len(telling.world.happenings),
        "reports": len(telling.pages),
        "copies": copies,
        "statements": sum(len(page.reading.statements) for page in telling.pages),
        "propositions": sum(len(page.reading.propositions) for page in telling.pages),
    }


@contextmanager
def _timed(figures: Figures, stage: str) -> Iterator[None]:
    began = time.process_time()
    yield
    figures.seconds[stage] = time.process_time() - began


def b_cubed(groups: Iterable[Sequence[str]], truth: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters, averaged over their members (Bagga and Baldwin 1998)."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for group in groups:
        for happening, shared in Counter(truth[member] for member in group).items():
            precision += shared * shared / len(group)
            recall += shared * shared / sizes[happening]
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _compare(
    figures: Figures,
    telling: Telling,
    incidents: Sequence[Incident],
    assessed: Sequence[Assessment],
    truth: Mapping[str, int],
) -> None:
    """Each happening against the incident that holds most of its propositions."""
    home = _homes(incidents, truth)
    by_incident = dict(zip((i.id for i in incidents), assessed, strict=True))
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in telling.acts:
        acts[act.happening].append(act)
    means: dict[int, set[Any]] = defaultdict(set)
    for happening, told in telling.told_means:
        means[happening].add(told)
    members = {incident.id: incident.propositions for incident in incidents}
    kinds: dict[str, Score] = defaultdict(Score)
    right_agents: Counter[Grade] = Counter()
    named: Counter[Grade] = Counter()
    for happening in telling.world.happenings:
        own = acts[happening.number]
        assessment = by_incident[home[happening.number]]
        pure = len({truth[p] for p in members[assessment.incident]}) == 1
        _compare_grades(figures, own, assessment, telling, pure=pure)
        for candidate in assessment.candidates:
            named[candidate.grade] += 1
            doers = {happening.agent.id, happening.claims.id if happening.claims else ""}
            right_agents[candidate.grade] += candidate.actor in doers
        wanted = _contradictions(own, means[happening.number], telling)
        found = {c.kind for c in assessment.contradictions}
        for kind in wanted | found:
            score = kinds[kind.value]
            score.right += kind in wanted and kind in found
            score.found += kind in found
            score.wanted += kind in wanted
        updated = any(n.kind is NearKind.UPDATE for n in assessment.near)
        grew = _grew(own)
        figures.updates.right += updated and grew
        figures.updates.found += updated
        figures.updates.wanted += grew
    figures.contradictions = dict(sorted(kinds.items()))
    figures.true_agents = {g.value: (right_agents[g], named[g]) for g in Grade if named[g]}


def _homes(incidents: Sequence[Incident], truth: Mapping[str, int]) -> dict[int, str]:
    """For each happening the incident with most of its propositions."""
    held: dict[int, Counter[str]] = defaultdict(Counter)
    for incident in incidents:
        for proposition in incident.propositions:
            held[truth[proposition]][incident.id] += 1
    return {happening: counts.most_common(1)[0][0] for happening, counts in held.items()}


def _compare_grades(
    figures: Figures, acts: Sequence[Act], assessment: Assessment, telling: Telling, *, pure: bool
) -> None:
    """`pure`: the incident holds one happening; else its supports may be of another one."""
    wanted = _grades(acts, telling)
    found = {c.actor: c for c in assessment.candidates}
    figures.grades.wanted += len(wanted)
    figures.grades.found += len(found)
    figures.grades.right += sum(a in found and found[a].grade is grade for a, grade in wanted.items())
    for agent, candidate in found.items():
        texts = {
            act.story for act in acts if act.says.agent and act.says.agent.id == agent and _supports(act)
        }
        figures.candidates += 1
        over = candidate.origins > len(texts)
        figures.overcounted += over and pure
        figures.overcounted_where_joined += over and not pure


def _supports(act: Act) -> bool:
    return act.says.facet == "agent" and act.says.stance in (Stance.CLAIMS, Stance.ACCUSES)


def _grades(acts: Sequence[Act], telling: Telling) -> dict[str, Grade]:
    """The grade of every agent that is named, by what was truly said of it."""
    fronts = {front for front, _ in telling.fronts}
    found: dict[str, Grade] = {}
    for act in acts:
        if not act.says.agent:
            continue
        agent = act.says.agent.id
        grade = _grade(act, agent in fronts) if _supports(act) else Grade.UNKNOWN
        found[agent] = min(found.get(agent, Grade.UNKNOWN), grade, key=_ORDER.index)
    return found


def _grade(act: Act, front: bool) -> Grade:
    if act.says.stance is Stance.CLAIMS:
        return Grade.CLAIMED_UNDER_FRONT if front else Grade.CLAIMED
    if act.says.certainty != "stated":
        return Grade.SUSPECTED
    if act.says.voice.named:
        return Grade.ACCUSED_ON_RECORD
    official = act.says.voice.kind in _OFFICIALS
    return Grade.ACCUSED_BY_UNNAMED_OFFICIALS if official else Grade.ACCUSED_BY_OTHERS


def _contradictions(acts: Sequence[Act], means: set[Any], telling: Telling) -> set[ContradictionKind]:
    """The kinds of what was truly said and cannot all be true."""
    found = set()
    if any(_exclude(a, b) and not _is_update(a, b) for a, b in _counted(acts)):
        found.add(ContradictionKind.NUMBER)
    supported = {a.says.agent.id for a in acts if a.says.agent and _supports(a)}
    denied = {a.says.agent.id for a in acts if a.says.agent and a.says.stance is Stance.DENIES}
    claimed = {a.says.agent.id for a in acts if a.says.agent and a.says.stance is Stance.CLAIMS}
    tied = telling.fronts | {(b, a) for a, b in telling.fronts}
    rival = any(a != b and (a, b) not in tied for a in claimed for b in supported)
    if supported & denied or rival:
        found.add(ContradictionKind.AGENT)
    if any(a.says.facet == "happened" for a in acts):
        found.add(ContradictionKind.HAPPENED)
    other = [means_in(a.says.value or "") for a in acts if a.says.facet == "means"]
    if any(not any(kin_means(x, y) for x in said) for said in other for y in means):
        found.add(ContradictionKind.MEANS)
    return found


def _counted(acts: Sequence[Act]) -> Iterator[tuple[Act, Act]]:
    counts = [act for act in acts if act.says.count]
    return ((a, b) for a, b in combinations(counts, 2) if a.says.facet == b.says.facet)


def _bounds(act: Act) -> Count:
    _, low, high = act.says.count or ("", 0, None)
    return Count(low, high, "")


def _exclude(a: Act, b: Act) -> bool:
    return (a.voice != b.voice or a.story != b.story) and exclude(_bounds(a), _bounds(b))


def _is_update(a: Act, b: Act) -> bool:
    if a.voice == b.voice:
        return True
    early, late = sorted((a, b), key=lambda act: act.day)
    high = _bounds(early).high
    return early.day < late.day and high is not None and high < _bounds(late).low


def _grew(acts: Sequence[Act]) -> bool:
    return any(_exclude(a, b) and _is_update(a, b) for a, b in _counted(acts))
