"""A plain compiled annealer, one thread: what the search has to beat before any peer.

Single-unit moves, J worked out from the footprints and areas a move touches, people outside the
band at a price, one cooling. Nothing of the product's search is in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from tests.benchmarks.peers.race import Stopwatch

PROPOSALS_PER_UNIT = 20_000
HOT, COLD = 4.0, 0.1
# What all people outside the band are worth.
BAND_WORTH = 30.0
# pyright cannot follow arrays through compiled loops.
Array = Any
Graph = tuple[Array, Array, Array]


def plain(watch: Stopwatch, seed: int) -> None:
    """One annealing after another, each from footprints grown round random units."""
    task = watch.task
    n = len(task.people)
    a, b = task.pairs[:, 0], task.pairs[:, 1]
    ends = np.concatenate([a, b])
    order = np.argsort(ends, kind="stable")
    start = np.searchsorted(ends[order], np.arange(n + 1))
    graph = (start, np.concatenate([b, a])[order], np.tile(task.border_worth, 2)[order])
    band = (task.low, task.high, BAND_WORTH / float(task.people.sum()))
    random = np.random.default_rng(seed)
    _anneal(graph, task.people, task.members, band, task.footprints, 0, random)
    watch.start()
    while not watch.is_over:
        proposals = PROPOSALS_PER_UNIT * n
        watch.offer(
            _anneal(graph, task.people, task.members, band, task.footprints, proposals, random)
        )


@njit(cache=True, nogil=True)
def _outside(people: float, band: tuple[float, float, float]) -> float:
    return max(band[0] - people, people - band[1], 0.0)


@njit(cache=True, nogil=True)
def _grown(graph: Graph, people: Array, footprints: int, random: np.random.Generator) -> Array:
    """Footprints grown round random units, the smallest taking a neighbour at each turn."""
    start, beside, _ = graph
    n = len(people)
    plan = np.full(n, -1, dtype=np.int64)
    total = np.zeros(footprints)
    for f, u in enumerate(np.argsort(random.random(n))[:footprints]):
        plan[u] = f
        total[f] = people[u]
    for _ in range(n - footprints):
        for f in np.argsort(total):
            found = -1
            for u in np.argsort(random.random(n)):
                if plan[u] == f:
                    for e in range(start[u], start[u + 1]):
                        if plan[beside[e]] < 0:
                            found = beside[e]
                            break
                if found >= 0:
                    break
            if found >= 0:
                plan[found] = f
                total[f] += people[found]
                break
    return plan


@njit(cache=True, nogil=True)
def _local(u: int, a: int, b: int, overlap: Array, members: Any) -> float:
    """The layers' part of J that a move of unit u between footprints a and b can change."""
    worth: Any = 0.0
    for e in range(members.start[u], members.start[u + 1]):
        most = 0.0
        for f in range(len(overlap)):
            most = max(most, overlap[f, members.areas[e]])
        worth += members.containment_worth[members.areas[e]] * most
    for layer in range(len(members.share_worth)):
        if members.share_worth[layer] > 0:
            for f in (a, b):
                most = 0.0
                for j in range(members.layer_start[layer], members.layer_start[layer + 1]):
                    most = max(most, overlap[f, j])
                worth += members.share_worth[layer] * most
    return worth


@njit(cache=True, nogil=True)
def _stays_joined(u: int, graph: Graph, plan: Array, seen: Array, mark: int) -> bool:
    """Whether u's neighbours in its footprint are joined without u."""
    start, beside, _ = graph
    first, wanted = -1, 0
    for e in range(start[u], start[u + 1]):
        if plan[beside[e]] == plan[u]:
            first, wanted = beside[e], wanted + 1
    if wanted <= 1:
        return wanted == 1
    seen[u] = mark
    seen[first] = mark
    queue = [first]
    for v in queue:
        for e in range(start[v], start[v + 1]):
            w = beside[e]
            if plan[w] == plan[u] and seen[w] != mark:
                seen[w] = mark
                queue.append(w)
    for e in range(start[u], start[u + 1]):
        if plan[beside[e]] == plan[u] and seen[beside[e]] != mark:
            return False
    return True


@njit(cache=True, nogil=True)
def _move(
    u: int,
    b: int,
    plan: Array,
    total: Array,
    overlap: Array,
    people: Array,
    members: Any,
) -> None:
    a = plan[u]
    plan[u] = b
    total[a] -= people[u]
    total[b] += people[u]
    for e in range(members.start[u], members.start[u + 1]):
        overlap[a, members.areas[e]] -= members.people[e]
        overlap[b, members.areas[e]] += members.people[e]


@njit(cache=True, nogil=True)
def _anneal(
    graph: Graph,
    people: Array,
    members: Any,
    band: tuple[float, float, float],
    footprints: int,
    proposals: int,
    random: np.random.Generator,
) -> Array:
    """One annealing from hot to cold; the plan it ends with."""
    start, beside, border = graph
    n = len(people)
    plan = _grown(graph, people, footprints, random)
    total: Array = np.zeros(footprints)
    overlap = np.zeros((footprints, len(members.containment_worth)))
    for u in range(n):
        total[plan[u]] += people[u]
        for e in range(members.start[u], members.start[u + 1]):
            overlap[plan[u], members.areas[e]] += members.people[e]
    seen = np.zeros(n, dtype=np.int64)
    temperature = HOT / n
    falling = (COLD / HOT) ** (1.0 / max(1, proposals))
    for turn in range(proposals):
        temperature *= falling
        u = int(random.random() * n)
        if start[u] == start[u + 1]:
            continue
        at = start[u] + int(random.random() * (start[u + 1] - start[u]))
        a, b = plan[u], plan[beside[at]]
        if a == b:
            continue
        worth = 0.0
        for e in range(start[u], start[u + 1]):
            if plan[beside[e]] == a:
                worth -= border[e]
            elif plan[beside[e]] == b:
                worth += border[e]
        outside = _outside(total[a], band) + _outside(total[b], band)
        worth -= _local(u, a, b, overlap, members)
        _move(u, b, plan, total, overlap, people, members)
        worth += _local(u, a, b, overlap, members)
        worth += band[2] * (outside - _outside(total[a], band) - _outside(total[b], band))
        refused = worth < 0 and random.random() >= np.exp(worth / temperature)
        if not refused:
            plan[u] = a
            refused = not _stays_joined(u, graph, plan, seen, turn + 1)
            plan[u] = b
        if refused:
            _move(u, a, plan, total, overlap, people, members)
    return plan
