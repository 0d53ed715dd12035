"""Simulated annealing: the compiled kernel.

Three kinds of move are tried: one unit to the footprint next to it; two in a row, of which the
second makes room for the first, as in a swap; and a group, which is all of an area's units that a
footprint has, or a unit with those behind it that it would cut off. None ever breaks a footprint
into more parts or empties it, none touches a closed footprint or a unit that may not move. The
kernel releases Python's lock and works in chunks, so that progress, cancel and the window stay
alive between them.
"""

from __future__ import annotations

import numpy as np

from icp_footprints.partition.search.compiled import compiled, entry, inlined
from icp_footprints.partition.search.connected import can_leave, stays_whole
from icp_footprints.partition.search.moves import (
    move,
    weigh,
    weigh_layers,
    weigh_lines,
    weigh_people,
)
from icp_footprints.partition.search.randomness import below, uniform
from icp_footprints.partition.search.state import BAND, OUTSIDE, REQUIRED, SCORE, TARGET, WANTED
from icp_footprints.partition.search.work import Work

# Limits of random numbers are NumPy's integers: for each plain one numba would compile the drawing
# anew. Of so many moves tried, how many are of the other two kinds.
OUT_OF, IN_A_ROW, IN_GROUPS = np.int64(64), 8, 1
# More units than this hang on a unit only where moving them would turn a footprint over.
MOST_HANGING = 8
ANY_AREA = np.int64(-1)
# How far from the first unit the second of two may lie.
LONGEST_WALK = np.int64(4)
# Places with more directed pairs than this are worked on part by part, each small enough for the
# processor's own memory.
WINDOW, TRIES_IN_WINDOW = np.int64(8192), 1024
MOST_DRAWS = 64
# In temperatures: a first move of two that loses more is not tried.
MUCH = 6.0


@entry
def run_chunk(s: Work, tries: int, hot: float, cold: float, next_pair: int) -> int:
    """Try that many moves while the temperature falls evenly (in ratio) from hot to cold.

    Parameters
    ----------
    s
        The problem, and the search, which is changed in place; `worths` set.
    tries
        How many moves to try.
    hot, cold
        Temperatures at start and end, in units of the objective.
    next_pair
        -1 to try moves at random; else only single moves are tried, of one directed pair after
        another from this one on.

    Returns
    -------
    taken
        How many moves were made.
    """
    taken = 0
    falling = (cold / hot) ** (1.0 / max(1, tries))
    temperature = hot
    pairs = len(s.neighbours)
    window = np.int64(-1)
    for i in range(tries):
        if pairs > WINDOW and i % TRIES_IN_WINDOW == 0:
            window = below(s.random, pairs)
        temperature *= falling
        if s.cut_count[0] == 0:
            break
        kind = OUT_OF
        if next_pair >= 0:
            e = (next_pair + i) % pairs
        elif window >= 0:
            e = _draw(s, window)
            kind = below(s.random, OUT_OF)
        else:
            e = s.cut[below(s.random, s.cut_count[0])]
            kind = below(s.random, OUT_OF)
        if s.cut_position[e] < 0:
            continue
        u, b = s.source[e], s.assignment[s.neighbours[e]]
        if s.closed[b]:
            continue
        if kind < IN_A_ROW:
            taken += _try_two(s, u, b, temperature)
        elif kind < IN_A_ROW + IN_GROUPS:
            taken += _try_group(s, u, b, temperature)
        else:
            taken += _try_one(s, u, b, temperature)
    return taken


@inlined
def _draw(s: Work, window: np.int64) -> np.int64:
    """A pair between footprints near pair `window`, or, where there is hardly one, any pair."""
    e = np.int64(0)
    for _ in range(MOST_DRAWS):
        e = (window + below(s.random, WINDOW)) % len(s.neighbours)
        if s.cut_position[e] >= 0:
            break
    return e


@inlined
def is_taken(s: Work, worth: float, temperature: float) -> bool:
    """Whether a change of that worth is accepted, by Metropolis' rule."""
    return worth >= 0.0 or uniform(s.random) < np.exp(worth / temperature)


@inlined
def worth_of(s: Work) -> float:
    """What a plan is worth as it stands."""
    return (
        s.sums[SCORE]
        - s.sums[WANTED]
        - s.worths[BAND] * s.sums[OUTSIDE]
        - s.worths[TARGET] * s.sums[REQUIRED]
    )


@inlined
def force(s: Work, u: int, b: int) -> None:
    """Move a unit whatever it does."""
    score, outside, required, wanted = weigh(s, u, b)
    move(s, u, b, score, outside, required, wanted)


@inlined
def _try_one(s: Work, u: int, b: int, temperature: float) -> int:
    """Move u to footprint b; how many moves were made."""
    least = temperature * np.log(uniform(s.random))
    score, outside = weigh_lines(s, u, b), weigh_people(s, u, b)
    worth = score - s.worths[BAND] * outside
    # Most moves are refused, and most of these whatever the layers gain.
    if worth + s.most_gain[u] < least:
        return 0
    gain, required, wanted = weigh_layers(s, u, b, least - worth)
    if worth + gain - wanted - s.worths[TARGET] * required >= least and can_leave(s, u):
        move(s, u, b, score + gain, outside, required, wanted)
        return 1
    return 0


@inlined
def _try_two(s: Work, u: int, b: int, temperature: float) -> int:
    """Move u to footprint b and a unit of b onwards, or back where u came from."""
    a = s.assignment[u]
    before = worth_of(s)
    # The second move can make up for people, hardly ever for much else.
    score, outside, required, wanted = weigh(s, u, b)
    if score - wanted - s.worths[TARGET] * required < -MUCH * temperature or not can_leave(s, u):
        return 0
    move(s, u, b, score, outside, required, wanted)
    v, c = _another(s, u)
    if v >= 0 and v != u and can_leave(s, v):
        score, outside, required, wanted = weigh(s, v, c)
        now = worth_of(s)
        worth = (
            now - before + score - wanted - s.worths[BAND] * outside - s.worths[TARGET] * required
        )
        if is_taken(s, worth, temperature):
            move(s, v, c, score, outside, required, wanted)
            return 2
    force(s, u, a)
    return 0


@compiled
def _another(s: Work, u: int) -> tuple[int, int]:
    """A unit near u in the same footprint, and another footprint beside it; (-1, -1) for none."""
    f = s.assignment[u]
    v = u
    for _ in range(1 + below(s.random, LONGEST_WALK)):
        start, end = s.neighbour_start[v], s.neighbour_start[v + 1]
        w = s.neighbours[start + below(s.random, end - start)]
        if s.assignment[w] == f:
            v = w
    if not s.movable[v]:
        return -1, -1
    start, end = s.neighbour_start[v], s.neighbour_start[v + 1]
    for _ in range(2):
        c = s.assignment[s.neighbours[start + below(s.random, end - start)]]
        if c != f and not s.closed[c]:
            return v, c
    return -1, -1


@inlined
def _try_group(s: Work, u: int, b: int, temperature: float) -> int:
    """Move to footprint b u and others: what it has of its area, or what hangs on it."""
    a = s.assignment[u]
    layers = len(s.share_worth)
    layer = below(s.random, layers + 1)
    count = _gather_area(s, u, layer) if layer < layers else _gather_hanging(s, u)
    if count < 2 or count == s.units[a]:
        return 0
    for i in range(count):
        if not s.movable[s.trail[i]]:
            return 0
    before = worth_of(s)
    for to in (b, a):
        for i in range(count):
            force(s, s.trail[i], to)
        worth = worth_of(s) - before
        if to == b and is_taken(s, worth, temperature) and stays_whole(s, count, a):
            return count
    return 0


@inlined
def _gather_area(s: Work, u: int, layer: np.int64) -> int:
    """Put into the trail the units joined to u in its footprint and area; how many, or 0."""
    area = s.dominant[layer, u]
    if area < 0:
        return 0
    s.mark[0] += 2
    return _spread(s, u, layer, area, np.int64(len(s.movable)))


@inlined
def _gather_hanging(s: Work, u: int) -> int:
    """Put into the trail u and what its footprint loses with it; how many, or 0.

    That is all that no way inside the footprint but through u ties to one of u's neighbours.
    """
    start, end = s.neighbour_start[u], s.neighbour_start[u + 1]
    first = s.neighbours[start + below(s.random, end - start)]
    if s.assignment[first] != s.assignment[u]:
        return 0
    s.mark[0] += 2
    s.marks[u] = s.mark[0]
    # First the side that stays is marked, and so left out by the second walk.
    _spread(s, first, np.int64(0), ANY_AREA, np.int64(len(s.movable)))
    return _spread(s, u, np.int64(0), ANY_AREA, np.int64(MOST_HANGING))


@compiled
def _spread(s: Work, u: int, layer: np.int64, area: np.int64, most: np.int64) -> int:
    """Mark, and put into the trail, u and the unmarked units tied to it in its footprint.

    Only those of one area of a layer, unless it is `ANY_AREA`. How many there are, or 0 where
    there are more than `most` beyond u.
    """
    f, met = s.assignment[u], s.mark[0]
    s.marks[u] = met
    s.trail[0] = u
    head, tail = 0, 1
    while head < tail:
        v = s.trail[head]
        head += 1
        for e in range(s.neighbour_start[v], s.neighbour_start[v + 1]):
            w = s.neighbours[e]
            if s.assignment[w] != f or s.marks[w] == met:
                continue
            if area != ANY_AREA and s.dominant[layer, w] != area:
                continue
            if tail > most:
                return 0
            s.marks[w] = met
            s.trail[tail] = w
            tail += 1
    return tail
