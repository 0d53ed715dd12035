"""Simulated annealing over single-unit moves: the compiled kernel.

A move takes one unit from its footprint to a neighbouring one. Its effect on the objective is
worked out from the few areas and neighbours the unit has, never from the whole plan, and a move
that would cut a footprint in two or empty it is never made. The kernel releases the GIL and works
in chunks, so that progress, cancel and the window stay alive between them.
"""

# The kernel is compiled: plain loops over arrays are what makes it fast.

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from icp_footprints.partition.instance import Instance

# Python's own view of the state is opaque: it is only handed from chunk to chunk.
State = tuple[Any, ...]
Arrays = tuple[Any, ...]


def arrays_of(instance: Instance) -> Arrays:
    """The instance as the tuple of arrays the kernel takes."""
    return (
        instance.neighbour_start,
        instance.neighbours,
        instance.border,
        instance.people,
        instance.area_start,
        instance.areas,
        instance.area_people,
        instance.layer_start,
        instance.share_worth,
        instance.containment_worth,
        instance.low,
        instance.high,
    )


def new_state(instance: Instance, assignment: NDArray[np.int16], count: int, seed: int) -> State:
    """The search state of an assignment with that many footprints, randomness from the seed."""
    n_layers, n_areas = len(instance.share_worth), len(instance.containment_worth)
    state = (
        assignment.copy(),
        np.zeros(count),  # people of each footprint
        np.zeros(count, dtype=np.int64),  # units of each footprint
        np.zeros((count, n_areas)),  # overlap
        np.zeros((count, n_layers)),  # largest overlap of each footprint in each layer
        np.zeros(n_areas),  # largest overlap of each area
        np.zeros(2),  # objective, people outside the band
        assignment.copy(),  # best assignment
        np.array([np.inf, -np.inf]),  # its people outside the band, its objective
        np.array([np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] | 1], np.uint64),
        np.zeros(len(instance.people), dtype=np.int64),  # visit marks of the contiguity test
        np.zeros(len(instance.people), dtype=np.int32),  # its queue
        np.zeros(1, dtype=np.int64),  # its current mark
    )
    _fill_state(arrays_of(instance), state)
    return state


def compile_kernel(instance: Instance) -> None:
    """Compile the kernel, or load it compiled; about ten seconds the first time ever."""
    everyone = np.zeros(len(instance.people), dtype=np.int16)
    run_chunk(arrays_of(instance), new_state(instance, everyone, 1, 0), 0, 1.0, 1.0, 0.0)


def best_of(state: State) -> tuple[NDArray[np.int16], float, float]:
    """Best assignment so far, its people outside the band and its objective."""
    return state[7].copy(), float(state[8][0]), float(state[8][1])


@njit(cache=True, nogil=True)
def _fill_state(arrays: Arrays, state: State) -> None:
    """Work out every sum of the state from its assignment."""
    start, neighbours, border, people, area_start, areas, area_people = arrays[:7]
    layer_start, share_worth, containment_worth, low, high = arrays[7:]
    assignment, total, units, overlap, row_max, column_max, sums = state[:7]
    total[:] = 0.0
    units[:] = 0
    overlap[:] = 0.0
    sums[:] = 0.0
    for u in range(len(people)):
        f = assignment[u]
        total[f] += people[u]
        units[f] += 1
        for e in range(area_start[u], area_start[u + 1]):
            overlap[f, areas[e]] += area_people[e]
        for e in range(start[u], start[u + 1]):
            if neighbours[e] > u and assignment[neighbours[e]] != f:
                sums[0] -= border[e]
    for f in range(len(total)):
        sums[1] += _excess(total[f], low, high)
        for layer in range(len(share_worth)):
            row_max[f, layer] = _largest(overlap[f], layer_start[layer], layer_start[layer + 1])
            sums[0] += share_worth[layer] * row_max[f, layer]
    for j in range(len(containment_worth)):
        column_max[j] = 0.0
        for f in range(len(total)):
            column_max[j] = max(column_max[j], overlap[f, j])
        sums[0] += containment_worth[j] * column_max[j]
    _keep_if_best(state)


@njit(cache=True, nogil=True)
def _excess(people: float, low: float, high: float) -> float:
    """People too few or too many."""
    return max(low - people, people - high, 0.0)


@njit(cache=True, nogil=True)
def _largest(row: NDArray[np.float64], start: int, end: int) -> float:
    largest = 0.0
    for j in range(start, end):
        largest = max(largest, row[j])
    return largest


@njit(cache=True, nogil=True)
def _random(source: NDArray[np.uint64]) -> np.uint64:
    """The next 64 random bits (xorshift64*, Vigna 2016)."""
    x = source[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    source[0] = x
    return x * np.uint64(2685821657736338717)


@njit(cache=True, nogil=True)
def _below(source: NDArray[np.uint64], n: int) -> np.int64:
    """A random whole number from 0 to n - 1."""
    return np.int64((_random(source) >> np.uint64(32)) * np.uint64(n) >> np.uint64(32))


@njit(cache=True, nogil=True)
def _uniform(source: NDArray[np.uint64]) -> np.float64:
    """A random number from 0 to 1."""
    return np.float64(_random(source) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@njit(cache=True, nogil=True)
def _stays_connected(arrays: Arrays, state: State, u: int) -> bool:
    """Whether a footprint is still one part without unit u.

    Walks from one of u's neighbours inside the footprint until it has met all the others. On a
    map they are nearly always met within a step or two; the walk is exact either way.
    """
    start, neighbours = arrays[0], arrays[1]
    assignment, marks, queue, mark = state[0], state[10], state[11], state[12]
    f = assignment[u]
    # Marks only grow, so that nothing has to be cleared: even = wanted, odd = met.
    mark[0] += 2
    wanted, met = mark[0], mark[0] + 1
    left = 0
    first = -1
    for e in range(start[u], start[u + 1]):
        v = neighbours[e]
        if assignment[v] == f:
            marks[v] = wanted
            first = v
            left += 1
    if left <= 1:
        return left == 1
    marks[u] = met
    marks[first] = met
    left -= 1
    queue[0] = first
    head, tail = 0, 1
    while head < tail:
        v = queue[head]
        head += 1
        for e in range(start[v], start[v + 1]):
            w = neighbours[e]
            if assignment[w] != f or marks[w] == met:
                continue
            if marks[w] == wanted:
                left -= 1
                if left == 0:
                    return True
            marks[w] = met
            queue[tail] = w
            tail += 1
    return False


@njit(cache=True, nogil=True)
def _gain(arrays: Arrays, state: State, u: int, a: int, b: int) -> float:  # noqa: C901, PLR0912
    """What moving unit u from footprint a to b adds to the objective."""
    start, neighbours, border, _, area_start, areas, area_people = arrays[:7]
    layer_start, share_worth, containment_worth = arrays[7], arrays[8], arrays[9]
    assignment, overlap, row_max, column_max = state[0], state[3], state[4], state[5]
    gain = 0.0
    for e in range(start[u], start[u + 1]):
        f = assignment[neighbours[e]]
        if f == a:
            gain -= border[e]
        elif f == b:
            gain += border[e]
    e, end = area_start[u], area_start[u + 1]
    for layer in range(len(share_worth)):
        first, last = layer_start[layer], layer_start[layer + 1]
        from_e = e
        b_max = row_max[b, layer]
        a_drops = False
        while e < end and areas[e] < last:
            j = areas[e]
            x = area_people[e]
            b_max = max(b_max, overlap[b, j] + x)
            a_drops = a_drops or overlap[a, j] >= row_max[a, layer]
            # The area's largest piece, with x people moved from a to b.
            most = overlap[b, j] + x
            if overlap[a, j] >= column_max[j]:
                most = max(most, overlap[a, j] - x)
                for f in range(overlap.shape[0]):
                    if f != a and f != b:  # noqa: PLR1714 - compiled
                        most = max(most, overlap[f, j])
            else:
                most = max(most, column_max[j])
            gain += containment_worth[j] * (most - column_max[j])
            e += 1
        if share_worth[layer] > 0.0:
            a_max = row_max[a, layer]
            if a_drops:
                a_max = 0.0
                at = from_e
                for j in range(first, last):
                    value = overlap[a, j]
                    if at < e and areas[at] == j:
                        value -= area_people[at]
                        at += 1
                    a_max = max(a_max, value)
            gain += share_worth[layer] * (a_max - row_max[a, layer] + b_max - row_max[b, layer])
    return gain


@njit(cache=True, nogil=True)
def _move(arrays: Arrays, state: State, u: int, b: int) -> None:
    """Move unit u to footprint b and bring every sum up to date but the objective's."""
    people, area_start, areas, area_people, layer_start = arrays[3:8]
    assignment, total, units, overlap, row_max, column_max = state[:6]
    a = assignment[u]
    assignment[u] = b
    total[a] -= people[u]
    total[b] += people[u]
    units[a] -= 1
    units[b] += 1
    for e in range(area_start[u], area_start[u + 1]):
        j = areas[e]
        overlap[a, j] -= area_people[e]
        overlap[b, j] += area_people[e]
        most = 0.0
        for f in range(overlap.shape[0]):
            most = max(most, overlap[f, j])
        column_max[j] = most
    for layer in range(row_max.shape[1]):
        first, last = layer_start[layer], layer_start[layer + 1]
        row_max[a, layer] = _largest(overlap[a], first, last)
        row_max[b, layer] = _largest(overlap[b], first, last)


@njit(cache=True, nogil=True)
def _keep_if_best(state: State) -> None:
    """Remember the assignment when it is nearer the band, or as near and better."""
    sums, best = state[6], state[8]
    slack = 1e-6
    if sums[1] < best[0] - slack or (sums[1] < best[0] + slack and sums[0] > best[1] + 1e-12):
        best[0] = sums[1]
        best[1] = sums[0]
        state[7][:] = state[0]


@njit(cache=True, nogil=True)
def run_chunk(
    arrays: Arrays,
    state: State,
    proposals: int,
    hot: float,
    cold: float,
    band_worth: float,
) -> None:
    """Make that many proposals while the temperature falls evenly (in ratio) from hot to cold.

    Parameters
    ----------
    arrays, state
        From `arrays_of` and `new_state`; the state is changed in place.
    proposals
        How many moves to try.
    hot, cold
        Temperatures at start and end, in units of the objective.
    band_worth
        What one person fewer outside the band is worth, in units of the objective.
    """
    start, neighbours, people = arrays[0], arrays[1], arrays[3]
    low, high = arrays[10], arrays[11]
    assignment, total, units, sums, source = state[0], state[1], state[2], state[6], state[9]
    n = len(people)
    falling = (cold / hot) ** (1.0 / max(1, proposals))
    temperature = hot
    for _ in range(proposals):
        temperature *= falling
        u = int(_below(source, n))
        degree = start[u + 1] - start[u]
        if degree == 0:
            continue
        b = assignment[neighbours[start[u] + _below(source, degree)]]
        a = assignment[u]
        if a == b or units[a] == 1:
            continue
        p = people[u]
        outside = (
            _excess(total[a] - p, low, high)
            + _excess(total[b] + p, low, high)
            - _excess(total[a], low, high)
            - _excess(total[b], low, high)
        )
        gain = _gain(arrays, state, u, a, b)
        worth = gain - band_worth * outside
        if worth < 0.0 and _uniform(source) >= np.exp(worth / temperature):
            continue
        if not _stays_connected(arrays, state, u):
            continue
        _move(arrays, state, u, b)
        sums[0] += gain
        sums[1] += outside
        _keep_if_best(state)
