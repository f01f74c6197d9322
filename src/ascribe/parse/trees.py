"""Arc scores to dependency trees: greedy where that is a tree, else the maximum spanning tree.

Chu-Liu-Edmonds (McDonald et al. 2005), with exactly one word on the root.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = np.float32(-1e9)


def heads(scores: Scores) -> NDArray[np.int64]:
    """(words, 1 + words) scores, column 0 the root -> heads, 0 the root, words counted from 1."""
    words = scores.shape[0]
    greedy: NDArray[np.int64] = scores.argmax(1)
    if (greedy == 0).sum() == 1 and is_tree(greedy):
        return greedy
    square = np.full((words + 1, words + 1), _NEVER, dtype=np.float32)
    square[1:] = scores
    np.fill_diagonal(square, _NEVER)
    best = spanning_tree(square)
    if (best[1:] == 0).sum() > 1:
        root = _best_root(square, best)
        square[1:, 0] = _NEVER
        square[root, 0] = 0
        best = spanning_tree(square)
    return best[1:]


def is_tree(found: NDArray[np.int64]) -> bool:
    """Whether every word reaches the root."""
    reached = np.zeros(len(found) + 1, dtype=bool)
    reached[0] = True
    for word in range(1, len(found) + 1):
        path = []
        while not reached[word]:
            if word in path:
                return False
            path.append(word)
            word = int(found[word - 1])
        reached[path] = True
    return True


def _best_root(square: Scores, best: NDArray[np.int64]) -> int:
    """Of the words that the tree hangs on the root, the one that scores best there."""
    candidates = np.flatnonzero(best[1:] == 0) + 1
    return int(candidates[square[candidates, 0].argmax()])


def spanning_tree(scores: Scores) -> NDArray[np.int64]:
    """Heads of the maximum spanning tree over nodes 0..n, root 0; scores[d, h] of head h for dependent d."""
    best: NDArray[np.int64] = scores.argmax(1)
    best[0] = -1
    cycle = _cycle(best)
    if cycle is None:
        return best
    inside = np.zeros(len(best), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    own = scores[cycle, best[cycle]]
    enter = scores[np.ix_(cycle, outside)] - own[:, None]
    leave = scores[np.ix_(outside, cycle)]
    size = len(outside)
    small = np.full((size + 1, size + 1), _NEVER, dtype=np.float32)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[size, :size] = enter.max(0)
    small[:size, size] = leave.max(1)
    small[0] = _NEVER
    np.fill_diagonal(small, _NEVER)
    contracted = spanning_tree(small)
    found = best.copy()
    for position in range(1, size):
        head = contracted[position]
        found[outside[position]] = outside[head] if head < size else cycle[int(leave[position].argmax())]
    head = contracted[size]
    entered = cycle[int(enter[:, head].argmax())]
    found[entered] = outside[head]
    return found


def _cycle(found: NDArray[np.int64]) -> NDArray[np.int64] | None:
    state = np.zeros(len(found), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(found)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(found[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None
