"""Contiguity, tested exactly and only as far as is needed."""

from __future__ import annotations

import numpy as np

from icp_footprints.partition.search.compiled import compiled, entry
from icp_footprints.partition.search.work import Work


@entry
def can_leave(s: Work, u: int) -> bool:
    """Whether a footprint stays in as few parts as it is in without unit u.

    Walks from one of u's neighbours inside the footprint until it has met all the others. On a
    map they are nearly always met within a step or two; the walk is exact either way. The last
    unit of a footprint never leaves; a unit with no neighbour in it, a part by itself, may.
    """
    assignment, marks, neighbours = s.assignment, s.marks, s.neighbours
    f = assignment[u]
    if s.units[f] == 1:
        return False
    # Marks only grow, so that nothing has to be cleared: even = wanted, odd = met.
    s.mark[0] += 2
    wanted = s.mark[0]
    met = wanted + 1
    left, first = np.int64(0), np.int64(-1)
    for e in range(s.neighbour_start[u], s.neighbour_start[u + 1]):
        v = neighbours[e]
        if assignment[v] == f:
            marks[v] = wanted
            first = v
            left += 1
    if left <= 1:
        return True
    marks[u] = met
    return _meets(s, first, left)


@compiled
def stays_whole(s: Work, moved: int, f: int) -> bool:
    """Whether the neighbours in footprint f of the units last moved are in one part of it.

    The units are the first `moved` of the trail; if f was in one part with them, this says whether
    it is without them.
    """
    s.mark[0] += 2
    wanted = s.mark[0]
    left, first = np.int64(0), np.int64(-1)
    for i in range(moved):
        u = s.trail[i]
        for e in range(s.neighbour_start[u], s.neighbour_start[u + 1]):
            v = s.neighbours[e]
            if s.assignment[v] == f and s.marks[v] != wanted:
                s.marks[v] = wanted
                first = v
                left += 1
    if left <= 1:
        return left == 1
    return _meets(s, first, left)


@compiled
def _meets(s: Work, first: np.int64, left: np.int64) -> bool:
    """Whether a walk from one wanted unit through its footprint meets all `left` of them.

    It takes NumPy's integers: for plain ones numba would compile it twice, once for their first
    values alone.
    """
    assignment, marks, queue, start = s.assignment, s.marks, s.queue, s.neighbour_start
    f = assignment[first]
    wanted = s.mark[0]
    met = wanted + 1
    marks[first] = met
    left -= 1
    queue[0] = first
    head, tail = 0, 1
    while head < tail:
        v = queue[head]
        head += 1
        for e in range(start[v], start[v + 1]):
            w = s.neighbours[e]
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
