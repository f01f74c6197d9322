"""Pairs that may join in, clusters out: agglomerative, heaviest pair first, never holding a pair ruled out.

The result is a function of the set of pairs: every order is decided by weight and then by id.
"""

from collections.abc import Callable, Iterable

from ascribe.link.evidence import Comparison

#: Gives the comparison of any two propositions, blocked together or not.
Compare = Callable[[str, str], Comparison]


def components(members: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The sets of propositions that pairs connect at all; clusters never cross them."""
    neighbours: dict[str, set[str]] = {member: set() for member in members}
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    found, seen = [], set[str]()
    for start in sorted(neighbours):
        if start in seen:
            continue
        component, queue = {start}, [start]
        while queue:
            for other in neighbours[queue.pop()] - component:
                component.add(other)
                queue.append(other)
        seen |= component
        found.append(tuple(sorted(component)))
    return found


def cluster(
    members: Iterable[str], pairs: Iterable[Comparison], compare: Compare, mean_threshold: float
) -> list[tuple[tuple[str, ...], tuple[Comparison, ...]]]:
    """Clusters of one component, each with the pairs that built it.

    Two clusters join over a pair where no pair between them is ruled out and the pairs between them weigh
    `mean_threshold` bits or more on average, so that a chain of likely pairs does not swallow unlikely ones.
    """
    known: dict[tuple[str, str], Comparison] = {}

    def compared(a: str, b: str) -> Comparison:
        """Each pair once, however often its clusters are tried."""
        key = (a, b) if a < b else (b, a)
        if key not in known:
            known[key] = compare(*key)
        return known[key]

    home: dict[str, tuple[str, ...]] = {member: (member,) for member in members}
    apart = set[tuple[tuple[str, ...], tuple[str, ...]]]()
    built: dict[str, tuple[Comparison, ...]] = dict.fromkeys(home, ())
    for pair in sorted(pairs, key=lambda p: (-round(p.weight, 6), p.a, p.b)):
        one, other = home[pair.a], home[pair.b]
        if one == other or (one, other) in apart:
            continue
        if not _may_merge(one, other, compared, mean_threshold):
            apart |= {(one, other), (other, one)}
            continue
        merged = tuple(sorted(one + other))
        built[merged[0]] = (*built[one[0]], *built[other[0]], pair)
        home.update(dict.fromkeys(merged, merged))
    return [(group, built[group[0]]) for group in sorted(set(home.values()))]


def _may_merge(one: tuple[str, ...], other: tuple[str, ...], compare: Compare, mean_threshold: float) -> bool:
    total = 0.0
    for a in one:
        for b in other:
            comparison = compare(a, b)
            if comparison.ruled_out:
                return False
            total += comparison.weight
    return total / (len(one) * len(other)) >= mean_threshold
